// SPDX-License-Identifier: MIT
// Text of other encodings as UTF-8.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace isobath::files {

/// Text in UTF-8: the bytes themselves where they are, without a byte order mark, else a copy.
struct DecodedText {
  std::string_view encoding;  // "utf-8", "utf-16le", "utf-16be", "cp949" or "windows-1252"
  std::string_view bytes;     // if encoding is utf-8
  std::string copy;           // else
  std::string_view text() const { return encoding == "utf-8" ? bytes : copy; }
};

/// The bytes as text of this encoding, or if it is empty of the one that is found: by a byte order
/// mark, by the zeros of UTF-16, as valid UTF-8, by the syllables of Korean, and else as Western.
/// An error is a sentence: the encoding is not known, or the bytes are none of its texts.
std::expected<DecodedText, std::string> decode_text(std::string_view bytes,
                                                    std::string_view encoding = "");

/// CP949, which holds EUC-KR, as UTF-8; nothing where the bytes are none.
std::optional<std::string> decode_cp949(std::string_view bytes);

}  // namespace isobath::files
