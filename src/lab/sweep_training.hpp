// SPDX-License-Identifier: MIT
// The trainings of a sweep: each experiment from its start to its result.
#pragma once

#include <cstdint>
#include <expected>
#include <memory>
#include <string>
#include <vector>

#include "core/network.hpp"
#include "document/document.hpp"
#include "lab/sweep_data.hpp"
#include "lab/sweep_result.hpp"

namespace isobath::lab {

/// One training, or several that go side by side.
class SweepTraining {
 public:
  virtual ~SweepTraining() = default;
  SweepTraining(const SweepTraining&) = delete;
  SweepTraining& operator=(const SweepTraining&) = delete;

  /// So many updates of each.
  virtual void step(std::int64_t count) noexcept = 0;
  /// What an update of them costs: multiplications, more or less.
  virtual double cost() const = 0;
  /// Where each stands, in the order of its document.
  virtual std::vector<RunResult> results() = 0;

 protected:
  SweepTraining() = default;
};

/// A document made ready for training.
struct SweepRun {
  document::Document document;
  std::shared_ptr<const SweepData> data;
  core::Network network;
};

/// Begins trainings and keeps what they can use again. One for each worker; they share the data.
class SweepWorkshop {
 public:
  /// `measure` is what a study wants to know of each training beside its end.
  explicit SweepWorkshop(std::shared_ptr<SweepDataStore> data,
                         document::Measure measure = document::Measure::train_loss);
  ~SweepWorkshop();

  /// An error is one sentence.
  std::expected<SweepRun, std::string> prepare(document::Document document);
  /// How many such runs can go side by side; 1 if it must go alone.
  std::size_t room(const SweepRun& run) const;
  bool fit_together(const SweepRun& a, const SweepRun& b) const;
  /// Begins runs that fit together, no more than there is room for.
  std::unique_ptr<SweepTraining> begin(std::vector<SweepRun> runs);

 private:
  struct Tools;
  std::shared_ptr<SweepDataStore> data_;
  std::unique_ptr<Tools> tools_;
};

}  // namespace isobath::lab
