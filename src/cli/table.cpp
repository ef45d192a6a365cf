// SPDX-License-Identifier: MIT
// How a table would be read, as a command.
#include <iostream>

#include "cli/commands.hpp"
#include "cli/number.hpp"

namespace isobath::cli {

Status table(const TableSource& source, std::ostream& out) {
  const auto opened = open_table(source);
  if (!opened) return std::unexpected(opened.error());
  constexpr std::size_t kExamples = 3;
  const auto& columns = opened->sheet->columns;
  for (std::size_t j = 0; j < columns.size(); ++j) {
    const data::Column& column = columns[j];
    const data::ColumnPlan& plan = opened->plan.columns[j];
    Json line{{"column", j + 1},
              {"name", column.name},
              {"kind", core::name(column.kind)},
              {"examples", data::examples_of(column, kExamples)},
              {"missing", column.has_values() ? Json(column.missing()) : Json()},
              {"use", core::name(plan.use)}};
    if (plan.use != data::Use::drop) line["as"] = core::name(plan.as);
    if (plan.use == data::Use::input && column.missing() > 0)
      line["missing_rows"] = core::name(plan.missing);
    if (column.has_words()) line["words"] = column.words.size();
    if (const auto read = data::describe_format(column.format); !read.empty()) line["read"] = read;
    if (!plan.why.empty()) line["why"] = plan.why;
    out << line.dump() << '\n';
  }
  for (const std::string& sentence : opened->told)
    std::cerr << "isobath-cli: " << source.path << ": " << sentence << '\n';
  return kDone;
}

}  // namespace isobath::cli
