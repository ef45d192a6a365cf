// SPDX-License-Identifier: MIT
// How pointer and keys move the window over the matrices.
#include "ui/stepper/stepper_matrices.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "say/stepper.hpp"
#include "ui/controls/controls.hpp"
#include "ui/panels.hpp"
#include "ui/stepper/stepper_cells.hpp"

namespace isobath::ui {
namespace {

using core::Index;

constexpr float kNumbers_px = 40.0F;  // cells from this width on have all their digits in them
constexpr float kPan_px = 5.0F;       // less is a press
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

MatrixMargins margins_of(const Theme& theme, const StepperType& type) {
  const Type cell = type_of(theme, false, type.most_cell_px);
  const Type least = type_of(theme, false, type.cell_px);
  return {.head_px = 2.0F * type.small_px + 7.0F,
          .number_px = type.small_px + 1.0F,
          .digit_px = type_of(theme, false, type.small_px).size("0").x,
          .widest_px = cell.size("−0.00").x + 18.0F,
          .tallest_px = cell.px * 1.75F,
          .example_px = 22.0F * least.px / theme.metric.small_px};
}

class Matrices {
 public:
  Matrices(Frame& frame, const Rect& area, const app::Stepping& stepping, const StepperType& type)
      : frame_(frame), theme_(frame.theme), area_(area), stepping_(stepping), type_(type) {
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
    if (button(
            {"matrix-smaller", say::stepper::matrix_smaller(), say::stepper::matrix_smaller_tip()},
            Icon::minus))
      zoom(middle, 1.0F / kZoomStep);
    if (button({"matrix-fit", say::stepper::matrix_fit(), say::stepper::matrix_fit_tip(),
                kept_.window.cell_px > 0.0F},
               Icon::none))
      kept_.window = {};
    if (button({"matrix-larger", say::stepper::matrix_larger(), say::stepper::matrix_larger_tip()},
               Icon::plus))
      zoom(middle, kZoomStep);
  }

  std::optional<MatrixCell> draw() {
    const MatrixMargins margins = margins_of(theme_, type_);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.PushClipRect(area_.min, area_.max, true);
    for (std::size_t i = 0; i < boxes_.count; ++i) {
      const MatrixBox& box = boxes_.box[i];
      const bool is_result = i + 1 == boxes_.count;
      const Text name = is_result ? Text("result") : Text() + std::to_string(i);
      take_pointer(box, (Text("matrix-") + name).c_str(), is_result);
      draw_cells(frame_, box, type_);
      draw_numbers(frame_, box, margins, type_);
      const int followed = frame_.snapshot.view.example;
      if (followed >= 0 && stepping_.choice.columns == app::Columns::batch &&
          stepping_.example() == followed)
        draw_followed(frame_, box, stepping_.choice.column);
      const float top = box.cells.min.y - margins.head_px - margins.number_px;
      draw_head(frame_, box, std::max(area_.min.y, top), (Text("overview-") + name).c_str(), type_);
      if (!is_result) draw_sign(box);
    }
    take_keys();
    forget_unfit();
    const auto shown = pointed_ ? pointed_ : kept_.cell;
    if (shown)
      for (const MatrixBox& box : boxes_.all())
        light_cells(box, boxes_.result(), *shown, theme_.colour.backward);
    list.PopClipRect();
    if (over_ && boxes_.cell_width < kNumbers_px) draw_value_card(frame_, *over_, over_cell_);
    kept_.store();
    return shown;
  }

 private:
  void place() {
    boxes_ = place_matrices(area_, stepping_.view, margins_of(theme_, type_), kept_.window);
  }

  void zoom(ImVec2 at, float factor) { zoom_matrices(boxes_, at, factor, kept_.window); }

  void draw_sign(const MatrixBox& box) {
    const float y = area_.centre().y;
    const float middle = std::clamp(box.cells.centre().y, area_.min.y, std::max(y, area_.max.y));
    const Type letters = type_of(theme_, true, type_.small_px + 1.0F);
    const ImVec2 size = letters.size(box.operand->sign);
    letters.draw(*ImGui::GetWindowDrawList(), {box.sign_x - size.x * 0.5F, middle - size.y * 0.5F},
                 theme_.colour.text_soft, box.operand->sign);
  }

  /// A drag moves the window, a click keeps a cell.
  void take_pointer(const MatrixBox& box, const char* id, bool is_result) {
    const ImGuiIO& io = ImGui::GetIO();
    ImGui::SetCursorScreenPos(box.cells.min);
    ImGui::PushID(id);
    ImGui::PushItemFlag(ImGuiItemFlags_NoNav, true);
    const bool released = ImGui::InvisibleButton(
        "##cells", {std::max(1.0F, box.cells.width()), std::max(1.0F, box.cells.height())},
        ImGuiButtonFlags_EnableNav);
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
    // With Ctrl they go from panel to panel.
    if (!control && pressed(ImGuiKey_DownArrow)) ++down;
    if (!control && pressed(ImGuiKey_UpArrow)) --down;
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
  StepperType type_;
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
                                        const app::Stepping& stepping, const StepperType& type) {
  Matrices matrices(frame, area, stepping, type);
  matrices.draw_tools(tools);
  return matrices.draw();
}

}  // namespace isobath::ui
