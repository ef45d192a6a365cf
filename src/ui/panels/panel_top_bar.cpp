// SPDX-License-Identifier: MIT
// The top bar: the name, the transport of the training, where it stands, the theme.
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "app/run/moment.hpp"
#include "app/session/watch_pace.hpp"
#include "say/common.hpp"
#include "say/map.hpp"
#include "say/top_bar.hpp"
#include "ui/controls/controls.hpp"
#include "ui/controls/typed_number.hpp"
#include "ui/menu.hpp"
#include "ui/panel_walk.hpp"
#include "ui/panels.hpp"
#include "ui/time_strip.hpp"

namespace isobath::ui {
namespace {

/// A click on the step types the one to go to.
void type_step(Frame& frame, const Text& shown, const Rect& rect, const Rect& labelled) {
  const app::TimelineView& time = frame.snapshot.timeline;
  static constexpr words::Later kTip = say::top_bar::updates_done_since_the;
  tip_over(frame, {labelled.min, {labelled.max.x, rect.min.y}}, kTip);
  const auto typed = number_field(frame, {"readout-step", say::top_bar::readout_step(), kTip},
                                  static_cast<double>(time.now), rect, shown.view());
  if (typed) seek_typed(frame, *typed);
}

constexpr float kLabel_px = 14.0F;  // of a readout, above its value

/// A small label over a value; returns where they stand.
Rect draw_readout(const Frame& frame, const char* label, const Text& value, ImVec2 at, ImU32 colour,
                  float least_width_px) {
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float label_width = draw_text(list, theme.fonts.small, at, theme.colour.text_faint, label);
  const ImVec2 below{at.x, at.y + kLabel_px};
  const float value_width = draw_text(list, theme.fonts.strong, below, colour, value.view());
  const float width = std::max({label_width, value_width, least_width_px});
  return {at, ImVec2(at.x + width, below.y + theme.metric.body_px + 1.0F)};
}

/// The mark, and the name where there is room for it; returns where they end.
float draw_wordmark(Frame& frame, ImVec2 at, float height, bool whole) {
  const Theme& theme = frame.theme;
  const Colours& c = theme.colour;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_mark(list, {at.x + 15.0F, at.y + height * 0.5F}, 30.0F, c.accent,
            mixed(c.accent, c.backward, 0.5F), c.backward);
  if (!whole) return at.x + 30.0F;
  const ImVec2 text{at.x + 38.0F, at.y + (height - theme.metric.title_px) * 0.5F - 1.0F};
  return text.x + draw_text(list, theme.fonts.title, text, c.text, say::top_bar::isobath());
}

/// `room_px`: for six buttons, the one in their midst half as wide again.
void draw_transport(Frame& frame, ImVec2 at, float height, float room_px) {
  const app::Snapshot& snapshot = frame.snapshot;
  app::Actions& actions = frame.actions;
  const float between = ImGui::GetStyle().ItemSpacing.x;
  const ImVec2 size{
      std::min(frame.theme.touch ? 42.0F : 36.0F, std::floor((room_px - 5.0F * between) / 6.5F)),
      height};
  ImGui::SetCursorScreenPos(at);
  if (icon_button(frame, {"reset", say::top_bar::reset(), say::top_bar::reset_tip()}, Icon::reset,
                  size))
    actions.push_back(app::Reset{});
  ImGui::SameLine();
  const app::TimelineView& time = snapshot.timeline;
  if (icon_button(
          frame,
          {"back", say::common::one_update_back(), say::top_bar::back_tip(), time.now > time.first},
          Icon::back, size))
    actions.push_back(app::Back{1});
  ImGui::SameLine();
  if (icon_button(frame,
                  {"play", snapshot.playing ? "pause" : "play",
                   say::top_bar::run_gradient_descent_update()},
                  snapshot.playing ? Icon::pause : Icon::play, {size.x * 1.5F, size.y},
                  Weight::strong)) {
    if (snapshot.playing)
      actions.push_back(app::Pause{});
    else
      actions.push_back(app::Play{});
  }
  ImGui::SameLine();
  if (icon_button(frame, {"step", say::common::one_update(), say::top_bar::step_tip()}, Icon::step,
                  size))
    actions.push_back(app::Step{1});
  ImGui::SameLine();
  if (icon_button(frame, {"epoch", say::common::one_epoch(), say::top_bar::epoch_tip()},
                  Icon::epoch, size))
    actions.push_back(app::StepEpoch{});
  ImGui::SameLine();
  if (icon_button(frame, {"new-start", say::top_bar::new_start(), say::top_bar::new_start_tip()},
                  Icon::dice, size))
    actions.push_back(app::NewStart{});
}

/// Of the switch "watch · fast · max" with the number behind it, and of the list in place of it.
constexpr float kSwitch_px = 152.0F, kNumber_px = 62.0F, kList_px = 64.0F;

constexpr std::array<double, 16> kSpeeds{app::kWatch, 0.5,    1.0,   2.0,          5.0,   10.0,
                                         20.0,        50.0,   100.0, 200.0,        500.0, 1000.0,
                                         2000.0,      5000.0, 10e3,  app::kFlatOut};

/// The speed that is wanted, and where that has no number, the one that is reached.
Text speed_text(const app::Snapshot& snapshot) {
  const double speed = snapshot.view.speed;
  if (speed > 0.0 && speed != app::kFlatOut) return speed < 1.0 ? "½/s" : number(speed, 2) + "/s";
  if (snapshot.playing && snapshot.updates_per_second > 0.0)
    return number(snapshot.updates_per_second, 2) + "/s";
  return speed == app::kFlatOut ? "max" : "60/s";
}

/// `size.x` less than the switch needs: a list.
void draw_speed(Frame& frame, ImVec2 at, ImVec2 size) {
  static constexpr std::array<double, 3> kChoices{app::kWatch, app::kFast, app::kFlatOut};
  static constexpr std::array<words::Later, 3> kNames{"watch", say::top_bar::fast,
                                                      say::top_bar::max};
  static constexpr std::array<const char*, 3> kIds{"speed-watch", "speed-fast", "speed-max"};
  static constexpr std::array<words::Later, 3> kTips{say::top_bar::one_update_a_frame,
                                                     say::top_bar::n_1000_updates_a_second,
                                                     say::top_bar::as_many_updates_a};
  const double speed = frame.snapshot.view.speed;
  const auto now = std::ranges::find(kChoices, speed) - kChoices.begin();
  std::optional<std::size_t> chosen;
  if (size.x < kSwitch_px) {
    ImGui::SetCursorScreenPos({at.x, at.y + (size.y - ImGui::GetFrameHeight()) * 0.5F});
    if (const auto index = choice(frame,
                                  {"speed-list", say::top_bar::speed(),
                                   say::top_bar::speed_list_tip(), true, size.x, true},
                                  words::said(kNames), static_cast<int>(now)))
      chosen = static_cast<std::size_t>(*index);
  } else {
    const float width = std::floor((kSwitch_px - 4.0F) / 3.0F);
    for (std::size_t i = 0; i < kNames.size(); ++i) {
      ImGui::SetCursorScreenPos({at.x + static_cast<float>(i) * (width + 2.0F), at.y});
      if (toggle(frame, {kIds[i], kNames[i], kTips[i]}, now == static_cast<std::ptrdiff_t>(i),
                 {width, size.y}))
        chosen = i;
    }
    if (size.x >= kSwitch_px + 4.0F + kNumber_px) {
      ImGui::SetCursorScreenPos(
          {at.x + kSwitch_px + 4.0F, at.y + (size.y - ImGui::GetFrameHeight()) * 0.5F});
      if (const auto change = ladder(
              frame,
              {"speed", say::top_bar::speed(), say::top_bar::speed_tip(), true, kNumber_px, true},
              speed, kSpeeds, speed_text(frame.snapshot)))
        if (change->value == app::kWatch ||
            may_be(*change, app::kSlowestSpeed, app::kFlatOut, "speed"))
          frame.actions.push_back(app::set_view<&app::View::speed>(change->value));
    }
  }
  if (chosen) frame.actions.push_back(app::set_view<&app::View::speed>(kChoices[*chosen]));
}

void draw_theme_switch(Frame& frame, ImVec2 at, ImVec2 size) {
  static constexpr std::array<Icon, 3> kIcons{Icon::both, Icon::sun, Icon::moon};
  static constexpr std::array<words::Later, 3> kLabels{
      say::top_bar::theme_system, say::top_bar::theme_light, say::top_bar::theme_dark};
  const app::ThemeChoice theme = frame.snapshot.view.theme;
  const auto index = static_cast<std::size_t>(theme);
  ImGui::SetCursorScreenPos(at);
  if (icon_button(frame, {"theme", kLabels[index], say::common::theme_tip()}, kIcons[index], size,
                  Weight::quiet))
    frame.actions.push_back(app::set_view<&app::View::theme>(next_theme(theme)));
}

void draw_card_button(Frame& frame, ImVec2 at, ImVec2 size) {
  ImGui::SetCursorScreenPos(at);
  if (icon_button(frame, {"keys", say::top_bar::keys(), say::common::keys_tip()}, Icon::question,
                  size, Weight::quiet))
    open_key_card();
}

void draw_stepper_switch(Frame& frame, ImVec2 at, ImVec2 size) {
  const bool on = frame.snapshot.view.stepping;
  const bool icon = size.x < 50.0F;
  ImGui::SetCursorScreenPos(at);
  Control control{"stepper", !icon && size.x < 90.0F ? "steps" : say::top_bar::step_by_step(),
                  say::top_bar::gradient_descent_line_by()};
  control.bare = icon;
  if (toggle(frame, control, on, size))
    frame.actions.push_back(app::set_view<&app::View::stepping>(!on));
  if (icon)
    draw_icon(*ImGui::GetWindowDrawList(), Icon::lines, item_rect().centre(), 16.0F,
              on ? frame.theme.colour.text : frame.theme.colour.text_soft);
}

void draw_study_switch(Frame& frame, ImVec2 at, ImVec2 size) {
  const bool on = frame.snapshot.view.studying;
  ImGui::SetCursorScreenPos(at);
  Control control{"study-switch", say::map::switch_label(), say::map::switch_tip()};
  control.bare = true;
  if (toggle(frame, control, on, size)) toggle_study(frame);
  draw_icon(*ImGui::GetWindowDrawList(), Icon::map, item_rect().centre(), 16.0F,
            on ? frame.theme.colour.text : frame.theme.colour.text_soft);
}

void draw_readouts(Frame& frame, ImVec2 at, float right) {
  // On a phone four of them stand beside the name.
  const bool tight = right - at.x < 300.0F;
  const float between = tight ? 9.0F : 18.0F;
  const app::Snapshot& snapshot = frame.snapshot;
  const core::Record& record = snapshot.record;
  const Colours& c = frame.theme.colour;
  // Empty where there is no room.
  const auto place = [&](const char* label, const Text& value, ImU32 colour, float width) {
    if (tight) width *= 0.86F;
    if (at.x + width > right) return Rect{};
    const Rect rect = draw_readout(frame, label, value, at, colour, width);
    at.x = rect.max.x + between;
    return rect;
  };
  const auto put = [&](const char* id, const char* label, const Text& value, ImU32 colour,
                       float width, const char* tip) {
    const Rect rect = place(label, value, colour, width);
    if (rect.empty()) return;
    register_widget(frame, id, label, "text", value.view(), rect);
    tip_over(frame, rect, tip);
  };
  const auto cost_colour = [&c](double value, ImU32 usual) {
    return std::isfinite(value) ? usual : c.non_finite;
  };
  if (snapshot.shows_difference())
    put("readout-difference",
        (Text("|Δw| since step ") + count(snapshot.pinned->look.record.step)).c_str(),
        number(snapshot.largest_change), c.accent, 62.0F, say::top_bar::the_largest_change_of());
  // What matters most comes first: the rest falls away where there is no room.
  put("readout-cost", say::common::j_train(), number(record.cost),
      cost_colour(record.cost, c.forward), 62.0F, say::top_bar::the_cost_j_that());
  const Text step = count(record.step);
  if (const Rect rect = place("step", step, c.text, 46.0F); !rect.empty())
    type_step(frame, step, {{rect.min.x, rect.min.y + kLabel_px}, rect.max}, rect);
  const bool has_dev = snapshot.dataset->dev.x.cols() > 0;
  const double dev = record.dev.loss;
  put("readout-dev", say::common::dev_loss(), has_dev ? number(dev) : Text("–"),
      has_dev ? cost_colour(dev, c.backward) : c.text_faint, 62.0F,
      say::top_bar::the_mean_loss_of());
  if (!std::isnan(record.train.accuracy))
    put("readout-accuracy", "accuracy",
        std::isfinite(record.train.loss) ? percent(record.train.accuracy) : Text("–"), c.text,
        58.0F, say::top_bar::the_share_of_training());
  put("readout-epoch", "epoch", count(record.epoch), c.text, 40.0F,
      say::top_bar::how_often_every_training());
  if (snapshot.playing && snapshot.updates_per_second > 0.0)
    put("readout-speed", "updates/s", number(snapshot.updates_per_second, 2), c.text_soft, 58.0F,
        say::top_bar::updates_a_second_that());
}

}  // namespace

void draw_top_bar(Frame& frame, const Rect& rect, const Layout& layout) {
  const Theme& theme = frame.theme;
  const bool tall = layout.tall_bar;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(rect.min, rect.max, theme.colour.panel);
  list.AddLine({rect.min.x, rect.max.y}, rect.max, theme.colour.edge);
  register_widget(frame, "panel-bar", say::top_bar::isobath(), "panel", "", rect);
  note_panel(theme, rect);
  const Rect& strip = layout.time;
  const float row = (strip.min.y - rect.min.y) * (tall ? 0.5F : 1.0F);
  const float margin = 10.0F;
  const float height = theme.touch ? 38.0F : 34.0F;
  const bool whole_name = tall || rect.width() >= 1280.0F;
  const float name_end = draw_wordmark(frame, {rect.min.x + margin, rect.min.y}, row, whole_name);
  const ImVec2 square{height, height};
  const float y = tall ? strip.min.y - height - 4.0F : rect.min.y + (row - height) * 0.5F + 2.0F;
  const float right = rect.max.x - margin;

  // From right to left; drawn from left to right, for Tab walks that way.
  const float menu_x = right - height;
  // On a phone the shortcuts are in the menu alone, on its side the theme too.
  const bool low = theme.touch && !layout.edits_in_strip;
  const bool has_card = !low && rect.width() >= 500.0F;
  const float theme_x = menu_x - height - 4.0F;
  const float card_x = theme_x - height - 4.0F;
  const float lines = tall ? height : rect.width() >= 1420.0F ? 100.0F : 54.0F;
  const float lines_x = (low ? menu_x : has_card ? card_x : theme_x) - lines - 6.0F;
  // On a phone, upright or on its side, studies are in the menu.
  const float study = rect.width() >= (tall ? 700.0F : 900.0F) ? height : 0.0F;
  const float study_x = study > 0.0F ? lines_x - study - 4.0F : lines_x;
  const float edits_x = study_x - edit_buttons_width(square) - 10.0F;
  const float from_right = layout.edits_in_strip ? study_x : edits_x;
  const float left = tall ? rect.min.x + margin : name_end + (whole_name ? 22.0F : 14.0F);
  draw_transport(frame, {left, y}, height, from_right - 8.0F - left);
  const float speed = ImGui::GetItemRectMax().x + 10.0F;
  // What is left in the row beside J and the step.
  const float room = from_right - 8.0F - speed - (tall ? 0.0F : low ? 112.0F : 150.0F);
  const bool beside = room >= kList_px;
  const float whole = kSwitch_px + 4.0F + kNumber_px;
  if (beside)
    draw_speed(frame, {speed, y},
               {room >= whole        ? whole
                : room >= kSwitch_px ? kSwitch_px
                                     : kList_px,
                height});
  const float after = ImGui::GetItemRectMax().x;
  if (!layout.edits_in_strip) draw_edit_buttons(frame, {edits_x, y}, square);
  if (study > 0.0F) draw_study_switch(frame, {study_x, y}, {study, height});
  draw_stepper_switch(frame, {lines_x, y}, {lines, height});
  if (has_card) draw_card_button(frame, {card_x, y}, square);
  if (!low) draw_theme_switch(frame, {theme_x, y}, square);
  draw_menu_button(frame, {menu_x, y}, square);
  const ImVec2 told{tall ? name_end + 18.0F : after + (low ? 12.0F : 24.0F),
                    rect.min.y + (row - 30.0F) * 0.5F + (tall ? 0.0F : 2.0F)};
  if (!draw_replay(frame, {told.x, tall ? rect.min.y + (row - height) * 0.5F : y}, height))
    draw_readouts(frame, told, tall ? right : from_right - 8.0F);

  if (!layout.edits_in_strip) return draw_time_track(frame, strip);
  const ImVec2 button{height, strip.height() - 2.0F};
  const float edits = strip.max.x - margin - edit_buttons_width(button);
  // On a phone the speed has its place where the track begins.
  const float track = strip.min.x + (beside ? 0.0F : margin + kList_px);
  if (!beside) draw_speed(frame, {strip.min.x + margin, strip.min.y}, {kList_px, button.y});
  draw_time_track(frame, {{track, strip.min.y}, {edits - 4.0F, strip.max.y}});
  draw_edit_buttons(frame, {edits, strip.min.y}, button);
}

}  // namespace isobath::ui
