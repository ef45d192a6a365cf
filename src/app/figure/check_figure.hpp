// SPDX-License-Identifier: MIT
// The gradient check: a bar for each matrix, and J with the bug and without it.
#pragma once

#include "app/figure/figure.hpp"
#include "app/stepper/check_page.hpp"

namespace isobath::app::figure {

/// The higher the worse; matrix number i, of `matrices` in the end, stands at i + ½.
void make_ratio_figure(const HuntView& hunt, int matrices, Figure& figure);

void make_hunt_figure(const HuntView& hunt, Figure& figure);

/// "agrees", "doubtful", "wrong", "not finite", and its colour.
const char* verdict_word(const lab::CheckedMatrix& matrix);
Ink verdict_ink(const lab::CheckedMatrix& matrix);

}  // namespace isobath::app::figure
