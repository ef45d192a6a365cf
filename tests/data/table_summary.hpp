// SPDX-License-Identifier: MIT
// What becomes of a table, on one line.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "data/csv.hpp"
#include "data/text.hpp"

namespace isobath::tests {

/// Names, how many rows and inputs, the first row, and what was told; or the sentence it is refused
/// with.
inline std::string table_summary(std::string_view bytes) {
  using namespace isobath::data;
  auto read = read_sheet(bytes);
  if (!read) return read.error();
  const auto sheet = std::make_shared<const Sheet>(std::move(read->sheet));
  const auto plan = plan_table(*sheet, {});
  if (!plan) return plan.error();
  const auto table = make_table(sheet, {});
  if (!table) return table.error();
  std::string text;
  const auto add = [&](const auto& values, auto shown) {
    for (const auto& value : values)
      text += (text.empty() || text.ends_with(' ') ? "" : " ") + shown(value);
  };
  const auto as_is = [](const std::string& name) { return name; };
  const auto number = [](double value) { return to_text(value); };
  add(table->names, as_is);
  text += text.empty() ? "" : " ";
  text += std::to_string(table->x.rows()) + "x" + std::to_string(table->x.cols()) + ": ";
  add(table->x.row(0), number);
  text += " -> ";
  add(table->y.row(0), number);
  std::vector<std::string> told_all = read->notes;
  for (std::string& sentence : told(*sheet, *plan, *table))
    if (!sentence.contains("is the target: it is the last"))
      told_all.push_back(std::move(sentence));
  for (const std::string& sentence : told_all) text += "; " + sentence;
  return text;
}

}  // namespace isobath::tests
