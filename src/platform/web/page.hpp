// SPDX-License-Identifier: MIT
// The page's state that the files of this folder share, and what they need of each other.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/pacing.hpp"
#include "platform/painter.hpp"
#include "platform/platform.hpp"
#include "platform/presses.hpp"
#include "platform/touch.hpp"

struct GLFWwindow;

namespace isobath::platform {

struct Page {
  GLFWwindow* window = nullptr;
  std::function<bool()> frame;
  std::function<std::string(std::string_view, std::string_view)> answer;
  std::function<void()> forget_objects;
  std::function<void(bool)> watch_visibility;
  std::string answered;  // keeps the last answer alive for the page
  Pacing pacing;
  bool frame_requested = false;
  bool context_lost = false;
  float width = 0, height = 0, ratio = 1;  // of the canvas, in CSS pixels
  int width_px = 0, height_px = 0;         // of its pixels
  Presses presses;
  Touch touch;
  float touch_x = 0, touch_y = 0;  // where a finger drags
  bool pressed = false;            // does it?
  bool typing = false;             // is the page's keyboard asked for?
  int cursor = 0;                  // as ImGui numbers them; 0 is the arrow
  std::vector<File> files;
  std::vector<std::unique_ptr<std::string>> coming;  // rooms for files that are being read
  std::optional<std::string> link;
  std::string clipboard;
  std::map<std::string, std::vector<unsigned char>, std::less<>>
      assets;  // empty while on their way
};

// The page has one canvas; callbacks of the browser carry no state of ours.
extern Page page;
extern Painter painter;

/// In place of the canvas.
void fail(std::string_view sentence);
void note_input();

/// Keys, characters and the clipboard come to ImGui from now on.
void watch_keys();
/// The pointer lies still on no place until it moves.
void forget_pointer();
/// May anything be kept between two visits?
bool keeps();
/// The keyboard of a phone comes up for the page's own input only.
void ask_for_keyboard();

}  // namespace isobath::platform
