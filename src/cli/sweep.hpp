// SPDX-License-Identifier: MIT
// Sweeps on the command line: a line of JSON for each cell, and parts put together again.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "cli/commands.hpp"
#include "lab/sweep.hpp"
#include "lab/sweep_plan.hpp"

namespace isobath::cli {

struct SweepCommand {
  std::string x, y, z;  // as document::parse_axis reads them; y and z may be empty
  std::int64_t steps = 0;
  int seeds = 1;
  int threads = 0;  // 0: all of the machine's
  std::size_t random = 0;
  std::uint32_t random_seed = 1;
  std::string shard = "1/1";
};

/// Runs a sweep on so many threads (0: all of the machine's) and writes a line for each cell in
/// their order, showing how far it is under this name. An interrupt leaves whole lines and gives
/// status 1.
Status run_sweep(const std::shared_ptr<const lab::SweepPlan>& plan,
                 const lab::SweepOptions& options, int threads,
                 const std::function<std::string(const lab::CellResult&)>& line_of,
                 std::ostream& out, const char* name = "sweep");

/// A line for each cell, in the order of cells whatever the number of threads. An interrupt leaves
/// whole lines and gives status 1.
Status sweep(const Source& source, const SweepCommand& command, std::ostream& out);

/// The lines of all files in the order of cells. Cells that are missing, stand twice or belong to
/// sweeps of another size are an error.
Status merge(const std::vector<std::string>& files, std::ostream& out);

}  // namespace isobath::cli
