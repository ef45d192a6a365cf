// SPDX-License-Identifier: MIT
// The matrices of a line as text: copied in three formats; W and b can be put in.
#pragma once

#include "app/stepper/stepping.hpp"
#include "ui/frame.hpp"

namespace isobath::ui {

/// The button, at `at`, and its popup.
void draw_matrix_menu(Frame& frame, ImVec2 at, ImVec2 size, const app::Stepping& stepping);

}  // namespace isobath::ui
