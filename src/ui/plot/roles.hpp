// SPDX-License-Identifier: MIT
// The colours of a figure's roles in each theme.
#pragma once

#include "app/figure/figure.hpp"
#include "ui/theme.hpp"

namespace isobath::ui {

ImU32 ink_colour(const Theme& theme, const app::figure::Ink& ink);

}  // namespace isobath::ui
