// SPDX-License-Identifier: MIT
// Which encoding bytes are in, and UTF-16 and Windows-1252 as UTF-8.
#include "files/text_encoding.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace isobath::files {
namespace {

std::uint8_t byte_at(std::string_view bytes, std::size_t i) {
  return static_cast<std::uint8_t>(bytes[i]);
}

bool is_utf8(std::string_view text) {
  constexpr std::uint64_t kBeyondAscii = 0x8080808080808080U;
  for (std::size_t i = 0; i < text.size();) {
    std::uint64_t eight = 0;
    if (text.size() - i >= sizeof eight) {
      std::memcpy(&eight, text.data() + i, sizeof eight);
      if ((eight & kBeyondAscii) == 0) {
        i += sizeof eight;
        continue;
      }
    }
    const unsigned first = byte_at(text, i);
    if (first < 0x80) {
      ++i;
      continue;
    }
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || text.size() - i < length) return false;
    for (std::size_t k = 1; k < length; ++k)
      if ((byte_at(text, i + k) & 0xC0U) != 0x80U) return false;
    const unsigned second = byte_at(text, i + 1);
    if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) ||
        (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F))
      return false;
    i += length;
  }
  return true;
}

void append_utf8(std::uint32_t point, std::string& out) {
  const auto add = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
  if (point < 0x80) {
    add(point);
  } else if (point < 0x800) {
    add(0xC0U | point >> 6U);
    add(0x80U | (point & 0x3FU));
  } else if (point < 0x10000) {
    add(0xE0U | point >> 12U);
    add(0x80U | (point >> 6U & 0x3FU));
    add(0x80U | (point & 0x3FU));
  } else {
    add(0xF0U | point >> 18U);
    add(0x80U | (point >> 12U & 0x3FU));
    add(0x80U | (point >> 6U & 0x3FU));
    add(0x80U | (point & 0x3FU));
  }
}

// Half of a pair that has no other half becomes U+FFFD.
std::string decode_utf16(std::string_view bytes, bool big_endian) {
  std::string out;
  out.reserve(bytes.size());
  const auto unit = [&](std::size_t i) -> std::uint32_t {
    const std::uint32_t a = byte_at(bytes, i), b = byte_at(bytes, i + 1);
    return big_endian ? a << 8U | b : b << 8U | a;
  };
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    std::uint32_t point = unit(i);
    if (point >= 0xD800 && point < 0xE000) {
      const std::uint32_t low = i + 3 < bytes.size() ? unit(i + 2) : 0;
      if (point < 0xDC00 && low >= 0xDC00 && low < 0xE000) {
        point = 0x10000U + ((point - 0xD800U) << 10U) + (low - 0xDC00U);
        i += 2;
      } else {
        point = 0xFFFD;
      }
    }
    append_utf8(point, out);
  }
  return out;
}

std::string decode_windows_1252(std::string_view bytes) {
  // 0x80 … 0x9F; what Windows leaves open is the control character of Latin-1.
  static constexpr std::array<std::uint16_t, 32> kUpper{
      0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
      0x2039, 0x152,  0x8D,   0x17D,  0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
      0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const unsigned byte = byte_at(bytes, i);
    append_utf8(byte >= 0x80 && byte < 0xA0 ? kUpper[byte - 0x80] : byte, out);
  }
  return out;
}

// UTF-16 without a mark: the other half of figures, separators and line ends is zero.
std::string_view find_utf16(std::string_view bytes) {
  const std::size_t sample = std::min<std::size_t>(bytes.size(), 4'096) & ~std::size_t{1};
  if (sample < 4 || bytes.size() % 2 != 0) return "";
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < sample; ++i)
    if (bytes[i] == '\0') ++zeros[i % 2];
  const std::size_t half = sample / 2;
  if (zeros[0] == 0 && 4 * zeros[1] >= half) return "utf-16le";
  if (zeros[1] == 0 && 4 * zeros[0] >= half) return "utf-16be";
  return "";
}

// Korean text is pairs of bytes above 0xA0, most of them syllables of KS X 1001.
bool looks_korean(std::string_view bytes) {
  std::size_t high = 0, syllables = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const unsigned lead = byte_at(bytes, i);
    if (lead < 0x80) continue;
    ++high;
    const unsigned trail = i + 1 < bytes.size() ? byte_at(bytes, i + 1) : 0;
    if (lead >= 0xB0 && lead <= 0xC8 && trail >= 0xA1) ++syllables;
    if (trail >= 0x41) ++i;
  }
  return 10 * syllables >= 6 * high;
}

std::string_view find_encoding(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE")) return "utf-16le";
  if (bytes.starts_with("\xFE\xFF")) return "utf-16be";
  if (const auto wide = find_utf16(bytes); !wide.empty()) return wide;
  if (is_utf8(bytes)) return "utf-8";
  return looks_korean(bytes) && decode_cp949(bytes) ? "cp949" : "windows-1252";
}

// The name as it is known here; "" for others.
std::string_view known_name(std::string_view given) {
  std::string name;
  for (const char c : given)
    if (c != '-' && c != '_' && c != ' ')
      name += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  if (name == "utf8" || name == "utf8sig") return "utf-8";
  if (name == "utf16" || name == "utf16le") return "utf-16le";
  if (name == "utf16be") return "utf-16be";
  if (name == "cp949" || name == "euckr" || name == "uhc" || name == "ms949") return "cp949";
  if (name == "latin1" || name == "iso88591" || name == "windows1252" || name == "cp1252")
    return "windows-1252";
  return "";
}

}  // namespace

std::expected<DecodedText, std::string> decode_text(std::string_view bytes,
                                                    std::string_view encoding) {
  DecodedText decoded;
  decoded.encoding = encoding.empty() ? find_encoding(bytes) : known_name(encoding);
  if (decoded.encoding.empty())
    return std::unexpected("encoding: \"" + std::string(is_utf8(encoding) ? encoding : "?") +
                           "\" is not one of utf-8, utf-16le, utf-16be, cp949, windows-1252");
  // A mark says more than a name of either order.
  if (bytes.starts_with("\xFE\xFF") && decoded.encoding == "utf-16le" && encoding != "utf-16le")
    decoded.encoding = "utf-16be";
  if (decoded.encoding.starts_with("utf-16")) {
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) bytes.remove_prefix(2);
    decoded.copy = decode_utf16(bytes, decoded.encoding == "utf-16be");
  } else if (decoded.encoding == "windows-1252") {
    decoded.copy = decode_windows_1252(bytes);
  } else if (decoded.encoding == "cp949") {
    auto text = decode_cp949(bytes);
    if (!text) return std::unexpected("the text is not in the encoding cp949; try another");
    decoded.copy = std::move(*text);
  } else {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    if (!encoding.empty() && !is_utf8(bytes))
      return std::unexpected("the text is not in the encoding utf-8; try cp949 or windows-1252");
    decoded.bytes = bytes;
  }
  return decoded;
}

}  // namespace isobath::files
