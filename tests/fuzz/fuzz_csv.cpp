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
#include "data/predict_rows.hpp"
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
  require(table.y.allFinite() && (table.origin != nullptr || table.x.allFinite()));
  require(table.names.empty() || std::ssize(table.names) == table.x.cols() + table.y.cols());
  for (const std::string& name : table.names) require(is_utf8(name));
  // The sheet makes the same table again, and its own rows can be predicted for.
  const auto again = make_table(sheet_of(table), choices_of(table));
  require(again.has_value() && again->x.rows() == table.x.rows());
  const auto rows = input_rows(*sheet_of(table), table);
  require(rows.has_value() && rows->cols() == table.x.cols());
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
  // The first byte says what is asked of the rest.
  CsvOptions options;
  const auto asked = [&](unsigned bit) { return (bytes[0] >> bit & 1U) != 0; };
  if (asked(0)) options.choices.push_back({"2", {}, As::one_hot, {}});
  if (asked(1)) options.choices.push_back({"1", Use::target, {}, {}});
  if (asked(2)) options.choices.push_back({"y", Use::target, {}, {}});
  if (asked(3)) options.choices.push_back({"2", {}, {}, Missing::drop});
  if (asked(4)) options.choices.push_back({"3", Use::drop, {}, {}});
  if (asked(5)) options.encoding = asked(6) ? "cp949" : "windows-1252";
  const std::string_view text(reinterpret_cast<const char*>(bytes) + 1, size - 1);
  auto table = read_csv(text, options);
  if (table)
    check_table(std::move(*table));
  else
    check_sentence(table.error());
  return 0;
}
