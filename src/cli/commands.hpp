// SPDX-License-Identifier: MIT
// What the command line can do, one function a command. Results go to `out` as JSON Lines or CSV;
// an error is one sentence for standard error and exit status 2. Each returns its exit status else.
#pragma once

#include <cstdint>
#include <expected>
#include <ostream>
#include <string>
#include <vector>

#include "cli/input.hpp"
#include "lab/bench.hpp"

namespace isobath::cli {

using Status = std::expected<int, std::string>;

/// The record of step 0 (or of where a saved training stands).
Status probe(const Source& source, std::ostream& out);

struct TrainOptions {
  std::int64_t steps = 0;
  std::int64_t every = 0;  // 0: only the last record
  std::string save;        // a file for the document with its parameters; may be empty
  bool fail_on_divergence = false;
  bool sharpness = false;  // beside each record: the ends of the Hessian's spectrum, and the limit
};
/// A record every so many updates, and the last.
Status train(const Source& source, const TrainOptions& options, std::ostream& out);

struct CheckOptions {
  double tolerance = 1e-6;
  std::string plant = "none";  // a bug to plant in backward, see core::PlantedBug
  int plant_layer = 0;         // of a bug in one layer; 0: see core::bug_layer
};
/// Gradient check in double precision: a line for each layer, then the verdict.
Status check(const Source& source, const CheckOptions& options, std::ostream& out);

/// ŷ as CSV, one row an example, in the targets' own units. Above it the names of classes or
/// targets where a table has them.
Status predict(const Source& source, const std::string& input, std::ostream& out);

/// How the table would be read: a line for each column.
Status table(const TableSource& source, std::ostream& out);

/// Per layer what mean-field theory says beside what the network at its start measures; `_star`, ξ
/// and the critical σw² are of an endless stack of such layers.
Status theory(const Source& source, std::ostream& out);

struct BenchOptions {
  std::vector<std::string> only;  // names or series of workloads; empty: all
  double budget_ms = lab::kBudget_ms;
  bool json = false;
};
/// How fast the core trains the standing workloads here: a table, or a line of JSON for each.
Status bench(const BenchOptions& options, std::ostream& out);

/// Document → link, link → document.
Status link(const Source& source, std::ostream& out);
Status open(const Source& source, std::ostream& out);

}  // namespace isobath::cli
