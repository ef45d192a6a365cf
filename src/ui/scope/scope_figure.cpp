// SPDX-License-Identifier: MIT
// Lines by layer, the earlier ones below.
#include "ui/scope/scope_figure.hpp"

#include <algorithm>
#include <cmath>

#include "say/scope.hpp"
#include "ui/plot/figure_plot.hpp"
#include "ui/scope/scope_compare.hpp"
#include "ui/scope/scope_curve.hpp"

namespace isobath::ui {
namespace {

using app::figure::Figure;
using app::figure::Ink;
using app::figure::Role;
using app::figure::Series;

Series& add_rms(const core::Record& record, const ScopeLane& lane, const Text& name, Ink ink,
                float width_px, Figure& figure) {
  Series& line = figure.line(name, ink, width_px);
  for (std::size_t i = 0; i < record.layers.size(); ++i)
    line.add(static_cast<double>(i + 1), rms_of(record.layers[i], lane.quantity));
  return line;
}

void add_envelope(const core::Densities& densities, Figure& figure) {
  for (const double share : {0.05, 0.95}) {
    Series& line = figure.line({}, {Role::soft, 0.5F}, 1.0F);
    for (std::size_t i = 0; i < densities.layers.size(); ++i)
      line.add(static_cast<double>(i + 1), densities.layers[i].quantile(share));
  }
}

/// From the rms then to the rms now, layer by layer.
void add_change(const core::Record& then, const core::Record& now, const ScopeLane& lane,
                Figure& figure) {
  app::figure::Band& band = figure.bands.add();
  band.ink = {lane.role, 0.55F};
  for (std::size_t i = 0; i < now.layers.size(); ++i) {
    const double a = rms_of(then.layers[i], lane.quantity);
    const double b = rms_of(now.layers[i], lane.quantity);
    const auto layer = static_cast<double>(i + 1);
    // What has no place on the axis has no bar either.
    const double low = std::min(a, b) > 0.0 ? std::min(a, b) : std::nan("");
    band.add(layer - 0.5, low, std::max(a, b));
    band.add(layer + 0.5, low, std::max(a, b));
    band.add(layer + 0.5, std::nan(""), std::nan(""));
  }
}

void add_twin(const app::Snapshot& snapshot, const ScopeLane& lane, Figure& figure) {
  const Twin twin = twin_of(snapshot);
  if (twin.layers == nullptr) return;
  Series& line = figure.line(twin.name, twin.ink, 2.0F);
  for (const core::LayerRecord& layer : *twin.layers)
    line.add(layer.layer, rms_of(layer, lane.quantity));
}

void add_earlier(const app::Snapshot& snapshot, const ScopeLane& lane, Figure& figure) {
  const Earlier start = start_of(snapshot, lane.quantity);
  const Earlier pinned = pinned_of(snapshot, lane.quantity);
  const core::Densities* spread = pinned.record ? pinned.densities : start.densities;
  if (spread != nullptr && lane.side == 0) add_envelope(*spread, figure);
  if (start.record != nullptr)
    add_rms(*start.record, lane, say::scope::at_the_start(), {lane.role, 0.75F}, 1.4F, figure)
        .dashed = true;
  if (pinned.record == nullptr) return;
  if (snapshot.shows_difference()) add_change(*pinned.record, snapshot.record, lane, figure);
  const Ink ink{.role = lane.role, .to_text = 0.6F};
  add_rms(*pinned.record, lane, "pinned", ink, 1.6F, figure).dashed = true;
}

}  // namespace

void make_lane_figure(const Frame& frame, const ScopeLane& lane, Figure& figure) {
  const app::Snapshot& snapshot = frame.snapshot;
  figure.clear();
  figure.x_name = "layer";
  figure.y_name = every_layer(lane.quantity);
  figure.x = lane.layers;
  figure.y = lane.magnitude;
  add_earlier(snapshot, lane, figure);
  add_twin(snapshot, lane, figure);
  Series& now =
      add_rms(snapshot.record, lane, Text("rms of ") + figure.y_name, {lane.role}, 2.0F, figure);
  const float dot = std::clamp(lane.per_layer_px() * 0.16F, 0.0F, 3.5F);
  now.dot_px = dot >= 1.5F ? dot : 0.0F;
  if (!snapshot.theory) return;
  Series& theory = figure.line(say::scope::by_theory(), {Role::text, 0.85F}, 1.2F);
  for (std::size_t i = 0; i < snapshot.theory->layers.size(); ++i) {
    const auto layer = static_cast<int>(i) + 1;
    theory.add(layer, app::expected_rms(*snapshot.theory, snapshot.start, lane.quantity, layer));
  }
}

void draw_lane_figure(const Frame& frame, ImDrawList& list, const ScopeLane& lane,
                      const Figure& figure) {
  list.PushClipRect(lane.area.min, lane.area.max, true);
  for (std::size_t which = 0; which < lane.halves(); ++which)
    draw_figure(list, frame.theme, lane.half(which), figure);
  list.PopClipRect();
}

}  // namespace isobath::ui
