// SPDX-License-Identifier: MIT
// One pair of functions for each kind of choice.
#include "app/save/view_text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "app/view_fields.hpp"

namespace isobath::app {

namespace {

using nlohmann::json;

struct Reason {
  const char* key;
  bool Breakpoints::*chosen;
};
constexpr std::array kStopReasons{Reason{"cost_rises", &Breakpoints::cost_rises},
                                  Reason{"layer_dies", &Breakpoints::layer_dies},
                                  Reason{"non_finite", &Breakpoints::non_finite}};
/// An infinite number; JSON has none.
constexpr const char* kMost = "max";

json written(const ViewField&, bool on) { return on; }
json written(const ViewField&, int number) { return number; }
json written(const ViewField&, std::optional<int> number) {
  return number ? json(*number) : json();
}
json written(const ViewField&, double number) {
  return std::isfinite(number) ? json(number) : json(kMost);
}
/// But for the step, which is one of this training.
json written(const ViewField&, const Breakpoints& breakpoints) {
  json reasons = json::object();
  for (const Reason& reason : kStopReasons) reasons[reason.key] = breakpoints.*reason.chosen;
  return reasons;
}
template <class Enumeration>
requires std::is_enum_v<Enumeration> json written(const ViewField& field, Enumeration value) {
  const auto found = std::ranges::find(field.names, static_cast<int>(value), &NamedChoice::value);
  return found == field.names.end() ? json() : json(found->name);
}
template <class Enumeration>
requires std::is_enum_v<Enumeration> json written(const ViewField& field,
                                                  std::optional<Enumeration> value) {
  return value ? written(field, *value) : json();
}

std::optional<std::int64_t> whole(const json& value) {
  if (value.is_number_unsigned() && value.get<std::uint64_t>() > INT64_MAX) return std::nullopt;
  return value.is_number_integer() ? std::optional(value.get<std::int64_t>()) : std::nullopt;
}

bool within(const ViewField& field, double number) {
  return number == field.also || (number >= field.least && number <= field.most);
}

void read(const ViewField&, const json& value, bool& on) {
  if (value.is_boolean()) on = value.get<bool>();
}
void read(const ViewField& field, const json& value, int& number) {
  const auto given = whole(value);
  if (given && std::in_range<int>(*given) && within(field, static_cast<double>(*given)))
    number = static_cast<int>(*given);
}
void read(const ViewField& field, const json& value, std::optional<int>& number) {
  int given = 0;
  if (value.is_number_integer()) read(field, value, given), number = given;
}
void read(const ViewField& field, const json& value, double& number) {
  const double given = value == kMost      ? std::numeric_limits<double>::infinity()
                       : value.is_number() ? value.get<double>()
                                           : std::nan("");
  if (within(field, given)) number = given;
}
void read(const ViewField& field, const json& value, Breakpoints& breakpoints) {
  if (!value.is_object()) return;
  for (const Reason& reason : kStopReasons)
    read(field, value.value(reason.key, json()), breakpoints.*reason.chosen);
}
/// By its name, or by its number as it was kept once.
template <class Enumeration>
requires std::is_enum_v<Enumeration>
void read(const ViewField& field, const json& value, Enumeration& chosen) {
  for (const NamedChoice& choice : field.names)
    if (value == choice.name || whole(value) == choice.value)
      chosen = static_cast<Enumeration>(choice.value);
}
template <class Enumeration>
requires std::is_enum_v<Enumeration>
void read(const ViewField& field, const json& value, std::optional<Enumeration>& chosen) {
  for (const NamedChoice& choice : field.names)
    if (value == choice.name) chosen = static_cast<Enumeration>(choice.value);
}

}  // namespace

json lasting_choices(const View& view) {
  json choices = json::object();
  for_each_view_field([&](const ViewField& field, auto member) {
    if (field.lasts == Lasts::yes) choices[std::string(field.key)] = written(field, view.*member);
  });
  return choices;
}

View view_of_choices(const json& choices) {
  View view;
  if (!choices.is_object()) return view;
  for_each_view_field([&](const ViewField& field, auto member) {
    const auto found = choices.find(std::string(field.key));
    if (field.lasts == Lasts::yes && found != choices.end()) read(field, *found, view.*member);
  });
  return view;
}

}  // namespace isobath::app
