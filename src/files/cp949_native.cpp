// SPDX-License-Identifier: MIT
// CP949 by the system's iconv.
#include <iconv.h>

#include "files/text_encoding.hpp"

namespace isobath::files {

std::optional<std::string> decode_cp949(std::string_view bytes) {
  const iconv_t converter = iconv_open("UTF-8", "CP949");
  if (converter == reinterpret_cast<iconv_t>(-1)) return std::nullopt;
  // Two bytes become at most three, and one at most three.
  std::string out(3 * bytes.size(), '\0');
  char* from = const_cast<char*>(bytes.data());  // iconv only reads it
  char* to = out.data();
  std::size_t from_left = bytes.size(), to_left = out.size();
  const bool whole = iconv(converter, &from, &from_left, &to, &to_left) != static_cast<size_t>(-1);
  iconv_close(converter);
  if (!whole) return std::nullopt;
  out.resize(out.size() - to_left);
  return out;
}

}  // namespace isobath::files
