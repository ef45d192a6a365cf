// SPDX-License-Identifier: MIT
// The table of the view's choices. From a row follow what may be chosen, whether it is kept between
// two visits and under which name. A new choice is a member of ViewChoices, a row here, and a
// control in a panel that pushes set_view<&View::member>(value).
#pragma once

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <variant>

#include "app/session/watch_pace.hpp"
#include "app/view.hpp"

namespace isobath::app {

/// One alternative for each type that a choice may have.
template <template <class> class Each>
using ForChoices =
    std::variant<Each<bool>, Each<int>, Each<double>, Each<core::Quantity>, Each<ThemeChoice>,
                 Each<StepperPage>, Each<Columns>, Each<std::optional<int>>,
                 Each<std::optional<OutputKind>>, Each<Breakpoints>>;

template <class Value>
using ChoiceMember = Value ViewChoices::*;

template <class Value>
struct Chosen {
  ChoiceMember<Value> member;
  Value value;
};

template <class Value>
Value type_of_choice(ChoiceMember<Value>);
template <auto kMember>
using ChoiceOf = decltype(type_of_choice(kMember));

/// A value of an enumeration: kept by its name, so that the enumeration may change.
struct NamedChoice {
  std::string_view name;
  int value = 0;
};
template <class Enumeration>
constexpr NamedChoice named(std::string_view name, Enumeration value) {
  return {name, static_cast<int>(value)};
}

inline constexpr std::array kThemeNames{named("system", ThemeChoice::system),
                                        named("light", ThemeChoice::light),
                                        named("dark", ThemeChoice::dark)};
inline constexpr std::array kForwardNames{
    named("a", core::Quantity::a), named("z", core::Quantity::z), named("w", core::Quantity::w)};
inline constexpr std::array kGradientNames{
    named("d_z", core::Quantity::d_z), named("d_a", core::Quantity::d_a),
    named("d_w", core::Quantity::d_w), named("update_ratio", core::Quantity::update_ratio)};
inline constexpr std::array kOutputNames{
    named("map", OutputKind::map), named("fit", OutputKind::fit),
    named("confusion", OutputKind::confusion), named("gallery", OutputKind::gallery)};
inline constexpr std::array kPageNames{
    named("lines", StepperPage::lines), named("graph", StepperPage::graph),
    named("slice", StepperPage::slice), named("check", StepperPage::check),
    named("race", StepperPage::race)};
inline constexpr std::array kColumnsNames{named("batch", Columns::batch),
                                          named("example", Columns::example),
                                          named("mean", Columns::mean)};

enum class Lasts { no, yes };

struct ViewField {
  std::string_view key;  // what is kept is kept under it: it stays
  ForChoices<ChoiceMember> member;
  Lasts lasts = Lasts::no;
  std::span<const NamedChoice> names{};  // of an enumeration: what may be chosen
  // Of a number: from here to there, and one that is not between them.
  double least = -std::numeric_limits<double>::infinity();
  double most = std::numeric_limits<double>::infinity();
  std::optional<double> also{};
};

/// What does not last is of a moment of the training or a parameter of the network. The stepper and
/// studies are of those too: a page that cannot afford them must not come back to them for ever.
inline constexpr auto kViewFields = std::to_array<ViewField>(
    {{"theme", &View::theme, Lasts::yes, kThemeNames},
     {.key = "speed",
      .member = &View::speed,
      .lasts = Lasts::yes,
      .least = kSlowestSpeed,
      .also = kWatch},
     {"breakpoints", &View::breakpoints, Lasts::yes},
     {.key = "example", .member = &View::example, .least = -1.0},
     {"forward", &View::forward, Lasts::yes, kForwardNames},
     {"gradient", &View::gradient, Lasts::yes, kGradientNames},
     {"signs", &View::signs_shown, Lasts::yes},
     {"scope_open", &View::scope_open, Lasts::yes},
     {"log_cost", &View::logarithmic_cost, Lasts::yes},
     {"log_steps", &View::logarithmic_steps, Lasts::yes},
     {"recent_cost", &View::recent_cost, Lasts::yes},
     {"output", &View::output, Lasts::yes, kOutputNames},
     {"discrete", &View::discrete, Lasts::yes},
     {"dev_shown", &View::dev_shown, Lasts::yes},
     {"shapes", &View::class_shapes, Lasts::yes},
     {"brush", &View::brush},
     {"difference", &View::difference},
     {"stepping", &View::stepping},
     {"stepper_page", &View::stepper_page, Lasts::yes, kPageNames},
     {.key = "line_pace",
      .member = &View::line_pace,
      .lasts = Lasts::yes,
      .least = kSlowestPace,
      .most = kFastestPace},
     {"columns", &View::columns, Lasts::yes, kColumnsNames},
     {"large_text", &View::large_text, Lasts::yes},
     {.key = "slice_reach", .member = &View::slice_reach, .least = 0.0, .most = 1e6},
     {"race_layer", &View::race_layer},
     {"studying", &View::studying},
     {"paired", &View::paired},
     {.key = "curve", .member = &View::curve, .least = -1.0}});

/// The row of a choice; null if there is none.
template <class Value>
constexpr const ViewField* view_field(ChoiceMember<Value> member) {
  const auto found = std::ranges::find_if(kViewFields, [member](const ViewField& field) {
    const auto* of_type = std::get_if<ChoiceMember<Value>>(&field.member);
    return of_type && *of_type == member;
  });
  return found == kViewFields.end() ? nullptr : &*found;
}
template <class Value>
constexpr bool has_view_field(ChoiceMember<Value> member) {
  return view_field(member) != nullptr;
}

/// Calls `visitor(field, member)` for every row, with the member's own type.
template <class Visitor>
void for_each_view_field(Visitor&& visitor) {
  for (const ViewField& field : kViewFields)
    std::visit([&](auto member) { visitor(field, member); }, field.member);
}

/// Numbers are brought between their limits; what may not be chosen leaves the view as it is.
void choose(View& view, const ForChoices<Chosen>& chosen);

/// Are the choices that last the same?
bool same_lasting_choices(const View& a, const View& b);

}  // namespace isobath::app
