// SPDX-License-Identifier: MIT
// JSON text as a tree and back. Only for this room's own source files: nlohmann/json stays here.
#pragma once

#include <cstddef>
#include <expected>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "document/sentence.hpp"

namespace isobath::document {

using Json = nlohmann::json;                 // read: names sorted, looked up fast
using OrderedJson = nlohmann::ordered_json;  // written: names in the order of the table

inline constexpr std::size_t kMaxNesting = 32;

/// Builds a tree from a parser's events. Refuses what a document never needs: lists and objects
/// nested more than kMaxNesting deep (a tree is destroyed recursively), one name twice.
class TreeBuilder {
 public:
  /// `text` is what is parsed, to say where an error is; `prefix` begins other problems.
  explicit TreeBuilder(std::string_view text, std::string_view prefix = "")
      : text_(text), prefix_(prefix) {}

  Json& root() { return root_; }
  const Problem& problem() const { return problem_; }

  // The events, under the names that nlohmann's parser calls.
  bool null() { return put(nullptr); }
  bool boolean(bool value) { return put(value); }
  bool number_integer(Json::number_integer_t value) { return put(value); }
  bool number_unsigned(Json::number_unsigned_t value) { return put(value); }
  bool number_float(Json::number_float_t value, const std::string&) { return put(value); }
  bool string(std::string& value) { return put(std::move(value)); }
  bool binary(Json::binary_t&) { return false; }
  bool start_object(std::size_t) { return open(Json::object()); }
  bool key(std::string& name);
  bool end_object() { return close(); }
  bool start_array(std::size_t) { return open(Json::array()); }
  bool end_array() { return close(); }
  bool parse_error(std::size_t position, const std::string&, const Json::exception& error);

 private:
  bool put(Json value);
  bool open(Json value);
  bool close();
  Json* place(Json value);
  std::string path() const;
  std::string_view wanted_before(std::size_t token_start) const;

  std::string_view text_;
  std::string_view prefix_;
  Json root_;
  std::vector<Json*> open_;         // the lists and objects around the present place
  std::vector<std::string> names_;  // for each of them the present name; "" in a list
  bool done_ = false;
  Problem problem_;
};

/// JSON text as a tree; errors are sentences with line and column, or a field's path.
std::expected<Json, Problem> parse_tree(std::string_view text);

/// What stands there, for a sentence: a number as it is, text in quotes, "a list", "an object".
std::string described(const Json& value);

/// The tree as text: lists of plain values on one line, everything on one line if `indent` < 0.
/// Numbers in their shortest form, non-finite ones as the strings "NaN", "Infinity", "-Infinity".
std::string tree_text(const OrderedJson& tree, int indent);

}  // namespace isobath::document
