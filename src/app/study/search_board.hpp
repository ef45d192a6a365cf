// SPDX-License-Identifier: MIT
// Cells across parallel axes: their colours and their ranks, and which of them the brushes choose.
// Where the cells come from, a search or a file, is somebody else's.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "app/study/search_view.hpp"

namespace isobath::app {

/// Less is better; what is not finite is the worst. Of convergence what converged comes before what
/// did not, of the scope what is even before what is not.
double badness(document::Measure measure, double value);

class SearchBoard {
 public:
  /// Other cells, none of them known. Brushes stay where `keeps_brushes` says that they are of the
  /// same axes, but for the measure's where that is another one.
  void begin(std::vector<SearchAxis> fields, document::Measure measure, std::size_t cells,
             bool keeps_brushes = false);

  /// What a cell is along the fields, in their axes' units, and what it came to.
  void set(std::size_t cell, std::span<const double> units, double value);
  bool is_known(std::size_t cell) const { return known_[cell] != 0; }
  double value(std::size_t cell) const { return values_[cell]; }
  std::size_t known() const { return known_count_; }
  std::size_t size() const { return values_.size(); }
  const std::vector<SearchAxis>& axes() const { return axes_; }

  void brush(std::size_t axis, std::optional<SearchRange> range);
  void show_best(double share);

  /// Ranks, colours and the measure's axis by all that is known.
  void renew();

  /// All but what only the owner knows.
  void put(SearchView& view) const;

 private:
  void renew_values();
  void renew_chosen();

  document::Measure measure_ = document::Measure::train_loss;
  std::vector<SearchAxis> axes_;
  std::vector<float> units_;  // [cell][field]
  std::vector<double> values_;
  std::vector<std::uint8_t> known_;
  std::size_t known_count_ = 0;
  double best_ = 1.0;
  double lowest_ = 0.0, highest_ = 1.0;
  bool lane_ = false;
  std::uint64_t version_ = 0;
  std::shared_ptr<const SearchLines> lines_;
  std::shared_ptr<const SearchChosen> chosen_;
};

}  // namespace isobath::app
