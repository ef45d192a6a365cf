// SPDX-License-Identifier: MIT
// A real session on a stage: what is pressed there happens, and is seen.
#pragma once

#include <array>
#include <string>

#include "app/session/session.hpp"
#include "rules.hpp"
#include "stage.hpp"
#include "words/words.hpp"

namespace isobath::ui {

inline constexpr ImVec2 kWide{1440.0F, 900.0F}, kPhone{390.0F, 844.0F};
/// One of each arrangement.
inline constexpr std::array kDisplays{kWide, kPhone, ImVec2{844.0F, 390.0F},
                                      ImVec2{768.0F, 1024.0F}, ImVec2{1366.0F, 657.0F}};

/// Other tests read English, however this one ends.
struct BackToEnglish {
  ~BackToEnglish() { words::use(words::Language::english, {}); }
};

/// A session whose panels are drawn and obeyed.
class Live {
 public:
  explicit Live(const char* link, ImVec2 display = kWide)
      : snapshot_(open(session, link)), stage(snapshot_, display) {
    settle();
  }

  const app::Snapshot& snapshot() const { return snapshot_; }
  void obey(const app::Actions& actions) {
    for (const app::Action& action : actions) session.apply(action);
    session.snapshot();
  }
  void settle(int frames = 4) {
    for (int i = 0; i < frames; ++i) obey(stage.run());
  }
  void click(const std::string& id) {
    obey(stage.click(id));
    settle();
  }
  void drag(const std::string& id, ImVec2 by_px) {
    point(id);
    ImGuiIO& io = ImGui::GetIO();
    const ImVec2 start = io.MousePos;
    io.AddMouseButtonEvent(ImGuiMouseButton_Left, true);
    settle(1);
    for (int i = 1; i <= 4; ++i) {
      const float share = static_cast<float>(i) * 0.25F;
      io.AddMousePosEvent(start.x + by_px.x * share, start.y + by_px.y * share);
      settle(1);
    }
    io.AddMouseButtonEvent(ImGuiMouseButton_Left, false);
    settle();
  }
  void press(ImGuiKey key) {
    obey(stage.press(key));
    settle();
  }
  void type(const char* text) {
    ImGui::GetIO().AddInputCharactersUTF8(text);
    settle();
  }
  void point(const std::string& id, float share_x = 0.5F, float share_y = 0.5F) {
    stage.move_to(id, share_x, share_y);
    settle();
  }
  double weight(std::size_t layer, int unit, int input) {
    return session.parameters()[layer - 1].weights(unit, input);
  }
  void check_rules(ImVec2 display) const {
    CHECK(rules::duplicate_id(stage.widgets()) == "");
    CHECK(rules::empty_or_off_screen(stage.widgets(), display) == "");
    CHECK(rules::overlap(stage.widgets()) == "");
    CHECK(rules::outside_of_panels(stage.widgets()) == "");
  }

  app::Session session;

 private:
  static const app::Snapshot& open(app::Session& session, const char* link) {
    session.apply(app::OpenLink{link});
    const app::Snapshot& snapshot = session.snapshot();
    REQUIRE(snapshot.message.empty());
    return snapshot;
  }
  const app::Snapshot& snapshot_;

 public:
  Stage stage;
};

}  // namespace isobath::ui
