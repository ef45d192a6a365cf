// SPDX-License-Identifier: MIT
// The curves of the open document's study: a loss or an accuracy over the updates, or at the end
// over a field, for a few values of another or for several draws of W, each from the same random
// numbers and over the same batches.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/snapshot.hpp"
#include "app/study/curves_view.hpp"
#include "document/document.hpp"
#include "lab/jobs/job_pool.hpp"
#include "lab/loss_curve.hpp"
#include "lab/sweep.hpp"
#include "lab/sweep_data.hpp"
#include "lab/sweep_plan.hpp"

namespace isobath::app {

class CurvesStudy {
 public:
  /// Fills snapshot.curves and has the pool train what is lacking; nothing goes on while no curves
  /// are looked at. False: there was not enough memory for it.
  bool renew(Snapshot& snapshot, lab::JobPool& pool);
  bool busy() const { return !trainings_.empty() || sweep_ != nullptr; }
  /// All of it as a table: a line a point, a column a training; empty while it is not complete.
  std::optional<std::string> csv() const;

 private:
  struct Training {
    std::size_t group = 0, seed = 0;
    std::shared_ptr<lab::LossCurve> curve;
    lab::JobTicket ticket;
  };

  void begin(const document::Document& document, lab::JobPool& pool);
  void begin_over_updates(lab::JobPool& pool);
  void begin_over_field(lab::JobPool& pool);
  bool collect();
  void collect_cells();
  void add(const lab::CellResult& cell);
  void stop();

  document::Document base_;  // without its words
  document::Study study_;
  bool begun_ = false;
  std::shared_ptr<const lab::SweepPlan> plan_;
  CurvesView view_;
  std::vector<Training> trainings_;                         // that go on, over updates
  std::unique_ptr<lab::Sweep> sweep_;                       // that goes on, over a field
  std::vector<std::vector<std::vector<double>>> of_train_;  // [group][point]: of the seeds
  std::shared_ptr<const CurvesView> shown_;
};

}  // namespace isobath::app
