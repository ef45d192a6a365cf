// SPDX-License-Identifier: MIT
// Lines of text broken at blanks only: ImGui breaks at points and commas, too, and so within 0.25.
#pragma once

#include <string>
#include <string_view>

#include "ui/theme.hpp"

namespace isobath::ui {

/// `text` with line ends in place of blanks, so that no line is wider than `width_px` in `font` (a
/// single word may be). Valid until the next call.
const std::string& wrapped(Face font, float width_px, std::string_view text);

}  // namespace isobath::ui
