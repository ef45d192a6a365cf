// SPDX-License-Identifier: MIT
// GLFW does not know of dark and light; the desktops' own settings do.
#include "platform/desktop_theme.hpp"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

namespace isobath::platform {

namespace {

std::string lower(std::string_view text) {
  std::string lowered(text);
  std::ranges::transform(lowered, lowered.begin(), [](unsigned char letter) {
    return static_cast<char>(std::tolower(letter));
  });
  return lowered;
}

/// The value of the first line "key=value", without blanks around it.
std::optional<std::string> value_of(std::string_view text, std::string_view key) {
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const auto equals = line.find('=');
    if (equals == std::string_view::npos) continue;
    const auto trim = [](std::string_view part) {
      const auto first = part.find_first_not_of(" \t\r");
      if (first == std::string_view::npos) return std::string_view();
      return part.substr(first, part.find_last_not_of(" \t\r") - first + 1);
    };
    if (trim(line.substr(0, equals)) == key) return std::string(trim(line.substr(equals + 1)));
  }
  return std::nullopt;
}

}  // namespace

std::optional<bool> dark_by_name(std::string_view theme) {
  if (theme.empty()) return std::nullopt;
  return lower(theme).find("dark") != std::string::npos;
}

std::optional<bool> dark_by_settings(std::string_view text) {
  if (const auto asked = value_of(text, "gtk-application-prefer-dark-theme"))
    return *asked == "1" || lower(*asked) == "true";
  if (const auto theme = value_of(text, "gtk-theme-name")) return dark_by_name(*theme);
  if (const auto scheme = value_of(text, "ColorScheme")) return dark_by_name(*scheme);
  return std::nullopt;
}

std::optional<bool> desktop_is_dark() {
  if (const char* theme = std::getenv("GTK_THEME"); theme != nullptr)
    if (const auto dark = dark_by_name(theme)) return dark;
  const char* config = std::getenv("XDG_CONFIG_HOME");
  const char* home = std::getenv("HOME");
  const std::string folder = config != nullptr ? config
                             : home != nullptr ? std::string(home) + "/.config"
                                               : std::string();
  if (folder.empty()) return std::nullopt;
  for (const char* file : {"/gtk-4.0/settings.ini", "/gtk-3.0/settings.ini", "/kdeglobals"}) {
    std::ifstream settings(folder + file, std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(settings), {});
    if (const auto dark = dark_by_settings(text)) return dark;
  }
  return std::nullopt;
}

}  // namespace isobath::platform
