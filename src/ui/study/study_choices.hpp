// SPDX-License-Identifier: MIT
// The controls that maps and curves have in common.
#pragma once

#include <span>
#include <string>

#include "app/study/study_presets.hpp"
#include "ui/controls/controls.hpp"

namespace isobath::ui {

/// Controls one after the other, in as many rows as they need.
class ControlRows {
 public:
  ControlRows(ImVec2 from, float right);

  /// Where the next one stands, and how wide it is.
  float place(float width);
  float bottom() const { return at_.y + height_; }

 private:
  float left_, right_, height_;
  ImVec2 at_;
};

const char* preset_title(app::StudyPreset preset);
/// "" where the preset can be chosen.
const char* why_not(app::StudyPreset preset, const document::Document& document);
void choose_preset(Frame& frame, app::StudyPreset preset);
void draw_preset_choice(Frame& frame, float width);

void set_study(Frame& frame, const char* field, std::string value, bool dragging = false);
/// What is measured; `most`: one of the first so many.
void draw_measure_choice(Frame& frame, float width, std::size_t most = 99);
/// Updates and draws.
void draw_study_numbers(Frame& frame, ControlRows& rows);

/// What a complete study can be saved as, to the left of the close button; `names`: of the files.
void draw_save_button(Frame& frame, const Rect& panel, std::span<const char* const> names,
                      bool complete);

/// Back to the network, at the right of the panel's head.
void draw_close_button(Frame& frame, const Rect& panel);

}  // namespace isobath::ui
