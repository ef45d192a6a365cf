// SPDX-License-Identifier: MIT
// A stroke is told one point late, so that the last one can say that the gesture is over.
#include "ui/output/brush.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "app/action.hpp"
#include "app/edit/points.hpp"
#include "say/brush.hpp"
#include "say/common.hpp"
#include "ui/controls/controls.hpp"
#include "ui/network/thumbnails.hpp"
#include "ui/output/panel_output.hpp"

namespace isobath::ui {
namespace {

constexpr float kApart_px = 11.0F;   // between the points of a stroke
constexpr float kEraser_px = 16.0F;  // its radius

double target_of(const data::Dataset& dataset, int brush) {
  if (dataset.task == data::Task::regression)
    return app::kBrushValues[std::min(static_cast<std::size_t>(brush),
                                      app::kBrushValues.size() - 1)];
  return static_cast<double>(brush);
}

Text name_of(const app::Snapshot& snapshot, int brush) {
  const data::Dataset& dataset = *snapshot.dataset;
  if (dataset.task == data::Task::regression) return trimmed(target_of(dataset, brush));
  if (!dataset.class_names.empty()) return class_name(snapshot, brush);
  return text_of(
      say::brush::numbered(std::to_string(dataset.task == data::Task::binary ? brush : brush + 1)));
}

/// Pushes the point at `at`, or what the eraser takes away there.
void push(Frame& frame, const Rect& map, ImVec2 at, bool erase, bool dragging) {
  const data::Dataset& dataset = *frame.snapshot.dataset;
  const data::PlaneRange& plane = *dataset.plane;
  const double per_px_x = (plane.x_max - plane.x_min) / static_cast<double>(map.width());
  const double per_px_y = (plane.y_max - plane.y_min) / static_cast<double>(map.height());
  // To a thousandth of the map: what is shorter to write down is shorter in a link.
  const auto rounded = [](double value, double per_px) {
    const double unit = std::pow(10.0, std::floor(std::log10(per_px)));
    return std::round(value / unit) * unit;
  };
  const double x1 =
      rounded(plane.x_min + static_cast<double>(at.x - map.min.x) * per_px_x, per_px_x);
  const double x2 =
      rounded(plane.y_max - static_cast<double>(at.y - map.min.y) * per_px_y, per_px_y);
  if (erase) {
    const double radius = static_cast<double>(kEraser_px);
    frame.actions.push_back(
        app::ErasePoints{x1, x2, radius * per_px_x, radius * per_px_y, dragging});
  } else {
    const int brush = std::max(0, frame.snapshot.view.brush.value_or(0));
    frame.actions.push_back(app::DrawPoint{x1, x2, target_of(dataset, brush), dragging});
  }
}

void draw_pointer(const Frame& frame, const Rect& map, bool erase) {
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 at = ImGui::GetIO().MousePos;
  list.PushClipRect(map.min, map.max, true);
  if (erase) {
    list.AddCircle(at, kEraser_px, theme.colour.background, 32, 3.5F);
    list.AddCircle(at, kEraser_px, theme.colour.text, 32, 1.5F);
  } else {
    const data::Dataset& dataset = *frame.snapshot.dataset;
    const int brush = std::max(0, frame.snapshot.view.brush.value_or(0));
    const double target = target_of(dataset, brush);
    const Shape shape = target_shape(frame.snapshot.view.class_shapes, dataset.task, target);
    draw_shape(list, shape, at, 6.0F, theme.colour.background);
    draw_shape(list, shape, at, 4.5F, target_colour(theme, dataset.task, target));
  }
  list.PopClipRect();
}

void draw_paper_button(Frame& frame, ImVec2 size) {
  const app::Snapshot& snapshot = frame.snapshot;
  const bool on = snapshot.view.paper.has_value();
  if (toggle(frame, {"brush-paper", say::brush::paper(), say::brush::paper_tip(), true, 0.0F, true},
             on, size)) {
    if (!on) frame.actions.push_back(app::Pause{});
    frame.actions.push_back(app::EmptyPaper{!on});
  }
  const ImVec2 centre = item_rect().centre();
  const ImU32 ink = on ? frame.theme.colour.text : frame.theme.colour.text_soft;
  // A sheet with a folded corner.
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float w = 5.0F, h = 6.5F, fold = 4.0F;
  list.PathLineTo({centre.x - w, centre.y - h});
  list.PathLineTo({centre.x + w - fold, centre.y - h});
  list.PathLineTo({centre.x + w, centre.y - h + fold});
  list.PathLineTo({centre.x + w, centre.y + h});
  list.PathLineTo({centre.x - w, centre.y + h});
  list.PathStroke(ink, ImDrawFlags_Closed, 1.4F);
  list.AddLine({centre.x + w - fold, centre.y - h}, {centre.x + w - fold, centre.y - h + fold}, ink,
               1.4F);
  list.AddLine({centre.x + w - fold, centre.y - h + fold}, {centre.x + w, centre.y - h + fold}, ink,
               1.4F);
}

}  // namespace

void draw_brushes(Frame& frame, float left_px, float right_px, float top_px) {
  const app::Snapshot& snapshot = frame.snapshot;
  const data::Dataset& dataset = *snapshot.dataset;
  if (!dataset.plane) return;
  const Theme& theme = frame.theme;
  constexpr float kBetween = 3.0F;
  const float side = theme.metric.head_px;
  const int room = static_cast<int>((right_px - left_px) / (side + kBetween));
  const int classes = std::min(app::brushes(dataset), room - 2);
  const ImVec2 size{side, side};
  const float first = right_px - static_cast<float>(classes + 2) * (side + kBetween) + kBetween;
  const std::string_view label = say::brush::draw();
  const float width = text_size(theme.fonts.small, label).x;
  if (first - width - 8.0F >= left_px)
    draw_text(*ImGui::GetWindowDrawList(), theme.fonts.small,
              {first - width - 6.0F, top_px + (side - theme.metric.small_px) * 0.5F},
              theme.colour.text_faint, label);
  ImGui::SetCursorScreenPos({first, top_px});
  for (int i = 0; i <= classes; ++i) {
    const bool eraser = i == classes;
    const int brush = eraser ? app::kEraser : i;
    const bool on = snapshot.view.brush == brush;
    const Text id = eraser ? Text("brush-erase") : Text("brush-") + std::to_string(i);
    const Text name = eraser ? Text(say::brush::erase()) : name_of(snapshot, i);
    if (i > 0) ImGui::SameLine(0.0F, kBetween);
    const char* tip =
        eraser ? say::brush::erase_examples_drag_over() : say::brush::draw_examples_of_this();
    const bool clicked = toggle(frame, {id.c_str(), name.c_str(), tip, true, 0.0F, true}, on, size);
    const Rect rect = item_rect();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (eraser)
      draw_icon(list, Icon::eraser, rect.centre(), 16.0F,
                on ? theme.colour.text : theme.colour.text_soft);
    else
      draw_shape(list,
                 target_shape(snapshot.view.class_shapes, dataset.task, target_of(dataset, i)),
                 rect.centre(), 5.5F, target_colour(theme, dataset.task, target_of(dataset, i)));
    if (clicked)
      frame.actions.push_back(
          app::set_view<&app::View::brush>(on ? std::nullopt : std::optional<int>(brush)));
  }
  ImGui::SameLine(0.0F, kBetween);
  draw_paper_button(frame, size);
}

bool paint_points(Frame& frame, const Rect& map) {
  const app::Snapshot& snapshot = frame.snapshot;
  if (!snapshot.view.brush || !snapshot.dataset->plane || snapshot.view.focus()) return false;
  ImGui::SetCursorScreenPos(map.min);
  ImGui::InvisibleButton("##paper", map.size(),
                         ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_MouseButtonRight |
                             ImGuiButtonFlags_EnableNav);
  const ImGuiIO& io = ImGui::GetIO();
  ImGuiStorage& storage = *ImGui::GetStateStorage();
  const ImGuiID key_x = ImGui::GetID("stroke-x"), key_y = ImGui::GetID("stroke-y");
  const ImGuiID key_erase = ImGui::GetID("stroke-erase");
  const bool chosen_eraser = snapshot.view.brush == app::kEraser;
  bool erase = chosen_eraser || io.KeyShift;
  const ImVec2 mouse{std::clamp(io.MousePos.x, map.min.x, map.max.x),
                     std::clamp(io.MousePos.y, map.min.y, map.max.y)};
  if (ImGui::IsItemActivated()) {
    storage.SetFloat(key_x, mouse.x);
    storage.SetFloat(key_y, mouse.y);
    storage.SetBool(key_erase, erase || ImGui::IsMouseDown(ImGuiMouseButton_Right));
  }
  const bool within = ImGui::IsItemActive() || ImGui::IsItemDeactivated();
  if (within) {
    erase = storage.GetBool(key_erase);
    const ImVec2 last{storage.GetFloat(key_x), storage.GetFloat(key_y)};
    if (ImGui::IsItemDeactivated()) {
      push(frame, map, last, erase, false);
    } else if (std::hypot(mouse.x - last.x, mouse.y - last.y) >= kApart_px) {
      push(frame, map, last, erase, true);
      storage.SetFloat(key_x, mouse.x);
      storage.SetFloat(key_y, mouse.y);
    }
  }
  if (ImGui::IsItemHovered() || ImGui::IsItemActive()) {
    ImGui::SetMouseCursor(ImGuiMouseCursor_None);
    draw_pointer(frame, map, erase);
  }
  register_widget(frame, "plot-output", say::common::decision_map(), "plot", "paper", map);
  return true;
}

}  // namespace isobath::ui
