// SPDX-License-Identifier: MIT
// What each kind of choice admits.
#include "app/view_fields.hpp"

#include <cstdint>
#include <type_traits>

namespace isobath::app {

namespace {

constexpr bool names_each_once() {
  for (const ViewField& field : kViewFields) {
    const auto same = [&field](const ViewField& other) {
      return other.key == field.key || other.member == field.member;
    };
    if (std::ranges::count_if(kViewFields, same) != 1) return false;
  }
  return true;
}
static_assert(names_each_once(), "Two rows of kViewFields have the same key or member.");

bool admit(const ViewField&, bool&) { return true; }
bool admit(const ViewField&, std::optional<int>&) { return true; }

bool admit(const ViewField& field, double& number) {
  if (number != field.also) number = std::clamp(number, field.least, field.most);
  return number == number;
}

bool admit(const ViewField& field, int& number) {
  double wide = number;
  const bool fits = admit(field, wide);
  number = static_cast<int>(wide);
  return fits;
}

bool admit(const ViewField&, Breakpoints& breakpoints) {
  if (breakpoints.step) breakpoints.step = std::max<std::int64_t>(0, *breakpoints.step);
  return true;
}

template <class Enumeration>
requires std::is_enum_v<Enumeration>
bool admit(const ViewField& field, Enumeration& value) {
  return std::ranges::find(field.names, static_cast<int>(value), &NamedChoice::value) !=
         field.names.end();
}

template <class Enumeration>
requires std::is_enum_v<Enumeration>
bool admit(const ViewField& field, std::optional<Enumeration>& value) {
  return !value || admit(field, *value);
}

}  // namespace

void choose(View& view, const ForChoices<Chosen>& chosen) {
  std::visit(
      [&view](auto one) {
        const ViewField* field = view_field(one.member);
        if (field && admit(*field, one.value)) view.*one.member = one.value;
      },
      chosen);
}

bool same_lasting_choices(const View& a, const View& b) {
  bool same = true;
  for_each_view_field([&](const ViewField& field, auto member) {
    if (field.lasts == Lasts::yes) same = same && a.*member == b.*member;
  });
  return same;
}

}  // namespace isobath::app
