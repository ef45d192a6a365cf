// SPDX-License-Identifier: MIT
// Parsing JSON into a tree, with errors in plain words.
#include "document/json_tree.hpp"

#include <algorithm>

namespace isobath::document {

namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// "line 3, column 7" of the byte at `offset`; columns count characters, both from 1.
std::string place_in(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const auto newline = before.rfind('\n');
  const std::string_view row =
      newline == std::string_view::npos ? before : before.substr(newline + 1);
  const auto column = 1 + std::count_if(row.begin(), row.end(), [](char c) {
                        return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
                      });
  return join({"line ", std::to_string(line), ", column ", std::to_string(column)});
}

/// Bytes of the text that the parser's token stands for: it spells control characters <U+000A>.
std::size_t token_bytes(std::string_view token) {
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < token.size(); ++bytes)
    i += token.substr(i).starts_with("<U+00") && token.substr(i, 8).ends_with('>') ? 8 : 1;
  return bytes;
}

}  // namespace

Json* TreeBuilder::place(Json value) {
  if (open_.empty()) {
    root_ = std::move(value);
    return &root_;
  }
  Json& parent = *open_.back();
  if (parent.is_array()) {
    parent.push_back(std::move(value));
    return &parent.back();
  }
  Json& slot = parent[names_.back()];
  slot = std::move(value);
  return &slot;
}

bool TreeBuilder::put(Json value) {
  place(std::move(value));
  done_ = open_.empty();
  return true;
}

bool TreeBuilder::open(Json value) {
  if (open_.size() == kMaxNesting) {
    problem_ =
        join({prefix_.empty() ? "document: " : prefix_, "lists and objects are nested more than ",
              std::to_string(kMaxNesting), " deep, which no field is"});
    return false;
  }
  open_.push_back(place(std::move(value)));
  names_.emplace_back();
  return true;
}

bool TreeBuilder::close() {
  open_.pop_back();
  names_.pop_back();
  done_ = open_.empty();
  return true;
}

bool TreeBuilder::key(std::string& name) {
  names_.back() = std::move(name);
  if (!open_.back()->contains(names_.back())) return true;
  problem_ = join({prefix_, path(), ": stands twice, may stand once"});
  return false;
}

std::string TreeBuilder::path() const {
  std::string out;
  for (std::size_t i = 0; i < open_.size(); ++i) {
    if (open_[i]->is_array()) {
      out += join({"[", std::to_string(open_[i]->size() - 1), "]"});
    } else {
      if (!out.empty()) out += '.';
      const std::string shown = in_quotes(names_[i]);
      out += shown.substr(1, shown.size() - 2);
    }
  }
  return out;
}

std::string_view TreeBuilder::wanted_before(std::size_t token_start) const {
  if (done_) return "the end of the text";
  if (open_.empty()) return "an object in braces";
  std::size_t i = std::min(token_start, text_.size());
  while (i > 0 && is_space(text_[i - 1])) --i;
  const char before = i > 0 ? text_[i - 1] : ' ';
  const Json& around = *open_.back();
  if (around.is_array()) {
    if (before == '[') return "a value or ]";
    return before == ',' ? "a value" : "a comma or ]";
  }
  if (before == '{') return "a name in quotes or }";
  if (before == ':') return "a value";
  if (before == ',') return "a name in quotes";
  // After its name a member is not in the tree yet; after its value it is.
  return around.contains(names_.back()) ? "a comma or }" : "a colon";
}

bool TreeBuilder::parse_error(std::size_t position, const std::string& token,
                              const Json::exception& error) {
  constexpr int kNumberOverflow = 406;
  const bool at_end = position > text_.size();
  const std::size_t end = std::min(position, text_.size());
  const std::size_t start = end - std::min(end, token_bytes(token));
  const std::string_view stands = text_.substr(start, end - start);
  const bool broken_text =
      stands.starts_with('"') && (at_end || stands.size() < 2 || !stands.ends_with('"'));
  problem_ = place_in(text_, start) + ": ";
  if (error.id == kNumberOverflow)
    problem_ += join({stands, " is too large for a number"});
  else if (broken_text && at_end)
    problem_ +=
        join({"the text ends within ", in_quotes(stands.substr(1)), ", whose quote is open"});
  else if (broken_text)
    problem_ += join({"the text in quotes holds at its end what JSON does not allow there: ",
                      in_quotes(stands.substr(1))});
  else if (at_end)
    problem_ += join({"the text ends where ", wanted_before(end), " is wanted"});
  else
    problem_ += join({in_quotes(stands), " stands where ", wanted_before(start), " is wanted"});
  return false;
}

std::expected<Json, Problem> parse_tree(std::string_view text) {
  if (const auto nul = text.find('\0'); nul != std::string_view::npos)
    return std::unexpected(place_in(text, nul) + ": a zero byte stands there, JSON is text");
  TreeBuilder builder(text);
  if (!Json::sax_parse(text, &builder)) return std::unexpected(builder.problem());
  return std::move(builder.root());
}

std::string described(const Json& value) {
  if (value.is_null()) return "null";
  if (value.is_boolean()) return value.get<bool>() ? "true" : "false";
  if (value.is_number()) return number_text(value.get<double>());
  if (value.is_string()) return in_quotes(value.get_ref<const std::string&>());
  return value.is_array() ? "a list" : "an object";
}

}  // namespace isobath::document
