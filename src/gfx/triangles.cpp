// SPDX-License-Identifier: MIT
// State is set once a frame, buffers are given new content list by list.
#include "gfx/triangles.hpp"

#include "shaders.hpp"

namespace isobath::gfx {
namespace {

void point_at(GLuint attribute, GLint numbers, GLenum type, GLboolean scaled, std::size_t offset) {
  glEnableVertexAttribArray(attribute);
  glVertexAttribPointer(attribute, numbers, type, scaled, sizeof(Vertex),
                        reinterpret_cast<const void*>(offset));
}

}  // namespace

Triangles::Triangles()
    : vertex_array_(make_vertex_array()), vertices_(make_buffer()), indices_(make_buffer()) {
  program_.replace(context_dialect(),
                   {.name = "panels.vert.glsl", .body = shaders::panels_vert_glsl},
                   {.name = "panels.frag.glsl", .body = shaders::panels_frag_glsl});
  if (program_.id() == 0) return;
  view_ = glGetUniformLocation(program_.id(), "u_view");
  glUseProgram(program_.id());
  glUniform1i(glGetUniformLocation(program_.id(), "u_picture"), 0);
  glBindVertexArray(vertex_array_.id());
  glBindBuffer(GL_ARRAY_BUFFER, vertices_.id());
  glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, indices_.id());
  point_at(0, 2, GL_FLOAT, GL_FALSE, offsetof(Vertex, x));
  point_at(1, 2, GL_FLOAT, GL_FALSE, offsetof(Vertex, u));
  point_at(2, 4, GL_UNSIGNED_BYTE, GL_TRUE, offsetof(Vertex, rgba));
  glBindVertexArray(0);
}

void Triangles::set_letters(const unsigned char* rgba, int width, int height) {
  letters_ = make_texture();
  glActiveTexture(GL_TEXTURE0);
  glBindTexture(GL_TEXTURE_2D, letters_.id());
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, rgba);
  glBindTexture(GL_TEXTURE_2D, 0);
}

void Triangles::begin(float left, float top, float width, float height) {
  glEnable(GL_BLEND);
  glBlendEquation(GL_FUNC_ADD);
  glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
  glDisable(GL_CULL_FACE);
  glDisable(GL_DEPTH_TEST);
  glDisable(GL_STENCIL_TEST);
  glEnable(GL_SCISSOR_TEST);
  glActiveTexture(GL_TEXTURE0);
  glUseProgram(program_.id());
  glUniform4f(view_, left, top, 2.0F / width, -2.0F / height);
  glBindVertexArray(vertex_array_.id());
  // Not part of the vertex array, unlike the indices.
  glBindBuffer(GL_ARRAY_BUFFER, vertices_.id());
}

void Triangles::load(const void* vertices, std::size_t vertices_bytes, const std::uint32_t* indices,
                     std::size_t indices_bytes) {
  glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(vertices_bytes), vertices, GL_STREAM_DRAW);
  glBufferData(GL_ELEMENT_ARRAY_BUFFER, static_cast<GLsizeiptr>(indices_bytes), indices,
               GL_STREAM_DRAW);
}

void Triangles::draw(GLuint texture, const Clip& clip, std::size_t first_index, std::size_t count) {
  glScissor(clip.left, clip.bottom, clip.width, clip.height);
  glBindTexture(GL_TEXTURE_2D, texture);
  glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(count), GL_UNSIGNED_INT,
                 reinterpret_cast<const void*>(first_index * sizeof(std::uint32_t)));
}

void Triangles::end() {
  glBindTexture(GL_TEXTURE_2D, 0);
  glBindVertexArray(0);
  glUseProgram(0);
  glDisable(GL_SCISSOR_TEST);
  glDisable(GL_BLEND);
}

}  // namespace isobath::gfx
