// SPDX-License-Identifier: MIT
// Uploads of float values.

#include "gfx/value_texture.hpp"

#include <algorithm>
#include <cmath>

namespace isobath::gfx {

void ValueTexture::upload(std::span<const float> values) {
  constexpr auto kRow = static_cast<std::size_t>(kRowTexels);
  const std::size_t rows = std::max<std::size_t>(1, (values.size() + kRow - 1) / kRow);
  padded_.resize(rows * kRow);
  const auto end = std::copy(values.begin(), values.end(), padded_.begin());
  std::fill(end, padded_.end(), 0.0F);

  if (!texture_) texture_ = make_texture();
  glActiveTexture(GL_TEXTURE0);
  glBindTexture(GL_TEXTURE_2D, texture_.id());
  glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
  if (static_cast<GLsizei>(rows) > rows_) {
    rows_ = static_cast<GLsizei>(rows);
    // Float textures cannot be filtered everywhere; the shaders fetch texels one by one.
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_R32F, kRowTexels, rows_, 0, GL_RED, GL_FLOAT, nullptr);
  }
  glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, kRowTexels, static_cast<GLsizei>(rows), GL_RED, GL_FLOAT,
                  padded_.data());
}

void normalize(std::span<const float> values, std::span<const float> ranges, std::size_t run,
               std::vector<float>& normalized) {
  normalized.resize(values.size());
  if (run == 0) run = values.size();
  for (std::size_t from = 0, which = 0; from < values.size(); from += run, ++which) {
    const float range = which < ranges.size() ? ranges[which] : 1.0F;
    const std::size_t end = std::min(from + run, values.size());
    for (std::size_t i = from; i < end; ++i) {
      const float value = values[i];
      normalized[i] = !std::isfinite(value) ? value : range > 0.0F ? value / range : 0.0F;
    }
  }
}

void spread(std::span<const float> values, const Spread& ends, std::vector<float>& normalized) {
  // Beyond this the colour is the end's: what is far out shall not become infinite.
  constexpr double kFar = 2.0;
  normalized.resize(values.size());
  const double middle = 0.5 * (ends.lowest + ends.highest);
  const double half = 0.5 * (ends.highest - ends.lowest);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double value = static_cast<double>(values[i]);
    normalized[i] = values[i];
    if (!std::isfinite(value)) continue;
    const double at = ends.logarithmic ? std::log10(value) : value;
    const double share = half > 0.0 ? std::clamp((at - middle) / half, -kFar, kFar) : 0.0;
    normalized[i] = static_cast<float>(share);
  }
}

}  // namespace isobath::gfx
