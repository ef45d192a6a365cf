// SPDX-License-Identifier: MIT
#include "app/study/search_board.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "app/study/map_shades.hpp"

namespace isobath::app {

namespace {

using document::Measure;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
/// A finite loss so many times the median stands at the top of the axis: one that runs away to
/// 10⁴⁰ would press all others flat.
constexpr double kAboveMedian = 1e3;

bool ranks_losses(Measure measure) {
  return measure == Measure::train_loss || measure == Measure::dev_loss;
}

double middle_of(std::vector<double> values) {
  if (values.empty()) return kInfinity;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

figure::Axis value_axis(Measure measure, const std::vector<double>& finite) {
  switch (measure) {
    case Measure::train_accuracy:
    case Measure::dev_accuracy:
    case Measure::trained:
      return {0.0, 1.0, false};
    default:
      break;
  }
  figure::Extent extent(ranks_losses(measure));
  const double most = ranks_losses(measure) ? kAboveMedian * middle_of(finite) : kInfinity;
  for (const double value : finite)
    if (value <= most) extent.add(value);
  return extent.axis(ranks_losses(measure) ? 0.3 : 1e-3);
}

}  // namespace

double badness(Measure measure, double value) {
  if (std::isnan(value)) return kInfinity;
  switch (measure) {
    case Measure::train_accuracy:
    case Measure::dev_accuracy:
    case Measure::trained:
      return -value;
    case Measure::convergence: {
      // −Σv of what converged is nearest to 0 where it went fastest; Σ1/v of what did not is
      // largest where it took longest.
      constexpr double kDiverged = 1e15;
      return value < 0.0 ? -value : kDiverged - value;
    }
    case Measure::scope_a:
    case Measure::scope_dz:
      return std::abs(value);
    default:
      return value;
  }
}

void SearchBoard::begin(std::vector<SearchAxis> fields, Measure measure, std::size_t cells,
                        bool keeps_brushes) {
  fields.push_back({.path = ""});
  if (keeps_brushes && fields.size() == axes_.size()) {
    for (std::size_t i = 0; i + 1 < fields.size(); ++i) fields[i].brush = axes_[i].brush;
    if (measure == measure_) fields.back().brush = axes_.back().brush;
  }
  axes_ = std::move(fields);
  measure_ = measure;
  units_.assign(cells * (axes_.size() - 1), 0.0F);
  values_.assign(cells, std::numeric_limits<double>::quiet_NaN());
  known_.assign(cells, 0);
  known_count_ = 0;
  renew();
}

void SearchBoard::set(std::size_t cell, std::span<const double> units, double value) {
  for (std::size_t i = 0; i < units.size(); ++i)
    units_[cell * units.size() + i] = static_cast<float>(units[i]);
  values_[cell] = value;
  if (std::exchange(known_[cell], std::uint8_t{1}) == 0) ++known_count_;
}

void SearchBoard::brush(std::size_t axis, std::optional<SearchRange> range) {
  if (axis >= axes_.size()) return;
  if (range && range->low > range->high) std::swap(range->low, range->high);
  axes_[axis].brush = range;
  renew_chosen();
}

void SearchBoard::show_best(double share) {
  best_ = std::clamp(share, 0.0, 1.0);
  renew_chosen();
}

void SearchBoard::renew() {
  renew_values();
  renew_chosen();
}

void SearchBoard::renew_values() {
  std::vector<double> reference, finite;
  auto lines = std::make_shared<SearchLines>();
  for (std::size_t cell = 0; cell < size(); ++cell) {
    if (!is_known(cell)) continue;
    lines->order.push_back(static_cast<std::uint32_t>(cell));
    reference.push_back(values_[cell]);
    if (std::isfinite(values_[cell])) finite.push_back(values_[cell]);
  }
  const MapShades shades(document::Study{.measure = measure_}, reference);
  lowest_ = shades.lowest();
  highest_ = shades.highest();
  lane_ = ranks_losses(measure_) || finite.size() < reference.size();
  figure::Axis& axis = axes_.back().axis;
  axis = value_axis(measure_, finite);
  const std::size_t fields = axes_.size() - 1;
  lines->axes = axes_.size();
  lines->version = ++version_;
  lines->units.resize(size() * axes_.size());
  lines->shades.resize(size());
  std::vector<double> rank(size(), kInfinity);
  for (const std::uint32_t cell : lines->order) {
    for (std::size_t i = 0; i < fields; ++i)
      lines->units[cell * axes_.size() + i] = units_[cell * fields + i];
    const double value = values_[cell];
    // A loss of 0 has no place on a logarithmic axis, and is the best there is.
    const double unit = axis.logarithmic && value <= 0.0 ? axis.lowest : axis.unit(value);
    lines->units[cell * axes_.size() + fields] = static_cast<float>(
        std::isfinite(value) ? std::clamp(unit, axis.lowest, axis.highest) : kInfinity);
    lines->shades[cell] = shades(value);
    rank[cell] = badness(measure_, value);
  }
  std::ranges::stable_sort(lines->order, {}, [&](std::uint32_t cell) { return rank[cell]; });
  lines_ = std::move(lines);
}

void SearchBoard::renew_chosen() {
  auto chosen = std::make_shared<SearchChosen>();
  chosen->version = ++version_;
  chosen->cells.assign(size(), 0);
  // At least one, where there is one.
  const auto best =
      static_cast<std::size_t>(std::ceil(best_ * static_cast<double>(lines_->order.size()) - 1e-9));
  for (std::size_t i = 0; i < std::min(best, lines_->order.size()); ++i) {
    const std::size_t cell = lines_->order[i];
    bool within = true;
    for (std::size_t axis = 0; axis < axes_.size() && within; ++axis)
      within = !axes_[axis].brush ||
               axes_[axis].brush->holds(static_cast<double>(lines_->unit(cell, axis)));
    if (!within) continue;
    chosen->cells[cell] = 1;
    ++chosen->count;
  }
  chosen_ = std::move(chosen);
}

void SearchBoard::put(SearchView& view) const {
  view.axes = axes_;
  view.lane = lane_;
  view.lines = lines_;
  view.chosen = chosen_;
  view.best = best_;
  view.lowest = lowest_;
  view.highest = highest_;
  view.known = known_count_;
  view.wanted = size();
}

}  // namespace isobath::app
