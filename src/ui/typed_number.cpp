// SPDX-License-Identifier: MIT
// ImGui has one text field active at a time, so one state is enough.
#include "ui/typed_number.hpp"

#include <imgui_internal.h>

#include <array>
#include <cstdio>
#include <string_view>

#include "ui/format.hpp"
#include "ui/network_edit.hpp"

namespace isobath::ui {
namespace {

struct Field {
  ImGuiID id = 0;
  std::array<char, 48> text{}, before{};
  bool filled = false;
  int frame = -1;  // last drawn
};

bool told = false;  // a typed number, by the last slider

Field& field() {
  static Field the_field;
  return the_field;
}

void fill(Field& f, ImGuiID id, double value) {
  f = {};
  f.id = id;
  std::snprintf(f.text.data(), f.text.size(), "%.47s", exact(value).c_str());
  f.before = f.text;
  f.filled = true;
}

std::optional<double> typed(const Field& f) {
  if (f.text == f.before) return std::nullopt;
  const std::string_view text = f.text.data();
  const bool nothing = text == "off" || text == "all";
  const std::optional<double> number = nothing ? 0.0 : parse_number(text);
  told = number.has_value();
  return number;
}

}  // namespace

bool typed_last() { return told; }

void begin_typing(ImGuiID id, double value) {
  ImGuiContext& context = *ImGui::GetCurrentContext();
  ImGui::ClearActiveID();
  context.NavNextActivateId = id;
  context.NavNextActivateFlags = ImGuiActivateFlags_PreferInput;
  fill(field(), id, value);
}

Typing type_number(ImGuiID id, double value) {
  ImGuiContext& context = *ImGui::GetCurrentContext();
  Field& f = field();
  told = false;
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

}  // namespace isobath::ui
