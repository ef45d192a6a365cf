// SPDX-License-Identifier: MIT
// The network panel: how many layers, the drawing of them, and a strip of all layers where the
// drawing is wider than the panel.
#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "ui/controls.hpp"
#include "ui/network_geometry.hpp"
#include "ui/network_head.hpp"
#include "ui/network_links.hpp"
#include "ui/network_units.hpp"
#include "ui/panels.hpp"

namespace isobath::ui {
namespace {

constexpr float kMinimap = 22.0F;
constexpr int kMostLinks = 2600;  // in one frame

/// The layer whose column the pointer is in, 0 for none.
int column_under_pointer(const NetworkGeometry& geometry, ImVec2 origin) {
  if (!ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem)) return 0;
  const float x = ImGui::GetIO().MousePos.x - origin.x - geometry.left_px;
  const int layer = static_cast<int>(std::lround(x / geometry.pitch_px));
  return layer >= 1 && layer <= geometry.layers ? layer : 0;
}

void draw_column_light(const Frame& frame, const NetworkGeometry& geometry, ImVec2 origin,
                       float height) {
  const int layer = frame.snapshot.view.hovered_layer;
  if (layer < 1 || layer > geometry.layers) return;
  const float half = std::min(geometry.pitch_px * 0.5F, 62.0F);
  const float x = origin.x + geometry.x(layer);
  ImGui::GetWindowDrawList()->AddRectFilled({x - half, origin.y}, {x + half, origin.y + height},
                                            faded(frame.theme.colour.accent, 0.08F),
                                            frame.theme.metric.rounding_px);
}

void draw_canvas(Frame& frame, const NetworkGeometry& geometry, ImVec2 size) {
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  const float scrolled = ImGui::GetScrollX();
  const int first = geometry.first_visible(scrolled - geometry.pitch_px * 0.5F);
  const int last = geometry.last_visible(scrolled + size.x + geometry.pitch_px * 0.5F);
  // The ground under everything takes drags that begin beside the units.
  ImGui::PushItemFlag(ImGuiItemFlags_NoNav, true);
  ImGui::SetNextItemAllowOverlap();
  ImGui::InvisibleButton("##ground", {geometry.content_px, size.y});
  ImGui::PopItemFlag();
  const bool overflows = geometry.content_px > size.x + 1.0F;
  const ImGuiIO& io = ImGui::GetIO();
  if (overflows && ImGui::IsWindowHovered() && io.MouseWheel != 0.0F && !io.KeyCtrl)
    ImGui::SetScrollX(scrolled - io.MouseWheel * geometry.pitch_px * 0.75F);

  frame.pointer.layer = column_under_pointer(geometry, origin);
  draw_column_light(frame, geometry, origin, size.y);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const int pairs = std::max(1, last - std::max(1, first) + 1);
  for (int layer = std::max(1, first); layer <= last; ++layer)
    draw_links(frame, list, geometry, origin, layer, std::max(48, kMostLinks / pairs));
  for (int layer = first; layer <= last; ++layer) {
    draw_units(frame, geometry, origin, layer);
    draw_layer_controls(frame, geometry, origin, size.y, layer);
  }
  const ImGuiWindow* window = ImGui::GetCurrentWindow();
  const bool ours =
      ImGui::GetActiveID() != 0 && ImGui::GetCurrentContext()->ActiveIdWindow == window;
  if (overflows && ours && ImGui::IsMouseDragging(ImGuiMouseButton_Left, 8.0F))
    ImGui::SetScrollX(scrolled - io.MouseDelta.x);
}

/// Every layer as a bar (its height by units), and the part that shows; press or drag to go there.
/// Returns where the canvas is to scroll to, or less than 0.
float minimap_input(Frame& frame, const NetworkGeometry& geometry, const Rect& strip,
                    float view_px) {
  ImGui::SetCursorScreenPos(strip.min);
  ImGui::InvisibleButton("##minimap", strip.size());
  const bool active = ImGui::IsItemActive();
  tooltip(frame, "All layers, from the inputs to ŷ. Press or drag → the drawing goes there.");
  register_widget(frame, "network-minimap", "all layers", "slider", "", strip);
  if (!active) return -1.0F;
  const float share = (ImGui::GetIO().MousePos.x - strip.min.x) / strip.width();
  return std::clamp(share * geometry.content_px - view_px * 0.5F, 0.0F,
                    geometry.content_px - view_px);
}

void draw_minimap(const Frame& frame, const NetworkGeometry& geometry, const Rect& strip,
                  float scrolled, float view_px) {
  const app::Snapshot& snapshot = frame.snapshot;
  const Colours& c = frame.theme.colour;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(strip.min, strip.max, c.control, 4.0F);
  const float scale = strip.width() / geometry.content_px;
  const float bar = std::max(1.0F, geometry.pitch_px * scale * 0.6F);
  const float from = strip.min.x + scrolled * scale;
  const float to = from + view_px * scale;
  list.AddRectFilled({from, strip.min.y}, {to, strip.max.y}, faded(c.accent, 0.25F), 4.0F);
  for (int layer = 0; layer <= geometry.layers; ++layer) {
    const float x = strip.min.x + geometry.x(layer) * scale;
    // 512 units fill the strip; by their logarithm, so that 1 and 8 differ too.
    const float height = 3.0F + (strip.height() - 8.0F) *
                                    std::log2(1.0F + static_cast<float>(snapshot.units(layer))) /
                                    14.0F;
    const float middle = strip.centre().y;
    const bool lit = layer > 0 && layer == snapshot.view.hovered_layer;
    const bool bad =
        layer > 0 && static_cast<std::size_t>(layer) <= snapshot.record.layers.size() &&
        !std::isfinite(snapshot.record.layers[static_cast<std::size_t>(layer) - 1].a.rms);
    const ImU32 colour = bad                    ? c.non_finite
                         : lit                  ? c.text
                         : x >= from && x <= to ? c.accent
                                                : c.text_faint;
    list.AddRectFilled({x - bar * 0.5F, middle - height}, {x + bar * 0.5F, middle + height}, colour,
                       1.0F);
  }
  list.AddRect({from, strip.min.y}, {to, strip.max.y}, c.accent, 4.0F, 0, 1.5F);
}

}  // namespace

void draw_network(Frame& frame, const Rect& rect) {
  begin_panel(frame, "network", "NETWORK", rect,
              ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  draw_network_head(frame, rect);
  Rect canvas{{rect.min.x + 4.0F, body_top(frame, rect) + 2.0F},
              {rect.max.x - 4.0F, rect.max.y - 4.0F}};
  NetworkGeometry geometry = network_geometry(frame.snapshot, frame.theme, canvas.size());
  const bool overflows = geometry.content_px > canvas.width() + 1.0F;
  Rect strip;
  float wanted = -1.0F;
  if (overflows) {
    const float height = frame.theme.touch ? 32.0F : kMinimap;
    strip = {{canvas.min.x + 6.0F, canvas.max.y - height - 2.0F},
             {canvas.max.x - 6.0F, canvas.max.y - 2.0F}};
    canvas.max.y = strip.min.y - 4.0F;
    geometry = network_geometry(frame.snapshot, frame.theme, canvas.size());
    wanted = minimap_input(frame, geometry, strip, canvas.width());
  }
  ImGui::SetCursorScreenPos(canvas.min);
  ImGui::SetNextWindowContentSize({geometry.content_px, canvas.height()});
  if (wanted >= 0.0F) ImGui::SetNextWindowScroll({wanted, 0.0F});
  ImGui::BeginChild("canvas", canvas.size(), 0,
                    ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse |
                        ImGuiWindowFlags_NavFlattened | ImGuiWindowFlags_NoBackground);
  draw_canvas(frame, geometry, canvas.size());
  const float scrolled = ImGui::GetScrollX();
  leave_cursor();
  ImGui::EndChild();
  if (overflows) draw_minimap(frame, geometry, strip, scrolled, canvas.width());
  end_panel();
}

}  // namespace isobath::ui
