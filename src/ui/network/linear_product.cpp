// SPDX-License-Identifier: MIT
// As many cells as there is room for; a number in each that can hold one.
#include "ui/network/linear_product.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "ui/controls/controls.hpp"
#include "ui/plot/palette.hpp"

namespace isobath::ui {
namespace {

constexpr float kLeastCell_px = 4.0F, kNumberCell_px = 34.0F, kTallest_px = 132.0F;

Text entry(const char* matrix, core::Index row, core::Index column) {
  Text name(matrix);
  name = name + "(" + std::to_string(row + 1);
  if (column >= 0) name = name + ", " + std::to_string(column + 1);
  return name + ")";
}

}  // namespace

Text product_name(int first, int last) {
  const auto w = [](int layer) { return Text("W[") + std::to_string(layer) + "]"; };
  if (last - first > 3) return w(last) + "···" + w(first);
  Text name = w(last);
  for (int l = last - 1; l >= first; --l) name = name + "·" + w(l);
  return name;
}

void draw_linear_product(Frame& frame, const app::LinearProduct& product, float width_px) {
  const Theme& theme = frame.theme;
  const Text before =
      product.first == 1 ? Text("X") : Text("A[") + std::to_string(product.first - 1) + "]";
  const bool has_bias = product.bias.size() > 0;
  const Text said = Text("Layers ") + std::to_string(product.first) + "–" +
                    std::to_string(product.last) + " compute one linear map: Z[" +
                    std::to_string(product.last) + "] = W·" + before.view() +
                    (has_bias ? " + b" : "");
  text_lines(theme.fonts.small, theme.colour.text, said.view(), width_px);
  const Text shape = Text("W = ") + product_name(product.first, product.last).view() + ", shape (" +
                     std::to_string(product.units) + ", " + std::to_string(product.inputs) + ")";
  text_lines(theme.fonts.small, theme.colour.text_soft, shape.view(), width_px);
  const core::Index rows_known = product.weights.rows(), columns = product.weights.cols();
  const float beside = 8.0F;  // between W and b
  const float fitting = (width_px - beside) / static_cast<float>(columns + 1);
  const float cell = std::clamp(fitting, kLeastCell_px, 52.0F);
  // By the smallest cells only where not all fit: a quotient may round down.
  const auto room = static_cast<core::Index>((width_px - beside) / kLeastCell_px) - 1;
  const core::Index shown_columns =
      fitting >= kLeastCell_px
          ? columns
          : std::clamp<core::Index>(room, 1, std::max<core::Index>(columns, 1));
  const float fitting_rows = kTallest_px / static_cast<float>(rows_known);
  const float tall = std::clamp(fitting_rows, kLeastCell_px, 22.0F);
  const core::Index shown_rows =
      fitting_rows >= kLeastCell_px
          ? rows_known
          : std::min(rows_known, static_cast<core::Index>(kTallest_px / kLeastCell_px));
  double largest = 0.0, largest_bias = 0.0;
  for (core::Index i = 0; i < shown_rows; ++i) {
    for (core::Index j = 0; j < shown_columns; ++j)
      if (std::isfinite(product.weights(i, j)))
        largest = std::max(largest, std::fabs(product.weights(i, j)));
    if (has_bias && std::isfinite(product.bias(i)))
      largest_bias = std::max(largest_bias, std::fabs(product.bias(i)));
  }
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  Text under, value;
  const auto draw_cell = [&](core::Index row, core::Index column, double number_of, double range) {
    const bool of_w = column >= 0;
    const float left = at.x + (of_w ? cell * static_cast<float>(column)
                                    : cell * static_cast<float>(shown_columns) + beside);
    const float top = at.y + 2.0F + tall * static_cast<float>(row);
    const float gap = cell > 10.0F && tall > 10.0F ? 1.0F : 0.0F;
    const Rect rect{{left, top}, {left + cell - gap, top + tall - gap}};
    list.AddRectFilled(rect.min, rect.max,
                       palette::pack(palette::diverging(theme.dark, number_of, range)), gap * 2.0F);
    if (rect.contains(mouse)) {
      under = entry(of_w ? "W" : "b", row, column);
      value = signed_number(number_of, 4);
    }
    if (cell < kNumberCell_px || tall < 16.0F) return;
    // The ends of the scale are bright at night and dark on paper.
    const bool strong = 2.0 * std::fabs(number_of) > range;
    const ImU32 ink = theme.dark ? IM_COL32(6, 20, 32, 255) : IM_COL32_WHITE;
    Text label = number(number_of, 2);
    if (text_size(theme.fonts.small, label.view()).x > cell - 2.0F) label = number(number_of, 1);
    draw_text_in(list, theme.fonts.small, rect, {0.5F, 0.5F}, strong ? ink : theme.colour.text,
                 label.view());
  };
  for (core::Index i = 0; i < shown_rows; ++i) {
    for (core::Index j = 0; j < shown_columns; ++j) draw_cell(i, j, product.weights(i, j), largest);
    if (has_bias) draw_cell(i, -1, product.bias(i), largest_bias);
  }
  const ImVec2 size{width_px, 2.0F + tall * static_cast<float>(shown_rows)};
  ImGui::InvisibleButton("##product", size, ImGuiButtonFlags_EnableNav);
  if (frame.widgets_wanted) {
    std::string told;
    for (core::Index j = 0; j < std::min<core::Index>(shown_columns, 8); ++j)
      told += exact(product.weights(0, j)).str() + " ";
    register_widget(frame, "linear-product", said.str() + ", " + shape.str(), "plot",
                    told + (has_bias ? "+ " + exact(product.bias(0)).str() : std::string()),
                    item_rect());
  }
  if (ImGui::IsItemHovered() && !under.empty()) {
    const std::array<CardLine, 1> lines{{{under, value, 0}}};
    card(frame, {}, lines);
  }
  const float below = ImGui::GetCursorScreenPos().y;
  const float b_at = at.x + cell * static_cast<float>(shown_columns) + beside;
  draw_text(list, theme.fonts.small, {at.x, below}, theme.colour.text_faint, "W");
  if (has_bias) draw_text(list, theme.fonts.small, {b_at, below}, theme.colour.text_faint, "b");
  ImGui::Dummy({width_px, theme.metric.small_px + 2.0F});
  if (shown_columns < columns || shown_rows < product.units)
    text_lines(theme.fonts.small, theme.colour.text_faint,
               (Text("Shown: the first ") + std::to_string(shown_rows) + " rows and " +
                std::to_string(shown_columns) + " columns.")
                   .view(),
               width_px);
  ImGui::Dummy({width_px, 4.0F});
}

}  // namespace isobath::ui
