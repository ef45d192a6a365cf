// SPDX-License-Identifier: MIT
// Links as curves where they are few, as straight lines where they are many.
#include "ui/network_links.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace isobath::ui {
namespace {

using Weights = core::Matrix<float>;  // [shown units of l, shown units of l - 1]

/// The size from which about `most` of the weights are drawn: read off a histogram of |w|.
float threshold(const Weights& weights, core::Index rows, core::Index columns, float largest,
                int most) {
  if (rows * columns <= most) return 0.0F;
  constexpr int kBins = 64;
  std::array<int, kBins> histogram{};
  for (core::Index row = 0; row < rows; ++row)
    for (core::Index column = 0; column < columns; ++column) {
      const float share = std::fabs(weights(row, column)) / largest;
      if (!std::isfinite(share)) continue;
      ++histogram[static_cast<std::size_t>(std::min(kBins - 1, static_cast<int>(share * kBins)))];
    }
  int drawn = 0;
  int bin = kBins;
  while (bin > 0 && drawn + histogram[static_cast<std::size_t>(bin - 1)] <= most)
    drawn += histogram[static_cast<std::size_t>(--bin)];
  // One bin alone may hold more than `most` (equal weights): then it is drawn all the same.
  return largest * static_cast<float>(std::min(bin, kBins - 1)) / kBins;
}

}  // namespace

void draw_links(const Frame& frame, ImDrawList& list, const NetworkGeometry& geometry,
                ImVec2 origin, int layer, int most) {
  const app::Snapshot& snapshot = frame.snapshot;
  const auto at = static_cast<std::size_t>(layer - 1);
  if (at >= snapshot.links.size()) return;
  const app::LayerLinks& links = snapshot.links[at];
  const int to_shown = geometry.shown(snapshot, layer);
  const int from_shown = geometry.shown(snapshot, layer - 1);
  const core::Index rows = std::min<core::Index>(to_shown, links.weights.rows());
  const core::Index columns = std::min<core::Index>(from_shown, links.weights.cols());
  const float largest = links.max_abs > 0.0F && std::isfinite(links.max_abs) ? links.max_abs : 1.0F;
  const float least = threshold(links.weights, rows, columns, largest, most);

  const Colours& c = frame.theme.colour;
  const float half = geometry.tile_px * 0.5F;
  const float x0 = origin.x + geometry.x(layer - 1) + half;
  const float x1 = origin.x + geometry.x(layer) - half;
  const bool to_folded = snapshot.units(layer) > to_shown;
  const bool from_folded = snapshot.units(layer - 1) > from_shown;
  const float to_y = origin.y + geometry.y(0, to_shown, to_folded) + half;
  const float from_y = origin.y + geometry.y(0, from_shown, from_folded) + half;
  const bool curved = rows * columns <= 36;
  // Many links cover the paper: they give way to the units.
  const float dense = curved ? 1.0F : 0.72F;
  const float bend = (x1 - x0) * 0.45F;
  const auto focus = snapshot.view.focus();
  const float widest = std::clamp(geometry.tile_px * 0.12F, 2.0F, 5.0F);

  for (core::Index row = 0; row < rows; ++row)
    for (core::Index column = 0; column < columns; ++column) {
      const float weight = links.weights(row, column);
      const bool finite = std::isfinite(weight);
      const float share = finite ? std::min(1.0F, std::fabs(weight) / largest) : 1.0F;
      if (finite && std::fabs(weight) < least) continue;
      float opacity = (0.12F + 0.78F * share) * (finite ? dense : 0.4F);
      if (focus) {
        const bool touches = (focus->layer == layer && focus->unit == row) ||
                             (focus->layer == layer - 1 && focus->unit == column);
        opacity = touches ? std::max(0.5F, opacity) : opacity * 0.18F;
      }
      const ImU32 sign = weight < 0.0F ? c.negative : c.positive;
      const ImU32 colour = faded(finite ? sign : c.non_finite, opacity);
      const float width = 0.8F + (widest - 0.8F) * share;
      const ImVec2 from{x0, from_y + static_cast<float>(column) * geometry.row_px};
      const ImVec2 to{x1, to_y + static_cast<float>(row) * geometry.row_px};
      if (curved)
        list.AddBezierCubic(from, {from.x + bend, from.y}, {to.x - bend, to.y}, to, colour, width,
                            18);
      else
        list.AddLine(from, to, colour, width);
    }
}

}  // namespace isobath::ui
