// SPDX-License-Identifier: MIT
// The cells of a sweep: their order, values, seeds, parts, and that bad ones are found beforehand.
#include "lab/sweep_plan.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <numeric>

namespace lab_sweep_plan {

using namespace isobath;
using namespace isobath::lab;

namespace {

std::expected<SweepPlan, std::string> plan_of(const std::vector<std::string>& axes,
                                              SweepSpec spec = {},
                                              const document::Document& base = {}) {
  for (const std::string& axis : axes) {
    auto parsed = document::parse_axis(axis);
    REQUIRE(parsed);
    spec.axes.push_back(std::move(*parsed));
  }
  return SweepPlan::make(base, std::move(spec));
}

std::string refusal(const std::vector<std::string>& axes, const SweepSpec& spec = {}) {
  const auto plan = plan_of(axes, spec);
  REQUIRE_FALSE(plan);
  return plan.error();
}

}  // namespace

TEST_CASE("cells count along x, then y, then z", "[lab][sweep]") {
  const auto plan = plan_of({"alpha=0.1,0.2,0.3", "scale=1,2", "momentum=0.5,0.9"});
  REQUIRE(plan);
  CHECK(plan->cells() == 12);
  CHECK(plan->side(0) == 3);
  CHECK(plan->side(2) == 2);
  const document::Document at = plan->document(1 + 3 * (1 + 2 * 1), 0);
  CHECK(at.training.learning_rate == 0.2);
  CHECK(at.initialization.scale == 2.0);
  CHECK(at.training.momentum == 0.9);
  CHECK(plan->document(2, 0).training.learning_rate == 0.3);
  CHECK(plan->document(2, 0).initialization.scale == 1.0);
}

TEST_CASE("fields are put in place as a document is read, whichever axis they are on",
          "[lab][sweep]") {
  // Depth copies the last hidden layer, width widens all of them, the layer's own field comes last.
  const auto plan = plan_of({"network.layers[2].units=9,10", "width=5,6", "depth=3,4"});
  REQUIRE(plan);
  const document::Document at = plan->document(7, 0);
  REQUIRE(at.layers.size() == 5);
  CHECK(at.layers[1].units == 6);
  CHECK(at.layers[2].units == 10);
  CHECK(at.layers[3].units == 6);
}

TEST_CASE("seeds count on from the document's and leave the data alone", "[lab][sweep]") {
  document::Document base;
  base.initialization.seed = 4294967295U;
  base.training.seed = 10;
  const auto plan = plan_of({"alpha=0.1,0.2"}, {.seeds = 3}, base);
  REQUIRE(plan);
  CHECK(plan->document(1, 0).initialization.seed == 4294967295U);
  CHECK(plan->document(1, 2).initialization.seed == 1);
  CHECK(plan->document(1, 2).training.seed == 12);
  CHECK(plan->document(1, 2).data == base.data);
}

TEST_CASE("saved numbers are kept where only the training is swept", "[lab][sweep]") {
  document::Document base;
  base.parameters = std::make_shared<const core::Parameters<double>>(
      core::zero_parameters<double>(2, base.layers));
  CHECK(plan_of({"alpha=0.1,0.2"}, {}, base)->document(0, 0).parameters != nullptr);
  CHECK(plan_of({"scale=1,2"}, {}, base)->document(0, 0).parameters == nullptr);
}

TEST_CASE("drawn cells do not depend on how many there are", "[lab][sweep]") {
  const std::vector<std::string> axes{"alpha=log:0.001:10", "depth=lin:1:8",
                                      "weights=normal,zeros"};
  const auto few = plan_of(axes, {.random = 5, .random_seed = 3});
  const auto many = plan_of(axes, {.random = 100, .random_seed = 3});
  const auto others = plan_of(axes, {.random = 5, .random_seed = 4});
  REQUIRE((few && many && others));
  CHECK(many->cells() == 100);
  for (std::size_t cell = 0; cell < 5; ++cell) {
    CHECK(few->document(cell, 0) == many->document(cell, 0));
    CHECK_FALSE(few->document(cell, 0) == others->document(cell, 0));
  }
}

TEST_CASE("the first draws of a random search are these everywhere", "[lab][sweep]") {
  const auto plan = plan_of({"scale=lin:0:1", "depth=lin:0:199"}, {.random = 3, .random_seed = 1});
  REQUIRE(plan);
  for (std::size_t cell = 0; cell < 3; ++cell) {
    core::Random random(1, cell);
    const double scale = random.uniform();
    CHECK(plan->values(cell)[0].number == scale);
    CHECK(plan->values(cell)[1].number == random.below(200));
  }
}

TEST_CASE("parts of a sweep lie one behind the other and leave nothing out", "[lab][sweep]") {
  for (const std::size_t cells : {0UL, 1UL, 7UL, 65536UL})
    for (const std::size_t of : {1UL, 2UL, 3UL, 8UL, 1000UL}) {
      std::size_t at = 0;
      for (std::size_t index = 1; index <= of; ++index) {
        const Shard shard{index, of};
        REQUIRE(shard.first(cells) == at);
        at = shard.last(cells);
        REQUIRE(at - shard.first(cells) <= cells / of + 1);
      }
      CHECK(at == cells);
    }
}

TEST_CASE("a part is written as which one and of how many", "[lab][sweep]") {
  const auto shard = parse_shard("2/8");
  REQUIRE(shard);
  CHECK(shard->index == 2);
  CHECK(shard->of == 8);
  for (const char* bad : {"0/3", "4/3", "1", "/3", "1/", "1.5/3", "a/b", "1/0", "1/2000000"}) {
    INFO(bad);
    REQUIRE_FALSE(parse_shard(bad));
    CHECK(parse_shard(bad).error().find("is not a part like 2/8") != std::string::npos);
  }
}

TEST_CASE("a coarse picture comes before finer ones", "[lab][sweep]") {
  const auto plan = plan_of({"alpha=lin:1:5:5", "scale=lin:1:3:3"});
  REQUIRE(plan);
  //  level 3 . . . 2 ...: of the corner, then cells four, two, one apart
  CHECK(plan->coarse_to_fine(0, 15) ==
        std::vector<std::uint32_t>{0, 4, 2, 10, 12, 14, 1, 3, 5, 6, 7, 8, 9, 11, 13});
  for (const std::size_t first : {0UL, 4UL}) {
    auto order = plan->coarse_to_fine(first, 11);
    for (std::size_t i = 1; i < order.size(); ++i)
      CHECK(plan->level(order[i - 1]) >= plan->level(order[i]));
    std::ranges::sort(order);
    std::vector<std::uint32_t> all(11 - first);
    std::iota(all.begin(), all.end(), static_cast<std::uint32_t>(first));
    CHECK(order == all);
  }
}

TEST_CASE("a cell that does not fit together is found before anything runs", "[lab][sweep]") {
  CHECK(refusal({"alpha=0.1,0.2", "network.layers[1].activation=sigmoid,tanh"}) ==
        "loss: binary_cross_entropy needs a last layer of sigmoid, network.layers[1].activation "
        "is tanh (in the cell training.learning_rate = 0.1, network.layers[1].activation = tanh)");
  CHECK(refusal({"network.layers[3].units=4,5", "alpha=1,2", "depth=5,4,1"}) ==
        "network.layers[3].units: there is no such layer, the last is network.layers[1] (in the "
        "cell network.layers[3].units = 4, training.learning_rate = 1, network.depth = 1)");
  CHECK(refusal({"data.split=0.5,0.5,0;0,1,0"})
            .starts_with("data.split: a train share of 0 leaves no example for training of 500"));
  document::Document images;
  images.data.source = data::Source::images;
  const auto plan =
      plan_of({"data.side=lin:4:64", "data.examples=lin:1:100000"}, {.random = 30}, images);
  REQUIRE_FALSE(plan);
  CHECK(plan.error().starts_with("data.examples: "));
  CHECK(plan.error().find("values are too many") != std::string::npos);
}

TEST_CASE("a plan wants three fields at most, each once, and not too many cells", "[lab][sweep]") {
  CHECK(refusal({"alpha=1", "scale=1", "l1=1", "l2=1"}) == "4 swept fields are more than 3");
  CHECK(refusal({"alpha=1", "learning_rate=2"}) ==
        "training.learning_rate: it appears twice; a field is swept once");
  CHECK(refusal({"alpha=lin:0:1:60000", "scale=lin:0:1:60000"}) ==
        "3600000000 cells is not between 1 and 16777216");
  CHECK(refusal({"alpha=1"}, {.seeds = 0}) == "0 seeds is not between 1 and 10000");
}

}  // namespace lab_sweep_plan
