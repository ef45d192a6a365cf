// SPDX-License-Identifier: MIT
// Moves along the lines, by hand or by themselves; and batch, example or mean.
#include "ui/stepper/stepper_bar.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string>

#include "app/stepper/stepping.hpp"
#include "say/stepper.hpp"
#include "ui/controls/controls.hpp"
#include "ui/controls/typed_number.hpp"
#include "ui/notices.hpp"
#include "ui/stepper/stepper_matrices.hpp"
#include "ui/stepper/stepper_type.hpp"

namespace isobath::ui {
namespace {

struct Move {
  const char* id;
  words::Later label;
  words::Later tip;
  app::StepLines action;
};

// Back from the farthest to the nearest, then on.
constexpr std::array<Move, 8> kMoves{
    {{"lines-update-back",
      say::stepper::move_update,
      say::stepper::lines_update_back_tip,
      {app::Stride::update, true}},
     {"lines-pass-back",
      say::stepper::move_pass,
      say::stepper::lines_pass_back_tip,
      {app::Stride::pass, true}},
     {"lines-layer-back",
      say::stepper::move_layer,
      say::stepper::lines_layer_back_tip,
      {app::Stride::layer, true}},
     {"lines-back",
      say::stepper::move_line,
      say::stepper::lines_back_tip,
      {app::Stride::line, true}},
     {"lines-on", say::stepper::move_line, say::stepper::lines_on_tip, {app::Stride::line, false}},
     {"lines-layer-on",
      say::stepper::move_layer,
      say::stepper::lines_layer_on_tip,
      {app::Stride::layer, false}},
     {"lines-pass-on",
      say::stepper::move_pass,
      say::stepper::lines_pass_on_tip,
      {app::Stride::pass, false}},
     {"lines-update-on",
      say::stepper::move_update,
      say::stepper::lines_update_on_tip,
      {app::Stride::update, false}}}};

constexpr float kArrow_px = 8.0F;

void draw_move_arrow(ImVec2 middle_left, float width, bool back, ImU32 colour) {
  const float left = middle_left.x, right = left + width, y = middle_left.y;
  // Clockwise either way: ImGui smooths the edges of such alone.
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (back)
    list.AddTriangleFilled({left, y}, {right, y - 5.0F}, {right, y + 5.0F}, colour);
  else
    list.AddTriangleFilled({left, y - 5.0F}, {right, y}, {left, y + 5.0F}, colour);
}

}  // namespace

void draw_moves(Frame& frame, const Rect& rect) {
  const Theme& theme = frame.theme;
  const float height = theme.touch ? theme.metric.control_px : theme.metric.head_px;
  constexpr float kBetween = 2.0F, kMiddle = 8.0F, kAround_px = 12.0F;
  const float gaps = 6.0F * kBetween + kMiddle;
  const float room = rect.width() - gaps;
  const auto natural_width = [&](const Move& move) {
    return text_size(theme.fonts.small, move.label).x + kArrow_px + 5.0F + kAround_px;
  };
  float natural = 0.0F;
  for (const Move& move : kMoves) natural += natural_width(move);
  // Where words and arrows do not fit beside one another, the arrow stands above its word.
  const bool stacked = natural > room;
  const float spare = stacked ? 0.0F : std::min((room - natural) / 8.0F, 10.0F);
  const Type word = stacked ? type_of(theme, false, std::min(13.0F, room / 8.0F * 0.33F))
                            : type_of(theme, false, theme.metric.small_px);
  float x = rect.max.x - gaps - (stacked ? room : natural + 8.0F * spare);
  for (const Move& move : kMoves) {
    const float width = stacked ? room / 8.0F : natural_width(move) + spare;
    ImGui::SetCursorScreenPos({x, rect.min.y});
    const bool back = move.action.back;
    const bool next = move.action.stride == app::Stride::line && !back;
    const Text label = back ? Text("‹ ") + move.label : Text(move.label) + " ›";
    if (text_button(frame, {move.id, label.c_str(), move.tip, true, 0.0F, true}, {width, height},
                    next ? Weight::strong : Weight::normal))
      frame.actions.push_back(move.action);
    const Rect button = item_rect();
    const ImVec2 size = word.size(move.label);
    const ImU32 ink = next ? theme.colour.on_accent : theme.colour.text;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 middle = button.centre();
    if (stacked) {
      const float top = middle.y - (10.0F + size.y) * 0.5F;
      draw_move_arrow({middle.x - kArrow_px * 0.5F, top + 5.0F}, kArrow_px, back, ink);
      word.draw(list, {middle.x - size.x * 0.5F, top + 9.0F}, ink, move.label);
    } else {
      const float left = middle.x - (kArrow_px + 5.0F + size.x) * 0.5F;
      draw_move_arrow({back ? left : left + size.x + 5.0F, middle.y}, kArrow_px, back, ink);
      word.draw(list, {back ? left + kArrow_px + 5.0F : left, middle.y - size.y * 0.5F}, ink,
                move.label);
    }
    x += width + (move.action.stride == app::Stride::line && back ? kMiddle : kBetween);
  }
}

namespace {

constexpr std::array<double, 5> kPaces{0.5, 1.0, 2.0, 5.0, 10.0};
constexpr std::array<words::Later, 5> kPaceNames{
    say::stepper::line_s, say::stepper::n_1_line_s, say::stepper::n_2_lines_s,
    say::stepper::n_5_lines_s, say::stepper::n_10_lines_s};
constexpr std::array<words::Later, 5> kBriefPaces{"½/s", "1/s", "2/s", "5/s", "10/s"};

struct ColumnsChoice {
  app::Columns columns;
  const char* id;
  words::Later label;
  words::Later tip;
};
constexpr std::array<ColumnsChoice, 3> kChoices{
    {{app::Columns::batch, "columns-batch", "batch", say::stepper::all_examples_of_the},
     {app::Columns::example, "columns-example", "example", say::stepper::one_example_a_l},
     {app::Columns::mean, "columns-mean", "mean", say::stepper::the_mean_over_the}}};

/// Controls one after the other.
class Bar {
 public:
  Bar(Frame& frame, float left, float right, float top)
      : frame_(frame),
        left_(left),
        right_(right),
        x_(left),
        y_(top),
        height_(frame.theme.touch ? frame.theme.metric.control_px : frame.theme.metric.head_px),
        narrow_(right - left < 600.0F) {}

  StepperBar draw() {
    draw_play();
    x_ += narrow_ ? 2.0F : 12.0F;
    draw_columns();
    if (narrow_) {
      x_ = left_;
      y_ += height_ + kBetween;
    } else {
      x_ += 6.0F;
    }
    draw_example();
    const float tools = zoom_tools_width(frame_.theme);
    draw_shapes(right_ - tools - (narrow_ ? 6.0F : 14.0F));
    return {{{right_ - tools, y_}, {right_, y_ + height_}}, y_ + height_};
  }

 private:
  static constexpr float kBetween = 4.0F;

  ImVec2 take(float width) {
    ImGui::SetCursorScreenPos({x_, y_});
    x_ += width + kBetween;
    return {width, height_};
  }

  void draw_play() {
    const app::Snapshot& snapshot = frame_.snapshot;
    const bool on = snapshot.lines_playing;
    const Control play{"lines-play",
                       on ? say::stepper::stop_the_lines() : say::stepper::play_the_lines(),
                       say::stepper::the_lines_go_by()};
    if (icon_button(frame_, play, on ? Icon::pause : Icon::play, take(height_ * 1.2F),
                    on ? Weight::strong : Weight::normal))
      frame_.actions.push_back(app::PlayLines{!on});
    const float width = narrow_ ? 46.0F : 82.0F;
    ImGui::SetCursorScreenPos({x_, y_});
    x_ += width + kBetween;
    const auto at = std::lower_bound(kPaces.begin(), kPaces.end(), snapshot.view.line_pace - 1e-9);
    const int current = static_cast<int>(std::min<std::ptrdiff_t>(at - kPaces.begin(), 4));
    ImGui::PushStyleVar(
        ImGuiStyleVar_FramePadding,
        ImVec2(6.0F, std::max(0.0F, (height_ - frame_.theme.metric.body_px) * 0.5F)));
    const auto chosen = choice(frame_,
                               {"lines-pace", say::stepper::lines_pace(),
                                say::stepper::lines_pace_tip(), true, width, true},
                               words::said(narrow_ ? kBriefPaces : kPaceNames), current);
    ImGui::PopStyleVar();
    if (chosen)
      frame_.actions.push_back(
          app::set_view<&app::View::line_pace>(kPaces[static_cast<std::size_t>(*chosen)]));
  }

  void draw_columns() {
    const float room = narrow_ ? (right_ - x_ - 2.0F * kBetween) / 3.0F : 66.0F;
    for (const ColumnsChoice& choice : kChoices) {
      const bool on = frame_.snapshot.view.columns == choice.columns;
      const ImVec2 size = take(room);
      if (toggle(frame_, {choice.id, choice.label, choice.tip, true, 0.0F, true}, on, size))
        frame_.actions.push_back(app::set_view<&app::View::columns>(choice.columns));
      label(choice.label, size, on);
    }
  }
  void label(const char* text, ImVec2 size, bool on) {
    const Theme& theme = frame_.theme;
    const Rect rect{{x_ - kBetween - size.x, y_}, {x_ - kBetween, y_ + size.y}};
    draw_text_in(*ImGui::GetWindowDrawList(), theme.fonts.small, rect, {0.5F, 0.5F},
                 on ? theme.colour.text : theme.colour.text_soft, text);
  }

  /// ‹ 7 ›: another example of the batch.
  void draw_example() {
    const app::Stepping* stepping = frame_.snapshot.stepping.get();
    if (!stepping || frame_.snapshot.view.columns != app::Columns::example) return;
    const auto& examples = stepping->stepper.dissection().examples;
    const auto count = static_cast<core::Index>(examples.size());
    const core::Index at = stepping->choice.column;
    const auto go = [&](core::Index by) {
      const auto next = static_cast<std::size_t>((at + by + count) % count);
      frame_.actions.push_back(
          app::set_view<&app::View::example>(static_cast<int>(examples[next])));
    };
    const float side = height_;
    if (text_button(frame_, {"example-previous", "‹", say::stepper::example_previous_tip()},
                    take(side)))
      go(-1);
    const Text told = Text("no. ") + std::to_string(stepping->example() + 1);
    const ImVec2 size = take(narrow_ ? 62.0F : 58.0F);
    label(told.c_str(), size, true);
    const auto typed = number_field(
        frame_,
        {"example-number", say::stepper::example_number(), say::stepper::example_number_tip()},
        static_cast<double>(stepping->example() + 1),
        {{x_ - kBetween - size.x, y_}, {x_ - kBetween, y_ + size.y}}, told.view());
    if (typed) {
      const auto wanted = std::ranges::find(examples, static_cast<core::Index>(*typed) - 1);
      if (wanted != examples.end() && *typed == std::floor(*typed))
        frame_.actions.push_back(app::set_view<&app::View::example>(static_cast<int>(*wanted)));
      else
        tell((Text("Example ") + exact(*typed) + " is not among the " +
              std::to_string(examples.size()) + " of this batch.")
                 .str());
    }
    if (text_button(frame_, {"example-next", "›", say::stepper::example_next_tip()}, take(side)))
      go(1);
  }

  void draw_shapes(float right) {
    const app::Stepping* stepping = frame_.snapshot.stepping.get();
    const bool offered = stepping && !stepping->view.operands.empty();
    const bool on = frame_.snapshot.view.tried.operand >= 0;
    const float width = narrow_ ? 66.0F : 72.0F;
    x_ = right - width;
    const ImVec2 size = take(width);
    if (toggle(frame_,
               {"shapes", say::stepper::shapes(), say::stepper::shapes_tip(), offered, 0.0F, true},
               on, size))
      frame_.actions.push_back(app::TryShape{on ? -1 : 0, ""});
    label("shapes?", size, on);
  }

  Frame& frame_;
  float left_, right_, x_, y_, height_;
  bool narrow_;
};

}  // namespace

StepperBar draw_stepper_bar(Frame& frame, float left, float right, float top) {
  return Bar(frame, left, right, top).draw();
}

}  // namespace isobath::ui
