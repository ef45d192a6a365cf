// SPDX-License-Identifier: MIT
// Rows that are alike fall on one point of any line: sorted by where they fall, only neighbours
// have to be compared.
#include "app/run/symmetry.hpp"

#include <algorithm>
#include <cmath>

namespace isobath::app {

namespace {

/// Numbers in [0.5, 1.5) without a pattern (golden ratio), so that different rows rarely fall on
/// one point.
double direction(std::size_t index) {
  const double turn = 0.6180339887498949 * static_cast<double>(index + 1);
  return 0.5 + (turn - std::floor(turn));
}

}  // namespace

template <class Scalar>
void SymmetryFinder::find(const Scalar* weights, const Scalar* bias, core::Index units,
                          core::Index inputs, std::vector<int>& group,
                          std::vector<int>& group_size) {
  const auto rows = static_cast<std::size_t>(units);
  const auto columns = static_cast<std::size_t>(inputs);
  while (direction_.size() <= columns) direction_.push_back(direction(direction_.size()));
  group.assign(rows, 0);
  group_size.clear();
  shadows_.clear();
  leader_.resize(rows);
  size_.assign(rows, 0.0);
  double largest = 0.0;
  double reach = direction_[columns];
  for (std::size_t column = 0; column < columns; ++column) reach += direction_[column];
  for (std::size_t unit = 0; unit < rows; ++unit) {
    const Scalar* const row = weights + unit * columns;
    leader_[unit] = static_cast<int>(unit);
    const double b = bias ? static_cast<double>(bias[unit]) : 0.0;
    double shadow = b * direction_[columns];
    double row_largest = std::fabs(b);
    for (std::size_t column = 0; column < columns; ++column) {
      const auto value = static_cast<double>(row[column]);
      shadow += value * direction_[column];
      row_largest = std::max(row_largest, std::fabs(value));
    }
    // A sum of finite values may overflow only where they are not worth comparing any more.
    if (!std::isfinite(shadow)) continue;
    size_[unit] = row_largest;
    largest = std::max(largest, row_largest);
    shadows_.push_back({shadow, static_cast<int>(unit)});
  }
  const auto alike = [&](int one, int other) {
    const auto first = static_cast<std::size_t>(one), second = static_cast<std::size_t>(other);
    const double tolerance = kSymmetryTolerance * std::max(size_[first], size_[second]);
    const auto far = [tolerance](Scalar x, Scalar y) {
      return std::fabs(static_cast<double>(x) - static_cast<double>(y)) > tolerance;
    };
    if (bias && far(bias[first], bias[second])) return false;
    for (std::size_t column = 0; column < columns; ++column)
      if (far(weights[first * columns + column], weights[second * columns + column])) return false;
    return true;
  };
  std::ranges::sort(shadows_, [](const Shadow& a, const Shadow& b) {
    return a.value != b.value ? a.value < b.value : a.unit < b.unit;
  });
  for (std::size_t i = 0; i < shadows_.size(); ++i)
    for (std::size_t k = i; k-- > 0;) {
      if (shadows_[i].value - shadows_[k].value > kSymmetryTolerance * largest * reach) break;
      const int leader = leader_[static_cast<std::size_t>(shadows_[k].unit)];
      if (!alike(leader, shadows_[i].unit)) continue;
      leader_[static_cast<std::size_t>(shadows_[i].unit)] = leader;
      break;
    }
  // Numbered in the order of their first units; a leader need not be the first.
  for (const int leader : leader_) ++group[static_cast<std::size_t>(leader)];
  for (int& members : group) members = members > 1 ? -1 : 0;
  for (const int at : leader_) {
    const auto leader = static_cast<std::size_t>(at);
    if (group[leader] == 0) continue;
    if (group[leader] < 0) {
      group_size.push_back(0);
      group[leader] = static_cast<int>(group_size.size());
    }
    ++group_size[static_cast<std::size_t>(group[leader]) - 1];
  }
  for (std::size_t unit = 0; unit < rows; ++unit)
    group[unit] = group[static_cast<std::size_t>(leader_[unit])];
}

template void SymmetryFinder::find(const float*, const float*, core::Index, core::Index,
                                   std::vector<int>&, std::vector<int>&);
template void SymmetryFinder::find(const double*, const double*, core::Index, core::Index,
                                   std::vector<int>&, std::vector<int>&);

}  // namespace isobath::app
