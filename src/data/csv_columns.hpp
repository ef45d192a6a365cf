// SPDX-License-Identifier: MIT
// What a column of a table turns out to be, decided by all of its cells.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "data/cells.hpp"
#include "data/sheet.hpp"

namespace isobath::data {

/// A cell that is named in a sentence.
struct Seen {
  std::string text;
  std::size_t line = 0;  // 0: none was seen
  void note(std::string_view cell, std::size_t at);
  std::string place() const { return "line " + std::to_string(line) + ", "; }
};

/// Gathers what the cells of a column are. Plain numbers are kept at once; where there are other
/// cells, all are read a second time when it is known what they are.
class ColumnTally {
 public:
  void add(std::string_view text, std::size_t line, std::string& room);
  void reserve(std::size_t rows) { rows_ = rows; }

  /// Are the numbers of the column certain to have a comma as the decimal sign, or a point beside
  /// commas?
  bool has_decimal_comma() const {
    return numbers_ > 0 && others_ == 0 && can_be_comma() && !point_;
  }
  /// Does a comma stand in any of its numbers, whatever it means?
  bool has_comma() const { return has_comma_; }
  bool has_point_with_comma() const {
    return numbers_ > 0 && others_ == 0 && point_ && !can_be_comma();
  }

  /// What decides where the column itself does not.
  struct Evidence {
    bool decimal_comma = false;
    const Column* known = nullptr;  // what it was when the network was trained
  };
  /// Sets kind, format, fault and, of plain numbers, the numbers of `column`. True if its cells are
  /// to be read again.
  bool decide(const Evidence& evidence, const std::string& about, Column& column);

 private:
  // A point in plain numbers parts thousands if the comma is the decimal sign, and nothing else
  // may.
  bool can_be_comma() const {
    const bool other = comma_thousands_ != '\0' && comma_thousands_ != '.';
    return comma_ && !(first_point_.line != 0 && other);
  }
  void add_number(const NumberLook& look, std::string_view text, std::size_t line);
  void add_other(std::string_view text, std::size_t line);
  bool decide_number(const Evidence& evidence, const std::string& about, Column& column);
  bool decide_date(const Evidence& evidence, Column& column) const;
  void as_words(Column& column);

  std::vector<double> values_;
  std::size_t rows_ = 0;
  // Cells: plain numbers, other numbers, what is neither, and of these dates and booleans.
  std::size_t plain_ = 0, numbers_ = 0, others_ = 0, dates_ = 0, booleans_ = 0;
  bool point_ = true, comma_ = true;  // which decimal sign is possible
  bool has_sign_ = false;             // a point or comma in another number
  bool has_comma_ = false;            // likewise a comma
  char point_thousands_ = '\0', comma_thousands_ = '\0';
  std::string unit_;
  bool known_units_ = true;
  Seen first_unit_, other_unit_, first_other_, no_point_, no_comma_;
  Seen first_point_;  // in a plain number
  unsigned date_orders_ = ~0U;
};

/// Reads the cells of a column whose kind and format are decided.
class ColumnFiller {
 public:
  /// Sentences are `about` the column.
  ColumnFiller(Column& column, std::string about);
  void add(std::string_view text, std::size_t line, std::string& room);
  /// Words into their own order; what the numbers are.
  void finish();

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };
  void add_word(std::string_view text, std::size_t line);
  void add_number(std::optional<double> number, std::string_view text, std::size_t line);

  Column& column_;
  std::string about_;
  std::unordered_map<std::string, std::int32_t, Hash, std::equal_to<>> places_;
  bool too_many_ = false;
};

/// Whether a column of these values only tells the rows apart, going by its name.
bool is_id(const Column& column, bool first);

}  // namespace isobath::data
