// SPDX-License-Identifier: MIT
// The page: GLFW gives the WebGL2 context and the keys, web/library_*.js everything that GLFW does
// not know of (touch, pixel ratios, files, the address bar). Frames are drawn on demand. What goes
// in and out is in platform/web/.

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <emscripten/emscripten.h>
#include <emscripten/html5.h>
#include <emscripten/threading.h>
#include <imgui.h>
#include <imgui_impl_glfw.h>

#include <algorithm>
#include <exception>
#include <functional>
#include <memory>
#include <utility>

#include ISOBATH_GL_HEADER

#include "platform/web/page.hpp"

// Of web/library_isobath.js. Strings are UTF-8 with their length.
extern "C" {
void isobath_js_start();
void isobath_js_fail(const char* text, std::size_t bytes);  // shown in place of the canvas
void isobath_js_cursor(int shape);
int isobath_js_prefers_dark();
}

namespace isobath::platform {

Page page;
Painter painter;

void fail(std::string_view sentence) { isobath_js_fail(sentence.data(), sentence.size()); }

void note_input() {
  page.pacing.note_input(now_ms());
  wake();
}

namespace {

constexpr const char* kCanvas = "#canvas";

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

std::unexpected<std::string> refuse(const std::string& sentence) {
  fail(sentence);
  return std::unexpected(sentence);
}

}  // namespace

Capabilities capabilities() {
  return {.address_bar = true,
          .file_paths = false,
          .threads = emscripten_has_threading_support() != 0,
          .store = keeps()};
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
  io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;  // see Painter
  io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard | ImGuiConfigFlags_NoMouseCursorChange;
  ImGui_ImplGlfw_InitForOpenGL(page.window, false);
  watch_keys();
  // The pointer's events come from the page; once the pointer is "inside", the backend does not
  // ask GLFW for its position, which knows nothing of touch.
  ImGui_ImplGlfw_CursorEnterCallback(page.window, GLFW_TRUE);
  forget_pointer();
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
  ImGui_ImplGlfw_NewFrame();
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {page.width, page.height};
  io.DisplayFramebufferScale = {page.ratio, page.ratio};
  page.presses.new_frame();
}

void present(float red, float green, float blue) {
  if (const int cursor = ImGui::GetMouseCursor(); cursor != page.cursor) {
    page.cursor = cursor;
    isobath_js_cursor(cursor);
  }
  ask_for_keyboard();
  painter.paint(page.width_px, page.height_px, red, green, blue);
}

double now_ms() { return emscripten_get_now(); }
float pixel_ratio() { return page.ratio; }
bool prefers_dark() { return isobath_js_prefers_dark() != 0; }

void on_context_lost(std::function<void()> forget_objects) {
  page.forget_objects = std::move(forget_objects);
}

void on_visibility(std::function<void(bool)> watch) { page.watch_visibility = std::move(watch); }

void call_later(double wait_ms, std::function<void()> call) {
  const auto make = [](void* data) {
    const std::unique_ptr<std::function<void()>> late(static_cast<std::function<void()>*>(data));
    (*late)();
  };
  emscripten_set_timeout(make, wait_ms, new std::function<void()>(std::move(call)));
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

EMSCRIPTEN_KEEPALIVE void isobath_visible(int visible) {
  if (page.watch_visibility) page.watch_visibility(visible != 0);
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

}  // extern "C"
