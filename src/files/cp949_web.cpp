// SPDX-License-Identifier: MIT
// CP949 by the browser's TextDecoder, whose tables need not be in the page. Its side is in
// web/library_text.js.
#include <cstdlib>
#include <memory>

#include "files/text_encoding.hpp"

extern "C" {
// UTF-8 with a zero at its end, to be freed; null where the bytes are no such text. `size` comes
// back as that of the text.
char* isobath_js_decode_cp949(const char* bytes, std::size_t* size);
}

namespace isobath::files {

std::optional<std::string> decode_cp949(std::string_view bytes) {
  std::size_t size = bytes.size();
  const std::unique_ptr<char, decltype(&std::free)> text(
      isobath_js_decode_cp949(bytes.data(), &size), &std::free);
  if (!text) return std::nullopt;
  return std::string(text.get(), size);
}

}  // namespace isobath::files
