// SPDX-License-Identifier: MIT
// Gestures over a plot.
#include "ui/plot/steer.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

namespace isobath::ui {
namespace {

constexpr double kPerNotch = 0.8;     // what is left in view after one notch of the wheel
constexpr double kPerKey = 0.8;       // and after a press of +
constexpr double kKeyMove = 0.15;     // of what is in view, for each press of an arrow
constexpr float kDrag_px = 4.0F;      // less is a click
constexpr float kLeastBox_px = 6.0F;  // smaller ones are slips of the hand

View2 within(View2 view, const Plot& plot, const Steering& steering) {
  namespace figure = app::figure;
  view.x =
      steering.along_x ? figure::kept_within(view.x, steering.whole.x, steering.least_x) : plot.x;
  view.y =
      steering.along_y ? figure::kept_within(view.y, steering.whole.y, steering.least_y) : plot.y;
  return view;
}

/// With the keyboard on the last item: its keys are claimed, so that they move nothing else.
std::optional<View2> steer_by_keys(const Plot& plot, const Steering& steering) {
  const ImGuiIO& io = ImGui::GetIO();
  if (!steering.keys || !ImGui::IsItemFocused() || !ImGui::GetCurrentContext()->NavCursorVisible ||
      io.KeyCtrl || io.KeyAlt || io.KeySuper)
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
  const double right = (pressed(ImGuiKey_RightArrow) ? kKeyMove : 0.0) -
                       (pressed(ImGuiKey_LeftArrow) ? kKeyMove : 0.0);
  const double up =
      (pressed(ImGuiKey_UpArrow) ? kKeyMove : 0.0) - (pressed(ImGuiKey_DownArrow) ? kKeyMove : 0.0);
  const bool all = either(ImGuiKey_Home, ImGuiKey_0);
  const bool closer = either(ImGuiKey_Equal, ImGuiKey_KeypadAdd);
  const bool further = either(ImGuiKey_Minus, ImGuiKey_KeypadSubtract);
  if (all) return steering.whole;
  if (closer || further) return zoomed(plot, 0.5, 0.5, closer ? kPerKey : 1.0 / kPerKey, steering);
  if (right != 0.0 || up != 0.0) return moved(plot, right, up, steering);
  return std::nullopt;
}

bool holds_box(const Steering& steering) {
  bool& drawing = *ImGui::GetStateStorage()->GetBoolRef(ImGui::GetItemID() + 1, false);
  if (ImGui::IsItemActivated()) drawing = steering.boxes && ImGui::GetIO().KeyShift;
  return drawing;
}

std::optional<View2> steer_by_box(const Frame& frame, const Plot& plot, const Steering& steering) {
  const ImGuiIO& io = ImGui::GetIO();
  const ImVec2 from = io.MouseClickedPos[0];
  const ImVec2 to{std::clamp(io.MousePos.x, plot.area.min.x, plot.area.max.x),
                  std::clamp(io.MousePos.y, plot.area.min.y, plot.area.max.y)};
  const bool wide = !steering.along_x || std::fabs(to.x - from.x) >= kLeastBox_px;
  const bool high = !steering.along_y || std::fabs(to.y - from.y) >= kLeastBox_px;
  if (ImGui::IsItemDeactivated()) {
    if (!wide || !high) return std::nullopt;
    return boxed(plot, from, to, steering);
  }
  Rect box{{std::min(from.x, to.x), std::min(from.y, to.y)},
           {std::max(from.x, to.x), std::max(from.y, to.y)}};
  if (!steering.along_x) box.min.x = plot.area.min.x, box.max.x = plot.area.max.x;
  if (!steering.along_y) box.min.y = plot.area.min.y, box.max.y = plot.area.max.y;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(box.min, box.max, faded(frame.theme.colour.accent, 0.15F));
  list.AddRect(box.min, box.max, frame.theme.colour.accent);
  return std::nullopt;
}

std::optional<View2> steer_by_pointer(const Frame& frame, const Plot& plot,
                                      const Steering& steering) {
  const ImGuiIO& io = ImGui::GetIO();
  const bool hovered = ImGui::IsItemHovered();
  if (steering.doubles && hovered && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left))
    return steering.whole;
  if (hovered && io.MouseWheel != 0.0F && !io.KeyCtrl)
    return zoomed(plot, plot.x_share(io.MousePos.x), plot.y_share(io.MousePos.y),
                  std::pow(kPerNotch, static_cast<double>(io.MouseWheel)), steering);
  const bool let_go = ImGui::IsItemDeactivated();
  if (!ImGui::IsItemActive() && !let_go) return std::nullopt;
  if (holds_box(steering)) return steer_by_box(frame, plot, steering);
  if (let_go || !ImGui::IsMouseDragging(ImGuiMouseButton_Left, kDrag_px)) return std::nullopt;
  return moved(plot, -static_cast<double>(io.MouseDelta.x / plot.area.width()),
               static_cast<double>(io.MouseDelta.y / plot.area.height()), steering);
}

}  // namespace

View2 zoomed(const Plot& plot, double x_share, double y_share, double factor,
             const Steering& steering) {
  // Not closer than there is to see, so that what lies under the pointer stays there.
  const auto held = [&](const Axis& axis, const Axis& whole, double least) {
    const double span = axis.span();
    return std::clamp(span * factor, std::min(least, whole.span()), whole.span()) / span;
  };
  const Steering& s = steering;
  return within({app::figure::zoomed(plot.x, x_share, held(plot.x, s.whole.x, s.least_x)),
                 app::figure::zoomed(plot.y, y_share, held(plot.y, s.whole.y, s.least_y))},
                plot, steering);
}

View2 moved(const Plot& plot, double x_share, double y_share, const Steering& steering) {
  return within({app::figure::moved(plot.x, x_share), app::figure::moved(plot.y, y_share)}, plot,
                steering);
}

View2 boxed(const Plot& plot, ImVec2 one, ImVec2 other, const Steering& steering) {
  return within({app::figure::between(plot.x, plot.x_share(one.x), plot.x_share(other.x)),
                 app::figure::between(plot.y, plot.y_share(one.y), plot.y_share(other.y))},
                plot, steering);
}

std::optional<View2> steer(Frame& frame, const Plot& plot, const Steering& steering) {
  std::optional<View2> next = steer_by_keys(plot, steering);
  if (!next) next = steer_by_pointer(frame, plot, steering);
  if (next && *next == View2{plot.x, plot.y}) return std::nullopt;
  return next;
}

}  // namespace isobath::ui
