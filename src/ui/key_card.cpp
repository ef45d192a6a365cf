// SPDX-License-Identifier: MIT
// The card of shortcuts: every key, and what pointer and fingers do.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <span>
#include <string_view>

#include "ui/controls/controls.hpp"
#include "ui/panels.hpp"

namespace isobath::ui {
namespace {

struct Line {
  const char* keys;  // parted by blanks: one cap each
  const char* what;
};

struct Section {
  const char* title;
  std::span<const Line> lines;
};

constexpr std::array kTraining{Line{"Space", "play and pause"},
                               Line{"→", "one update"},
                               Line{"←", "one update back"},
                               Line{"Home End", "to the start, to the newest step"},
                               Line{"E", "one epoch"},
                               Line{"R", "same start again"},
                               Line{"N", "new start: other weights"},
                               Line{"P", "pin this moment, release it"},
                               Line{"D", "what changed since the pinned moment"},
                               Line{"S", "an update line by line"}};
constexpr std::array kLines{
    Line{"← →", "one line back, one on"},           Line{"Shift ← →", "by layer"},
    Line{"Shift Space", "play the lines, or stop"}, Line{"+ −", "larger and smaller cells"},
    Line{"↑ ↓", "from cell to cell of a column"},   Line{"Ctrl ← →", "from cell to cell of a row"}};
constexpr std::array kNetwork{Line{"+ −", "one hidden layer more, one less"},
                              Line{"T", "theme: system, light, dark"}, Line{"?", "shortcuts"}};
constexpr std::array kDocument{Line{"Ctrl Z", "undo"},
                               Line{"Ctrl Y", "redo"},
                               Line{"Ctrl O", "open a document or a table"},
                               Line{"Ctrl S", "save the document"},
                               Line{"Ctrl C", "copy the link, or the kept unit's weights"},
                               Line{"Ctrl V", "paste a link, a document or a table"}};
constexpr std::array kControls{Line{"Tab", "next control, previous with Shift"},
                               Line{"F6", "next panel, previous with Shift"},
                               Line{"Ctrl ↑ ↓", "panel before, next panel"},
                               Line{"Space", "press the highlighted one, or grab it"},
                               Line{"← →", "change what is grabbed, or move on"},
                               Line{"Enter", "type its number"},
                               Line{"Esc", "leave it: single keys work again"}};
constexpr std::array kMouse{
    Line{"Wheel", "zoom where the pointer is"}, Line{"Drag", "turn a dial, move what is zoomed"},
    Line{"Click", "on a number: type it"}, Line{"Right drag", "erase drawn examples"},
    Line{"Drop", "a document or a CSV file opens"}};
constexpr std::array kFingers{Line{"Tap", "press; on a number: type it"},
                              Line{"Drag", "turn, or scroll"},
                              Line{"Rest", "show what a pointer would"}, Line{"Pinch", "zoom"}};

// In the order of a single column: fingers first, for it is a phone's.
constexpr std::array<Section, 7> kSections{{{"FINGERS", kFingers},
                                            {"TRAINING", kTraining},
                                            {"LINE BY LINE", kLines},
                                            {"NETWORK AND SCREEN", kNetwork},
                                            {"DOCUMENT", kDocument},
                                            {"CONTROLS", kControls},
                                            {"MOUSE", kMouse}}};
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
