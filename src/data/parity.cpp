// SPDX-License-Identifier: MIT
// The XOR of n bits, the function that depth makes cheap.
#include "core/random.hpp"
#include "data/sources.hpp"

namespace isobath::data {
namespace {

void draw_rows(const Options& options, Table& table) {
  core::Random random(options.seed, kPlaceStream);
  const core::Index last = table.x.cols() - 1;
  for (core::Index i = 0; i < table.x.rows(); ++i) {
    // The bits before the last are free; the last one then brings the parity that is due.
    bool odd = i % 2 == 1;
    for (core::Index bit = 0; bit < last; ++bit) {
      const bool set = random.below(2) == 1;
      table.x(i, bit) = set ? 1.0 : -1.0;
      odd ^= set;
    }
    table.x(i, last) = odd ? 1.0 : -1.0;
    table.y(i, 0) = static_cast<double>(i % 2);
  }
}

void count_rows(Table& table) {
  const core::Index bits = table.x.cols();
  for (core::Index i = 0; i < table.x.rows(); ++i) {
    bool odd = false;
    for (core::Index bit = 0; bit < bits; ++bit) {
      const bool set = ((i >> (bits - 1 - bit)) & 1) == 1;
      table.x(i, bit) = set ? 1.0 : -1.0;
      odd ^= set;
    }
    table.y(i, 0) = odd ? 1.0 : 0.0;
  }
}

}  // namespace

Table draw_parity(const Options& options) {
  const core::Index rows =
      options.all_inputs ? core::Index{1} << options.bits : core::Index{options.examples};
  Table table;
  table.x.resize(rows, options.bits);
  table.y.resize(rows, 1);
  if (options.all_inputs)
    count_rows(table);
  else
    draw_rows(options, table);
  for (int bit = 1; bit <= options.bits; ++bit) table.names.push_back("bit " + std::to_string(bit));
  table.names.emplace_back("parity");
  return table;
}

}  // namespace isobath::data
