// SPDX-License-Identifier: MIT
// The card of shortcuts: every key, and what pointer and fingers do.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <span>
#include <string_view>

#include "say/common.hpp"
#include "say/keys.hpp"
#include "ui/controls/controls.hpp"
#include "ui/panels.hpp"

namespace isobath::ui {
namespace {

struct Line {
  words::Later keys;  // parted by blanks: one cap each
  words::Later what;
};

struct Section {
  words::Later title;
  std::span<const Line> lines;
};

constexpr std::array kTraining{Line{say::keys::space, say::keys::play_and_pause},
                               Line{"→", say::common::one_update},
                               Line{"←", say::common::one_update_back},
                               Line{say::keys::home_end, say::keys::to_the_start_to},
                               Line{"E", say::common::one_epoch},
                               Line{"R", say::keys::same_start_again},
                               Line{"N", say::keys::new_start_other_weights},
                               Line{"P", say::keys::pin_this_moment_release},
                               Line{"D", say::keys::what_changed_since_the},
                               Line{"S", say::keys::an_update_line_by},
                               Line{"M", say::keys::maps_and_curves}};
constexpr std::array kLines{Line{"← →", say::keys::one_line_back_one},
                            Line{say::keys::shift, say::keys::by_layer},
                            Line{say::keys::shift_space, say::keys::play_the_lines_or},
                            Line{"+ −", say::keys::larger_and_smaller_cells},
                            Line{"↑ ↓", say::keys::from_cell_to_cell},
                            Line{say::keys::ctrl, say::keys::from_cell_to_cell_2}};
constexpr std::array kNetwork{Line{"+ −", say::keys::one_hidden_layer_more},
                              Line{"T", say::keys::theme_system_light_dark},
                              Line{"?", "shortcuts"}};
constexpr std::array kDocument{Line{say::keys::ctrl_z, "undo"},
                               Line{say::keys::ctrl_y, "redo"},
                               Line{say::keys::ctrl_o, say::keys::open_a_document_or},
                               Line{say::keys::ctrl_s, say::keys::save_the_document},
                               Line{say::keys::ctrl_c, say::keys::copy_the_link_or},
                               Line{say::keys::ctrl_v, say::keys::paste_a_link_a}};
constexpr std::array kControls{Line{say::keys::tab, say::keys::next_control_previous_with},
                               Line{"F6", say::keys::next_panel_previous_with},
                               Line{say::keys::ctrl_2, say::keys::panel_before_next_panel},
                               Line{say::keys::space, say::keys::press_the_highlighted_one},
                               Line{"← →", say::keys::change_what_is_grabbed},
                               Line{say::keys::enter, say::keys::type_its_number},
                               Line{say::keys::esc, say::keys::leave_it_single_keys}};
constexpr std::array kMouse{Line{say::keys::wheel, say::keys::zoom_where_the_pointer},
                            Line{say::keys::drag, say::keys::turn_a_dial_move},
                            Line{say::keys::click, say::keys::on_a_number_type},
                            Line{say::keys::right_drag, say::keys::erase_drawn_examples},
                            Line{say::keys::drop, say::keys::a_document_or_a}};
constexpr std::array kFingers{Line{say::keys::tap, say::keys::press_on_a_number},
                              Line{say::keys::drag, say::keys::turn_or_scroll},
                              Line{say::keys::rest, say::keys::show_what_a_pointer},
                              Line{say::keys::pinch, "zoom"}};

// In the order of a single column: fingers first, for it is a phone's.
constexpr std::array<Section, 7> kSections{{{say::keys::fingers, kFingers},
                                            {say::keys::training, kTraining},
                                            {say::keys::line_by_line, kLines},
                                            {say::keys::network_and_screen, kNetwork},
                                            {say::keys::document, kDocument},
                                            {say::keys::controls, kControls},
                                            {say::keys::mouse, kMouse}}};
// Of two columns.
constexpr std::array<std::size_t, 3> kLeft{1, 3, 4};
constexpr std::array<std::size_t, 4> kRight{2, 5, 6, 0};

constexpr const char* kCard = "key-card";
constexpr float kColumn_px = 340.0F, kBetween_px = 28.0F, kCaps_px = 104.0F;

/// Keys as caps; a "+" of its own stands for the key.
void draw_caps(const Frame& frame, ImVec2 at, float row_px, std::string_view keys) {
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  while (!keys.empty()) {
    const auto end = std::min(keys.find(' '), keys.size());
    const std::string_view key = keys.substr(0, end);
    const float width = std::max(row_px - 4.0F, text_size(theme.fonts.small, key).x + 12.0F);
    const Rect cap{{at.x, at.y + 2.0F}, {at.x + width, at.y + row_px - 2.0F}};
    list.AddRectFilled(cap.min, cap.max, theme.colour.control_hot, 4.0F);
    list.AddRect(cap.min, cap.max, theme.colour.grid_strong, 4.0F);
    draw_text_in(list, theme.fonts.small, cap, {0.5F, 0.5F}, theme.colour.text, key);
    at.x += width + 4.0F;
    keys.remove_prefix(std::min(end + 1, keys.size()));
  }
}

/// Returns where the next section may begin.
float draw_section(Frame& frame, ImVec2 at, float width_px, const Section& section) {
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float row = std::round(theme.metric.small_px * 1.9F);
  draw_text(list, theme.fonts.label, at, theme.colour.text_faint, section.title);
  at.y += row * 0.85F;
  for (const Line& line : section.lines) {
    draw_caps(frame, at, row, line.keys);
    draw_text(list, theme.fonts.small,
              {at.x + kCaps_px, at.y + (row - theme.metric.small_px) * 0.5F},
              theme.colour.text_soft, line.what, width_px - kCaps_px);
    at.y += row;
  }
  return at.y + row * 0.5F;
}

}  // namespace

void open_key_card() { ImGui::OpenPopup(kCard); }

void draw_key_card(Frame& frame) {
  const ImVec2 display = ImGui::GetIO().DisplaySize;
  const ImVec2 padding{18.0F, 16.0F};
  const bool wide = display.x >= 2.0F * kColumn_px + kBetween_px + 4.0F * padding.x;
  ImGui::SetNextWindowPos({display.x * 0.5F, display.y * 0.5F}, ImGuiCond_Always, {0.5F, 0.5F});
  ImGui::SetNextWindowSizeConstraints({0.0F, 0.0F}, {display.x - 16.0F, display.y - 16.0F});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, padding);
  ImGui::PushStyleColor(ImGuiCol_PopupBg, frame.theme.colour.panel);
  const bool open = ImGui::BeginPopup(kCard, ImGuiWindowFlags_NoMove);
  ImGui::PopStyleColor();
  ImGui::PopStyleVar();
  if (!open) return;
  const float room = display.x - 16.0F - 2.0F * padding.x - ImGui::GetStyle().ScrollbarSize;
  const float column = std::min(kColumn_px, room);
  const ImVec2 top = ImGui::GetCursorScreenPos();
  ImVec2 size{column, 0.0F};
  if (wide) {
    float left_end = top.y, right_end = top.y;
    const float right = top.x + column + kBetween_px;
    for (const std::size_t i : kLeft)
      left_end = draw_section(frame, {top.x, left_end}, column, kSections[i]);
    for (const std::size_t i : kRight)
      right_end = draw_section(frame, {right, right_end}, column, kSections[i]);
    size = {right + column - top.x, std::max(left_end, right_end) - top.y - 10.0F};
  } else {
    float end = top.y;
    for (const Section& section : kSections)
      end = draw_section(frame, {top.x, end}, column, section);
    size.y = end - top.y - 10.0F;
  }
  ImGui::Dummy(size);
  register_widget(frame, "key-card", "shortcuts", "card", "",
                  {top, {top.x + size.x, top.y + size.y}});
  const bool asked_again =
      ImGui::IsKeyPressed(ImGuiKey_Slash, false) || ImGui::IsKeyPressed(ImGuiKey_F1, false);
  if (asked_again && !ImGui::IsWindowAppearing()) ImGui::CloseCurrentPopup();
  ImGui::EndPopup();
}

}  // namespace isobath::ui
