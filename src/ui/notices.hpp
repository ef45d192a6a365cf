// SPDX-License-Identifier: MIT
// What is told to the user, over the panels: nothing moves for it. Each notice has a button that
// puts it away, and Esc puts the newest away.
#pragma once

#include <string>

#include "ui/frame.hpp"
#include "ui/layout.hpp"

namespace isobath::ui {

/// What a sentence is about: something that was done, or that cannot be.
enum class Tone { done, refused };

/// A sentence about what was done last, from outside of the session; it takes the place of the one
/// before and goes after a while.
void tell(std::string sentence, Tone tone = Tone::refused);

/// Seconds until what was told goes; 0 if nothing stands there.
double told_for_s();

/// The session's message, what was told, and what is offered, at the foot of `area`.
void draw_notices(Frame& frame, const Rect& area);

/// For Esc: puts the newest notice away. False if there is none.
bool dismiss_notice(Frame& frame);

}  // namespace isobath::ui
