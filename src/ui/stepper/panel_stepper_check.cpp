// SPDX-License-Identifier: MIT
// Gradient checking as an exercise: a bug to insert, the course's ratio matrix by matrix, and what
// the bug does to a training.
#include <algorithm>
#include <array>
#include <cmath>

#include "app/figure/check_figure.hpp"
#include "app/stepper/check_page.hpp"
#include "ui/panels.hpp"
#include "ui/plot/figure_plot.hpp"
#include "ui/plot/framed_plot.hpp"
#include "ui/plot/roles.hpp"
#include "ui/stepper/side_parts.hpp"
#include "ui/stepper/stepper_pages.hpp"

namespace isobath::ui {
namespace {

using core::PlantedBug;

constexpr int kBugs = core::kCount<core::PlantedBug>;  // with none
using BugNames = std::array<const char*, kBugs + 1>;

/// "random bug", "no bug", and the bugs by name. The names are literals.
BugNames bug_names() {
  BugNames names{"random bug"};
  for (int i = 0; i < kBugs; ++i)
    names[static_cast<std::size_t>(i) + 1] = lab::readable(static_cast<PlantedBug>(i)).data();
  return names;
}

/// Why those that change nothing in this network cannot be chosen.
BugNames why_not(const app::Snapshot& snapshot) {
  BugNames reasons;
  reasons.fill("");
  if (!snapshot.bugs) return reasons;
  for (std::size_t i = 1; i < kBugs; ++i)
    if (!snapshot.bugs->shows[i])
      reasons[i + 1] = lab::why_hidden(static_cast<PlantedBug>(i)).data();
  return reasons;
}

/// Returns the height of what it drew.
float draw_bug_choice(Frame& frame, const Rect& area) {
  const app::Snapshot& snapshot = frame.snapshot;
  const Theme& theme = frame.theme;
  const app::HuntView* hunt = snapshot.hunt.get();
  const bool under_way = hunt != nullptr && hunt->under_way;
  const bool too_large = snapshot.parameter_count > lab::kMostHuntedParameters;
  const float height = theme.metric.control_px;
  const float button = 88.0F;
  const float width = std::min(240.0F, area.width() - button - 8.0F);
  static const BugNames kNames = bug_names();
  const int chosen = app::chosen_bug(snapshot);
  ImGui::SetCursorScreenPos(area.min);
  const auto bug =
      choice(frame,
             {"check-bug", "insert",
              "The mistake that is inserted into backward → the matrices it reaches fail the "
              "check, and training goes another way. A random bug: find out which.",
              !under_way, width},
             kNames, chosen + 1, why_not(snapshot));
  if (bug) frame.actions.push_back(app::PlantBug{*bug - 1, snapshot.view.bug.layer});
  ImGui::SetCursorScreenPos({area.min.x + width + 8.0F, area.min.y});
  if (under_way) {
    if (text_button(frame, {"check-cancel", "Cancel", "Stops the check; nothing is kept of it."},
                    {button, height}))
      frame.actions.push_back(app::CancelCheck{});
  } else if (text_button(frame,
                         {"check-run", "Check",
                          "Compares dW and db with (J(θ+ε) − J(θ−ε))/2ε, entry by entry → each "
                          "matrix's ratio; then trains with the bug and without it.",
                          !too_large && snapshot.stepping != nullptr},
                         {button, height}, Weight::strong)) {
    frame.actions.push_back(app::RunCheck{});
  }
  float x = area.min.x + width + button + 20.0F, y = area.min.y;
  const bool in_layer = chosen > 0 && core::in_one_layer(static_cast<PlantedBug>(chosen));
  if (in_layer && !under_way && snapshot.bugs) {
    constexpr float kLayer_px = 124.0F;
    if (area.max.x - x < kLayer_px) {
      x = area.min.x;
      y += height + 6.0F;
    }
    const int layer = app::chosen_bug_layer(snapshot);
    const auto next = counter(
        frame, {"check-layer", "The layer whose gradient is wrong.", layer, 1, snapshot.layers()},
        Text("layer ") + std::to_string(layer), {{x, y}, {x + kLayer_px, y + height}});
    if (next) frame.actions.push_back(app::PlantBug{chosen, *next});
    x += kLayer_px + 12.0F;
  }
  const bool beside = area.max.x - x > 200.0F;
  const float below = y + height + 6.0F;
  const Rect more = beside ? Rect{{x, y}, {area.max.x, y + height}}
                           : Rect{{area.min.x, below}, {area.max.x, below + height}};
  if (under_way) {
    draw_progress(frame, more, hunt->progress);
  } else if (hunt != nullptr && hunt->secret) {
    ImGui::SetCursorScreenPos(more.min);
    const int current = hunt->guess ? static_cast<int>(*hunt->guess) - 1 : -1;
    const auto guess =
        choice(frame,
               {"check-guess", "which bug?",
                "Look at which matrices are wrong and which are not, then say which mistake it is.",
                true, std::min(280.0F, more.width())},
               std::span(kNames).subspan(2), current);
    if (guess) frame.actions.push_back(app::GuessBug{*guess + 1});
  } else {
    const auto told = chosen == app::kSecretBug
                          ? std::string_view("One of them is in there; you say which.")
                          : lab::told(static_cast<PlantedBug>(chosen));
    const float at = beside ? more.centre().y - theme.metric.small_px * 0.5F : more.min.y;
    const float high =
        draw_words({{more.min.x, at}, more.max}, theme.fonts.small, theme.colour.text_soft, told);
    return std::max(at + high, y + height) - area.min.y;
  }
  return more.max.y - area.min.y;
}

/// A name for each matrix where there is room for them, a number for each layer where there is
/// less.
void draw_matrix_name(ImDrawList& list, const Theme& theme, const Rect& slot,
                      const lab::CheckedMatrix& matrix, bool is_first_of_layer) {
  const bool names = slot.width() > 46.0F;
  const int every = std::max(1, static_cast<int>(std::ceil(30.0F / (2.0F * slot.width()))));
  if (!names && (!is_first_of_layer || (matrix.layer - 1) % every != 0)) return;
  Text text;
  text += names ? matrix.name : std::to_string(matrix.layer);
  const float middle = names ? slot.centre().x : slot.max.x;
  draw_text(list, theme.fonts.small,
            {middle - text_size(theme.fonts.small, text.view()).x * 0.5F, slot.max.y + 2.0F},
            theme.colour.text_soft, text.view());
}

/// A bar for each matrix, the higher the worse.
void draw_ratios(Frame& frame, const Rect& area, const app::HuntView& hunt) {
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  static app::figure::Figure figure;  // its buffers are used again
  int matrices = 0;                   // a layer may have no b
  for (const core::LayerOptions& layer : frame.snapshot.document->layers)
    matrices += layer.has_bias ? 2 : 1;
  make_ratio_figure(hunt, matrices, figure);
  draw_text(list, theme.fonts.small, area.min, theme.colour.text_soft,
            "‖numerical − dθ‖ / (‖numerical‖ + ‖dθ‖)", area.width());
  // The limits among them.
  Ticks ticks;
  for (const int exponent : {-15, -11, -7, -3, 0}) ticks.add(exponent, power_of_ten(exponent));
  FramedPlot framed =
      frame_plot(theme, figure.x, figure.y, area,
                 {.head = true, .gap_px = 2.0F, .right_px = 0.0F, .left_px = 0.0F}, &ticks);
  const Plot& plot = framed.plot;
  if (!framed.fits()) return;
  draw_y_axis(list, theme, plot, framed.y_ticks);
  draw_figure(list, theme, plot, figure);
  for (std::size_t i = 0; i < hunt.check.matrices.size(); ++i) {
    const lab::CheckedMatrix& matrix = hunt.check.matrices[i];
    const auto at = static_cast<double>(i);
    const Rect slot{{plot.x_px(at), plot.area.min.y}, {plot.x_px(at + 1.0), plot.area.max.y}};
    const bool first = i == 0 || hunt.check.matrices[i - 1].layer != matrix.layer;
    draw_matrix_name(list, theme, slot, matrix, first);
    const Text id = Text("check-") + matrix.name;
    const char* word = app::figure::verdict_word(matrix);
    const Text told = number(matrix.ratio, 4) + " " + word;
    register_widget(frame, id.view(), matrix.name, "text", told.view(), slot);
    if (ImGui::IsWindowHovered() && slot.contains(ImGui::GetIO().MousePos)) {
      const std::array<CardLine, 1> lines{
          {{word, number(matrix.ratio), ink_colour(theme, app::figure::verdict_ink(matrix))}}};
      card(frame, matrix.name, lines);
      frame.pointer.layer = matrix.layer;
    }
  }
  register_plot(frame, {"plot-check", "ratio of every matrix", ""}, plot.area, figure);
}

/// J over the updates, with the bug and without.
void draw_trainings(Frame& frame, const Rect& area, const app::HuntView& hunt) {
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  static app::figure::Figure figure;  // its buffers are used again
  make_hunt_figure(hunt, figure);
  const FramedPlot framed =
      frame_plot(theme, figure.x, figure.y, area,
                 {.head = true, .gap_px = 2.0F, .tick_height_px = 50.0F, .most_y = 5, .most_x = 4});
  draw_legend(list, theme, figure, framed.head);
  if (!framed.fits()) return;
  draw_axes(list, theme, framed);
  draw_figure(list, theme, framed.plot, figure);
  const Text told = hunt.wrong.empty() || hunt.right.empty()
                        ? Text("")
                        : number(hunt.right.back(), 5) + " | " + number(hunt.wrong.back(), 5);
  register_plot(frame, {"plot-check-training", "J without and with the bug", told.view()},
                framed.plot.area, figure);
}

Text verdict(const app::HuntView& hunt) {
  if (hunt.guess && !hunt.secret && *hunt.guess != PlantedBug::none) {
    Text text("Yes, ");
    text += lab::readable(*hunt.guess);
    return text + ": ";
  }
  if (hunt.guess && hunt.secret) {
    Text text("No, not ");
    text += lab::readable(*hunt.guess);
    return text + ". Which matrices are wrong, and which are not?";
  }
  const auto& matrices = hunt.check.matrices;
  const auto of = [&](lab::Verdict wanted) {
    return std::ranges::count(matrices, wanted, &lab::CheckedMatrix::verdict);
  };
  const Text all = Text(" of ") + std::to_string(matrices.size()) + " matrices ";
  if (const auto bad = of(lab::Verdict::bad); bad > 0)
    return Text("") + std::to_string(bad) + all + "above 10⁻³: there is a bug in backward. ";
  if (const auto doubtful = of(lab::Verdict::doubtful); doubtful > 0)
    return Text("") + std::to_string(doubtful) + all + "between 10⁻⁷ and 10⁻³: look again. ";
  return hunt.bug == PlantedBug::none ? Text("Every ratio is below 10⁻⁷: backward is right.")
                                      : Text("This bug has no effect here: ");
}

void draw_check_story(Frame& frame, const Rect& rect, const app::HuntView& hunt,
                      const StepperType& type) {
  const Theme& theme = frame.theme;
  const Text said = verdict(hunt);
  const bool known = !hunt.secret && hunt.bug != PlantedBug::none;
  const std::string_view more = !known        ? ""
                                : !hunt.shows ? lab::why_hidden(hunt.bug)
                                : hunt.guess  ? lab::told(hunt.bug)
                                              : "";
  const Text what = count(hunt.check.checked) + " of " + count(hunt.check.entries) + " entries, " +
                    std::to_string(hunt.check.examples) + " examples";
  const Text told = what + "; J over " + std::to_string(hunt.training_examples) + " examples, " +
                    std::to_string(hunt.updates) + " updates from step " + count(hunt.step);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Type line = fitted(theme, false, said.view(), rect.width(), rect.width() < 480.0F ? 2 : 1,
                           type.line_px, theme.metric.body_px);
  const Type small = type_of(theme, false, theme.metric.small_px);
  ImVec2 pen = rect.min;
  const auto write = [&](const Type& letters, ImU32 colour, std::string_view text) {
    pen.y += letters.draw(list, pen, colour, text, rect.width()) + 1.0F;
  };
  write(line, hunt.check.verdict == lab::Verdict::bad ? theme.colour.danger : theme.colour.text,
        said.view());
  write(small, theme.colour.text_soft, more);
  write(small, theme.colour.text_faint, told.view());
  register_widget(frame, "check-verdict", said.view(), "text", what.view(), rect);
}

}  // namespace

void draw_stepper_check(Frame& frame, const Rect& area) {
  const Theme& theme = frame.theme;
  const app::Snapshot& snapshot = frame.snapshot;
  const app::HuntView* hunt = snapshot.hunt.get();
  if (hunt == nullptr && snapshot.stepping == nullptr) return draw_needs_pause(frame, area);
  const StepperType type = page_type(frame, area);
  const float head = draw_bug_choice(frame, area) + 8.0F;
  const Rect rest{{area.min.x, area.min.y + head}, area.max};
  if (hunt == nullptr) {
    const char* text =
        snapshot.parameter_count > lab::kMostHuntedParameters
            ? "This network has more than a million parameters: checking it would take minutes. "
              "Fewer layers or units can be checked."
            : "Backward is easy to get slightly wrong, and a training with a bug often still "
              "learns. Nudge each parameter up and down by a little and see how J answers: that "
              "slope needs no backward at all. A ratio below 10⁻⁷ says that both agree, above "
              "10⁻³ that there is a bug. Insert one and check.";
    fitted_in(theme, false, text, {rest.width(), rest.height()}, type.line_px, theme.metric.body_px)
        .draw(*ImGui::GetWindowDrawList(), rest.min, theme.colour.text_soft, text, rest.width());
    register_widget(frame, "check-verdict", text, "text", "", rest);
    return;
  }
  const float lines = rest.width() < 480.0F ? 4.0F : 2.0F;
  const float story = type.line_px + lines * theme.metric.small_px + 14.0F;
  const Rect plots{rest.min, {rest.max.x, rest.max.y - story}};
  Rect ratios = plots, trainings = plots;
  if (plots.width() > 480.0F) {
    ratios.max.x = plots.min.x + plots.width() * 0.56F;
    trainings.min.x = ratios.max.x + 20.0F;
  } else {
    ratios.max.y = plots.min.y + plots.height() * 0.55F;
    trainings.min.y = ratios.max.y + 4.0F;
  }
  draw_ratios(frame, ratios, *hunt);
  draw_trainings(frame, trainings, *hunt);
  if (!hunt->under_way)
    draw_check_story(frame, {{rest.min.x, plots.max.y + 6.0F}, rest.max}, *hunt, type);
}

}  // namespace isobath::ui
