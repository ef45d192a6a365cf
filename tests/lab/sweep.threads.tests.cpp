// SPDX-License-Identifier: MIT
// Sweeps on several threads: the same bits, and an end when it is asked for.
#include "sweep_runs.hpp"

namespace lab_sweep_threads {

using namespace isobath;
using namespace isobath::tests;

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

TEST_CASE("a sweep by a pool that is there already gives the same bits, without waiting",
          "[lab][sweep][threads]") {
  const auto plan = plan_of(document_of(kSmall), {"alpha=log:0.01:100:9", "scale=lin:0:3:5"}, 3);
  const SweepOptions options{.steps = 20};
  const Results alone = run_all(plan, options, 0);
  for (const int threads : {0, 1, 3}) {
    CAPTURE(threads);
    JobPool pool(threads);
    // One that nobody wants any more leaves the threads to the next.
    { Sweep(plan, {.steps = std::int64_t{1} << 40}).start(pool); }
    Results results;
    Sweep sweep(plan, options);
    sweep.start(pool);
    while (sweep.collect(0.0, [&](const CellResult& cell) { results.emplace(cell.cell, cell); })
               .value())
      continue;
    CHECK(same(alone, results));
  }
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

}  // namespace lab_sweep_threads
