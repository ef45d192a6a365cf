// SPDX-License-Identifier: MIT
// Parts that every sentence to the user is made of: numbers, quoted text, likeness of words.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace isobath::document {

/// A sentence saying what is wrong, beginning with the field's path; "" if nothing is.
using Problem = std::string;

/// Text that reads back as the same double, as short as JSON spells it: "0.1", "1e-8", "-0.0";
/// whole numbers with all their digits. Non-finite numbers as NaN, Infinity, -Infinity (without
/// quotes).
std::string number_text(double value);

/// `text` on one line, cut after some 40 characters; never broken UTF-8.
std::string shown(std::string_view text);
/// The same in double quotes.
std::string in_quotes(std::string_view text);

/// "a, b, c"
std::string listed(std::span<const std::string_view> words);

/// Insertions, deletions, replacements and swaps of neighbours between two words, of which at most
/// the first 64 bytes count.
std::size_t edit_distance(std::string_view a, std::string_view b);

std::string join(std::initializer_list<std::string_view> parts);

}  // namespace isobath::document
