// SPDX-License-Identifier: MIT
// Pointer, fingers, keys and the clipboard of the page, to ImGui. The browser's side is in
// web/library_isobath.js.

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <emscripten/emscripten.h>
#include <imgui.h>
#include <imgui_impl_glfw.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cfloat>

#include "platform/web/page.hpp"

extern "C" {
void isobath_js_copy(const char* text, std::size_t bytes);
void isobath_js_keyboard(int shown);
}

namespace isobath::platform {
namespace {

void on_key(GLFWwindow* window, int key, int scancode, int action, int modifiers) {
  note_input();
  ImGui_ImplGlfw_KeyCallback(window, key, scancode, action, modifiers);
}

void on_character(GLFWwindow* window, unsigned int character) {
  note_input();
  ImGui_ImplGlfw_CharCallback(window, character);
}

const char* clipboard_text(ImGuiContext*) { return page.clipboard.c_str(); }

void set_clipboard_text(ImGuiContext*, const char* text) {
  page.clipboard = text;
  isobath_js_copy(page.clipboard.data(), page.clipboard.size());
}

// A finger that drags over what is not a control scrolls what lies under it, as pages do.
void scroll_by_touch(float x, float y) {
  const ImGuiContext& context = *ImGui::GetCurrentContext();
  const bool on_control =
      context.ActiveId != 0 &&
      (context.ActiveIdWindow == nullptr || context.ActiveId != context.ActiveIdWindow->MoveId);
  const float line = 5.0F * std::max(1.0F, context.FontSize);  // what a wheel step scrolls
  if (!on_control)
    ImGui::GetIO().AddMouseWheelEvent((x - page.touch_x) / line, (y - page.touch_y) / line);
}

void tell_touch() {
  ImGuiIO& io = ImGui::GetIO();
  using Kind = Touch::Event::Kind;
  for (const Touch::Event& event : page.touch.take()) {
    io.AddMouseSourceEvent(ImGuiMouseSource_TouchScreen);
    if (event.kind == Kind::leave) {  // a finger that is lifted points at nothing
      io.AddMousePosEvent(-FLT_MAX, -FLT_MAX);
      continue;
    }
    if (event.kind == Kind::point && page.pressed) scroll_by_touch(event.x, event.y);
    io.AddMousePosEvent(event.x, event.y);
    page.touch_x = event.x;
    page.touch_y = event.y;
    if (event.kind == Kind::wheel) io.AddMouseWheelEvent(0.0F, event.wheel);
    if (event.kind == Kind::press || event.kind == Kind::release) {
      page.pressed = event.kind == Kind::press;
      io.AddMouseButtonEvent(0, page.pressed);
    }
  }
}

}  // namespace

void watch_keys() {
  glfwSetKeyCallback(page.window, on_key);
  glfwSetCharCallback(page.window, on_character);
  ImGui::GetPlatformIO().Platform_SetClipboardTextFn = set_clipboard_text;
  ImGui::GetPlatformIO().Platform_GetClipboardTextFn = clipboard_text;
}

void forget_pointer() { ImGui::GetIO().AddMousePosEvent(-FLT_MAX, -FLT_MAX); }

void ask_for_keyboard() {
  const bool wanted = ImGui::GetIO().WantTextInput;
  if (wanted == page.typing) return;
  page.typing = wanted;
  isobath_js_keyboard(wanted ? 1 : 0);
}

}  // namespace isobath::platform

// What web/library_isobath.js calls.
extern "C" {

using isobath::platform::page;

/// Of a mouse or a pen. kind: 0 moved, 1 pressed, 2 released, 3 gone.
EMSCRIPTEN_KEEPALIVE void isobath_pointer(int kind, float x, float y, int button) {
  ImGuiIO& io = ImGui::GetIO();
  isobath::platform::note_input();
  io.AddMouseSourceEvent(ImGuiMouseSource_Mouse);
  if (kind == 3) {
    io.AddMousePosEvent(-FLT_MAX, -FLT_MAX);
    return;
  }
  io.AddMousePosEvent(x, y);
  if (kind != 0 && button >= 0 && button < ImGuiMouseButton_COUNT)
    io.AddMouseButtonEvent(button, kind == 1);
}

/// Of a finger. kind: 0 moved, 1 pressed, 2 released.
EMSCRIPTEN_KEEPALIVE void isobath_touch(int kind, int id, float x, float y) {
  using isobath::platform::Touch;
  isobath::platform::note_input();
  const auto phase = kind == 0   ? Touch::Phase::moved
                     : kind == 1 ? Touch::Phase::pressed
                                 : Touch::Phase::released;
  page.touch.finger(phase, id, x, y, isobath::platform::now_ms());
  isobath::platform::tell_touch();
}

/// What is scrolled by, in the browser's unit: 0 pixels, 1 lines, 2 pages.
EMSCRIPTEN_KEEPALIVE void isobath_wheel(float x, float y, int unit) {
  constexpr float kUnitsPerStep[] = {100.0F, 3.0F, 1.0F / 80.0F};
  isobath::platform::note_input();
  if (unit < 0 || unit > 2) return;
  ImGui::GetIO().AddMouseWheelEvent(-x / kUnitsPerStep[unit], -y / kUnitsPerStep[unit]);
}

/// Of a phone's keyboard, which tells text rather than keys; 8 is one character less.
EMSCRIPTEN_KEEPALIVE void isobath_typed(unsigned character) {
  ImGuiIO& io = ImGui::GetIO();
  isobath::platform::note_input();
  if (character != 8) return io.AddInputCharacter(character);
  io.AddKeyEvent(ImGuiKey_Backspace, true);
  io.AddKeyEvent(ImGuiKey_Backspace, false);
}

EMSCRIPTEN_KEEPALIVE void isobath_focus(int focused) {
  ImGui::GetIO().AddFocusEvent(focused != 0);
  isobath::platform::note_input();
}

EMSCRIPTEN_KEEPALIVE void isobath_wake() { isobath::platform::note_input(); }

EMSCRIPTEN_KEEPALIVE void isobath_paste(const char* text, std::size_t bytes) {
  page.clipboard = std::string(text, bytes);
  isobath::platform::note_input();
}

}  // extern "C"
