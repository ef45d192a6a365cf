// SPDX-License-Identifier: MIT
// The dial: ImGui's slider under a face of its own.
#include "ui/controls/dial.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "ui/controls/typed_number.hpp"

namespace isobath::ui {
namespace {

constexpr float kSnap = 6.0F;  // pixels around a detent that belong to it
constexpr float kEnd = 4.0F;   // where ImGui's slider has its ends, from the edge
constexpr float kTrack = 21.0F, kTouchTrack = 24.0F;  // of the track below the upper edge

double share_of(const DialRange& range, double value) {
  if (!(value > 0.0)) return 0.0;
  return std::clamp(std::log(value / range.lowest) / std::log(range.highest / range.lowest), 0.0,
                    1.0);
}

float place(const Rect& rect, const DialRange& range, double value) {
  return rect.min.x + kEnd +
         static_cast<float>(share_of(range, value)) * (rect.width() - 2.0F * kEnd);
}

/// To so many significant digits.
double rounded(double value, int digits) {
  if (!(value > 0.0)) return value;
  const double unit = std::pow(10.0, std::floor(std::log10(value)) + 1.0 - digits);
  return unit >= 1.0 ? std::round(value / unit) * unit
                     : std::round(value / unit) / std::round(1.0 / unit);
}

/// The value at a place that was dragged to: a detent that is near, else three digits.
double settle(const Dial& dial, const Rect& rect, double value, float mouse_x, bool snapping) {
  const Detent* nearest = nullptr;
  float least = kSnap;
  for (const Detent& detent : dial.detents) {
    const float distance = std::fabs(mouse_x - place(rect, dial.range, detent.value));
    if (snapping && distance < least) nearest = &detent, least = distance;
  }
  if (nearest != nullptr) return rounded(nearest->value, 4);
  if (dial.range.to_nothing && value <= dial.range.lowest * 1.0001) return 0.0;
  return rounded(value, 3);
}

/// Labels of one row that leave each other alone: the first ones come first.
class DialRow {
 public:
  DialRow(ImDrawList& list, Face font, const Rect& rect) : list_(list), font_(font), rect_(rect) {}
  /// In the middle below or above its place; it may give way to those before it by `aside_px`.
  void label(float x, float y, ImU32 colour, std::string_view text, float aside_px = 0.0F) {
    const float width = text_size(font_, text).x;
    const float middle =
        std::clamp(x - width * 0.5F, rect_.min.x, std::max(rect_.min.x, rect_.max.x - width));
    float left = middle;
    for (std::size_t i = 0; i < size_; ++i)
      if (left < taken_[i].y + kApart && left + width > taken_[i].x - kApart)
        left = taken_[i].y + kApart;
    if (size_ == taken_.size() || left - middle > aside_px || left + width > rect_.max.x) return;
    taken_[size_++] = {left, left + width};
    draw_text(list_, font_, {left, y}, colour, text);
  }

 private:
  static constexpr float kApart = 6.0F;

  ImDrawList& list_;
  Face font_;
  Rect rect_;
  std::array<ImVec2, 16> taken_{};
  std::size_t size_ = 0;
};

void draw_face(const Frame& frame, const Dial& dial, const Rect& rect, double value) {
  const Theme& theme = frame.theme;
  Colours c = theme.colour;
  if (!dial.enabled)
    for (ImU32* colour : {&c.backward, &c.text_soft, &c.text_faint}) *colour = faded(*colour, 0.4F);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float track = theme.touch ? kTouchTrack : kTrack;
  const float y = std::round(rect.min.y + track);
  const float left = rect.min.x + kEnd, right = rect.max.x - kEnd;
  const float at = value > 0.0 ? place(rect, dial.range, value) : left;
  const float home = dial.range.to_nothing ? left : place(rect, dial.range, dial.range.home);
  list.AddRectFilled({left, y - 2.5F}, {right, y + 2.5F}, c.control, 2.5F);
  list.AddRectFilled({std::min(at, home), y - 2.5F}, {std::max(at, home), y + 2.5F},
                     faded(c.backward, 0.55F), 2.5F);
  DialRow below(list, theme.fonts.small, rect), above(list, theme.fonts.small, rect);
  for (const Detent& detent : dial.detents) {
    if (detent.name.empty()) continue;
    const float x = place(rect, dial.range, detent.value);
    const bool here = std::fabs(x - at) < 1.0F;
    list.AddLine({x, y - 7.0F}, {x, y + 2.5F}, here ? c.backward : c.text_soft, 1.5F);
    constexpr float kAside = 46.0F;
    above.label(x, y - track, here ? c.backward : c.text_soft, detent.name.view(), kAside);
  }
  for (const double tick : dial.ticks) {
    const float x = place(rect, dial.range, tick);
    const bool holds = detent_at(dial.detents, tick) != nullptr;
    const ImU32 colour = holds ? c.text_soft : c.text_faint;
    list.AddLine({x, y + 5.0F}, {x, y + (holds ? 10.0F : 8.0F)}, colour, holds ? 1.5F : 1.0F);
    below.label(x, y + 10.0F, colour, trimmed(tick, 2).view());
  }
  if (dial.range.to_nothing) below.label(left, y + 10.0F, c.text_faint, "0");
  const bool hot = ImGui::IsItemActive() || ImGui::IsItemHovered();
  const float radius = theme.touch ? 10.5F : 8.5F;
  list.AddCircleFilled({at, y}, radius, c.backward, 24);
  list.AddCircle({at, y}, radius + 0.5F, hot ? c.text : c.panel, 24, 2.0F);
  list.AddCircleFilled({at, y}, 2.5F, c.panel, 12);
}

}  // namespace

float dial_height(const Theme& theme) { return theme.touch ? 53.0F : 45.0F; }

const Detent* detent_at(std::span<const Detent> detents, double value) {
  for (const Detent& detent : detents)
    if (std::fabs(detent.value - value) < 0.003 * value) return &detent;
  return nullptr;
}

std::optional<Change> turn_dial(Frame& frame, const Dial& dial, double value, float width_px) {
  double edited = std::max(value, dial.range.to_nothing ? dial.range.lowest : 0.0);
  const double shown = edited;
  ImGui::PushID(dial.id);
  ImGui::BeginDisabled(!dial.enabled);
  ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 0.0F);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding,
                      ImVec2(8.0F, (dial_height(frame.theme) - frame.theme.metric.body_px) * 0.5F));
  for (const ImGuiCol colour : {ImGuiCol_FrameBg, ImGuiCol_FrameBgHovered, ImGuiCol_FrameBgActive})
    ImGui::PushStyleColor(colour, 0U);
  ImGui::SetNextItemWidth(width_px);
  const ImGuiID id = ImGui::GetID("##");
  const Typing typing = type_number(id, value);
  const bool moved =
      !typing.open && ImGui::SliderScalar("##", ImGuiDataType_Double, &edited, &dial.range.lowest,
                                          &dial.range.highest, "",
                                          ImGuiSliderFlags_Logarithmic | ImGuiSliderFlags_NoInput);
  ImGui::PopStyleColor(3);
  ImGui::PopStyleVar(2);
  ImGui::EndDisabled();
  ImGui::PopID();
  const Rect rect = item_rect();
  const ImGuiIO& io = ImGui::GetIO();
  const bool finished = ImGui::IsItemDeactivatedAfterEdit();
  const bool active = ImGui::IsItemActive();
  std::optional<Change> change;
  if (typing.open || typing.number) {
    if (typing.number && *typing.number != value) change = Change{*typing.number, false, true};
  } else if (ImGui::IsItemHovered() && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) {
    ImGui::ClearActiveID();
    change = Change{dial.range.to_nothing ? 0.0 : dial.range.home, false};
  } else if (pressed_to_type(id, {}, value)) {
    // With Ctrl: the dial stays where it is.
  } else if (finished) {
    // The value of the last step, which was settled then.
    change = Change{moved && edited != shown ? edited : value, false};
  } else if (moved && edited != shown) {
    edited = settle(dial, rect, edited, io.MousePos.x, active && io.MouseDown[0] && !io.KeyShift);
    change = Change{edited, active};
  }
  tooltip(frame, dial.tip);
  if (!typing.open) draw_face(frame, dial, rect, value);
  register_widget(frame, dial.id, dial.label, "slider",
                  dial.enabled ? exact(value).view() : "disabled", rect);
  return change;
}

}  // namespace isobath::ui
