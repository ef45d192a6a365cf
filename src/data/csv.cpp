// SPDX-License-Identifier: MIT
// Reading a table from beginning to end.
#include "data/csv.hpp"

#include "data/csv_reading.hpp"

namespace isobath::data {

std::expected<ReadSheet, std::string> read_sheet(std::string_view bytes,
                                                 const CsvOptions& options) {
  CsvReading reading(bytes, options);
  while (reading.advance())
    if (options.progress && !options.progress(reading.progress()))
      return std::unexpected("reading the table was cancelled");
  auto read = reading.take();
  if (read && options.progress) options.progress(1.0);
  return read;
}

std::expected<Table, std::string> read_csv(std::string_view bytes, const CsvOptions& options) {
  auto read = read_sheet(bytes, options);
  if (!read) return std::unexpected(std::move(read.error()));
  return make_table(std::make_shared<const Sheet>(std::move(read->sheet)), options.choices);
}

}  // namespace isobath::data
