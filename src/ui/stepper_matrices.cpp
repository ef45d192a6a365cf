// SPDX-License-Identifier: MIT
// Boxes of cells: their sizes, their colours, and which of them belong to the cell pointed at.
#include "ui/stepper_matrices.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "ui/controls.hpp"
#include "ui/palette.hpp"

namespace isobath::ui {
namespace {

using app::LineKind;
using core::Index;

constexpr Index kMostShown = 64;      // rows, and columns: more are panned to
constexpr float kExample_px = 24.0F;  // of the width for every example that is shown
constexpr float kNumbers_px = 40.0F;  // cells from this width on have their number in them
constexpr float kLargest_px = 52.0F;
constexpr float kBetween_px = 18.0F;

/// One matrix on screen: which part of it, and where.
struct Box {
  const app::Operand* operand = nullptr;
  Index rows = 0, columns = 0;            // shown
  Index first_row = 0, first_column = 0;  // of those
  Rect cells;
  float cell_width = 0.0F, cell_height = 0.0F;

  Rect cell(Index row, Index column) const {
    const float x = cells.min.x + static_cast<float>(column - first_column) * cell_width;
    const float y = cells.min.y + static_cast<float>(row - first_row) * cell_height;
    return {{x, y}, {x + cell_width, y + cell_height}};
  }
  bool shows(Index row, Index column) const {
    return row >= first_row && row < first_row + rows && column >= first_column &&
           column < first_column + columns;
  }
  std::optional<MatrixCell> at(ImVec2 point) const {
    if (!cells.contains(point)) return std::nullopt;
    const auto row = static_cast<Index>((point.y - cells.min.y) / cell_height) + first_row;
    const auto column = static_cast<Index>((point.x - cells.min.x) / cell_width) + first_column;
    if (!shows(row, column)) return std::nullopt;
    return MatrixCell{row, column};
  }
};

double largest_finite(const core::Matrix<double>& values) {
  double largest = 0.0;
  for (Index i = 0; i < values.size(); ++i)
    if (std::isfinite(values.data()[i])) largest = std::max(largest, std::abs(values.data()[i]));
  return largest;
}

/// Panning by the wheel: down the rows, with Shift (or sideways) along the columns. Kept where
/// ImGui keeps what is scrolled.
void pan(Box& box, int number) {
  ImGui::PushID(number);
  ImGuiStorage& storage = *ImGui::GetStateStorage();
  const ImGuiID row_key = ImGui::GetID("row"), column_key = ImGui::GetID("column");
  ImGui::PopID();
  const Index last_row = box.operand->values.rows() - box.rows;
  const Index last_column = box.operand->values.cols() - box.columns;
  Index row = storage.GetInt(row_key), column = storage.GetInt(column_key);
  const ImGuiIO& io = ImGui::GetIO();
  if (ImGui::IsWindowHovered() && box.cells.contains(io.MousePos)) {
    const bool sideways = io.KeyShift || last_row == 0;
    row -= static_cast<Index>(sideways ? 0.0F : io.MouseWheel * 3.0F);
    column -= static_cast<Index>((sideways ? io.MouseWheel : io.MouseWheelH) * 3.0F);
  }
  box.first_row = std::clamp<Index>(row, 0, last_row);
  box.first_column = std::clamp<Index>(column, 0, last_column);
  storage.SetInt(row_key, static_cast<int>(box.first_row));
  storage.SetInt(column_key, static_cast<int>(box.first_column));
}

/// Sizes and places: all cells alike, as large as fits.
std::vector<Box> place(const Rect& area, const app::LineView& view, float head_px) {
  std::vector<Box> boxes;
  for (const app::Operand& operand : view.operands) boxes.emplace_back().operand = &operand;
  boxes.emplace_back().operand = &view.result;
  Index columns = 0, rows = 1;
  const auto examples = std::clamp<Index>(static_cast<Index>(area.width() / kExample_px), 6, 64);
  for (Box& box : boxes) {
    box.rows = std::min(box.operand->values.rows(), kMostShown);
    box.columns = std::min(box.operand->values.cols(), kMostShown);
    if (box.operand->by_example) box.columns = std::min(box.columns, examples);
    columns += box.columns;
    rows = std::max(rows, box.rows);
  }
  const auto count = static_cast<float>(boxes.size());
  // Under a narrow matrix there is still its name.
  const float least_px = std::min(64.0F, area.width() * 0.12F);
  const float room = area.width() - (count - 1.0F) * kBetween_px - count * 8.0F;
  float width = std::min(room / static_cast<float>(columns), kLargest_px);
  const auto needed = [&] {
    float sum = 0.0F;
    for (const Box& box : boxes) sum += std::max(least_px, width * static_cast<float>(box.columns));
    return sum;
  };
  for (int i = 0; i < 40 && needed() > room && width > 1.5F; ++i) width *= 0.94F;
  const float height = std::clamp((area.height() - head_px) / static_cast<float>(rows), 2.0F,
                                  std::min(width, 30.0F) < 12.0F ? 12.0F : std::min(width, 30.0F));
  const float middle = area.min.y + head_px + (area.height() - head_px) * 0.5F;
  float x = area.min.x + std::max(0.0F, (room - needed()) * 0.5F);
  for (Box& box : boxes) {
    box.cell_width = width;
    box.cell_height = height;
    const float wide = width * static_cast<float>(box.columns);
    const float high = height * static_cast<float>(box.rows);
    const float slot = std::max(least_px, wide);
    box.cells.min = {x + (slot - wide) * 0.5F, middle - high * 0.5F};
    box.cells.max = {box.cells.min.x + wide, box.cells.min.y + high};
    x += slot + kBetween_px + 8.0F;
  }
  return boxes;
}

/// What stands between operand `number` and the next: "·", "+", "∗", "=".
const char* sign_after(LineKind kind, std::size_t number, std::size_t operands) {
  if (number + 1 == operands) return "→";
  switch (kind) {
    case LineKind::pre_activation:
      return number == 0 ? "·" : "+";
    case LineKind::d_w:
      return number == 0 ? "·" : "+";
    case LineKind::d_a:
      return number == 0 ? "·" : "∗";
    case LineKind::dropout:
      return "∗";
    case LineKind::d_z:
      return "∗ g′";
    case LineKind::output_d_a:
    case LineKind::output_d_z:
    case LineKind::weights:
    case LineKind::bias:
      return "−";
    default:
      return ",";
  }
}

/// Which cells of operand `number` go into cell (row, column) of the result: a row, a column, one.
enum class Part { row, column, cell, bias };
Part part_of(LineKind kind, std::size_t number) {
  const bool product =
      kind == LineKind::pre_activation || kind == LineKind::d_w || kind == LineKind::d_a;
  if (product && number == 0) return Part::row;
  if (product && number == 1) return Part::column;
  if (kind == LineKind::d_b) return Part::row;
  if (kind == LineKind::pre_activation) return Part::bias;
  return Part::cell;
}

void draw_box(const Frame& frame, const Box& box, float name_y) {
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const core::Matrix<double>& values = box.operand->values;
  const double range = largest_finite(values);
  const bool numbers = box.cell_width >= kNumbers_px && box.cell_height >= theme.metric.small_px;
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
      draw_text_in(list, theme.fonts.small, cell, {0.5F, 0.5F}, strong ? ink : theme.colour.text,
                   number(value, 2).view());
    }
  list.AddRect({box.cells.min.x - 1.0F, box.cells.min.y - 1.0F}, box.cells.max, theme.colour.edge);
  const float centre = box.cells.centre().x;
  const auto line = [&](const ImFont* font, float y, ImU32 colour, std::string_view text) {
    draw_text(list, font, {centre - text_size(font, text).x * 0.5F, y}, colour, text);
  };
  line(theme.fonts.strong, name_y, theme.colour.text, box.operand->name);
  const Text shape =
      Text("(") + std::to_string(values.rows()) + ", " + std::to_string(values.cols()) + ")";
  line(theme.fonts.small, name_y + theme.metric.body_px + 1.0F, theme.colour.text_faint,
       shape.view());
}

void outline(const Rect& rect, ImU32 colour) {
  ImGui::GetWindowDrawList()->AddRect({rect.min.x - 1.0F, rect.min.y - 1.0F}, rect.max, colour,
                                      2.0F, 0, 2.0F);
}

void light(const Frame& frame, const std::vector<Box>& boxes, LineKind kind, MatrixCell cell) {
  const ImU32 colour = frame.theme.colour.backward;
  for (std::size_t i = 0; i + 1 < boxes.size(); ++i) {
    const Box& box = boxes[i];
    const Index rows = box.operand->values.rows(), columns = box.operand->values.cols();
    Rect lit;
    switch (part_of(kind, i)) {
      case Part::row:
        if (!box.shows(cell.row, box.first_column)) continue;
        lit = {box.cell(cell.row, box.first_column).min,
               box.cell(cell.row, box.first_column + box.columns - 1).max};
        break;
      case Part::column:
        if (!box.shows(box.first_row, cell.column)) continue;
        lit = {box.cell(box.first_row, cell.column).min,
               box.cell(box.first_row + box.rows - 1, cell.column).max};
        break;
      case Part::bias:
        if (!box.shows(cell.row, 0)) continue;
        lit = box.cell(cell.row, 0);
        break;
      case Part::cell:
        if (cell.row >= rows || cell.column >= columns || !box.shows(cell.row, cell.column))
          continue;
        lit = box.cell(cell.row, cell.column);
        break;
    }
    outline(lit, colour);
  }
  outline(boxes.back().cell(cell.row, cell.column), colour);
}

}  // namespace

std::optional<MatrixCell> draw_matrices(Frame& frame, const Rect& area, const app::LineView& view) {
  const Theme& theme = frame.theme;
  const float head = theme.metric.body_px + theme.metric.small_px + 10.0F;
  std::vector<Box> boxes = place(area, view, head);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  std::optional<MatrixCell> pointed;
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    Box& box = boxes[i];
    pan(box, static_cast<int>(i));
    draw_box(frame, box, std::max(area.min.y, box.cells.min.y - head));
    const Text id =
        i + 1 == boxes.size() ? Text("matrix-result") : Text("matrix-") + std::to_string(i);
    register_widget(frame, id.view(), box.operand->name, "plot", box.operand->shape, box.cells);
    if (i + 1 < boxes.size()) {
      const float x = (box.cells.max.x + boxes[i + 1].cells.min.x) * 0.5F;
      const Rect between{{x - 20.0F, box.cells.centre().y - 10.0F},
                         {x + 20.0F, box.cells.centre().y + 10.0F}};
      draw_text_in(list, theme.fonts.strong, between, {0.5F, 0.5F}, theme.colour.text_soft,
                   sign_after(view.line.kind, i, view.operands.size()));
    }
    if (!ImGui::IsWindowHovered()) continue;
    const auto cell = box.at(mouse);
    if (cell && i + 1 == boxes.size()) pointed = cell;
  }
  if (pointed) light(frame, boxes, view.line.kind, *pointed);
  return pointed;
}

}  // namespace isobath::ui
