// SPDX-License-Identifier: MIT
// Round numbers along an axis.
#include "app/figure/ticks.hpp"

#include <algorithm>
#include <cmath>

namespace isobath::app::figure {
namespace {

/// 1, 2 or 5 times a power of ten, at least `raw`.
double round_step(double raw) {
  const double power = std::pow(10.0, std::floor(std::log10(raw)));
  for (const double factor : {1.0, 2.0, 5.0})
    if (raw <= factor * power * 1.000001) return factor * power;
  return 10.0 * power;
}

Ticks round_values(double lowest, double highest, int wanted) {
  Ticks ticks;
  const double span = highest - lowest;
  if (!(span > 0.0) || !std::isfinite(span)) return ticks;
  const double step = round_step(span / std::max(1, wanted));
  // As many as tell neighbours apart, where one has come close.
  const double largest = std::max(std::fabs(lowest), std::fabs(highest));
  const int digits = std::clamp(
      static_cast<int>(std::floor(std::log10(largest)) - std::floor(std::log10(step))) + 1, 3, 16);
  for (double i = std::ceil(lowest / step - 1e-9); i * step <= highest + step * 1e-9; ++i) {
    if (ticks.size >= ticks.tick.size()) break;
    const double value = i * step;
    const bool whole = step >= 1.0 && std::fabs(value) < 1e15;
    ticks.add(value, whole ? count(static_cast<std::int64_t>(std::llround(value)))
                           : trimmed(value, digits));
  }
  return ticks;
}

Ticks decades(const Axis& axis, int wanted) {
  Ticks ticks;
  const double span = axis.span();
  // Less than a doubling may hold none of 1, 2 and 5.
  if (span < 0.3) {
    for (const Tick& tick : round_values(axis.value(axis.lowest), axis.value(axis.highest), wanted))
      ticks.add(axis.unit(tick.value), tick.label);
    return ticks;
  }
  int step = 1;
  for (const int candidate : {1, 2, 3, 5, 10, 20, 50, 100})
    if (step = candidate; span / candidate <= wanted) break;
  const int first = static_cast<int>(std::floor(axis.lowest + 1e-9));
  const int last = static_cast<int>(std::floor(axis.highest + 1e-9));
  for (int decade = first; decade <= last; ++decade) {
    const bool labelled = decade % step == 0;
    if (decade >= axis.lowest - 1e-9 && (labelled || span <= 16.0))
      ticks.add(decade, labelled ? power_of_ten(decade) : Text());
    if (span > 3.5) continue;
    for (const double factor : {2.0, 5.0}) {
      const double at = decade + std::log10(factor);
      if (at < axis.lowest - 1e-9 || at > axis.highest + 1e-9) continue;
      const bool short_axis = span <= 1.6;
      ticks.add(at, short_axis ? trimmed(factor * std::pow(10.0, decade), 1) : Text());
    }
  }
  return ticks;
}

Ticks shifted_decades(const Axis& axis, int wanted) {
  Ticks ticks;
  const auto place = [&](double value, const Text& label) {
    const double at = axis.unit(value);
    if (at >= axis.lowest - 1e-9 && at <= axis.highest + 1e-9) ticks.add(at, label);
  };
  if (axis.span() < 1.0) {
    for (const Tick& tick : round_values(axis.value(axis.lowest), axis.value(axis.highest), wanted))
      place(tick.value, tick.label);
    return ticks;
  }
  place(0.0, "0");
  const int every = std::max(1, static_cast<int>(std::ceil(axis.span() / wanted)));
  for (int decade = 0; decade <= static_cast<int>(axis.highest); ++decade) {
    const double value = std::pow(10.0, decade);
    const bool labelled = decade % every == 0;
    place(value, !labelled    ? Text()
                 : decade > 5 ? power_of_ten(decade)
                              : count(static_cast<std::int64_t>(value)));
    for (const double factor : {2.0, 5.0}) place(factor * value, {});
  }
  return ticks;
}

}  // namespace

void Ticks::add(double value, const Text& label) {
  if (size < tick.size()) tick[size++] = {value, label};
}

Ticks make_ticks(const Axis& axis, int wanted) {
  if (!axis.logarithmic) return round_values(axis.lowest, axis.highest, wanted);
  return axis.shift > 0.0 ? shifted_decades(axis, wanted) : decades(axis, wanted);
}

}  // namespace isobath::app::figure
