// SPDX-License-Identifier: MIT
// The search panel: which fields are varied and what is shown of the cells, the parallel axes, and
// how far it is.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "app/study/search_view.hpp"
#include "say/map.hpp"
#include "say/search.hpp"
#include "ui/controls/controls.hpp"
#include "ui/study/map_plot.hpp"
#include "ui/study/search_plot.hpp"
#include "ui/study/study_choices.hpp"
#include "ui/study/study_panels.hpp"
#include "ui/study/study_words.hpp"

namespace isobath::ui {
namespace {

using app::SearchView;

constexpr float kBestWidth = 190.0F, kClearWidth = 122.0F;
constexpr std::size_t kMostFields = app::kMostSearchAxes - 1;

/// The axes as the document has them, those that there are.
std::vector<std::string> swept_axes(const document::Study& study) {
  std::vector<std::string> axes;
  for (const std::string& axis : {study.x, study.y, study.z})
    if (!axis.empty()) axes.push_back(axis);
  return axes;
}

std::string field_of(const std::string& axis) { return axis.substr(0, axis.find('=')); }

void set_axes(Frame& frame, std::vector<std::string> axes, std::vector<app::FieldValue> more = {}) {
  axes.resize(kMostFields);
  app::ApplyChanges changes{.changes = std::move(more),
                            .words = say::search::chosen(),
                            .restart = false,
                            .advice = false};
  const std::array<const char*, kMostFields> names{"study.x", "study.y", "study.z"};
  for (std::size_t i = 0; i < kMostFields; ++i) changes.changes.push_back({names[i], axes[i]});
  frame.actions.push_back(std::move(changes));
}

/// Field number i, or for the second and the third none.
void draw_field_list(Frame& frame, std::size_t i, float width) {
  const document::Study& study = frame.snapshot.document->study;
  std::vector<std::string> axes = swept_axes(study);
  const std::string now = i < axes.size() ? field_of(axes[i]) : "";
  std::vector<std::string> fields;
  std::vector<Text> titles;
  int current = -1;
  if (i > 0) {
    fields.emplace_back();
    titles.emplace_back(say::search::none());
    if (now.empty()) current = 0;
  }
  for (const std::string& field : app::map_fields(*frame.snapshot.document)) {
    const bool elsewhere = std::ranges::any_of(
        axes, [&](const std::string& axis) { return field_of(axis) == field && field != now; });
    if (elsewhere) continue;
    if (field == now) current = static_cast<int>(fields.size());
    fields.push_back(field);
    titles.push_back(field_title(field));
  }
  if (current < 0) {
    current = static_cast<int>(fields.size());
    fields.push_back(now);
    titles.push_back(field_title(now));
  }
  std::vector<const char*> names;
  for (const Text& title : titles) names.push_back(title.c_str());
  const Text id = Text("search-field-") + count(static_cast<std::int64_t>(i));
  // A third one has to wait for the second.
  const Control control{
      id.c_str(), say::search::field(), say::search::field_tip(), i <= axes.size(), width, true};
  const auto index = choice(frame, control, names, current);
  if (!index || *index == current) return;
  const std::string& field = fields[static_cast<std::size_t>(*index)];
  if (field.empty()) {
    axes.erase(axes.begin() + static_cast<std::ptrdiff_t>(i));
  } else {
    axes.resize(std::max(axes.size(), i + 1));
    axes[i] = app::search_axis(field, study.random > 0);
  }
  set_axes(frame, std::move(axes));
}

/// How many cells are drawn, or the grid.
void draw_cells_choice(Frame& frame, float width) {
  static constexpr std::array kDraws{0, 50, 100, 200, 500, 1000, 2000, 5000};
  const document::Study& study = frame.snapshot.document->study;
  std::vector<int> draws(kDraws.begin(), kDraws.end());
  if (std::ranges::find(draws, study.random) == draws.end()) draws.push_back(study.random);
  std::vector<Text> titles;
  for (const int drawn : draws)
    titles.push_back(drawn > 0 ? count(drawn) : Text(say::search::grid()));
  std::vector<const char*> names;
  for (const Text& title : titles) names.push_back(title.c_str());
  const auto current = static_cast<int>(std::ranges::find(draws, study.random) - draws.begin());
  const auto index =
      choice(frame, {"search-cells", say::search::cells(), say::search::cells_tip(), true, width},
             names, current);
  if (!index) return;
  const int drawn = draws[static_cast<std::size_t>(*index)];
  std::vector<std::string> axes = swept_axes(study);
  for (std::string& axis : axes) axis = drawn > 0 ? app::drawn_axis(axis) : app::grid_axis(axis);
  set_axes(frame, std::move(axes), {{"study.random", std::to_string(drawn)}});
}

float draw_controls(Frame& frame, ImVec2 at, float right) {
  ControlRows rows(at, right);
  const bool wide = right - at.x > 480.0F;
  draw_preset_choice(frame, rows.place(wide ? 204.0F : 250.0F));
  const float third = wide ? 124.0F : (right - at.x - 8.0F) / 3.0F;
  for (std::size_t i = 0; i < kMostFields; ++i) draw_field_list(frame, i, rows.place(third));
  draw_measure_choice(frame, rows.place(168.0F));
  draw_cells_choice(frame, rows.place(120.0F));
  draw_study_numbers(frame, rows);
  return rows.bottom();
}

Text state_of(const SearchView& search) {
  const auto whole = [](std::size_t value) { return count(static_cast<std::int64_t>(value)); };
  Text said = text_of(say::map::cells(whole(search.known), whole(search.wanted)));
  if (search.busy && search.cells_per_second > 0.0) {
    const double left = static_cast<double>(search.wanted - search.known) / search.cells_per_second;
    said =
        said + " · " +
        text_of(say::map::speed(number(search.cells_per_second, 2).view(), time_left(left).view()));
  } else if (search.study.seeds > 1) {
    said = said + " · " + text_of(say::map::draws(count(search.study.seeds)));
  }
  if (search.chosen && search.chosen->count < search.known)
    said = said + " · " + text_of(say::search::chosen_cells(whole(search.chosen->count)));
  return said;
}

/// What is shown of the cells.
void draw_search_filter(Frame& frame, const SearchView& search, ImVec2 at) {
  static constexpr std::array kShares{1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0};
  const double now = 100.0 * search.best;
  ImGui::SetCursorScreenPos(at);
  const Text shown = search.best < 1.0 ? trimmed(now, 3) + " %" : Text(say::search::all());
  if (const auto change = ladder(
          frame, {"search-best", say::search::best(), say::search::best_tip(), true, kBestWidth},
          now, kShares, shown))
    frame.actions.push_back(app::ShowBest{change->value / 100.0});
  const bool brushed = std::ranges::any_of(
      search.axes, [](const app::SearchAxis& axis) { return axis.brush.has_value(); });
  ImGui::SetCursorScreenPos({at.x + kBestWidth + 6.0F, at.y});
  if (text_button(frame, {"search-clear", say::search::clear(), say::search::clear_tip(), brushed},
                  {kClearWidth, ImGui::GetFrameHeight()}, Weight::quiet))
    frame.actions.push_back(app::ClearBrushes{});
}

}  // namespace

void draw_search_body(Frame& frame, const SearchView& search, const Rect& body, bool low) {
  const Theme& theme = frame.theme;
  if (!search.fault.empty()) {
    ImGui::SetCursorScreenPos(body.min);
    text_lines(theme.fonts.body, theme.colour.danger, search.fault, body.width());
    register_widget(frame, "search-fault", search.fault, "text", "", body);
    return;
  }
  const float row = 22.0F, legend = theme.metric.small_px + 6.0F;
  const float filter = ImGui::GetFrameHeight();
  Rect state{{body.min.x, body.max.y - row}, body.max};
  const float foot = state.min.y - filter - 4.0F;
  draw_search_filter(frame, search, {body.min.x, foot + 2.0F});
  // The colours stand beside the filter where there is room, else above it.
  const float beside = body.min.x + kBestWidth + kClearWidth + 22.0F;
  const bool stacked = body.max.x - beside < 300.0F;
  const Rect colours = stacked ? Rect{{body.min.x, foot - legend}, {body.max.x, foot}}
                               : Rect{{beside, foot + 2.0F}, {body.max.x, foot + 2.0F + filter}};
  const bool shows_colours = !stacked || !low;
  const float plot_foot = stacked && shows_colours ? colours.min.y : foot;
  draw_search_plot(frame, search, {body.min, {body.max.x, plot_foot - 4.0F}});
  if (shows_colours)
    draw_shade_legend(frame,
                      search.unnamed ? say::search::value() : measure_title(search.study.measure),
                      shade_ends(search.study.measure, search.lowest, search.highest), colours);
  const Text said = state_of(search);
  const float y = state.centre().y - theme.metric.small_px * 0.5F - 1.0F;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_text(list, theme.fonts.small, {state.min.x, y}, theme.colour.text_soft, said.view(),
            state.width());
  register_widget(frame, "search-state", say::search::title(), "text", said.view(), state);
  if (!search.busy || search.wanted == 0) return;
  const float share = static_cast<float>(search.known) / static_cast<float>(search.wanted);
  list.AddRectFilled({state.min.x, state.max.y - 2.0F},
                     {state.min.x + state.width() * share, state.max.y}, theme.colour.accent);
}

void draw_search(Frame& frame, const Rect& rect) {
  begin_panel(frame, "search", say::search::title(), rect,
              ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  static const SearchView kNone;
  const SearchView& search = frame.snapshot.search ? *frame.snapshot.search : kNone;
  static constexpr std::array<const char*, 2> kFiles{"search.csv", "search.jsonl"};
  draw_save_button(frame, rect, kFiles,
                   !search.busy && search.known == search.wanted && search.wanted > 0);
  draw_close_button(frame, rect);
  const float left = ImGui::GetCursorScreenPos().x, right = rect.max.x - 12.0F;
  Rect body{{left, body_top(frame, rect)}, {right, rect.max.y - 8.0F}};
  const bool low = body.height() < 330.0F && body.width() > 480.0F;
  if (low) {
    constexpr float kAside = 176.0F;
    draw_controls(frame, {right - kAside, body.min.y}, right);
    body.max.x = right - kAside - 10.0F;
  } else {
    body.min.y = draw_controls(frame, body.min, right) + 6.0F;
  }
  draw_search_body(frame, search, body, low);
  leave_cursor();
  end_panel();
}

}  // namespace isobath::ui
