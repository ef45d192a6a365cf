// SPDX-License-Identifier: MIT
// Vectorised against for-loops: one layer's product, measured where it is looked at.
#include <algorithm>
#include <cmath>
#include <string>

#include "app/stepper/race_page.hpp"
#include "say/stepper.hpp"
#include "ui/panels.hpp"
#include "ui/stepper/side_parts.hpp"
#include "ui/stepper/stepper_pages.hpp"

namespace isobath::ui {
namespace {

const char* explained(lab::ProductMethod method) {
  switch (method) {
    case lab::ProductMethod::loop:
      return say::stepper::for_each_unit_each();
    case lab::ProductMethod::one_by_one:
      return say::stepper::for_each_example_matrix();
    case lab::ProductMethod::vectorised:
      return say::stepper::z_w_a_b();
    case lab::ProductMethod::kernel:
      return say::stepper::the_same_by_the();
  }
  return "";
}

Text shapes_of_race(const app::RaceSize& size) {
  return Text("(") + std::to_string(size.units) + ", " + std::to_string(size.inputs) + ")·(" +
         std::to_string(size.inputs) + ", " + std::to_string(size.examples) + ")";
}

/// What is measured, its product, and the button; returns the height.
float draw_race_choice(Frame& frame, const Rect& area) {
  const app::Snapshot& snapshot = frame.snapshot;
  const Theme& theme = frame.theme;
  const app::RaceSize size = app::race_size(snapshot);
  const float height = row_height(frame);
  const float width = std::min(150.0F, area.width() * 0.5F - 4.0F);
  const Text layer = Text("") + std::to_string(size.layer);
  const auto chosen =
      counter(frame, {"race-layer", say::stepper::race_layer(), size.layer, 0, snapshot.layers()},
              size.layer == 0 ? Text("images") : Text("layer ") + layer.view(),
              {area.min, {area.min.x + width, area.min.y + height}});
  if (chosen) frame.actions.push_back(app::set_view<&app::View::race_layer>(*chosen));
  ImGui::SetCursorScreenPos({area.min.x + width + 8.0F, area.min.y});
  const bool under_way = snapshot.race && snapshot.race->progress < 1.0;
  if (text_button(frame,
                  {"race-run", say::stepper::race_run(), say::stepper::race_run_tip(),
                   !under_way && snapshot.stepping != nullptr},
                  {96.0F, height}, Weight::strong))
    frame.actions.push_back(app::RaceProducts{});
  const Text below = Text("") + std::to_string(size.layer - 1);
  const Text product = size.layer == 0 ? Text("Z = W·X + b")
                                       : Text("Z[") + layer.view() + "] = W[" + layer.view() +
                                             "]·A[" + below.view() + "] + b[" + layer.view() + "]";
  const Text shapes = shapes_of_race(size);
  const float x = area.min.x + width + 8.0F + 96.0F + 14.0F;
  const float product_px = text_size(theme.fonts.body, product.view()).x;
  const bool beside =
      area.max.x - x > product_px + 14.0F + text_size(theme.fonts.body, shapes.view()).x;
  const ImVec2 at = beside ? ImVec2{x, area.min.y + (height - theme.metric.body_px) * 0.5F}
                           : ImVec2{area.min.x, area.min.y + height + 6.0F};
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_text(list, theme.fonts.body, at, theme.colour.text, product.view());
  draw_text(list, theme.fonts.body, {at.x + product_px + 14.0F, at.y}, theme.colour.text_soft,
            shapes.view(), area.max.x - at.x - product_px - 14.0F);
  register_widget(frame, "race-product", product.view(), "text", shapes.view(),
                  {at, {area.max.x, at.y + theme.metric.body_px}});
  return beside ? height : height + 6.0F + theme.metric.body_px;
}

Text duration(double microseconds) {
  return microseconds < 1000.0 ? number(microseconds) + " µs"
                               : number(microseconds / 1000.0) + " ms";
}

/// What came of it, and why: by the numbers that were measured. Valid until the next call.
const std::string& outcome(const app::RaceView& race) {
  static std::string text;
  const auto ratio = [&](lab::ProductMethod method) {
    return race.race.times[static_cast<std::size_t>(method)].ratio;
  };
  const double whole = ratio(lab::ProductMethod::vectorised),
               single = ratio(lab::ProductMethod::one_by_one);
  constexpr double kAlike = 1.15;
  const auto add = [&](const words::Filled& sentence) {
    sentence.write([&](std::string_view piece) { text += piece; });
  };
  text.clear();
  if (whole > kAlike) {
    add(say::stepper::vectorised_faster(number(whole, 2)));
  } else if (whole * kAlike > 1.0) {
    text += say::stepper::vectorised_is_about_as();
  } else {
    add(say::stepper::vectorised_slower(number(1.0 / whole, 2)));
  }
  if (single * kAlike < 1.0) {
    text += ' ';
    add(say::stepper::one_by_one_slower(number(1.0 / single, 2), count(race.examples),
                                        count(race.units * race.inputs)));
  } else if (single * kAlike < whole) {
    text += ' ';
    text += say::stepper::one_by_one_gains_less();
  }
  return text;
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
  const Text each = duration(time.microseconds);
  const float right = row.max.x;
  float x = right - text_size(theme.fonts.body, ratio.view()).x;
  draw_text(list, theme.fonts.body, {x, row.min.y}, c.text, ratio.view());
  x = right - 64.0F - text_size(theme.fonts.small, speed.view()).x;
  draw_text(list, theme.fonts.small, {x, row.min.y + 2.0F}, c.text_soft, speed.view());
  if (row.width() > 460.0F) {
    x = right - 200.0F - text_size(theme.fonts.small, each.view()).x;
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
  const app::RaceView* race = frame.snapshot.race.get();
  // Beside a training that plays, times would be wrong.
  if (race == nullptr && frame.snapshot.stepping == nullptr) return draw_needs_pause(frame, area);
  const StepperType type = page_type(frame, area);
  const float head = draw_race_choice(frame, area) + 10.0F;
  const Rect rest{{area.min.x, area.min.y + head}, area.max};
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (race == nullptr) {
    const char* text = say::stepper::the_course_s_advice();
    fitted_in(theme, false, text, rest.size(), type.line_px, theme.metric.body_px)
        .draw(list, rest.min, theme.colour.text_soft, text, rest.width());
    register_widget(frame, "race-story", text, "text", "", rest);
    return;
  }
  if (race->progress < 1.0) {
    draw_progress(frame, {rest.min, {rest.max.x, rest.min.y + 20.0F}}, race->progress);
    return;
  }
  double fastest = 0.0;
  for (const lab::ProductTime& time : race->race.times) fastest = std::max(fastest, time.gflops);
  const float width = std::min(rest.width(), 720.0F);
  const std::string& said = outcome(*race);
  const Text same = Text("All give the same Z within ") + number(race->race.largest_difference, 2) +
                    " of its largest value: only the order of summation differs.";
  const Type small = type_of(theme, false, theme.metric.small_px);
  const float least = theme.metric.small_px;
  const float foot_px = small.size(said, width).y + small.size(same.view(), width).y;
  const float pitch = std::clamp((rest.height() - foot_px - 10.0F) / 4.0F, 28.0F, 62.0F);
  float y = rest.min.y;
  for (const lab::ProductTime& time : race->race.times) {
    draw_bar(frame, {{rest.min.x, y}, {rest.min.x + width, y + pitch - 4.0F}}, time, fastest);
    y += pitch;
  }
  const Rect words{{rest.min.x, y + 4.0F}, {rest.min.x + width, rest.max.y}};
  const float same_px = small.size(same.view(), width).y;
  const float used =
      fitted_in(theme, false, said, {width, words.height() - same_px - 4.0F}, type.line_px, least)
          .draw(list, words.min, theme.colour.text, said, width);
  if (words.min.y + used + 3.0F + same_px <= words.max.y + 2.0F)
    small.draw(list, {words.min.x, words.min.y + used + 3.0F}, theme.colour.text_faint, same.view(),
               width);
  register_widget(frame, "race-story", said, "text", same.view(), words);
}

}  // namespace isobath::ui
