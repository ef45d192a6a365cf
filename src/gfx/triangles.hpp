// SPDX-License-Identifier: MIT
// Draws lists of textured triangles over one another: what panels are made of. Asks the driver
// nothing in a frame, for in a browser every answer waits for all that was drawn before.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "gfx/program.hpp"

namespace isobath::gfx {

/// As it lies in memory.
struct Vertex {
  float x, y;  // in logical pixels
  float u, v;  // within the texture
  std::uint32_t rgba;
};

/// In pixels of the screen, from the bottom left.
struct Clip {
  GLint left = 0, bottom = 0;
  GLsizei width = 0, height = 0;
};

class Triangles {
 public:
  /// Needs a current context.
  Triangles();

  /// A picture of `width` × `height` pixels of 8-bit red, green, blue, alpha.
  void set_letters(const unsigned char* rgba, int width, int height);
  GLuint letters() const { return letters_.id(); }

  /// Before the lists of a frame: the state that all of them share, and the part of the plane that
  /// fills the screen. Leaves the framebuffer and the viewport as they are.
  void begin(float left, float top, float width, float height);
  /// The list that the next calls of draw() are about.
  void load(const void* vertices, std::size_t vertices_bytes, const std::uint32_t* indices,
            std::size_t indices_bytes);
  void draw(GLuint texture, const Clip& clip, std::size_t first_index, std::size_t count);
  void end();

  /// One sentence if the shaders do not compile on this machine, or "".
  const std::string& problem() const { return program_.problem(); }

 private:
  ProgramSlot program_;
  GLint view_ = -1;
  VertexArray vertex_array_;
  Buffer vertices_, indices_;
  Texture letters_;
};

}  // namespace isobath::gfx
