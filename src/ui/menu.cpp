// SPDX-License-Identifier: MIT
// The menu as a popup of the root window, and the strip that tells a document's title and note.
#include "ui/menu.hpp"

#include <imgui_internal.h>
#include <imgui_stdlib.h>

#include <algorithm>
#include <functional>
#include <string>

#include "app/edit/examples.hpp"
#include "say/common.hpp"
#include "say/menu.hpp"
#include "ui/controls/controls.hpp"
#include "ui/panels.hpp"
#include "ui/text/wrap.hpp"

namespace isobath::ui {
namespace {

constexpr const char* kMainMenu = "main-menu";

float main_menu_px(const Frame& frame) { return frame.theme.touch ? 330.0F : 340.0F; }

void draw_heading(const Frame& frame, const char* text) {
  ImGui::Dummy({0.0F, 4.0F});
  text_lines(frame.theme.fonts.label, frame.theme.colour.text_soft, text);
}

struct Entry {
  Control control;
  Errand errand;
};

void draw_errands(Frame& frame) {
  const ImVec2 size{main_menu_px(frame), frame.theme.metric.control_px};
  for (const Entry& entry :
       {Entry{{"menu-share", say::menu::share(), say::menu::share_tip()}, Errand::copy_link},
        Entry{{"menu-save", say::menu::save(), say::menu::save_tip()}, Errand::save_file},
        Entry{{"menu-open", say::menu::open(), say::menu::open_tip()}, Errand::open_file}})
    if (text_button(frame, entry.control, size)) {
      frame.errand = entry.errand;
      ImGui::CloseCurrentPopup();
    }
}

/// A text of the document in a field: an edit once it is left.
void draw_text_field(Frame& frame, const char* field, const char* hint, const std::string& value,
                     float lines) {
  static std::string typed;
  static ImGuiID typing = 0;
  const ImGuiID id = ImGui::GetID(field);
  std::string shown = typing == id ? typed : value;
  ImGui::PushID(field);
  if (lines > 1.0F) {
    ImGui::InputTextMultiline("##text", &shown,
                              {main_menu_px(frame), lines * frame.theme.metric.body_px + 14.0F});
    // ImGui has no hint for fields of several lines.
    if (shown.empty() && !ImGui::IsItemActive())
      draw_text(*ImGui::GetWindowDrawList(), frame.theme.fonts.body,
                {item_rect().min.x + ImGui::GetStyle().FramePadding.x,
                 item_rect().min.y + ImGui::GetStyle().FramePadding.y},
                ImGui::GetColorU32(ImGuiCol_TextDisabled), hint);
  } else {
    ImGui::SetNextItemWidth(main_menu_px(frame));
    ImGui::InputTextWithHint("##text", hint, &shown);
  }
  const bool active = ImGui::IsItemActive();
  const bool left = ImGui::IsItemDeactivatedAfterEdit();
  ImGui::PopID();
  const Text widget = Text("document-") + field;
  register_widget(frame, widget.view(), hint, "field", shown, item_rect());
  if (active) {
    typed = shown;
    typing = id;
  } else if (typing == id) {
    typing = 0;
  }
  if (left && shown != value) frame.actions.push_back(app::SetField{field, shown});
}

/// A title over as many lines as it needs; true when pressed.
bool draw_example(Frame& frame, const char* id, const std::string& title) {
  const Theme& theme = frame.theme;
  const Face font = theme.fonts.small;
  const std::string& lines = wrapped(font, main_menu_px(frame) - 16.0F, title);
  const float height = text_size(font, lines).y + (theme.touch ? 20.0F : 10.0F);
  ImGui::PushID(id);
  const bool pressed =
      ImGui::InvisibleButton("##", {main_menu_px(frame), height}, ImGuiButtonFlags_EnableNav);
  ImGui::PopID();
  const Rect row = item_rect();
  // A finger that drags along the list scrolls it and opens nothing.
  if (theme.touch && ImGui::IsItemActive() && ImGui::IsMouseDragPastThreshold(0, 8.0F))
    ImGui::ClearActiveID();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (ImGui::IsItemHovered() || ImGui::IsItemFocused())
    list.AddRectFilled(row.min, row.max, theme.colour.control, 4.0F);
  draw_text_in(list, font, {{row.min.x + 8.0F, row.min.y}, row.max}, {0.0F, 0.5F},
               theme.colour.text, lines);
  register_widget(frame, id, title, "button", "", row);
  return pressed;
}

void draw_examples(Frame& frame) {
  const auto& all = app::examples();
  // What is left of the screen below what stands above, and above what stands below.
  const float others = ImGui::GetCursorPosY() + 2.0F * frame.theme.metric.control_px + 100.0F;
  const float room = std::min(ImGui::GetIO().DisplaySize.y - others, 420.0F);
  // On low screens the menu scrolls as a whole.
  const bool own = room >= 150.0F;
  if (own && !ImGui::BeginChild("examples",
                                {main_menu_px(frame) + ImGui::GetStyle().ScrollbarSize, room})) {
    ImGui::EndChild();
    return;
  }
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0.0F, 1.0F));
  std::string_view group;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].group != group) {
      group = all[i].group;
      ImGui::Dummy({0.0F, i == 0 ? 0.0F : 6.0F});
      ImGui::Indent(8.0F);
      text_lines(frame.theme.fonts.label, frame.theme.colour.text_soft, group);
      ImGui::Unindent(8.0F);
    }
    const Text id = Text("example-") + count(static_cast<std::int64_t>(i));
    if (draw_example(frame, id.c_str(), all[i].title)) {
      frame.actions.push_back(app::OpenText{all[i].title, all[i].document});
      ImGui::CloseCurrentPopup();
    }
  }
  ImGui::PopStyleVar();
  if (own) ImGui::EndChild();
}

}  // namespace

void draw_menu_button(Frame& frame, ImVec2 at, ImVec2 size) {
  ImGui::SetCursorScreenPos(at);
  if (icon_button(frame, {"menu", say::menu::menu(), say::menu::menu_tip()}, Icon::menu, size,
                  Weight::quiet))
    ImGui::OpenPopup(kMainMenu);
}

void draw_menu(Frame& frame) {
  bool wants_keys = false;
  const ImVec2 display = ImGui::GetIO().DisplaySize;
  const float top = display.y < 520.0F ? 8.0F : 50.0F;
  ImGui::SetNextWindowPos({display.x - 8.0F, top}, ImGuiCond_Appearing, {1.0F, 0.0F});
  ImGui::SetNextWindowSizeConstraints({0.0F, 0.0F}, {display.x - 16.0F, display.y - top - 8.0F});
  if (!ImGui::BeginPopup(kMainMenu)) return;
  // ImGui would leave the list of experiments first.
  if (ImGui::IsKeyPressed(ImGuiKey_Escape, false) && !ImGui::IsAnyItemActive())
    ImGui::CloseCurrentPopup();
  const document::Document& document = *frame.snapshot.document;
  draw_errands(frame);
  if (text_button(frame, {"menu-study", say::menu::map(), say::menu::map_tip()},
                  {main_menu_px(frame), frame.theme.metric.control_px})) {
    toggle_study(frame);
    ImGui::CloseCurrentPopup();
  }
  draw_heading(frame, say::menu::title_and_note());
  draw_text_field(frame, "title", "title", document.title, 1.0F);
  draw_text_field(frame, "note", say::menu::note_what_to_look(), document.note, 3.0F);
  draw_heading(frame, say::menu::published_experiments());
  draw_examples(frame);
  draw_heading(frame, say::menu::program());
  const ImVec2 half{(main_menu_px(frame) - 4.0F) * 0.5F, frame.theme.metric.control_px};
  if (text_button(frame, {"menu-theme", say::menu::theme(), say::common::theme_tip()}, half))
    frame.actions.push_back(
        app::set_view<&app::View::theme>(next_theme(frame.snapshot.view.theme)));
  ImGui::SameLine(0.0F, 4.0F);
  if (text_button(frame, {"menu-keys", say::menu::keys(), say::common::keys_tip()}, half)) {
    wants_keys = true;
    ImGui::CloseCurrentPopup();
  }
  ImGui::EndPopup();
  if (wants_keys) open_key_card();
}

float draw_note(Frame& frame, const Rect& rect) {
  const document::Document& document = *frame.snapshot.document;
  if (document.title.empty() && document.note.empty()) return 0.0F;
  const Theme& theme = frame.theme;
  // What was put away stays away until other words come.
  ImGuiStorage& storage = *ImGui::GetStateStorage();
  const ImGuiID key = ImGui::GetID("note-away");
  const int words =
      static_cast<int>(std::hash<std::string>{}(document.title + "\n" + document.note) | 1U);
  if (storage.GetInt(key) == words) return 0.0F;

  const float side = theme.touch ? 36.0F : 26.0F;
  const float width = rect.width() - 24.0F - side;
  const float title = document.title.empty() ? 0.0F : theme.metric.body_px + 4.0F;
  const float note =
      document.note.empty() ? 0.0F : text_size(theme.fonts.small, document.note, width).y;
  const float most = std::max(title, std::floor(rect.height() * 0.3F) - 12.0F);
  const float height = std::max(side + 4.0F, std::min(title + note, most) + 12.0F);
  const Rect box{rect.min, {rect.max.x, rect.min.y + height}};
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(box.min, box.max, theme.colour.panel, theme.metric.rounding_px);
  list.AddRectFilled(box.min, {box.min.x + 4.0F, box.max.y}, theme.colour.accent,
                     theme.metric.rounding_px, ImDrawFlags_RoundCornersLeft);
  const float left = box.min.x + 14.0F;
  if (title > 0.0F)
    draw_text(list, theme.fonts.strong, {left, box.min.y + 6.0F}, theme.colour.text, document.title,
              width);
  const ImVec4 clip(left, box.min.y, left + width, box.max.y - 4.0F);
  list.AddText(theme.fonts.small.font, theme.fonts.small.px, {left, box.min.y + 6.0F + title},
               theme.colour.text_soft, document.note.c_str(), nullptr, width, &clip);
  register_widget(frame, "document-words", document.title, "text", document.note, box);
  ImGui::SetCursorScreenPos(box.min);
  ImGui::Dummy({width, height});
  // Where not all of it has room.
  if (title + note > most) tooltip(frame, document.note.c_str());
  ImGui::SetCursorScreenPos({box.max.x - side - 4.0F, box.min.y + 2.0F});
  if (icon_button(frame,
                  {"document-words-dismiss", say::menu::document_words_dismiss(),
                   say::menu::document_words_dismiss_tip()},
                  Icon::close, {side, side}, Weight::quiet))
    storage.SetInt(key, words);
  return height;
}

}  // namespace isobath::ui
