// SPDX-License-Identifier: MIT
// The card of a unit: z = Σ w·a + b with its live terms, beside the pointer or pinned.
#pragma once

#include <optional>

#include "ui/frame.hpp"
#include "ui/layout.hpp"
#include "ui/network/network_edit.hpp"

namespace isobath::ui {

/// Beside the pointer, for as long as it rests on the unit.
void draw_hover_card(const Frame& frame, const app::UnitId& unit);

/// The pinned unit's card in its place in the panel, with every number to be edited. Returns the
/// parameter whose field is to be opened.
std::optional<ParameterId> draw_pinned_card(Frame& frame, const app::UnitId& unit,
                                            const Rect& rect);

}  // namespace isobath::ui
