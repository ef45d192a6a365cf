// SPDX-License-Identifier: MIT
// The difference between two moments, in everything that is drawn.
#include "app/run/moment.hpp"

#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "app/session/session.hpp"

namespace app_moment {

using namespace isobath;
using namespace isobath::app;

namespace {

bool all_zero(const std::vector<float>& values) {
  return std::ranges::all_of(values, [](float value) { return value == 0.0F; });
}

}  // namespace

TEST_CASE("the difference of a moment from itself is nothing", "[app][moment]") {
  for (const char* link :
       {"#", "#source=gaussians&layers=5tanh,3softmax&loss=categorical_cross_entropy",
        "#source=housing&layers=4tanh,1linear&loss=squared_error"}) {
    CAPTURE(link);
    Session session;
    session.apply(OpenLink{link});
    if (!session.snapshot().message.empty()) continue;  // a source of other classes
    session.apply(Step{10});
    session.apply(PinMoment{});
    session.apply(set_view<&View::difference>(true));
    const Snapshot& now = session.snapshot();
    REQUIRE(now.shows_difference());
    CHECK(all_zero(now.unit_maps.values));
    CHECK(all_zero(now.output_map.values));
    for (const LayerLinks& links : now.links) CHECK(links.max_abs == 0.0F);
    // What is answered stands beside what was answered.
    if (!now.dataset->plane) CHECK(now.outputs == now.then_outputs);
    CHECK(now.largest_change == 0.0);
  }
}

TEST_CASE("maps and weights become now minus then", "[app][moment]") {
  Session session;
  session.apply(Step{5});
  const Look then = session.snapshot();
  const auto before = session.parameters();
  session.apply(PinMoment{});
  session.apply(Step{40});
  const Look now = session.snapshot();
  session.apply(set_view<&View::difference>(true));
  const Snapshot& difference = session.snapshot();
  REQUIRE(difference.unit_maps.values.size() == now.unit_maps.values.size());
  for (std::size_t i = 0; i < now.unit_maps.values.size(); ++i)
    REQUIRE(difference.unit_maps.values[i] == now.unit_maps.values[i] - then.unit_maps.values[i]);
  for (std::size_t i = 0; i < now.output_map.values.size(); ++i)
    REQUIRE(difference.output_map.values[i] ==
            now.output_map.values[i] - then.output_map.values[i]);
  CHECK(difference.links[0].weights == now.links[0].weights - then.links[0].weights);
  CHECK(difference.unit_maps.range.back() > 0.0F);
  const auto after = session.parameters();
  double largest = 0.0;
  for (core::Index i = 0; i < after.count(); ++i)
    largest = std::max(largest, std::abs(after.data()[i] - before.data()[i]));
  CHECK(difference.largest_change == Catch::Approx(largest));
  // The record is of now, and the pinned moment keeps its own.
  CHECK(difference.record.step == 45);
  CHECK(difference.pinned->look.record.step == 5);
  // Another unit's map is compared with its own.
  session.apply(HoverUnit{{1, 2}, true});
  CHECK(session.snapshot().output_map.range > 0.0F);
  session.apply(set_view<&View::difference>(false));
  CHECK(session.snapshot().unit_maps.values == now.unit_maps.values);
}

TEST_CASE("a pinned moment outlives another start, not another network", "[app][moment]") {
  Session session;
  session.apply(Step{5});
  session.apply(PinMoment{});
  session.apply(SetField{"initialization.scale", "2"});
  CHECK(session.snapshot().pinned);
  session.apply(set_view<&View::difference>(true));
  CHECK(session.snapshot().largest_change > 0.0);
  session.apply(AddLayer{1});
  CHECK_FALSE(session.snapshot().pinned);
  CHECK_FALSE(session.snapshot().view.difference);
  session.apply(PinMoment{});
  session.apply(NewData{});
  CHECK_FALSE(session.snapshot().pinned);
}

}  // namespace app_moment
