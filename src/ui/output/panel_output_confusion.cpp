// SPDX-License-Identifier: MIT
// The confusion matrices of the training and of the dev part: rows are what is true, columns what
// was answered; as a difference, how many more or fewer than then.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <span>

#include "app/run/moment.hpp"
#include "say/output.hpp"
#include "ui/network/thumbnails.hpp"
#include "ui/output/panel_output.hpp"
#include "ui/plot/palette.hpp"

namespace isobath::ui {
namespace {

struct Matrix {
  const char* id;
  const char* name;
  const app::Confusion& confusion;
  double accuracy;
  const app::Confusion* then = nullptr;  // at the moment compared with, or null
  double accuracy_then = 0.0;

  core::Index change(int truth, int answer) const {
    return confusion.at(truth, answer) - then->at(truth, answer);
  }
};

constexpr float kEdge = 18.0F;  // where the classes' marks are

/// +12, −3, 0.
Text signed_count(core::Index change) {
  if (change == 0) return "0";
  return Text(change > 0 ? "+" : "−") + count(std::abs(change));
}

core::Index in_row(const app::Confusion& confusion, int truth) {
  core::Index sum = 0;
  for (int answer = 0; answer < confusion.classes; ++answer) sum += confusion.at(truth, answer);
  return sum;
}

ImU32 class_colour(const Frame& frame, int of_class) {
  return target_colour(frame.theme, frame.snapshot.dataset->task, of_class);
}

void draw_cell(const Frame& frame, const Rect& cell, const app::Confusion& confusion, int truth,
               int answer) {
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const core::Index hits = confusion.at(truth, answer);
  const core::Index row = in_row(confusion, truth);
  const double share = row > 0 ? static_cast<double>(hits) / static_cast<double>(row) : 0.0;
  const ImU32 full = truth == answer ? theme.colour.accent : theme.colour.danger;
  // What is rare is to be seen all the same.
  const float strength = hits > 0 ? 0.12F + 0.6F * static_cast<float>(std::sqrt(share)) : 0.0F;
  list.AddRectFilled(cell.min, cell.max, mixed(theme.colour.control, full, strength), 3.0F);
  const Text label = count(hits);
  const float room = cell.width() - 4.0F;
  const Face font = cell.height() > 44.0F ? theme.fonts.strong : theme.fonts.small;
  if (text_size(font, label.view()).x > room || cell.height() < 13.0F) return;
  draw_text_in(list, font, cell, {0.5F, 0.5F},
               hits > 0 ? theme.colour.text : theme.colour.text_faint, label.view());
}

/// How many more were taken so than then; its colour is that of all signed values.
void draw_change(const Frame& frame, const Rect& cell, const Matrix& matrix, int truth, int answer,
                 core::Index largest) {
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const core::Index change = matrix.change(truth, answer);
  const double range = static_cast<double>(std::max<core::Index>(1, largest));
  const palette::Rgb ground = palette::diverging(theme.dark, static_cast<double>(change), range);
  list.AddRectFilled(cell.min, cell.max, palette::pack(ground), 3.0F);
  if (truth == answer) list.AddRect(cell.min, cell.max, theme.colour.edge, 3.0F);
  const Text label = signed_count(change);
  const Face font = cell.height() > 44.0F ? theme.fonts.strong : theme.fonts.small;
  if (text_size(font, label.view()).x > cell.width() - 4.0F || cell.height() < 13.0F) return;
  // The ends of the scale are bright at night and dark on paper.
  const bool strong = 2.0 * std::abs(static_cast<double>(change)) > range;
  const ImU32 ink = theme.dark ? IM_COL32(6, 20, 32, 255) : IM_COL32_WHITE;
  draw_text_in(list, font, cell, {0.5F, 0.5F}, strong ? ink : theme.colour.text, label.view());
}

core::Index largest_change(const Matrix& matrix) {
  core::Index largest = 0;
  for (std::size_t i = 0; i < matrix.confusion.counts.size(); ++i)
    largest = std::max<core::Index>(largest,
                                    std::abs(matrix.confusion.counts[i] - matrix.then->counts[i]));
  return largest;
}

void draw_cell_card(const Frame& frame, const Matrix& matrix, int truth, int answer) {
  const core::Index hits = matrix.confusion.at(truth, answer);
  const core::Index row = in_row(matrix.confusion, truth);
  std::array<CardLine, 6> lines{
      {{"y", class_name(frame.snapshot, truth), class_colour(frame, truth)},
       {"prediction", class_name(frame.snapshot, answer), class_colour(frame, answer)},
       {"examples", count(hits), 0},
       {say::output::share_of_the_class(),
        row > 0 ? percent(static_cast<double>(hits) / static_cast<double>(row)) : Text("–"), 0},
       {},
       {}}};
  std::size_t size = 4;
  if (matrix.then) {
    lines[size++] = {Text("at ") + then_name(frame.snapshot), count(matrix.then->at(truth, answer)),
                     0};
    lines[size++] = {"change", signed_count(matrix.change(truth, answer)), 0};
  }
  card(frame, truth == answer ? "correct" : "wrong", std::span(lines).first(size));
}

/// The room that the classes' names take beside the matrix and above it; none if they have none.
struct Names {
  float width = 0.0F, height = 0.0F;
  bool whole = true;  // none is cut
};

Names names_for(const Frame& frame, const Rect& area, int classes) {
  const Theme& theme = frame.theme;
  Names names;
  if (frame.snapshot.dataset->class_names.empty() || area.height() < 120.0F) return names;
  for (int k = 0; k < classes; ++k)
    names.width = std::max(
        names.width, text_size(theme.fonts.small, class_name(frame.snapshot, k).view()).x + 4.0F);
  const float widest = names.width;
  names.width = std::min(names.width, area.width() * 0.28F);
  names.whole = names.width >= widest;
  // Cut to two letters they would say nothing.
  const float cell = (area.width() - kEdge - names.width) / static_cast<float>(classes);
  if (widest < cell) names.height = std::round(theme.metric.small_px) + 2.0F;
  return names;
}

/// The side of a cell of a matrix in this area.
float cell_px(const Frame& frame, const Rect& area, int classes) {
  const Names names = names_for(frame, area, classes);
  const float row = std::round(frame.theme.metric.small_px) + 4.0F;
  const float side =
      std::min(area.width() - kEdge - names.width, area.height() - row - kEdge - names.height);
  return std::floor(side / static_cast<float>(std::max(1, classes)));
}

/// One right of `left_end`, as far as rows are high enough, and one above `foot`, cut to the
/// column.
void draw_names(const Frame& frame, const Names& names, int of_class, ImVec2 left_end, ImVec2 foot,
                float cell) {
  const Theme& theme = frame.theme;
  if (names.width <= 0.0F || cell < theme.metric.small_px) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Text name = class_name(frame.snapshot, of_class);
  const float width = text_size(theme.fonts.small, name.view()).x;
  const float half = theme.metric.small_px * 0.5F;
  draw_text(list, theme.fonts.small, {left_end.x - std::min(width, names.width), left_end.y - half},
            theme.colour.text_soft, name.view(), names.width);
  if (names.height <= 0.0F) return;
  draw_text(list, theme.fonts.small, {foot.x - width * 0.5F, foot.y - names.height},
            theme.colour.text_soft, name.view());
}

/// Where names are cut in one of two areas and not in the other, cells may be a third smaller
/// there.
bool is_better(const Frame& frame, const Rect& area, const Rect& other, int classes) {
  constexpr float kForNames = 1.5F;
  const auto worth = [&](const Rect& of) {
    return cell_px(frame, of, classes) * (names_for(frame, of, classes).whole ? kForNames : 1.0F);
  };
  return worth(area) >= worth(other);
}

void draw_matrix(Frame& frame, const Rect& area, const Matrix& matrix) {
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float row = std::round(theme.metric.small_px) + 4.0F;
  Text title = Text(matrix.name) + "  ";
  if (matrix.then) title = title + percent(matrix.accuracy_then) + " → ";
  title = title + percent(matrix.accuracy);
  draw_text(list, theme.fonts.label, area.min, theme.colour.text, title.view(), area.width());
  const int classes = matrix.confusion.classes;
  constexpr float kBetween = 2.0F;
  const Names names = names_for(frame, area, classes);
  const float left = kEdge + names.width, above_px = kEdge + names.height;
  const float cell = cell_px(frame, area, classes);
  if (classes < 2 || cell < 5.0F) return;
  const ImVec2 origin{area.min.x + left, area.min.y + row + above_px};
  const auto cell_rect = [&](int truth, int answer) {
    const ImVec2 at{origin.x + cell * static_cast<float>(answer),
                    origin.y + cell * static_cast<float>(truth)};
    return Rect{at, {at.x + cell - kBetween, at.y + cell - kBetween}};
  };
  for (int k = 0; k < classes; ++k) {
    const float middle = cell * (static_cast<float>(k) + 0.5F) - 1.0F;
    const Shape shape =
        target_shape(frame.snapshot.view.class_shapes, frame.snapshot.dataset->task, k);
    const ImVec2 above{origin.x + middle, origin.y - 9.0F};
    draw_shape(list, shape, {origin.x - 9.0F, origin.y + middle}, 4.0F, class_colour(frame, k));
    draw_shape(list, shape, above, 4.8F, class_colour(frame, k));
    draw_shape(list, shape, above, 2.4F, theme.colour.panel);
    draw_names(frame, names, k, {origin.x - 18.0F, origin.y + middle},
               {origin.x + middle, origin.y - 18.0F}, cell);
  }
  const core::Index largest = matrix.then ? largest_change(matrix) : 0;
  for (int truth = 0; truth < classes; ++truth)
    for (int answer = 0; answer < classes; ++answer) {
      const Rect rect = cell_rect(truth, answer);
      if (matrix.then)
        draw_change(frame, rect, matrix, truth, answer, largest);
      else
        draw_cell(frame, rect, matrix.confusion, truth, answer);
    }
  const Rect whole{origin, cell_rect(classes - 1, classes - 1).max};
  ImGui::SetCursorScreenPos(whole.min);
  ImGui::PushID(matrix.id);
  ImGui::InvisibleButton("##matrix", whole.size(), ImGuiButtonFlags_EnableNav);
  ImGui::PopID();
  register_widget(frame, matrix.id, matrix.name, "plot", title.view(), whole);
  if (!ImGui::IsItemHovered()) return;
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const auto at = [&](float from, float to) {
    return std::clamp(static_cast<int>((to - from) / cell), 0, classes - 1);
  };
  draw_cell_card(frame, matrix, at(origin.y, mouse.y), at(origin.x, mouse.x));
}

}  // namespace

void draw_output_confusion(Frame& frame, const Rect& area) {
  const app::Snapshot& snapshot = frame.snapshot;
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const app::Outcome& outcome = snapshot.outcome;
  const float row = std::round(theme.metric.small_px) + 4.0F;
  const core::Index undefined = outcome.train.undefined + outcome.dev.undefined;
  const bool compared = snapshot.compares_answers();
  draw_text(list, theme.fonts.small, {area.min.x, area.max.y - row},
            undefined > 0 ? theme.colour.non_finite : theme.colour.text_soft,
            undefined > 0 ? (count(undefined) + " answers are NaN and belong to no class.").view()
            : compared    ? (Text("change since ") + then_name(snapshot)).view()
                          : say::output::rows_true_class_columns(),
            area.width());
  const Rect room{area.min, {area.max.x, area.max.y - row - 4.0F}};
  Matrix train{"confusion-train", say::output::confusion_train(), outcome.train,
               snapshot.record.train.accuracy};
  Matrix dev{"confusion-dev", say::output::dev(), outcome.dev, snapshot.record.dev.accuracy};
  if (compared) {
    const core::Record& then = snapshot.pinned->look.record;
    const app::Outcome& counted = snapshot.then_outcome;
    train.then = &counted.train;
    train.accuracy_then = then.train.accuracy;
    dev.then = &counted.dev;
    dev.accuracy_then = then.dev.accuracy;
  }
  const bool has_dev = snapshot.dataset->dev.y.cols() > 0;
  // Side by side, or one above the other: as the cells get larger.
  const float middle_x = room.centre().x, middle_y = room.centre().y;
  const Rect left{room.min, {middle_x - 5.0F, room.max.y}};
  const Rect upper{room.min, {room.max.x, middle_y - 4.0F}};
  const int classes = outcome.train.classes;
  if (!has_dev) {
    draw_matrix(frame, room, train);
  } else if (is_better(frame, left, upper, classes)) {
    draw_matrix(frame, left, train);
    draw_matrix(frame, {{middle_x + 5.0F, room.min.y}, room.max}, dev);
  } else {
    draw_matrix(frame, upper, train);
    draw_matrix(frame, {{room.min.x, middle_y + 4.0F}, room.max}, dev);
  }
}

}  // namespace isobath::ui
