// SPDX-License-Identifier: MIT
// What must hold of the widgets of any frame; each rule returns the first offence, or "".
#pragma once

#include <imgui.h>

#include <string>
#include <vector>

#include "ui/frame.hpp"

namespace isobath::ui::rules {

std::string duplicate_id(const std::vector<Widget>& widgets);
std::string empty_or_off_screen(const std::vector<Widget>& widgets, ImVec2 display_px);
/// Controls and units must not lie upon each other.
std::string overlap(const std::vector<Widget>& widgets);
/// Every control lies within a panel, but for tabs and the message.
std::string outside_of_panels(const std::vector<Widget>& widgets);
/// Controls at least `side_px` both ways, unless the edge of a panel cuts them.
std::string too_small(const std::vector<Widget>& widgets, float side_px);

}  // namespace isobath::ui::rules
