// SPDX-License-Identifier: MIT
// J along one parameter, its tangent, and where the parameter is.
#pragma once

#include "app/figure/figure.hpp"
#include "app/stepper/parameter_slice.hpp"

namespace isobath::app::figure {

/// The ball's mark is the last one.
void make_slice_figure(const SliceView& view, Figure& figure);

/// J at a value, between the nearest of the slice.
double cost_near(const lab::LossSlice& slice, double value);

inline constexpr float kBall_px = 7.0F;

}  // namespace isobath::app::figure
