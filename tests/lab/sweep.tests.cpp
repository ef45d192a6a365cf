// SPDX-License-Identifier: MIT
// The engine of sweeps: what it says is what the training says, however the work is spread.
#include "lab/sweep.hpp"

#include <algorithm>
#include <bit>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <map>

#include "core/initialization.hpp"
#include "core/probe.hpp"
#include "data/dataset.hpp"
#include "document/link.hpp"

using namespace isobath;
using namespace isobath::lab;

namespace {

document::Document document_of(std::string_view link) {
  auto document = document::from_link(link);
  REQUIRE(document);
  return std::move(*document);
}

std::shared_ptr<const SweepPlan> plan_of(const document::Document& base,
                                         const std::vector<std::string>& axes, int seeds = 1) {
  SweepSpec spec;
  spec.seeds = seeds;
  for (const std::string& axis : axes) spec.axes.push_back(parse_axis(axis).value());
  auto plan = SweepPlan::make(base, std::move(spec));
  INFO((plan ? "" : plan.error()));
  REQUIRE(plan);
  return std::make_shared<const SweepPlan>(std::move(*plan));
}

/// All bits of a result, so that NaN equals itself.
std::vector<std::uint64_t> bits_of(const CellResult& cell) {
  std::vector<std::uint64_t> bits;
  for (const RunResult& run : cell.runs) {
    for (const double value : {run.cost, run.train.loss, run.train.accuracy, run.dev.loss,
                               run.dev.accuracy, run.test.loss, run.test.accuracy})
      bits.push_back(std::bit_cast<std::uint64_t>(value));
    bits.push_back(static_cast<std::uint64_t>(run.step));
    const auto d = run.diverged.value_or(core::Divergence{-1});
    for (const std::int64_t value : {d.step, std::int64_t{d.layer}, std::int64_t(d.what),
                                     std::int64_t{d.unit}, std::int64_t{d.example}})
      bits.push_back(static_cast<std::uint64_t>(value));
  }
  return bits;
}

using Results = std::map<std::size_t, CellResult>;

Results run_all(const std::shared_ptr<const SweepPlan>& plan, const SweepOptions& options,
                int workers) {
  Results results;
  Sweep sweep(plan, options);
  if (workers > 0) sweep.start(workers);
  for (bool more = true; more;) {
    const auto collected = sweep.collect(workers > 0 ? 1000.0 : 1.0, [&](const CellResult& cell) {
      CHECK(results.emplace(cell.cell, cell).second);
    });
    INFO((collected ? "" : collected.error()));
    REQUIRE(collected);
    more = *collected;
  }
  CHECK(sweep.progress().done == sweep.progress().cells);
  return results;
}

bool same(const Results& a, const Results& b) {
  return std::ranges::equal(a, b, [](const auto& x, const auto& y) {
    return x.first == y.first && bits_of(x.second) == bits_of(y.second);
  });
}

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
  if (trainer.diverged()) record.diverged = trainer.diverged();
  return record;
}

constexpr const char* kSmall = "#examples=40&layers=5tanh,1sigmoid&batch=7";

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

TEST_CASE("a sweep gives the same bits with any number of workers", "[lab][sweep][threads]") {
  const auto plan = plan_of(document_of(kSmall), {"alpha=log:0.01:100:9", "scale=lin:0:3:5"}, 3);
  const SweepOptions options{.steps = 20, .shard = {}, .order = SweepOrder::coarse_to_fine};
  const Results alone = run_all(plan, options, 0);
  CHECK(alone.size() == 45);
  for (const int workers : {1, 2, 3, 7}) {
    CAPTURE(workers);
    CHECK(same(alone, run_all(plan, options, workers)));
  }
  CHECK(same(alone, run_all(plan, {.steps = 20, .shard = {}, .order = SweepOrder::by_cell}, 2)));
}

TEST_CASE("cells with data of their own share what they can among workers",
          "[lab][sweep][threads]") {
  const auto plan =
      plan_of(document_of(kSmall), {"noise=lin:0:1:20", "precision=float,double,half"});
  const SweepOptions options{.steps = 5};
  CHECK(same(run_all(plan, options, 0), run_all(plan, options, 4)));
}

TEST_CASE("the parts of a sweep are the sweep", "[lab][sweep][threads]") {
  const auto plan = plan_of(document_of(kSmall), {"alpha=log:0.01:1:5", "scale=lin:0:3:4"});
  const Results whole = run_all(plan, {.steps = 10}, 2);
  Results parts;
  for (std::size_t index = 1; index <= 3; ++index)
    parts.merge(run_all(plan, {.steps = 10, .shard = {index, 3}}, 2));
  CHECK(same(whole, parts));
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

TEST_CASE("a cancelled sweep ends in the middle of a training", "[lab][sweep][threads]") {
  const auto plan = plan_of(document_of("#layers=32tanh*10,1sigmoid"), {"alpha=0.1,0.2,0.3"});
  const std::int64_t steps = std::int64_t{1} << 40;  // years
  Sweep on_threads(plan, {.steps = steps});
  on_threads.start(2);
  CHECK(on_threads.collect(5.0, [](const CellResult&) {}).value());
  on_threads.cancel();
  while (on_threads.collect(100.0, [](const CellResult&) {}).value()) continue;
  CHECK(on_threads.progress().done == 0);

  Sweep in_slices(plan, {.steps = steps});
  CHECK(in_slices.collect(5.0, [](const CellResult&) {}).value());
  in_slices.cancel();
  CHECK_FALSE(in_slices.collect(5.0, [](const CellResult&) {}).value());

  Sweep abandoned(plan, {.steps = steps});
  abandoned.start(2);
}

TEST_CASE("what is finished when a sweep is cancelled can be collected", "[lab][sweep][threads]") {
  const auto plan = plan_of(document_of(kSmall), {"alpha=lin:0:1:60000"});
  Sweep sweep(plan, {.steps = 10, .shard = {}, .order = SweepOrder::by_cell});
  sweep.start(2);
  std::size_t cells = 0;
  const auto count = [&](const CellResult&) { ++cells; };
  while (cells == 0) REQUIRE(sweep.collect(100.0, count).value());
  sweep.cancel();
  while (sweep.collect(100.0, count).value()) continue;
  CHECK(cells < 60000);
  CHECK(sweep.progress().done == cells);
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
