// SPDX-License-Identifier: MIT
// --frames N, --screenshot FILE, --size WIDTHxHEIGHT, and a document.
#include "platform/arguments.hpp"

#include <charconv>
#include <string_view>

namespace isobath::platform {

namespace {

template <class Number>
bool read_number(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() && number > 0;
}

bool read_size(std::string_view text, Options& window) {
  const auto cross = text.find('x');
  return cross != std::string_view::npos && read_number(text.substr(0, cross), window.width) &&
         read_number(text.substr(cross + 1), window.height);
}

}  // namespace

Arguments read_arguments(int count, const char* const* values) {
  Arguments arguments;
  for (int i = 1; i < count; ++i) {
    const std::string_view option = values[i];
    const bool known = option == "--frames" || option == "--screenshot" || option == "--size";
    if (!known && option.starts_with("--") && option.size() > 2)
      arguments.error = std::string(option) + " is not known; there are --frames N, " +
                        "--screenshot FILE and --size WIDTHxHEIGHT.";
    if (!known) {
      arguments.document = option;
      continue;
    }
    const std::string_view value = i + 1 < count ? values[++i] : "";
    if (option == "--frames" && !read_number(value, arguments.window.frames))
      arguments.error = "--frames: \"" + std::string(value) + "\" is not a number above 0.";
    if (option == "--size" && !read_size(value, arguments.window))
      arguments.error = "--size: \"" + std::string(value) + "\" is not WIDTHxHEIGHT in pixels.";
    if (option == "--screenshot") arguments.window.screenshot = value;
  }
  if (!arguments.window.screenshot.empty() && arguments.window.frames == 0)
    arguments.window.frames = 30;
  return arguments;
}

}  // namespace isobath::platform
