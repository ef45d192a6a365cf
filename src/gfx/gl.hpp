// SPDX-License-Identifier: MIT
// OpenGL as this room uses it: what OpenGL 3.3 core and WebGL2 (OpenGL ES 3.0) have in common, and
// objects that delete themselves.
#pragma once

#include ISOBATH_GL_HEADER

#include <utility>

namespace isobath::gfx {

/// Owns one GL object; 0 is none. Needs the context it was made in when it is destroyed.
template <void (*destroy)(GLuint)>
class Object {
 public:
  Object() = default;
  explicit Object(GLuint id) : id_(id) {}
  ~Object() { reset(); }
  Object(const Object&) = delete;
  Object& operator=(const Object&) = delete;
  Object(Object&& other) noexcept : id_(std::exchange(other.id_, 0)) {}
  Object& operator=(Object&& other) noexcept {
    if (this != &other) reset(std::exchange(other.id_, 0));
    return *this;
  }
  GLuint id() const { return id_; }
  explicit operator bool() const { return id_ != 0; }
  void reset(GLuint id = 0) {
    if (id_ != 0) destroy(id_);
    id_ = id;
  }

 private:
  GLuint id_ = 0;
};

inline void delete_texture(GLuint id) { glDeleteTextures(1, &id); }
inline void delete_buffer(GLuint id) { glDeleteBuffers(1, &id); }
inline void delete_framebuffer(GLuint id) { glDeleteFramebuffers(1, &id); }
inline void delete_vertex_array(GLuint id) { glDeleteVertexArrays(1, &id); }
inline void delete_shader(GLuint id) { glDeleteShader(id); }
inline void delete_program(GLuint id) { glDeleteProgram(id); }

using Texture = Object<delete_texture>;
using Buffer = Object<delete_buffer>;
using Framebuffer = Object<delete_framebuffer>;
using VertexArray = Object<delete_vertex_array>;
using Shader = Object<delete_shader>;
using Program = Object<delete_program>;

inline Texture make_texture() {
  GLuint id = 0;
  glGenTextures(1, &id);
  return Texture(id);
}
inline Buffer make_buffer() {
  GLuint id = 0;
  glGenBuffers(1, &id);
  return Buffer(id);
}
inline Framebuffer make_framebuffer() {
  GLuint id = 0;
  glGenFramebuffers(1, &id);
  return Framebuffer(id);
}
inline VertexArray make_vertex_array() {
  GLuint id = 0;
  glGenVertexArrays(1, &id);
  return VertexArray(id);
}

}  // namespace isobath::gfx
