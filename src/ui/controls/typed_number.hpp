// SPDX-License-Identifier: MIT
// A slider's number as text: a click on it, Ctrl-click, a double click or Enter opens a field in
// the slider's place, and what is typed counts once the field is left, unless by Esc.
#pragma once

#include <imgui.h>

#include <optional>
#include <string_view>

#include "ui/controls/controls.hpp"

namespace isobath::ui {

struct Typing {
  bool open = false;             // the field has been drawn: no slider this time
  std::optional<double> number;  // that was typed; not yet held to any range; "max" is ∞
};

/// To be called where a slider "##" of this id would be drawn, and before it.
Typing type_number(ImGuiID id, double value);

/// The field opens in the next frame, and begins with `value`.
void begin_typing(ImGuiID id, double value);

/// Of the slider just drawn: is this a press that opens its field, so that the slider stays? One
/// upon `number` does until it is dragged away; one with Ctrl anywhere.
bool pressed_to_type(ImGuiID id, const Rect& number, double value);

/// Of the slider just drawn: the value from before a double click, which opens the field.
std::optional<double> double_clicked_to_type(ImGuiID id, double value);

/// A number that stands by itself in `rect`, where the caller has drawn it: a click on it or Enter
/// opens the field over it. What was typed, if that is another number; `shown` is the widget's
/// value.
std::optional<double> number_field(Frame& frame, const Control& control, double value,
                                   const Rect& rect, std::string_view shown);

/// Is a typed number in its range, and whole if it has to be? If not, one sentence about `what`
/// says what is allowed. Numbers that were not typed always are.
bool may_be(const Change& change, double lowest, double highest, const char* what,
            bool whole = false);

}  // namespace isobath::ui
