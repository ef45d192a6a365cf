// SPDX-License-Identifier: MIT
// Measured numbers beside published ones, and the experiments of docs/experiments that they are
// measured on.
#pragma once

#include <memory>
#include <string>

#include "app/run/run.hpp"
#include "document/document.hpp"

namespace isobath::tests {

/// How far a measured value may lie from the published one.
struct Tolerance {
  double relative = 0.0;
  double absolute = 0.0;
};

struct Comparison {
  double difference = 0.0;  // |got − expected|
  double relative = 0.0;  // difference / |expected|; 0 if both are 0, else Inf where expected is 0
  bool within = false;    // difference ≤ relative·|expected| or ≤ absolute; never for NaN
};
Comparison compare(double expected, double got, Tolerance tolerance);

/// Prints "published: <what>: expected …, got …, relative difference …" and checks it (a Catch2
/// assertion). The worst of a program's run is printed once more at its end.
void check_published(const std::string& what, double expected, double got, Tolerance tolerance);

/// The same for a published bound: got ≤ bound, or got ≥ bound.
void check_published_at_most(const std::string& what, double bound, double got);
void check_published_at_least(const std::string& what, double bound, double got);

/// docs/experiments/<name>.json; fails the test with the sentence if it is not valid.
document::Document experiment(const std::string& name);

/// The training of a document, at its start; fails the test with the sentence if there is none.
std::unique_ptr<app::Run> begin(const document::Document& document);

/// `steps` updates.
void advance(app::Run& run, std::int64_t steps);

}  // namespace isobath::tests
