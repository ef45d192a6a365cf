// SPDX-License-Identifier: MIT
// Base64 against the vectors of RFC 4648, and back.
#include "app/save/base64.hpp"

#include <catch2/catch_test_macros.hpp>

namespace app_base64 {

using namespace isobath::app;

TEST_CASE("base64 is that of RFC 4648, without padding", "[app][autosave]") {
  const std::pair<const char*, const char*> vectors[] = {
      {"", ""},           {"f", "Zg"},          {"fo", "Zm8"},         {"foo", "Zm9v"},
      {"foob", "Zm9vYg"}, {"fooba", "Zm9vYmE"}, {"foobar", "Zm9vYmFy"}};
  for (const auto& [bytes, text] : vectors) {
    CHECK(to_base64(bytes) == text);
    CHECK(from_base64(text) == bytes);
  }
}

TEST_CASE("every byte comes back from base64, and what is none is refused", "[app][autosave]") {
  std::string all;
  for (int i = 0; i < 1021; ++i) all += static_cast<char>(i * 7);
  CHECK(from_base64(to_base64(all)) == all);
  for (const char* none : {"Z", "Zg==", "Zm9v\n", "Zm9-", "Zm 9"}) CHECK_FALSE(from_base64(none));
}

}  // namespace app_base64
