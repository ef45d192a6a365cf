// SPDX-License-Identifier: MIT
// The doctor: rules that look at what is known of a run and say what is wrong, where, with the
// numbers that show it, and which edit would help. Every rule is a function of facts alone.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/action.hpp"
#include "app/run/cost_sample.hpp"
#include "app/run/layer_links.hpp"
#include "core/record.hpp"
#include "data/dataset.hpp"
#include "document/document.hpp"

namespace isobath::app {

enum class Severity { note, warning, error };

struct Finding {
  std::string rule;  // stable name: "vanishing", "dead", …
  Severity severity = Severity::warning;
  std::string_view title{};  // "Vanishing gradients"
  std::string sentence{};    // what is wrong, with the numbers
  std::string advice{};      // what to change, in words
  int layer = 0;             // where; 0: nowhere in particular
  ApplyChanges treatment{};  // no changes: there is only the advice
};

/// What the numbers are of somebody who is well; NaN where there is no such number.
struct VitalSigns {
  double gradient_share = 0.0;  // the least rms dZ of a hidden layer over that of the last layer
  int gradient_layer = 1;       // which layer has the least
  double saturated = 0.0;       // the largest share of a hidden layer
  double dead = 0.0;            // likewise
  double start_loss = 0.0;
  double guess_loss = 0.0;     // see DataFacts
  double update_ratio = 0.0;   // the largest of a layer
  double accuracy = 0.0;       // of the training part
  double largest_class = 0.0;  // the accuracy of always answering that class
};

struct Diagnosis {
  std::vector<Finding> findings;  // the worst first
  VitalSigns signs;
};

/// What the rules want to know of a data set, computed once.
struct DataFacts {
  double least_deviation = 0.0, largest_deviation = 0.0;  // σ over inputs that vary at all
  core::Index least_input = 0, largest_input = 0;
  double largest_offset = 0.0;  // the largest |μ|/σ
  core::Index offset_input = 0;
  double input_rms = 0.0;
  core::Vector<double> target_mean;  // [targets]
  /// The loss of an answer that knows nothing: ln 2, ln K, or half the targets' variance (the mean
  /// is answered always).
  double guess_loss = 0.0;
  /// The least loss of an answer that is the same for every input: the entropy of the classes'
  /// shares, or half the targets' variance.
  double constant_loss = 0.0;
  double largest_class = 0.0;    // share of the examples; NaN where there are no classes
  core::Index common_class = 0;  // which class it is
};
DataFacts facts_of(const data::Dataset& dataset, core::Loss loss);

/// All that a rule may look at.
struct Facts {
  const document::Document& document;
  const data::Dataset& dataset;
  const DataFacts& data;
  const core::Record& record;         // now
  const core::Record& start;          // at the run's start
  std::span<const CostSample> costs;  // up to now
  std::span<const LayerLinks> links;  // weights of the drawn units
};

/// Goes through all rules. Every finding that has advice has the changes that follow it.
Diagnosis examine(const Facts& facts);

}  // namespace isobath::app
