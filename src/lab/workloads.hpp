// SPDX-License-Identifier: MIT
// The standing workloads of the project's benchmarks, and series that show how cost grows with
// width, depth and batch: what they are, and how fast core::Trainer<float> runs them here. tanh
// hidden layers; one sigmoid output with binary, or several softmax outputs with categorical
// cross-entropy; plain gradient descent on the whole batch. One more is a sweep: many small
// trainings one after the other or side by side, as lab::Sweep makes them; another the same as a
// page's map has it, on the data that it begins with.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/network.hpp"
#include "core/trainer.hpp"

namespace isobath::lab {

struct Workload {
  std::string name;    // W1 … W5, sweep, map, width-64, depth-20, batch-3
  std::string series;  // standing, maps, width, depth, batch
  core::Network network;
  core::Index batch = 1;
  int examples = 0;  // that batches are shuffled from, with dev and test parts; 0: one batch is all
};

/// All of them, the standing ones first.
const std::vector<Workload>& workloads();

/// The workload called `name`, or null.
const Workload* find_workload(std::string_view name);

/// "2-64x20-1": inputs, then units of each layer, repetitions as a factor.
std::string shape_of(const core::Network& network);

/// Entries of all W.
core::Index weight_count(const core::Network& network);
core::Index parameter_count(const core::Network& network);

/// Floating-point operations of the matrix products of one update: forward W·A, backward dZ·Aᵀ and
/// Wᵀ·dZ, two operations a multiply-add, so 6·weights·batch, less the first layer's dA, which
/// nobody needs.
double product_operations(const Workload& workload);

/// Updates of each training of the workloads "sweep" and "map".
inline constexpr int kSweepSteps = 200;
bool is_sweep(const Workload& workload);

/// Inputs from N(0, 1) and random targets, [inputs, batch] and [outputs, batch]; the same on every
/// machine.
core::Examples<float> examples_of(const Workload& workload);
core::Parameters<double> start_of(const Workload& workload);
core::TrainingOptions options_of(const Workload& workload);

struct Measurement {
  std::string name;
  double steps_per_second = 0.0;
  double gflops = 0.0;        // of the matrix products alone
  double limit_gflops = 0.0;  // of the multiply-add loop, measured in turns with the steps
  double share = 0.0;         // gflops / limit_gflops
  bool diverged = false;
};

/// Trains for about `budget_ms`, with everything that users run with (the watch for NaN and Inf
/// included), and takes the median of seven rounds. Of the sweep, whole trainings from start to
/// record on this one thread are counted: kSweepSteps updates each.
Measurement measure(const Workload& workload, double budget_ms);

}  // namespace isobath::lab
