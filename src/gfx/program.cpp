// SPDX-License-Identifier: MIT
// Compiling and linking, with the driver's log as the error.

#include "gfx/program.hpp"

#include <array>
#include <vector>

namespace isobath::gfx {
namespace {

template <class GetNumber, class GetLog>
std::string log_of(GLuint id, GetNumber get_number, GetLog get_log) {
  GLint length = 0;
  get_number(id, GL_INFO_LOG_LENGTH, &length);
  if (length <= 1) return "the driver gives no reason";
  std::vector<char> text(static_cast<std::size_t>(length));
  get_log(id, length, nullptr, text.data());
  return text.data();
}

std::expected<Shader, std::string> compile(Dialect dialect, GLenum stage, const Source& source) {
  Shader shader(glCreateShader(stage));
  const std::array<std::string_view, 4> parts{preamble(dialect), source.defines, source.common,
                                              source.body};
  std::array<const GLchar*, 4> texts{};
  std::array<GLint, 4> lengths{};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    texts[i] = parts[i].empty() ? "" : parts[i].data();
    lengths[i] = static_cast<GLint>(parts[i].size());
  }
  glShaderSource(shader.id(), static_cast<GLsizei>(texts.size()), texts.data(), lengths.data());
  glCompileShader(shader.id());
  GLint compiled = GL_FALSE;
  glGetShaderiv(shader.id(), GL_COMPILE_STATUS, &compiled);
  if (compiled == GL_TRUE) return shader;
  return std::unexpected(std::string(source.name) + " does not compile: " +
                         log_of(shader.id(), glGetShaderiv, glGetShaderInfoLog));
}

}  // namespace

Dialect context_dialect() {
  const GLubyte* version = glGetString(GL_VERSION);
  const std::string_view text = version ? reinterpret_cast<const char*>(version) : "";
  return text.starts_with("OpenGL ES") ? Dialect::es_300 : Dialect::desktop_330;
}

std::string_view preamble(Dialect dialect) {
  if (dialect == Dialect::desktop_330) return "#version 330 core\n";
  return "#version 300 es\nprecision highp float;\nprecision highp int;\n"
         "precision highp sampler2D;\n";
}

std::expected<Program, std::string> make_program(Dialect dialect, const Source& vertex,
                                                 const Source& fragment) {
  const auto vertex_shader = compile(dialect, GL_VERTEX_SHADER, vertex);
  if (!vertex_shader) return std::unexpected(vertex_shader.error());
  const auto fragment_shader = compile(dialect, GL_FRAGMENT_SHADER, fragment);
  if (!fragment_shader) return std::unexpected(fragment_shader.error());
  Program program(glCreateProgram());
  glAttachShader(program.id(), vertex_shader->id());
  glAttachShader(program.id(), fragment_shader->id());
  glLinkProgram(program.id());
  GLint linked = GL_FALSE;
  glGetProgramiv(program.id(), GL_LINK_STATUS, &linked);
  if (linked == GL_TRUE) return program;
  return std::unexpected(
      std::string(vertex.name) + " and " + std::string(fragment.name) +
      " do not link: " + log_of(program.id(), glGetProgramiv, glGetProgramInfoLog));
}

bool ProgramSlot::replace(Dialect dialect, const Source& vertex, const Source& fragment) {
  auto program = make_program(dialect, vertex, fragment);
  if (!program) {
    problem_ = program.error();
    return false;
  }
  program_ = std::move(*program);
  problem_.clear();
  return true;
}

}  // namespace isobath::gfx
