// SPDX-License-Identifier: MIT
// Parsing JSON into a tree, with errors in plain words.
#include "document/json_tree.hpp"

#include <algorithm>

#include "document/json_value.hpp"

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

/// A piece of JSON: a sign, a text in quotes, or a run of anything else.
struct Token {
  std::size_t start = 0;
  std::size_t end = 0;
  bool closed = true;  // false for a text without its second quote
  bool valid = true;   // false for what JSON does not have at all, like tru
};

/// The token that the parser could not use, where it stopped after `position` bytes: the one there,
/// or the one before if its end is what was wrong; or the end of the text. Everything before it was
/// parsed, so that skipping tokens leads there.
Token token_at(std::string_view text, std::size_t position) {
  constexpr std::string_view kSigns = "{}[]:,";
  std::size_t i = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  for (;;) {
    while (i < text.size() && is_space(text[i])) ++i;
    Token token{i, i};
    if (i == text.size()) return token;
    if (text[i] == '"') {
      for (++i; i < text.size() && text[i] != '"'; ++i)
        if (text[i] == '\\') ++i;
      token.closed = i < text.size();
      i = std::min(i + 1, text.size());
    } else if (kSigns.find(text[i]) != std::string_view::npos) {
      ++i;
    } else {
      while (i < text.size() && !is_space(text[i]) && text[i] != '"' &&
             kSigns.find(text[i]) == std::string_view::npos)
        ++i;
    }
    token.end = i;
    if (i + 1 < position) continue;
    const std::string_view piece = text.substr(token.start, i - token.start);
    token.valid = kSigns.find(piece.front()) != std::string_view::npos || Json::accept(piece);
    if (i >= position || !token.valid) return token;
  }
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
  problem_ = join({prefix_, path(), ": appears twice; only one is allowed"});
  return false;
}

std::string TreeBuilder::path() const {
  std::string out;
  for (std::size_t i = 0; i < open_.size(); ++i) {
    if (open_[i]->is_array()) {
      out += join({"[", std::to_string(open_[i]->size() - 1), "]"});
    } else {
      if (!out.empty()) out += '.';
      out += shown(names_[i]);
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

bool TreeBuilder::parse_error(std::size_t position, const std::string&,
                              const Json::exception& error) {
  constexpr int kNumberOverflow = 406;
  const Token token = token_at(text_, position);
  const std::string_view stands = text_.substr(token.start, token.end - token.start);
  const bool within_text = stands.starts_with('"') && !token.valid;
  const std::size_t stop = std::min(position, token.end);
  problem_ = place_in(text_, within_text && token.closed ? stop - 1 : token.start) + ": ";
  if (error.id == kNumberOverflow)
    problem_ += join({shown(stands), " is too large for a number"});
  else if (within_text && token.closed)
    problem_ += join({in_quotes(text_.substr(token.start + 1, stop - token.start - 1)),
                      " is not how a text in quotes may go on"});
  else if (within_text)
    problem_ += join({in_quotes(stands.substr(1)), " is a text whose second quote is missing"});
  else if (stands.empty())
    problem_ += join({"the text ends where ", wanted_before(token.start), " is expected"});
  else
    problem_ += join({stands.starts_with('"') ? in_quotes(stands.substr(1, stands.size() - 2))
                                              : in_quotes(stands),
                      " found where ", wanted_before(token.start), " is expected"});
  return false;
}

std::expected<Json, Problem> parse_tree(std::string_view text) {
  if (const auto nul = text.find('\0'); nul != std::string_view::npos)
    return std::unexpected(place_in(text, nul) + ": a zero byte; JSON is text");
  TreeBuilder builder(text);
  // Json::sax_parse would bring the readers of four binary formats along.
  auto input = nlohmann::detail::input_adapter(text.begin(), text.end());
  nlohmann::detail::parser<Json, decltype(input)> parser(std::move(input), nullptr, false);
  if (!parser.sax_parse(&builder)) return std::unexpected(builder.problem());
  return std::move(builder.root());
}

nlohmann::json json_value(std::string_view text) {
  return parse_tree(text).value_or(Json(Json::value_t::discarded));
}

std::string described(const Json& value) {
  if (value.is_null()) return "null";
  if (value.is_boolean()) return value.get<bool>() ? "true" : "false";
  if (value.is_number()) return number_text(value.get<double>());
  if (value.is_string()) return in_quotes(value.get_ref<const std::string&>());
  return value.is_array() ? "a list" : "an object";
}

}  // namespace isobath::document
