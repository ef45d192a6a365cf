// SPDX-License-Identifier: MIT
// Breaking text at blanks, without allocating once a text of that length has been broken.
#include "ui/text/wrap.hpp"

#include <algorithm>

#include "ui/controls/controls.hpp"

namespace isobath::ui {

const std::string& wrapped(Face font, float width_px, std::string_view text) {
  static std::string lines;
  lines = text;
  std::size_t line = 0, blank = std::string_view::npos;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = text.find_first_of(" \n", at);
    // "100 %" is one word.
    while (end < text.size() && text.substr(end).starts_with(" %"))
      end = text.find_first_of(" \n", end + 1);
    end = std::min(end, text.size());
    if (blank != std::string_view::npos &&
        text_size(font, text.substr(line, end - line)).x > width_px) {
      lines[blank] = '\n';
      line = blank + 1;
    }
    if (end < text.size() && text[end] == '\n') line = end + 1;
    blank = end < text.size() && text[end] == ' ' ? end : std::string_view::npos;
    at = end + 1;
  }
  return lines;
}

}  // namespace isobath::ui
