// SPDX-License-Identifier: MIT
// The table of the view's choices, walked: what a row promises is so for every one of them.
#include "app/view_fields.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>

#include "app/edit/reducer.hpp"
#include "app/fake_store.hpp"
#include "app/save/view_text.hpp"

namespace app_view_fields {

using namespace isobath;
using namespace isobath::app;
using nlohmann::json;

namespace {

// One that may be chosen, and is not what the choice is at first.
bool another(const ViewField&, bool now) { return !now; }
std::optional<int> another(const ViewField&, std::optional<int>) { return 3; }
int another(const ViewField&, int now) { return now + 2; }
double another(const ViewField& field, double now) {
  const double other = field.least + 1.25;
  REQUIRE(other < field.most);
  return other == now ? other + 0.5 : other;
}
Breakpoints another(const ViewField&, const Breakpoints& now) {
  return {!now.cost_rises, !now.layer_dies, !now.non_finite, now.step};
}
template <class Enumeration>
requires std::is_enum_v<Enumeration> Enumeration another(const ViewField& field, Enumeration now) {
  for (const NamedChoice& choice : field.names)
    if (choice.value != static_cast<int>(now)) return static_cast<Enumeration>(choice.value);
  FAIL("no other choice");
  return now;
}
std::optional<OutputKind> another(const ViewField& field, std::optional<OutputKind>) {
  return another(field, OutputKind::map);
}

/// Calls `visitor(field, member, value)` for all rows with such a value.
template <class Visitor>
void for_each_other(Visitor&& visitor) {
  for_each_view_field([&]<class Value>(const ViewField& field, ChoiceMember<Value> member) {
    CAPTURE(field.key);
    const Value other = another(field, View{}.*member);
    REQUIRE(other != View{}.*member);
    visitor(field, member, other);
  });
}

template <class Value>
SetView setting(ChoiceMember<Value> member, const Value& value) {
  return {Chosen<Value>{member, value}};
}

/// A session stored with these choices, in the manner of to_text().
std::string stored_with(const json& choices) {
  json tree = json::parse(to_text({.kept = {}, .view = {}}));
  tree["view"] = choices;
  return tree.dump();
}

View view_after(const json& choices) {
  const auto stored = from_text(stored_with(choices));
  REQUIRE(stored);
  return stored->view;
}

}  // namespace

TEST_CASE("every choice is set by the one action, and tells that it is the one", "[app][view]") {
  for_each_other(
      []<class Value>(const ViewField& field, ChoiceMember<Value> member, const Value& other) {
        const SetView action = setting(member, other);
        const View view = look(View{}, action);
        CHECK(view.*member == other);
        CHECK(view_field(member) == &field);
        for_each_view_field([&]<class Any>(const ViewField& any, ChoiceMember<Any> at) {
          CHECK((action.value_of(at) != nullptr) == (&any == &field));
          if (&any != &field) CHECK(view.*at == View{}.*at);
        });
      });
}

TEST_CASE("every choice that lasts survives text and a visit, no other does", "[app][view]") {
  Session session;
  for_each_other([&session]<class Value>(const ViewField& field, ChoiceMember<Value> member,
                                         const Value& other) {
    View view;
    view.*member = other;
    const bool lasts = field.lasts == Lasts::yes;
    CHECK(same_lasting_choices(view, View{}) != lasts);
    const auto back = from_text(to_text({.kept = {}, .view = view}));
    REQUIRE(back);
    CHECK((back->view.*member == other) == lasts);
    session.apply(setting(member, other));
  });
  FakeStore fake;
  leave(fake, session);
  Session again;
  CHECK(Autosave(fake.store()).restore(again, std::nullopt) == "");
  CHECK(same_lasting_choices(again.view(), session.view()));
  for_each_other([&again]<class Value>(const ViewField& field, ChoiceMember<Value> member,
                                       const Value& other) {
    const View first;
    CHECK(again.view().*member == (field.lasts == Lasts::yes ? other : first.*member));
  });
}

TEST_CASE("the step to stop at is of one training and does not last", "[app][view]") {
  View view;
  view.breakpoints = {.cost_rises = true, .step = 137};
  const auto back = from_text(to_text({.kept = {}, .view = view}));
  REQUIRE(back);
  CHECK(back->view.breakpoints.cost_rises);
  CHECK_FALSE(back->view.breakpoints.step);
}

TEST_CASE("what is kept of a view stays readable: its keys and names do not change",
          "[app][view]") {
  CHECK(lasting_choices(View{}) == json::parse(R"({
    "theme": "system", "speed": "max",
    "breakpoints": {"cost_rises": false, "layer_dies": false, "non_finite": true},
    "forward": "a", "gradient": "d_z", "signs": false, "scope_open": false,
    "log_cost": true, "log_steps": false, "recent_cost": false,
    "output": null, "discrete": false, "dev_shown": true, "shapes": true,
    "stepper_page": "lines", "line_pace": 2.0, "columns": "example", "large_text": false
  })"));
}

TEST_CASE("all names of all choices come back, and are told apart", "[app][view]") {
  for_each_view_field([]<class Value>(const ViewField& field, ChoiceMember<Value> member) {
    CAPTURE(field.key);
    CHECK(std::is_enum_v<Value> == (!field.names.empty() && field.key != "output"));
    if constexpr (std::is_enum_v<Value> || std::is_same_v<Value, std::optional<OutputKind>>)
      for (const NamedChoice& choice : field.names) {
        View view;
        if constexpr (std::is_enum_v<Value>)
          view.*member = static_cast<Value>(choice.value);
        else
          view.*member = static_cast<OutputKind>(choice.value);
        const json written = lasting_choices(view);
        CHECK(written[std::string(field.key)] == choice.name);
        CHECK(same_lasting_choices(view_of_choices(written), view));
      }
  });
}

TEST_CASE("what is odd or unknown in a stored view is left as it is at first", "[app][view]") {
  const json oddities[] = {"sepia",
                           "",
                           -7,
                           99,
                           2.5,
                           1e300,
                           nullptr,
                           json::array({1}),
                           {{"cost_rises", 1}, {"step", -3}, {"layer_dies", "yes"}, {"else", true}},
                           std::numeric_limits<std::uint64_t>::max()};
  for (const json& odd : oddities)
    for_each_view_field([&odd]<class Value>(const ViewField& field, ChoiceMember<Value> member) {
      const bool number = std::is_same_v<Value, double> || std::is_same_v<Value, int>;
      if (number && odd.is_number()) return;  // the next test's
      CAPTURE(field.key, odd.dump());
      CHECK(view_after({{std::string(field.key), odd}}).*member == View{}.*member);
    });
  CHECK(same_lasting_choices(view_after({{"no such choice", true}}), View{}));
  CHECK(same_lasting_choices(view_after(json::array({true})), View{}));
  // One odd entry does not cost the others.
  const View view = view_after({{"theme", "sepia"}, {"signs", true}});
  CHECK(view.theme == ThemeChoice::system);
  CHECK(view.signs_shown);
}

TEST_CASE("stored numbers beyond their limits are left, chosen ones are brought within",
          "[app][view]") {
  for (const double odd : {-1.0, 0.01, 1e9, std::nan("")})
    CHECK(view_after({{"line_pace", odd}}).line_pace == View{}.line_pace);
  CHECK(view_after({{"speed", -1.0}}).speed == kFlatOut);
  CHECK(view_after({{"speed", kWatch}}).speed == kWatch);
  CHECK(view_after({{"speed", "max"}}).speed == kFlatOut);
  const auto chosen = [](const SetView& action) { return look(View{}, action); };
  CHECK(chosen(set_view<&View::line_pace>(1e9)).line_pace == kFastestPace);
  CHECK(chosen(set_view<&View::line_pace>(0.0)).line_pace == kSlowestPace);
  CHECK(chosen(set_view<&View::speed>(0.1)).speed == kSlowestSpeed);
  CHECK(chosen(set_view<&View::speed>(kWatch)).speed == kWatch);
  CHECK(chosen(set_view<&View::slice_reach>(-2.0)).slice_reach == 0.0);
  CHECK(chosen(set_view<&View::example>(-5)).example == -1);
  CHECK(chosen(set_view<&View::breakpoints>({.step = -5})).breakpoints.step == 0);
  // A quantity that the scope has no lane for.
  CHECK(chosen(set_view<&View::forward>(core::Quantity::d_b)).forward == core::Quantity::a);
}

TEST_CASE("choices stored as numbers once still come back", "[app][view]") {
  CHECK(view_after({{"theme", 1}}).theme == ThemeChoice::light);
  CHECK(view_after({{"theme", 2}}).theme == ThemeChoice::dark);
  CHECK(view_after({{"gradient", 2}}).gradient == core::Quantity::d_z);
  CHECK(view_after({{"gradient", 3}}).gradient == core::Quantity::d_a);
  CHECK(view_after({{"gradient", 4}}).gradient == core::Quantity::d_w);
}

TEST_CASE("an action is of the one kind that holds it", "[app][view]") {
  const Action step = Step{3};
  REQUIRE(action_if<Step>(step));
  CHECK(action_if<Step>(step)->updates == 3);
  CHECK_FALSE(action_if<StepEpoch>(step));
  CHECK_FALSE(action_if<SetField>(step));
  CHECK_FALSE(action_if<SetView>(step));
  CHECK(std::holds_alternative<TrainingAction>(step));
  CHECK(std::holds_alternative<EditAction>(Action(SetWeight{})));
  CHECK(std::holds_alternative<RunsAction>(Action(ClearRuns{})));
  CHECK(std::holds_alternative<StudyAction>(Action(RaceProducts{})));
  CHECK(std::holds_alternative<ViewAction>(Action(set_view<&View::large_text>(true))));
}

}  // namespace app_view_fields
