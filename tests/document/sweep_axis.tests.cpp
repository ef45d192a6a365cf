// SPDX-License-Identifier: MIT
// Axes of sweeps: what can be read, which values a grid has, what is drawn, what is refused.
#include "document/sweep_axis.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cmath>

#include "core/elementary.hpp"

namespace document_sweep_axis {

using namespace isobath;
using namespace isobath::document;

namespace {

SweepAxis axis_of(std::string_view text, bool drawn = false) {
  auto spec = parse_axis(text);
  REQUIRE(spec);
  auto axis = SweepAxis::make({}, std::move(*spec), drawn);
  INFO((axis ? "" : axis.error()));
  REQUIRE(axis);
  return std::move(*axis);
}

std::vector<double> numbers(const SweepAxis& axis) {
  std::vector<double> out;
  for (const AxisValue& value : axis.values()) out.push_back(value.number.value());
  return out;
}

std::string refusal(std::string_view text, bool drawn = false) {
  auto spec = parse_axis(text);
  if (!spec) return spec.error();
  auto axis = SweepAxis::make({}, std::move(*spec), drawn);
  REQUIRE_FALSE(axis);
  return axis.error();
}

}  // namespace

TEST_CASE("a linear grid has both ends and equal steps", "[lab][sweep]") {
  CHECK(numbers(axis_of("scale=lin:0:1:11")) ==
        std::vector{0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0});
  CHECK(numbers(axis_of("bias=lin:-1:1:3")) == std::vector{-1.0, 0.0, 1.0});
}

TEST_CASE("a logarithmic grid over decades holds the powers of ten themselves", "[lab][sweep]") {
  CHECK(numbers(axis_of("alpha=log:1e-5:1000:9")) ==
        std::vector{1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1.0, 10.0, 100.0, 1000.0});
  CHECK(numbers(axis_of("alpha=log:10:0.1:3")) == std::vector{10.0, 1.0, 0.1});
}

TEST_CASE("both ends of a grid are what was asked for, to the bit", "[lab][sweep]") {
  const auto spread = GENERATE(Spread::linear, Spread::logarithmic);
  for (const auto& [low, high] : {std::pair{0.1, 0.7}, {1.0 / 3.0, 1e6 / 7.0}, {3e-7, 0.3}})
    for (const int count : {2, 3, 10, 1000}) {
      CHECK(grid_value(spread, low, high, 0, count) == low);
      CHECK(grid_value(spread, low, high, count - 1, count) == high);
      for (int i = 1; i < count; ++i)
        CHECK(grid_value(spread, low, high, i, count) >
              grid_value(spread, low, high, i - 1, count));
    }
}

TEST_CASE("a grid of nearly equal values keeps them apart", "[lab][sweep]") {
  const double low = 0.3, high = 0.3 * (1.0 + 1e-12);
  for (const auto spread : {Spread::linear, Spread::logarithmic})
    for (int i = 1; i < 100; ++i)
      CHECK(grid_value(spread, low, high, i, 100) > grid_value(spread, low, high, i - 1, 100));
}

TEST_CASE("whole-number fields take the nearest whole number they allow", "[lab][sweep]") {
  CHECK(numbers(axis_of("network.depth=log:1:100:5")) == std::vector{1.0, 3.0, 10.0, 32.0, 100.0});
  CHECK(numbers(axis_of("data.channels=lin:1:3:3")) == std::vector{1.0, 3.0, 3.0});
}

TEST_CASE("a list holds choices by their names and texts as they are", "[lab][sweep]") {
  CHECK(numbers(axis_of("weights=zeros,orthogonal")) == std::vector{0.0, 11.0});
  CHECK(numbers(axis_of("shuffle=false,true")) == std::vector{0.0, 1.0});
  const SweepAxis layers = axis_of("layers=8tanh,1sigmoid;4relu*3,1sigmoid");
  REQUIRE(layers.values().size() == 2);
  document::Document document;
  REQUIRE(layers.apply(layers.values()[1], document));
  REQUIRE(document.layers.size() == 4);
  CHECK(document.layers[2].units == 4);
}

TEST_CASE("values reach their place in the document", "[lab][sweep]") {
  document::Document document;
  const auto put = [&](std::string_view text) {
    const SweepAxis axis = axis_of(text);
    REQUIRE(axis.apply(axis.values()[1], document));
  };
  put("alpha=log:0.1:10:3");
  put("network.layers[0].units=2,7");
  put("network.layers[0].bias=0,normal(0.5)");
  put("initialization.bias=lin:-1:1:3");
  put("data.source=circle,spiral");
  CHECK(document.training.learning_rate == 1.0);
  CHECK(document.layers[0].units == 7);
  CHECK(document.layers[0].bias == core::BiasRule{0.5, true});
  CHECK(document.initialization.bias == core::BiasRule{0.0, false});
  CHECK(document.data.source == data::Source::spiral);
}

TEST_CASE("draws are those of the project's own generator", "[lab][sweep]") {
  // core::Random's own draws are held against published ones in its tests.
  core::Random random(7, 3), same(7, 3);
  CHECK(axis_of("scale=lin:0.5:2", true).draw(random).number == same.uniform(0.5, 2.0));
  CHECK(axis_of("alpha=log:0.001:10", true).draw(random).number ==
        core::exp(same.uniform(core::log(0.001), core::log(10.0))));
  CHECK(axis_of("depth=lin:3:9", true).draw(random).number == 3.0 + same.below(7));
  CHECK(axis_of("weights=zeros,normal,he_normal", true).draw(random).number ==
        std::vector{0.0, 3.0, 9.0}[same.below(3)]);
  CHECK(axis_of("init_seed=lin:0:4294967295", true).draw(random).number == same.bits());
}

TEST_CASE("draws stay within their range and reach all of it", "[lab][sweep]") {
  const SweepAxis depth = axis_of("depth=lin:1:3", true);
  const SweepAxis width = axis_of("width=log:1:512", true);
  const SweepAxis alpha = axis_of("alpha=log:1e-3:10", true);
  core::Random random(1);
  int seen[4] = {};
  int below_tenth = 0;
  for (int i = 0; i < 1000; ++i) {
    const double d = depth.draw(random).number.value();
    REQUIRE((d == 1.0 || d == 2.0 || d == 3.0));
    ++seen[static_cast<int>(d)];
    const double w = width.draw(random).number.value();
    REQUIRE((w >= 1.0 && w <= 512.0 && w == std::floor(w)));
    const double a = alpha.draw(random).number.value();
    REQUIRE((a >= 1e-3 && a <= 10.0));
    below_tenth += a < 0.1 ? 1 : 0;
  }
  for (int d = 1; d <= 3; ++d) CHECK(std::abs(seen[d] - 333) < 60);
  CHECK(std::abs(below_tenth - 500) < 60);
}

TEST_CASE("what cannot be an axis is refused in a sentence", "[lab][sweep]") {
  CHECK(refusal("alpa=1,2") == "\"alpa\": is no known field, the nearest is alpha");
  CHECK(refusal("alpha").starts_with("\"alpha\" is not of the form FIELD=lin:LO:HI:N"));
  CHECK(refusal("alpha=lin:1:b:3").starts_with("\"alpha=lin:1:b:3\" is not of the form"));
  CHECK(refusal("alpha=log:1:2:1") ==
        "alpha: a count of \"1\" is not a whole number between 2 and 65536");
  CHECK(refusal("alpha=lin:-1:2:3") == "training.learning_rate: -1 is not between 0 and 1000000");
  CHECK(refusal("alpha=log:0:2:3") ==
        "training.learning_rate: log:0:2 is not a range with both ends above 0, as log wants");
  CHECK(refusal("alpha=0.1,x") ==
        "training.learning_rate: \"x\" is not a number between 0 and 1000000");
  CHECK(refusal("alpha=log:1:2") ==
        "training.learning_rate: log:1:2 is not a grid with a count, like log:1:2:10");
  CHECK(refusal("alpha=log:1:2:9", true) ==
        "training.learning_rate: log:1:2:9 is not a range without a count, like log:1:2, as a "
        "random search wants");
  CHECK(refusal("depth=lin:1.5:2:2") ==
        "network.depth: 1.5 is not a whole number between 0 and 199");
  CHECK(
      refusal("loss=lin:0:1:2").starts_with("loss: lin:0:1 is not a list of values, each one of"));
  CHECK(refusal("title=a,b").starts_with("title: it is not a field that can be swept"));
  CHECK(refusal("data.x=1,2").starts_with("data.x: it is not a field that can be swept"));
  CHECK(refusal("bias=lin:-2000:0:2") ==
        "initialization.bias: -2000 is not between -1000 and 1000");
}

}  // namespace document_sweep_axis
