// SPDX-License-Identifier: MIT
// The columns of a table as rows of the card: what each is, and what is done with it.
#pragma once

#include "ui/frame.hpp"
#include "ui/panels/table_draft.hpp"

namespace isobath::ui {

/// How high all rows are together, `width_px` wide.
float table_rows_height(const Frame& frame, const TableDraft& draft, float width_px);

/// Draws them at the cursor; what is pressed goes into the draft. `several`: there may be more
/// targets than one.
void draw_table_rows(Frame& frame, TableDraft& draft, bool several, float width_px);

}  // namespace isobath::ui
