// SPDX-License-Identifier: MIT
// The curves of the open document's study: a loss or an accuracy over the updates, for a few values
// of one field or for several draws of W, each from the same random numbers and over the same
// batches.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/snapshot.hpp"
#include "document/document.hpp"
#include "lab/jobs/job_pool.hpp"
#include "lab/loss_curve.hpp"
#include "lab/sweep_data.hpp"
#include "lab/sweep_plan.hpp"

namespace isobath::app {

/// What all trainings of one value have in common.
struct CurveGroup {
  std::string value;  // of the field, as a link writes it; empty where draws alone differ
  /// [seed][point]: what is measured; empty where it is not there yet.
  std::vector<std::vector<double>> lines;
  /// [point]: over the seeds that are there, by rank, what is not finite above everything.
  std::vector<double> low, median, high;  // 10 %, 50 %, 90 %
  int known = 0;                          // seeds
  int diverged = 0;                       // of them
};

struct CurvesView {
  std::string fault;  // why there are no curves, or "": one sentence
  document::Study study;
  std::string path;                   // of the field; empty where draws alone differ
  std::vector<std::int64_t> updates;  // [point]
  std::vector<CurveGroup> groups;
  int known = 0, wanted = 0;  // trainings
  bool busy = false;
  std::uint64_t version = 0;  // changes when a training is added
};

/// In how many of the draws that both have `a` ends below `b`; not finite is above everything.
/// Where more is better, above it.
struct Paired {
  int better = 0, of = 0;
};
Paired compare(const CurveGroup& a, const CurveGroup& b, bool more_is_better = false);

/// Is it an accuracy?
constexpr bool more_is_better(document::Measure measure) {
  return measure == document::Measure::train_accuracy || measure == document::Measure::dev_accuracy;
}

/// The same of many values by rank: of none it is NaN, and what is not finite is above everything.
double quantile(std::vector<double> values, double share);

class CurvesStudy {
 public:
  /// Fills snapshot.curves and has the pool train what is lacking; nothing goes on while no curves
  /// are looked at. False: there was not enough memory for it.
  bool renew(Snapshot& snapshot, lab::JobPool& pool);
  bool busy() const { return !trainings_.empty(); }
  /// All of it as a table: a line an update, a column a training; empty while it is not complete.
  std::optional<std::string> csv() const;

 private:
  struct Training {
    std::size_t group = 0, seed = 0;
    std::shared_ptr<lab::LossCurve> curve;
    lab::JobTicket ticket;
  };

  void begin(const document::Document& document, lab::JobPool& pool);
  bool collect();

  document::Document base_;  // without its words
  document::Study study_;
  bool begun_ = false;
  CurvesView view_;
  std::vector<Training> trainings_;  // that go on
  std::shared_ptr<const CurvesView> shown_;
};

}  // namespace isobath::app
