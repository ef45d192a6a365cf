// SPDX-License-Identifier: MIT
// libFuzzer on the reader of documents: whatever the bytes, a valid document that comes back from
// its JSON and its link, or one sentence. Build with clang++ -fsanitize=fuzzer,address,undefined;
// corpus/document seeds it.
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

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const auto document = document::from_json(text);
  if (!document) {
    check_sentence(document.error());
    return 0;
  }
  require(document::validate(*document).empty());
  for (const bool whole : {false, true}) {
    const auto back = document::from_json(document::to_json(*document, whole, whole ? 2 : -1));
    require(back && *back == *document);
  }
  const auto linked = document::from_link(document::to_link(*document));
  require(linked && *linked == *document);
  return 0;
}
