// SPDX-License-Identifier: MIT
// The page: GLFW gives the WebGL2 context and the keys, web/library_isobath.js everything that GLFW
// does not know of (touch, pixel ratios, files, the address bar). Frames are drawn on demand.

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <emscripten/emscripten.h>
#include <emscripten/html5.h>
#include <emscripten/threading.h>
#include <imgui.h>
#include <imgui_impl_glfw.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cfloat>
#include <cstdlib>
#include <exception>
#include <map>
#include <utility>

#include ISOBATH_GL_HEADER

#include "platform/pacing.hpp"
#include "platform/painter.hpp"
#include "platform/platform.hpp"
#include "platform/touch.hpp"

// Of web/library_isobath.js. Strings are UTF-8 with their length.
extern "C" {
void isobath_js_start();
void isobath_js_fail(const char* text, std::size_t bytes);  // shown in place of the canvas
void isobath_js_set_link(const char* text, std::size_t bytes, int new_entry);
void isobath_js_save(const char* name, std::size_t name_bytes, const char* text, std::size_t bytes);
void isobath_js_copy(const char* text, std::size_t bytes);
void isobath_js_announce(const char* event, std::size_t event_bytes, const char* detail,
                         std::size_t detail_bytes);
void isobath_js_fetch(const char* name, std::size_t bytes);  // answered by isobath_asset
void isobath_js_keyboard(int shown);
int isobath_js_keeps();
int isobath_js_store(const char* key, const char* text, std::size_t bytes);  // 0: refused
char* isobath_js_stored(const char* key);  // null if there is nothing; to be freed
char* isobath_js_address();                // the page's without its link; to be freed
void isobath_js_cursor(int shape);
int isobath_js_prefers_dark();
}

namespace isobath::platform {
namespace {

constexpr const char* kCanvas = "#canvas";

struct Page {
  GLFWwindow* window = nullptr;
  std::function<bool()> frame;
  std::function<std::string(std::string_view, std::string_view)> answer;
  std::function<void()> forget_objects;
  std::function<void(bool)> watch_visibility;
  std::function<void()> later;
  int later_timer = 0;
  std::string answered;  // keeps the last answer alive for the page
  Pacing pacing;
  bool frame_requested = false;
  bool context_lost = false;
  float width = 0, height = 0, ratio = 1;  // of the canvas, in CSS pixels
  int width_px = 0, height_px = 0;         // of its pixels
  Touch touch;
  float touch_x = 0, touch_y = 0;  // where a finger drags
  bool pressed = false;            // does it?
  bool typing = false;             // is the page's keyboard asked for?
  int cursor = ImGuiMouseCursor_Arrow;
  std::vector<File> files;
  std::optional<std::string> link;
  std::string clipboard;
  std::map<std::string, std::vector<unsigned char>, std::less<>>
      assets;  // empty while on their way
};

// The page has one canvas; callbacks of the browser carry no state of ours.
Page page;
Painter painter;

void fail(std::string_view sentence) { isobath_js_fail(sentence.data(), sentence.size()); }

EM_BOOL on_frame(double, void*) {
  page.frame_requested = false;
  if (page.context_lost || !page.frame) return EM_FALSE;
  try {
    const bool again = page.frame();
    if (again || settling()) wake();
  } catch (const std::exception&) {
    // The rooms below report errors as values: only memory can be short.
    fail(
        "This experiment needs more memory than the browser gives. Reload to go back to its link.");
  }
  return EM_FALSE;
}

void note_input() {
  page.pacing.note_input(now_ms());
  wake();
}

void on_key(GLFWwindow* window, int key, int scancode, int action, int modifiers) {
  note_input();
  ImGui_ImplGlfw_KeyCallback(window, key, scancode, action, modifiers);
}

void on_character(GLFWwindow* window, unsigned int character) {
  note_input();
  ImGui_ImplGlfw_CharCallback(window, character);
}

const char* clipboard_text(void*) { return page.clipboard.c_str(); }

void set_clipboard_text(void*, const char* text) {
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

// The keyboard of a phone comes up for the page's own input only.
void ask_for_keyboard() {
  const bool wanted = ImGui::GetIO().WantTextInput;
  if (wanted == page.typing) return;
  page.typing = wanted;
  isobath_js_keyboard(wanted ? 1 : 0);
}

std::unexpected<std::string> refuse(const std::string& sentence) {
  fail(sentence);
  return std::unexpected(sentence);
}

}  // namespace

Capabilities capabilities() {
  return {.address_bar = true,
          .file_paths = false,
          .threads = emscripten_has_threading_support() != 0,
          .store = isobath_js_keeps() != 0};
}

std::expected<void, std::string> open(const Options& options) {
  if (glfwInit() == GLFW_FALSE) return refuse("The browser gives no window to draw in.");
  glfwWindowHint(GLFW_CLIENT_API, GLFW_OPENGL_ES_API);
  glfwWindowHint(GLFW_DEPTH_BITS, 0);
  glfwWindowHint(GLFW_STENCIL_BITS, 0);
  page.window =
      glfwCreateWindow(options.width, options.height, options.title.c_str(), nullptr, nullptr);
  if (page.window == nullptr)
    return refuse("Isobath draws with WebGL2, which this browser does not offer here.");
  IMGUI_CHECKVERSION();
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard | ImGuiConfigFlags_NoMouseCursorChange;
  ImGui_ImplGlfw_InitForOpenGL(page.window, false);
  glfwSetKeyCallback(page.window, on_key);
  glfwSetCharCallback(page.window, on_character);
  // The pointer's events come from the page; once the pointer is "inside", the backend does not
  // ask GLFW for its position, which knows nothing of touch.
  ImGui_ImplGlfw_CursorEnterCallback(page.window, GLFW_TRUE);
  io.AddMousePosEvent(-FLT_MAX, -FLT_MAX);
  io.SetClipboardTextFn = set_clipboard_text;
  io.GetClipboardTextFn = clipboard_text;
  isobath_js_start();
  return {};
}

int run(std::function<bool()> frame) {
  page.frame = std::move(frame);
  page.pacing.note_input(now_ms());
  // At once, so that there is something to see and to ask for as soon as the page is ready.
  on_frame(0.0, nullptr);
  return 0;
}

void wake() {
  if (std::exchange(page.frame_requested, true)) return;
  emscripten_request_animation_frame(on_frame, nullptr);
}

bool settling() { return page.pacing.settling(now_ms()) || ImGui::GetIO().WantTextInput; }

void rest() {}  // the browser says when the next frame is

void begin_frame() {
  int width_px = 0;
  int height_px = 0;
  emscripten_get_canvas_element_size(kCanvas, &width_px, &height_px);
  // A canvas that gets a size is cleared even if it is the same one.
  if (width_px != page.width_px || height_px != page.height_px)
    emscripten_set_canvas_element_size(kCanvas, page.width_px, page.height_px);
  page.touch.tick(now_ms());
  if (page.touch.waiting()) note_input();
  painter.prepare();
  ImGui_ImplGlfw_NewFrame();
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {page.width, page.height};
  io.DisplayFramebufferScale = {static_cast<float>(page.width_px) / std::max(1.0F, page.width),
                                static_cast<float>(page.height_px) / std::max(1.0F, page.height)};
  ImGui::NewFrame();
}

void present(float red, float green, float blue) {
  if (const int cursor = ImGui::GetMouseCursor(); cursor != page.cursor) {
    page.cursor = cursor;
    isobath_js_cursor(cursor);
  }
  ask_for_keyboard();
  painter.paint(page.width_px, page.height_px, red, green, blue);
}

void fonts_changed() { painter.fonts_changed(); }

std::span<const unsigned char> asset(std::string_view name) {
  const auto found = page.assets.find(name);
  if (found != page.assets.end()) return found->second;
  page.assets.emplace(name, std::vector<unsigned char>());
  isobath_js_fetch(name.data(), name.size());
  return {};
}

double now_ms() { return emscripten_get_now(); }
float pixel_ratio() { return page.ratio; }
bool prefers_dark() { return isobath_js_prefers_dark() != 0; }

std::vector<File> take_files() { return std::exchange(page.files, {}); }
std::optional<std::string> take_link() { return std::exchange(page.link, std::nullopt); }
void on_context_lost(std::function<void()> forget_objects) {
  page.forget_objects = std::move(forget_objects);
}

void on_visibility(std::function<void(bool)> watch) { page.watch_visibility = std::move(watch); }

std::expected<void, std::string> store(std::string_view key, std::string_view text) {
  const std::string name(key);
  if (isobath_js_store(name.c_str(), text.data(), text.size()) != 0) return {};
  return std::unexpected(
      "The browser has no room to keep this session: closing the page would lose it.");
}

std::optional<std::string> stored(std::string_view key) {
  const std::string name(key);
  char* text = isobath_js_stored(name.c_str());
  if (text == nullptr) return std::nullopt;
  std::string copied = text;
  std::free(text);
  return copied;
}

void call_later(double wait_ms, std::function<void()> call) {
  if (page.later) emscripten_clear_timeout(page.later_timer);
  page.later = std::move(call);
  const auto make = [](void*) {
    if (page.later) std::exchange(page.later, nullptr)();
  };
  page.later_timer = emscripten_set_timeout(make, wait_ms, nullptr);
}

std::string address() {
  char* text = isobath_js_address();
  std::string copied = text;
  std::free(text);
  return copied;
}

void set_link(std::string_view link, bool new_entry) {
  isobath_js_set_link(link.data(), link.size(), new_entry ? 1 : 0);
}

std::expected<void, std::string> save_file(const std::string& path, std::string_view text) {
  isobath_js_save(path.data(), path.size(), text.data(), text.size());
  return {};
}

void announce(std::string_view event, std::string_view detail) {
  isobath_js_announce(event.data(), event.size(), detail.data(), detail.size());
}

void on_call(std::function<std::string(std::string_view, std::string_view)> answer) {
  page.answer = std::move(answer);
}

}  // namespace isobath::platform

// What web/library_isobath.js calls.
extern "C" {

using isobath::platform::page;
using isobath::platform::painter;

EMSCRIPTEN_KEEPALIVE void isobath_resize(float width, float height, int width_px, int height_px,
                                         float ratio) {
  page.width = width;
  page.height = height;
  page.width_px = width_px;
  page.height_px = height_px;
  page.ratio = ratio;
  isobath::platform::note_input();
}

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

/// Of a phone's keyboard, which tells text rather than keys; 8 is one character less.
EMSCRIPTEN_KEEPALIVE void isobath_typed(unsigned character) {
  ImGuiIO& io = ImGui::GetIO();
  isobath::platform::note_input();
  if (character != 8) return io.AddInputCharacter(character);
  io.AddKeyEvent(ImGuiKey_Backspace, true);
  io.AddKeyEvent(ImGuiKey_Backspace, false);
}

EMSCRIPTEN_KEEPALIVE void isobath_visible(int visible) {
  if (page.watch_visibility) page.watch_visibility(visible != 0);
  isobath::platform::note_input();
}

EMSCRIPTEN_KEEPALIVE void isobath_focus(int focused) {
  ImGui::GetIO().AddFocusEvent(focused != 0);
  isobath::platform::note_input();
}

EMSCRIPTEN_KEEPALIVE void isobath_wake() { isobath::platform::note_input(); }

EMSCRIPTEN_KEEPALIVE void isobath_file(const char* name, std::size_t name_bytes, const char* text,
                                       std::size_t bytes, const char* error,
                                       std::size_t error_bytes) {
  page.files.push_back(
      {std::string(name, name_bytes), std::string(text, bytes), std::string(error, error_bytes)});
  isobath::platform::note_input();
}

EMSCRIPTEN_KEEPALIVE void isobath_asset(const char* name, std::size_t name_bytes,
                                        const unsigned char* data, std::size_t bytes) {
  page.assets[std::string(name, name_bytes)].assign(data, data + bytes);
  isobath::platform::note_input();
}

EMSCRIPTEN_KEEPALIVE void isobath_link(const char* text, std::size_t bytes) {
  page.link = std::string(text, bytes);
  isobath::platform::note_input();
}

EMSCRIPTEN_KEEPALIVE void isobath_paste(const char* text, std::size_t bytes) {
  page.clipboard = std::string(text, bytes);
  isobath::platform::note_input();
}

EMSCRIPTEN_KEEPALIVE void isobath_context(int lost) {
  page.context_lost = lost != 0;
  if (lost != 0) {
    // Now and not on return: a new context knows nothing of the old one's objects.
    painter.forget();
    if (page.forget_objects) page.forget_objects();
    return;
  }
  isobath::platform::note_input();
}

/// The page's JavaScript object: a method and its arguments as JSON; the result as JSON.
EMSCRIPTEN_KEEPALIVE const char* isobath_call(const char* method, const char* arguments) {
  try {
    page.answered =
        page.answer ? page.answer(method, arguments) : R"({"error": "The page is not ready yet."})";
  } catch (const std::exception&) {
    page.answered = R"({"error": "There is not enough memory for that."})";
  }
  return page.answered.c_str();
}

}  // extern "C"
