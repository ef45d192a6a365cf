// SPDX-License-Identifier: MIT
#include "app/study/sweep_file_study.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "app/study/map_shades.hpp"
#include "app/study/search_study.hpp"

namespace isobath::app {

using document::StudyKind;

void SweepFileStudy::open(std::string name, lab::SweepFile file) {
  close();
  name_ = name.empty() ? "?" : std::move(name);
  file_ = std::move(file);
  grid_ = grid_of(file_);
  if (grid_) {
    x_ = grid_->x.axis;
    y_ = grid_->y.axis;
    shade();
    return;
  }
  std::vector<SearchAxis> axes;
  for (const lab::FileField& field : file_.fields) axes.push_back(axis_of(field));
  board_.begin(std::move(axes), file_.measure, file_.lines.size());
  std::vector<double> units(file_.fields.size());
  for (std::size_t line = 0; line < file_.lines.size(); ++line) {
    for (std::size_t i = 0; i < units.size(); ++i)
      units[i] = unit_of(board_.axes()[i], file_.fields[i], line);
    board_.set(line, units, file_.lines[line].value);
  }
  board_.renew();
}

void SweepFileStudy::close() {
  name_.clear();
  file_ = {};
  grid_.reset();
  shades_.clear();
  board_ = {};
  pointed_.reset();
  pointed_line_.reset();
  map_.reset();
  search_.reset();
  changed_ = true;
}

void SweepFileStudy::shade() {
  std::vector<double> values;
  for (const lab::FileCell& cell : file_.lines) values.push_back(cell.value);
  const MapShades shades(study(StudyKind::map), values);
  lowest_ = shades.lowest();
  highest_ = shades.highest();
  shades_.clear();
  for (int row = grid_->y.count; row-- > 0;)
    for (int column = 0; column < grid_->x.count; ++column) {
      const std::uint32_t line = grid_->lines[grid_->index(column, row)];
      shades_.push_back(line == kNoLine ? 0.0F : shades(values[line]));
    }
  ++version_;
}

document::Study SweepFileStudy::study(StudyKind kind) const {
  document::Study study{.kind = kind, .measure = file_.measure};
  if (!file_.lines.empty()) study.seeds = static_cast<int>(file_.lines.front().runs);
  return study;
}

void SweepFileStudy::renew(Snapshot& snapshot) {
  snapshot.sweep_file = name_;
  if (!shown() || !snapshot.view.studying) {
    pointed_.reset();
    pointed_line_.reset();
    changed_ = true;
    return;
  }
  if (changed_ || *snapshot.document != seen_) {
    seen_ = *snapshot.document;
    changed_ = false;
    grid_ ? put_map(seen_) : put_search(seen_);
  }
  snapshot.map = map_;
  snapshot.search = search_;
}

std::optional<double> SweepFileStudy::standing(std::size_t field,
                                               const document::Document& document,
                                               const std::vector<std::string>& names,
                                               const figure::Axis& axis) const {
  const lab::FileField& of = file_.fields[field];
  document::AxisSpec spec;
  spec.field = of.path;
  spec.values = {of.text(0)};
  const auto swept = document::SweepAxis::make(document, std::move(spec), false);
  if (!swept) return std::nullopt;
  const auto number = swept->number_in(document);
  if (!number) return std::nullopt;
  double unit = axis.unit(*number);
  if (!names.empty()) {
    const auto found = std::ranges::find(names, swept->text_of({number, ""}));
    if (found == names.end()) return std::nullopt;
    unit = static_cast<double>(found - names.begin());
  }
  return unit >= axis.lowest && unit <= axis.highest ? std::optional(unit) : std::nullopt;
}

/// Of a training there is as much as a line tells.
lab::CellResult SweepFileStudy::result_of(std::size_t line) const {
  lab::CellResult result{.cell = file_.lines[line].cell, .runs = {}};
  result.runs.emplace_back().diverged = file_.lines[line].first;
  return result;
}

void SweepFileStudy::put_map(const document::Document& document) {
  auto view = std::make_shared<MapView>();
  view->study = study(StudyKind::map);
  view->unnamed = document::is_of_start(file_.measure);
  const auto side = [&](std::size_t field, const FileSide& of, const figure::Axis& shown) {
    return MapSideView{.path = file_.fields[field].path,
                       .names = of.names,
                       .whole = of.axis,
                       .view = shown,
                       .least_span = std::min(of.axis.span(), 4.0 * of.step()),
                       .cell = of.step(),
                       .standing = standing(field, document, of.names, of.axis)};
  };
  view->x = side(0, grid_->x, x_);
  view->y = side(1, grid_->y, y_);
  view->shades = shades_;
  view->picture = {.columns = grid_->x.count,
                   .rows = grid_->y.count,
                   .values = view->shades,
                   .value = {-1.0, 1.0, false},
                   .scale = figure::HeatMap::Scale::diverging,
                   .smooth = false,
                   .least = {grid_->x.axis.lowest, grid_->y.axis.lowest},
                   .most = {grid_->x.axis.highest, grid_->y.axis.highest},
                   .version = version_};
  view->lowest = lowest_;
  view->highest = highest_;
  view->known = file_.lines.size();
  view->wanted = file_.cells;
  if (pointed_) {
    const auto [column, row] = *pointed_;
    MapCell cell{.x = grid_->x.unit(column),
                 .y = grid_->y.unit(row),
                 .x_text = grid_->x.texts[static_cast<std::size_t>(column)],
                 .y_text = grid_->y.texts[static_cast<std::size_t>(row)]};
    const std::uint32_t line = grid_->lines[grid_->index(column, row)];
    if (line != kNoLine) {
      cell.known = true;
      cell.value = file_.lines[line].value;
      cell.result = result_of(line);
    }
    view->pointed = std::move(cell);
  }
  map_ = std::move(view);
}

void SweepFileStudy::put_search(const document::Document& document) {
  auto view = std::make_shared<SearchView>();
  view->study = study(StudyKind::search);
  view->unnamed = document::is_of_start(file_.measure);
  board_.put(*view);
  view->wanted = file_.cells;
  for (std::size_t i = 0; i < file_.fields.size(); ++i)
    view->axes[i].standing = standing(i, document, view->axes[i].names, view->axes[i].axis);
  if (pointed_line_ && *pointed_line_ < file_.lines.size()) {
    SearchPoint point{.cell = *pointed_line_,
                      .texts = {},
                      .value = file_.lines[*pointed_line_].value,
                      .result = result_of(*pointed_line_)};
    for (const lab::FileField& field : file_.fields) point.texts.push_back(field.text(point.cell));
    view->pointed = std::move(point);
  }
  search_ = std::move(view);
}

std::optional<std::pair<int, int>> SweepFileStudy::cell_at(figure::Place place) const {
  if (!grid_) return std::nullopt;
  const auto along = [](const FileSide& side, double unit) {
    const double at = std::floor((unit - side.axis.lowest) / side.step());
    return at >= 0.0 && at < side.count ? static_cast<int>(at) : -1;
  };
  const std::pair cell{along(grid_->x, place.x), along(grid_->y, place.y)};
  return cell.first >= 0 && cell.second >= 0 ? std::optional(cell) : std::nullopt;
}

void SweepFileStudy::look_at(const figure::Axis& x, const figure::Axis& y) {
  if (!grid_) return;
  x_ = figure::kept_within(x, grid_->x.axis, 0.0);
  y_ = figure::kept_within(y, grid_->y.axis, 0.0);
  changed_ = true;
}

void SweepFileStudy::point_at(std::optional<figure::Place> place) {
  pointed_ = place ? cell_at(*place) : std::nullopt;
  changed_ = true;
}

void SweepFileStudy::point_at(std::optional<std::size_t> cell) {
  pointed_line_ = cell;
  changed_ = true;
}

void SweepFileStudy::brush(std::size_t axis, std::optional<SearchRange> range) {
  board_.brush(axis, range);
  changed_ = true;
}

void SweepFileStudy::show_best(double share) {
  board_.show_best(share);
  changed_ = true;
}

SweepFileStudy::Changes SweepFileStudy::changes_at(figure::Place place) const {
  const auto cell = cell_at(place);
  if (!cell) return {};
  const std::string& x = grid_->x.texts[static_cast<std::size_t>(cell->first)];
  const std::string& y = grid_->y.texts[static_cast<std::size_t>(cell->second)];
  if (x.empty() || y.empty()) return {};
  Changes changes{{file_.fields[0].path, x}, {file_.fields[1].path, y}};
  put_in_order(changes);
  return changes;
}

SweepFileStudy::Changes SweepFileStudy::changes_at(std::size_t cell) const {
  Changes changes;
  if (cell >= file_.lines.size()) return changes;
  for (const lab::FileField& field : file_.fields)
    changes.emplace_back(field.path, field.text(cell));
  put_in_order(changes);
  return changes;
}

}  // namespace isobath::app
