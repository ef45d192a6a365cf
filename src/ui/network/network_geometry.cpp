// SPDX-License-Identifier: MIT
// The arithmetic of the network's drawing.
#include "ui/network/network_geometry.hpp"

#include <algorithm>
#include <cmath>

namespace isobath::ui {
namespace {

constexpr float kGap = 6.0F;  // between tiles
constexpr float kLargestTile = 96.0F;
constexpr float kName = 24.0F;         // room for x₁ or ŷ
constexpr float kTallestTile = 40.0F;  // of narrow columns
constexpr float kWidestPitch = 280.0F;
constexpr float kNarrowestPitch = 3.0F;
constexpr float kMostTiles = 1000.0F;  // on screen at once, zoomed out

float least_pitch(const Theme& theme) { return theme.touch ? 92.0F : 78.0F; }

/// Names of inputs on the left, ŷ on the right. The inputs of a table are called by words.
float margin(const app::Snapshot& snapshot, float width_px) {
  const bool words = snapshot.document->data.source == data::Source::table ||
                     (!snapshot.dataset->plane && !snapshot.unit_maps.pictures);
  return std::clamp(width_px * 0.11F, words ? 64.0F : 44.0F, 92.0F);
}

/// From column to column where nobody zoomed.
float usual_pitch(const app::Snapshot& snapshot, const Theme& theme, float width_px) {
  const float fitting =
      (width_px - 2.0F * margin(snapshot, width_px)) / static_cast<float>(snapshot.layers());
  return std::clamp(fitting, least_pitch(theme), kWidestPitch);
}

}  // namespace

int drawn_units(const app::Snapshot& snapshot, int layer) {
  return layer == 0 && snapshot.unit_maps.pictures ? 1 : snapshot.units(layer);
}

int NetworkGeometry::shown(const app::Snapshot& snapshot, int layer) const {
  return std::min(drawn_units(snapshot, layer), rows);
}

int NetworkGeometry::first(const app::Snapshot& snapshot, int layer) const {
  const int hidden = drawn_units(snapshot, layer) - shown(snapshot, layer);
  const int walked = snapshot.view.units.first_unit[static_cast<std::size_t>(layer)];
  return std::clamp(walked, 0, hidden);
}

float NetworkGeometry::column_px(int layer) const {
  return std::min(pitch_px, 2.0F * std::min(x(layer), content_px - x(layer)));
}

bool NetworkGeometry::folded(const app::Snapshot& snapshot, int layer) const {
  return drawn_units(snapshot, layer) > rows;
}

float NetworkGeometry::y(int row, int shown, bool folded) const {
  const float height =
      static_cast<float>(shown) * row_px - (row_px - tall_px) + (folded ? fold_px : 0.0F);
  const float top = body_top_px + std::max(0.0F, (body_bottom_px - body_top_px - height) * 0.5F);
  return std::round(top + static_cast<float>(row) * row_px);
}

int NetworkGeometry::first_visible(float from_px) const {
  return std::clamp(static_cast<int>(std::floor((from_px - left_px) / pitch_px)), 0, layers);
}

int NetworkGeometry::last_visible(float to_px) const {
  return std::clamp(static_cast<int>(std::ceil((to_px - left_px) / pitch_px)), 0, layers);
}

float least_zoom(const app::Snapshot& snapshot, const Theme& theme, float width_px) {
  const float fitting =
      (width_px - 2.0F * margin(snapshot, width_px)) / static_cast<float>(snapshot.layers());
  const float narrowest = std::max(fitting, kNarrowestPitch);
  return std::min(1.0F, narrowest / usual_pitch(snapshot, theme, width_px));
}

float most_zoom(const app::Snapshot& snapshot, const Theme& theme, float width_px) {
  return std::max(1.0F, kWidestPitch / usual_pitch(snapshot, theme, width_px));
}

NetworkGeometry network_geometry(const app::Snapshot& snapshot, const Theme& theme, ImVec2 size_px,
                                 float zoom) {
  NetworkGeometry g;
  g.layers = snapshot.layers();
  g.pitch_px = usual_pitch(snapshot, theme, size_px.x) *
               std::clamp(zoom, least_zoom(snapshot, theme, size_px.x),
                          most_zoom(snapshot, theme, size_px.x));
  g.compact = g.pitch_px < least_pitch(theme) * 0.93F;
  const float drawn = g.pitch_px * static_cast<float>(g.layers);
  g.content_px = std::max(size_px.x, drawn + 2.0F * margin(snapshot, size_px.x));
  g.left_px = std::round(std::max(margin(snapshot, size_px.x), (size_px.x - drawn) * 0.5F));

  const float control = theme.touch ? 34.0F : 22.0F;
  g.shapes = size_px.y >= 270.0F;
  // The layer's number and activation above, its units and shape below.
  g.body_top_px = g.compact ? 22.0F : control + (theme.touch ? 36.0F : 26.0F);
  g.body_bottom_px = g.compact ? size_px.y - 8.0F : size_px.y - control - (g.shapes ? 24.0F : 6.0F);
  g.fold_px = theme.touch ? 38.0F : 22.0F;
  // Beside the first and the last column stand names.
  const float widest = std::min({kLargestTile, 2.0F * (g.left_px - kName),
                                 g.pitch_px - std::clamp(g.pitch_px * 0.35F, 2.0F, 26.0F)});
  const float least_tile = std::min(theme.touch ? 32.0F : 20.0F, widest);
  const float gap = std::min(kGap, g.pitch_px * 0.2F);
  const float height = std::max(least_tile, g.body_bottom_px - g.body_top_px);
  if (height < least_tile + g.fold_px + gap || g.compact) {
    g.fold_px = 14.0F;
    g.fold_buttons = false;
  }
  int most = 1;
  for (int layer = 0; layer <= g.layers; ++layer)
    most = std::max(most, drawn_units(snapshot, layer));
  const float fitting = (height + gap) / static_cast<float>(most) - gap;
  g.tile_px = std::floor(std::clamp(fitting, least_tile, widest));
  g.row_px = g.tile_px + std::min(gap + 6.0F, std::max(gap, fitting + gap - g.tile_px));
  g.rows = std::max(1, static_cast<int>((height + gap) / g.row_px));
  // Where something is folded, its line needs room too.
  if (most > g.rows) g.rows = std::max(1, static_cast<int>((height + gap - g.fold_px) / g.row_px));
  const float columns = std::min(static_cast<float>(g.layers + 1), size_px.x / g.pitch_px + 2.0F);
  if (g.compact) g.rows = std::clamp(static_cast<int>(kMostTiles / columns), 1, g.rows);
  g.tall_px = g.tile_px;
  if (!g.compact) return g;
  // Narrow columns use the height there is.
  const auto most_rows = static_cast<float>(std::min(most, g.rows));
  const float room = (height - (most > g.rows ? g.fold_px : 0.0F)) / most_rows;
  g.tall_px = std::floor(std::clamp(room - gap, g.tile_px, kTallestTile));
  g.row_px = std::max(g.row_px, g.tall_px + gap);
  return g;
}

}  // namespace isobath::ui
