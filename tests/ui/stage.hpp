// SPDX-License-Identifier: MIT
// ImGui without a screen: frames are drawn into lists that nobody shows, pointer and keys are
// scripted, and what the panels pushed and registered can be looked at.
#pragma once

#include <imgui.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ui/frame.hpp"

namespace isobath::ui {

/// Remembers what was asked for.
class NoPictures : public Pictures {
 public:
  ImTextureID heat_map(std::string_view id, const app::figure::HeatMap&, ImVec2) override {
    if (std::ranges::find(asked, id) == asked.end()) asked.emplace_back(id);
    return {};
  }
  TilePicture tiles(std::string_view, const app::UnitMaps&, bool) override { return {}; }
  std::vector<std::string> asked;  // heat maps
};

class Stage {
 public:
  using Panel = std::function<void(Frame&)>;
  /// Of the whole screen, or of a panel in a window that fills it.
  Stage(const app::Snapshot& snapshot, ImVec2 display_px, bool dark = true, Panel panel = {});
  ~Stage();
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;

  /// Draws frames; returns what was pushed in them.
  app::Actions run(int frames = 1);
  /// A frame and nothing else; actions are dropped.
  void draw_only();
  /// Are widgets to be listed? They are at first.
  void list_widgets(bool wanted) { widgets_wanted_ = wanted; }
  /// Without the actions that only tell where the pointer is.
  static app::Actions without_hover(const app::Actions& actions);

  void move_to(const std::string& id, float share_x = 0.5F, float share_y = 0.5F);
  app::Actions click(const std::string& id);
  /// Presses in the middle and moves by `by_px` in steps; returns everything up to the release.
  app::Actions drag(const std::string& id, ImVec2 by_px);
  app::Actions press(ImGuiKey key);

  /// A widget that must be on screen; fails the test if it is not.
  const Widget& widget(std::string_view id) const;
  bool has(std::string_view id) const;
  const std::vector<Widget>& widgets() const { return widgets_; }
  int vertices() const { return vertices_; }
  const std::vector<std::string>& pictures_asked() const { return pictures_.asked; }

 private:
  void draw_into(app::Actions& actions);
  void draw_panel(Frame& frame);

  const app::Snapshot& snapshot_;
  Theme theme_;
  NoPictures pictures_;
  Panel panel_;
  std::vector<Widget> widgets_;
  app::Actions dropped_;
  bool widgets_wanted_ = true;
  int vertices_ = 0;
};

/// The only action of the type among `actions`; fails the test if there is none or more.
template <class Wanted>
Wanted only(const app::Actions& actions) {
  std::vector<Wanted> found;
  for (const app::Action& action : actions)
    if (const Wanted* wanted = app::action_if<Wanted>(action)) found.push_back(*wanted);
  REQUIRE(found.size() == 1);
  return found.front();
}

/// The action, which must be of the type.
template <class Wanted>
const Wanted& as(const app::Action& action) {
  const Wanted* wanted = app::action_if<Wanted>(action);
  REQUIRE(wanted != nullptr);
  return *wanted;
}

/// What the only choice of the view among `actions` is set to; fails the test if it is another.
template <auto kMember>
app::ChoiceOf<kMember> set_to(const app::Actions& actions) {
  const auto only_one = only<app::SetView>(actions);
  const auto* value = only_one.value_of(kMember);
  REQUIRE(value != nullptr);
  return *value;
}

}  // namespace isobath::ui
