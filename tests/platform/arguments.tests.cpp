// SPDX-License-Identifier: MIT
// What the desktop program is called with, and what it answers to nonsense.
#include "platform/arguments.hpp"

#include <array>
#include <catch2/catch_test_macros.hpp>

namespace platform_arguments {

using isobath::platform::Arguments;
using isobath::platform::read_arguments;

namespace {

template <class... Words>
Arguments read(Words... words) {
  const std::array<const char*, sizeof...(words) + 1> values{"isobath", words...};
  return read_arguments(static_cast<int>(values.size()), values.data());
}

}  // namespace

TEST_CASE("The program takes a document and where to leave its picture", "[platform][arguments]") {
  const Arguments arguments = read("doc.json", "--size", "390x844", "--screenshot", "x.png");
  CHECK(arguments.error.empty());
  CHECK(arguments.document == "doc.json");
  CHECK(arguments.window.width == 390);
  CHECK(arguments.window.height == 844);
  CHECK(arguments.window.screenshot == "x.png");
  CHECK(arguments.window.frames == 30);
  CHECK(read("--frames", "7").window.frames == 7);
}

TEST_CASE("Options that are not known or make no sense are named", "[platform][arguments]") {
  CHECK(read("--wat").error.starts_with("--wat is not known"));
  CHECK(read("--frames", "0").error == "--frames: \"0\" is not a number above 0.");
  CHECK(read("--frames").error == "--frames: \"\" is not a number above 0.");
  CHECK(read("--size", "390").error == "--size: \"390\" is not WIDTHxHEIGHT in pixels.");
}

}  // namespace platform_arguments
