// SPDX-License-Identifier: MIT
// The trainings of a sweep: each experiment from its start to its result.
#pragma once

#include <cstdint>
#include <expected>
#include <memory>
#include <span>
#include <string>
#include <vector>

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
  /// Where each stands, in the order of its document.
  virtual std::vector<RunResult> results() = 0;

 protected:
  SweepTraining() = default;
};

/// Begins trainings and keeps what they can use again. One for each worker; they share the data.
class SweepWorkshop {
 public:
  explicit SweepWorkshop(std::shared_ptr<SweepDataStore> data);
  ~SweepWorkshop();

  /// A training at the start of a document. An error is one sentence.
  std::expected<std::unique_ptr<SweepTraining>, std::string> begin(
      const document::Document& document);

 private:
  struct Tools;
  std::shared_ptr<SweepDataStore> data_;
  std::unique_ptr<Tools> tools_;
};

}  // namespace isobath::lab
