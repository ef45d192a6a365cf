// SPDX-License-Identifier: MIT
// Single cells of a table: what they may be read as, and how they are read once it is decided.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "data/sheet.hpp"

namespace isobath::data {

/// The text without blanks around it, with signs that look like others written as those: no-break
/// and thin blanks, the minus of Unicode, full-width figures. In `text` itself where nothing is to
/// be done, else in `room`.
std::string_view plain_signs(std::string_view text, std::string& room);

/// A number as it is written everywhere: sign, digits, a point, an exponent. As parse_number, but
/// fast.
std::optional<double> read_plain_number(std::string_view text);

/// What a cell is as a number that may carry a unit and signs between its thousands.
struct NumberLook {
  bool is_number = false;                               // with one decimal sign or the other
  bool with_point = false, with_comma = false;          // it is one with this decimal sign
  char point_thousands = '\0', comma_thousands = '\0';  // what then parts thousands
  std::string_view unit;                                // before or behind it
};
NumberLook look_at_number(std::string_view text);

/// The number, written so; nothing where it is written in another way.
std::optional<double> read_number(std::string_view text, const Format& format);

/// Of a column of words the place of the first, in the order of the rows, that is no number, for
/// sentences; if all are numbers, of the first.
std::size_t first_non_number(const Column& column);

/// 0 for no and 1 for yes in one of the usual pairs of words; nothing for other words.
std::optional<int> read_boolean(std::string_view text);

/// As is_missing, and also - . -- and their like.
bool is_missing_cell(std::string_view text);

}  // namespace isobath::data
