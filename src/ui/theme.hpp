// SPDX-License-Identifier: MIT
// The look: colours, spacing and the type scale, for day (chart paper) and night (the deep).
#pragma once

#include <imgui.h>

#include <span>

#include "ui/plot/dots.hpp"

namespace isobath::ui {

/// The faces in use, in logical pixels: of which ImGui's size is the
/// whole line. Figures are as wide as one another.
struct Fonts {
  ImFont* body = nullptr;
  ImFont* strong = nullptr;  // body, semibold
  ImFont* small = nullptr;
  ImFont* label = nullptr;  // small, semibold: titles of panels
  ImFont* title = nullptr;  // large, semibold
  // For sums and formulas that grow, drawn in sizes around these; no letters of the user's words.
  ImFont* large = nullptr;    // regular
  ImFont* display = nullptr;  // semibold
  Dots dots;                  // in the same atlas
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
  float large_px = 24.0F, display_px = 36.0F;
};

struct Theme {
  bool dark = true;
  bool touch = false;  // controls grow to a finger's size
  Colours colour{};
  Metrics metric;
  Fonts fonts;
};

/// A face for characters that the embedded ones lack. Both must outlive the atlas.
struct MoreLetters {
  std::span<const unsigned char> face;
  const ImWchar* ranges = nullptr;  // pairs of first and last, ended by 0
};

/// Builds ImGui's atlas (emptied first) of the embedded faces, rasterised for `pixel_ratio` device
/// pixels a logical one; the caller renews the atlas' texture. To be called outside of a frame.
Fonts load_fonts(float pixel_ratio, std::span<const MoreLetters> more = {});

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
