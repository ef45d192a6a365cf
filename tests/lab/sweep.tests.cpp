// SPDX-License-Identifier: MIT
// The engine of sweeps on one thread: what it says is what the training says, in which order.
#include <cmath>
#include <limits>

#include "core/initialization.hpp"
#include "core/probe.hpp"
#include "data/dataset.hpp"
#include "sweep_runs.hpp"

namespace lab_sweep {

using namespace isobath;
using namespace isobath::tests;

namespace {

/// The record of a document after so many updates, by the trainer and the probe themselves.
core::Record record_of(const document::Document& document, std::int64_t steps) {
  const auto dataset = data::make_dataset(document.data).value();
  const core::Network network{dataset.inputs(), document.layers, document.loss, document.precision};
  const auto examples = [](const data::Part& part) {
    return core::Examples<float>{part.x.cast<float>(), part.y.cast<float>()};
  };
  const auto train = examples(dataset.train), dev = examples(dataset.dev),
             test = examples(dataset.test);
  core::Trainer<float> trainer(network, document.training,
                               core::start_parameters(network, document.initialization), train);
  for (std::int64_t s = 0; s < steps; ++s) trainer.step();
  core::Probe<float> probe(network);
  core::Record record = probe.look(trainer.parameters(), document.training, {train, dev, test});
  if (record.diverged) record.diverged->step = steps;
  if (record.diverged || trainer.diverged())
    if (const auto first = trainer.coming_divergence()) record.diverged = first;
  return record;
}

}  // namespace

TEST_CASE("a cell says what the training of its document says", "[lab][sweep]") {
  const auto plan = plan_of(document_of("#examples=40&noise=0.2"),
                            {"alpha=log:0.01:1e6:4", "layers=3tanh,1sigmoid;6relu,4relu,1sigmoid",
                             "optimizer=gradient_descent,adam"},
                            2);
  constexpr std::int64_t kSteps = 25;
  bool diverged = false;
  for (const auto& [cell, result] : run_all(plan, {.steps = kSteps}, 0)) {
    REQUIRE(result.runs.size() == 2);
    for (int seed = 0; seed < 2; ++seed) {
      const document::Document document = plan->document(cell, seed);
      const core::Record record = record_of(document, kSteps);
      const RunResult& run = result.runs[static_cast<std::size_t>(seed)];
      const auto bits = [](double x) { return std::bit_cast<std::uint64_t>(x); };
      CAPTURE(cell, seed);
      CHECK(bits(run.cost) == bits(record.cost));
      CHECK(bits(run.train.loss) == bits(record.train.loss));
      CHECK(bits(run.dev.loss) == bits(record.dev.loss));
      CHECK(bits(run.test.accuracy) == bits(record.test.accuracy));
      CHECK(run.step == kSteps);
      CHECK(run.initialization_seed == document.initialization.seed);
      CHECK(run.training_seed == document.training.seed);
      CHECK(run.diverged == record.diverged);
      diverged = diverged || run.diverged;
    }
  }
  CHECK(diverged);
}

TEST_CASE("a layer's rate and its b are swept, in groups of networks with rates of their own",
          "[lab][sweep]") {
  const auto plan = plan_of(
      document_of("#source=waves&examples=40&layers=5tanh,4relu,1linear&loss=squared_error"),
      {"network.layers[0].learning_rate=log:0.01:1e6:6", "network.layers[2].learning_rate=0,1,1e4",
       "network.layers[1].has_bias=true,false"});
  constexpr std::int64_t kSteps = 25;
  int diverged = 0;
  for (const auto& [cell, result] : run_all(plan, {.steps = kSteps}, 0)) {
    const document::Document document = plan->document(cell, 0);
    const core::Record record = record_of(document, kSteps);
    const RunResult& run = result.runs[0];
    CAPTURE(cell);
    CHECK(std::bit_cast<std::uint64_t>(run.cost) == std::bit_cast<std::uint64_t>(record.cost));
    CHECK(run.diverged == record.diverged);
    diverged += run.diverged ? 1 : 0;
  }
  CHECK(diverged > 0);
  CHECK(diverged < 36);
}

TEST_CASE("cells of a coarse picture are handed over before those of a finer one", "[lab][sweep]") {
  const auto plan = plan_of(document_of(kSmall), {"alpha=lin:0:1:9", "scale=lin:0:1:9"});
  Sweep sweep(plan, {.steps = 1});
  int level = 99;
  for (bool more = true; more;)
    more = sweep
               .collect(0.0,
                        [&](const CellResult& cell) {
                          CHECK(plan->level(cell.cell) <= level);
                          level = plan->level(cell.cell);
                        })
               .value();
  CHECK(level == 0);
}

TEST_CASE("a slice of no time still gets on, and a training may take many", "[lab][sweep]") {
  const auto plan = plan_of(document_of("#layers=64tanh*20,1sigmoid"), {"alpha=0.1,0.2"});
  Sweep sweep(plan, {.steps = 50});
  int slices = 0;
  int cells = 0;
  while (sweep.collect(0.0, [&](const CellResult&) { ++cells; }).value()) ++slices;
  CHECK(cells == 2);
  CHECK(slices > 4);
}

TEST_CASE("results over seeds count NaN as the worst", "[lab][sweep]") {
  const double nan = std::nan(""), inf = std::numeric_limits<double>::infinity();
  const Summary odd = summarize({3.0, 1.0, 2.0});
  CHECK(odd.mean == 2.0);
  CHECK(odd.median == 2.0);
  CHECK(odd.min == 1.0);
  CHECK(odd.max == 3.0);
  CHECK(summarize({4.0, 1.0, 2.0, 3.0}).median == 2.5);
  const Summary one_nan = summarize({nan, 1.0, inf, 2.0, 5.0});
  CHECK(std::isnan(one_nan.mean));
  CHECK(one_nan.median == 5.0);
  CHECK(one_nan.min == 1.0);
  CHECK(std::isnan(one_nan.max));
  CHECK(std::isnan(summarize({nan, nan, 1.0}).median));
  CHECK(summarize({0.1}).mean == 0.1);
  CellResult cell{0, {{}, {}, {}}};
  cell.runs[1].diverged = core::Divergence{};
  CHECK(count_diverged(cell) == 1);
}

}  // namespace lab_sweep
