// SPDX-License-Identifier: MIT
// Letters of the stepper in any size: they grow with its panel, and once more for a projector.
#pragma once

#include <string_view>

#include "ui/layout.hpp"
#include "ui/theme.hpp"

namespace isobath::ui {

/// What is written with a face.
struct Type : Face {
  /// Of one line, or wrapped at a width.
  ImVec2 size(std::string_view text, float wrap_px = 0.0F) const;
  /// Returns the height.
  float draw(ImDrawList& list, ImVec2 at, ImU32 colour, std::string_view text,
             float wrap_px = 0.0F) const;

 private:
  std::string_view broken_at(float width_px, std::string_view text) const;
};

/// At whole pixels.
Type type_of(const Theme& theme, bool semibold, float px);

/// Sizes in the stepper's panel.
struct StepperType {
  float formula_px = 24.0F;  // the line
  float line_px = 16.0F;     // a cell spelled out
  float small_px = 15.0F;    // shapes, names of rows and columns
  float cell_px = 15.0F;     // the least of a cell's number
  float most_cell_px = 28.0F;
};
/// As a panel of that size has room for, for a projector if `large`.
StepperType stepper_type(const Theme& theme, ImVec2 panel, bool large);

/// The largest size, `most_px` or less but no less than `least_px`, in which the text keeps to
/// `lines` lines.
Type fitted(const Theme& theme, bool semibold, std::string_view text, float width_px, int lines,
            float most_px, float least_px);

/// The same where the text, wrapped, keeps to a rectangle.
Type fitted_in(const Theme& theme, bool semibold, std::string_view text, ImVec2 room_px,
               float most_px, float least_px);

}  // namespace isobath::ui
