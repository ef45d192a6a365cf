// SPDX-License-Identifier: MIT
// The loss of one training over its updates, as a job.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "document/document.hpp"
#include "lab/jobs/job.hpp"
#include "lab/sweep_data.hpp"

namespace isobath::lab {

/// From the document's own start, as a sweep trains it: before each update the loss over its batch,
/// without penalties.
class LossCurve final : public Job {
 public:
  LossCurve(document::Document document, std::int64_t steps, std::shared_ptr<SweepDataStore> data);
  ~LossCurve() override;

  bool advance() override;
  double progress() const override;

  const document::Document& document() const { return document_; }
  /// [update], once it has ended; fewer where no training can be made of the document.
  const std::vector<double>& losses() const { return losses_; }

 private:
  struct Training;
  template <class Scalar>
  struct TrainingOf;

  const document::Document document_;
  const std::int64_t steps_;
  std::shared_ptr<SweepDataStore> data_;
  std::unique_ptr<Training> training_;
  std::vector<double> losses_;
};

}  // namespace isobath::lab
