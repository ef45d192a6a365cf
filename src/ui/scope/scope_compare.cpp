// SPDX-License-Identifier: MIT
// Then and now.
#include "ui/scope/scope_compare.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "app/run/moment.hpp"
#include "ui/scope/scope_curve.hpp"
#include "ui/scope/scope_strips.hpp"

namespace isobath::ui {
namespace {

void draw_rms(ImDrawList& list, const ScopeLane& lane, const core::Record& record,
              const Stroke& stroke) {
  list.PushClipRect(lane.area.min, lane.area.max, true);
  for (std::size_t which = 0; which < lane.halves(); ++which) {
    const Plot plot = lane.half(which);
    Polyline line(list, plot, stroke);
    for (std::size_t i = 0; i < record.layers.size(); ++i)
      line.add(static_cast<double>(i + 1), rms_of(record.layers[i], lane.quantity));
  }
  list.PopClipRect();
}

/// From the rms then to the rms now, layer by layer.
void draw_band(ImDrawList& list, const ScopeLane& lane, const core::Record& then,
               const core::Record& now) {
  const float half = lane.per_layer_px() * 0.5F;
  list.PushClipRect(lane.area.min, lane.area.max, true);
  for (std::size_t which = 0; which < lane.halves(); ++which) {
    const Plot plot = lane.half(which);
    for (std::size_t i = 0; i < now.layers.size(); ++i) {
      const float from = plot.y_px(rms_of(then.layers[i], lane.quantity));
      const float to = plot.y_px(rms_of(now.layers[i], lane.quantity));
      if (!std::isfinite(from) || !std::isfinite(to)) continue;
      const float x = lane.x_px(static_cast<double>(i + 1));
      list.AddRectFilled({x - half, std::min(from, to)}, {x + half, std::max(from, to)},
                         faded(lane.colour, 0.55F));
    }
  }
  list.PopClipRect();
}

}  // namespace

Earlier start_of(const app::Snapshot& snapshot, core::Quantity quantity) {
  if (snapshot.record.step <= snapshot.start.step ||
      snapshot.start.layers.size() != snapshot.record.layers.size())
    return {};
  Earlier start{&snapshot.start, nullptr};
  if (snapshot.scope.start) start.densities = app::densities_of(*snapshot.scope.start, quantity);
  if (start.densities && start.densities->layers.size() != snapshot.record.layers.size())
    start.densities = nullptr;
  return start;
}

Earlier pinned_of(const app::Snapshot& snapshot, core::Quantity quantity) {
  if (!snapshot.pinned) return {};
  const app::Moment& moment = *snapshot.pinned;
  if (moment.look.record.layers.size() != snapshot.record.layers.size()) return {};
  return {&moment.look.record, app::densities_of(moment.values, quantity)};
}

void draw_earlier(const Frame& frame, ImDrawList& list, const ScopeLane& lane) {
  const app::Snapshot& snapshot = frame.snapshot;
  const Colours& c = frame.theme.colour;
  const Earlier start = start_of(snapshot, lane.quantity);
  const Earlier pinned = pinned_of(snapshot, lane.quantity);
  const core::Densities* spread = pinned.record ? pinned.densities : start.densities;
  if (spread != nullptr && lane.side == 0)
    draw_envelope(list, lane, *spread, faded(c.text_soft, 0.5F));
  if (start.record != nullptr)
    draw_rms(list, lane, *start.record, {faded(lane.colour, 0.75F), 1.4F, 0.0F, true});
  if (pinned.record == nullptr) return;
  if (snapshot.shows_difference()) draw_band(list, lane, *pinned.record, snapshot.record);
  draw_rms(list, lane, *pinned.record, {mixed(lane.colour, c.text, 0.6F), 1.6F, 0.0F, true});
}

Text change_in_words(const app::Snapshot& snapshot, core::Quantity quantity) {
  const Earlier pinned = pinned_of(snapshot, quantity);
  if (pinned.record == nullptr) return {};
  double least = 1e300, most = 0.0, largest = -1.0;
  std::size_t where = 0;
  for (std::size_t i = 0; i < snapshot.record.layers.size(); ++i) {
    const double then = rms_of(pinned.record->layers[i], quantity);
    const double now = rms_of(snapshot.record.layers[i], quantity);
    const double factor = now / then;
    if (!std::isfinite(factor) || factor <= 0.0) continue;
    least = std::min(least, factor);
    most = std::max(most, factor);
    if (const double size = std::fabs(std::log(factor)); size > largest) largest = size, where = i;
  }
  if (largest < 0.0) return {};
  return Text("×") + number(least, 2) + " … ×" + number(most, 2) + " since step " +
         count(pinned.record->step) + ", most in layer " + std::to_string(where + 1);
}

}  // namespace isobath::ui
