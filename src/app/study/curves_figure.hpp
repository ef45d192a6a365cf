// SPDX-License-Identifier: MIT
// Curves of a study as a figure: every draw faint, the median thick, 10 to 90 % as a band.
#pragma once

#include "app/figure/figure.hpp"
#include "app/study/curves_study.hpp"

namespace isobath::app::figure {

/// The colour of the study's value number i.
Ink group_ink(std::size_t i);

/// `paired`: every other value's lines less those of the first, draw by draw.
void make_curves_figure(const CurvesView& curves, bool paired, Figure& figure);

}  // namespace isobath::app::figure
