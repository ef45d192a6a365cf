// SPDX-License-Identifier: MIT
// The look: colours, spacing and the type scale, for day (chart paper) and night (the deep).
#pragma once

#include <imgui.h>

#include "ui/plot/dots.hpp"

namespace isobath::ui {

/// A font at a size in logical pixels, which for ImGui is that of the whole line.
struct Face {
  ImFont* font = nullptr;
  float px = 0.0F;
};

/// The faces in use, of two fonts. Figures are as wide as one another.
struct Fonts {
  Face body;
  Face strong;  // body, semibold
  Face small;
  Face label;  // small, semibold: titles of panels
  Face title;  // large, semibold
  Dots dots;   // in the same atlas
};

struct Colours {
  ImU32 background, panel, edge;           // the page, a panel on it, the line around it
  ImU32 control, control_hot, control_on;  // at rest, under the pointer, pressed or chosen
  ImU32 control_edge;                      // the line around a control
  ImU32 text, text_soft, text_faint;
  ImU32 grid, grid_strong;
  ImU32 accent, on_accent;   // teal: what acts; text upon it
  ImU32 forward, backward;   // A and J of training; dZ and the dev part
  ImU32 positive, negative;  // signs of weights and classes 1 and 0
  ImU32 danger;              // errors
  ImU32 non_finite;          // NaN and Inf
  ImU32 shade;               // behind cards
};

struct Metrics {
  float gap_px = 8.0F;  // between panels, and inside of them
  float rounding_px = 6.0F;
  float control_px = 27.0F;  // height of a control
  float head_px = 24.0F;     // height of a panel's title and the controls beside it
  float body_px = 16.0F, small_px = 15.0F, title_px = 24.0F;
};

struct Theme {
  bool dark = true;
  bool touch = false;  // controls grow to a finger's size
  Colours colour{};
  Metrics metric;
  Fonts fonts;
};

class Letters;

/// Gives ImGui's atlas, which is empty, the embedded fonts and the marks of data for `pixel_ratio`
/// device pixels a logical one. `letters`, if there are any, must live as long as frames are drawn.
Fonts load_fonts(float pixel_ratio, Letters* letters = nullptr);

/// The fonts are rasterised at the ratio of the frame that has begun.
void follow_pixel_ratio();

Theme make_theme(bool dark, const Fonts& fonts);

/// The same look with controls for fingers.
Theme for_touch(Theme theme);

/// Gives ImGui's own widgets the look; cheap, done by draw() in every frame.
void apply(const Theme& theme);

/// `colour` with its opacity multiplied.
ImU32 faded(ImU32 colour, float opacity);
/// Mixed, opacity too.
ImU32 mixed(ImU32 a, ImU32 b, float share_of_b);

}  // namespace isobath::ui
