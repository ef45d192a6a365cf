// SPDX-License-Identifier: MIT
// Boxes of cells: their colours and numbers, which of them belong to the cell pointed at, and how
// pointer and keys move the window over them.
#include "ui/stepper_matrices.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "ui/controls.hpp"
#include "ui/palette.hpp"
#include "ui/panels.hpp"

namespace isobath::ui {
namespace {

using core::Index;

constexpr float kNumbers_px = 40.0F;      // cells from this width on have all their digits in them
constexpr float kLeastNumber_px = 14.0F;  // in narrower ones no digit can be read
constexpr float kPan_px = 5.0F;           // less is a press
constexpr float kZoomStep = 1.3F;
constexpr float kWheelColumns = 3.0F;
constexpr float kFitButton_px = 40.0F;

/// What is looked at and which cell is kept, where ImGui keeps what is scrolled.
class Kept {
 public:
  MatrixWindow window;
  std::optional<MatrixCell> cell;

  Kept() : storage_(*ImGui::GetStateStorage()) {
    window.cell_px = storage_.GetFloat(key("cell"), 0.0F);
    for (std::size_t axis = 0; axis < 3; ++axis)
      window.first[axis] = storage_.GetFloat(key(kAxes[axis]), 0.0F);
    const int row = storage_.GetInt(key("kept-row"), -1);
    const int column = storage_.GetInt(key("kept-column"), -1);
    if (row >= 0 && column >= 0) cell = MatrixCell{row, column};
  }
  void store() {
    storage_.SetFloat(key("cell"), window.cell_px);
    for (std::size_t axis = 0; axis < 3; ++axis)
      storage_.SetFloat(key(kAxes[axis]), window.first[axis]);
    storage_.SetInt(key("kept-row"), cell ? static_cast<int>(cell->row) : -1);
    storage_.SetInt(key("kept-column"), cell ? static_cast<int>(cell->column) : -1);
  }

 private:
  static constexpr std::array<const char*, 3> kAxes{"row", "column", "inner"};
  static ImGuiID key(const char* name) { return ImGui::GetID(name); }
  ImGuiStorage& storage_;
};

MatrixMargins margins_of(const Theme& theme) {
  return {theme.metric.body_px + theme.metric.small_px + 6.0F, theme.metric.small_px + 1.0F,
          text_size(theme.fonts.small, "0").x};
}

/// Every so many numbers have room for themselves.
Index stride_of(float cell_px, float number_px) {
  for (const Index step : {1, 2, 5, 10, 20, 50})
    if (static_cast<float>(step) * cell_px >= number_px) return step;
  return 100;
}

/// The numbers of rows and columns, from 1.
void draw_numbers(const Frame& frame, const MatrixBox& box, const MatrixMargins& margins) {
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const auto show = [&](Index number, Index step) {
    return number == 0 || (number + 1) % step == 0;
  };
  const auto write = [&](Index number, float x, float y, float share) {
    const Text text = Text() + std::to_string(number + 1);
    draw_text(list, theme.fonts.small, {x - text_size(theme.fonts.small, text.view()).x * share, y},
              theme.colour.text_faint, text.view());
  };
  if (box.operand->values.rows() > 1) {
    const Index step = stride_of(box.cell_height, theme.metric.small_px);
    for (Index row = box.first_row; row < box.first_row + box.rows; ++row)
      if (show(row, step)) {
        const Rect cell = box.cell(row, box.first_column);
        write(row, cell.min.x - 4.0F, cell.centre().y - theme.metric.small_px * 0.5F, 1.0F);
      }
  }
  if (box.operand->values.cols() <= 1) return;
  const Index last = box.first_column + box.columns;
  const float room = (last >= 100 ? 4.0F : 3.0F) * margins.digit_px;
  const Index step = stride_of(box.cell_width, room);
  for (Index column = box.first_column; column < last; ++column)
    if (show(column, step)) {
      const Rect cell = box.cell(box.first_row, column);
      write(column, cell.centre().x, cell.min.y - margins.number_px, 0.5F);
    }
}

/// The example that is followed everywhere, in the matrices that have a column for each.
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

void draw_cells(const Frame& frame, const MatrixBox& box) {
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const core::Matrix<double>& values = box.operand->values;
  const double range = box.operand->range;
  const bool numbers =
      box.cell_width >= kLeastNumber_px && box.cell_height >= theme.metric.small_px;
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
      while (!text.empty() && text_size(theme.fonts.small, text.view()).x > box.cell_width - 3.0F)
        text = cell_number(value, ++tried);
      if (text.empty()) continue;
      draw_text_in(list, theme.fonts.small, cell, {0.5F, 0.5F}, strong ? ink : theme.colour.text,
                   text.view());
    }
  list.AddRect({box.cells.min.x - 1.0F, box.cells.min.y - 1.0F}, box.cells.max, theme.colour.edge);
}

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

void draw_head(Frame& frame, const MatrixBox& box, float top, const char* overview) {
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float centre = box.cells.centre().x;
  const auto line = [&](const ImFont* font, float y, ImU32 colour, std::string_view text) {
    const float left = centre - text_size(font, text).x * 0.5F;
    draw_text(list, font, {left, y}, colour, text);
    return left;
  };
  const float left = line(theme.fonts.strong, top, theme.colour.text, box.operand->name);
  const Text shape = Text("(") + std::to_string(box.operand->rows) + ", " +
                     std::to_string(box.operand->columns) + ")";
  line(theme.fonts.small, top + theme.metric.body_px + 1.0F, theme.colour.text_faint, shape.view());
  if (!box.whole())
    draw_overview(frame, box, {left - 8.0F, top + theme.metric.body_px * 0.5F + 1.0F}, overview);
}

void outline(const Rect& rect, ImU32 colour) {
  ImGui::GetWindowDrawList()->AddRect({rect.min.x - 1.0F, rect.min.y - 1.0F}, rect.max, colour,
                                      2.0F, 0, 2.0F);
}

/// The part of an operand that goes into a cell of the result; nothing where it is out of view.
void light(const MatrixBox& box, const MatrixBox& result, MatrixCell cell, ImU32 colour) {
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
  outline({box.cell(from_row, from_column).min,
           box.cell(from_row + rows - 1, from_column + columns - 1).max},
          colour);
}

/// What a cell of an operand holds, where its number is not in it.
void draw_value_card(const Frame& frame, const MatrixBox& box, MatrixCell cell) {
  const Text name = Text(box.operand->name.c_str()) + "(" + std::to_string(cell.row + 1) + "," +
                    std::to_string(cell.column + 1) + ")";
  const double value = box.operand->values(cell.row, cell.column);
  const std::array<CardLine, 1> lines{{{"value", number(value, 5), 0}}};
  card(frame, name.view(), lines);
}

class Matrices {
 public:
  Matrices(Frame& frame, const Rect& area, const app::Stepping& stepping)
      : frame_(frame), theme_(frame.theme), area_(area), stepping_(stepping) {
    place();
  }

  void draw_tools(const Rect& tools) {
    const float side = tools.height();
    float x = tools.max.x - zoom_tools_width(theme_);
    const ImVec2 middle = boxes_.result().cells.centre();
    const auto button = [&](const Control& control, Icon icon) {
      const float width = icon == Icon::none ? std::max(side, kFitButton_px) : side;
      ImGui::SetCursorScreenPos({x, tools.min.y});
      x += width + 4.0F;
      return icon == Icon::none ? text_button(frame_, control, {width, side})
                                : icon_button(frame_, control, icon, {side, side});
    };
    if (button({"matrix-smaller", "smaller cells",
                "Smaller cells: more of the matrices in view (−, or the wheel)."},
               Icon::minus))
      zoom(middle, 1.0F / kZoomStep);
    if (button({"matrix-fit", "fit", "All units in view: cells as large as fits.",
                kept_.window.cell_px > 0.0F},
               Icon::none))
      kept_.window = {};
    if (button({"matrix-larger", "larger cells",
                "Larger cells, with their numbers: a part of the matrices in view, the same of all "
                "of them (+, or the wheel)."},
               Icon::plus))
      zoom(middle, kZoomStep);
  }

  std::optional<MatrixCell> draw() {
    const MatrixMargins margins = margins_of(theme_);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.PushClipRect(area_.min, area_.max, true);
    for (std::size_t i = 0; i < boxes_.count; ++i) {
      const MatrixBox& box = boxes_.box[i];
      const bool is_result = i + 1 == boxes_.count;
      const Text name = is_result ? Text("result") : Text() + std::to_string(i);
      take_pointer(box, (Text("matrix-") + name).c_str(), is_result);
      draw_cells(frame_, box);
      draw_numbers(frame_, box, margins);
      const int followed = frame_.snapshot.view.example;
      if (followed >= 0 && stepping_.choice.columns == app::Columns::batch &&
          stepping_.example() == followed)
        draw_followed(frame_, box, stepping_.choice.column);
      const float top = box.cells.min.y - margins.head_px - margins.number_px;
      draw_head(frame_, box, std::max(area_.min.y, top), (Text("overview-") + name).c_str());
      if (!is_result) draw_sign(box);
    }
    take_keys();
    forget_unfit();
    const auto shown = pointed_ ? pointed_ : kept_.cell;
    if (shown)
      for (const MatrixBox& box : boxes_.all())
        light(box, boxes_.result(), *shown, theme_.colour.backward);
    list.PopClipRect();
    if (over_ && boxes_.cell_width < kNumbers_px) draw_value_card(frame_, *over_, over_cell_);
    kept_.store();
    return shown;
  }

 private:
  void place() { boxes_ = place_matrices(area_, stepping_.view, margins_of(theme_), kept_.window); }

  void zoom(ImVec2 at, float factor) { zoom_matrices(boxes_, at, factor, kept_.window); }

  void draw_sign(const MatrixBox& box) {
    const float x = box.sign_x, y = area_.centre().y;
    const float middle = std::clamp(box.cells.centre().y, area_.min.y, std::max(y, area_.max.y));
    draw_text_in(*ImGui::GetWindowDrawList(), theme_.fonts.strong,
                 {{x - 24.0F, middle - 10.0F}, {x + 24.0F, middle + 10.0F}}, {0.5F, 0.5F},
                 theme_.colour.text_soft, box.operand->sign);
  }

  /// A drag moves the window, a click keeps a cell.
  void take_pointer(const MatrixBox& box, const char* id, bool is_result) {
    const ImGuiIO& io = ImGui::GetIO();
    ImGui::SetCursorScreenPos(box.cells.min);
    ImGui::PushID(id);
    ImGui::PushItemFlag(ImGuiItemFlags_NoNav, true);
    const bool released = ImGui::InvisibleButton(
        "##cells", {std::max(1.0F, box.cells.width()), std::max(1.0F, box.cells.height())});
    ImGui::PopItemFlag();
    ImGui::PopID();
    register_widget(frame_, id, box.operand->name, "plot", box.operand->shape, box.cells);
    const bool dragged = io.MouseDragMaxDistanceSqr[0] >= kPan_px * kPan_px;
    if (ImGui::IsItemActive() && dragged)
      pan_matrices(box, -io.MouseDelta.y / box.cell_height, -io.MouseDelta.x / box.cell_width,
                   kept_.window);
    const auto cell = box.at(io.MousePos);
    if (released && !dragged && is_result && cell) {
      const bool again =
          kept_.cell && kept_.cell->row == cell->row && kept_.cell->column == cell->column;
      kept_.cell = again ? std::nullopt : cell;
    }
    if (!ImGui::IsItemHovered()) return;
    take_wheel(box);
    if (cell && is_result) pointed_ = cell;
    if (cell && !is_result) {
      over_ = &box;
      over_cell_ = *cell;
    }
  }

  /// As over the network: zooming where the pointer is; sideways, or with Shift, along the columns.
  void take_wheel(const MatrixBox& box) {
    const ImGuiIO& io = ImGui::GetIO();
    const float along = io.MouseWheelH + (io.KeyShift ? io.MouseWheel : 0.0F);
    if (along != 0.0F) return pan_matrices(box, 0.0F, -along * kWheelColumns, kept_.window);
    // Two fingers that part are a wheel, too.
    if (io.MouseWheel != 0.0F) zoom(io.MousePos, std::pow(kZoomStep, io.MouseWheel));
  }

  void take_keys() {
    if (!keys_are_free()) return;
    const auto pressed = [](ImGuiKey key) { return ImGui::IsKeyPressed(key, true); };
    const bool control = ImGui::GetIO().KeyCtrl;
    if (!control) {
      const ImVec2 middle = boxes_.result().cells.centre();
      if (pressed(ImGuiKey_Equal) || pressed(ImGuiKey_KeypadAdd)) zoom(middle, kZoomStep);
      if (pressed(ImGuiKey_Minus) || pressed(ImGuiKey_KeypadSubtract))
        zoom(middle, 1.0F / kZoomStep);
    }
    Index down = 0, along = 0;
    if (pressed(ImGuiKey_DownArrow)) ++down;
    if (pressed(ImGuiKey_UpArrow)) --down;
    if (control && pressed(ImGuiKey_RightArrow)) ++along;
    if (control && pressed(ImGuiKey_LeftArrow)) --along;
    if (kept_.cell && pressed(ImGuiKey_Escape)) kept_.cell.reset();
    if (down == 0 && along == 0) return;
    const auto& values = boxes_.result().operand->values;
    const MatrixCell from = kept_.cell.value_or(MatrixCell{-down, -along});
    kept_.cell = MatrixCell{std::clamp<Index>(from.row + down, 0, values.rows() - 1),
                            std::clamp<Index>(from.column + along, 0, values.cols() - 1)};
    reveal(boxes_, *kept_.cell, kept_.window);
  }

  /// The kept cell goes with the lines as far as their results have it.
  void forget_unfit() {
    const auto& values = boxes_.result().operand->values;
    if (kept_.cell && (kept_.cell->row >= values.rows() || kept_.cell->column >= values.cols()))
      kept_.cell.reset();
  }

  Frame& frame_;
  const Theme& theme_;
  Rect area_;
  const app::Stepping& stepping_;
  Kept kept_;
  MatrixBoxes boxes_;
  std::optional<MatrixCell> pointed_;
  const MatrixBox* over_ = nullptr;
  MatrixCell over_cell_;
};

}  // namespace

Text cell_number(double value, int tried) {
  if (tried <= 1) return number(value, 2 - tried);
  if (tried > 2 || !std::isfinite(value)) return {};
  const double size = std::abs(value);
  if (size < 0.05) return "≈0";
  if (size >= 0.95) return {};
  const Text digit = number(size, 1);
  return Text(value < 0.0 ? "−" : "") + digit.view().substr(1);
}

float zoom_tools_width(const Theme& theme) {
  const float side = theme.touch ? theme.metric.control_px : theme.metric.head_px;
  return 2.0F * side + std::max(side, kFitButton_px) + 8.0F;
}

std::optional<MatrixCell> draw_matrices(Frame& frame, const Rect& area, const Rect& tools,
                                        const app::Stepping& stepping) {
  Matrices matrices(frame, area, stepping);
  matrices.draw_tools(tools);
  return matrices.draw();
}

}  // namespace isobath::ui
