// SPDX-License-Identifier: MIT
// What every panel is given: the moment to draw, where to push actions, and the look.
#pragma once

#include <imgui.h>

#include <optional>
#include <string>
#include <vector>

#include "app/snapshot.hpp"
#include "ui/pictures.hpp"
#include "ui/theme.hpp"

namespace isobath::ui {

/// A control as tests and assistive technology see it, in logical pixels of the page.
struct Widget {
  std::string id;     // stable and unique: "scale", "layer-3-activation", "play"
  std::string label;  // as on screen
  std::string kind;   // button, slider, checkbox, choice, plot, unit, panel
  std::string value;
  float x = 0, y = 0, width = 0, height = 0;
  std::string description{};  // of plots: what they show, in words; else empty
};

/// What the pointer is over, gathered while the panels draw; draw() tells the session at the end.
struct Pointer {
  int layer = 0;
  std::optional<app::UnitId> unit;
};

/// What the menu asks for and only the program around the panels can do.
enum class Errand { none, copy_link, save_file, open_file, save_study };

struct Frame {
  const app::Snapshot& snapshot;
  app::Actions& actions;
  const Theme& theme;
  Pictures& pictures;
  std::vector<Widget>& widgets;  // filled while drawing, if they are wanted
  Pointer pointer{};
  bool widgets_wanted = true;
  TilePicture units{};  // the maps of all drawn units; draw() asks for it
  Errand errand = Errand::none;
  const char* file_name = "";  // of the study that is to be saved
};

/// Draws the whole screen into the current ImGui frame: picks the layout for the display's size and
/// calls the panels.
void draw(Frame& frame);

}  // namespace isobath::ui
