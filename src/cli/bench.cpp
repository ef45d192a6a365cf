// SPDX-License-Identifier: MIT
// The speed of the core on the standing workloads, as a command.
#include "lab/bench.hpp"

#include "cli/commands.hpp"
#include "lab/multiply_add.hpp"

namespace isobath::cli {

Status bench(const BenchOptions& options, std::ostream& out) {
  const auto chosen = lab::choose_workloads(options.only);
  if (!chosen) return std::unexpected("--only: " + chosen.error());
  if (!options.json) {
    out << "Updates of core::Trainer<float> on one core, plain gradient descent on the whole "
           "batch.\n"
           "GFLOP/s are of the matrix products alone; the limit is a loop of "
        << lab::multiply_add_instructions() << " in registers.\n\n"
        << lab::table_head();
  }
  std::string series;
  for (const lab::Workload* workload : *chosen) {
    const lab::Measurement measured = lab::measure(*workload, options.budget_ms);
    if (!options.json && !series.empty() && workload->series != series) out << '\n';
    series = workload->series;
    // Each as soon as it is known.
    out << (options.json ? lab::to_json(measured) + "\n" : lab::table_row(measured)) << std::flush;
  }
  return kDone;
}

}  // namespace isobath::cli
