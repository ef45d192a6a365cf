// SPDX-License-Identifier: MIT
// Pictures as files.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <vector>

namespace isobath::files {

struct Image {
  int width_px = 0, height_px = 0;
  std::vector<std::uint8_t> rgb;  // [height · width · 3], top row first
};

/// The bytes of a PNG file; its data is stored, not compressed, which needs no library.
std::string png(const Image& image);
/// The bytes of a binary PPM file.
std::string ppm(const Image& image);

/// Writes by the path's ending, .png or .ppm.
std::expected<void, std::string> write_image(const std::string& path, const Image& image);

}  // namespace isobath::files
