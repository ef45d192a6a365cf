// SPDX-License-Identifier: MIT
// Examples that are pictures, the largest loss first: what they are, and what was answered; as a
// difference, those whose answers changed most.
#include <algorithm>
#include <array>
#include <cmath>

#include "say/output.hpp"
#include "ui/network/thumbnails.hpp"
#include "ui/output/panel_output.hpp"
#include "ui/plot/palette.hpp"

namespace isobath::ui {
namespace {

/// Finer pictures are shown as coarse as this.
constexpr int kMostCells = 16;

/// One pixel as it was before scaling, 0 … 1.
float pixel(const data::Dataset& dataset, core::Index example, int channel, int row, int column) {
  const core::Index input = data::pixel_input(dataset.image_side, channel, row, column);
  return static_cast<float>(dataset.train.x(input, example) * dataset.scale(input) +
                            dataset.shift(input));
}

ImU32 cell_colour(const data::Dataset& dataset, core::Index example, int row, int column,
                  int block) {
  std::array<float, 3> sum{};
  const int channels = std::min(dataset.image_channels, 3);
  for (int channel = 0; channel < channels; ++channel)
    for (int i = 0; i < block; ++i)
      for (int k = 0; k < block; ++k)
        sum[static_cast<std::size_t>(channel)] +=
            pixel(dataset, example, channel, row * block + i, column * block + k);
  for (float& value : sum)
    value = std::clamp(value / static_cast<float>(block * block), 0.0F, 1.0F);
  if (channels < 3) sum[1] = sum[2] = sum[0];
  return palette::pack({sum[0], sum[1], sum[2]});
}

void draw_picture(ImDrawList& list, const data::Dataset& dataset, core::Index example,
                  const Rect& rect) {
  const int block = (dataset.image_side + kMostCells - 1) / kMostCells;
  const int cells = std::max(1, dataset.image_side / block);
  const float step = rect.width() / static_cast<float>(cells);
  for (int row = 0; row < cells; ++row)
    for (int column = 0; column < cells; ++column) {
      const ImVec2 at{rect.min.x + step * static_cast<float>(column),
                      rect.min.y + step * static_cast<float>(row)};
      // A hair wider, so that no seam shows between two of them.
      list.AddRectFilled(at, {at.x + step + 0.4F, at.y + step + 0.4F},
                         cell_colour(dataset, example, row, column, block));
    }
}

int truth_of(const app::Snapshot& snapshot, core::Index example) {
  const core::Matrix<double>& y = snapshot.dataset->train.y;
  return y.rows() == 1 ? static_cast<int>(y(0, example)) : likeliest(y, example);
}

/// Of ŷ for the class that is true.
double change_of(const app::Snapshot& snapshot, int truth, core::Index example) {
  const bool one = snapshot.outputs.rows() == 1;
  const core::Index row = one ? 0 : truth;
  const double change = static_cast<double>(snapshot.outputs(row, example)) -
                        static_cast<double>(snapshot.then_outputs(row, example));
  return one && truth == 0 ? -change : change;
}

void draw_tile(Frame& frame, const Rect& tile, float picture, core::Index example) {
  const app::Snapshot& snapshot = frame.snapshot;
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Rect image{tile.min, {tile.min.x + picture, tile.min.y + picture}};
  draw_picture(list, *snapshot.dataset, example, image);
  const data::Task task = snapshot.dataset->task;
  const int truth = truth_of(snapshot, example);
  const int answer = app::answer_of(snapshot.outputs, example, task);
  const bool compared = snapshot.compares_answers();
  const int before = compared ? app::answer_of(snapshot.then_outputs, example, task) : answer;
  const bool changed = before != answer;
  const bool right = truth == answer;
  const bool followed = snapshot.view.example == static_cast<int>(example);
  const ImU32 edge = followed  ? theme.colour.accent
                     : !right  ? theme.colour.danger
                     : changed ? theme.colour.forward
                               : theme.colour.edge;
  list.AddRect({image.min.x - 1.0F, image.min.y - 1.0F}, {image.max.x + 1.0F, image.max.y + 1.0F},
               edge, 2.0F, 0, followed || !right || changed ? 2.0F : 1.0F);
  const auto name = [&](int of_class) {
    return of_class < 0 ? Text("NaN") : class_name(snapshot, of_class);
  };
  const Text words = name(truth), instead = name(answer);
  const float line = theme.metric.small_px + 1.0F;
  const auto below = [&](float top, ImU32 colour, const Text& text) {
    const float width = std::min(text_size(theme.fonts.small, text.view()).x, picture + 6.0F);
    draw_text(list, theme.fonts.small, {tile.min.x + (picture - width) * 0.5F, image.max.y + top},
              colour, text.view(), picture + 6.0F);
  };
  if (compared) {
    // What was answered and what is now, or how much ŷ of its class changed.
    if (changed)
      below(2.0F, right ? theme.colour.forward : theme.colour.danger, name(before) + "→" + instead);
    else
      below(2.0F, right ? theme.colour.text_soft : theme.colour.danger, instead);
    below(2.0F + line, theme.colour.text_soft,
          Text("Δ ") + signed_number(change_of(snapshot, truth, example), 2));
  } else {
    below(2.0F, right ? theme.colour.text_soft : theme.colour.text, words);
    if (!right) below(2.0F + line, theme.colour.danger, instead);
  }
  const Text id = Text("example-") + std::to_string(example);
  ImGui::SetCursorScreenPos(tile.min);
  ImGui::PushID(id.c_str());
  if (ImGui::InvisibleButton("##tile", {picture, picture}, ImGuiButtonFlags_EnableNav))
    follow(frame, example);
  ImGui::PopID();
  const Text value = Text(right ? "right" : "wrong") + (changed ? say::output::changed() : "");
  register_widget(frame, id.view(), words.view(), "unit", value.view(), image);
  if (ImGui::IsItemHovered())
    draw_example_card(frame, "train", snapshot.dataset->train, snapshot.outputs, example);
}

}  // namespace

void draw_output_gallery(Frame& frame, const Rect& area) {
  const app::Snapshot& snapshot = frame.snapshot;
  const Theme& theme = frame.theme;
  const float row = std::round(theme.metric.small_px) + 4.0F;
  const bool compared = snapshot.compares_answers();
  const Text title = compared ? Text(say::output::most_changed_first_answer())
                              : Text(say::output::largest_loss_first_class());
  draw_text(*ImGui::GetWindowDrawList(), theme.fonts.small, area.min, theme.colour.text_soft,
            title.view(), area.width());
  const bool answered = snapshot.outputs.cols() == snapshot.dataset->train.y.cols();
  if (!answered) return;
  constexpr float kBetween = 10.0F;
  const float least = theme.touch ? 48.0F : 42.0F;
  const auto columns = std::max(1.0F, std::floor((area.width() + kBetween) / (least + kBetween)));
  const float picture = std::floor((area.width() + kBetween) / columns - kBetween);
  const float words = 2.0F * theme.metric.small_px + 4.0F;
  const float step_x = picture + kBetween, step_y = picture + words + 5.0F;
  float x = area.min.x, y = area.min.y + row + 2.0F;
  for (const core::Index example : compared ? snapshot.most_changed : snapshot.outcome.worst) {
    if (x + picture > area.max.x + 1.0F) {
      x = area.min.x;
      y += step_y;
    }
    if (y + picture + words > area.max.y + 2.0F) break;
    if (example < snapshot.outputs.cols())
      draw_tile(frame, {{x, y}, {x + picture, y + picture + words}}, picture, example);
    x += step_x;
  }
}

}  // namespace isobath::ui
