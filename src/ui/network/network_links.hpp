// SPDX-License-Identifier: MIT
// The links between the units of two neighbouring layers, by sign and size of their weights.
#pragma once

#include <optional>

#include "ui/frame.hpp"
#include "ui/network/network_edit.hpp"
#include "ui/network/network_geometry.hpp"

namespace isobath::ui {

/// Draws the links into layer `layer` with `origin` the drawing's top left on screen. Of very many
/// only the largest are drawn, at most about `most`. `lit` stands out, if it is one of them.
void draw_links(const Frame& frame, ImDrawList& list, const NetworkGeometry& geometry,
                ImVec2 origin, int layer, int most, const std::optional<ParameterId>& lit);

/// The weight whose link passes within `reach_px` of a place on screen: the nearest of them.
std::optional<ParameterId> link_at(const Frame& frame, const NetworkGeometry& geometry,
                                   ImVec2 origin, ImVec2 place, float reach_px);

/// What a link is, beside the pointer.
void draw_link_card(const Frame& frame, const ParameterId& id);

}  // namespace isobath::ui
