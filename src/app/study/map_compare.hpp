// SPDX-License-Identifier: MIT
// A few cells of a map that are kept for comparison, with the losses on their way.
#pragma once

#include <memory>
#include <vector>

#include "app/study/map_axis.hpp"
#include "document/document.hpp"
#include "lab/jobs/job_pool.hpp"
#include "lab/loss_curve.hpp"
#include "lab/sweep_data.hpp"

namespace isobath::app {

/// The loss over the training part on the way of a cell's training, at so many updates at most.
inline constexpr int kCellCurvePoints = 61;

class ComparedCells {
 public:
  static constexpr std::size_t kMost = 4;

  struct Cell {
    MapPlace x = 0, y = 0;
    std::size_t number = 0;     // 0 to kMost − 1, and nobody else's: its colour
    std::vector<double> costs;  // empty while it is made
    bool made = false;
    document::Document document;
    std::shared_ptr<lab::LossCurve> curve;  // while it is made
    lab::JobTicket ticket;
  };

  bool has(MapPlace x, MapPlace y) const;
  /// The oldest makes room for it. `document`: of its training.
  void add(MapPlace x, MapPlace y, document::Document document);
  void remove(MapPlace x, MapPlace y);
  void clear() { cells_.clear(); }

  /// Has the pool make what is lacking, trainings of so many updates. True: there is something new.
  /// `enough` becomes false where there was not enough memory.
  bool renew(lab::JobPool& pool, std::int64_t steps,
             const std::shared_ptr<lab::SweepDataStore>& data, bool& enough);
  /// Lets go of what is under way, which begins again at the next renew().
  void stop();
  bool busy() const;

  const std::vector<Cell>& cells() const { return cells_; }

 private:
  std::vector<Cell> cells_;
  bool changed_ = false;
};

}  // namespace isobath::app
