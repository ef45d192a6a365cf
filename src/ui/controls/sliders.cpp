// SPDX-License-Identifier: MIT
// Rows with a number: dragged, turned by the arrow keys, or typed.
#include <algorithm>
#include <cmath>

#include "ui/controls/controls.hpp"
#include "ui/controls/row.hpp"
#include "ui/controls/typed_number.hpp"

namespace isobath::ui {
namespace {

constexpr float kLift = 2.0F;  // of the text, above the track

std::optional<Change> finish_slider(double before, double after, bool moved) {
  if (ImGui::IsItemDeactivatedAfterEdit()) return Change{after, false};
  if (moved && after != before) return Change{after, ImGui::IsItemActive()};
  return std::nullopt;
}

/// The slider's track along the lower edge of its row, so that nothing runs through the text.
void draw_fill(const Frame& frame, const Rect& row, double share) {
  const Colours& c = frame.theme.colour;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float inset = frame.theme.touch ? 5.0F : 3.5F;
  const float y = row.max.y - inset, left = row.min.x + kPad, right = row.max.x - kPad;
  const float at = left + (right - left) * static_cast<float>(std::clamp(share, 0.0, 1.0));
  const bool hot = ImGui::IsItemHovered() || ImGui::IsItemActive();
  list.AddRectFilled({left, y - 1.0F}, {right, y + 1.0F}, c.grid_strong, 1.0F);
  list.AddRectFilled({left, y - 1.0F}, {at, y + 1.0F}, c.accent, 1.0F);
  list.AddCircleFilled({at, y}, hot ? 5.0F : frame.theme.touch ? 4.5F : 3.5F, c.accent, 16);
}

/// A slider's face behind its item, and what a press or a key upon it comes to.
std::optional<Change> end_slider(Frame& frame, const Control& control, ImGuiID id, double value,
                                 double after, bool moved, const Typing& typing,
                                 const Text& shown) {
  const Rect row = item_rect();
  std::optional<Change> change;
  if (typing.number) {
    if (*typing.number != value) change = Change{*typing.number, false, true};
  } else if (!typing.open) {
    Rect number = row;
    const float wide = text_size(frame.theme.fonts.body, shown.view()).x + 6.0F;
    number.min.x = row.max.x - kPad - std::max(wide, frame.theme.touch ? 40.0F : 24.0F);
    const auto before = double_clicked_to_type(id, value);
    if (before) {
      if (*before != value) change = Change{*before, false};
    } else if (!pressed_to_type(id, number, value)) {
      change = finish_slider(value, after, moved);
    }
  }
  ImGui::EndDisabled();
  ImGui::PopID();
  tooltip(frame, control.tip);
  register_widget(frame, control.id, control.label, "slider", exact(value).view(), row);
  return change;
}

double share_of(double value, const SliderRange& range) {
  if (!range.logarithmic) return (value - range.lowest) / (range.highest - range.lowest);
  return std::log(value / range.lowest) / std::log(range.highest / range.lowest);
}

}  // namespace

std::optional<Change> slider(Frame& frame, const Control& control, double value, SliderRange range,
                             const Text& shown) {
  const double start = std::clamp(value, range.lowest, range.highest);
  double edited = start;
  ImGui::PushID(control.id);
  ImGui::BeginDisabled(!control.enabled);
  ImGui::SetNextItemWidth(row_width(control));
  const ImGuiID id = ImGui::GetID("##");
  const Typing typing = type_number(id, value);
  const ImGuiSliderFlags flags = ImGuiSliderFlags_NoInput | ImGuiSliderFlags_AlwaysClamp |
                                 (range.logarithmic ? ImGuiSliderFlags_Logarithmic : 0);
  bool moved = false;
  if (!typing.open) {
    moved = ImGui::SliderScalar("##", ImGuiDataType_Double, &edited, &range.lowest, &range.highest,
                                "", flags);
    draw_fill(frame, item_rect(), share_of(start, range));
    draw_row(frame, item_rect(), control, shown.view(), 0.0F, kLift);
  }
  // A typed value beyond the ends stays until the slider is really moved.
  const double after = edited == start ? value : edited;
  return end_slider(frame, control, id, value, after, moved, typing, shown);
}

std::optional<Change> ladder(Frame& frame, const Control& control, double value,
                             std::span<const double> steps, const Text& shown) {
  const auto next = std::ranges::lower_bound(steps, value);
  auto nearest = static_cast<int>(next - steps.begin());
  const int last = static_cast<int>(steps.size()) - 1;
  nearest = std::min(nearest, last);
  const auto at = [steps](int index) { return steps[static_cast<std::size_t>(index)]; };
  if (nearest > 0 && value - at(nearest - 1) < at(nearest) - value) --nearest;
  int chosen = nearest;
  ImGui::PushID(control.id);
  ImGui::BeginDisabled(!control.enabled);
  ImGui::SetNextItemWidth(row_width(control));
  const ImGuiID id = ImGui::GetID("##");
  const Typing typing = type_number(id, value);
  bool moved = false;
  if (!typing.open) {
    moved = ImGui::SliderInt("##", &chosen, 0, last, "",
                             ImGuiSliderFlags_NoInput | ImGuiSliderFlags_AlwaysClamp);
    draw_fill(frame, item_rect(), static_cast<double>(nearest) / last);
    draw_row(frame, item_rect(), control, shown.view(), 0.0F, kLift);
  }
  // A value between two steps stays until the slider really goes to another one.
  const double after = chosen == nearest ? value : at(chosen);
  return end_slider(frame, control, id, value, after, moved, typing, shown);
}

}  // namespace isobath::ui
