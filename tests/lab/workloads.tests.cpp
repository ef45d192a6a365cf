// SPDX-License-Identifier: MIT
// The standing workloads: their shapes, what they are counted to cost, and what is told of them.
#include "lab/workloads.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "lab/bench.hpp"
#include "lab/multiply_add.hpp"
#include "lab/rounds.hpp"

namespace lab_workloads {

using namespace isobath;
using namespace isobath::lab;
using Catch::Matchers::WithinRel;

namespace {

/// One update's products as three loops each, counting instead of computing.
double count_naively(const Workload& workload) {
  double operations = 0.0;
  for (int l = 1; l <= workload.network.depth(); ++l)
    for (core::Index unit = 0; unit < workload.network.units(l); ++unit)
      for (core::Index below = 0; below < workload.network.units(l - 1); ++below)
        for (core::Index example = 0; example < workload.batch; ++example) {
          operations += 2.0;             // Z += W·A
          operations += 2.0;             // dW += dZ·Aᵀ
          if (l > 1) operations += 2.0;  // dA += Wᵀ·dZ
        }
  return operations;
}

}  // namespace

TEST_CASE("the standing workloads have their published shapes", "[lab][bench]") {
  struct Expected {
    const char* name;
    const char* shape;
    core::Index batch;
    core::Index parameters;
    core::Activation last;
  };
  const Expected expected = GENERATE(
      Expected{"W1", "2-4-2-1", 10, 12 + 10 + 3, core::Activation::sigmoid},
      Expected{"W2", "2-8x6-1", 30, 24 + 5 * 72 + 9, core::Activation::sigmoid},
      Expected{"W3", "2-64x20-1", 128, 192 + 19 * 4160 + 65, core::Activation::sigmoid},
      Expected{"W4", "784-256-128-10", 128, 200'960 + 32'896 + 1'290, core::Activation::softmax},
      Expected{"W5", "2-32x150-1", 64, 96 + 149 * 1056 + 33, core::Activation::sigmoid},
      Expected{"sweep", "2-16-1", 16, 48 + 17, core::Activation::sigmoid});
  const Workload* workload = find_workload(expected.name);
  REQUIRE(workload != nullptr);
  CHECK(workload->series == "standing");
  CHECK(shape_of(workload->network) == expected.shape);
  CHECK(workload->batch == expected.batch);
  CHECK(parameter_count(workload->network) == expected.parameters);
  CHECK(parameter_count(workload->network) == core::count(start_of(*workload)));
  CHECK(workload->network.layers.back().activation == expected.last);
  for (int l = 1; l < workload->network.depth(); ++l)
    CHECK(workload->network.layers[static_cast<std::size_t>(l) - 1].activation ==
          core::Activation::tanh);
}

TEST_CASE("operations are those of the products, the first layer's dA left out", "[lab][bench]") {
  for (const Workload& workload : workloads()) {
    if (weight_count(workload.network) > 100'000) continue;
    INFO(workload.name);
    CHECK(product_operations(workload) == count_naively(workload));
  }
}

TEST_CASE("every workload has a name of its own and data in its shape", "[lab][bench]") {
  std::set<std::string> names;
  for (const Workload& workload : workloads()) {
    CHECK(names.insert(workload.name).second);
    const auto examples = examples_of(workload);
    CHECK(examples.x.rows() == workload.network.inputs);
    CHECK(examples.x.cols() == workload.batch);
    CHECK(examples.y.rows() == workload.network.outputs());
    CHECK(examples.y.cols() == workload.batch);
    if (workload.network.outputs() > 1) CHECK((examples.y.colwise().sum().array() == 1.0F).all());
  }
  CHECK(find_workload("W9") == nullptr);
}

TEST_CASE("a measurement trains, and its figures fit together", "[lab][bench]") {
  const Workload& workload = *find_workload("W1");
  const Measurement measured = measure(workload, 20.0);
  CHECK(measured.steps_per_second > 0.0);
  CHECK_FALSE(measured.diverged);
  CHECK_THAT(measured.gflops,
             WithinRel(1e-9 * measured.steps_per_second * product_operations(workload), 1e-12));
  CHECK_THAT(measured.share, WithinRel(measured.gflops / measured.limit_gflops, 1e-12));

  const auto line = nlohmann::json::parse(to_json(measured));
  CHECK(line["name"] == "W1");
  CHECK(line["network"] == "2-4-2-1");
  CHECK(line["batch"] == 10);
  CHECK(line["parameters"] == 25);
  CHECK(line["operations"] == 920.0);
  CHECK(line["steps_per_second"] == measured.steps_per_second);
  CHECK(line["instructions"] == multiply_add_instructions());
}

TEST_CASE("the sweep and the map are measured in whole trainings", "[lab][bench]") {
  const Workload& workload = *find_workload(GENERATE("sweep", "map"));
  CHECK(is_sweep(workload));
  CHECK(shape_of(workload.network) == "2-16-1");
  CHECK_FALSE(is_sweep(*find_workload("W1")));
  const Measurement measured = measure(workload, 20.0);
  CHECK(measured.steps_per_second > 0.0);
  CHECK_FALSE(measured.diverged);
}

TEST_CASE("the register loop's operations are whole turns of its lanes", "[lab][bench]") {
  CHECK(multiply_add_operations() % (2 * 4 * 1024) == 0);
  multiply_add_loop(3);
}

TEST_CASE("workloads are chosen by name and series, and wrong ones named", "[lab][bench]") {
  const std::vector<std::string> some{"batch", "W3"};
  const auto chosen = choose_workloads(some);
  REQUIRE(chosen);
  REQUIRE(chosen->size() == 8);
  CHECK(chosen->front()->name == "W3");
  CHECK(chosen->at(1)->name == "batch-1");
  CHECK(choose_workloads({})->size() == workloads().size());
  const std::vector<std::string> wrong{"W1", "W7"};
  const auto refused = choose_workloads(wrong);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().starts_with("\"W7\" is not one of standing, W1, W2"));
}

TEST_CASE("medians and short numbers", "[lab][bench]") {
  CHECK(median({}) == 0.0);
  CHECK(median({3.0, 1.0, 2.0}) == 2.0);
  CHECK(median({4.0, 1.0, 2.0, 3.0}) == 2.5);
  CHECK(short_number(7'418'000.0) == "7.42 M");
  CHECK(short_number(999'700.0) == "1.00 M");
  CHECK(short_number(391'234.0) == "391 k");
  CHECK(short_number(30'500.0) == "30.5 k");
  CHECK(short_number(999.0) == "999");
  CHECK(short_number(47.34) == "47.3");
  CHECK(short_number(0.0) == "0.00");
}

TEST_CASE("the table's lines are as wide as its head", "[lab][bench]") {
  Measurement measured;
  measured.steps_per_second = 1234.0;
  measured.gflops = 12.34;
  measured.limit_gflops = 117.7;
  measured.share = 0.104;
  for (const Workload& workload : workloads()) {
    measured.name = workload.name;
    CHECK(table_row(measured).size() == table_head().size());
  }
  measured.diverged = true;
  CHECK(table_row(measured).ends_with("10.4 %  diverged\n"));
}

TEST_CASE("a rate counts what was done in portions that grow", "[lab][bench]") {
  std::int64_t done = 0;
  std::int64_t calls = 0;
  std::int64_t portion = 1;
  const double per_second = rate(
      [&](std::int64_t n) {
        done += n;
        ++calls;
      },
      3.0, portion);
  CHECK(portion > 1);
  CHECK(calls < done);
  CHECK(per_second > 0.0);
  CHECK(std::isfinite(per_second));
}

}  // namespace lab_workloads
