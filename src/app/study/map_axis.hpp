// SPDX-License-Identifier: MIT
// One side of a map: a field, and the values it takes, as fine as one wants to look.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "app/figure/axis.hpp"
#include "document/document.hpp"
#include "document/sweep_axis.hpp"

namespace isobath::app {

/// Where a sample lies, exactly: a step between two values of the study's own axis is 2^44 places.
/// Samples of level k are 2^-k steps apart, so that those of a coarser level are among them.
using MapPlace = std::int64_t;

class MapAxis {
 public:
  static constexpr int kFineLevels = 44;

  /// Of "FIELD=log:LOW:HIGH:COUNT" and its like, for variations of `base`. An error is one
  /// sentence.
  static std::expected<MapAxis, std::string> make(const document::Document& base,
                                                  std::string_view text);

  /// The field's path.
  const std::string& path() const { return axis_.path(); }
  /// All of it: half a step more than the first and the last value, which lie in the middle of
  /// their cells. Lists count their values from 0.
  const figure::Axis& whole() const { return whole_; }
  bool is_list() const { return spec_.spread == document::Spread::listed; }
  int count() const { return count_; }
  /// What the list's value number i is called.
  const std::string& name(int i) const { return spec_.values[static_cast<std::size_t>(i)]; }

  /// The finest level whose samples are different values: whole numbers end soon, others where
  /// `precision` does.
  int finest_level() const { return finest_; }
  /// The level at which a part of this span, in the axis' unit, has as many samples as all of it
  /// has at level 0, at least.
  int level_for(double span) const;
  /// How far apart the samples of a level are, in places and in the axis' unit.
  static MapPlace stride(int level) { return MapPlace{1} << (kFineLevels - level); }
  double step(int level) const;
  /// Where a sample is drawn, in the axis' unit.
  double unit(MapPlace place) const;
  /// The place at or below a unit, of a level; it may lie before the first or behind the last.
  MapPlace place_at(double unit, int level) const;
  MapPlace last_place() const { return (count_ - 1) * stride(0); }

  /// The value of a sample as a link writes it, the same at every level.
  std::string text(MapPlace place) const;
  /// Where a document stands on it, in the axis' unit, if its field has a number or is in the list.
  std::optional<double> standing(const document::Document& document) const;

 private:
  double value(MapPlace place) const;
  double share(MapPlace place) const;
  int find_finest(core::Precision precision) const;

  document::AxisSpec spec_;
  document::SweepAxis axis_;
  int count_ = 2;
  double low_ = 0.0, high_ = 1.0;  // the first and the last value in the axis' unit
  figure::Axis whole_;
  int finest_ = 0;
};

}  // namespace isobath::app
