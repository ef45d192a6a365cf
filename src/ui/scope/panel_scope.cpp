// SPDX-License-Identifier: MIT
// The depth scope: how large every layer's values are, forwards and backwards, as densities on
// logarithmic axes under the lines of their rms, below the dial that sets how the weights begin.
#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <string>

#include "app/figure/figure_words.hpp"
#include "app/run/moment.hpp"
#include "say/curves.hpp"
#include "say/scope.hpp"
#include "ui/controls/controls.hpp"
#include "ui/panels.hpp"
#include "ui/plot/framed_plot.hpp"
#include "ui/plot/roles.hpp"
#include "ui/scope/scope_card.hpp"
#include "ui/scope/scope_choice.hpp"
#include "ui/scope/scope_compare.hpp"
#include "ui/scope/scope_curve.hpp"
#include "ui/scope/scope_figure.hpp"
#include "ui/scope/scope_lane.hpp"
#include "ui/scope/scope_shores.hpp"
#include "ui/scope/scope_strips.hpp"
#include "ui/scope/scope_window.hpp"
#include "ui/stepper/stepper_reach.hpp"

namespace isobath::ui {
namespace {

constexpr float kLeastLane = 58.0F;  // a plot lower than this shares one with the other lane
constexpr float kBetweenLanes = 6.0F;
constexpr float kRoomForWords = 220.0F;  // less shows no more than how much a layer does

/// The rms of a lane in words, with a swatch of its colour.
void draw_lane_words(const Frame& frame, const ScopeLane& lane, const Rect& row) {
  const Theme& theme = frame.theme;
  if (row.width() < 60.0F) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float y = std::round(row.centre().y);
  list.AddLine({row.min.x, y}, {row.min.x + 16.0F, y}, lane.colour, 2.5F);
  const app::Snapshot& snapshot = frame.snapshot;
  Text words = snapshot.shows_difference()
                   ? change_in_words(snapshot, lane.quantity)
                   : trend_in_words(snapshot.record, lane.quantity, snapshot.document);
  const float room = row.width() - 22.0F;
  const Text name = every_layer(lane.quantity);
  if (!snapshot.shows_difference() && room < kRoomForWords)
    words = trend_in_short(snapshot.record, lane.quantity, snapshot.document);
  if (words.empty()) words = "rms";
  const Text text = name + " " + words;
  draw_text(list, theme.fonts.small, {row.min.x + 22.0F, y - theme.metric.small_px * 0.5F},
            theme.colour.text_soft, text.view(), room);
}

/// What the thin lines are, to the right of the title; as much of it as fits.
void draw_legend(const Frame& frame, float left, float right, float y) {
  const Theme& theme = frame.theme;
  const app::Snapshot& snapshot = frame.snapshot;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float middle = std::round(y + theme.metric.head_px * 0.5F);
  const auto entry = [&](const char* text, const Stroke& stroke, const char* tip) {
    const float width = text_size(theme.fonts.small, text).x;
    if (right - width - 30.0F < left) return;
    draw_text(list, theme.fonts.small, {right - width, middle - theme.metric.small_px * 0.5F},
              theme.colour.text_faint, text);
    draw_sample(list, {right - width - 24.0F, middle}, 18.0F, stroke);
    tip_over(frame, {{right - width - 24.0F, y}, {right, y + theme.metric.head_px}}, tip);
    right -= width + 40.0F;
  };
  if (const Twin twin = twin_of(snapshot); twin.layers != nullptr)
    entry(twin.name.c_str(), {ink_colour(theme, twin.ink), 2.0F}, say::curves::in_scope_tip());
  if (pinned_of(snapshot, snapshot.view.forward).record != nullptr)
    entry("pinned", {theme.colour.text, 1.6F, 0.0F, true}, say::scope::the_pinned_step_dashed());
  if (start_of(snapshot, snapshot.view.forward).record != nullptr)
    entry(say::scope::at_the_start(), {theme.colour.backward, 1.4F, 0.0F, true},
          say::scope::step_0_dashed_its());
  if (snapshot.theory && !snapshot.theory->layers.empty())
    entry(say::scope::theory_infinitely_wide_layers(), {faded(theme.colour.text, 0.85F), 1.2F},
          say::scope::mean_field_theory_the());
}

/// Up: something opens there; down: it closes.
void draw_fold_mark(ImDrawList& list, ImVec2 at, bool up, ImU32 colour) {
  const float rise = up ? -2.5F : 2.5F;
  list.PathLineTo({at.x - 4.5F, at.y - rise});
  list.PathLineTo({at.x, at.y + rise});
  list.PathLineTo({at.x + 4.5F, at.y - rise});
  list.PathStroke(colour, 0, 1.8F);
}

Ticks layer_ticks(const ScopeLane& lane) {
  const int first = static_cast<int>(std::ceil(lane.layers.lowest + 0.01));
  const int last = static_cast<int>(std::floor(lane.layers.highest - 0.01));
  const int most = std::max(1, static_cast<int>(lane.area.width() / 40.0F));
  int step = 1;
  for (const int candidate : {1, 2, 5, 10, 20, 50, 100})
    if (step = candidate; (last - first + 1) / candidate <= most) break;
  Ticks ticks;
  for (int layer = first; layer <= last; ++layer)
    if (layer == first || layer % step == 0)
      ticks.add(layer, layer == first ? text_of(say::scope::layer(std::to_string(layer)))
                                      : Text(std::to_string(layer).c_str()));
  return ticks;
}

void draw_lit_layer(const Frame& frame, ImDrawList& list, const ScopeLane& lane) {
  const int lit = frame.snapshot.view.hovered_layer;
  if (lit < lane.layers.lowest || lit > lane.layers.highest) return;
  const float x = lane.x_px(lit), half = std::max(2.0F, lane.per_layer_px() * 0.5F);
  list.AddRectFilled({std::max(lane.area.min.x, x - half), lane.area.min.y},
                     {std::min(lane.area.max.x, x + half), lane.area.max.y},
                     faded(frame.theme.colour.accent, 0.16F));
  list.AddLine({x, lane.area.min.y}, {x, lane.area.max.y}, faded(frame.theme.colour.accent, 0.7F));
}

/// While an update is gone through line by line, the layers that it has not reached are dimmed.
void draw_to_come(const Frame& frame, ImDrawList& list, std::span<const ScopeLane> lanes) {
  const ScopeLane& lane = lanes[0];
  const LayerSpan span = lanes.size() == 1 ? layers_to_come(frame.snapshot, lane.quantity)
                                           : layers_to_come(frame.snapshot);
  if (span.empty()) return;
  const Rect& area = lane.area;
  draw_veil(frame, list, {std::max(area.min.x, lane.x_px(span.first - 0.5)), area.min.y},
            {std::min(area.max.x, lane.x_px(span.last + 0.5)), area.max.y});
}

/// Of the first or the second lane of a plot; their buffers are used again.
app::figure::Figure& lane_figure(std::size_t number) {
  static std::array<app::figure::Figure, 2> figures;
  return figures[number];
}

/// All that stands in a plot, of one lane or of both upon each other.
void draw_plot(const Frame& frame, ImDrawList& list, std::span<const ScopeLane> lanes) {
  draw_magnitudes(frame, list, lanes[0]);
  for (const ScopeLane& lane : lanes) draw_strips(frame, list, lane);
  draw_lit_layer(frame, list, lanes[0]);
  draw_shores(frame, list, lanes[0]);
  draw_guides(frame, list, lanes[0]);
  for (std::size_t i = 0; i < lanes.size(); ++i) {
    make_lane_figure(frame, lanes[i], lane_figure(i));
    draw_lane_figure(frame, list, lanes[i], lane_figure(i));
  }
  draw_to_come(frame, list, lanes);
  float word_top = lanes[0].area.min.y + 8.0F;
  for (const ScopeLane& lane : lanes) draw_marks(frame, list, lane, &word_top);
}

/// The numbers behind the picture, for assistive technology: "A shrinks ×0.58 per layer: …".
Text told(const Frame& frame, const ScopeLane& lane) {
  const core::Record& record = frame.snapshot.record;
  Text text(readable(lane.quantity));
  const Text trend = trend_in_words(record, lane.quantity, frame.snapshot.document);
  text += " ";
  text += trend.empty() ? "rms" : trend.view();
  if (const int bad = first_non_finite(record, lane.quantity); bad > 0)
    text += (Text(", not finite from layer ") + std::to_string(bad)).view();
  return text;
}

/// What else is drawn: "; signed axis; beside step 40; shores: float32 max 3.40·10³⁸".
void tell_surroundings(const app::Snapshot& snapshot, const ScopeLane& lane, std::string& value) {
  if (snapshot.view.signs_shown) value += "; signed axis";
  if (const app::Moment* pinned = snapshot.pinned.get(); pinned != nullptr)
    value += "; compared with step " + std::to_string(pinned->look.record.step);
  if (const std::string shores = shores_in_view(snapshot.document->precision, lane);
      !shores.empty())
    value += "; limits: " + shores;
}

/// Pointing at a layer lights it and shows its card.
void take_pointer(Frame& frame, const char* id, std::span<const ScopeLane> lanes) {
  const ScopeLane& lane = lanes[0];
  ImGui::SetCursorScreenPos(lane.area.min);
  ImGui::PushID(id);
  ImGui::InvisibleButton("##plot", lane.area.size(), ImGuiButtonFlags_EnableNav);
  ImGui::PopID();
  if (frame.widgets_wanted) {
    std::string value = told(frame, lane).str();
    if (lanes.size() > 1) value += "; " + told(frame, lanes[1]).str();
    tell_surroundings(frame.snapshot, lane, value);
    if (register_plot(frame, {id, say::scope::depth_scope(), value}, lane.area, lane_figure(0)) &&
        lanes.size() > 1)
      frame.widgets.back().description += "; " + app::figure::in_words(lane_figure(1));
  }
  steer_layers(frame, lane, static_cast<int>(frame.snapshot.record.layers.size()));
  if (frame.theme.touch) keep_tapped_layer(frame, lane);
  if (!ImGui::IsItemHovered()) return;
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  frame.pointer.layer = lane.layer_at(mouse.x);
  // Of two lanes in one plot, the one whose line is nearer.
  const ScopeLane* nearest = &lane;
  float least = 1e9F;
  const auto at = static_cast<std::size_t>(frame.pointer.layer) - 1;
  for (const ScopeLane& candidate : lanes) {
    const double rms = rms_of(frame.snapshot.record.layers[at], candidate.quantity);
    const float distance = std::fabs(candidate.half(0).y_px(rms) - mouse.y);
    if (distance < least) nearest = &candidate, least = distance;
  }
  draw_layer_card(frame, frame.pointer.layer, *nearest);
}

/// Forwards above, backwards below, on one axis of layers.
void draw_two(Frame& frame, const Rect& area, ScopeLane (&lanes)[2]) {
  const Theme& theme = frame.theme;
  const float head = theme.metric.head_px;
  const float feet = std::round(theme.metric.small_px) + 5.0F;
  const float each = (area.height() - feet - kBetweenLanes) * 0.5F;
  float left = Framing().left_px;
  for (int i = 0; i < 2; ++i) {
    const float top = area.min.y + static_cast<float>(i) * (each + kBetweenLanes);
    lanes[i].area = {{area.min.x, std::round(top + head + 4.0F)},
                     {area.max.x, std::round(top + each)}};
    Extent extent(true);
    add_to_extent(frame.snapshot, lanes[i], extent);
    lanes[i].magnitude = magnitude_axis(frame.snapshot, extent);
    left = std::max(left, magnitudes_width(frame, lanes[i]));
  }
  ImDrawList& list = *ImGui::GetWindowDrawList();
  for (int i = 0; i < 2; ++i) {
    ScopeLane& lane = lanes[i];
    lane.area.min.x += left;
    const float top = lane.area.min.y - head - 4.0F;
    const float chips = i == 0 ? draw_forward_choice(frame, {area.min.x, top}, head)
                               : draw_backward_choice(frame, {area.min.x, top}, head);
    draw_lane_words(frame, lane, {{chips + 12.0F, top}, {area.max.x, top + head}});
    draw_plot(frame, list, {&lane, 1});
    take_pointer(frame, i == 0 ? "plot-scope" : "plot-scope-back", {&lane, 1});
  }
  draw_x_axis(list, theme, lanes[1].whole(), layer_ticks(lanes[1]));
}

/// Both in one plot, where there is little height.
void draw_one(Frame& frame, const Rect& area, ScopeLane (&lanes)[2]) {
  const Theme& theme = frame.theme;
  const float head = theme.metric.head_px;
  const float line = std::round(theme.metric.small_px) + 3.0F;
  Extent extent(true);
  for (const ScopeLane& lane : lanes) add_to_extent(frame.snapshot, lane, extent);
  constexpr float kBetween = 10.0F;
  const float room = area.width() - kBetween;
  const float forwards =
      draw_forward_choice(frame, area.min, head, std::min(108.0F, room * 0.375F));
  draw_backward_choice(frame, {forwards + kBetween, area.min.y}, head,
                       std::min(186.0F, room * 0.625F));
  float top = area.min.y + head + 4.0F;
  const bool beside = area.width() >= 700.0F;
  for (int i = 0; i < 2; ++i) {
    const float half = beside ? area.width() * 0.5F : 0.0F;
    const float x = area.min.x + static_cast<float>(i) * half;
    draw_lane_words(frame, lanes[i],
                    {{x, top}, {beside ? x + half - 8.0F : area.max.x, top + line}});
    if (!beside || i == 1) top += line;
  }
  for (ScopeLane& lane : lanes) {
    lane.magnitude = magnitude_axis(frame.snapshot, extent);
    lane.area = {{area.min.x, top + 4.0F}, {area.max.x, area.max.y - line - 2.0F}};
  }
  if (lanes[0].area.height() < 20.0F) return;
  const float left = std::max(Framing().left_px, magnitudes_width(frame, lanes[0]));
  for (ScopeLane& lane : lanes) lane.area.min.x += left;
  lanes[0].side = -1;
  lanes[1].side = 1;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_plot(frame, list, lanes);
  draw_x_axis(list, theme, lanes[0].whole(), layer_ticks(lanes[0]));
  take_pointer(frame, "plot-scope", lanes);
}

void draw_lanes(Frame& frame, const Rect& area) {
  const app::Snapshot& snapshot = frame.snapshot;
  if (snapshot.record.layers.empty()) {
    draw_text_in(*ImGui::GetWindowDrawList(), frame.theme.fonts.body, area, {0.5F, 0.5F},
                 frame.theme.colour.text_faint, say::scope::nothing_measured_yet());
    return;
  }
  ScopeLane lanes[2]{make_lane(frame, snapshot.view.forward, true),
                     make_lane(frame, snapshot.view.gradient, false)};
  const float heads = 2.0F * (frame.theme.metric.head_px + 4.0F) + kBetweenLanes +
                      frame.theme.metric.small_px + 5.0F;
  if (area.height() - heads >= 2.0F * kLeastLane)
    draw_two(frame, area, lanes);
  else
    draw_one(frame, area, lanes);
}

}  // namespace

bool draw_scope_line(Frame& frame, const Rect& rect) {
  const Theme& theme = frame.theme;
  ImGui::SetCursorScreenPos(rect.min);
  const bool pressed =
      ImGui::InvisibleButton("##scope-line", rect.size(), ImGuiButtonFlags_EnableNav);
  tooltip(frame, say::scope::opens_the_depth_scope());
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const bool hot = ImGui::IsItemHovered() || ImGui::IsItemFocused();
  list.AddRectFilled(rect.min, rect.max, hot ? theme.colour.control_hot : theme.colour.panel,
                     theme.metric.rounding_px);
  list.AddRect(rect.min, rect.max, theme.colour.edge, theme.metric.rounding_px);
  const app::Snapshot& snapshot = frame.snapshot;
  const ScopeLane lane = make_lane(frame, snapshot.view.forward, true);
  const Text trend = trend_in_words(snapshot.record, lane.quantity, snapshot.document);
  const Text words =
      trend.empty() ? Text(say::scope::depth_scope()) : every_layer(lane.quantity) + " " + trend;
  const float y = std::round(rect.centre().y);
  list.AddLine({rect.min.x + 12.0F, y}, {rect.min.x + 28.0F, y}, lane.colour, 2.5F);
  draw_text(list, theme.fonts.small, {rect.min.x + 34.0F, y - theme.metric.small_px * 0.5F},
            theme.colour.text_soft, words.view(), rect.width() - 66.0F);
  draw_fold_mark(list, {rect.max.x - 18.0F, y}, true, theme.colour.text_soft);
  register_widget(frame, "scope-open", words.view(), "button", "closed", rect);
  return pressed;
}

bool draw_scope(Frame& frame, const Rect& rect, bool foldable) {
  // Beside the switch of signs the whole title may find no room.
  const char* title = say::scope::depth_scope_2();
  const float room = rect.width() - (foldable ? 2.0F : 1.0F) * frame.theme.metric.head_px - 44.0F;
  if (text_size(frame.theme.fonts.label, title).x > room) title = say::scope::scope();
  begin_panel(frame, "scope", title, rect,
              ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  const ImVec2 content = ImGui::GetCursorScreenPos();
  const float width = available_width();
  const float head = head_top(rect);
  bool folds = false;
  float end = rect.max.x - 10.0F;
  if (foldable) {
    const float side = frame.theme.metric.head_px;
    ImGui::SetCursorScreenPos({end - side, head});
    folds = icon_button(frame, {"scope-fold", say::scope::fold(), say::scope::fold_tip()},
                        Icon::none, {side, side}, Weight::quiet);
    draw_fold_mark(*ImGui::GetWindowDrawList(), item_rect().centre(), false,
                   frame.theme.colour.text_soft);
    end -= side + 4.0F;
  }
  const float right = draw_sign_switch(frame, {end, head}, frame.theme.metric.head_px);
  draw_legend(frame, content.x + text_size(frame.theme.fonts.label, title).x + 16.0F, right - 14.0F,
              head);
  ImGui::SetCursorScreenPos({content.x, body_top(frame, rect) + 2.0F});
  draw_initialization(frame, width);
  const ImVec2 top = ImGui::GetCursorScreenPos();
  draw_lanes(frame, {{content.x, top.y + 2.0F}, {rect.max.x - 12.0F, rect.max.y - 6.0F}});
  end_panel();
  return folds;
}

}  // namespace isobath::ui
