// SPDX-License-Identifier: MIT
// One weight or bias: its name, its number, and the field in which it is set by hand.
#pragma once

#include <optional>

#include "ui/frame.hpp"
#include "ui/text/format.hpp"

namespace isobath::ui {

/// w[layer](unit, input), or b[layer](unit) where `input` is kBias. Units count from 0.
struct ParameterId {
  static constexpr int kBias = -1;
  int layer = 1;
  int unit = 0;
  int input = kBias;
  bool operator==(const ParameterId&) const = default;
};

struct ParameterValue {
  double number = 0.0;
  double slope = 0.0;    // ∂J/∂ of it; NaN where the snapshot does not have it
  double largest = 1.0;  // |w| around it
};

/// As far as the snapshot holds it: of drawn units and of the focused unit's card.
std::optional<ParameterValue> parameter_value(const app::Snapshot& snapshot, const ParameterId& id);

/// As the links are drawn: of a difference, the difference.
std::optional<ParameterValue> drawn_value(const app::Snapshot& snapshot, const ParameterId& id);

/// "w[2](3, 1)", "b[2](3)": rows and columns count from 1, as in the course.
Text parameter_name(const ParameterId& id);

/// "a[2]₃", "x₁", "ŷ".
Text unit_name(const app::Snapshot& snapshot, int layer, int unit);

/// The number that a text says; nothing if it says none, or one that is not finite.
std::optional<double> parse_number(std::string_view text);

/// Opens the field at the pointer, or below `at` for those who came by keyboard.
void open_parameter_edit(const ParameterId& id, double largest);

/// Draws the field if it is open. Both calls belong into one window.
void draw_parameter_edit(Frame& frame);

}  // namespace isobath::ui
