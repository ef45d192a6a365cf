// SPDX-License-Identifier: MIT
// The limits of number formats as shores in the depth scope: beyond the largest number is Inf,
// below the smallest normal one precision runs out and then there is 0.
#pragma once

#include <string>

#include "core/options.hpp"
#include "ui/scope/scope_lane.hpp"

namespace isobath::ui {

/// The axis, reaching to the limits of the format that are not far beyond it.
Axis with_shores(core::Precision precision, Axis axis);

/// Lines at the limits of the document's format, with what is beyond hatched and each named where
/// it is in view.
void draw_shores(const Frame& frame, ImDrawList& list, const ScopeLane& lane);

/// Those that it draws, by name: "float32 min normal 1.18·10⁻³⁸".
std::string shores_in_view(core::Precision precision, const ScopeLane& lane);

/// Of ΔW/W, about (the notes of Stanford's CS231n).
inline constexpr double kHealthyUpdate = 1e-3;

/// Marks to go by: a healthy update.
void draw_guides(const Frame& frame, ImDrawList& list, const ScopeLane& lane);

}  // namespace isobath::ui
