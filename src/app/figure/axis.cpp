// SPDX-License-Identifier: MIT
// Axes around values, and the part of one that is in view.
#include "app/figure/axis.hpp"

#include <algorithm>

namespace isobath::app::figure {
namespace {

/// The next log10 of 1, 2 or 5 times a power of ten at or below `at`; mirrored it is the next
/// above, for 1/2 and 1/5 are 5 and 2 of the decade below.
double round_below(double at) {
  const double decade = std::floor(at + 1e-9);
  for (const double factor : {5.0, 2.0})
    if (decade + std::log10(factor) <= at + 1e-9) return decade + std::log10(factor);
  return decade;
}

Axis from_to(const Axis& axis, double lowest, double highest) {
  return {lowest, highest, axis.logarithmic, axis.shift};
}

}  // namespace

Axis zoomed(const Axis& axis, double share, double factor) {
  const double at = axis.unit_at(share);
  return from_to(axis, at + (axis.lowest - at) * factor, at + (axis.highest - at) * factor);
}

Axis moved(const Axis& axis, double share) {
  const double by = share * axis.span();
  return from_to(axis, axis.lowest + by, axis.highest + by);
}

Axis between(const Axis& axis, double one, double other) {
  return from_to(axis, axis.unit_at(std::min(one, other)), axis.unit_at(std::max(one, other)));
}

Axis kept_within(const Axis& axis, const Axis& whole, double least_span) {
  const double all = whole.span();
  // But for the error of sums it is the whole.
  if (axis.span() >= all * (1.0 - 1e-12)) return from_to(axis, whole.lowest, whole.highest);
  const double span = std::clamp(axis.span(), std::min(least_span, all), all);
  // The middle stays where the length changes.
  const double first = 0.5 * (axis.lowest + axis.highest - span);
  const double lowest = std::clamp(first, whole.lowest, whole.highest - span);
  return from_to(axis, lowest, lowest + span);
}

void Extent::add(double value) {
  if (!std::isfinite(value) || (logarithmic_ && value <= 0.0)) return;
  if (empty()) {
    lowest_ = highest_ = value;
  } else {
    lowest_ = std::min(lowest_, value);
    highest_ = std::max(highest_, value);
  }
}

Axis Extent::axis(double least_span) const {
  if (empty()) return {logarithmic_ ? -1.0 : 0.0, 1.0, logarithmic_};
  if (logarithmic_) {
    const double lowest = std::log10(lowest_), highest = std::log10(highest_);
    double low = lowest, high = highest;
    const bool decades = high - low > 1.5 || least_span > 1.5;
    low = decades ? std::floor(low + 1e-9) : round_below(low);
    high = decades ? std::ceil(high - 1e-9) : -round_below(-high);
    while (high - low < least_span - 1e-9) {
      // Grow on the side where the values are nearer to the edge.
      if (highest - low > high - lowest)
        high = -round_below(-high - 0.1);
      else
        low = round_below(low - 0.1);
    }
    return {low, high, true};
  }
  const double low = lowest_, high = highest_;
  const double missing = std::max(0.0, least_span - (high - low)) * 0.5;
  const double margin = (high - low) * 0.05 + missing;
  // A cost that never falls below 0 is drawn from 0 where that costs little room.
  const bool from_zero = low >= 0.0 && low < (high - low) * 0.6;
  return {from_zero ? 0.0 : low - margin, high + margin, false};
}

}  // namespace isobath::app::figure
