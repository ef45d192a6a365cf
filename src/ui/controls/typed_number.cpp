// SPDX-License-Identifier: MIT
// ImGui has one text field active at a time, so one state is enough.
#include "ui/controls/typed_number.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <limits>
#include <string>
#include <string_view>

#include "data/text.hpp"
#include "say/controls.hpp"
#include "ui/network/network_edit.hpp"
#include "ui/notices.hpp"

namespace isobath::ui {
namespace {

constexpr double kMax = std::numeric_limits<double>::infinity();

struct Field {
  ImGuiID id = 0;
  std::array<char, 48> text{}, before{};
  bool filled = false;
  int frame = -1;  // last drawn
};

Field& field() {
  static Field the_field;
  return the_field;
}

void fill(Field& f, ImGuiID id, double value) {
  f = {};
  f.id = id;
  std::snprintf(f.text.data(), f.text.size(), "%.47s",
                value == kMax ? "max" : exact(value).c_str());
  f.before = f.text;
  f.filled = true;
}

std::optional<double> typed(const Field& f) {
  if (f.text == f.before) return std::nullopt;
  const std::string_view text = f.text.data();
  if (text == "off" || text == "all") return 0.0;
  if (text == "max") return kMax;
  const std::optional<double> number = parse_number(text);
  if (!number) tell(data::quoted(text) + " is not a number, like 0.05 or 1e-3.");
  return number;
}

}  // namespace

void begin_typing(ImGuiID id, double value) {
  ImGuiContext& context = *ImGui::GetCurrentContext();
  ImGui::ClearActiveID();
  context.NavNextActivateId = id;
  context.NavNextActivateFlags = ImGuiActivateFlags_PreferInput;
  fill(field(), id, value);
}

bool may_be(const Change& change, double lowest, double highest, const char* what, bool whole) {
  if (!change.typed) return true;
  const double value = change.value;
  if (value >= lowest && value <= highest && (!whole || value == std::round(value))) return true;
  const auto said = [](double number) {
    return number == kMax             ? Text("max")
           : std::fabs(number) < 1e15 ? exact(number)
                                      : trimmed(number);
  };
  const Text typed = said(value), least = said(lowest), most = said(highest);
  tell(whole ? say::controls::not_whole(what, typed, least, most).str()
             : say::controls::not_between(what, typed, least, most).str());
  return false;
}

Typing type_number(ImGuiID id, double value) {
  ImGuiContext& context = *ImGui::GetCurrentContext();
  Field& f = field();
  const bool begins = context.NavActivateId == id && context.ActiveId != id &&
                      (context.NavActivateFlags & ImGuiActivateFlags_PreferInput) != 0;
  if (!begins && !ImGui::TempInputIsActive(id)) {
    // Where another control has taken the keyboard meanwhile, what was typed counts as well.
    const bool left = f.id == id && f.frame >= 0 && f.frame + 1 == context.FrameCount;
    if (!left) return {};
    f.frame = -1;
    return {false, typed(f)};
  }
  if (begins) {
    if (f.id != id || !f.filled) fill(f, id, value);
    f.filled = false;
    ImGui::ClearActiveID();
  }
  ImGui::InputText("##", f.text.data(), f.text.size(), ImGuiInputTextFlags_AutoSelectAll);
  if (begins) context.TempInputId = id;
  f.frame = context.FrameCount;
  if (begins || !ImGui::IsItemDeactivated()) return {true, std::nullopt};
  f.frame = -1;
  return {true, typed(f)};
}

bool pressed_to_type(ImGuiID id, const Rect& number, double value) {
  static ImGuiID held = 0;
  const ImGuiIO& io = ImGui::GetIO();
  if (ImGui::IsItemActivated() && ImGui::IsMouseClicked(ImGuiMouseButton_Left)) {
    const bool inside = io.MousePos.x >= number.min.x && io.MousePos.x < number.max.x &&
                        io.MousePos.y >= number.min.y && io.MousePos.y < number.max.y;
    held = inside || io.KeyCtrl ? id : 0;
  }
  if (held != id) return false;
  if (ImGui::IsItemActive() && ImGui::IsMouseDown(ImGuiMouseButton_Left)) {
    if (!ImGui::IsMouseDragPastThreshold(ImGuiMouseButton_Left)) return true;
    held = 0;
    return false;
  }
  held = 0;
  if (!ImGui::IsItemDeactivated()) return false;
  begin_typing(id, value);
  return true;
}

std::optional<double> double_clicked_to_type(ImGuiID id, double value) {
  static ImGuiID pressed = 0;
  static double before = 0.0;
  if (!ImGui::IsItemActivated() || !ImGui::IsMouseClicked(ImGuiMouseButton_Left))
    return std::nullopt;
  if (pressed != id || !ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) {
    pressed = id;
    before = value;
    return std::nullopt;
  }
  pressed = 0;
  begin_typing(id, before);
  return before;
}

std::optional<double> number_field(Frame& frame, const Control& control, double value,
                                   const Rect& rect, std::string_view shown) {
  if (rect.width() < 6.0F) return std::nullopt;
  ImGui::PushID(control.id);
  ImGui::BeginDisabled(!control.enabled);
  ImGui::SetCursorScreenPos(rect.min);
  const ImGuiID id = ImGui::GetID("##");
  const float pad = std::max(0.0F, (rect.height() - frame.theme.metric.body_px) * 0.5F);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(3.0F, pad));
  ImGui::SetNextItemWidth(std::max(rect.width(), 58.0F));
  const Typing typing = type_number(id, value);
  ImGui::PopStyleVar();
  if (!typing.open) {
    if (ImGui::InvisibleButton("##", rect.size(), ImGuiButtonFlags_EnableNav))
      begin_typing(id, value);
    const bool hovered = ImGui::IsItemHovered();
    if (hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
    if (hovered || ImGui::IsItemFocused())
      ImGui::GetWindowDrawList()->AddLine({rect.min.x, rect.max.y}, rect.max,
                                          frame.theme.colour.text_faint);
  }
  ImGui::EndDisabled();
  ImGui::PopID();
  tooltip(frame, control.tip);
  register_widget(frame, control.id, control.label, "field", shown, rect);
  return typing.number && *typing.number != value ? typing.number : std::nullopt;
}

}  // namespace isobath::ui
