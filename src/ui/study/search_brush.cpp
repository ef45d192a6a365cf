// SPDX-License-Identifier: MIT
#include "ui/study/search_brush.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "say/search.hpp"
#include "ui/controls/controls.hpp"
#include "ui/study/study_words.hpp"

namespace isobath::ui {
namespace {

using app::SearchAxis;
using app::SearchRange;
using app::SearchView;

constexpr float kSlip_px = 4.0F;   // less is a click
constexpr float kEnd_px = 6.0F;    // so near to an end it is the end that is dragged
constexpr double kLeast = 0.012;   // of the axis: shorter brushes cannot be taken hold of
constexpr double kKeyMove = 0.05;  // of the axis, for each press of an arrow
constexpr float kHalf_px = 7.0F;   // of a brush as it is drawn

/// In shares of the axis, the lane above 1.
struct Stretch {
  double low = 0.0, high = 1.0;
};

enum class Grip { none, fresh, whole, low, high };

Stretch stretch_of(const SearchPlaces& places, const SearchAxis& axis, const SearchRange& range) {
  return {places.share(axis, range.low), places.share(axis, range.high)};
}

/// What was taken hold of, kept beside the item while it is dragged.
struct Hold {
  explicit Hold(ImGuiID id)
      : storage(*ImGui::GetStateStorage()), id(id), grip(storage.GetInt(id + 1)) {}
  void take(Grip next, Stretch stretch) {
    storage.SetInt(id + 1, grip = static_cast<int>(next));
    storage.SetFloat(id + 2, static_cast<float>(stretch.low));
    storage.SetFloat(id + 3, static_cast<float>(stretch.high));
  }
  Grip what() const { return static_cast<Grip>(grip); }
  Stretch stretch() const {
    return {static_cast<double>(storage.GetFloat(id + 2)),
            static_cast<double>(storage.GetFloat(id + 3))};
  }

  ImGuiStorage& storage;
  ImGuiID id;
  int grip;
};

Grip grip_at(const SearchPlaces& places, const std::optional<Stretch>& stretch, float y_px,
             bool touch) {
  if (!stretch) return Grip::fresh;
  const float end = touch ? 2.0F * kEnd_px : kEnd_px;
  const float low = places.y_of_share(stretch->low), high = places.y_of_share(stretch->high);
  // A short brush has to leave some of it to be moved by.
  const float near = std::min(end, (low - high) * 0.25F);
  if (y_px > low + end || y_px < high - end) return Grip::fresh;
  if (y_px > low - near) return Grip::low;
  return y_px < high + near ? Grip::high : Grip::whole;
}

Stretch dragged(const SearchPlaces& places, const Hold& hold, double from, double to) {
  const Stretch was = hold.stretch();
  const double most = places.most_share();
  switch (hold.what()) {
    case Grip::low:
      return {std::min(to, was.high - kLeast), was.high};
    case Grip::high:
      return {was.low, std::max(to, was.low + kLeast)};
    case Grip::whole: {
      const double span = was.high - was.low;
      const double low = std::clamp(was.low + to - from, 0.0, std::max(0.0, most - span));
      return {low, low + span};
    }
    default: {
      const double low = std::min(from, to), high = std::max(from, to);
      return {std::max(0.0, std::min(low, high - kLeast)), high};
    }
  }
}

std::optional<Stretch> steer_by_pointer(const Frame& frame, const SearchPlaces& places,
                                        const std::optional<Stretch>& now, bool& clicked) {
  const ImGuiIO& io = ImGui::GetIO();
  Hold hold(ImGui::GetItemID());
  const float pressed_y = io.MouseClickedPos[0].y;
  if (ImGui::IsItemActivated() && ImGui::IsMouseDown(ImGuiMouseButton_Left))
    hold.take(grip_at(places, now, pressed_y, frame.theme.touch), now.value_or(Stretch{}));
  const bool let_go = ImGui::IsItemDeactivated();
  if (hold.what() == Grip::none || (!ImGui::IsItemActive() && !let_go)) return std::nullopt;
  const bool meant = ImGui::IsMouseDragPastThreshold(ImGuiMouseButton_Left, kSlip_px);
  const Grip grip = hold.what();
  if (meant && !let_go)
    return dragged(places, hold, places.share_at(pressed_y), places.share_at(io.MousePos.y));
  if (let_go) {
    clicked = !meant && grip == Grip::fresh;
    hold.take(Grip::none, {});
  }
  return std::nullopt;
}

std::optional<Stretch> steer_by_keys(const SearchPlaces& places, const std::optional<Stretch>& now,
                                     bool& cleared) {
  const ImGuiIO& io = ImGui::GetIO();
  if (!ImGui::IsItemFocused() || !ImGui::GetCurrentContext()->NavCursorVisible || io.KeyCtrl ||
      io.KeyAlt || io.KeySuper)
    return std::nullopt;
  const ImGuiID id = ImGui::GetItemID();
  const auto pressed = [id](ImGuiKey key) {
    ImGui::SetKeyOwner(key, id);
    return ImGui::IsKeyPressed(key, ImGuiInputFlags_Repeat, id);
  };
  const auto either = [&](ImGuiKey one, ImGuiKey other) {
    const bool first = pressed(one);
    return pressed(other) || first;
  };
  const double up =
      (pressed(ImGuiKey_UpArrow) ? 1.0 : 0.0) - (pressed(ImGuiKey_DownArrow) ? 1.0 : 0.0);
  const double longer = (either(ImGuiKey_Equal, ImGuiKey_KeypadAdd) ? 1.0 : 0.0) -
                        (either(ImGuiKey_Minus, ImGuiKey_KeypadSubtract) ? 1.0 : 0.0);
  if (either(ImGuiKey_Home, ImGuiKey_Delete)) cleared = now.has_value();
  if (cleared || (up == 0.0 && longer == 0.0)) return std::nullopt;
  const double most = places.most_share();
  // The first press takes the half that it points to.
  if (!now) return up > 0.0 ? Stretch{0.5, most} : Stretch{0.0, 0.5};
  const double span = std::clamp(now->high - now->low + 2.0 * kKeyMove * longer, kLeast, most);
  const double middle = 0.5 * (now->low + now->high) + kKeyMove * up;
  const double low = std::clamp(middle - 0.5 * span, 0.0, most - span);
  return Stretch{low, low + span};
}

void draw_brush(const Frame& frame, const SearchView& search, const SearchPlaces& places,
                std::size_t i, const Stretch& stretch) {
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float x = places.x[i];
  const float low = places.y_of_share(stretch.low), high = places.y_of_share(stretch.high);
  list.AddRectFilled({x - kHalf_px, high}, {x + kHalf_px, low}, faded(theme.colour.accent, 0.28F),
                     3.0F);
  list.AddRect({x - kHalf_px, high}, {x + kHalf_px, low}, theme.colour.accent, 3.0F, 0, 1.5F);
  const SearchAxis& axis = search.axes[i];
  const bool last = i + 1 == places.x.size();
  const auto label = [&](double unit, float y, bool above) {
    const Text text = unit_text(search, axis, unit);
    const ImVec2 size = text_size(theme.fonts.small, text.view());
    const float left = last ? x - kHalf_px - 5.0F - size.x : x + kHalf_px + 5.0F;
    const float top = above ? y - size.y + 4.0F : y - 4.0F;
    list.AddRectFilled({left - 3.0F, top - 1.0F}, {left + size.x + 3.0F, top + size.y + 1.0F},
                       faded(theme.colour.panel, 0.88F), 3.0F);
    draw_text(list, theme.fonts.small, {left, top}, theme.colour.accent, text.view());
  };
  label(axis.brush->high, high, true);
  label(axis.brush->low, low, false);
}

}  // namespace

Text axis_title(const SearchView& search, const SearchAxis& axis) {
  if (!axis.path.empty()) return field_title(axis.path);
  return search.unnamed ? say::search::value() : measure_title(search.study.measure);
}

Text unit_text(const SearchView& search, const SearchAxis& axis, double unit) {
  if (std::isinf(unit)) return say::search::not_finite();
  if (axis.path.empty()) return measured(search.study.measure, axis.axis.value(unit));
  if (axis.names.empty()) return trimmed(axis.axis.value(unit), 3);
  const double place =
      std::clamp(std::round(unit), 0.0, static_cast<double>(axis.names.size() - 1));
  return name_title(axis.path, axis.names[static_cast<std::size_t>(place)]);
}

AxisPointed brush_axis(Frame& frame, const SearchView& search, const SearchPlaces& places,
                       std::size_t i) {
  const SearchAxis& axis = search.axes[i];
  const bool lane = places.lane > 0.0F && axis.path.empty();
  const float top = lane ? places.y_of_share(places.most_share()) : places.top;
  const Rect item{{places.x[i] - places.reach, top - 2.0F},
                  {places.x[i] + places.reach, places.foot + 6.0F}};
  const Text id = Text("search-axis-") + count(static_cast<std::int64_t>(i));
  ImGui::SetCursorScreenPos(item.min);
  ImGui::InvisibleButton(id.c_str(), item.size(), ImGuiButtonFlags_EnableNav);
  std::optional<Stretch> now;
  if (axis.brush) now = stretch_of(places, axis, *axis.brush);
  SearchPlaces reach = places;
  // Only the measure's axis goes on into the lane.
  if (!lane) reach.lane = 0.0F;
  bool clicked = false;
  std::optional<Stretch> next = steer_by_pointer(frame, reach, now, clicked);
  bool cleared = clicked && now;
  if (!next) next = steer_by_keys(reach, now, cleared);
  if (next)
    frame.actions.push_back(app::BrushSearch{
        i, SearchRange{reach.unit(axis, next->low), reach.unit(axis, next->high)}});
  else if (cleared)
    frame.actions.push_back(app::BrushSearch{i, std::nullopt});
  if (now) draw_brush(frame, search, places, i, *now);
  if (ImGui::IsItemHovered()) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeNS);
  if (frame.widgets_wanted) {
    const Text title = axis_title(search, axis);
    Text value;
    if (axis.brush)
      value = text_of(say::search::from_to(unit_text(search, axis, axis.brush->low).view(),
                                           unit_text(search, axis, axis.brush->high).view()));
    register_widget(frame, id.view(), title.view(), "slider", value.view(), item);
  }
  return {ImGui::IsItemHovered() && !ImGui::IsItemActive(), clicked && !now};
}

}  // namespace isobath::ui
