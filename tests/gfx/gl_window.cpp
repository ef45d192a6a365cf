// SPDX-License-Identifier: MIT
// The hidden window, by GLFW.

#include "gl_window.hpp"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <catch2/catch_test_macros.hpp>

namespace isobath::gfx {

GlWindow::GlWindow() {
  REQUIRE(glfwInit() == GLFW_TRUE);
  glfwWindowHint(GLFW_VISIBLE, GLFW_FALSE);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  GLFWwindow* window = glfwCreateWindow(64, 64, "test", nullptr, nullptr);
  REQUIRE(window != nullptr);
  glfwMakeContextCurrent(window);
  window_ = window;
}

GlWindow::~GlWindow() {
  glfwDestroyWindow(static_cast<GLFWwindow*>(window_));
  glfwTerminate();
}

}  // namespace isobath::gfx
