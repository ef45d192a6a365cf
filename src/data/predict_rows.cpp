// SPDX-License-Identifier: MIT
// Another sheet as the inputs that the network was trained with.
#include "data/predict_rows.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "data/cells.hpp"
#include "data/dates.hpp"
#include "data/match_columns.hpp"
#include "data/text.hpp"

namespace isobath::data {
namespace {

using core::Index;

// Where rows alone come from: every input is a number under its name.
std::shared_ptr<const TableOrigin> numbers_alone(const Table& table) {
  auto sheet = std::make_shared<Sheet>();
  auto origin = std::make_shared<TableOrigin>();
  sheet->has_names = !table.names.empty();
  for (Index j = 0; j < table.x.cols() + table.y.cols(); ++j) {
    Column& column = sheet->columns.emplace_back();
    if (sheet->has_names) column.name = table.names[static_cast<std::size_t>(j)];
    const bool is_input = j < table.x.cols();
    origin->plan.columns.push_back({is_input ? Use::input : Use::target, As::number, {}, {}});
    if (is_input) origin->inputs.push_back({static_cast<std::size_t>(j), 0});
  }
  origin->sheet = std::move(sheet);
  return origin;
}

class Matcher {
 public:
  Matcher(const Sheet& given, const TableOrigin& wanted) : given_(given), wanted_(wanted) {}

  std::expected<core::Matrix<double>, std::string> rows() {
    auto places = match_columns(given_, *wanted_.sheet, wanted_.plan);
    if (!places) return std::unexpected(std::move(places.error()));
    places_ = std::move(*places);
    core::Matrix<double> x(given_.rows, std::ssize(wanted_.inputs));
    for (std::size_t i = 0; i < wanted_.inputs.size(); ++i)
      if (auto fault = write(i, x); !fault.empty()) return std::unexpected(fault);
    return x;
  }

 private:
  // The input i of all rows.
  std::string write(std::size_t i, core::Matrix<double>& x) {
    const Derived derived = wanted_.inputs[i];
    const Column& trained = wanted_.sheet->columns[derived.column];
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
    if (auto fault = check_unit(place, trained); !fault.empty()) return fault;
    if (trained.has_words()) return write_words(place, trained, as, derived.part, values);
    if (column.has_words()) return not_a_number(place);
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

  // Nobody knows that a g is not a kg once it is a number.
  std::string check_unit(std::size_t place, const Column& trained) const {
    const std::string& here = given_.columns[place].format.unit;
    const std::string& there = trained.format.unit;
    if (here.empty() || there.empty() || here == there) return "";
    return describe_column(given_, place) + ": the unit is " + quoted(here) + " and was " +
           quoted(there) + " in the training; write all in " + quoted(there);
  }

  template <class Values>
  std::string write_words(std::size_t place, const Column& trained, As as, std::size_t part,
                          Values values) const {
    const Column& column = given_.columns[place];
    const std::size_t wanted = as == As::binary ? 1 : part;
    // Which word of the training each word here is; a number is its text.
    // Of booleans each spelling is the word that the training has for it.
    const bool booleans = trained.kind == ColumnKind::boolean;
    const auto rank_of = [&](std::string_view word) -> std::optional<std::size_t> {
      auto found = std::ranges::find(trained.words, word);
      const auto truth = booleans ? read_boolean(word) : std::nullopt;
      if (truth && found == trained.words.end())
        found = std::ranges::find_if(
            trained.words, [&](const std::string& known) { return read_boolean(known) == truth; });
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
    const std::vector<std::string> words = value_names(trained);
    for (std::size_t k = 0; k < std::min(words.size(), kMost); ++k)
      known += (k > 0 ? ", " : "") + quoted(words[k]);
    return (line ? "line " + std::to_string(*line) + ", " : "") + describe_column(given_, place) +
           ": " + quoted(word) + " did not occur in the training, which knows " + known +
           (words.size() > kMost ? ", …" : "");
  }

  std::string not_a_number(std::size_t place) const {
    const Column& column = given_.columns[place];
    const std::size_t first = first_non_number(column);
    const std::string line =
        column.word_lines.empty() ? "" : "line " + std::to_string(column.word_lines[first]) + ", ";
    return line + describe_column(given_, place) + ": " + quoted(column.words[first]) +
           " is not a number, as the network was trained with";
  }

  const Sheet& given_;
  const TableOrigin& wanted_;
  Places places_;  // of each column of the training
};

}  // namespace

std::expected<core::Matrix<double>, std::string> input_rows(const Sheet& sheet,
                                                            const Table& table) {
  const auto origin = table.origin ? table.origin : numbers_alone(table);
  return Matcher(sheet, *origin).rows();
}

std::vector<std::string> told_formats(const Sheet& sheet, const Table& table) {
  const auto origin = table.origin ? table.origin : numbers_alone(table);
  const auto places = match_columns(sheet, *origin->sheet, origin->plan);
  std::vector<std::string> sentences;
  for (std::size_t j = 0; places && j < places->size(); ++j) {
    if (!(*places)[j]) continue;
    const Format& format = sheet.columns[*(*places)[j]].format;
    const std::string read = describe_format(format);
    if (!read.empty() && format != origin->sheet->columns[j].format)
      sentences.push_back(describe_column(sheet, *(*places)[j]) + ": " + read);
  }
  return sentences;
}

}  // namespace isobath::data
