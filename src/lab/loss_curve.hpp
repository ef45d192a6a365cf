// SPDX-License-Identifier: MIT
// How one training goes, as a job: a measure of it at some of its updates.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/record.hpp"
#include "document/document.hpp"
#include "lab/jobs/job.hpp"
#include "lab/sweep_data.hpp"

namespace isobath::lab {

/// The updates after which a training of `steps` updates is measured: `points` of them at most,
/// evenly, the start (0) and the end among them.
std::vector<std::int64_t> curve_updates(std::int64_t steps, int points);

/// From the document's own start, as a sweep trains it.
class LossCurve final : public Job {
 public:
  /// Losses and accuracies over their part, at `points` updates at most; every other measure is
  /// taken for the loss over the training part.
  LossCurve(document::Document document, std::int64_t steps, int points, document::Measure measure,
            std::shared_ptr<SweepDataStore> data);
  ~LossCurve() override;

  bool advance() override;
  double progress() const override;

  /// As curve_updates() has them; fewer until it has ended, and none where no training can be made
  /// of the document.
  const std::vector<double>& values() const { return values_; }
  /// What a record says of every layer before the first and after the last update; empty until it
  /// is there.
  const std::vector<core::LayerRecord>& start() const { return start_; }
  const std::vector<core::LayerRecord>& end() const { return end_; }

 private:
  struct Training;
  template <class Scalar>
  struct TrainingOf;

  const document::Document document_;
  const document::Measure measure_;
  const std::vector<std::int64_t> updates_;  // that are measured
  std::shared_ptr<SweepDataStore> data_;
  std::unique_ptr<Training> training_;
  std::int64_t step_ = 0;
  std::vector<double> values_;
  std::vector<core::LayerRecord> start_, end_;
};

}  // namespace isobath::lab
