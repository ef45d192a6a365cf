// SPDX-License-Identifier: MIT
// Axes as plain values: where a value lies on one, which value lies at a place of it, and the part
// of it that is in view. Values may have any size: logarithmic axes carry log10 of the value, so
// that 1e-300 and 1e300 stand on one picture.
#pragma once

#include <cmath>

namespace isobath::app::figure {

/// `lowest` and `highest` are in the axis' unit: values, or where logarithmic log10 of them, or of
/// value + `shift`, so that step 0 has a place. `lowest` may be the greater one: the axis is
/// mirrored then.
struct Axis {
  double lowest = 0.0;
  double highest = 1.0;
  bool logarithmic = false;
  double shift = 0.0;

  double span() const { return highest - lowest; }
  /// A value in the axis' unit; NaN where it has none (NaN; 0 or less on a logarithmic axis).
  double unit(double value) const {
    if (!logarithmic) return value;
    return value + shift > 0.0 ? std::log10(value + shift) : std::nan("");
  }
  double value(double unit) const { return logarithmic ? std::pow(10.0, unit) - shift : unit; }
  /// The place of a unit or of a value: 0 … 1 within the axis.
  double share_of_unit(double unit) const { return (unit - lowest) / (highest - lowest); }
  double share(double value) const { return share_of_unit(unit(value)); }
  /// What lies at a place: the inverse of share().
  double unit_at(double share) const { return lowest + share * (highest - lowest); }
  double value_at(double share) const { return value(unit_at(share)); }
  bool operator==(const Axis&) const = default;
};

/// `factor` times as much of the axis is in view, and what lies at `share` stays there.
Axis zoomed(const Axis& axis, double share, double factor);
/// Moved on by this share of what is in view.
Axis moved(const Axis& axis, double share);
/// From the value at one share to that at another, in whichever order.
Axis between(const Axis& axis, double one, double other);
/// Moved, and if it must be made shorter or longer, so that it lies within `whole` and has a span
/// of at least `least_span`, in the axis' unit.
Axis kept_within(const Axis& axis, const Axis& whole, double least_span);

/// Gathers values and makes an axis around them.
class Extent {
 public:
  explicit Extent(bool logarithmic) : logarithmic_(logarithmic) {}
  /// Ignores what is not finite, and 0 and less if logarithmic.
  void add(double value);
  bool empty() const { return lowest_ > highest_; }
  double lowest() const { return lowest_; }
  double highest() const { return highest_; }
  /// At least `least_span` long (in decades if logarithmic) and, if logarithmic, ending on whole
  /// decades, or on 1, 2 and 5 times one where it is short; [0, 1] or 0.1 … 10 if nothing was
  /// added.
  Axis axis(double least_span) const;

 private:
  bool logarithmic_;
  double lowest_ = 1.0, highest_ = -1.0;  // empty while in this order
};

}  // namespace isobath::app::figure
