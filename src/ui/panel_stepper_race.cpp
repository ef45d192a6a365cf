// SPDX-License-Identifier: MIT
// Vectorised against for-loops: one layer's product, measured where it is looked at.
#include <algorithm>
#include <cmath>

#include "app/side_pages.hpp"
#include "ui/panels.hpp"
#include "ui/side_parts.hpp"
#include "ui/stepper_pages.hpp"

namespace isobath::ui {
namespace {

const char* explained(lab::ProductMethod method) {
  switch (method) {
    case lab::ProductMethod::loop:
      return "for each unit, each example, each input: one number at a time";
    case lab::ProductMethod::one_by_one:
      return "for each example: matrix times vector";
    case lab::ProductMethod::vectorised:
      return "Z = W·A + b, the whole batch at once, by a matrix library";
    case lab::ProductMethod::kernel:
      return "the same by the kernel that trains here, with SIMD instructions";
  }
  return "";
}

/// The layer, its product, and the button; returns the height.
float draw_race_choice(Frame& frame, const Rect& area) {
  const app::Snapshot& snapshot = frame.snapshot;
  const Theme& theme = frame.theme;
  const int layer = app::race_layer(snapshot);
  const float height = row_height(frame);
  const float width = std::min(150.0F, area.width() * 0.5F - 4.0F);
  const auto chosen =
      counter(frame,
              {"race-layer",
               "The layer whose product is measured → larger ones gain more from vectorising.",
               layer, 1, snapshot.layers()},
              Text("layer ") + std::to_string(layer),
              {area.min, {area.min.x + width, area.min.y + height}});
  if (chosen) frame.actions.push_back(app::ChooseRaceLayer{*chosen});
  ImGui::SetCursorScreenPos({area.min.x + width + 8.0F, area.min.y});
  const bool under_way = snapshot.race && snapshot.race->progress < 1.0;
  if (text_button(frame,
                  {"race-run", "Measure",
                   "Times the product four ways, about a third of a second together → how many "
                   "times faster each is than the loops, on this machine.",
                   !under_way && snapshot.stepping != nullptr},
                  {96.0F, height}, Weight::strong))
    frame.actions.push_back(app::RaceProducts{});
  const Text product = Text("Z[") + std::to_string(layer) + "] = W[" + std::to_string(layer) +
                       "]·A[" + std::to_string(layer - 1) + "] + b[" + std::to_string(layer) + "]";
  const Text shapes = Text("(") + std::to_string(snapshot.units(layer)) + ", " +
                      std::to_string(snapshot.units(layer - 1)) + ")·(" +
                      std::to_string(snapshot.units(layer - 1)) + ", " +
                      std::to_string(app::race_examples(snapshot)) + ")";
  const float x = area.min.x + width + 8.0F + 96.0F + 14.0F;
  const bool beside = area.max.x - x > 330.0F;
  const ImVec2 at = beside ? ImVec2{x, area.min.y + (height - theme.metric.body_px) * 0.5F}
                           : ImVec2{area.min.x, area.min.y + height + 6.0F};
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float named = draw_text(list, theme.fonts.body, at, theme.colour.text, product.view());
  draw_text(list, theme.fonts.body, {at.x + named + 14.0F, at.y}, theme.colour.text_soft,
            shapes.view(), area.max.x - at.x - named - 14.0F);
  register_widget(frame, "race-product", product.view(), "text", shapes.view(),
                  {at, {area.max.x, at.y + theme.metric.body_px}});
  return beside ? height : height + 6.0F + theme.metric.body_px;
}

void draw_bar(Frame& frame, const Rect& row, const lab::ProductTime& time, double fastest) {
  const Theme& theme = frame.theme;
  const Colours& c = theme.colour;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float body = theme.metric.body_px, small = theme.metric.small_px;
  const std::string_view name = lab::readable(time.method);
  draw_text(list, theme.fonts.body, row.min, c.text, name);
  const Text speed = number(time.gflops) + " GFLOP/s";
  const Text ratio = number(time.ratio) + " ×";
  const Text each = number(time.microseconds) + " µs";
  const float right = row.max.x;
  float x = right - text_size(theme.fonts.body, ratio.view()).x;
  draw_text(list, theme.fonts.body, {x, row.min.y}, c.text, ratio.view());
  x = right - 64.0F - text_size(theme.fonts.small, speed.view()).x;
  draw_text(list, theme.fonts.small, {x, row.min.y + 2.0F}, c.text_soft, speed.view());
  if (row.width() > 460.0F) {
    x = right - 190.0F - text_size(theme.fonts.small, each.view()).x;
    draw_text(list, theme.fonts.small, {x, row.min.y + 2.0F}, c.text_soft, each.view());
  }
  const float top = row.min.y + body + 3.0F;
  const auto share = static_cast<float>(fastest > 0.0 ? time.gflops / fastest : 0.0);
  list.AddRectFilled({row.min.x, top}, {right, top + 8.0F}, c.control, 3.0F);
  list.AddRectFilled({row.min.x, top},
                     {row.min.x + std::max(2.0F, row.width() * share), top + 8.0F},
                     time.method == lab::ProductMethod::loop ? c.backward : c.forward, 3.0F);
  if (row.height() > body + small + 20.0F)
    draw_text(list, theme.fonts.small, {row.min.x, top + 11.0F}, c.text_faint,
              explained(time.method), row.width());
  const Text id = Text("race-") + std::to_string(static_cast<int>(time.method));
  const Text told = speed + ", " + ratio;
  register_widget(frame, id.view(), name, "text", told.view(), row);
}

}  // namespace

void draw_stepper_race(Frame& frame, const Rect& area) {
  const Theme& theme = frame.theme;
  const float head = draw_race_choice(frame, area) + 10.0F;
  const app::RaceView* race = frame.snapshot.race.get();
  const Rect rest{{area.min.x, area.min.y + head}, area.max};
  if (race == nullptr) {
    const char* text =
        "The course's advice: wherever a for-loop over numbers can be avoided, avoid it. A product "
        "of whole matrices leaves the loop to code that feeds a processor's SIMD units, several "
        "multiplications an instruction, on CPU and GPU alike. Measure to see what that is worth "
        "here.";
    draw_words(rest, theme.fonts.body, theme.colour.text_soft, text);
    register_widget(frame, "race-story", text, "text", "", rest);
    return;
  }
  if (race->progress < 1.0) {
    draw_progress(frame, {rest.min, {rest.max.x, rest.min.y + 20.0F}}, race->progress);
    return;
  }
  double fastest = 0.0;
  for (const lab::ProductTime& time : race->race.times) fastest = std::max(fastest, time.gflops);
  const float foot = 5.0F * theme.metric.small_px + 8.0F;
  const float pitch = std::clamp((rest.height() - foot) / 4.0F, 30.0F, 62.0F);
  const float width = std::min(rest.width(), 720.0F);
  float y = rest.min.y;
  for (const lab::ProductTime& time : race->race.times) {
    draw_bar(frame, {{rest.min.x, y}, {rest.min.x + width, y + pitch - 4.0F}}, time, fastest);
    y += pitch;
  }
  const Text of = Text("Layer ") + std::to_string(race->layer) + ", (" +
                  std::to_string(race->units) + ", " + std::to_string(race->inputs) + ")·(" +
                  std::to_string(race->inputs) + ", " + std::to_string(race->examples) + ").";
  const Text same = Text("All give the same Z within ") + number(race->race.largest_difference, 2) +
                    " of its largest value: only the order of summation differs.";
  Rect words{{rest.min.x, y + 4.0F}, {rest.min.x + width, rest.max.y}};
  words.min.y += draw_words(words, theme.fonts.small, theme.colour.text_soft, of.view()) + 1.0F;
  words.min.y += draw_words(words, theme.fonts.small, theme.colour.text_soft, same.view()) + 1.0F;
  draw_words(words, theme.fonts.small, theme.colour.text_soft,
             "The course: whenever you can, avoid explicit for-loops; CPU and GPU have SIMD "
             "instructions that only whole vectors and matrices keep busy.");
  register_widget(frame, "race-story", of.view(), "text", same.view(),
                  {{rest.min.x, y + 4.0F}, {rest.min.x + width, rest.max.y}});
}

}  // namespace isobath::ui
