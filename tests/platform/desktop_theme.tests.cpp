// SPDX-License-Identifier: MIT
// Dark or light, by the desktop's own settings.
#include "platform/desktop_theme.hpp"

#include <catch2/catch_test_macros.hpp>

namespace platform_desktop_theme {

using namespace isobath::platform;

TEST_CASE("A theme's name says whether it is dark", "[platform][theme]") {
  CHECK(dark_by_name("Adwaita:dark") == true);
  CHECK(dark_by_name("Yaru-Dark") == true);
  CHECK(dark_by_name("Adwaita") == false);
  CHECK(!dark_by_name("").has_value());
}

TEST_CASE("Settings files of GTK and KDE say it", "[platform][theme]") {
  CHECK(dark_by_settings("[Settings]\ngtk-application-prefer-dark-theme = 1\r\n") == true);
  CHECK(dark_by_settings("gtk-application-prefer-dark-theme=false\ngtk-theme-name=X-dark") ==
        false);
  CHECK(dark_by_settings("[Settings]\ngtk-theme-name=Breeze-Dark\n") == true);
  CHECK(dark_by_settings("[General]\nColorScheme=BreezeLight\n") == false);
  CHECK(!dark_by_settings("[General]\nTerminal=konsole\n").has_value());
  CHECK(!dark_by_settings("").has_value());
}

}  // namespace platform_desktop_theme
