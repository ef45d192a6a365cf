// SPDX-License-Identifier: MIT
// What is told of a map: to the panels, of a cell, and as lines of JSON.
#include <cmath>

#include "app/session/clock.hpp"
#include "app/study/map_picture.hpp"
#include "app/study/map_study.hpp"
#include "document/sentence.hpp"
#include "lab/box_counting.hpp"
#include "lab/study.hpp"
#include "lab/sweep_lines.hpp"

namespace isobath::app {

std::optional<std::size_t> MapStudy::index_at(figure::Place place) const {
  const auto along = [](const MapAxis& axis, const MapSide& side, double unit) {
    const double step = axis.step(side.level);
    const double i = std::floor((unit - axis.unit(side.first)) / step + 0.5);
    return i >= side.low && i < side.high ? static_cast<int>(i) : -1;
  };
  if (!x_ || !y_ || window_.size() == 0) return std::nullopt;
  const int column = along(*x_, window_.x(), place.x), row = along(*y_, window_.y(), place.y);
  if (column < 0 || row < 0) return std::nullopt;
  return window_.index(column, row);
}

/// Once the view is complete; what it was before where nothing of it has changed.
std::optional<double> MapStudy::dimension() {
  if (study_.measure != document::Measure::convergence || sweep_ ||
      window_.known_in_view() < window_.in_view())
    return std::nullopt;
  if (measured_version_ == version_) return dimension_;
  measured_version_ = version_;
  std::vector<std::uint8_t> converged;
  for (int row = window_.y().low; row < window_.y().high; ++row)
    for (int column = window_.x().low; column < window_.x().high; ++column)
      converged.push_back(window_.value(window_.index(column, row)) < 0.0 ? 1 : 0);
  dimension_ = lab::border_dimension(converged, window_.x().high - window_.x().low,
                                     window_.y().high - window_.y().low);
  return dimension_;
}

MapCell MapStudy::cell_of(Key key) const {
  MapCell cell;
  cell.x = x_->unit(key.x);
  cell.y = y_->unit(key.y);
  cell.x_text = x_->text(key.x);
  cell.y_text = y_->text(key.y);
  if (const auto found = kept_.find(key); found != kept_.end()) {
    cell.known = true;
    cell.value = lab::study_value(study_, found->second);
    cell.result = found->second;
  }
  return cell;
}

void MapStudy::put(Snapshot& snapshot) {
  auto view = std::make_shared<MapView>();
  view->fault = fault_;
  view->study = study_;
  if (x_ && y_ && !trail_.empty()) {
    const auto side = [&](const MapAxis& axis, const MapSide& part, const figure::Axis& shown) {
      MapSideView seen{.path = axis.path(), .names = {}, .whole = axis.whole(), .view = shown};
      if (axis.is_list())
        for (int i = 0; i < axis.count(); ++i) seen.names.push_back(axis.name(i));
      // As many samples as all of it has at first.
      seen.least_span = std::ldexp(axis.whole().span(), -axis.finest_level());
      seen.cell = axis.step(part.level);
      seen.standing = axis.standing(*snapshot.document);
      return seen;
    };
    view->x = side(*x_, window_.x(), trail_[here_].x);
    view->y = side(*y_, window_.y(), trail_[here_].y);
    view->shades = picture_;
    view->picture = {.columns = window_.x().count,
                     .rows = window_.y().count,
                     .values = view->shades,
                     .value = {-1.0, 1.0, false},
                     .scale = figure::HeatMap::Scale::diverging,
                     .smooth = false,
                     .least = window_.least(),
                     .most = window_.most(),
                     .version = version_};
    view->lowest = shades_->lowest();
    view->highest = shades_->highest();
    view->known = window_.known_in_view();
    view->wanted = window_.in_view();
    const double passed = now_ms() - begun_ms_;
    view->busy = sweep_ != nullptr;
    if (view->busy && passed > 200.0)
      view->cells_per_second = 1000.0 * static_cast<double>(since_) / passed;
    const auto at_end = [](const MapAxis& axis, const MapSide& part) {
      return axis.is_list() || part.level >= axis.finest_level();
    };
    view->finest = at_end(*x_, window_.x()) && at_end(*y_, window_.y());
    view->back = here_;
    view->forward = trail_.size() - 1 - here_;
    if (const auto index = pointed_ ? index_at(*pointed_) : std::nullopt) {
      const Key key = key_of(*index);
      view->pointed = cell_of(key);
      if (curve_of_ == key) view->pointed->costs = curve_;
    }
    for (const ComparedCells::Cell& compared : compared_.cells()) {
      MapCell& cell = view->compared.emplace_back(cell_of({compared.x, compared.y}));
      cell.costs = compared.costs;
      cell.number = compared.number;
    }
    view->dimension = dimension();
    if (lines_ && !lines_ticket_) {
      view->lines = lines_->lines();
      view->critical_scale = lines_->critical_scale();
    }
  }
  view_ = std::move(view);
  snapshot.map = view_;
}

std::optional<std::string> MapStudy::file(std::string_view extension,
                                          const document::Document& document, bool dark) const {
  if (!fault_.empty() || window_.size() == 0 || window_.known_in_view() < window_.in_view())
    return std::nullopt;
  const auto made = plan(true);
  if (!made) return std::nullopt;
  const lab::SweepPlan& plan = **made;
  std::string lines;
  std::string table = document::join({x_->path(), ",", y_->path(), ",value\n"});
  std::vector<double> values;
  for (int row = window_.y().low; row < window_.y().high; ++row)
    for (int column = window_.x().low; column < window_.x().high; ++column) {
      const std::size_t index = window_.index(column, row);
      const Key key = key_of(index);
      lab::CellResult cell = kept_.at(key);
      cell.cell = values.size();
      values.push_back(window_.value(index));
      if (extension == "jsonl") lines += lab::sweep_line(plan, cell, values.back());
      if (extension == "csv")
        table += document::join({x_->text(key.x), ",", y_->text(key.y), ",",
                                 document::number_text(values.back()), "\n"});
    }
  if (extension == "jsonl") return lines;
  if (extension == "csv") return table;
  if (extension != "png" && extension != "svg") return std::nullopt;
  document::Document titled = base_;
  titled.title = document.title;
  titled.study = study_;
  const MapPicture picture = map_picture(titled, plan, values, dark, shades_.get());
  return extension == "png" ? files::png(picture.image) : map_svg(picture);
}

}  // namespace isobath::app
