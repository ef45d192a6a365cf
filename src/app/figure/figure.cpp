// SPDX-License-Identifier: MIT
// Figures made again in the buffers of the last ones.
#include "app/figure/figure.hpp"

#include <utility>

namespace isobath::app::figure {
namespace {

void take_back(std::vector<double>& into, std::vector<double>& kept) {
  into = std::move(kept);
  into.clear();
}

}  // namespace

void Series::clear() {
  std::vector<double> kept_x = std::move(x), kept_y = std::move(y), kept_from = std::move(from);
  *this = {};
  take_back(x, kept_x);
  take_back(y, kept_y);
  take_back(from, kept_from);
}

void Band::clear() {
  std::vector<double> kept_x = std::move(x), kept_low = std::move(low), kept_high = std::move(high);
  *this = {};
  take_back(x, kept_x);
  take_back(low, kept_low);
  take_back(high, kept_high);
}

Series& Figure::line(const Text& name, Ink ink, float width_px) {
  Series& made = series.add();
  made.name = name;
  made.ink = ink;
  made.width_px = width_px;
  return made;
}

Series& Figure::dots(const Text& name, Ink ink, bool hollow) {
  Series& made = line(name, ink);
  made.kind = Series::Kind::dots;
  made.hollow = hollow;
  return made;
}

Mark& Figure::mark(Mark::Kind kind, const Text& name, Ink ink) {
  Mark& made = marks.add();
  made.kind = kind;
  made.name = name;
  made.ink = ink;
  return made;
}

void Figure::clear() {
  x_name = y_name = x_unit = Text();
  x = y = Axis();
  map = {};
  contours.clear();
  bands.clear();
  series.clear();
  marks.clear();
}

}  // namespace isobath::app::figure
