// SPDX-License-Identifier: MIT
// The screen in a language of longer words in other letters.
#include <catch2/catch_test_macros.hpp>

#include <string>
#include <vector>

#include "live.hpp"
#include "words/pseudo.hpp"

namespace ui_pseudo {

using namespace isobath;
using namespace isobath::ui;

TEST_CASE("the screen keeps its order in another language", "[ui][words]") {
  const BackToEnglish back;
  for (const ImVec2 display : kDisplays) {
    INFO(display.x << "×" << display.y);
    Live live("#", display);
    const auto ids = [&live] {
      std::vector<std::string> all;
      for (const Widget& widget : live.stage.widgets()) all.push_back(widget.id);
      return all;
    };
    const std::vector<std::string> english = ids();
    words::use(words::Language::korean, words::pseudo_language());
    live.settle();
    live.check_rules(display);
    CHECK(ids() == english);
    words::use(words::Language::english, {});
    live.settle();
    CHECK(ids() == english);
  }
}

}  // namespace ui_pseudo
