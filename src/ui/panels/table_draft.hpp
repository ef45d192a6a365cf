// SPDX-License-Identifier: MIT
// Choices for the columns of a table that are being made, before they are carried out.
#pragma once

#include <expected>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "data/table.hpp"

namespace isobath::ui {

/// What a column is like, found once: a table may be large.
struct Known {
  double mean = 0.0, deviation = 0.0;  // over the rows where it is not missing; NaN of words
  core::Index missing = 0;
  std::size_t values = 0;  // different ones
  std::string examples;    // a few of them
};

/// How many different values it has, at most one more than a network may have units.
std::size_t values_of(const data::Column& column);

class TableDraft {
 public:
  /// Begins with what `table` has.
  explicit TableDraft(const data::Table& table);

  const data::Sheet& sheet() const { return *sheet_; }
  const std::vector<data::ColumnChoice>& choices() const { return choices_; }
  /// What the choices come to, or the sentence why they come to nothing.
  const std::expected<data::TablePlan, std::string>& plan() const { return plan_; }
  /// As the plan says, or as the last plan that there was.
  const data::ColumnPlan& of(std::size_t column) const { return last_.columns[column]; }
  const Known& known(std::size_t column) const { return known_[column]; }
  bool changed() const { return choices_ != first_; }

  /// One column is the target; those that were become inputs unless there may be `several`.
  void use(std::size_t column, data::Use use, bool several);
  void take_as(std::size_t column, data::As as);
  void treat_missing(std::size_t column, data::Missing missing);
  /// Nothing is said any more: what is found is used.
  void forget();

  /// In what ways the column can be taken where it is used so; fewer than two: no choice.
  std::vector<data::As> ways(std::size_t column) const;

 private:
  std::vector<data::As> usual_ways(std::size_t column) const;
  data::ColumnChoice& choice(std::size_t column);
  void renew();

  std::shared_ptr<const data::Sheet> sheet_;
  std::vector<data::ColumnChoice> first_, choices_;
  std::vector<Known> known_;
  std::expected<data::TablePlan, std::string> plan_;
  data::TablePlan last_;
};

/// A cell as it is shown; "–" where it is missing.
std::string cell_text(const data::Column& column, core::Index row);

}  // namespace isobath::ui
