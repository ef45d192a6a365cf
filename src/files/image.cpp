// SPDX-License-Identifier: MIT
// PNG (W3C PNG specification; zlib streams of stored blocks, RFC 1950 and 1951) and PPM.

#include "files/image.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "files/whole.hpp"

namespace isobath::files {
namespace {

void append_big_endian(std::string& out, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>((value >> shift) & 0xFFU);
}

std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFFU;
  for (const char byte : bytes) {
    crc ^= static_cast<std::uint8_t>(byte);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
  }
  return ~crc;
}

std::uint32_t adler32(std::string_view bytes) {
  std::uint32_t a = 1;
  std::uint32_t b = 0;
  for (const char byte : bytes) {
    a = (a + static_cast<std::uint8_t>(byte)) % 65521U;
    b = (b + a) % 65521U;
  }
  return (b << 16) | a;
}

void append_chunk(std::string& out, std::string_view type, std::string_view data) {
  append_big_endian(out, static_cast<std::uint32_t>(data.size()));
  const std::string body = std::string(type).append(data);
  out += body;
  append_big_endian(out, crc32(body));
}

std::string zlib_stored(std::string_view data) {
  constexpr std::size_t kBlock_bytes = 65535;
  std::string out = "\x78\x01";
  for (std::size_t at = 0; at == 0 || at < data.size(); at += kBlock_bytes) {
    const std::string_view block = data.substr(at, kBlock_bytes);
    const auto length = static_cast<std::uint32_t>(block.size());
    out += at + kBlock_bytes >= data.size() ? '\x01' : '\x00';
    for (const std::uint32_t half : {length, ~length}) {
      out += static_cast<char>(half & 0xFFU);
      out += static_cast<char>((half >> 8) & 0xFFU);
    }
    out += block;
  }
  append_big_endian(out, adler32(data));
  return out;
}

}  // namespace

std::string png(const Image& image) {
  const auto row_bytes = static_cast<std::size_t>(image.width_px) * 3;
  std::string rows;
  for (int y = 0; y < image.height_px; ++y) {
    rows += '\0';  // no filter
    const auto* row = image.rgb.data() + static_cast<std::size_t>(y) * row_bytes;
    rows.append(reinterpret_cast<const char*>(row), row_bytes);
  }
  std::string header;
  append_big_endian(header, static_cast<std::uint32_t>(image.width_px));
  append_big_endian(header, static_cast<std::uint32_t>(image.height_px));
  header += std::string_view("\x08\x02\x00\x00\x00", 5);  // 8 bits, RGB
  std::string out = "\x89PNG\r\n\x1A\n";
  append_chunk(out, "IHDR", header);
  append_chunk(out, "IDAT", zlib_stored(rows));
  append_chunk(out, "IEND", "");
  return out;
}

std::string ppm(const Image& image) {
  std::string out =
      "P6\n" + std::to_string(image.width_px) + " " + std::to_string(image.height_px) + "\n255\n";
  out.append(reinterpret_cast<const char*>(image.rgb.data()), image.rgb.size());
  return out;
}

std::expected<void, std::string> write_image(const std::string& path, const Image& image) {
  const bool as_png = path.ends_with(".png");
  if (!as_png && !path.ends_with(".ppm"))
    return std::unexpected("--screenshot: " + path + " ends neither in .png nor in .ppm.");
  const auto written = files::write_whole(path, as_png ? png(image) : ppm(image));
  if (!written) return std::unexpected("--screenshot: " + path + ": " + written.error() + ".");
  return {};
}

}  // namespace isobath::files
