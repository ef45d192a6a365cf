// SPDX-License-Identifier: MIT
// Sizes first, then places: cells as large as fits, or as large as is wanted and then fewer of
// them.
#include "ui/stepper/stepper_window.hpp"

#include <algorithm>
#include <cmath>

namespace isobath::ui {
namespace {

using core::Index;

constexpr Index kMostInView = 96;
constexpr Index kMostFitted = 64;
constexpr float kBetweenMatrices_px = 24.0F;  // at least
constexpr float kFlat = 0.62F;                // a zoomed cell's height, in widths

std::size_t number_of(app::Axis axis) { return static_cast<std::size_t>(axis); }
float real(Index value) { return static_cast<float>(value); }

float digits(Index number) {
  float count = 1.0F;
  for (; number >= 10; number /= 10) count += 1.0F;
  return count;
}

/// The matrices' sizes along the three axes, and how many of each are seen.
class Placing {
 public:
  Placing(const Rect& area, const app::LineView& view, const MatrixMargins& margins)
      : area_(area), margins_(margins) {
    for (const app::Operand& operand : view.operands) add(operand);
    add(view.result);
    const auto last = boxes_.count;
    for (std::size_t i = 0; i < last; ++i)
      gutters_ += gutter(boxes_.box[i]) + (i + 1 < last ? between(boxes_.box[i]) : 0.0F);
    room_ = std::max(40.0F, area.width() - gutters_);
    high_ = std::max(20.0F, area.height() - margins.head_px - margins.number_px);
    // Under a narrow matrix there is still its name.
    least_px_ = std::min(64.0F, area.width() * 0.12F);
  }

  MatrixBoxes place(MatrixWindow& window) {
    fit();
    float width = fitted_;
    if (window.cell_px > 0.0F) width = std::clamp(window.cell_px, kLeastCell_px, kMostCell_px);
    const float height =
        window.cell_px > 0.0F
            ? std::max(std::min(tall_, width), std::min(width * kFlat, margins_.tallest_px))
            : tall_;
    if (window.cell_px > 0.0F) share_out(width, height);
    for (std::size_t axis = 0; axis < 3; ++axis)
      window.first[axis] =
          std::clamp(window.first[axis], 0.0F, real(boxes_.sizes[axis] - boxes_.in_view[axis]));
    set_out(width, height, window);
    return boxes_;
  }

 private:
  void add(const app::Operand& operand) {
    MatrixBox& box = boxes_.box[boxes_.count++];
    box.operand = &operand;
    take(operand.down, operand.values.rows());
    take(operand.along, operand.values.cols());
    if (operand.role == app::Role::batch && operand.along != app::Axis::one) ++batches_;
    if (operand.role == app::Role::batch) mark(operand.along);
    if (operand.role == app::Role::turned_batch) mark(operand.down);
  }
  void take(app::Axis axis, Index size) {
    if (axis == app::Axis::one) return;
    Index& known = boxes_.sizes[number_of(axis)];
    known = std::max(known, size);
  }
  void mark(app::Axis axis) {
    if (axis != app::Axis::one) examples_[number_of(axis)] = true;
  }
  float gutter(const MatrixBox& box) const {
    return box.operand->values.rows() > 1
               ? digits(box.operand->values.rows()) * margins_.digit_px + 5.0F
               : 0.0F;
  }
  /// Room for the sign behind a matrix.
  float between(const MatrixBox& box) const {
    float letters = 0.0F;
    for (const char* byte = box.operand->sign; *byte != '\0'; ++byte)
      if ((static_cast<unsigned char>(*byte) & 0xC0U) != 0x80U) letters += 1.0F;
    return std::max(kBetweenMatrices_px, letters * 1.1F * margins_.digit_px + 10.0F);
  }
  Index shown(app::Axis axis, Index size) const {
    return axis == app::Axis::one ? size : std::min(size, boxes_.in_view[number_of(axis)]);
  }
  Index rows_of(const MatrixBox& box) const {
    return shown(box.operand->down, box.operand->values.rows());
  }
  Index columns_of(const MatrixBox& box) const {
    return shown(box.operand->along, box.operand->values.cols());
  }
  /// A single number has room for itself.
  float cell_width(const MatrixBox& box, float width) const {
    return box.operand->values.size() == 1 ? std::max(width, least_px_) : width;
  }
  float needed(float width) const {
    float sum = 0.0F;
    for (const MatrixBox& box : boxes_.all())
      sum += std::max(least_px_, cell_width(box, width) * real(columns_of(box)));
    return sum;
  }
  Index most_rows() const {
    Index rows = 1;
    for (const MatrixBox& box : boxes_.all()) rows = std::max(rows, rows_of(box));
    return rows;
  }

  /// All units, and as many examples as are still told apart.
  void fit() {
    const float share = area_.width() / (margins_.example_px * real(std::max<Index>(1, batches_)));
    const auto examples = std::clamp<Index>(static_cast<Index>(share), 5, kMostFitted);
    for (std::size_t axis = 0; axis < 3; ++axis)
      boxes_.in_view[axis] = std::min(boxes_.sizes[axis], examples_[axis] ? examples : kMostFitted);
    fitted_ = margins_.widest_px;
    while (needed(fitted_) > room_ && fitted_ > kLeastCell_px) fitted_ *= 0.96F;
    fitted_ = std::max(fitted_, kLeastCell_px);
    const float tallest = std::clamp(2.4F * fitted_, 12.0F, margins_.tallest_px);
    tall_ = std::clamp(high_ / real(most_rows()), 3.0F, tallest);
    if (needed(fitted_) > room_ || tall_ * real(most_rows()) > high_) share_out(fitted_, tall_);
  }

  /// As many of every axis as there is room for, of this size.
  void share_out(float width, float height) {
    const auto fit_high = std::max<Index>(1, static_cast<Index>(high_ / height));
    const auto& sizes = boxes_.sizes;
    auto& in_view = boxes_.in_view;
    for (std::size_t axis = 0; axis < 3; ++axis) in_view[axis] = std::min(sizes[axis], kMostInView);
    for (const MatrixBox& box : boxes_.all())
      if (box.operand->down != app::Axis::one) {
        Index& count = in_view[number_of(box.operand->down)];
        count = std::min(count, fit_high);
      }
    // Columns, and what is summed over, give way in turn: the larger one first.
    const std::size_t along = number_of(app::Axis::column), inner = number_of(app::Axis::inner);
    while (needed(width) > room_ && (in_view[along] > 1 || in_view[inner] > 1))
      --in_view[in_view[inner] > in_view[along] ? inner : along];
  }

  void set_out(float width, float height, const MatrixWindow& window) {
    boxes_.cell_width = width;
    const float head = margins_.head_px + margins_.number_px;
    const float middle = area_.min.y + head + (area_.height() - head) * 0.5F;
    float x = area_.min.x + std::max(0.0F, (room_ - needed(width)) * 0.5F);
    for (std::size_t i = 0; i < boxes_.count; ++i) {
      MatrixBox& box = boxes_.box[i];
      const app::Operand& operand = *box.operand;
      box.rows = rows_of(box);
      box.columns = columns_of(box);
      box.first_row = first(operand.down, operand.values.rows() - box.rows, window);
      box.first_column = first(operand.along, operand.values.cols() - box.columns, window);
      box.cell_width = cell_width(box, width);
      box.cell_height = box.operand->values.size() == 1 ? std::max(height, 18.0F) : height;
      const float wide = box.cell_width * real(box.columns),
                  high = box.cell_height * real(box.rows);
      const float slot = std::max(least_px_, wide);
      x += gutter(box);
      box.cells.min = {x + (slot - wide) * 0.5F, middle - high * 0.5F};
      box.cells.max = {box.cells.min.x + wide, box.cells.min.y + high};
      box.sign_x = box.cells.max.x + (slot - wide) * 0.5F + between(box) * 0.5F;
      x += slot + between(box);
    }
  }
  static Index first(app::Axis axis, Index last, const MatrixWindow& window) {
    if (axis == app::Axis::one) return 0;
    return std::clamp<Index>(static_cast<Index>(window.first[number_of(axis)]), 0, last);
  }

  const Rect& area_;
  const MatrixMargins& margins_;
  MatrixBoxes boxes_;
  std::array<bool, 3> examples_{};
  Index batches_ = 0;  // matrices with a column for each example
  float gutters_ = 0.0F, room_ = 0.0F, high_ = 0.0F, least_px_ = 0.0F;
  float fitted_ = 0.0F, tall_ = 0.0F;
};

const MatrixBox& box_under(const MatrixBoxes& boxes, ImVec2 point) {
  for (const MatrixBox& box : boxes.all())
    if (box.cells.contains(point)) return box;
  return boxes.result();
}

}  // namespace

std::optional<MatrixCell> MatrixBox::at(ImVec2 point) const {
  if (!cells.contains(point)) return std::nullopt;
  const auto row = static_cast<Index>((point.y - cells.min.y) / cell_height) + first_row;
  const auto column = static_cast<Index>((point.x - cells.min.x) / cell_width) + first_column;
  if (!shows(row, column)) return std::nullopt;
  return MatrixCell{row, column};
}

MatrixBoxes place_matrices(const Rect& area, const app::LineView& view,
                           const MatrixMargins& margins, MatrixWindow& window) {
  return Placing(area, view, margins).place(window);
}

void zoom_matrices(const MatrixBoxes& boxes, ImVec2 at, float factor, MatrixWindow& window) {
  const MatrixBox& box = box_under(boxes, at);
  const float before = boxes.cell_width;
  window.cell_px = std::clamp(before * factor, kLeastCell_px, kMostCell_px);
  const float grown = window.cell_px / before;
  const auto keep = [&](app::Axis axis, float offset_px, float cell_px) {
    if (axis == app::Axis::one) return;
    const float place = std::max(0.0F, offset_px) / cell_px;
    window.first[number_of(axis)] += place - place / grown;
  };
  keep(box.operand->down, std::min(at.y, box.cells.max.y) - box.cells.min.y, box.cell_height);
  keep(box.operand->along, std::min(at.x, box.cells.max.x) - box.cells.min.x, box.cell_width);
}

void pan_matrices(const MatrixBox& box, float rows, float columns, MatrixWindow& window) {
  if (box.operand->down != app::Axis::one) window.first[number_of(box.operand->down)] += rows;
  if (box.operand->along != app::Axis::one) window.first[number_of(box.operand->along)] += columns;
}

void reveal(const MatrixBoxes& boxes, MatrixCell cell, MatrixWindow& window) {
  const MatrixBox& box = boxes.result();
  const auto bring = [&](app::Axis axis, Index place, Index first, Index count) {
    if (axis == app::Axis::one) return;
    float& from = window.first[number_of(axis)];
    if (place < first) from = real(place);
    if (place >= first + count) from = real(place - count + 1);
  };
  bring(box.operand->down, cell.row, box.first_row, box.rows);
  bring(box.operand->along, cell.column, box.first_column, box.columns);
}

}  // namespace isobath::ui
