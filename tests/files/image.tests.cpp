// SPDX-License-Identifier: MIT
// Pictures as files, byte for byte, and the pace of frames.

#include "files/image.hpp"

#include <catch2/catch_test_macros.hpp>

namespace files_image {

using namespace isobath;
using namespace isobath::files;

namespace {

std::string bytes(std::initializer_list<int> values) {
  std::string text;
  for (const int value : values) text += static_cast<char>(value);
  return text;
}

TEST_CASE("a picture of one red pixel is this PNG", "[files][image]") {
  const Image red{1, 1, {255, 0, 0}};
  const std::string expected =
      bytes({0x89, 'P', 'N', 'G', 13, 10, 26, 10}) +
      bytes({0, 0, 0, 13, 'I', 'H', 'D', 'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0}) +
      bytes({0x90, 0x77, 0x53, 0xDE}) +  // as in every RGB picture of one pixel
      bytes({0, 0, 0, 15, 'I', 'D', 'A', 'T', 0x78, 1, 1, 4, 0, 0xFB, 0xFF, 0, 255, 0, 0}) +
      bytes({0x03, 0x01, 0x01, 0x00});  // Adler-32 of 0, 255, 0, 0
  CHECK(png(red).substr(0, expected.size()) == expected);
  CHECK(png(red).ends_with(bytes({0, 0, 0, 0, 'I', 'E', 'N', 'D', 0xAE, 0x42, 0x60, 0x82})));
}

TEST_CASE("a picture larger than a stored block has several", "[files][image]") {
  Image image{200, 200, {}};
  image.rgb.assign(200 * 200 * 3, 7);
  CHECK(png(image).size() > 200 * 200 * 3 + 200);
}

TEST_CASE("a PPM is a header and the bytes", "[files][image]") {
  CHECK(ppm({2, 1, {1, 2, 3, 4, 5, 6}}) == "P6\n2 1\n255\n\1\2\3\4\5\6");
}

TEST_CASE("a picture is written only under an ending we know", "[files][image]") {
  const auto written = write_image("picture.jpg", {1, 1, {0, 0, 0}});
  REQUIRE_FALSE(written.has_value());
  CHECK(written.error() == "--screenshot: picture.jpg ends neither in .png nor in .ppm.");
  CHECK_FALSE(write_image("/no/such/folder/picture.png", {1, 1, {0, 0, 0}}).has_value());
}

}  // namespace
}  // namespace files_image
