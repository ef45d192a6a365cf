// SPDX-License-Identifier: MIT
// State is set once a frame; each list has buffers of its own, which keep their content as long as
// it stays the same. Comparing costs a tenth of sending: most lists do not change from frame to
// frame, and of those that do, mostly the colours and not the indices.
#include "gfx/triangles.hpp"

#include <algorithm>

#include "shaders.hpp"

namespace isobath::gfx {
namespace {

void point_at(GLuint attribute, GLint numbers, GLenum type, GLboolean scaled, std::size_t offset) {
  glEnableVertexAttribArray(attribute);
  glVertexAttribPointer(attribute, numbers, type, scaled, sizeof(Vertex),
                        reinterpret_cast<const void*>(offset));
}

bool same(std::span<const std::byte> a, std::span<const std::byte> b) {
  if (a.size() != b.size()) return false;
  // Block by block, for compilers make whole registers of a loop without a way out.
  constexpr std::size_t kBlock = 256;
  std::size_t i = 0;
  for (; i + kBlock <= a.size(); i += kBlock) {
    std::byte difference{};
    for (std::size_t j = i; j < i + kBlock; ++j) difference |= a[j] ^ b[j];
    if (difference != std::byte{}) return false;
  }
  return std::equal(a.begin() + static_cast<std::ptrdiff_t>(i), a.end(),
                    b.begin() + static_cast<std::ptrdiff_t>(i));
}

}  // namespace

void Triangles::Sent::send(GLenum target, std::span<const std::byte> wanted) {
  if (same(bytes, wanted)) return;
  bytes.assign(wanted.begin(), wanted.end());
  glBufferData(target, static_cast<GLsizeiptr>(wanted.size()), wanted.data(), GL_STREAM_DRAW);
}

Triangles::List::List() {
  glBindVertexArray(vertex_array.id());
  glBindBuffer(GL_ARRAY_BUFFER, vertices.buffer.id());
  glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, indices.buffer.id());
  point_at(0, 2, GL_FLOAT, GL_FALSE, offsetof(Vertex, x));
  point_at(1, 2, GL_FLOAT, GL_FALSE, offsetof(Vertex, u));
  point_at(2, 4, GL_UNSIGNED_BYTE, GL_TRUE, offsetof(Vertex, rgba));
}

Triangles::Triangles() {
  program_.replace(context_dialect(),
                   {.name = "panels.vert.glsl", .body = shaders::panels_vert_glsl},
                   {.name = "panels.frag.glsl", .body = shaders::panels_frag_glsl});
  if (program_.id() == 0) return;
  view_ = glGetUniformLocation(program_.id(), "u_view");
  glUseProgram(program_.id());
  glUniform1i(glGetUniformLocation(program_.id(), "u_picture"), 0);
}

Texture make_picture(const unsigned char* rgba, int width, int height) {
  Texture texture = make_texture();
  glActiveTexture(GL_TEXTURE0);
  glBindTexture(GL_TEXTURE_2D, texture.id());
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, rgba);
  glBindTexture(GL_TEXTURE_2D, 0);
  return texture;
}

void renew_picture(GLuint texture, const unsigned char* rgba, int width, const Part& part) {
  glActiveTexture(GL_TEXTURE0);
  glBindTexture(GL_TEXTURE_2D, texture);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
  glPixelStorei(GL_UNPACK_ROW_LENGTH, width);
  const std::ptrdiff_t first = std::ptrdiff_t{part.y} * width + part.x;
  glTexSubImage2D(GL_TEXTURE_2D, 0, part.x, part.y, part.width, part.height, GL_RGBA,
                  GL_UNSIGNED_BYTE, rgba + 4 * first);
  glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
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
  loaded_ = 0;
}

void Triangles::load(std::span<const std::byte> vertices, std::span<const std::byte> indices) {
  if (loaded_ == lists_.size()) lists_.emplace_back();
  List& list = lists_[loaded_++];
  glBindVertexArray(list.vertex_array.id());
  // Not part of the vertex array, unlike the indices.
  glBindBuffer(GL_ARRAY_BUFFER, list.vertices.buffer.id());
  list.vertices.send(GL_ARRAY_BUFFER, vertices);
  list.indices.send(GL_ELEMENT_ARRAY_BUFFER, indices);
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
