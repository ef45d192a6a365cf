// SPDX-License-Identifier: MIT
// Writing is plain; reading first finds the rows, then the numbers in each.
#include "app/stepper/matrix_text.hpp"

#include <cmath>
#include <limits>
#include <optional>
#include <vector>

#include "data/text.hpp"
#include "document/sentence.hpp"

namespace isobath::app {

using core::Index;
using core::Matrix;
using document::join;

namespace {

using Row = std::vector<double>;

std::string number_in(double value, MatrixFormat format) {
  if (std::isfinite(value)) return document::number_text(value);
  const bool negative = value < 0.0;
  switch (format) {
    case MatrixFormat::numpy:
      return std::isnan(value) ? "np.nan" : negative ? "-np.inf" : "np.inf";
    case MatrixFormat::csv:
      return std::isnan(value) ? "nan" : negative ? "-inf" : "inf";
    case MatrixFormat::latex:
      return std::isnan(value) ? "\\mathrm{NaN}" : negative ? "-\\infty" : "\\infty";
  }
  return {};
}

std::string row_in(const Matrix<double>& values, Index row, std::string_view between,
                   MatrixFormat format) {
  std::string text;
  for (Index column = 0; column < values.cols(); ++column) {
    if (column > 0) text += between;
    text += number_in(values(row, column), format);
  }
  return text;
}

std::optional<double> number_of(std::string_view word) {
  bool negative = false;
  std::string_view size = word;
  if (!size.empty() && (size.front() == '-' || size.front() == '+')) {
    negative = size.front() == '-';
    size.remove_prefix(1);
  }
  if (size.starts_with("np.")) size.remove_prefix(3);
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  if (size == "nan" || size == "NaN" || size == "\\mathrm{NaN}") return std::nan("");
  if (size == "inf" || size == "Infinity" || size == "\\infty")
    return negative ? -kInfinity : kInfinity;
  // NumPy prints 1.0 as "1."
  return data::parse_number(word);
}

/// The words of a row: what stands between separators.
std::expected<Row, std::string> read_row(std::string_view text, std::string_view separators,
                                         std::size_t number) {
  Row row;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t first = text.find_first_not_of(separators, at);
    if (first == std::string_view::npos) break;
    const std::size_t end = std::min(text.find_first_of(separators, first), text.size());
    const std::string_view word = text.substr(first, end - first);
    const auto value = number_of(word);
    if (!value)
      return std::unexpected(join(
          {"row ", std::to_string(number), ": ", document::in_quotes(word), " is not a number"}));
    row.push_back(*value);
    at = end;
  }
  return row;
}

/// What stands between the innermost brackets of NumPy's code or print.
std::vector<std::string_view> bracketed_rows(std::string_view text) {
  std::vector<std::string_view> rows;
  std::size_t open = std::string_view::npos;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '[') open = at + 1;
    if (text[at] != ']' || open == std::string_view::npos) continue;
    rows.push_back(text.substr(open, at - open));
    open = std::string_view::npos;
  }
  return rows;
}

std::vector<std::string_view> split(std::string_view text, std::string_view mark) {
  std::vector<std::string_view> rows;
  for (;;) {
    const std::size_t end = text.find(mark);
    rows.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return rows;
    text.remove_prefix(end + mark.size());
  }
}

/// What stands between \begin{…matrix} and \end.
std::vector<std::string_view> latex_rows(std::string_view text) {
  const std::size_t begin = text.find('}', text.find("\\begin{"));
  if (begin == std::string_view::npos) return {};
  text.remove_prefix(begin + 1);
  return split(text.substr(0, text.find("\\end{")), "\\\\");
}

std::string shape_text(Index rows, Index columns) {
  return join({"(", std::to_string(rows), ", ", std::to_string(columns), ")"});
}

}  // namespace

std::string to_text(const Matrix<double>& values, MatrixFormat format) {
  std::string text;
  for (Index row = 0; row < values.rows(); ++row) {
    const bool last = row + 1 == values.rows();
    switch (format) {
      case MatrixFormat::numpy:
        text += row == 0 ? "np.array([[" : "          [";
        text += row_in(values, row, ", ", format) + (last ? "]])\n" : "],\n");
        break;
      case MatrixFormat::csv:
        text += row_in(values, row, ",", format) + '\n';
        break;
      case MatrixFormat::latex:
        if (row == 0) text += "\\begin{bmatrix}\n";
        text += "  " + row_in(values, row, " & ", format) + (last ? "\n" : " \\\\\n");
        if (last) text += "\\end{bmatrix}\n";
        break;
    }
  }
  return text;
}

std::expected<Matrix<double>, std::string> read_matrix(std::string_view text) {
  const bool latex = text.find("\\begin{") != std::string_view::npos;
  const bool brackets = !latex && text.find('[') != std::string_view::npos;
  const std::vector<std::string_view> lines = latex      ? latex_rows(text)
                                              : brackets ? bracketed_rows(text)
                                                         : split(text, "\n");
  std::vector<Row> rows;
  for (const std::string_view line : lines) {
    auto row = read_row(line, latex ? "& \t\r\n" : ",; \t\r\n", rows.size() + 1);
    if (!row) return std::unexpected(row.error());
    if (row->empty()) continue;
    if (!rows.empty() && row->size() != rows.front().size())
      return std::unexpected(join({"row ", std::to_string(rows.size() + 1), ": ",
                                   std::to_string(row->size()), " numbers are not the ",
                                   std::to_string(rows.front().size()), " of the first row"}));
    rows.push_back(std::move(*row));
  }
  if (rows.empty()) return std::unexpected("there are no numbers in it");
  Matrix<double> values(static_cast<Index>(rows.size()), static_cast<Index>(rows[0].size()));
  for (Index i = 0; i < values.rows(); ++i)
    for (Index j = 0; j < values.cols(); ++j)
      values(i, j) = rows[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)];
  return values;
}

std::expected<Matrix<double>, std::string> read_matrix_for(std::string_view text,
                                                           std::string_view name, Index rows,
                                                           Index columns) {
  auto values = read_matrix(text);
  if (!values) return std::unexpected(join({name, ": ", values.error()}));
  const bool turned = values->rows() == columns && values->cols() == rows;
  if (values->rows() == rows && values->cols() == columns) return values;
  if (turned && (rows == 1 || columns == 1)) return Matrix<double>(values->transpose());
  return std::unexpected(
      join({name, ": ", shape_text(values->rows(), values->cols()), " is not ",
            shape_text(rows, columns), turned ? "; its transpose would fit" : ""}));
}

}  // namespace isobath::app
