// SPDX-License-Identifier: MIT
// The curves panel: what is compared, J over the updates with bands, and who came lowest.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "app/study/curves_figure.hpp"
#include "app/study/study_presets.hpp"
#include "say/curves.hpp"
#include "ui/controls/controls.hpp"
#include "ui/plot/figure_plot.hpp"
#include "ui/plot/framed_plot.hpp"
#include "ui/plot/roles.hpp"
#include "ui/study/study_choices.hpp"
#include "ui/study/study_panels.hpp"
#include "ui/study/study_words.hpp"

namespace isobath::ui {
namespace {

using app::CurveGroup;
using app::CurvesView;
using app::figure::Figure;

constexpr float kSwatch = 16.0F;
/// What can be measured on the way: losses and accuracies, the first of the measures.
constexpr std::size_t kMeasures = 4;

Text group_title(const CurvesView& curves, std::size_t i) {
  const CurveGroup& group = curves.groups[i];
  if (group.value.empty()) return say::curves::median();
  return value_title(curves.path, group.value);
}

/// Which field the lines differ in.
void draw_field_choice(Frame& frame, const std::string& path, float width) {
  const std::vector<std::string> fields = app::curve_fields(*frame.snapshot.document);
  std::vector<Text> titles{say::curves::draws_alone()};
  for (const std::string& field : fields) titles.push_back(field_title(field));
  int current = 0;
  for (std::size_t i = 0; i < fields.size(); ++i)
    if (fields[i] == path) current = static_cast<int>(i) + 1;
  if (current == 0 && !path.empty()) {
    current = static_cast<int>(titles.size());
    titles.push_back(field_title(path));
  }
  std::vector<const char*> names;
  for (const Text& title : titles) names.push_back(title.c_str());
  const auto index =
      choice(frame, {"curves-field", say::curves::field(), say::curves::field_tip(), true, width},
             names, current);
  if (!index || *index > static_cast<int>(fields.size())) return;
  const std::string field = *index == 0 ? "" : fields[static_cast<std::size_t>(*index) - 1];
  app::ApplyChanges changes{.changes = {{"study.x", app::curve_values(field)}},
                            .words = say::curves::chosen(),
                            .restart = false,
                            .advice = false};
  // Draws that differ in nothing but themselves must be several.
  if (field.empty() && frame.snapshot.document->study.seeds < 2)
    changes.changes.insert(changes.changes.begin(), {"study.seeds", "20"});
  frame.actions.push_back(std::move(changes));
}

/// A value's line: its sample, what it came to, and in how many draws it beat the first.
void draw_group_row(Frame& frame, const CurvesView& curves, std::size_t i, const Rect& row,
                    float name_px) {
  const Theme& theme = frame.theme;
  const CurveGroup& group = curves.groups[i];
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float y = row.min.y + (row.height() - theme.metric.small_px) * 0.5F - 1.0F;
  draw_sample(list, {row.min.x, row.centre().y}, kSwatch - 4.0F,
              {ink_colour(theme, app::figure::group_ink(i)), 2.6F});
  const Text name = group_title(curves, i);
  draw_text(list, theme.fonts.small, {row.min.x + kSwatch, y}, theme.colour.text, name.view(),
            name_px);
  Text said = "–";
  if (!group.median.empty()) {
    const auto ended = [&](const std::vector<double>& line) {
      return measured(curves.study.measure, line.back());
    };
    const Text median = ended(group.median);
    said = group.known > 1 ? text_of(say::curves::ended_band(median.view(), ended(group.low).view(),
                                                             ended(group.high).view()))
                           : text_of(say::curves::ended(median.view()));
    const Text lost =
        text_of(say::curves::diverged(count(group.diverged).view(), count(group.known).view()));
    if (group.diverged == group.known)
      said = lost;
    else if (group.diverged > 0)
      said = said + " · " + lost;
    if (i > 0) {
      const bool more = app::more_is_better(curves.study.measure);
      const app::Paired paired = app::compare(group, curves.groups[0], more);
      if (paired.of > 1)
        said =
            said + " · " +
            text_of(say::curves::better_in(group_title(curves, 0).view(),
                                           count(paired.better).view(), count(paired.of).view()));
    }
  }
  const float x = row.min.x + kSwatch + name_px + 10.0F;
  draw_text(list, theme.fonts.small, {x, y}, theme.colour.text_soft, said.view(), row.max.x - x);
  const Text id = Text("curve-") + count(static_cast<std::int64_t>(i));
  register_widget(frame, id.view(), name.view(), "text", said.view(), row);
}

/// What the lines are at the pointer.
void draw_pointer_card(const Frame& frame, const CurvesView& curves, const Plot& plot) {
  if (!ImGui::IsItemHovered()) return;
  const Theme& theme = frame.theme;
  if (curves.updates.empty()) return;
  const double wanted = plot.x_at(ImGui::GetIO().MousePos.x);
  const auto nearest = std::ranges::min_element(curves.updates, {}, [&](std::int64_t update) {
    return std::fabs(static_cast<double>(update) - wanted);
  });
  const auto point = static_cast<std::size_t>(nearest - curves.updates.begin());
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float x = plot.x_within(static_cast<double>(*nearest));
  draw_upright(list, plot, x, theme.colour.grid_strong);
  std::array<CardLine, 8> lines;
  std::size_t size = 0;
  for (std::size_t i = 0; i < curves.groups.size() && size < lines.size(); ++i) {
    const CurveGroup& group = curves.groups[i];
    if (point >= group.median.size()) continue;
    const ImU32 colour = ink_colour(theme, app::figure::group_ink(i));
    draw_value_dot(list, theme, plot, x, group.median[point], colour);
    lines[size++] = {group_title(curves, i), number(group.median[point], 4), colour};
  }
  card(frame, (Text("step ") + count(*nearest)).view(), std::span(lines).first(size));
}

void draw_plot(Frame& frame, const CurvesView& curves, const Rect& area) {
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  static Figure figure;  // its buffers are used again
  make_curves_figure(curves, figure);
  const FramedPlot framed =
      frame_plot(theme, figure.x, figure.y, area, {.right_px = 8.0F, .most_x = 9});
  if (!framed.fits()) return;
  draw_axes(list, theme, framed, figure.x_name.view());
  draw_figure(list, theme, framed.plot, figure);
  const Text state =
      text_of(say::curves::trainings(count(curves.known).view(), count(curves.wanted).view()));
  plot_item(frame, {"curves", say::curves::title(), state.view()}, framed.plot.area, figure);
  draw_pointer_card(frame, curves, framed.plot);
}

void draw_state(Frame& frame, const CurvesView& curves, const Rect& row) {
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  Text said =
      text_of(say::curves::trainings(count(curves.known).view(), count(curves.wanted).view()));
  if (curves.groups.size() > 1) said = said + " · " + Text(say::curves::paired());
  draw_text(list, theme.fonts.small,
            {row.min.x, row.centre().y - theme.metric.small_px * 0.5F - 1.0F},
            theme.colour.text_soft, said.view(), row.width());
  register_widget(frame, "curves-state", say::curves::title(), "text", said.view(), row);
  if (!curves.busy || curves.wanted == 0) return;
  const float share = static_cast<float>(curves.known) / static_cast<float>(curves.wanted);
  list.AddRectFilled({row.min.x, row.max.y - 2.0F}, {row.min.x + row.width() * share, row.max.y},
                     theme.colour.accent);
}

}  // namespace

void draw_curves(Frame& frame, const Rect& rect) {
  begin_panel(frame, "curves", say::curves::title(), rect,
              ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  static const CurvesView kNone;
  const CurvesView& curves = frame.snapshot.curves ? *frame.snapshot.curves : kNone;
  static constexpr std::array<const char*, 1> kFiles{"curves.csv"};
  draw_save_button(frame, rect, kFiles, !curves.busy && curves.known == curves.wanted);
  draw_close_button(frame, rect);
  const float left = ImGui::GetCursorScreenPos().x, right = rect.max.x - 12.0F;
  Rect body{{left, body_top(frame, rect)}, {right, rect.max.y - 8.0F}};
  const bool low = body.height() < 330.0F && body.width() > 480.0F;
  constexpr float kAside = 176.0F;
  ControlRows rows(low ? ImVec2{right - kAside, body.min.y} : body.min, right);
  const float wide = body.width() > 480.0F && !low ? 204.0F : 168.0F;
  draw_preset_choice(frame, rows.place(wide));
  draw_field_choice(frame, curves.path, rows.place(168.0F));
  draw_measure_choice(frame, rows.place(150.0F), kMeasures);
  draw_study_numbers(frame, rows);
  if (low)
    body.max.x = right - kAside - 10.0F;
  else
    body.min.y = rows.bottom() + 6.0F;
  if (!curves.fault.empty()) {
    ImGui::SetCursorScreenPos(body.min);
    text_lines(frame.theme.fonts.body, frame.theme.colour.danger, curves.fault, body.width());
    register_widget(frame, "curves-fault", curves.fault, "text", "", body);
  } else {
    const float row = 22.0F, line = frame.theme.metric.small_px + 6.0F;
    const Rect state{{body.min.x, body.max.y - row}, body.max};
    // The lines' rows leave half of the height to the plot.
    const float least = body.height() * 0.5F;
    const auto most =
        static_cast<std::size_t>(std::max(0.0F, (state.min.y - body.min.y - least) / line));
    const std::size_t shown = std::min(curves.groups.size(), most);
    const float top = state.min.y - line * static_cast<float>(shown);
    float name_px = 0.0F;
    for (std::size_t i = 0; i < shown; ++i)
      name_px =
          std::max(name_px, text_size(frame.theme.fonts.small, group_title(curves, i).view()).x);
    name_px = std::min(name_px, body.width() * 0.3F);
    draw_plot(frame, curves, {body.min, {body.max.x, top - 4.0F}});
    for (std::size_t i = 0; i < shown; ++i) {
      const float y = top + line * static_cast<float>(i);
      draw_group_row(frame, curves, i, {{body.min.x, y}, {body.max.x, y + line}}, name_px);
    }
    draw_state(frame, curves, state);
  }
  leave_cursor();
  end_panel();
}

}  // namespace isobath::ui
