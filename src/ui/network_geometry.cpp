// SPDX-License-Identifier: MIT
// The arithmetic of the network's drawing.
#include "ui/network_geometry.hpp"

#include <algorithm>
#include <cmath>

namespace isobath::ui {
namespace {

constexpr float kGap = 6.0F;  // between tiles
constexpr float kLargestTile = 96.0F;
constexpr float kWidestPitch = 280.0F;
constexpr float kFoldLine = 20.0F;  // "+48 more"

int tiles_of(const app::Snapshot& snapshot, int layer) {
  const int units = snapshot.units(layer);
  const auto& shown = snapshot.unit_maps.shown_units;
  const auto at = static_cast<std::size_t>(layer);
  return at < shown.size() ? std::min(units, shown[at]) : units;
}

}  // namespace

int NetworkGeometry::shown(const app::Snapshot& snapshot, int layer) const {
  return std::min(tiles_of(snapshot, layer), rows);
}

float NetworkGeometry::y(int unit, int shown, bool folded) const {
  const float height =
      static_cast<float>(shown) * row_px - (row_px - tile_px) + (folded ? kFoldLine : 0.0F);
  const float top = body_top_px + std::max(0.0F, (body_bottom_px - body_top_px - height) * 0.5F);
  return std::round(top + static_cast<float>(unit) * row_px);
}

int NetworkGeometry::first_visible(float from_px) const {
  return std::clamp(static_cast<int>(std::floor((from_px - left_px) / pitch_px)), 0, layers);
}

int NetworkGeometry::last_visible(float to_px) const {
  return std::clamp(static_cast<int>(std::ceil((to_px - left_px) / pitch_px)), 0, layers);
}

NetworkGeometry network_geometry(const app::Snapshot& snapshot, const Theme& theme,
                                 ImVec2 size_px) {
  NetworkGeometry g;
  g.layers = snapshot.layers();
  const float least_pitch = theme.touch ? 96.0F : 78.0F;
  const float least_tile = theme.touch ? 32.0F : 20.0F;
  const float margin = 56.0F;  // names of inputs on the left, ŷ on the right
  const float room = size_px.x - 2.0F * margin;
  g.pitch_px = std::clamp(room / static_cast<float>(g.layers), least_pitch, kWidestPitch);
  const float drawn = g.pitch_px * static_cast<float>(g.layers);
  g.content_px = std::max(size_px.x, drawn + 2.0F * margin);
  g.left_px = std::round(std::max(margin, (size_px.x - drawn) * 0.5F));

  const float control = theme.touch ? 34.0F : 22.0F;
  g.body_top_px = control + 26.0F;  // the layer's number, its activation
  g.body_bottom_px = size_px.y - control - 24.0F;
  const float height = std::max(least_tile, g.body_bottom_px - g.body_top_px);
  int most = 1;
  for (int layer = 0; layer <= g.layers; ++layer) most = std::max(most, tiles_of(snapshot, layer));
  const float fitting = (height + kGap) / static_cast<float>(most) - kGap;
  const float widest = std::min(kLargestTile, g.pitch_px - 26.0F);
  g.tile_px = std::floor(std::clamp(fitting, least_tile, widest));
  g.row_px = g.tile_px + std::min(kGap + 6.0F, std::max(kGap, fitting + kGap - g.tile_px));
  g.rows = std::max(1, static_cast<int>((height + kGap) / g.row_px));
  // Where something is folded, its line needs room too.
  if (most > g.rows || std::ranges::any_of(snapshot.document->layers,
                                           [&](const auto& layer) { return layer.units > g.rows; }))
    g.rows = std::max(1, static_cast<int>((height + kGap - kFoldLine) / g.row_px));
  return g;
}

}  // namespace isobath::ui
