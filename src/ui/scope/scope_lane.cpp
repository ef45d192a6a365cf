// SPDX-License-Identifier: MIT
// Axes, lines and marks of a lane.
#include "ui/scope/scope_lane.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "ui/controls/controls.hpp"
#include "ui/plot/framed_plot.hpp"
#include "ui/scope/scope_compare.hpp"
#include "ui/scope/scope_curve.hpp"
#include "ui/scope/scope_shores.hpp"
#include "ui/scope/scope_window.hpp"

namespace isobath::ui {
namespace {

constexpr double kDeepest = 3.0;  // decades below the smallest rms that densities may ask for

Ticks ticks_of(const ScopeLane& lane) {
  const Plot plot = lane.half(0);
  const int most = static_cast<int>(plot.area.height() / 24.0F);
  return make_ticks(lane.magnitude, std::clamp(most, 1, 9));
}

}  // namespace

Plot ScopeLane::half(std::size_t which) const {
  if (!is_signed) return {area, layers, magnitude};
  const float middle = std::round(area.centre().y);
  if (which == 0) return {{area.min, {area.max.x, middle}}, layers, magnitude};
  const Axis mirrored{magnitude.highest, magnitude.lowest, true};
  return {{{area.min.x, middle}, area.max}, layers, mirrored};
}

int ScopeLane::layer_at(float x) const {
  const double at = half(0).x_at(x);
  const auto first = std::floor(layers.lowest + 0.5), last = std::ceil(layers.highest - 0.5);
  return static_cast<int>(std::clamp(std::round(at), first, last));
}

ScopeLane make_lane(const Frame& frame, core::Quantity quantity, bool forwards) {
  const app::Snapshot& snapshot = frame.snapshot;
  ScopeLane lane;
  lane.quantity = quantity;
  lane.role = forwards ? app::figure::Role::forward : app::figure::Role::backward;
  lane.colour = forwards ? frame.theme.colour.forward : frame.theme.colour.backward;
  const core::Densities& now = forwards ? snapshot.scope.forward : snapshot.scope.backward;
  // While another quantity was just chosen, the densities may still be of the last one.
  if (now.quantity == quantity && now.layers.size() == snapshot.record.layers.size())
    lane.now = &now;
  lane.layers = layers_in_view(static_cast<int>(snapshot.record.layers.size()));
  lane.is_signed = snapshot.view.signs_shown && quantity != core::Quantity::update_ratio;
  return lane;
}

void add_to_extent(const app::Snapshot& snapshot, const ScopeLane& lane, Extent& extent) {
  if (lane.quantity == core::Quantity::update_ratio) extent.add(kHealthyUpdate);
  double smallest = 1e300;
  const core::Record* const pinned = pinned_of(snapshot, lane.quantity).record;
  for (const core::Record* record : {&snapshot.record, &snapshot.start, pinned}) {
    if (record == nullptr) continue;
    for (const core::LayerRecord& layer : record->layers) {
      if (!lane.shows(layer.layer)) continue;
      const double rms = rms_of(layer, lane.quantity);
      extent.add(rms);
      if (rms > 0.0) smallest = std::min(smallest, rms);
    }
  }
  if (const auto* twin = twin_of(snapshot).layers)
    for (const core::LayerRecord& layer : *twin)
      if (lane.shows(layer.layer)) extent.add(rms_of(layer, lane.quantity));
  if (lane.now == nullptr) return;
  const double deepest = smallest * std::pow(10.0, -kDeepest);
  for (std::size_t i = 0; i < lane.now->layers.size(); ++i) {
    const core::Density& density = lane.now->layers[i];
    if (density.first_bin() == density.end_bin() || !lane.shows(static_cast<int>(i) + 1)) continue;
    extent.add(std::max(density.quantile(0.04), deepest));
    extent.add(density.quantile(0.998));
  }
}

Axis magnitude_axis(const app::Snapshot& snapshot, const Extent& extent) {
  Axis axis = extent.axis(2.0);
  axis = with_shores(snapshot.document->precision, axis);
  // Room beyond the last decades for the marks at the edges.
  const double margin = (axis.highest - axis.lowest) * 0.05;
  axis.lowest -= margin;
  axis.highest += margin;
  return axis;
}

float magnitudes_width(const Frame& frame, const ScopeLane& lane) {
  const float sign = lane.is_signed ? text_size(frame.theme.fonts.small, "−").x : 0.0F;
  return tick_room(frame.theme, ticks_of(lane)) + sign;
}

void draw_magnitudes(const Frame& frame, ImDrawList& list, const ScopeLane& lane) {
  const Theme& theme = frame.theme;
  Ticks ticks = ticks_of(lane);
  draw_y_axis(list, theme, lane.half(0), ticks);
  if (!lane.is_signed) return;
  for (Tick& tick : ticks)
    if (!tick.label.empty()) tick.label = Text("−") + tick.label;
  draw_y_axis(list, theme, lane.half(1), ticks);
  const float middle = lane.half(1).area.min.y;
  list.AddLine({lane.area.min.x, middle}, {lane.area.max.x, middle}, theme.colour.grid_strong,
               1.0F);
}

void draw_marks(const Frame& frame, ImDrawList& list, const ScopeLane& lane, float* word_top_px) {
  const auto& layers = frame.snapshot.record.layers;
  const float half = lane.per_layer_px() * 0.5F;
  const Plot plot = lane.whole();
  int first_bad = 0;
  double first_value = 0.0;
  for (std::size_t i = 0; i < layers.size(); ++i) {
    const double rms = rms_of(layers[i], lane.quantity);
    const auto layer = static_cast<double>(i + 1);
    if (!std::isfinite(rms)) {
      draw_non_finite_mark(list, frame.theme, plot, layer, half);
      if (first_bad == 0) {
        first_bad = static_cast<int>(i + 1);
        first_value = rms;
      }
    } else if (rms == 0.0) {
      draw_zero_mark(list, lane.half(0), layer, half, lane.colour);
    }
  }
  if (first_bad == 0) return;
  const Theme& theme = frame.theme;
  const Text word = every_layer(lane.quantity) + " = " + number(first_value) + " from layer " +
                    std::to_string(first_bad);
  const float width = text_size(theme.fonts.label, word.view()).x;
  const float x = std::clamp(lane.x_px(first_bad) - half + 4.0F, lane.area.min.x + 4.0F,
                             std::max(lane.area.min.x + 4.0F, lane.area.max.x - width - 4.0F));
  const Rect box{{x - 3.0F, *word_top_px}, {x + width + 4.0F, *word_top_px + 17.0F}};
  list.AddRectFilled(box.min, box.max, theme.colour.non_finite, 3.0F);
  draw_text_in(list, theme.fonts.label, box, {0.5F, 0.5F}, IM_COL32_WHITE, word.view());
  *word_top_px += 20.0F;
}

}  // namespace isobath::ui
