// SPDX-License-Identifier: MIT
// A layer in numbers.
#include "ui/scope/scope_card.hpp"

#include <array>
#include <cmath>
#include <span>
#include <string>

#include "say/common.hpp"
#include "say/scope.hpp"
#include "ui/controls/controls.hpp"
#include "ui/scope/scope_curve.hpp"

namespace isobath::ui {
namespace {

/// Lines of a card, as many as fit.
struct Lines {
  std::array<CardLine, 14> line;
  std::size_t size = 0;
  void add(const Text& name, const Text& value, ImU32 colour = 0) {
    if (size < line.size()) line[size++] = {name, value, colour};
  }
};

void add_density(Lines& lines, const core::Density& density, bool complete) {
  const auto total = static_cast<double>(density.total());
  if (density.total() == 0) return;
  lines.add(say::scope::middle_90(),
            number(density.quantile(0.05), 2) + " … " + number(density.quantile(0.95), 2));
  lines.add("positive", percent(static_cast<double>(density.above()) / total));
  if (density.zeros() > 0)
    lines.add(say::scope::exactly_0(), percent(static_cast<double>(density.zeros()) / total));
  if (density.nans() > 0) lines.add("NaN", percent(static_cast<double>(density.nans()) / total));
  if (density.infinities() > 0)
    lines.add("±Inf", percent(static_cast<double>(density.infinities()) / total));
  lines.add(complete ? say::scope::values_counted() : say::scope::values_sampled(),
            count(static_cast<std::int64_t>(density.total())));
}

}  // namespace

void draw_layer_card(const Frame& frame, int layer, const ScopeLane& lane) {
  const app::Snapshot& snapshot = frame.snapshot;
  const auto at = static_cast<std::size_t>(layer) - 1;
  if (at >= snapshot.record.layers.size() || at >= snapshot.document->layers.size()) return;
  const core::LayerRecord& now = snapshot.record.layers[at];
  const core::LayerOptions& options = snapshot.document->layers[at];
  const Text title = text_of(say::scope::card_title(
      std::to_string(layer), readable(options.activation), std::to_string(options.units)));
  const bool ratio = lane.quantity == core::Quantity::update_ratio;
  const Text name = every_layer(lane.quantity);
  Lines lines;
  lines.add(ratio ? name : Text("rms ") + name, number(rms_of(now, lane.quantity)), lane.colour);
  if (snapshot.record.step > snapshot.start.step && at < snapshot.start.layers.size())
    lines.add(say::scope::at_the_start(), number(rms_of(snapshot.start.layers[at], lane.quantity)));
  if (snapshot.theory) {
    const double expected =
        app::expected_rms(*snapshot.theory, snapshot.start, lane.quantity, layer);
    if (!std::isnan(expected)) lines.add(say::scope::theory_at_the_start(), number(expected));
  }
  if (lane.now != nullptr && at < lane.now->layers.size())
    add_density(lines, lane.now->layers[at], snapshot.scope.complete);
  if (now.saturated > 0.0) lines.add("saturated", percent(now.saturated));
  if (now.dead > 0.0) lines.add(say::common::dead_units(), percent(now.dead));
  if (!ratio) lines.add("ΔW/W", number(now.update_ratio, 2));
  card(frame, title.view(), std::span<const CardLine>(lines.line).first(lines.size));
}

}  // namespace isobath::ui
