// SPDX-License-Identifier: MIT
// Clause by clause: lines by their ends and extremes, bands by their last breadth, dots and bars by
// their range, maps by their least and greatest cell.
#include "app/figure/figure_words.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace isobath::app::figure {
namespace {

class Words {
 public:
  explicit Words(const Figure& figure) : figure_(figure) {}

  std::string tell() {
    tell_map(figure_.map);
    for (std::size_t i = figure_.series.size(); i-- > 0;) tell_series(figure_.series[i]);
    for (const Band& band : figure_.bands) tell_band(band);
    for (const Mark& mark : figure_.marks) tell_mark(mark);
    tell_axes();
    return text_;
  }

 private:
  void begin() {
    if (!text_.empty()) text_ += "; ";
  }
  template <class... Part>
  void write(const Part&... part) {
    ((text_ += view_of(part)), ...);
  }
  static std::string_view view_of(std::string_view words) { return words; }
  static std::string_view view_of(const char* words) { return words; }
  static std::string_view view_of(const Text& words) { return words.view(); }

  /// "step 290", "x 0.5".
  void write_x(double x) {
    write(x_name(), " ", counted() ? count(std::llround(x)) : trimmed(x, 4));
  }
  Text x_name() const { return figure_.x_name.empty() ? Text("x") : figure_.x_name; }
  Text y_name() const { return figure_.y_name.empty() ? Text("y") : figure_.y_name; }
  bool counted() const { return !figure_.x_unit.empty(); }

  void tell_span(const Series& series) {
    const double first = series.x.front(), last = series.x.back();
    if (counted())
      write(" over ", count(std::llround(last - first)), " ", figure_.x_unit);
    else
      write(" over ", x_name(), " ", trimmed(first, 4), " to ", trimmed(last, 4));
  }

  void tell_line(const Series& series) {
    begin();
    write(series.name, " from ", number(series.y.front(), 4), " to ", number(series.y.back(), 4));
    // Of those on the same values of x, the first one says which.
    if (lines_++ == 0) tell_span(series);
    std::size_t least = series.y.size(), most = least, lost = least;
    for (std::size_t i = 0; i < series.y.size(); ++i) {
      const double y = series.y[i];
      if (!std::isfinite(y)) {
        lost = std::min(lost, i);
        continue;
      }
      if (least == series.y.size() || y < series.y[least]) least = i;
      if (most == series.y.size() || y > series.y[most]) most = i;
    }
    tell_extreme("least", series, least);
    tell_extreme("greatest", series, most);
    if (lost == series.y.size()) return;
    write(", first not finite at ");
    write_x(series.x[lost]);
  }

  /// Ends have been told.
  void tell_extreme(std::string_view what, const Series& series, std::size_t at) {
    if (at >= series.y.size()) return;
    const double y = series.y[at];
    if (y == series.y.front() || y == series.y.back()) return;
    write(", ", what, " ", number(y, 4), " at ");
    write_x(series.x[at]);
  }

  void tell_range(const Series& series, std::string_view things) {
    begin();
    write(series.name, ": ", count(static_cast<std::int64_t>(series.y.size())), things);
    Extent extent(false);
    for (const double y : series.y) extent.add(y);
    if (extent.empty()) return;
    write(", ", number(extent.lowest()));
    if (extent.lowest() == extent.highest()) return;
    write(" to ", number(extent.highest()));
  }

  void tell_series(const Series& series) {
    if (series.name.empty() || series.y.empty()) return;
    switch (series.kind) {
      case Series::Kind::line:
        return tell_line(series);
      case Series::Kind::dots:
        return tell_range(series, series.y.size() == 1 ? " point" : " points");
      case Series::Kind::bars:
        return tell_range(series, series.y.size() == 1 ? " bar" : " bars");
      case Series::Kind::stems:
        begin();
        write(count(static_cast<std::int64_t>(series.y.size())), " ", series.name);
    }
  }

  void tell_band(const Band& band) {
    if (band.name.empty() || band.x.empty()) return;
    begin();
    write(band.name, " from ", number(band.low.back()), " to ", number(band.high.back()), " at ");
    write_x(band.x.back());
  }

  void tell_mark(const Mark& mark) {
    if (mark.name.empty()) return;
    begin();
    write(mark.name);
    if (mark.kind == Mark::Kind::level) {
      write(" at ", number(mark.y));
    } else if (mark.kind == Mark::Kind::point) {
      write(" at ");
      write_x(mark.x);
      write(", ", y_name(), " ", number(mark.y, 4));
    } else if (mark.kind == Mark::Kind::playhead || mark.kind == Mark::Kind::not_finite) {
      write(" at ");
      write_x(mark.x);
    }
  }

  void tell_cell(std::string_view what, const HeatMap& map, int column, int row) {
    write(what, number(static_cast<double>(map.at(column, row))), " at ");
    const double width = (map.most.x - map.least.x) / map.columns;
    const double height = (map.most.y - map.least.y) / map.rows;
    write_x(figure_.x.value(map.least.x + (column + 0.5) * width));
    write(", ", y_name(), " ", trimmed(figure_.y.value(map.most.y - (row + 0.5) * height), 4));
  }

  void tell_map(const HeatMap& map) {
    if (map.empty()) return;
    begin();
    write(count(map.columns), " × ", count(map.rows), " cells");
    if (map.scale == HeatMap::Scale::classes) return;
    std::int64_t lost = 0;
    int least = -1, most = -1;
    const int cells = map.columns * map.rows;
    for (int i = 0; i < cells; ++i) {
      const float value = map.values[static_cast<std::size_t>(i)];
      if (!std::isfinite(value)) {
        ++lost;
        continue;
      }
      if (least < 0 || value < map.values[static_cast<std::size_t>(least)]) least = i;
      if (most < 0 || value > map.values[static_cast<std::size_t>(most)]) most = i;
    }
    if (least >= 0) {
      tell_cell(", least ", map, least % map.columns, least / map.columns);
      tell_cell(", greatest ", map, most % map.columns, most / map.columns);
    }
    if (lost == 0) return;
    write(", ", count(lost), " not finite");
  }

  void tell_axes() {
    if (lines_ > 1) {
      begin();
      write(count(lines_), " lines");
    }
    if (text_.empty()) return;
    if (figure_.x.logarithmic) write(", ", x_name(), " logarithmic");
    if (figure_.y.logarithmic) write(", ", y_name(), " logarithmic");
  }

  const Figure& figure_;
  std::string text_;
  int lines_ = 0;
};

}  // namespace

std::string in_words(const Figure& figure) { return Words(figure).tell(); }

}  // namespace isobath::app::figure
