// SPDX-License-Identifier: MIT
#include "ui/study/curves_rows.hpp"

#include <algorithm>

#include "app/study/curves_figure.hpp"
#include "say/curves.hpp"
#include "ui/controls/controls.hpp"
#include "ui/plot/framed_plot.hpp"
#include "ui/plot/roles.hpp"
#include "ui/study/study_words.hpp"

namespace isobath::ui {

using app::CurveGroup;
using app::CurvesView;

namespace {

constexpr float kSwatch = 16.0F;
constexpr float kOpen = 56.0F;

/// What a line came to over the updates: at the end, how many diverged, how often it beat the
/// first.
Text ended(const CurvesView& curves, std::size_t i) {
  const CurveGroup& group = curves.groups[i];
  const auto last = [&](const std::vector<double>& line) {
    return measured(curves.study.measure, line.back());
  };
  const Text median = last(group.median);
  Text said = group.known > 1 ? text_of(say::curves::ended_band(
                                    median.view(), last(group.low).view(), last(group.high).view()))
                              : text_of(say::curves::ended(median.view()));
  const Text lost =
      text_of(say::curves::diverged(count(group.diverged).view(), count(group.known).view()));
  if (group.diverged == group.known)
    said = lost;
  else if (group.diverged > 0)
    said = said + " · " + lost;
  if (i == 0) return said;
  const app::Paired paired =
      app::compare(group, curves.groups[0], document::is_accuracy(curves.study.measure));
  if (paired.of < 2) return said;
  return said + " · " +
         text_of(say::curves::better_in(group_title(curves, 0).view(), count(paired.better).view(),
                                        count(paired.of).view()));
}

/// Over a field: where it is best.
Text best(const CurvesView& curves, const CurveGroup& group) {
  const auto point = app::best_point(group, document::is_accuracy(curves.study.measure));
  if (!point) return "–";
  Text said = text_of(say::curves::best(measured(curves.study.measure, group.median[*point]).view(),
                                        value_title(curves.over, curves.at_texts[*point]).view()));
  if (group.diverged > 0)
    said = said + " · " +
           text_of(say::curves::diverged(count(group.diverged).view(), count(group.known).view()));
  return said;
}

/// The button at the row's end that opens its experiment.
void draw_open_button(Frame& frame, const CurvesView& curves, std::size_t i, const Rect& row) {
  const CurveGroup& group = curves.groups[i];
  ImGui::SetCursorScreenPos({row.max.x - kOpen, row.min.y});
  if (!text_button(frame, {"curve-open", say::curves::open(), say::curves::open_tip()},
                   {kOpen, row.height() - 1.0F}))
    return;
  app::ApplyChanges changes{
      .changes = {{curves.path, group.value}}, .words = {}, .restart = true, .advice = false};
  changes.words = say::curves::opened(group_title(curves, i).view()).str();
  frame.actions.push_back(std::move(changes));
}

void draw_row(Frame& frame, const CurvesView& curves, std::size_t i, Rect row, float name_px) {
  const Theme& theme = frame.theme;
  const CurveGroup& group = curves.groups[i];
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const bool chosen = frame.snapshot.view.curve == static_cast<int>(i);
  const Rect whole = row;
  if (chosen) {
    list.AddRectFilled({row.min.x - 4.0F, row.min.y}, row.max, theme.colour.control, 4.0F);
    if (!curves.path.empty()) row.max.x -= kOpen + 6.0F;
  }
  const Text id = Text("curve-") + count(static_cast<std::int64_t>(i));
  ImGui::SetCursorScreenPos(row.min);
  ImGui::PushID(id.c_str());
  const bool pressed = ImGui::InvisibleButton("##row", {row.width(), row.height() - 1.0F},
                                              ImGuiButtonFlags_EnableNav);
  ImGui::PopID();
  if (ImGui::IsItemFocused() && ImGui::GetIO().NavVisible)
    list.AddRect(row.min, row.max, theme.colour.accent, 4.0F);
  if (pressed)
    frame.actions.push_back(app::set_view<&app::View::curve>(chosen ? -1 : static_cast<int>(i)));
  const float y = row.min.y + (row.height() - theme.metric.small_px) * 0.5F - 1.0F;
  draw_sample(list, {row.min.x, row.centre().y}, kSwatch - 4.0F,
              {ink_colour(theme, app::figure::group_ink(i)), 2.6F});
  const Text name = group_title(curves, i);
  draw_text(list, theme.fonts.small, {row.min.x + kSwatch, y}, theme.colour.text, name.view(),
            name_px);
  const bool none = group.known == 0 || group.median.empty();
  const Text said = none                    ? Text("–")
                    : curves.over_updates() ? ended(curves, i)
                                            : best(curves, group);
  const float x = row.min.x + kSwatch + name_px + 10.0F;
  draw_text(list, theme.fonts.small, {x, y}, theme.colour.text_soft, said.view(), row.max.x - x);
  register_widget(frame, id.view(), name.view(), "button", said.view(), row);
  if (curves.over_updates())
    tip_over(frame, row, (std::string(said.view()) + "\n" + say::curves::row_tip()).c_str());
  if (chosen && !curves.path.empty()) draw_open_button(frame, curves, i, whole);
}

}  // namespace

Text group_title(const CurvesView& curves, std::size_t i) {
  const CurveGroup& group = curves.groups[i];
  if (group.value.empty()) return say::curves::median();
  return value_title(curves.path, group.value);
}

void draw_curve_rows(Frame& frame, const CurvesView& curves, std::size_t shown, const Rect& area) {
  if (shown == 0) return;
  float name_px = 0.0F;
  for (std::size_t i = 0; i < shown; ++i)
    name_px =
        std::max(name_px, text_size(frame.theme.fonts.small, group_title(curves, i).view()).x);
  name_px = std::min(name_px, area.width() * 0.3F);
  const float height = area.height() / static_cast<float>(shown);
  for (std::size_t i = 0; i < shown; ++i) {
    const float y = area.min.y + height * static_cast<float>(i);
    draw_row(frame, curves, i, {{area.min.x, y}, {area.max.x, y + height}}, name_px);
  }
}

}  // namespace isobath::ui
