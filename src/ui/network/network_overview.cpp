// SPDX-License-Identifier: MIT
// Every layer as a bar: its height by units, its upper half by the size of A, its lower half by the
// size of dZ, and flags for what goes wrong.
#include "ui/network/network_overview.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "say/common.hpp"
#include "say/network.hpp"
#include "ui/controls/controls.hpp"
#include "ui/network/network_units.hpp"
#include "ui/plot/palette.hpp"
#include "ui/stepper/stepper_reach.hpp"

namespace isobath::ui {
namespace {

const core::LayerRecord* record_of(const app::Snapshot& snapshot, int layer) {
  const auto at = static_cast<std::size_t>(layer);
  return layer > 0 && at <= snapshot.record.layers.size() ? &snapshot.record.layers[at - 1]
                                                          : nullptr;
}

void draw_bar(const Frame& frame, ImDrawList& list, int layer, ImVec2 middle, float half_width,
              float half_height) {
  const Theme& theme = frame.theme;
  const ImVec2 low{middle.x - half_width, middle.y - half_height};
  const ImVec2 high{middle.x + half_width, middle.y + half_height};
  const core::LayerRecord* record = record_of(frame.snapshot, layer);
  if (record == nullptr) {
    list.AddRectFilled(low, high, theme.colour.text_faint);
    return;
  }
  list.AddRectFilled(low, {high.x, middle.y}, size_colour(theme, record->a.rms));
  list.AddRectFilled({low.x, middle.y}, high, size_colour(theme, record->d_z.rms));
  if ((record->saturated > 0.5 && !answers_at(frame.snapshot, layer)) || record->dead > 0.5)
    list.AddRectFilled({low.x, high.y + 1.0F}, {high.x, high.y + 3.0F}, theme.colour.danger);
}

void draw_bars(const Frame& frame, const NetworkGeometry& geometry, const Rect& strip,
               float view_px, float scrolled_px) {
  const app::Snapshot& snapshot = frame.snapshot;
  const Colours& c = frame.theme.colour;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(strip.min, strip.max, c.control, 4.0F);
  const float scale = strip.width() / geometry.content_px;
  const float half = std::max(1.0F, geometry.pitch_px * scale * 0.68F) * 0.5F;
  const LayerSpan forwards = layers_to_come(snapshot, core::Quantity::a);
  const LayerSpan backwards = layers_to_come(snapshot, core::Quantity::d_z);
  for (int layer = 0; layer <= geometry.layers; ++layer) {
    const float x = strip.min.x + geometry.x(layer) * scale;
    // 512 units fill the strip; by their logarithm, so that 1 and 8 differ too.
    const float height = 3.0F + (strip.height() * 0.5F - 7.0F) *
                                    std::log2(1.0F + static_cast<float>(snapshot.units(layer))) /
                                    9.0F;
    draw_bar(frame, list, layer, {x, strip.centre().y}, half, height);
    const float middle = strip.centre().y;
    if (forwards.has(layer)) draw_veil(frame, list, {x - half, strip.min.y}, {x + half, middle});
    if (backwards.has(layer)) draw_veil(frame, list, {x - half, middle}, {x + half, strip.max.y});
    if (layer > 0 && layer == snapshot.view.hovered_layer)
      list.AddRect({x - half - 1.5F, strip.min.y + 1.0F}, {x + half + 1.5F, strip.max.y - 1.0F},
                   c.text, 1.0F, 0, 1.5F);
  }
  const float from = strip.min.x + scrolled_px * scale;
  const float to = from + view_px * scale;
  for (const auto& [left, right] : {std::pair{strip.min.x, from}, std::pair{to, strip.max.x}})
    if (right - left > 1.0F)
      list.AddRectFilled({left, strip.min.y}, {right, strip.max.y}, faded(c.panel, 0.45F), 4.0F);
  list.AddRect({from, strip.min.y}, {to, strip.max.y}, c.accent, 4.0F, 0, 2.0F);
}

/// The layer under the pointer, told beside it.
void tell_layer(Frame& frame, const NetworkGeometry& geometry, const Rect& strip) {
  const float share = (ImGui::GetIO().MousePos.x - strip.min.x) / strip.width();
  const int layer = static_cast<int>(
      std::lround((share * geometry.content_px - geometry.left_px) / geometry.pitch_px));
  const core::LayerRecord* record = record_of(frame.snapshot, layer);
  if (record == nullptr) return;
  frame.pointer.layer = layer;
  const Theme& theme = frame.theme;
  std::array<CardLine, 6> lines{
      {{Text("units"), count(frame.snapshot.units(layer)), 0},
       {Text(say::network::rms_of_a()), number(record->a.rms), size_colour(theme, record->a.rms)},
       {Text(say::network::rms_of_dz()), number(record->d_z.rms),
        size_colour(theme, record->d_z.rms)},
       {Text("saturated"), percent(record->saturated), 0},
       {Text(say::common::dead_units()), percent(record->dead), 0},
       {Text(say::network::press_or_drag_scroll()), Text(), 0}}};
  card(frame, (Text("layer ") + std::to_string(layer)).view(), lines);
}

/// Arrows move the window while the strip has the keyboard's light.
float arrows(const NetworkGeometry& geometry) {
  if (!ImGui::IsItemFocused() || !ImGui::GetIO().NavVisible) return 0.0F;
  float by = 0.0F;
  const ImGuiID owner = ImGui::GetItemID();
  for (const auto& [key, direction] :
       {std::pair{ImGuiKey_LeftArrow, -1.0F}, std::pair{ImGuiKey_RightArrow, 1.0F}}) {
    ImGui::SetKeyOwner(key, owner);
    if (ImGui::IsKeyPressed(key, ImGuiInputFlags_Repeat, owner))
      by += direction * geometry.pitch_px;
  }
  return by;
}

}  // namespace

ImU32 size_colour(const Theme& theme, double rms) {
  if (!std::isfinite(rms)) return theme.colour.non_finite;
  const double power = rms > 0.0 ? std::log10(rms) : -8.0;
  // Even nothing stands out from the ground.
  const double share = std::clamp((power + 8.0) / 9.0, 0.0, 1.0);
  const ImU32 colour = palette::pack(palette::sequential(theme.dark, 0.12 + 0.88 * share, 1.0));
  return mixed(colour, theme.colour.danger,
               static_cast<float>(std::clamp((power - 1.0) / 7.0, 0.0, 1.0)));
}

float overview_height(const Theme& theme) { return theme.touch ? 36.0F : 26.0F; }

OverviewWish draw_overview(Frame& frame, const NetworkGeometry& geometry, const Rect& rect,
                           float view_px, float scrolled_px, float zoom) {
  OverviewWish wish;
  const float side = frame.theme.touch ? 34.0F : rect.height() - 2.0F;
  constexpr float kZoomStep = 1.35F;
  const float least = least_zoom(frame.snapshot, frame.theme, view_px);
  const float most_near = most_zoom(frame.snapshot, frame.theme, view_px);
  ImGui::PushItemFlag(ImGuiItemFlags_ButtonRepeat, true);
  ImGui::SetCursorScreenPos({rect.max.x - 2.0F * side - 2.0F, rect.min.y + 1.0F});
  if (icon_button(frame,
                  {"network-zoom-out", say::network::zoom_out(), say::network::zoom_out_tip(),
                   zoom > least},
                  Icon::minus, {side, side}))
    wish.zoom = std::max(least, zoom / kZoomStep);
  ImGui::SetCursorScreenPos({rect.max.x - side, rect.min.y + 1.0F});
  if (icon_button(frame,
                  {"network-zoom-in", say::network::zoom_in(), say::network::zoom_in_tip(),
                   zoom < most_near},
                  Icon::plus, {side, side}))
    wish.zoom = std::min(most_near, zoom * kZoomStep);
  ImGui::PopItemFlag();

  const Rect strip{rect.min, {rect.max.x - 2.0F * side - 8.0F, rect.max.y}};
  ImGui::SetCursorScreenPos(strip.min);
  if (strip.empty()) return wish;
  ImGui::InvisibleButton("##minimap", strip.size(), ImGuiButtonFlags_EnableNav);
  const bool active = ImGui::IsItemActive();
  const bool lit = ImGui::IsItemFocused() && ImGui::GetIO().NavVisible;
  if (ImGui::IsItemHovered() || active) tell_layer(frame, geometry, strip);
  const float by = arrows(geometry);
  register_widget(frame, "network-minimap", say::network::all_layers(), "slider", "", strip);
  const float most = std::max(0.0F, geometry.content_px - view_px);
  if (by != 0.0F) wish.scroll_px = std::clamp(scrolled_px + by, 0.0F, most);
  if (active && ImGui::GetIO().MouseDown[ImGuiMouseButton_Left]) {
    const float share = (ImGui::GetIO().MousePos.x - strip.min.x) / strip.width();
    wish.scroll_px = std::clamp(share * geometry.content_px - view_px * 0.5F, 0.0F, most);
  }
  draw_bars(frame, geometry, strip, view_px, scrolled_px);
  if (lit)
    ImGui::GetWindowDrawList()->AddRect(strip.min, strip.max, frame.theme.colour.text, 4.0F, 0,
                                        2.0F);
  return wish;
}

}  // namespace isobath::ui
