// SPDX-License-Identifier: MIT
// Consecutive linear layers as the one matrix that they are, with its numbers.
#pragma once

#include "ui/frame.hpp"
#include "ui/text/format.hpp"

namespace isobath::ui {

/// At the cursor, `width_px` wide: the sentence, W and b as one picture.
void draw_linear_product(Frame& frame, const app::LinearProduct& product, float width_px);

/// "W[3]·W[2]·W[1]", of many "W[9]···W[1]".
Text product_name(int first, int last);

}  // namespace isobath::ui
