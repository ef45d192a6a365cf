// SPDX-License-Identifier: MIT
// The lines of curves, one in a row: what each is, what it came to, and what can be done with it.
#pragma once

#include "app/study/curves_view.hpp"
#include "ui/frame.hpp"
#include "ui/layout.hpp"
#include "ui/text/format.hpp"

namespace isobath::ui {

/// What line number i is called.
Text group_title(const app::CurvesView& curves, std::size_t i);

/// The first `shown` of them, in rows that fill `area`. A click chooses one: the scope shows it
/// too, and a button opens its experiment.
void draw_curve_rows(Frame& frame, const app::CurvesView& curves, std::size_t shown,
                     const Rect& area);

}  // namespace isobath::ui
