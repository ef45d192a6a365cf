// SPDX-License-Identifier: MIT
// When the doctor is asked: whenever something changed, but not at every frame of a training.
#pragma once

#include <cstdint>
#include <vector>

#include "app/doctor/doctor.hpp"

namespace isobath::app {

struct Snapshot;

class Consultation {
 public:
  /// Examines what `snapshot` shows if it has changed since the last time; while playing, once
  /// a second, but after an edit at once.
  void look(Snapshot& snapshot, double now_ms);

 private:
  bool another_experiment(const Snapshot& snapshot);
  bool another_moment(const Snapshot& snapshot) const;

  const data::Dataset* dataset_ = nullptr;
  core::Loss loss_ = core::Loss::binary_cross_entropy;
  DataFacts data_;
  // What the last look was at.
  std::vector<core::LayerOptions> layers_;
  core::InitializationOptions initialization_;
  core::TrainingOptions training_;
  std::int64_t step_ = -1;
  double cost_ = 0.0;
  double looked_at_ms_ = -1e12;
};

}  // namespace isobath::app
