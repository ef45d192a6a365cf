// SPDX-License-Identifier: MIT
// Matching the columns of one sheet to those of another.
#include "data/predict_rows.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "data/dates.hpp"
#include "data/text.hpp"

namespace isobath::data {
namespace {

using core::Index;

std::string listed_names(const Sheet& sheet) {
  std::string names;
  constexpr std::size_t kMost = 8;
  for (std::size_t j = 0; j < std::min(sheet.columns.size(), kMost); ++j)
    names += (j > 0 ? ", " : "") + quoted(sheet.columns[j].name);
  return names + (sheet.columns.size() > kMost ? ", …" : "");
}

// What of the training's table is wanted: the columns that its inputs come of.
struct Wanted {
  const Sheet& sheet;
  TablePlan plan;
  std::vector<Derived> inputs;
};

class Matcher {
 public:
  Matcher(const Sheet& given, const Wanted& wanted) : given_(given), wanted_(wanted) {}

  std::expected<core::Matrix<double>, std::string> rows() {
    if (auto fault = match(); !fault.empty()) return std::unexpected(fault);
    core::Matrix<double> x(given_.rows, std::ssize(wanted_.inputs));
    for (std::size_t i = 0; i < wanted_.inputs.size(); ++i)
      if (auto fault = write(i, x); !fault.empty()) return std::unexpected(fault);
    return x;
  }

 private:
  bool is_input(std::size_t j) const { return wanted_.plan.columns[j].use == Use::input; }

  std::string match() {
    places_.resize(wanted_.sheet.columns.size());
    if (given_.has_names && wanted_.sheet.has_names) return match_names();
    std::vector<std::size_t> inputs;
    for (std::size_t j = 0; j < places_.size(); ++j)
      if (is_input(j)) inputs.push_back(j);
    const std::size_t columns = given_.columns.size();
    if (columns == inputs.size()) {
      for (std::size_t k = 0; k < inputs.size(); ++k) places_[inputs[k]] = k;
    } else if (columns == places_.size()) {
      for (std::size_t j = 0; j < columns; ++j) places_[j] = j;
    } else {
      return std::to_string(columns) + (columns == 1 ? " column does" : " columns do") +
             " not fit the " + std::to_string(inputs.size()) + " inputs of the document's data";
    }
    return "";
  }

  std::string match_names() {
    for (std::size_t j = 0; j < places_.size(); ++j) {
      if (!is_input(j)) continue;
      const std::string& name = wanted_.sheet.columns[j].name;
      const auto count = std::ranges::count(given_.columns, name, &Column::name);
      if (count == 0)
        return "there is no column " + quoted(name) + ", which the network was trained with; " +
               "the columns are " + listed_names(given_);
      if (count > 1 && std::ranges::count(wanted_.sheet.columns, name, &Column::name) == 1)
        return std::to_string(count) + " columns are called " + quoted(name) + "; one is needed";
      // Of columns with the same name here and there, the first to the first.
      std::size_t same = 0;
      for (std::size_t k = 0; k < j; ++k)
        if (wanted_.sheet.columns[k].name == name) ++same;
      for (std::size_t k = 0; k < given_.columns.size(); ++k)
        if (given_.columns[k].name == name && same-- == 0) {
          places_[j] = k;
          break;
        }
      if (!places_[j]) return "there are too few columns called " + quoted(name);
    }
    return "";
  }

  // The input i of all rows.
  std::string write(std::size_t i, core::Matrix<double>& x) {
    const Derived derived = wanted_.inputs[i];
    const Column& trained = wanted_.sheet.columns[derived.column];
    const As as = wanted_.plan.columns[derived.column].as;
    const std::size_t place = *places_[derived.column];
    const Column& column = given_.columns[place];
    auto values = x.col(static_cast<Index>(i));
    if (!column.fault.empty()) return column.fault;
    if (column.kind == ColumnKind::empty) {
      values.setConstant(kMissingCell);
      return "";
    }
    if (!column.has_values())
      return describe_column(given_, place) + ": its words are none of those of the training";
    if (trained.has_words()) return write_words(place, trained, as, derived.part, values);
    if (column.has_words()) return not_a_number(place, trained);
    std::vector<double> classes;
    if (as == As::one_hot || as == As::binary) classes = classes_of(trained);
    const bool dates = trained.kind == ColumnKind::date;
    if (dates != (column.kind == ColumnKind::date))
      return describe_column(given_, place) +
             (dates ? ": these are no dates, as they were in the training"
                    : ": these are dates, and were numbers in the training");
    for (Index row = 0; row < x.rows(); ++row) {
      const double number = column.numbers[static_cast<std::size_t>(row)];
      if (std::isnan(number)) {
        values(row) = kMissingCell;
      } else if (!classes.empty()) {
        if (std::ranges::count(classes, number) == 0)
          return unknown(place, to_text(number), std::nullopt, trained);
        values(row) = number == classes[as == As::binary ? 1 : derived.part] ? 1.0 : 0.0;
      } else {
        values(row) = as == As::date_parts ? date_part(number, derived.part) : number;
      }
    }
    return "";
  }

  template <class Values>
  std::string write_words(std::size_t place, const Column& trained, As as, std::size_t part,
                          Values values) const {
    const Column& column = given_.columns[place];
    const std::size_t wanted = as == As::binary ? 1 : part;
    // Which word of the training each word here is; a number is its text.
    const auto rank_of = [&](std::string_view word) -> std::optional<std::size_t> {
      const auto found = std::ranges::find(trained.words, word);
      if (found == trained.words.end()) return std::nullopt;
      return static_cast<std::size_t>(found - trained.words.begin());
    };
    std::vector<std::size_t> ranks;
    for (std::size_t k = 0; k < column.words.size(); ++k) {
      const auto rank = rank_of(column.words[k]);
      if (!rank)
        return unknown(
            place, column.words[k],
            k < column.word_lines.size() ? std::optional(column.word_lines[k]) : std::nullopt,
            trained);
      ranks.push_back(*rank);
    }
    for (Index row = 0; row < values.size(); ++row) {
      const auto at = static_cast<std::size_t>(row);
      std::optional<std::size_t> rank;
      if (column.has_words()) {
        if (column.codes[at] >= 0) rank = ranks[static_cast<std::size_t>(column.codes[at])];
      } else if (!std::isnan(column.numbers[at])) {
        rank = rank_of(to_text(column.numbers[at]));
        if (!rank) return unknown(place, to_text(column.numbers[at]), std::nullopt, trained);
      }
      values(row) = !rank ? kMissingCell : *rank == wanted ? 1.0 : 0.0;
    }
    return "";
  }

  std::string unknown(std::size_t place, std::string_view word, std::optional<std::size_t> line,
                      const Column& trained) const {
    std::string known;
    constexpr std::size_t kMost = 8;
    const std::vector<std::string> words = examples_in_order(trained);
    for (std::size_t k = 0; k < std::min(words.size(), kMost); ++k)
      known += (k > 0 ? ", " : "") + quoted(words[k]);
    return (line ? "line " + std::to_string(*line) + ", " : "") + describe_column(given_, place) +
           ": " + quoted(word) + " did not occur in the training, which knows " + known +
           (words.size() > kMost ? ", …" : "");
  }

  static std::vector<std::string> examples_in_order(const Column& column) {
    if (column.has_words()) return column.words;
    std::vector<std::string> values;
    for (const double value : classes_of(column)) values.push_back(to_text(value));
    return values;
  }

  std::string not_a_number(std::size_t place, const Column&) const {
    const Column& column = given_.columns[place];
    const std::string line =
        column.word_lines.empty() ? "" : "line " + std::to_string(column.word_lines.front()) + ", ";
    return line + describe_column(given_, place) + ": " + quoted(column.words.front()) +
           " is not a number, as the network was trained with";
  }

  const Sheet& given_;
  const Wanted& wanted_;
  std::vector<std::optional<std::size_t>> places_;  // of each column of the training
};

}  // namespace

std::map<std::string, Format, std::less<>> formats_of(const Table& table) {
  std::map<std::string, Format, std::less<>> formats;
  if (!table.origin) return formats;
  const auto& columns = table.origin->sheet->columns;
  for (std::size_t j = 0; j < columns.size(); ++j)
    formats.emplace(columns[j].name.empty() ? std::to_string(j + 1) : columns[j].name,
                    columns[j].format);
  return formats;
}

std::expected<core::Matrix<double>, std::string> input_rows(const Sheet& sheet,
                                                            const Table& table) {
  if (table.origin) {
    const Wanted wanted{*table.origin->sheet, table.origin->plan, table.origin->inputs};
    return Matcher(sheet, wanted).rows();
  }
  // Rows alone: every input is a number under its name.
  Sheet names;
  names.has_names = !table.names.empty();
  Wanted wanted{names, {}, {}};
  for (Index j = 0; j < table.x.cols() + table.y.cols(); ++j) {
    Column& column = names.columns.emplace_back();
    if (names.has_names) column.name = table.names[static_cast<std::size_t>(j)];
    const bool is_input = j < table.x.cols();
    wanted.plan.columns.push_back({is_input ? Use::input : Use::target, As::number, {}, {}});
    if (is_input) wanted.inputs.push_back({static_cast<std::size_t>(j), 0});
  }
  return Matcher(sheet, wanted).rows();
}

}  // namespace isobath::data
