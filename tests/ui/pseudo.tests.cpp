// SPDX-License-Identifier: MIT
// The screen in a language of longer words in other letters.
#include <catch2/catch_test_macros.hpp>

#include "live.hpp"
#include "words/pseudo.hpp"

namespace ui_pseudo {

using namespace isobath;
using namespace isobath::ui;

TEST_CASE("the screen keeps its order in another language", "[ui][words]") {
  struct BackToEnglish {
    ~BackToEnglish() { words::use(words::Language::english, {}); }
  } const back;
  for (const ImVec2 display :
       {kWide, kPhone, ImVec2{844.0F, 390.0F}, ImVec2{768.0F, 1024.0F}, ImVec2{1366.0F, 657.0F}}) {
    INFO(display.x << "×" << display.y);
    Live live("#", display);
    words::use(words::Language::korean, words::pseudo_language());
    live.settle();
    live.check_rules(display);
    words::use(words::Language::english, {});
    live.settle();
    live.check_rules(display);
  }
}

}  // namespace ui_pseudo
