// SPDX-License-Identifier: MIT
// libFuzzer on the reader of tables: whatever the bytes, a table that make_dataset takes, or one
// sentence in UTF-8. Build with clang++ -fsanitize=fuzzer,address,undefined; corpus/csv seeds it.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "data/csv.hpp"
#include "data/dataset.hpp"
#include "data/text.hpp"

namespace {

using namespace isobath::data;

void require(bool condition) {
  if (!condition) std::abort();
}

void check_sentence(const std::string& sentence) {
  require(!sentence.empty() && sentence.find('\n') == std::string::npos && is_utf8(sentence));
}

void check_table(Table table) {
  require(table.x.rows() > 0 && table.x.rows() <= kMaxTableRows);
  require(table.x.cols() > 0 && table.y.rows() == table.x.rows());
  require(table.x.allFinite() && table.y.allFinite());
  require(table.names.empty() || std::ssize(table.names) == table.x.cols() + table.y.cols());
  for (const std::string& name : table.names) require(is_utf8(name));
  if (table.y.cols() == 0) return;
  Options options;
  options.source = Source::table;
  options.scaling = Scaling::standardize;
  options.split = {1.0, 0.0, 0.0};
  options.table = std::make_shared<const Table>(std::move(table));
  require(make_dataset(options).has_value());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size == 0) return 0;
  // The first byte says how to read the rest.
  CsvOptions options;
  options.inputs_only = (bytes[0] & 1U) != 0;
  if ((bytes[0] & 2U) != 0) options.targets.emplace_back("1");
  if ((bytes[0] & 4U) != 0) options.targets.emplace_back("y");
  const std::string_view text(reinterpret_cast<const char*>(bytes) + 1, size - 1);
  auto table = read_csv(text, options);
  if (table)
    check_table(std::move(*table));
  else
    check_sentence(table.error());
  return 0;
}
