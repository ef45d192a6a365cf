// SPDX-License-Identifier: MIT
// E[g(√q z)²] and E[g′(√q z)²] of an activation, tabled over q: what theory asks for layer by layer
// and, for the edge of chaos, thousands of times.
#pragma once

#include <array>
#include <memory>
#include <optional>

#include "core/options.hpp"

namespace isobath::lab {

/// E[g(√q z)²] and E[g′(√q z)²] over z ~ N(0, 1).
struct Moments {
  double value = 0.0;
  double slope = 0.0;
};

/// By a short Gaussian rule, to about four digits for q up to 1e4.
Moments moments(core::Activation activation, double q);

/// The same between points of a table, twelve a decade from 1e-8 to 1e5, on logarithmic axes;
/// beyond its ends as a power of q.
class MomentTable {
 public:
  explicit MomentTable(core::Activation activation);

  Moments at(double q) const;

  /// The σw² at which χ₁ at q* is 1 for this σb², as lab::critical_sigma_w2 finds it, to about
  /// three digits; empty where there is none in (0, 1000].
  std::optional<double> critical_sigma_w2(double sigma_b2) const;

 private:
  static constexpr int kPerDecade = 12;
  static constexpr int kFirst = -8, kLast = 5;  // decades
  static constexpr int kPoints = (kLast - kFirst) * kPerDecade + 1;

  bool is_beyond(double sigma_w2, double sigma_b2) const;

  std::array<double, kPoints> log_value_{}, log_slope_{};
  Moments at_zero_;  // at q = 0
};

/// The tables that were asked for so far.
class MomentTables {
 public:
  const MomentTable& of(core::Activation activation);

 private:
  std::array<std::unique_ptr<const MomentTable>, core::kCount<core::Activation>> tables_;
};

}  // namespace isobath::lab
