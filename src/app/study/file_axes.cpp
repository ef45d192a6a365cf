// SPDX-License-Identifier: MIT
#include "app/study/file_axes.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

namespace isobath::app {

namespace {

using lab::FileField;
using lab::SweepFile;

/// How far a value may lie from an even spread: grids are written with 12 digits, whole numbers are
/// rounded.
constexpr double kTolerance = 1e-6;
constexpr double kRounded = 0.5 + 1e-9;

bool same_value(const FileField& field, std::size_t a, std::size_t b) {
  return field.numeric ? field.numbers[a] == field.numbers[b]
                       : field.name_places[a] == field.name_places[b];
}

/// [value of the side]: a line that has it, kNoLine where none has.
using SideLines = std::vector<std::uint32_t>;

/// Puts a line at a place of a side; false where others there have another value.
bool put_line(SideLines& side, std::size_t place, const FileField& field, std::size_t line) {
  if (side[place] == kNoLine) side[place] = static_cast<std::uint32_t>(line);
  return same_value(field, side[place], line);
}

bool differ(const SideLines& side, const FileField& field) {
  const auto known = [](std::uint32_t line) { return line != kNoLine; };
  const auto first = std::ranges::find_if(side, known);
  return first != side.end() && std::any_of(first, side.end(), [&](std::uint32_t line) {
           return known(line) && !same_value(field, *first, line);
         });
}

/// Are the cells those of a grid with so many columns?
bool fits_grid(const SweepFile& file, std::size_t columns, SideLines& x, SideLines& y) {
  x.assign(columns, kNoLine);
  y.assign(file.cells / columns, kNoLine);
  for (std::size_t line = 0; line < file.lines.size(); ++line) {
    const std::size_t cell = file.lines[line].cell;
    if (!put_line(x, cell % columns, file.fields[0], line) ||
        !put_line(y, cell / columns, file.fields[1], line))
      return false;
  }
  return differ(x, file.fields[0]) && differ(y, file.fields[1]);
}

/// The axis on which the known values of a side lie evenly; empty where they do not.
std::optional<figure::Axis> even_axis(const SideLines& side, const FileField& field, bool log) {
  std::vector<std::pair<double, double>> known;  // place, value
  bool whole = true;
  for (std::size_t i = 0; i < side.size(); ++i) {
    if (side[i] == kNoLine) continue;
    const double value = field.numbers[side[i]];
    whole = whole && value == std::floor(value);
    known.emplace_back(static_cast<double>(i), value);
  }
  figure::Axis axis{.logarithmic = log};
  const auto [first, low] = known.front();
  const auto [last, high] = known.back();
  if (log && !(low > 0.0 && high > 0.0)) return std::nullopt;
  const double step = (axis.unit(high) - axis.unit(low)) / (last - first);
  if (!(step != 0.0) || !std::isfinite(step)) return std::nullopt;
  const double start = axis.unit(low) - first * step;
  const double largest = std::max(std::abs(low), std::abs(high));
  for (const auto& [place, value] : known) {
    const double apart = std::abs(axis.value(start + place * step) - value);
    const double allowed = kTolerance * (log ? std::abs(value) : largest);
    if (!(apart <= (whole ? std::max(kRounded, allowed) : allowed))) return std::nullopt;
  }
  axis.lowest = start - 0.5 * step;
  axis.highest = axis.lowest + static_cast<double>(side.size()) * step;
  return axis;
}

FileSide side_of(SideLines lines, const FileField& field) {
  FileSide side;
  side.count = static_cast<int>(lines.size());
  if (field.numeric) {
    auto linear = even_axis(lines, field, false), log = even_axis(lines, field, true);
    // Whole numbers may fit both where they are few: those over more than a decade are a logarithm.
    const bool takes_log = log && (!linear || std::abs(log->span()) > 2.0);
    if (takes_log || linear) {
      side.axis = takes_log ? *log : *linear;
      side.downwards = side.axis.lowest > side.axis.highest;
    }
  }
  if (side.downwards) {
    std::swap(side.axis.lowest, side.axis.highest);
    std::ranges::reverse(lines);
  }
  for (const std::uint32_t line : lines)
    side.texts.push_back(line == kNoLine ? "" : field.text(line));
  if (side.axis == figure::Axis{}) {
    side.axis = {-0.5, side.count - 0.5, false};
    for (const std::string& text : side.texts) side.names.push_back(text.empty() ? "?" : text);
  }
  return side;
}

/// Are the values likelier to be drawn evenly in their logarithm than as they are? The densities
/// are 1/(v ln(high/low)) and 1/(high − low).
bool is_likelier_logarithmic(const std::vector<double>& values, double low, double high) {
  if (!(low > 0.0 && high > low)) return false;
  const double per_value = std::log(high - low) - std::log(std::log(high / low));
  double ratio = 0.0;
  for (const double value : values) ratio += per_value - std::log(value);
  return ratio > 0.0;
}

FileGrid make_grid(const SweepFile& file, SideLines x, SideLines y) {
  FileGrid grid;
  const std::size_t columns = x.size();
  grid.x = side_of(std::move(x), file.fields[0]);
  grid.y = side_of(std::move(y), file.fields[1]);
  grid.lines.assign(file.cells, kNoLine);
  for (std::size_t line = 0; line < file.lines.size(); ++line) {
    auto column = static_cast<int>(file.lines[line].cell % columns);
    auto row = static_cast<int>(file.lines[line].cell / columns);
    if (grid.x.downwards) column = grid.x.count - 1 - column;
    if (grid.y.downwards) row = grid.y.count - 1 - row;
    grid.lines[grid.index(column, row)] = static_cast<std::uint32_t>(line);
  }
  return grid;
}

}  // namespace

std::optional<FileGrid> grid_of(const SweepFile& file) {
  if (file.fields.size() != 2 || file.cells > lab::kMostFileCells) return std::nullopt;
  SideLines x, y;
  for (std::size_t side = 2; side * side <= file.cells; ++side) {
    if (file.cells % side != 0) continue;
    for (const std::size_t columns : {side, file.cells / side})
      if (fits_grid(file, columns, x, y)) return make_grid(file, std::move(x), std::move(y));
  }
  return std::nullopt;
}

SearchAxis axis_of(const FileField& field) {
  SearchAxis axis{.path = field.path};
  if (!field.numeric) {
    axis.names = field.names;
    axis.axis = {-0.5, static_cast<double>(field.names.size()) - 0.5, false};
    return axis;
  }
  const auto [low, high] = std::ranges::minmax(field.numbers);
  axis.axis.logarithmic = is_likelier_logarithmic(field.numbers, low, high);
  axis.axis.lowest = axis.axis.unit(low);
  axis.axis.highest = axis.axis.unit(high);
  if (axis.axis.span() > 0.0) return axis;
  axis.axis.lowest -= 0.5;
  axis.axis.highest += 0.5;
  return axis;
}

double unit_of(const SearchAxis& axis, const FileField& field, std::size_t line) {
  return field.numeric ? axis.axis.unit(field.numbers[line])
                       : static_cast<double>(field.name_places[line]);
}

}  // namespace isobath::app
