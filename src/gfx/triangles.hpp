// SPDX-License-Identifier: MIT
// Draws lists of textured triangles over one another: what panels are made of. Asks the driver
// nothing in a frame, for in a browser every answer waits for all that was drawn before.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

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

/// A picture of 8-bit red, green, blue, alpha.
Texture make_picture(const unsigned char* rgba, int width, int height);

struct Part {
  int x = 0, y = 0, width = 0, height = 0;
};
/// Sends a part of a picture that is `width` wide anew; `rgba` is the whole of it.
void renew_picture(GLuint texture, const unsigned char* rgba, int width, const Part& part);

class Triangles {
 public:
  /// Needs a current context.
  Triangles();

  /// Before the lists of a frame: the state that all of them share, and the part of the plane that
  /// fills the screen. Leaves the framebuffer and the viewport as they are.
  void begin(float left, float top, float width, float height);
  /// The list that the next calls of draw() are about. What it has in common with the list that
  /// came in the same place of the last frame is not sent again. Indices are of 32 bits.
  void load(std::span<const std::byte> vertices, std::span<const std::byte> indices);
  void draw(GLuint texture, const Clip& clip, std::size_t first_index, std::size_t count);
  void end();

  /// One sentence if the shaders do not compile on this machine, or "".
  const std::string& problem() const { return program_.problem(); }

 private:
  /// A buffer of the driver and a copy of what is in it.
  struct Sent {
    Buffer buffer = make_buffer();
    std::vector<std::byte> bytes;
    void send(GLenum target, std::span<const std::byte> wanted);
  };
  struct List {
    VertexArray vertex_array = make_vertex_array();
    Sent vertices, indices;
    List();
  };

  ProgramSlot program_;
  GLint view_ = -1;
  std::vector<List> lists_;  // in the order of load()
  std::size_t loaded_ = 0;   // of this frame
};

}  // namespace isobath::gfx
