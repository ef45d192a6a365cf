// SPDX-License-Identifier: MIT
// Predictions for rows of a table.
#include <array>
#include <charconv>
#include <iostream>

#include "app/run/run.hpp"
#include "cli/commands.hpp"
#include "data/predict_rows.hpp"

namespace isobath::cli {

namespace {

using core::Matrix;

/// The rows as the network's inputs: points of the plane where there is one, else the inputs
/// themselves.
std::expected<Matrix<double>, std::string> network_inputs(const data::Options& options,
                                                          const data::Dataset& dataset,
                                                          const data::Sheet& sheet) {
  if (options.source == data::Source::table) {
    auto rows = data::input_rows(sheet, *options.table);
    if (!rows) return std::unexpected("--input: " + rows.error());
    return data::scaled_inputs(dataset, *rows);
  }
  const bool planar = data::is_planar(options.source);
  const core::Index expected = planar ? 2 : dataset.inputs();
  const auto columns = std::ssize(sheet.columns);
  if (columns != expected)
    return std::unexpected(
        "--input: " + std::to_string(columns) + " columns do not fit the " +
        std::to_string(expected) +
        (planar ? " coordinates x1, x2 of the plane" : " inputs of the document's data"));
  Matrix<double> rows(sheet.rows, expected);
  for (core::Index j = 0; j < expected; ++j) {
    const data::Column& column = sheet.columns[static_cast<std::size_t>(j)];
    const std::string about =
        "--input: " + data::describe_column(sheet, static_cast<std::size_t>(j));
    if (!column.fault.empty()) return std::unexpected("--input: " + column.fault);
    if (column.numbers.empty()) return std::unexpected(about + " has no numbers");
    if (column.missing() > 0)
      return std::unexpected(about + " has missing values, which only a table can fill");
    for (core::Index i = 0; i < sheet.rows; ++i)
      rows(i, j) = column.numbers[static_cast<std::size_t>(i)];
  }
  return planar ? data::planar_inputs(options, dataset, rows.transpose())
                : data::scaled_inputs(dataset, rows);
}

void write_number(double value, core::Precision precision, std::ostream& out) {
  std::array<char, 64> text{};
  // As many digits as the number format has.
  const auto end = precision == core::Precision::twofold
                       ? std::to_chars(text.begin(), text.end(), value)
                       : std::to_chars(text.begin(), text.end(), static_cast<float>(value));
  out.write(text.data(), end.ptr - text.data());
}

/// A cell of CSV, in quotes where it needs them.
std::string cell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + "\"";
}

/// What each output says: a class, or a target; nothing where the table has no names.
std::vector<std::string> header_of(const data::Options& options, const data::Dataset& dataset) {
  if (options.source != data::Source::table || options.table->names.empty()) return {};
  if (dataset.class_names.empty()) return dataset.target_names;
  // A single output is the probability of the second of two.
  return dataset.targets() == 1 ? std::vector{dataset.class_names[1]} : dataset.class_names;
}

}  // namespace

Status predict(const Source& source, const std::string& input, std::ostream& out) {
  const auto document = read_document(source);
  if (!document) return std::unexpected(document.error());
  auto run = app::Run::begin(*document);
  if (!run) return std::unexpected(run.error());
  const data::Options& options = document->data;
  const data::Dataset& dataset = (*run)->dataset();
  const bool of_table = options.source == data::Source::table;
  const auto read =
      read_inputs(input, source.table.encoding, of_table ? options.table->origin : nullptr);
  if (!read) return std::unexpected(read.error());
  const auto inputs = network_inputs(options, dataset, read->sheet);
  if (!inputs) return std::unexpected(inputs.error());
  std::vector<std::string> told = read->notes;
  if (of_table)
    for (std::string& sentence : data::told_formats(read->sheet, *options.table))
      told.push_back(std::move(sentence));
  for (const std::string& note : told)
    std::cerr << "isobath-cli: " << input << ": " << note << '\n';
  Matrix<double> outputs = (*run)->predict(*inputs);
  if (dataset.scales_targets()) outputs = data::in_own_units(dataset, outputs);
  const std::vector<std::string> header = header_of(options, dataset);
  for (std::size_t k = 0; k < header.size(); ++k) out << (k > 0 ? "," : "") << cell(header[k]);
  if (!header.empty()) out << '\n';
  for (core::Index example = 0; example < outputs.cols(); ++example) {
    for (core::Index k = 0; k < outputs.rows(); ++k) {
      if (k > 0) out << ',';
      write_number(outputs(k, example), document->precision, out);
    }
    out << '\n';
  }
  return kDone;
}

}  // namespace isobath::cli
