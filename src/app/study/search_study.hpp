// SPDX-License-Identifier: MIT
// The search of the open document's study: the cells of up to three fields, on a grid or drawn at
// random, trained by the pool's threads while one looks at them. What was computed once is kept.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/snapshot.hpp"
#include "app/study/search_board.hpp"
#include "document/document.hpp"
#include "lab/jobs/job_pool.hpp"
#include "lab/sweep.hpp"

namespace isobath::app {

/// Fields and their values as documents are read: what makes layers before what is theirs.
void put_in_order(std::vector<std::pair<std::string, std::string>>& changes);

class SearchStudy {
 public:
  /// Fills snapshot.search, and has the pool compute what is lacking; nothing goes on while no
  /// search is looked at.
  void renew(Snapshot& snapshot, lab::JobPool& pool);
  bool busy() const { return sweep_ != nullptr; }

  void brush(std::size_t axis, std::optional<SearchRange> range);
  void show_best(double share);
  /// The cell to be told of.
  void point_at(std::optional<std::size_t> cell);

  /// What makes the open experiment that of the cell: fields and their values, in the order in
  /// which they are to be set.
  std::vector<std::pair<std::string, std::string>> changes_at(std::size_t cell) const;
  /// All of it as a file: "jsonl" as `isobath-cli study` writes it, or "csv"; empty for other
  /// extensions, and while it is not complete.
  std::optional<std::string> file(std::string_view extension) const;

 private:
  bool is_of(const document::Document& document) const;
  void begin(const document::Document& document);
  void put_on_board(std::size_t cell);
  void start(lab::JobPool& pool);
  void collect();
  void put(const document::Document& document);

  document::Document base_;  // of what the search is, with the values of its first cell
  document::Study study_;
  bool begun_ = false;
  std::string fault_;
  std::shared_ptr<const lab::SweepPlan> plan_;
  std::vector<lab::CellResult> kept_;  // [cell]; without runs where it is not known
  SearchBoard board_;
  std::shared_ptr<lab::SweepDataStore> data_;
  std::unique_ptr<lab::Sweep> sweep_;
  std::size_t since_ = 0;  // cells that came since begun_ms_
  std::size_t fresh_ = 0;  // of them those that the board has not ranked yet
  double begun_ms_ = 0.0;
  std::optional<std::size_t> pointed_;
  bool changed_ = true;
  std::shared_ptr<const SearchView> view_;
};

}  // namespace isobath::app
