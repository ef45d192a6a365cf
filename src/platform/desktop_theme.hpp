// SPDX-License-Identifier: MIT
// Whether the desktop is dark, as far as its settings say: GTK's and KDE's, in the environment and
// in their files.
#pragma once

#include <optional>
#include <string_view>

namespace isobath::platform {

/// Of GTK_THEME: a theme's name, with ":dark" or "-dark" behind it if it is.
std::optional<bool> dark_by_name(std::string_view theme);

/// Of the text of a settings file ("key=value" lines): gtk-application-prefer-dark-theme, else
/// gtk-theme-name, else ColorScheme; nothing if none of them is there.
std::optional<bool> dark_by_settings(std::string_view text);

/// Asks the environment and the files of the user; nothing where nobody says.
std::optional<bool> desktop_is_dark();

}  // namespace isobath::platform
