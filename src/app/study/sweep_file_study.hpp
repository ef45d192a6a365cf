// SPDX-License-Identifier: MIT
// A sweep's file in the place of the document's own study: two fields on a grid as a map, all else
// across parallel axes. It changes nothing of the document.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/snapshot.hpp"
#include "app/study/file_axes.hpp"
#include "app/study/map_view.hpp"
#include "app/study/search_board.hpp"
#include "document/document.hpp"
#include "document/sweep_axis.hpp"
#include "lab/sweep_file.hpp"

namespace isobath::app {

class SweepFileStudy {
 public:
  using Changes = std::vector<std::pair<std::string, std::string>>;

  void open(std::string name, lab::SweepFile file);
  void close();
  /// Is there one?
  bool shown() const { return !name_.empty(); }

  /// Fills snapshot.map or snapshot.search, and snapshot.sweep_file, while it is looked at.
  void renew(Snapshot& snapshot);

  // As a map's and a search's own studies have them; cells of a search count in the file's order.
  void look_at(const figure::Axis& x, const figure::Axis& y);
  void point_at(std::optional<figure::Place> place);
  void point_at(std::optional<std::size_t> cell);
  void brush(std::size_t axis, std::optional<SearchRange> range);
  void show_best(double share);
  Changes changes_at(figure::Place place) const;
  Changes changes_at(std::size_t cell) const;

 private:
  void shade();
  void put_map(const document::Document& document);
  void put_search(const document::Document& document);
  std::optional<double> standing(std::size_t field, const document::Document& document,
                                 const std::vector<std::string>& names,
                                 const figure::Axis& axis) const;
  std::optional<std::pair<int, int>> cell_at(figure::Place place) const;
  lab::CellResult result_of(std::size_t line) const;
  document::Study study(document::StudyKind kind) const;

  std::string name_;
  lab::SweepFile file_;
  std::optional<FileGrid> grid_;
  figure::Axis x_, y_;         // of a grid what is in view
  std::vector<float> shades_;  // of a grid, the top row first
  double lowest_ = 0.0, highest_ = 1.0;
  SearchBoard board_;
  std::optional<std::pair<int, int>> pointed_;
  std::optional<std::size_t> pointed_line_;
  bool changed_ = true;
  std::uint64_t version_ = 0;
  document::Document seen_;  // the document that the views tell the standing of
  std::shared_ptr<const MapView> map_;
  std::shared_ptr<const SearchView> search_;
};

}  // namespace isobath::app
