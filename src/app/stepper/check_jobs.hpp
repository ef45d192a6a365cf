// SPDX-License-Identifier: MIT
// What the page of the gradient check leaves to a job pool. For that page's own file only.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

#include "app/session/triple_buffer.hpp"
#include "app/stepper/check_page.hpp"
#include "app/stepper/stepping.hpp"
#include "lab/jobs/job.hpp"

namespace isobath::app {

/// An update and the examples that a hunt may look at.
struct HuntGround {
  std::shared_ptr<const Stepping> stepping;
  core::Examples<double> examples;
  int layer = 1;  // that bugs of one layer are planted in

  explicit HuntGround(const Snapshot& snapshot);
  const core::Network& network() const { return stepping->stepper.network(); }
  const core::Dissection<double>& update() const { return stepping->stepper.dissection(); }
};

/// `wanted`, or where that is left to the network or has nowhere to be in it, the first that shows;
/// `bugs` may be null.
int bug_to_plant(int wanted, const BugList* bugs);

/// Which bugs show.
class BugListJob : public lab::Job {
 public:
  explicit BugListJob(HuntGround ground) : ground_(std::move(ground)) {}
  bool advance() override;
  double progress() const override { return 0.0; }
  /// Multiplications for each bug, about.
  double cost() const;
  const BugList& bugs() const { return bugs_; }

 private:
  HuntGround ground_;
  BugList bugs_;
};

/// A hunt, which is listened to while it goes on.
class HuntJob : public lab::Job {
 public:
  /// For `bug`, or without one, for one that is drawn by `seed`.
  HuntJob(HuntGround ground, std::optional<core::PlantedBug> bug, std::uint64_t seed)
      : ground_(std::move(ground)), bug_(bug), seed_(seed) {}

  bool advance() override;
  double progress() const override { return hunt_->result().progress; }
  /// The newest result, of a hunt that goes on; null if there is none since the last time.
  const lab::HuntResult* news() { return results_.take() ? &results_.taken() : nullptr; }
  /// Of one that has ended.
  const lab::BugHunt& hunt() const { return *hunt_; }

 private:
  void begin();

  HuntGround ground_;
  std::optional<core::PlantedBug> bug_;
  std::uint64_t seed_;
  std::unique_ptr<lab::BugHunt> hunt_;
  TripleBuffer<lab::HuntResult> results_;
};

}  // namespace isobath::app
