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
#include "ui/study/curves_rows.hpp"
#include "ui/study/study_choices.hpp"
#include "ui/study/study_panels.hpp"
#include "ui/study/study_words.hpp"

namespace isobath::ui {
namespace {

using app::CurveGroup;
using app::CurvesView;
using app::figure::Figure;

/// What can be measured on the way: losses and accuracies, the first of the measures.
constexpr std::size_t kMeasures = 6;

/// One of `fields` or, first, something that is no field; the number of what is chosen.
std::optional<std::size_t> field_choice(Frame& frame, const Control& control, const char* none,
                                        const std::vector<std::string>& fields,
                                        const std::string& path) {
  std::vector<Text> titles{none};
  for (const std::string& field : fields) titles.push_back(field_title(field));
  std::size_t current = 0;
  for (std::size_t i = 0; i < fields.size(); ++i)
    if (fields[i] == path) current = i + 1;
  if (current == 0 && !path.empty()) {
    // One that somebody wrote by hand.
    current = titles.size();
    titles.push_back(field_title(path));
  }
  std::vector<const char*> names;
  for (const Text& title : titles) names.push_back(title.c_str());
  const auto index = choice(frame, control, names, static_cast<int>(current));
  if (!index || *index > static_cast<int>(fields.size())) return std::nullopt;
  return static_cast<std::size_t>(*index);
}

/// Which field the lines differ in.
void draw_field_choice(Frame& frame, const CurvesView& curves, float width) {
  std::vector<std::string> fields = app::curve_fields(*frame.snapshot.document);
  std::erase(fields, curves.over);  // a field is varied once
  const auto index = field_choice(
      frame, {"curves-field", say::curves::field(), say::curves::field_tip(), true, width},
      say::curves::draws_alone(), fields, curves.path);
  if (!index) return;
  const std::string field = *index == 0 ? "" : fields[*index - 1];
  app::ApplyChanges changes{.changes = {{"study.x", app::curve_values(field)}},
                            .words = say::curves::chosen(),
                            .restart = false,
                            .advice = false};
  // Draws that differ in nothing but themselves must be several.
  if (field.empty() && frame.snapshot.document->study.seeds < 2)
    changes.changes.insert(changes.changes.begin(), {"study.seeds", "20"});
  frame.actions.push_back(std::move(changes));
}

/// What they go over.
void draw_over_choice(Frame& frame, const CurvesView& curves, float width) {
  const document::Document& document = *frame.snapshot.document;
  std::vector<std::string> fields = app::over_fields(document);
  std::erase(fields, curves.path);
  const auto index = field_choice(
      frame, {"curves-over", say::curves::over(), say::curves::over_tip(), true, width},
      say::curves::updates(), fields, curves.over);
  if (!index) return;
  set_study(frame, "study.over", *index == 0 ? "" : app::over_values(fields[*index - 1], document));
}

/// Are differences from the first line shown?
bool is_paired(const Frame& frame, const CurvesView& curves) {
  return frame.snapshot.view.paired && curves.over_updates() && curves.groups.size() > 1;
}

void draw_paired_switch(Frame& frame, const CurvesView& curves, ControlRows& rows) {
  if (!curves.over_updates() || curves.groups.size() < 2) return;
  const bool on = frame.snapshot.view.paired;
  const float width = rows.place(132.0F);
  if (toggle(
          frame,
          {"curves-paired", say::curves::difference(), say::curves::difference_tip(), true, width},
          on, {width, ImGui::GetFrameHeight()}))
    frame.actions.push_back(app::set_view<&app::View::paired>(!on));
}

/// What the lines are at the pointer.
void draw_pointer_card(const Frame& frame, const CurvesView& curves, const Plot& plot) {
  if (!ImGui::IsItemHovered()) return;
  const Theme& theme = frame.theme;
  if (curves.at.empty()) return;
  const double wanted = curves.x.unit(plot.x_at(ImGui::GetIO().MousePos.x));
  const auto nearest = std::ranges::min_element(
      curves.at, {}, [&](double at) { return std::fabs(curves.x.unit(at) - wanted); });
  const auto point = static_cast<std::size_t>(nearest - curves.at.begin());
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float x = plot.x_within(*nearest);
  draw_upright(list, plot, x, theme.colour.grid_strong);
  std::array<CardLine, 8> lines;
  std::size_t size = 0;
  const bool paired = is_paired(frame, curves);
  for (std::size_t i = paired ? 1 : 0; i < curves.groups.size() && size < lines.size(); ++i) {
    const CurveGroup group =
        paired ? difference(curves.groups[i], curves.groups[0]) : curves.groups[i];
    if (point >= group.median.size() || std::isnan(group.median[point])) continue;
    const ImU32 colour = ink_colour(theme, app::figure::group_ink(i));
    draw_value_dot(list, theme, plot, x, group.median[point], colour);
    Text value = paired ? number(group.median[point], 4)
                        : measured(curves.study.measure, group.median[point]);
    if (!paired && point < group.train.size() && std::isfinite(group.train[point]))
      value = value + text_of(say::curves::of_training(
                          measured(curves.study.measure, group.train[point]).view()));
    lines[size++] = {group_title(curves, i), value, colour};
  }
  const Text where = curves.over_updates() ? Text("step ") + count(std::llround(*nearest))
                                           : value_title(curves.over, curves.at_texts[point]);
  card(frame, where.view(), std::span(lines).first(size));
}

void draw_plot(Frame& frame, const CurvesView& curves, const Rect& area) {
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  static Figure figure;  // its buffers are used again
  make_curves_figure(curves, is_paired(frame, curves), figure);
  if (!curves.over_updates()) figure.x_name = field_title(curves.over);
  const FramedPlot framed =
      frame_plot(theme, figure.x, figure.y, area, {.right_px = 8.0F, .most_x = 9});
  if (!framed.fits()) return;
  draw_axes(list, theme, framed, curves.over_updates() ? figure.x_name.view() : std::string_view());
  draw_figure(list, theme, framed.plot, figure);
  if (!curves.over_updates()) {
    // A field's name has no room where the axis begins.
    const Text name = figure.x_name + " →";
    const Rect& plot = framed.plot.area;
    const float width = text_size(theme.fonts.small, name.view()).x;
    draw_text(list, theme.fonts.small,
              {plot.max.x - width - 6.0F, plot.max.y - theme.metric.small_px - 6.0F},
              theme.colour.text_soft, name.view());
  }
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
  if (curves.groups.size() > 1 && curves.over_updates())
    said = said + " · " + Text(say::curves::paired());
  const bool marked = std::ranges::any_of(
      curves.groups, [](const CurveGroup& group) { return group.interpolates.has_value(); });
  if (marked) said = said + " · " + Text(say::curves::interpolates());
  if (std::ranges::any_of(curves.groups,
                          [](const CurveGroup& group) { return !group.train.empty(); }))
    said = said + " · " + Text(say::curves::dashed());
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
  draw_field_choice(frame, curves, rows.place(168.0F));
  draw_over_choice(frame, curves, rows.place(204.0F));
  draw_measure_choice(frame, rows.place(150.0F), kMeasures);
  draw_study_numbers(frame, rows);
  draw_paired_switch(frame, curves, rows);
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
    draw_plot(frame, curves, {body.min, {body.max.x, top - 4.0F}});
    draw_curve_rows(frame, curves, shown, {{body.min.x, top}, {body.max.x, state.min.y}});
    draw_state(frame, curves, state);
  }
  leave_cursor();
  end_panel();
}

}  // namespace isobath::ui
