// SPDX-License-Identifier: MIT
// The part of a map that is in view, as samples of a lattice: which are known, which are wanted
// next, and the picture of what there is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "app/figure/figure.hpp"
#include "app/study/map_axis.hpp"
#include "app/study/map_shades.hpp"

namespace isobath::app {

/// What is seen along one side, and by which samples.
struct MapSide {
  figure::Axis view;      // what is in view
  int level = 0;          // of its samples
  MapPlace first = 0;     // the first one
  int count = 0;          // of samples, some of them out of view
  int low = 0, high = 0;  // those that are in view: [low, high)
  MapPlace at(int i, MapPlace stride) const { return first + i * stride; }
};

/// Samples begin at a coarse one, so that every sample of a finer level has one to stand for it.
MapSide map_side(const MapAxis& axis, const figure::Axis& view);

/// How many levels of the samples come before one another: 0 is all of them.
inline constexpr int kCoarsestStage = 4;

class MapWindow {
 public:
  MapWindow() = default;
  MapWindow(const MapAxis& x, const MapAxis& y, const figure::Axis& x_view,
            const figure::Axis& y_view);

  const MapSide& x() const { return x_; }
  const MapSide& y() const { return y_; }
  std::size_t size() const { return values_.size(); }
  std::size_t index(int column, int row) const {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(x_.count) +
           static_cast<std::size_t>(column);
  }
  int column(std::size_t index) const {
    return static_cast<int>(index % static_cast<std::size_t>(x_.count));
  }
  int row(std::size_t index) const {
    return static_cast<int>(index / static_cast<std::size_t>(x_.count));
  }

  /// Rows count upwards.
  void set(std::size_t index, double value, const MapShades& shades);
  /// Of all that is known, where the colours go by something else now.
  void shade(const MapShades& shades);
  bool is_known(std::size_t index) const { return known_[index] != 0; }
  double value(std::size_t index) const { return values_[index]; }

  /// Samples of this stage that are not known and are in view, or stand for some that are; those
  /// where the picture changes come first, by what is known.
  std::vector<std::uint32_t> wanted(int stage, const std::vector<float>& picture) const;
  /// How many of those in view are known, of how many.
  std::size_t known_in_view() const { return known_in_view_; }
  std::size_t in_view() const;

  /// Shades row by row, the top one first: each sample as it is known, else as the coarser one that
  /// stands for it, else as `before` shows it, else 0.
  std::vector<float> picture(const figure::HeatMap& before) const;
  /// What the picture covers.
  figure::Place least() const { return {x_low_, y_low_}; }
  figure::Place most() const { return {x_high_, y_high_}; }

 private:
  bool is_in_view(int column, int row) const {
    return column >= x_.low && column < x_.high && row >= y_.low && row < y_.high;
  }

  MapSide x_, y_;
  double x_low_ = 0.0, x_high_ = 1.0, y_low_ = 0.0, y_high_ = 1.0;
  std::vector<double> values_;
  std::vector<float> shades_;
  std::vector<std::uint8_t> known_;
  std::size_t known_in_view_ = 0;
};

}  // namespace isobath::app
