// SPDX-License-Identifier: MIT
// A picture as plain data: axes, lines, bands, marks and maps by what they are of, with colours by
// role. Panels draw it, words tell it, files can hold it. One that is made again and again keeps
// its buffers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "app/figure/axis.hpp"
#include "app/figure/numbers.hpp"

namespace isobath::app::figure {

/// What a colour stands for; each theme has its own.
enum class Role : std::uint8_t {
  forward,     // A and J of training
  backward,    // dZ and the dev part
  accent,      // what acts
  danger,      // what is wrong
  not_finite,  // NaN and Inf
  text,
  soft,
  faint,
  panel,  // the ground
  run     // of several, by number
};

struct Ink {
  Role role = Role::text;
  float opacity = 1.0F;
  int number = 0;        // of a run
  float to_text = 0.0F;  // mixed with the colour of text
};

struct Series {
  enum class Kind : std::uint8_t {
    line,   // through all points; one that is not finite is a gap
    dots,   // one a point
    bars,   // from the foot of the plot
    stems,  // from `from` to y
  };
  Text name;    // in words; empty: a part of the series before
  Text legend;  // what the legend writes; empty: it is left out there
  Kind kind = Kind::line;
  Ink ink;
  float width_px = 2.0F;
  float dot_px = 0.0F;  // radius of a dot on every point of a line; 0: none
  bool dashed = false;
  bool hollow = false;   // of dots
  double breadth = 0.6;  // of bars, in the unit of x
  std::vector<double> x, y, from;

  void add(double at, double value) {
    x.push_back(at);
    y.push_back(value);
  }
  void clear();
};

/// Between two lines, as the 10 and 90 % of many seeds.
struct Band {
  Text name;
  Ink ink;
  std::vector<double> x, low, high;

  void add(double at, double lowest, double highest) {
    x.push_back(at);
    low.push_back(lowest);
    high.push_back(highest);
  }
  void clear();
};

struct Mark {
  enum class Kind : std::uint8_t {
    level,       // a line across, at y
    instant,     // a line upwards, at x
    playhead,    // likewise, and what lies behind it is dimmed
    cross,       // at x and y: where a line ends
    point,       // at x and y: what is looked at
    not_finite,  // at x, where a line has no place
  };
  Kind kind = Kind::level;
  double x = 0.0, y = 0.0;
  Text name;           // in words
  bool shown = false;  // is it written beside the mark as well?
  Ink ink;
  float width_px = 1.0F;  // of a line; radius of a point, half the breadth of not_finite
  bool dashed = false;
  void clear() { *this = {}; }
};

/// Of a map, in the axes' units.
struct Place {
  double x = 0.0, y = 0.0;
};
struct Contour {
  double level = 0.0;
  std::vector<Place> points;  // two for every stretch
  void clear() { points.clear(); }
};

/// Values by cells, which belong to someone who outlives the figure.
struct HeatMap {
  enum class Scale : std::uint8_t {
    diverging,   // `value` goes from −range to range
    sequential,  // from its lowest to its highest
    classes      // values are numbers of classes
  };
  int columns = 0, rows = 0;        // 0: there is no map
  std::span<const float> values{};  // row 0 at the top
  Axis value{-1.0, 1.0, false};     // what colours go by
  Scale scale = Scale::diverging;
  bool smooth = true;        // between cells, or each of one colour
  bool two_colours = false;  // no more than the sign, of diverging ones
  /// The part of the axes that it covers, in their units.
  Place least{0.0, 0.0}, most{1.0, 1.0};
  std::uint64_t version = 0;  // changes when values do
  bool empty() const { return columns <= 0 || rows <= 0; }
  float at(int column, int row) const {
    return values[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) +
                  static_cast<std::size_t>(column)];
  }
};

/// Items that keep their buffers when they are made again.
template <class Item>
class Reused {
 public:
  /// Empty; stays where it is until the next one is added.
  Item& add() {
    if (size_ == all_.size()) all_.emplace_back();
    Item& item = all_[size_++];
    item.clear();
    return item;
  }
  void clear() { size_ = 0; }
  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }
  const Item& operator[](std::size_t i) const { return all_[i]; }
  const Item* begin() const { return all_.data(); }
  const Item* end() const { return all_.data() + size_; }

 private:
  std::vector<Item> all_;
  std::size_t size_ = 0;
};

struct Figure {
  Text x_name, y_name;
  Text x_unit;  // what is counted along x, in words: "steps"; may be empty
  Axis x, y;
  HeatMap map;
  Reused<Contour> contours;
  Reused<Band> bands;
  Reused<Series> series;  // from the lowest to the one on top
  Reused<Mark> marks;

  Series& line(const Text& name, Ink ink, float width_px = 2.0F);
  Series& dots(const Text& name, Ink ink, bool hollow);
  Mark& mark(Mark::Kind kind, const Text& name, Ink ink);
  void clear();
};

}  // namespace isobath::app::figure
