// SPDX-License-Identifier: MIT
// Shader programs from the bodies in shaders/, which carry no version: the dialect is that of the
// context.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "gfx/gl.hpp"

namespace isobath::gfx {

enum class Dialect { desktop_330, es_300 };

/// What the current context speaks.
Dialect context_dialect();

/// The lines in front of every body: version, and precision where the dialect wants it.
std::string_view preamble(Dialect dialect);

/// One source of a program; `name` is what an error calls it.
struct Source {
  std::string_view name;
  std::string_view body;
  std::string_view defines = {};  // lines between the preamble and the body
  std::string_view common = {};   // a body in front of the body
};

/// Compiles and links. The error names the source and holds the driver's own words.
std::expected<Program, std::string> make_program(Dialect dialect, const Source& vertex,
                                                 const Source& fragment);

/// A program that is replaced only by one that works: what a failed compilation leaves is the last
/// good one and a message.
class ProgramSlot {
 public:
  bool replace(Dialect dialect, const Source& vertex, const Source& fragment);
  /// 0 before the first success.
  GLuint id() const { return program_.id(); }
  /// Why the last replacement failed, or "".
  const std::string& problem() const { return problem_; }

 private:
  Program program_;
  std::string problem_;
};

}  // namespace isobath::gfx
