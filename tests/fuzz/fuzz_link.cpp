// SPDX-License-Identifier: MIT
// libFuzzer on the reader of links and of single fields: whatever the bytes, a valid document whose
// own link brings it back, or one sentence and nothing changed. Build with clang++
// -fsanitize=fuzzer,address,undefined; corpus/link seeds it.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "data/text.hpp"
#include "document/json.hpp"
#include "document/link.hpp"

namespace {

using namespace isobath;

void require(bool condition) {
  if (!condition) std::abort();
}

void check_sentence(const std::string& sentence) {
  require(!sentence.empty() && sentence.find('\n') == std::string::npos && data::is_utf8(sentence));
}

void check_link(std::string_view text) {
  const auto document = document::from_link(text);
  if (!document) return check_sentence(document.error());
  require(document::validate(*document).empty());
  const std::string link = document::to_link(*document);
  for (const char c : link) require(c > ' ' && c < '\x7F');
  const auto back = document::from_link(link);
  require(back && *back == *document);
}

void check_field(std::string_view text) {
  const auto equals = text.find('=');
  if (equals == std::string_view::npos) return;
  document::Document document;
  const auto done = document::set_field(document, text.substr(0, equals), text.substr(equals + 1));
  if (!done) {
    check_sentence(done.error());
    require(document == document::Document{});
  } else if (const std::string fault = document::validate(document); !fault.empty()) {
    check_sentence(fault);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  check_link(text);
  check_field(text);
  return 0;
}
