// SPDX-License-Identifier: MIT
// A tree as JSON text that people like to read and that brings the same bits back.
#include <algorithm>
#include <cmath>

#include "document/json_tree.hpp"

namespace isobath::document {

namespace {

constexpr std::size_t kLineWidth = 110;  // up to here a value stays on one line

bool is_plain(const OrderedJson& value) { return !value.is_structured(); }

void write_scalar(const OrderedJson& value, std::string& out) {
  if (value.is_number_float()) {
    const double number = value.get<double>();
    const std::string text = number_text(number);
    out += std::isfinite(number) ? text : join({"\"", text, "\""});
  } else {
    out += value.dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
  }
}

void write_name(const std::string& name, std::string& out) {
  write_scalar(OrderedJson(name), out);
  out += ": ";
}

void write_line(const OrderedJson& value, std::string& out) {
  if (is_plain(value)) return write_scalar(value, out);
  const bool list = value.is_array();
  out += list ? '[' : '{';
  bool first = true;
  for (auto item = value.begin(); item != value.end(); ++item) {
    if (!first) out += ", ";
    first = false;
    if (!list) write_name(item.key(), out);
    write_line(*item, out);
  }
  out += list ? ']' : '}';
}

/// Takes the width of the value on one line from `left`; false as soon as nothing is left.
bool take_width(const OrderedJson& value, std::size_t& left) {
  const auto take = [&](std::size_t width) {
    if (width > left) return false;
    left -= width;
    return true;
  };
  if (is_plain(value)) {
    std::string text;
    write_scalar(value, text);
    return take(text.size() + 2);
  }
  for (auto item = value.begin(); item != value.end(); ++item) {
    if (value.is_object() && !take(item.key().size() + 4)) return false;
    if (!take_width(*item, left)) return false;
  }
  return take(2);
}

/// Whatever is short, and lists of plain values of any length: they are rows. The whole document
/// is broken into lines where it has sections.
bool fits_line(const OrderedJson& value, std::size_t column) {
  if (is_plain(value)) return true;
  const bool flat = std::all_of(value.begin(), value.end(), is_plain);
  if (flat && value.is_array()) return true;
  if (!flat && column == 0) return false;
  std::size_t left = kLineWidth - std::min(column, kLineWidth);
  return take_width(value, left);
}

void write_lines(const OrderedJson& value, std::size_t indent, std::size_t column,
                 std::string& out) {
  if (fits_line(value, column)) return write_line(value, out);
  const bool list = value.is_array();
  out += list ? '[' : '{';
  bool first = true;
  for (auto item = value.begin(); item != value.end(); ++item) {
    out += first ? "\n" : ",\n";
    first = false;
    out.append(column + indent, ' ');
    if (!list) write_name(item.key(), out);
    write_lines(*item, indent, column + indent, out);
  }
  out += '\n';
  out.append(column, ' ');
  out += list ? ']' : '}';
}

}  // namespace

std::string tree_text(const OrderedJson& tree, int indent) {
  std::string out;
  if (indent < 0)
    write_line(tree, out);
  else
    write_lines(tree, static_cast<std::size_t>(indent), 0, out);
  return out;
}

}  // namespace isobath::document
