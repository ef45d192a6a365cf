// SPDX-License-Identifier: MIT
// A window of the desktop: GLFW, OpenGL 3.3 core. Sleeps until there is input or something to draw.

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <imgui.h>
#include <imgui_impl_glfw.h>

#include <algorithm>
#include <cstdio>
#include <utility>

#include ISOBATH_GL_HEADER

#include "files/image.hpp"
#include "files/whole.hpp"
#include "hangul.hpp"
#include "platform/desktop/store.hpp"
#include "platform/desktop_theme.hpp"
#include "platform/late_calls.hpp"
#include "platform/pacing.hpp"
#include "platform/painter.hpp"
#include "platform/platform.hpp"
#include "platform/presses.hpp"

namespace isobath::platform {
namespace {

struct Desktop {
  GLFWwindow* window = nullptr;
  Options options;
  Pacing pacing;
  Presses presses;
  bool awake = true;
  std::int64_t frames = 0;
  std::vector<File> files;
  files::Image last_frame;
  LateCalls late;
};

// The program has one window; GLFW's callbacks carry no state of ours.
Desktop desktop;
Painter painter;

void note_input() {
  desktop.pacing.note_input(now_ms());
  desktop.awake = true;
}

void on_drop(GLFWwindow*, int count, const char** paths) {
  for (int i = 0; i < count; ++i) desktop.files.push_back(read_file(paths[i]));
  note_input();
}

// Dear ImGui's backend keeps and calls what stands here before it.
void watch_input(GLFWwindow* window) {
  glfwSetDropCallback(window, on_drop);
  glfwSetKeyCallback(window, [](GLFWwindow*, int, int, int, int) { note_input(); });
  glfwSetCharCallback(window, [](GLFWwindow*, unsigned int) { note_input(); });
  glfwSetCursorPosCallback(window, [](GLFWwindow*, double, double) { note_input(); });
  glfwSetCursorEnterCallback(window, [](GLFWwindow*, int) { note_input(); });
  glfwSetMouseButtonCallback(window, [](GLFWwindow*, int, int, int) { note_input(); });
  glfwSetScrollCallback(window, [](GLFWwindow*, double, double) { note_input(); });
  glfwSetWindowFocusCallback(window, [](GLFWwindow*, int) { note_input(); });
  glfwSetFramebufferSizeCallback(window, [](GLFWwindow*, int, int) { note_input(); });
  glfwSetWindowContentScaleCallback(window, [](GLFWwindow*, float, float) { note_input(); });
  glfwSetWindowRefreshCallback(window, [](GLFWwindow*) { note_input(); });
}

// Windows measured in the screen's own pixels (X11) are drawn with logical ones all the same: how
// many pixels a unit of the window is short of.
float window_ratio() {
  int width = 0;
  int width_px = 0;
  glfwGetWindowSize(desktop.window, &width, nullptr);
  glfwGetFramebufferSize(desktop.window, &width_px, nullptr);
  const float own = width > 0 ? static_cast<float>(width_px) / static_cast<float>(width) : 1.0F;
  return std::max(1.0F, pixel_ratio() / std::max(1.0F, own));
}

void on_cursor(GLFWwindow* window, double x, double y) {
  const auto ratio = static_cast<double>(window_ratio());
  ImGui_ImplGlfw_CursorPosCallback(window, x / ratio, y / ratio);
}

files::Image read_frame() {
  files::Image image;
  glfwGetFramebufferSize(desktop.window, &image.width_px, &image.height_px);
  const auto row_bytes = static_cast<std::size_t>(image.width_px) * 3;
  const auto rows = static_cast<std::size_t>(image.height_px);
  std::vector<std::uint8_t> upwards(row_bytes * rows);
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, image.width_px, image.height_px, GL_RGB, GL_UNSIGNED_BYTE, upwards.data());
  image.rgb.resize(upwards.size());
  for (std::size_t row = 0; row < rows; ++row)
    std::copy_n(upwards.data() + (rows - 1 - row) * row_bytes, row_bytes,
                image.rgb.data() + row * row_bytes);
  return image;
}

bool last_wanted_frame() {
  return desktop.options.frames > 0 && desktop.frames >= desktop.options.frames;
}

void close() {
  painter.forget();
  ImGui_ImplGlfw_Shutdown();
  ImGui::DestroyContext();
  glfwDestroyWindow(desktop.window);
  glfwTerminate();
}

}  // namespace

Capabilities capabilities() {
  return {.address_bar = false, .file_paths = true, .threads = true, .store = keeps()};
}

std::expected<void, std::string> open(const Options& options) {
  desktop.options = options;
  if (glfwInit() == GLFW_FALSE) return std::unexpected("There is no display to open a window on.");
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
  glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
  desktop.window =
      glfwCreateWindow(options.width, options.height, options.title.c_str(), nullptr, nullptr);
  if (desktop.window == nullptr) {
    glfwTerminate();
    return std::unexpected("This machine gives no window with OpenGL 3.3.");
  }
  glfwMakeContextCurrent(desktop.window);
  glfwSwapInterval(1);
  IMGUI_CHECKVERSION();
  ImGui::CreateContext();
  ImGui::GetIO().IniFilename = nullptr;
  ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasTextures;  // see Painter
  ImGui::GetIO().ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  watch_input(desktop.window);
  ImGui_ImplGlfw_InitForOpenGL(desktop.window, true);
  glfwSetCursorPosCallback(desktop.window, on_cursor);
  return {};
}

int run(std::function<bool()> frame) {
  note_input();
  while (glfwWindowShouldClose(desktop.window) == GLFW_FALSE && !last_wanted_frame()) {
    const bool busy = desktop.awake || desktop.options.frames > 0 || settling();
    if (busy)
      glfwPollEvents();
    else if (!desktop.late.empty())
      glfwWaitEventsTimeout(std::max(1.0, desktop.late.next_ms() - now_ms()) / 1000.0);
    else
      glfwWaitEvents();
    const bool called = desktop.late.make(now_ms());
    // A call alone is no reason to draw.
    if (busy || desktop.awake || settling() || !called) desktop.awake = frame();
  }
  int status = 0;
  if (!desktop.options.screenshot.empty()) {
    if (const auto written = files::write_image(desktop.options.screenshot, desktop.last_frame);
        !written) {
      std::fprintf(stderr, "isobath: %s\n", written.error().c_str());
      status = 2;
    }
  }
  frame = nullptr;
  close();
  return status;
}

void wake() {
  desktop.awake = true;
  glfwPostEmptyEvent();
}

bool settling() { return desktop.pacing.settling(now_ms()) || ImGui::GetIO().WantTextInput; }

void rest() { glfwWaitEventsTimeout(1.0 / 60.0); }

void begin_frame() {
  ImGui_ImplGlfw_NewFrame();
  ImGuiIO& io = ImGui::GetIO();
  const float ratio = window_ratio();
  io.DisplaySize = {io.DisplaySize.x / ratio, io.DisplaySize.y / ratio};
  io.DisplayFramebufferScale = {io.DisplayFramebufferScale.x * ratio,
                                io.DisplayFramebufferScale.y * ratio};
  desktop.presses.new_frame();
}

void present(float red, float green, float blue) {
  int width_px = 0;
  int height_px = 0;
  glfwGetFramebufferSize(desktop.window, &width_px, &height_px);
  painter.paint(width_px, height_px, red, green, blue);
  ++desktop.frames;
  if (last_wanted_frame() && !desktop.options.screenshot.empty()) desktop.last_frame = read_frame();
  glfwSwapBuffers(desktop.window);
}

std::span<const unsigned char> asset(std::string_view name) {
  if (name == "hangul.ttf") return {fonts::hangul, fonts::hangul_bytes};
  if (name == "hangul_rare.ttf") return {fonts::hangul_rare, fonts::hangul_rare_bytes};
  return {};
}

double now_ms() { return glfwGetTime() * 1000.0; }

float pixel_ratio() {
  float x = 1.0F;
  float y = 1.0F;
  glfwGetWindowContentScale(desktop.window, &x, &y);
  return std::max(1.0F, std::max(x, y));
}

bool prefers_dark() {
  // Where the desktop does not say, the chart is at home in the dark.
  static const bool kDark = desktop_is_dark().value_or(true);
  return kDark;
}

std::vector<File> take_files() { return std::exchange(desktop.files, {}); }
void choose_file() {}
std::optional<std::string> take_link() { return std::nullopt; }
void on_context_lost(std::function<void()>) {}
void on_visibility(std::function<void(bool)>) {}
std::string address() { return {}; }
void set_link(std::string_view, bool) {}

File read_file(const std::string& path) {
  auto text = files::read_whole(path);
  if (!text) return {path, "", path + ": " + text.error() + "."};
  return {path, std::move(*text), ""};
}

std::expected<void, std::string> save_file(const std::string& path, std::string_view text) {
  const auto written = files::write_whole(path, text);
  if (!written) return std::unexpected(path + ": " + written.error() + ".");
  return {};
}

void call_later(double wait_ms, std::function<void()> call) {
  desktop.late.add(now_ms() + wait_ms, std::move(call));
}

void announce(std::string_view, std::string_view) {}
void on_call(std::function<std::string(std::string_view, std::string_view)>) {}

}  // namespace isobath::platform
