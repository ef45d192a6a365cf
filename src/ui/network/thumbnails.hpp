// SPDX-License-Identifier: MIT
// A small picture of every source of data, and how targets look.
#pragma once

#include "data/dataset.hpp"
#include "ui/layout.hpp"
#include "ui/theme.hpp"

namespace isobath::ui {

/// The source as a sketch; with `shapes`, classes differ by their marks too.
void draw_source(ImDrawList& list, const Theme& theme, data::Source source, const Rect& rect,
                 bool shapes);

/// The data themselves, where they lie in a plane; false (and nothing drawn) where they do not.
bool draw_points(ImDrawList& list, const Theme& theme, const data::Dataset& dataset,
                 const Rect& rect, bool shapes);

/// The colour of a target: classes 0 and 1 by sign, values of a regression on the signed scale.
ImU32 target_colour(const Theme& theme, data::Task task, double target);

/// The mark of a target: each of its class where `shapes` are wanted, a disc otherwise. Together
/// with its colour it tells 40 classes apart.
Shape target_shape(bool shapes, data::Task task, double target);

/// Class of a column of targets: the row of the largest.
int likeliest(const core::Matrix<double>& targets, core::Index column);

}  // namespace isobath::ui
