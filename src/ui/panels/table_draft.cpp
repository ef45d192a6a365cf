// SPDX-License-Identifier: MIT
// The draft behind the table's card.
#include "ui/panels/table_draft.hpp"

#include <algorithm>
#include <cmath>

#include "data/dates.hpp"
#include "ui/text/format.hpp"

namespace isobath::ui {

namespace {

Known known_of(const data::Column& column) {
  Known known;
  double sum = 0.0, squares = 0.0, count = 0.0;
  for (const double value : column.numbers)
    if (std::isfinite(value)) {
      sum += value;
      count += 1.0;
    }
  known.mean = count > 0.0 ? sum / count : std::nan("");
  for (const double value : column.numbers)
    if (std::isfinite(value)) squares += (value - known.mean) * (value - known.mean);
  known.deviation = count > 0.0 ? std::sqrt(squares / count) : std::nan("");
  known.missing = column.missing();
  known.values = values_of(column);
  for (const std::string& example : data::examples_of(column, 4))
    known.examples += (known.examples.empty() ? "" : ", ") + example;
  return known;
}

}  // namespace

std::size_t values_of(const data::Column& column) {
  return column.has_words() ? column.words.size() : data::classes_of(column).size();
}

TableDraft::TableDraft(const data::Table& table)
    : sheet_(data::sheet_of(table)), first_(data::choices_of(table)), choices_(first_) {
  known_.reserve(sheet_->columns.size());
  for (const data::Column& column : sheet_->columns) known_.push_back(known_of(column));
  last_.columns.resize(sheet_->columns.size());
  renew();
}

void TableDraft::renew() {
  plan_ = data::plan_table(*sheet_, choices_);
  if (plan_) {
    last_ = *plan_;
    return;
  }
  // What was chosen is shown all the same.
  for (const data::ColumnChoice& one : choices_) {
    const auto column = data::find_column(*sheet_, one.name, "column");
    if (!column) continue;
    data::ColumnPlan& shown = last_.columns[*column];
    shown.use = one.use.value_or(shown.use);
    shown.as = one.as.value_or(shown.as);
    shown.missing = one.missing.value_or(shown.missing);
  }
}

data::ColumnChoice& TableDraft::choice(std::size_t column) {
  const std::string name = data::column_reference(*sheet_, column);
  for (data::ColumnChoice& one : choices_)
    if (const auto found = data::find_column(*sheet_, one.name, "column");
        found && *found == column)
      return one;
  data::ColumnChoice fresh;
  fresh.name = name;
  return choices_.emplace_back(std::move(fresh));
}

void TableDraft::use(std::size_t column, data::Use use, bool several) {
  // A target that was found is one no longer once another is chosen: it has to be said.
  if (use == data::Use::target)
    for (std::size_t other = 0; other < last_.columns.size(); ++other)
      if (other != column && last_.columns[other].use == data::Use::target) {
        data::ColumnChoice& former = choice(other);
        former.use = several ? data::Use::target : data::Use::input;
        if (!several) former.as.reset();
      }
  data::ColumnChoice& one = choice(column);
  one.use = use;
  one.as.reset();
  renew();
}

void TableDraft::take_as(std::size_t column, data::As as) {
  choice(column).as = as;
  renew();
}

void TableDraft::treat_missing(std::size_t column, data::Missing missing) {
  choice(column).missing = missing;
  renew();
}

void TableDraft::forget() {
  choices_.clear();
  renew();
}

std::vector<data::As> TableDraft::ways(std::size_t column) const {
  std::vector<data::As> all = usual_ways(column);
  const data::As taken = last_.columns[column].as;  // a document may say what nobody would
  if (!all.empty() && std::ranges::find(all, taken) == all.end()) all.push_back(taken);
  return all;
}

std::vector<data::As> TableDraft::usual_ways(std::size_t column) const {
  const data::Column& of = sheet_->columns[column];
  if (last_.columns[column].use == data::Use::drop || !of.has_values()) return {};
  if (of.kind == data::ColumnKind::date) return {data::As::number, data::As::date_parts};
  if (of.has_words())
    return of.words.size() == 2 ? std::vector{data::As::binary, data::As::one_hot}
                                : std::vector{data::As::one_hot};
  const std::size_t values = known_[column].values;
  if (values < 2 || values > data::kMaxFoundWords) return {data::As::number};
  return {data::As::number, values == 2 ? data::As::binary : data::As::one_hot};
}

std::string cell_text(const data::Column& column, core::Index row) {
  const auto at = static_cast<std::size_t>(row);
  if (column.has_words())
    return column.codes[at] < 0 ? "–" : column.words[static_cast<std::size_t>(column.codes[at])];
  if (at >= column.numbers.size()) return "–";
  const double value = column.numbers[at];
  if (std::isnan(value)) return "–";
  return column.kind == data::ColumnKind::date ? data::date_text(value) : trimmed(value, 5).str();
}

}  // namespace isobath::ui
