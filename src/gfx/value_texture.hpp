// SPDX-License-Identifier: MIT
// Float values on their way to a shader: one texel a value, in order, in rows of a fixed length.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "gfx/gl.hpp"

namespace isobath::gfx {

/// Texels in a row; every WebGL2 device allows this many.
inline constexpr int kRowTexels = 2048;

class ValueTexture {
 public:
  /// Replaces the values. The texture only grows; otherwise its content is overwritten in place.
  void upload(std::span<const float> values);
  GLuint id() const { return texture_.id(); }

 private:
  Texture texture_;
  GLsizei rows_ = 0;
  std::vector<float> padded_;
};

/// values[i] / range, the range of each run of `run` values standing in `ranges`: done here and not
/// in the shader because GPUs take subnormal numbers, which vanishing networks are made of, for 0.
/// A range of 0 gives zeros; what is not finite stays what it is.
void normalize(std::span<const float> values, std::span<const float> ranges, std::size_t run,
               std::vector<float>& normalized);

/// The ends of a scale; of log10 of values where logarithmic.
struct Spread {
  double lowest = 0.0, highest = 1.0;
  bool logarithmic = false;
};
/// Values between the ends as −1 … 1, beyond them further on. Where they coincide, zeros. What is
/// not finite stays what it is; 0 on a logarithmic scale lies below all of it, and what is less is
/// NaN.
void spread(std::span<const float> values, const Spread& ends, std::vector<float>& normalized);

}  // namespace isobath::gfx
