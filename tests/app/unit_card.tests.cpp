// SPDX-License-Identifier: MIT
// The sum of a unit against what the core computes, and the tiles and marks of drawn units.
#include "app/run/unit_card.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <string>

#include "app/run/maps.hpp"
#include "app/session/session.hpp"
#include "core/activation.hpp"

namespace app_unit_card {

using namespace isobath;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

/// A[1] and Z[2] of the training part by the definition.
struct Forward {
  core::Matrix<double> a1, z2;
  explicit Forward(app::Session& session) {
    const core::Parameters<double> parameters = session.parameters();
    const core::Matrix<double>& x = session.snapshot().dataset->train.x;
    a1 = ((parameters[0].weights * x).colwise() + parameters[0].bias).array().tanh();
    z2 = (parameters[1].weights * a1).colwise() + parameters[1].bias;
  }
};

const app::UnitCard& card_of(app::Session& session, app::UnitId unit, int example) {
  session.apply(app::PinUnit{unit, true});
  session.apply(app::set_view<&app::View::example>(example));
  const app::UnitCard& card = session.snapshot().card;
  REQUIRE(card.filled);
  REQUIRE(card.unit == unit);
  return card;
}

constexpr const char* kDouble = "#layers=9tanh,7tanh,1sigmoid&bias=0.3&precision=double";

}  // namespace

TEST_CASE("The terms of a unit add up to what the network computes", "[app][card]") {
  app::Session session;
  session.apply(app::OpenLink{kDouble});
  session.apply(app::Step{20});
  const Forward forward(session);
  for (const int example : {-1, 0, 17, 1000000}) {
    const app::UnitCard card = card_of(session, {2, 3}, example);
    const auto last = static_cast<int>(forward.z2.cols()) - 1;
    const int followed = std::min(example, last);
    CAPTURE(example);
    CHECK(card.example == followed);
    REQUIRE(card.terms.size() == 9);
    CHECK(card.rest_count == 0);
    const double z = followed < 0 ? forward.z2.row(3).mean() : forward.z2(3, followed);
    const double a = followed < 0 ? forward.z2.row(3).array().tanh().mean() : std::tanh(z);
    CHECK_THAT(card.z, WithinRel(z, 1e-12));
    CHECK_THAT(card.a, WithinRel(a, 1e-12));
    CHECK_THAT(app::sum_of(card), WithinRel(card.z, 1e-12));
    CHECK(card.b == session.parameters()[1].bias(3));
    for (std::size_t i = 0; i < card.terms.size(); ++i) {
      const app::UnitCard::Term& term = card.terms[i];
      CHECK(term.w == session.parameters()[1].weights(3, term.input));
      const auto row = forward.a1.row(term.input);
      CHECK_THAT(term.a, WithinRel(followed < 0 ? row.mean() : row(followed), 1e-10));
      if (i > 0) CHECK(std::abs(card.terms[i - 1].product()) >= std::abs(term.product()));
    }
  }
}

TEST_CASE("Of many terms the largest are kept and the rest is summed", "[app][card]") {
  app::Session session;
  session.apply(app::OpenLink{"#layers=200tanh,3tanh,1sigmoid&precision=double"});
  const app::UnitCard card = card_of(session, {2, 1}, 4);
  CHECK(card.terms.size() == app::UnitCard::kTerms);
  CHECK(card.rest_count == 200 - app::UnitCard::kTerms);
  CHECK_THAT(app::sum_of(card), WithinAbs(card.z, 1e-12));
}

TEST_CASE("What is not finite comes first", "[app][card]") {
  app::UnitCard card;
  card.terms = {{0, 1.0, 2.0, 0.0}, {1, std::nan(""), 1.0, 0.0}, {2, -5.0, 1.0, 0.0}};
  app::order_terms(card);
  CHECK(card.terms[0].input == 1);
  CHECK(card.terms[1].input == 2);
  CHECK(std::isnan(app::sum_of(card)));
}

TEST_CASE("An input's card is its value, and a hidden unit's tells the slopes of J",
          "[app][card]") {
  app::Session session;
  session.apply(app::OpenLink{kDouble});
  const core::Matrix<double> x = session.snapshot().dataset->train.x;
  CHECK(card_of(session, {0, 1}, 5).a == x(1, 5));
  CHECK_THAT(card_of(session, {0, 1}, -1).a, WithinAbs(x.row(1).mean(), 1e-12));
  // A change of one bias changes J as its slope says.
  const app::UnitCard card = card_of(session, {1, 2}, -1);
  const double before = session.record().cost;
  constexpr double kBy = 1e-6;
  session.apply(app::SetBias{1, 2, card.b + kBy, false});
  CHECK_THAT((session.record().cost - before) / kBy, WithinRel(card.d_b, 1e-3));
}

TEST_CASE("Dead and saturated units are marked one by one", "[app][card]") {
  app::Session session;
  session.apply(app::OpenLink{"#layers=4relu,3tanh,1sigmoid"});
  session.apply(app::SetBias{1, 2, -100.0, false});
  session.apply(app::SetBias{2, 1, 50.0, false});
  const app::Snapshot& snapshot = session.snapshot();
  CHECK(snapshot.marks[0].dead == std::vector<char>{0, 0, 1, 0});
  CHECK(snapshot.marks[1].saturated[1] == 1.0F);
  CHECK(snapshot.marks[1].saturated[0] < 1.0F);
}

TEST_CASE("Tiles go to the layers on screen first, and walk with them", "[app][card]") {
  app::Session session;
  session.apply(app::OpenLink{"#layers=64tanh*150,1sigmoid"});
  const app::UnitMaps& maps = session.snapshot().unit_maps;
  CHECK(maps.tiles <= app::kMaxTiles);
  CHECK(maps.shown_units[80] < 8);
  app::UnitWindow window;
  window.first_layer = 76;
  window.last_layer = 90;
  window.rows = 14;
  window.first_unit[80] = 30;
  window.first_unit[81] = 600;
  session.apply(app::ShowUnits{window});
  session.snapshot();
  CHECK(maps.tiles <= app::kMaxTiles);
  CHECK(maps.shown_units[80] == 14);
  CHECK(maps.first_unit[80] == 30);
  CHECK(maps.first_unit[81] == 64 - 14);
  CHECK(maps.shown_units[10] >= 1);
  const app::LayerLinks& links = session.snapshot().links[80];
  const core::Parameters<double> parameters = session.parameters();
  CHECK(links.weights(3, 5) == static_cast<float>(parameters[80].weights(50 + 3, 30 + 5)));
}

TEST_CASE("Pictures stand for the inputs and weights of image data", "[app][card]") {
  app::Session session;
  session.apply(app::OpenLink{"#source=images&layers=5relu,3tanh,1sigmoid"});
  const app::Snapshot& snapshot = session.snapshot();
  REQUIRE(snapshot.message.empty());
  const app::UnitMaps& maps = snapshot.unit_maps;
  REQUIRE(maps.pictures);
  const int side = snapshot.dataset->image_side;
  CHECK(maps.side_cells == side);
  CHECK(maps.shown_units[0] == 1);
  CHECK(maps.values.size() == static_cast<std::size_t>(maps.tiles * side * side));
  const core::Parameters<double> parameters = session.parameters();
  const auto cells = static_cast<std::size_t>(side * side);
  const std::size_t tile = static_cast<std::size_t>(maps.first_tile[1]) + 2;
  if (snapshot.dataset->image_channels == 1)
    for (std::size_t cell = 0; cell < cells; ++cell)
      CHECK(maps.values[tile * cells + cell] ==
            static_cast<float>(parameters[0].weights(2, static_cast<core::Index>(cell))));
  CHECK(snapshot.links[0].weights.cols() == 0);
  session.apply(app::set_view<&app::View::example>(3));
  const core::Matrix<double>& x = snapshot.dataset->train.x;
  session.snapshot();
  CHECK(maps.values[7] == static_cast<float>(x(7, 3)));
}

}  // namespace app_unit_card
