// SPDX-License-Identifier: MIT
// The network panel: the drawing, which pans and zooms, the strip of all layers below it, and the
// card of a pinned unit beside it.
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "app/stepper/stepping.hpp"
#include "say/network.hpp"
#include "ui/controls/controls.hpp"
#include "ui/network/activation_card.hpp"
#include "ui/network/network_card.hpp"
#include "ui/network/network_columns.hpp"
#include "ui/network/network_edit.hpp"
#include "ui/network/network_geometry.hpp"
#include "ui/network/network_head.hpp"
#include "ui/network/network_layer.hpp"
#include "ui/network/network_links.hpp"
#include "ui/network/network_overview.hpp"
#include "ui/network/network_units.hpp"
#include "ui/panels.hpp"
#include "ui/stepper/stepper_reach.hpp"

namespace isobath::ui {
namespace {

constexpr int kMostLinks = 1600;  // in one frame
constexpr float kDrag_px = 8.0F;  // less is a press
constexpr float kCard_px = 248.0F, kCurves_px = 286.0F;
constexpr float kZoomPerNotch = 0.25F;  // as a power of 2
constexpr int kManyLayers = 16;         // from there on the strip is always there

/// What the drawing was asked for by pointer or key.
struct Wanted {
  std::optional<ParameterId> parameter;
  int options = 0;  // a layer
  OverviewWish view;
};

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

/// Layers that the pass that is gone through line by line has not reached are dimmed.
void draw_to_come(const Frame& frame, const NetworkGeometry& geometry, ImVec2 origin,
                  float height) {
  const LayerSpan span = layers_to_come(frame.snapshot);
  if (span.empty()) return;
  const float half = geometry.pitch_px * 0.5F;
  const float left = span.first == 0 ? 0.0F : geometry.x(span.first) - half;
  const float right =
      span.last == geometry.layers ? geometry.content_px : geometry.x(span.last) + half;
  draw_veil(frame, *ImGui::GetWindowDrawList(), {origin.x + left, origin.y},
            {origin.x + right, origin.y + height});
}

/// The wheel (and two fingers) zoom, keeping what is under the pointer there; sideways, or with
/// Shift, it goes along the layers.
OverviewWish wheel(const NetworkGeometry& geometry, float view_px, float scrolled, float zoom) {
  OverviewWish wish;
  const ImGuiIO& io = ImGui::GetIO();
  if (!ImGui::IsWindowHovered()) return wish;
  const float along = io.MouseWheelH + (io.KeyShift ? io.MouseWheel : 0.0F);
  const float most = geometry.content_px - view_px;
  if (along != 0.0F && most > 1.0F)
    wish.scroll_px =
        std::clamp(scrolled - along * std::max(geometry.pitch_px, 40.0F) * 0.75F, 0.0F, most);
  else if (io.MouseWheel != 0.0F && !io.KeyShift)
    wish.zoom = zoom * std::exp2(io.MouseWheel * kZoomPerNotch);
  return wish;
}

/// Links answer where no unit and no control is.
void point_at_links(Frame& frame, const NetworkGeometry& geometry, ImVec2 origin, bool on_ground,
                    bool pressed, std::optional<ParameterId>& lit, Wanted& wanted) {
  if (!on_ground && !pressed) return;
  const float reach = frame.theme.touch ? 16.0F : 7.0F;
  lit = link_at(frame, geometry, origin, ImGui::GetIO().MousePos, reach);
  // A difference is looked at; what is set is a number of now.
  if (lit && pressed && !frame.snapshot.shows_difference()) wanted.parameter = lit;
}

Wanted draw_canvas(Frame& frame, const NetworkGeometry& geometry, ImVec2 size, float zoom) {
  Wanted wanted;
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  const float scrolled = ImGui::GetScrollX();
  const int first = geometry.first_visible(scrolled - geometry.pitch_px * 0.5F);
  const int last = geometry.last_visible(scrolled + size.x + geometry.pitch_px * 0.5F);
  // The ground under everything takes drags that begin beside the units.
  ImGui::PushItemFlag(ImGuiItemFlags_NoNav, true);
  ImGui::SetNextItemAllowOverlap();
  const bool ground_pressed =
      ImGui::InvisibleButton("##ground",
                             {std::max(1.0F, geometry.content_px), std::max(1.0F, size.y)},
                             ImGuiButtonFlags_EnableNav) &&
      ImGui::GetIO().MouseDragMaxDistanceSqr[0] < kDrag_px * kDrag_px;
  ImGui::PopItemFlag();
  const bool on_ground = ImGui::IsItemHovered() && !ImGui::IsAnyItemActive();

  frame.pointer.layer = column_under_pointer(geometry, origin);
  draw_column_light(frame, geometry, origin, size.y);
  std::optional<ParameterId> lit;
  point_at_links(frame, geometry, origin, on_ground, ground_pressed, lit, wanted);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const int pairs = std::max(1, last - std::max(1, first) + 1);
  for (int layer = std::max(1, first); layer <= last; ++layer)
    draw_links(frame, list, geometry, origin, layer, std::max(48, kMostLinks / pairs), lit);
  bool walked = false;  // the wheel is taken
  list.ChannelsSplit(kChannels);
  list.ChannelsSetCurrent(kAbove);
  for (int layer = first; layer <= last; ++layer) {
    draw_units(frame, geometry, origin, layer);
    walked = draw_fold(frame, geometry, origin, layer) || walked;
    if (geometry.compact)
      draw_layer_number(frame, geometry, origin, layer);
    else if (draw_layer_controls(frame, geometry, origin, size.y, layer))
      wanted.options = layer;
  }
  list.ChannelsMerge();
  draw_to_come(frame, geometry, origin, size.y);
  if (!walked) wanted.view = wheel(geometry, size.x, scrolled, zoom);
  if (lit && on_ground && !frame.pointer.unit) draw_link_card(frame, *lit);
  const ImGuiWindow* window = ImGui::GetCurrentWindow();
  const bool ours =
      ImGui::GetActiveID() != 0 && ImGui::GetCurrentContext()->ActiveIdWindow == window;
  if (geometry.content_px > size.x + 1.0F && ours &&
      ImGui::IsMouseDragging(ImGuiMouseButton_Left, kDrag_px))
    ImGui::SetScrollX(scrolled - ImGui::GetIO().MouseDelta.x);
  return wanted;
}

/// Tells the session which units there is room for, where it has drawn too few.
void want_tiles(Frame& frame, const NetworkGeometry& geometry, float scrolled, float view_px) {
  const app::Snapshot& snapshot = frame.snapshot;
  const app::UnitMaps& maps = snapshot.unit_maps;
  const int first = geometry.first_visible(scrolled),
            last = geometry.last_visible(scrolled + view_px);
  const app::UnitWindow& told = snapshot.view.units;
  if (told.first_layer <= first && told.last_layer >= last && told.rows >= geometry.rows) return;
  bool lacking = false;
  for (int layer = first; layer <= last; ++layer) {
    const auto at = static_cast<std::size_t>(layer);
    lacking = lacking || (at < maps.shown_units.size() &&
                          maps.shown_units[at] < geometry.shown(snapshot, layer));
  }
  if (!lacking) return;
  // Some more on both sides, for the next steps of a walk.
  const int spare = (last - first + 1) / 2;
  app::UnitWindow window = told;
  window.first_layer = std::max(0, first - spare);
  window.last_layer = std::min(geometry.layers, last + spare);
  window.rows = geometry.rows;
  frame.actions.push_back(app::ShowUnits{window});
}

/// Where the drawing must stand so that the middle of the view stays while it is zoomed.
float scroll_after_zoom(const NetworkGeometry& before, const NetworkGeometry& after, float scrolled,
                        float at_px) {
  const float layer = (scrolled + at_px - before.left_px) / before.pitch_px;
  return std::max(0.0F, after.left_px + layer * after.pitch_px - at_px);
}

class Panel {
 public:
  Panel(Frame& frame, const Rect& rect) : frame_(frame), theme_(frame.theme) {
    canvas_ = {{rect.min.x + 4.0F, body_top(frame, rect) + 2.0F},
               {rect.max.x - 4.0F, rect.max.y - 4.0F}};
  }

  void draw() {
    ImGuiStorage& storage = *ImGui::GetStateStorage();
    const ImGuiID zoom_key = ImGui::GetID("zoom");
    float zoom = storage.GetFloat(zoom_key, 1.0F);
    Wanted wanted;
    const auto card = take_card(zoom);
    if (canvas_.width() > 60.0F) {
      zoom = std::clamp(zoom, least_zoom(snapshot(), theme_, canvas_.width()),
                        most_zoom(snapshot(), theme_, canvas_.width()));
      const std::size_t first = frame_.widgets.size();
      wanted = draw_network(zoom);
      if (card) forget_covered(first, *card);
    }
    if (card && snapshot().view.activation > 0) {
      draw_activation_card(frame_, *card);
    } else if (card) {
      if (const auto chosen = draw_pinned_card(frame_, *snapshot().view.pinned_unit, *card))
        wanted.parameter = chosen;
    }
    release_by_key();
    storage.SetFloat(zoom_key, wanted.view.zoom > 0.0F ? wanted.view.zoom : zoom);
    const app::View& view = snapshot().view;
    if (wanted.parameter && view.stepping && view.stepper_page == app::StepperPage::slice) {
      const ParameterId& id = *wanted.parameter;
      frame_.actions.push_back(app::ChooseParameter{id.layer, id.unit, id.input});
    } else if (wanted.parameter) {
      const auto value = parameter_value(snapshot(), *wanted.parameter);
      open_parameter_edit(*wanted.parameter, value ? value->largest : 1.0);
    }
    if (wanted.options > 0) open_layer_options(wanted.options);
    draw_parameter_edit(frame_);
    draw_layer_options(frame_);
  }

 private:
  const app::Snapshot& snapshot() const { return frame_.snapshot; }

  /// Where the drawing must stand for a unit that was pinned just now to show beside its card; less
  /// than 0 where it does already.
  float uncovered(const NetworkGeometry& geometry, float scrolled, float view_px) const {
    ImGuiStorage& storage = *ImGui::GetStateStorage();
    const auto& pinned = snapshot().view.pinned_unit;
    const int layer = snapshot().view.activation;
    const int column = pinned ? pinned->layer : layer > 0 ? layer : -1;
    int& before = *storage.GetIntRef(ImGui::GetID("pinned"), -1);
    if (before == column) return -1.0F;
    before = column;
    if (column < 0) return -1.0F;
    const float right = geometry.x(column) + geometry.tile_px * 0.5F + 24.0F;
    return right > scrolled + view_px ? right - view_px : -1.0F;
  }

  /// Where the drawing must stand for the layer of a line that has come just now; less than 0 where
  /// it does already.
  float followed(const NetworkGeometry& geometry, float scrolled, float view_px) const {
    const app::Stepping* stepping = snapshot().stepping.get();
    const int layer = stepping != nullptr ? stepping->stepper.layer() : 0;
    int& before = *ImGui::GetStateStorage()->GetIntRef(ImGui::GetID("walked"), 0);
    if (before == layer) return -1.0F;
    before = layer;
    const float x = geometry.x(layer), half = geometry.pitch_px * 0.5F;
    if (layer == 0 || (x - half >= scrolled && x + half <= scrolled + view_px)) return -1.0F;
    return std::clamp(x - view_px * 0.5F, 0.0F, std::max(0.0F, geometry.content_px - view_px));
  }

  /// On a phone: a sheet over the drawing, below the pinned unit or above it, so that it shows.
  Rect sheet(float zoom) const {
    if (snapshot().view.activation > 0) {
      // Where it is high enough, the layers' names stay in sight.
      Rect low = canvas_;
      if (canvas_.height() > 316.0F) low.min.y += 66.0F;
      return low;
    }
    const app::UnitId& unit = *snapshot().view.pinned_unit;
    const NetworkGeometry geometry = network_geometry(snapshot(), theme_, canvas_.size(), zoom);
    const int row = unit.unit - geometry.first(snapshot(), unit.layer);
    const float top = geometry.y(row, geometry.shown(snapshot(), unit.layer),
                                 geometry.folded(snapshot(), unit.layer));
    constexpr float kShare = 0.6F, kBetween_px = 10.0F;
    const float wanted = canvas_.height() * kShare;
    const float above = std::clamp(top - kBetween_px, 0.0F, canvas_.height());
    const float below =
        std::clamp(canvas_.height() - top - geometry.tall_px - kBetween_px, 0.0F, canvas_.height());
    Rect rect = canvas_;
    if (below >= above)
      rect.min.y = canvas_.max.y - std::min(wanted, below);
    else
      rect.max.y = canvas_.min.y + std::min(wanted, above);
    return rect;
  }

  /// What lies under the sheet is out of reach.
  void forget_covered(std::size_t first, const Rect& cover) {
    const auto covered = [&cover](const Widget& widget) {
      return widget.x < cover.max.x && widget.x + widget.width > cover.min.x &&
             widget.y < cover.max.y && widget.y + widget.height > cover.min.y;
    };
    std::erase_if(frame_.widgets, [&, at = std::size_t{0}](const Widget& widget) mutable {
      return at++ >= first && covered(widget);
    });
  }

  /// Takes the card's place from the drawing: a column beside it, or on a phone a sheet over it.
  std::optional<Rect> take_card(float zoom) {
    const bool curves = snapshot().view.activation > 0;
    if (!snapshot().view.pinned_unit && !curves) return std::nullopt;
    Rect card = canvas_;
    if (canvas_.width() < 460.0F) return sheet(zoom);
    card.max.x -= 4.0F;
    const float wide = curves ? kCurves_px : kCard_px;
    card.min.x = card.max.x - wide;
    cover_ = wide + 8.0F;
    return card;
  }

  void release_by_key() {
    const bool within =
        ImGui::IsAnyItemActive() ||
        ImGui::IsPopupOpen(nullptr, ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel);
    const bool released = !within && ImGui::IsKeyPressed(ImGuiKey_Escape, false);
    if (released && snapshot().view.activation > 0)
      frame_.actions.push_back(app::ShowActivation{0});
    else if (released && snapshot().view.pinned_unit)
      frame_.actions.push_back(app::PinUnit{*snapshot().view.pinned_unit, false});
  }

  Wanted draw_network(float zoom) {
    NetworkGeometry geometry = network_geometry(snapshot(), theme_, canvas_.size(), zoom);
    const bool overflows = geometry.content_px > canvas_.width() + 1.0F;
    Rect strip;
    if (overflows || zoom < 1.0F || geometry.layers >= kManyLayers) {
      const float height = overview_height(theme_);
      strip = {{canvas_.min.x + 6.0F, canvas_.max.y - height - 2.0F},
               {canvas_.max.x - 6.0F, canvas_.max.y - 2.0F}};
      canvas_.max.y = strip.min.y - 4.0F;
      geometry = network_geometry(snapshot(), theme_, canvas_.size(), zoom);
    }
    const ImGuiID scroll_key = ImGui::GetID("scroll");
    ImGuiStorage& storage = *ImGui::GetStateStorage();
    const float to = storage.GetFloat(scroll_key, -1.0F);
    ImGui::SetCursorScreenPos(canvas_.min);
    // The card takes a part of the view; the drawing stays where it is, for the pointer is on it.
    const ImVec2 view{canvas_.width() - cover_, canvas_.height()};
    ImGui::SetNextWindowContentSize({geometry.content_px, view.y});
    if (to >= 0.0F) ImGui::SetNextWindowScroll({to, 0.0F});
    ImGui::BeginChild("canvas", view, ImGuiChildFlags_NavFlattened,
                      ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse |
                          ImGuiWindowFlags_NoBackground);
    const ImVec2 left_top = ImGui::GetWindowPos();
    Wanted wanted = draw_canvas(frame_, geometry, view, zoom);
    const float scrolled = ImGui::GetScrollX();
    leave_cursor();
    ImGui::EndChild();
    float at_px = ImGui::GetIO().MousePos.x - left_top.x;
    if (!strip.empty()) {
      const OverviewWish wish = draw_overview(frame_, geometry, strip, view.x, scrolled, zoom);
      if (wish.zoom > 0.0F) at_px = view.x * 0.5F;
      if (wish.zoom > 0.0F) wanted.view.zoom = wish.zoom;
      if (wish.scroll_px >= 0.0F) wanted.view.scroll_px = wish.scroll_px;
    }
    if (wanted.view.zoom > 0.0F) {
      const NetworkGeometry next =
          network_geometry(snapshot(), theme_, canvas_.size(), wanted.view.zoom);
      wanted.view.scroll_px = scroll_after_zoom(geometry, next, scrolled, at_px);
    }
    if (const float shown = uncovered(geometry, scrolled, view.x); shown >= 0.0F)
      wanted.view.scroll_px = shown;
    if (const float walked = followed(geometry, scrolled, view.x); walked >= 0.0F)
      wanted.view.scroll_px = walked;
    storage.SetFloat(scroll_key, wanted.view.scroll_px);
    want_tiles(frame_, geometry, scrolled, view.x);
    return wanted;
  }

  Frame& frame_;
  const Theme& theme_;
  Rect canvas_;
  float cover_ = 0.0F;  // of the drawing's right side, by the card
};

}  // namespace

void draw_network(Frame& frame, const Rect& rect) {
  begin_panel(frame, "network", say::network::network(), rect,
              ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  draw_network_head(frame, rect);
  Panel(frame, rect).draw();
  end_panel();
}

}  // namespace isobath::ui
