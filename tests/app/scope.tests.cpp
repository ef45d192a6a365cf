// SPDX-License-Identifier: MIT
// What a look holds for the depth scope: the quantities in view and no others, a sample while a
// hand turns the dial, the start, and the theory of the document that is open.
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "app/session/session.hpp"

namespace app_scope {

using namespace isobath;
using namespace isobath::app;
using Catch::Approx;

namespace {

constexpr const char* kDeep = "#layers=32tanh*9,1sigmoid&examples=400&split=1,0,0";

std::uint64_t counted(const core::Densities& densities, std::size_t layer) {
  return densities.layers[layer - 1].total();
}

}  // namespace

TEST_CASE("A look counts the values of the quantities in view", "[app][scope]") {
  Session session;
  session.apply(OpenLink{kDeep});
  const Snapshot& snapshot = session.snapshot();
  REQUIRE(snapshot.message.empty());
  CHECK(snapshot.scope.forward.quantity == core::Quantity::a);
  CHECK(snapshot.scope.backward.quantity == core::Quantity::d_z);
  CHECK(snapshot.scope.complete);
  REQUIRE(snapshot.scope.forward.layers.size() == 10);
  CHECK(counted(snapshot.scope.forward, 3) == 32 * 400);
  CHECK(counted(snapshot.scope.backward, 10) == 400);
  // All of tanh's values are below 1 in size.
  CHECK(snapshot.scope.forward.layers[0].end_bin() <= 1);

  session.apply(set_view<&View::forward>(core::Quantity::w));
  session.apply(set_view<&View::gradient>(core::Quantity::d_w));
  session.snapshot();
  CHECK(snapshot.scope.forward.quantity == core::Quantity::w);
  CHECK(counted(snapshot.scope.forward, 1) == 32 * 2);
  CHECK(counted(snapshot.scope.backward, 2) == 32 * 32);

  session.apply(set_view<&View::gradient>(core::Quantity::update_ratio));
  session.snapshot();
  CHECK(snapshot.scope.backward.layers.empty());
  CHECK_FALSE(session.dirty());
}

TEST_CASE("While the dial turns a sample is counted, at rest every value", "[app][scope]") {
  Session session;
  session.apply(OpenLink{kDeep});
  const Snapshot& snapshot = session.snapshot();
  session.apply(SetField{"initialization.scale", "1.5", true});
  session.snapshot();
  CHECK_FALSE(snapshot.scope.complete);
  CHECK(counted(snapshot.scope.forward, 3) < 3000);
  CHECK(counted(snapshot.scope.forward, 3) > 1500);
  CHECK_FALSE(session.dirty());
  session.apply(SetField{"initialization.scale", "1.5", false});
  CHECK(session.dirty());
  session.snapshot();
  CHECK(snapshot.scope.complete);
  CHECK(counted(snapshot.scope.forward, 3) == 32 * 400);
  CHECK_FALSE(session.dirty());
}

TEST_CASE("The values of the start stay in view while the training goes on", "[app][scope]") {
  Session session;
  session.apply(OpenLink{kDeep});
  const Snapshot& snapshot = session.snapshot();
  CHECK(snapshot.scope.start == nullptr);
  const double before = snapshot.scope.forward.layers[4].quantile(0.5);
  session.apply(Step{3});
  session.snapshot();
  REQUIRE(snapshot.scope.start != nullptr);
  const core::Densities* start = densities_of(*snapshot.scope.start, core::Quantity::a);
  REQUIRE(start != nullptr);
  CHECK(start->layers[4].quantile(0.5) == Approx(before).epsilon(0.15));
  const auto kept = snapshot.scope.start;
  session.apply(Step{2});
  session.snapshot();
  CHECK(snapshot.scope.start == kept);
  for (const core::Quantity quantity : {core::Quantity::z, core::Quantity::d_z, core::Quantity::d_a,
                                        core::Quantity::d_w, core::Quantity::w})
    CHECK(densities_of(*kept, quantity) != nullptr);
  session.apply(Reset{});
  session.snapshot();
  CHECK(snapshot.scope.start == nullptr);
}

TEST_CASE("Theory is made anew only where the document changes it", "[app][scope]") {
  Session session;
  session.apply(OpenLink{kDeep});
  const Snapshot& snapshot = session.snapshot();
  const auto first = snapshot.theory;
  REQUIRE(first != nullptr);
  REQUIRE(first->layers.size() == 10);
  session.apply(SetField{"training.learning_rate", "0.3"});
  session.apply(Step{1});
  session.snapshot();
  CHECK(snapshot.theory == first);
  session.apply(SetField{"initialization.scale", "2"});
  session.snapshot();
  REQUIRE(snapshot.theory != first);
  CHECK(expected_rms(*snapshot.theory, snapshot.start, core::Quantity::w, 5) ==
        Approx(2.0 * expected_rms(*first, snapshot.start, core::Quantity::w, 5)));
}

TEST_CASE("Theory stands beside what is measured", "[app][scope]") {
  Session session;
  session.apply(
      OpenLink{"#layers=256tanh*12,1sigmoid&examples=200&weights=lecun_normal&scale=0.6"
               "&scaling=standardize"});
  const Snapshot& snapshot = session.snapshot();
  REQUIRE(snapshot.message.empty());
  for (int layer = 2; layer <= 12; ++layer) {
    const core::LayerRecord& measured = snapshot.record.layers[static_cast<std::size_t>(layer) - 1];
    const auto expected = [&](core::Quantity quantity) {
      return expected_rms(*snapshot.theory, snapshot.start, quantity, layer);
    };
    INFO("layer " << layer);
    CHECK(measured.a.rms == Approx(expected(core::Quantity::a)).epsilon(0.25));
    CHECK(measured.w.rms == Approx(expected(core::Quantity::w)).epsilon(0.03));
    CHECK(measured.d_z.rms == Approx(expected(core::Quantity::d_z)).epsilon(0.5));
  }
  CHECK(std::isnan(expected_rms(*snapshot.theory, snapshot.start, core::Quantity::d_w, 3)));
}

TEST_CASE("The dial's marks are where the schemes' variances meet", "[app][scope]") {
  Session session;
  session.apply(OpenLink{"#layers=16relu*6,1sigmoid&weights=xavier_normal"});
  const Snapshot& snapshot = session.snapshot();
  // Square layers: Xavier and LeCun are one, He is √2 of them and critical for ReLU.
  const auto& marks = snapshot.theory->marks;
  REQUIRE(marks.size() == 2);
  CHECK(marks[0].scale == Approx(1.0));
  CHECK(marks[1].scale == Approx(std::sqrt(2.0)));
  CHECK(std::string(marks[1].name) == "He");
  CHECK(marks[1].critical);
  CHECK_FALSE(marks[0].critical);
}

}  // namespace app_scope
