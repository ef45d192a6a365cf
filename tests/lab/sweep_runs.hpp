// SPDX-License-Identifier: MIT
// Sweeps for tests: plans from text, all results of a run, and their bits.
#pragma once

#include <algorithm>
#include <bit>
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "document/link.hpp"
#include "lab/sweep.hpp"

namespace isobath::tests {

using namespace lab;

inline document::Document document_of(std::string_view link) {
  auto document = document::from_link(link);
  REQUIRE(document);
  return std::move(*document);
}

inline std::shared_ptr<const SweepPlan> plan_of(const document::Document& base,
                                                const std::vector<std::string>& axes,
                                                int seeds = 1) {
  SweepSpec spec;
  spec.seeds = seeds;
  for (const std::string& axis : axes) spec.axes.push_back(document::parse_axis(axis).value());
  auto plan = SweepPlan::make(base, std::move(spec));
  INFO((plan ? "" : plan.error()));
  REQUIRE(plan);
  return std::make_shared<const SweepPlan>(std::move(*plan));
}

/// All bits of a result, so that NaN equals itself.
inline std::vector<std::uint64_t> bits_of(const CellResult& cell) {
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

inline Results run_all(const std::shared_ptr<const SweepPlan>& plan, const SweepOptions& options,
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

inline bool same(const Results& a, const Results& b) {
  return std::ranges::equal(a, b, [](const auto& x, const auto& y) {
    return x.first == y.first && bits_of(x.second) == bits_of(y.second);
  });
}

inline constexpr const char* kSmall = "#examples=40&layers=5tanh,1sigmoid&batch=7";

}  // namespace isobath::tests
