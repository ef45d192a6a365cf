// SPDX-License-Identifier: MIT
// What is drawn of one matrix: its cells in colours with their numbers, its name, where the window
// lies in it, and what belongs to the cell that is pointed at.
#include "ui/stepper/stepper_cells.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "ui/controls/controls.hpp"
#include "ui/plot/palette.hpp"
#include "ui/stepper/stepper_matrices.hpp"

namespace isobath::ui {
namespace {

using core::Index;

// In narrower or lower cells no digit can be read.
constexpr float kLeastNumber_px = 14.0F, kLowestNumber_px = 12.0F;

/// Every so many numbers have room for themselves.
Index stride_of(float cell_px, float number_px) {
  for (const Index step : {1, 2, 5, 10, 20, 50})
    if (static_cast<float>(step) * cell_px >= number_px) return step;
  return 100;
}

}  // namespace

Type cell_type(const Theme& theme, const MatrixBox& box, const StepperType& type) {
  const Type least = type_of(theme, false, type.cell_px);
  // A sign and three digits fill the cell's width, a line three quarters of its height.
  const float widest = (box.cell_width - 8.0F) / least.size("−0.00").x * least.px;
  const float px = std::min({widest, box.cell_height * 0.6F, type.most_cell_px});
  return type_of(theme, false, std::max(px, std::min(least.px, std::floor(box.cell_height))));
}

void draw_numbers(const Frame& frame, const MatrixBox& box, const MatrixMargins& margins,
                  const StepperType& type) {
  const Theme& theme = frame.theme;
  const Type small = type_of(theme, false, type.small_px);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  // 1 and every step-th; 1 only where the next one leaves room.
  const auto show = [&](Index number, Index step, float cell_px, float number_px) {
    if (number > 0) return (number + 1) % step == 0;
    return step == 1 || cell_px * static_cast<float>(step - 1) >= number_px;
  };
  const auto write = [&](Index number, float x, float y, float share) {
    const Text text = Text() + std::to_string(number + 1);
    small.draw(list, {x - small.size(text.view()).x * share, y}, theme.colour.text_faint,
               text.view());
  };
  if (box.operand->values.rows() > 1) {
    const Index step = stride_of(box.cell_height, small.px);
    for (Index row = box.first_row; row < box.first_row + box.rows; ++row)
      if (show(row, step, box.cell_height, small.px)) {
        const Rect cell = box.cell(row, box.first_column);
        write(row, cell.min.x - 4.0F, cell.centre().y - small.px * 0.5F, 1.0F);
      }
  }
  if (box.operand->values.cols() <= 1) return;
  const Index last = box.first_column + box.columns;
  const float room = (last >= 100 ? 4.0F : 3.0F) * margins.digit_px;
  const Index step = stride_of(box.cell_width, room);
  for (Index column = box.first_column; column < last; ++column)
    if (show(column, step, box.cell_width, room)) {
      const Rect cell = box.cell(box.first_row, column);
      write(column, cell.centre().x, cell.min.y - margins.number_px, 0.5F);
    }
}

void draw_followed(const Frame& frame, const MatrixBox& box, Index example) {
  const ImU32 colour = frame.theme.colour.accent;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (box.operand->role == app::Role::batch && box.shows(box.first_row, example)) {
    const Rect cell = box.cell(box.first_row, example);
    list.AddRectFilled({cell.min.x, cell.min.y - 4.0F}, {cell.max.x, cell.min.y - 1.0F}, colour);
  }
  if (box.operand->role == app::Role::turned_batch && box.shows(example, box.first_column)) {
    const Rect cell = box.cell(example, box.first_column);
    list.AddRectFilled({cell.min.x - 4.0F, cell.min.y}, {cell.min.x - 1.0F, cell.max.y}, colour);
  }
}

void draw_cells(const Frame& frame, const MatrixBox& box, const StepperType& type) {
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const core::Matrix<double>& values = box.operand->values;
  const double range = box.operand->range;
  const Type letters = cell_type(theme, box, type);
  const bool numbers = box.cell_width >= kLeastNumber_px && box.cell_height >= kLowestNumber_px;
  const float gap = box.cell_width > 6.0F && box.cell_height > 6.0F ? 1.0F : 0.0F;
  for (Index row = box.first_row; row < box.first_row + box.rows; ++row)
    for (Index column = box.first_column; column < box.first_column + box.columns; ++column) {
      const Rect cell = box.cell(row, column);
      const double value = values(row, column);
      list.AddRectFilled(cell.min, {cell.max.x - gap, cell.max.y - gap},
                         palette::pack(palette::diverging(theme.dark, value, range)));
      if (!numbers) continue;
      const bool strong = std::isfinite(value) && std::abs(value) > 0.55 * range;
      const ImU32 ink = strong == theme.dark ? IM_COL32(6, 20, 32, 255) : IM_COL32_WHITE;
      // A long number must not take those of the cells beside it along.
      int tried = 0;
      Text text = cell_number(value, tried);
      while (!text.empty() && letters.size(text.view()).x > box.cell_width - 3.0F)
        text = cell_number(value, ++tried);
      if (text.empty()) continue;
      const ImVec2 size = letters.size(text.view()), middle = cell.centre();
      letters.draw(list, {middle.x - size.x * 0.5F, middle.y - size.y * 0.5F},
                   strong ? ink : theme.colour.text, text.view());
    }
  list.AddRect({box.cells.min.x - 1.0F, box.cells.min.y - 1.0F}, box.cells.max, theme.colour.edge);
}

namespace {

/// Where the window lies in the whole matrix: a small frame in its shape, left of the name.
void draw_overview(Frame& frame, const MatrixBox& box, ImVec2 right_middle, const char* id) {
  const auto rows = static_cast<float>(box.operand->values.rows());
  const auto columns = static_cast<float>(box.operand->values.cols());
  const float longest = std::max(rows, columns);
  const ImVec2 size{std::max(7.0F, 30.0F * columns / longest),
                    std::max(7.0F, 18.0F * std::min(1.0F, rows / longest * 1.6F))};
  const Rect map{{right_middle.x - size.x, right_middle.y - size.y * 0.5F},
                 {right_middle.x, right_middle.y + size.y * 0.5F}};
  const auto part = [&](Index first, Index count, float all, float from, float length) {
    const float begin = from + length * static_cast<float>(first) / all;
    return ImVec2(begin, std::max(begin + 2.0F, begin + length * static_cast<float>(count) / all));
  };
  const ImVec2 x = part(box.first_column, box.columns, columns, map.min.x, size.x);
  const ImVec2 y = part(box.first_row, box.rows, rows, map.min.y, size.y);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Colours& c = frame.theme.colour;
  list.AddRectFilled(map.min, map.max, c.control);
  list.AddRect({map.min.x - 1.0F, map.min.y - 1.0F}, {map.max.x + 1.0F, map.max.y + 1.0F}, c.edge);
  list.AddRectFilled({x.x, y.x}, {x.y, y.y}, c.accent);
  if (!frame.widgets_wanted) return;
  const auto range = [](Index first, Index count, Index all) {
    return std::to_string(first + 1) + "–" + std::to_string(first + count) + " of " +
           std::to_string(all);
  };
  const std::string told = "rows " + range(box.first_row, box.rows, box.operand->values.rows()) +
                           ", columns " +
                           range(box.first_column, box.columns, box.operand->values.cols());
  register_widget(frame, id, box.operand->name, "plot", told, map);
}

}  // namespace

void draw_head(Frame& frame, const MatrixBox& box, float top, const char* overview,
               const StepperType& type) {
  const Theme& theme = frame.theme;
  const Type name = type_of(theme, true, type.small_px + 1.0F);
  const Type small = type_of(theme, false, type.small_px);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float centre = box.cells.centre().x;
  const auto line = [&](const Type& letters, float y, ImU32 colour, std::string_view text) {
    const float left = centre - letters.size(text).x * 0.5F;
    letters.draw(list, {left, y}, colour, text);
    return left;
  };
  const float left = line(name, top, theme.colour.text, box.operand->name);
  const Text shape = Text("(") + std::to_string(box.operand->rows) + ", " +
                     std::to_string(box.operand->columns) + ")";
  line(small, top + name.px + 1.0F, theme.colour.text_faint, shape.view());
  if (!box.whole()) draw_overview(frame, box, {left - 8.0F, top + name.px * 0.5F + 1.0F}, overview);
}

namespace {

void outline_cells(const Rect& rect, ImU32 colour) {
  ImGui::GetWindowDrawList()->AddRect({rect.min.x - 1.0F, rect.min.y - 1.0F}, rect.max, colour,
                                      2.0F, 0, 2.0F);
}

}  // namespace

void light_cells(const MatrixBox& box, const MatrixBox& result, MatrixCell cell, ImU32 colour) {
  Index from_row = box.first_row, rows = box.rows, from_column = box.first_column,
        columns = box.columns;
  const bool of_all =
      result.operand->down == app::Axis::one && result.operand->along == app::Axis::one;
  if (box.operand->down == app::Axis::row && !of_all) {
    from_row = cell.row;
    rows = 1;
  }
  if (box.operand->along == app::Axis::column && !of_all) {
    from_column = cell.column;
    columns = 1;
  }
  if (!box.shows(from_row, from_column)) return;
  outline_cells({box.cell(from_row, from_column).min,
                 box.cell(from_row + rows - 1, from_column + columns - 1).max},
                colour);
}

void draw_value_card(const Frame& frame, const MatrixBox& box, MatrixCell cell) {
  const Text name = Text(box.operand->name.c_str()) + "(" + std::to_string(cell.row + 1) + "," +
                    std::to_string(cell.column + 1) + ")";
  const double value = box.operand->values(cell.row, cell.column);
  const std::array<CardLine, 1> lines{{{"value", number(value, 5), 0}}};
  card(frame, name.view(), lines);
}

}  // namespace isobath::ui
