// SPDX-License-Identifier: MIT
// A window nobody sees, with a context of OpenGL 3.3 core.
#pragma once

namespace isobath::gfx {

class GlWindow {
 public:
  GlWindow();  // fails the test that makes it where there is no display
  ~GlWindow();
  GlWindow(const GlWindow&) = delete;
  GlWindow& operator=(const GlWindow&) = delete;

 private:
  void* window_ = nullptr;
};

}  // namespace isobath::gfx
