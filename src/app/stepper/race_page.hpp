// SPDX-License-Identifier: MIT
// The stepper's page of one product, measured four ways on this machine.
#pragma once

#include <memory>

#include "app/snapshot.hpp"
#include "lab/jobs/job_pool.hpp"
#include "lab/product_race.hpp"

namespace isobath::app {

/// The product to be measured, Z = W·A + b with W (units, inputs) and A (inputs, examples).
struct RaceSize {
  int layer = 0;  // 0: one unit over the course's 209 images of 64 × 64 × 3
  core::Index units = 0, inputs = 0, examples = 0;
  bool operator==(const RaceSize&) const = default;
};

struct RaceView : RaceSize {
  double progress = 0.0;  // 1: measured
  lab::ProductRace race;
  bool is_of(const RaceSize& size) const { return static_cast<const RaceSize&>(*this) == size; }
};

/// Of the chosen layer: a batch, or where that is taken in pieces, one of them.
RaceSize race_size(const Snapshot& snapshot);

class RacePage {
 public:
  RacePage();
  ~RacePage();

  /// How far the race is, or what it has come to; none of another size than the one chosen. False:
  /// there was not enough memory for it.
  bool renew(Snapshot& snapshot);
  /// Begins a race in place of the one that was, as a job that no other disturbs.
  void begin(Snapshot& snapshot, lab::JobPool& pool);
  bool busy() const { return static_cast<bool>(ticket_); }

 private:
  class RaceJob;
  void drop(Snapshot& snapshot);

  std::shared_ptr<RaceJob> job_;
  lab::JobTicket ticket_;
};

}  // namespace isobath::app
