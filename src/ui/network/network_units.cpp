// SPDX-License-Identifier: MIT
// Tiles from the atlas of maps, with bands for identical units and patterns for dead and saturated
// ones.
#include "ui/network/network_units.hpp"

#include <imgui_internal.h>

#include <algorithm>

#include "say/network.hpp"
#include "ui/controls/controls.hpp"
#include "ui/network/network_card.hpp"
#include "ui/network/network_edit.hpp"
#include "ui/plot/palette.hpp"

namespace isobath::ui {
namespace {

constexpr float kRound_px = 16.0F;  // from this size on, corners are round
constexpr float kEdged_px = 5.0F;   // and from this one there are edges

/// Parallel strokes from corner to corner: nothing passes here.
void draw_dead(ImDrawList& list, const Theme& theme, const Rect& tile) {
  list.AddRectFilled(tile.min, tile.max, faded(theme.colour.panel, 0.55F));
  const float side = tile.width();
  const int strokes = side < 12.0F ? 1 : 3;
  for (int i = 0; i < strokes; ++i) {
    const float by = side * (static_cast<float>(i) - static_cast<float>(strokes - 1) * 0.5F) * 0.5F;
    const ImVec2 from{tile.min.x + std::max(0.0F, by), tile.max.y + std::min(0.0F, by)};
    const ImVec2 to{tile.max.x + std::min(0.0F, by), tile.min.y + std::max(0.0F, by)};
    list.AddLine(from, to, theme.colour.text_soft, side < 12.0F ? 1.0F : 1.5F);
  }
}

/// Bars along both ends, as the function has flat ends.
void draw_saturated(ImDrawList& list, const Theme& theme, const Rect& tile) {
  const float bar = std::clamp(tile.height() * 0.12F, 1.5F, 5.0F);
  const float inset = tile.width() * 0.12F;
  for (const float y : {tile.min.y + 1.0F, tile.max.y - 1.0F - bar})
    list.AddRectFilled({tile.min.x + inset, y}, {tile.max.x - inset, y + bar}, theme.colour.danger,
                       1.0F);
}

void draw_marks(ImDrawList& list, const Theme& theme, const Rect& tile, const UnitMark& mark) {
  if (mark.dead) draw_dead(list, theme, tile);
  if (mark.saturated) draw_saturated(list, theme, tile);
  if (mark.group == 0) return;
  const float width = std::clamp(tile.width() * 0.14F, 2.0F, 5.0F);
  list.AddRectFilled({tile.min.x - width - 1.5F, tile.min.y}, {tile.min.x - 1.5F, tile.max.y},
                     group_colour(mark.group), 1.5F);
}

/// The tile's place in the atlas, or -1 where there is none.
int tile_index(const Frame& frame, int layer, int unit) {
  const app::UnitMaps& maps = frame.snapshot.unit_maps;
  const auto at = static_cast<std::size_t>(layer);
  if (frame.units.texture == ImTextureID{} || maps.side_cells <= 0 ||
      at >= maps.first_tile.size() || at >= maps.shown_units.size())
    return -1;
  const int place = unit - (at < maps.first_unit.size() ? maps.first_unit[at] : 0);
  return place >= 0 && place < maps.shown_units[at] ? maps.first_tile[at] + place : -1;
}

void draw_tile(const Frame& frame, ImDrawList& list, const Rect& tile, int layer, int unit) {
  const app::Snapshot& snapshot = frame.snapshot;
  const Theme& theme = frame.theme;
  const app::UnitId id{layer, unit};
  const bool pinned = snapshot.view.pinned_unit == id;
  const bool hovered = snapshot.view.hovered_unit == id;
  const ImU32 edge = hovered  ? theme.colour.text
                     : pinned ? theme.colour.backward
                              : theme.colour.grid_strong;
  // Hundreds of small tiles are squares; their edge is what shows of a square below.
  const bool small = tile.width() < kRound_px;
  const float rounding = small ? 0.0F : std::min(4.0F, tile.width() * 0.12F);
  Rect inner = tile;
  if (small && tile.width() >= kEdged_px) {
    list.ChannelsSetCurrent(kBelow);
    list.AddRectFilled(tile.min, tile.max, edge);
    inner = {{tile.min.x + 1.0F, tile.min.y + 1.0F}, {tile.max.x - 1.0F, tile.max.y - 1.0F}};
  }
  if (const int index = tile_index(frame, layer, unit); index >= 0) {
    const auto columns = static_cast<float>(frame.units.columns);
    const auto rows = static_cast<float>(frame.units.rows);
    const auto column = static_cast<float>(index % frame.units.columns);
    const auto row = static_cast<float>(index / frame.units.columns);
    // Half a cell is left out all around, so that smoothing does not mix in the neighbour's edge.
    const float inset = 0.5F / static_cast<float>(snapshot.unit_maps.side_cells);
    list.ChannelsSetCurrent(kPictures);
    list.AddImageRounded(frame.units.texture, inner.min, inner.max,
                         {(column + inset) / columns, (row + inset) / rows},
                         {(column + 1.0F - inset) / columns, (row + 1.0F - inset) / rows},
                         IM_COL32_WHITE, rounding);
  } else {
    list.ChannelsSetCurrent(kBelow);
    list.AddRectFilled(inner.min, inner.max, theme.colour.control, rounding);
  }
  list.ChannelsSetCurrent(kAbove);
  draw_marks(list, theme, tile, mark_of(snapshot, layer, unit));
  if (!small || hovered || pinned)
    list.AddRect(tile.min, tile.max, edge, rounding, 0, hovered || pinned ? 2.0F : 1.0F);
}

/// Beside the first and the last column, where there is room.
void draw_name(const Frame& frame, ImDrawList& list, const NetworkGeometry& geometry,
               const Rect& tile, int layer, std::string_view name) {
  const Theme& theme = frame.theme;
  const float y = tile.centre().y - theme.metric.body_px * 0.5F;
  if (geometry.tile_px < 12.0F) return;
  if (layer == 0) {
    const float room = geometry.left_px - geometry.tile_px * 0.5F - 8.0F;
    const float width = std::min(room, text_size(theme.fonts.body, name).x);
    draw_text(list, theme.fonts.body, {tile.min.x - width - 6.0F, y}, theme.colour.text_soft, name,
              room);
  } else if (layer == geometry.layers) {
    const float room = geometry.left_px - geometry.tile_px * 0.5F - 8.0F;
    draw_text(list, theme.fonts.strong, {tile.max.x + 8.0F, y}, theme.colour.text, name, room);
  }
}

}  // namespace

bool answers_at(const app::Snapshot& snapshot, int layer) {
  return layer == snapshot.layers() && snapshot.document->loss != core::Loss::squared_error;
}

UnitMark mark_of(const app::Snapshot& snapshot, int layer, int unit) {
  UnitMark mark;
  const auto at = static_cast<std::size_t>(layer);
  if (layer < 1 || at > snapshot.marks.size() || at >= snapshot.unit_maps.first_unit.size())
    return mark;
  const app::LayerMarks& marks = snapshot.marks[at - 1];
  const int offset = unit - snapshot.unit_maps.first_unit[at];
  const auto place = static_cast<std::size_t>(offset);
  if (offset < 0 || place >= marks.dead.size() || place >= marks.saturated.size() ||
      place >= marks.group.size())
    return mark;
  mark.dead = marks.dead[place] != 0;
  mark.saturated = !answers_at(snapshot, layer) && marks.saturated[place] > kSaturatedShare;
  mark.group = marks.group[place];
  if (mark.group > 0) mark.group_size = marks.group_size[static_cast<std::size_t>(mark.group) - 1];
  return mark;
}

ImU32 group_colour(int group) {
  // Violet first: the classes before it are the hues of the maps themselves.
  const auto index = static_cast<std::size_t>(group + 1) % palette::kClasses.size();
  return palette::pack(palette::kClasses[index]);
}

void draw_units(Frame& frame, const NetworkGeometry& geometry, ImVec2 origin, int layer) {
  const app::Snapshot& snapshot = frame.snapshot;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const int shown = geometry.shown(snapshot, layer);
  const int first = geometry.first(snapshot, layer);
  const bool folded = geometry.folded(snapshot, layer);
  const bool picture = layer == 0 && snapshot.unit_maps.pictures;
  const float left = std::round(origin.x + geometry.x(layer) - geometry.tile_px * 0.5F);
  for (int row = 0; row < shown; ++row) {
    const int unit = first + row;
    const float top = origin.y + geometry.y(row, shown, folded);
    const Rect tile{{left, top}, {left + geometry.tile_px, top + geometry.tall_px}};
    ImGui::SetCursorScreenPos(tile.min);
    ImGui::PushID(layer * (core::kMaxUnits + 1) + unit);
    const bool clicked = ImGui::InvisibleButton("##unit", tile.size(), ImGuiButtonFlags_EnableNav);
    const bool hovered =
        ImGui::IsItemHovered() || (ImGui::IsItemFocused() && ImGui::GetIO().NavVisible);
    if (picture) tooltip(frame, say::network::the_pixels_that_go());
    ImGui::PopID();
    const app::UnitId id{layer, unit};
    if (hovered && !picture) {
      frame.pointer.unit = id;
      frame.pointer.layer = layer;
      if (snapshot.view.pinned_unit != id) draw_hover_card(frame, id);
    }
    if (clicked && !picture && ImGui::GetIO().MouseDragMaxDistanceSqr[0] < 64.0F)
      frame.actions.push_back(app::PinUnit{id, snapshot.view.pinned_unit != id});
    draw_tile(frame, list, tile, layer, unit);
    const Text name = picture ? Text("x") : unit_name(snapshot, layer, unit);
    if (frame.widgets_wanted)
      register_widget(frame,
                      (Text("unit-") + std::to_string(layer) + "-" + std::to_string(unit)).view(),
                      name.view(), "unit", snapshot.view.pinned_unit == id ? "pinned" : "", tile);
    draw_name(frame, list, geometry, tile, layer, name.view());
  }
}

}  // namespace isobath::ui
