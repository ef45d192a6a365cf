// SPDX-License-Identifier: MIT
// A row a column, the first rows as they are read, and what the choices come to.
#include "ui/panels/table_card.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "app/action.hpp"
#include "say/common.hpp"
#include "say/table.hpp"
#include "ui/controls/controls.hpp"
#include "ui/panels/table_draft.hpp"
#include "ui/panels/table_rows.hpp"

namespace isobath::ui {

namespace {

constexpr const char* kTableCard = "table-card";
constexpr float kWidest_px = 820.0F, kBetweenButtons_px = 4.0F;
constexpr core::Index kPreviewRows = 8, kFewPreviewRows = 4;  // on a narrow screen
constexpr ImVec2 kCardPadding{16.0F, 14.0F};
constexpr std::size_t kPreviewColumns = 200;  // more say nothing that the list does not

struct Card {
  std::optional<TableDraft> draft;
  std::weak_ptr<const data::Table> of;  // the table that it is a draft for
  bool asked = false;
  bool focused = false;  // in the last frame
  bool several = false;
};
Card asked_for;

std::shared_ptr<const data::Table> table_of(const Frame& frame) {
  const data::Options& options = frame.snapshot.document->data;
  return options.source == data::Source::table ? options.table : nullptr;
}

std::string times(std::size_t count, const char* one, const char* many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

/// "4 inputs → species (3)": what a plan makes of the sheet; values_of(column) counts its different
/// values.
template <class ValuesOf>
std::string inputs_to_targets(const data::Sheet& sheet, const data::TablePlan& plan,
                              const ValuesOf& values_of) {
  std::size_t inputs = 0;
  for (const data::ColumnPlan& column : plan.columns) inputs += column.use == data::Use::input;
  std::string words = times(inputs, "input", "inputs") + " → ";
  for (std::size_t i = 0; i < plan.targets.size(); ++i) {
    const std::size_t at = plan.targets[i];
    const data::Column& column = sheet.columns[at];
    words += (i > 0 ? ", " : "") +
             (column.name.empty() ? "column " + std::to_string(at + 1) : column.name);
    if (plan.columns[at].as == data::As::number) continue;
    words += " (" + std::to_string(values_of(at)) + ")";
  }
  return words;
}

/// Of a table of numbers alone, which may be large: no column is copied to say this.
std::string numbers_to_numbers(const data::Table& table) {
  const core::Index inputs = table.x.cols();
  std::string words = times(static_cast<std::size_t>(inputs), "input", "inputs") + " → ";
  for (core::Index j = inputs; j < inputs + table.y.cols(); ++j) {
    words += j > inputs ? ", " : "";
    words += table.names.empty() ? "column " + std::to_string(j + 1)
                                 : table.names[static_cast<std::size_t>(j)];
  }
  return words;
}

/// "150 rows (2 left out) · 4 inputs → species (3)"; found once, for a table may be large.
const std::string& words_of(const std::shared_ptr<const data::Table>& table) {
  struct Kept {
    std::weak_ptr<const data::Table> table;
    words::Language language = words::Language::english;
    std::string words;
  };
  static Kept kept;
  if (kept.table.lock() == table && kept.language == words::language()) return kept.words;
  const core::Index rows = table->x.rows();
  const core::Index dropped = table->origin ? table->origin->dropped_rows : 0;
  std::string words = dropped > 0 ? say::table::rows_of_all(count(rows), count(dropped)).str()
                                  : say::table::rows(count(rows)).str();
  words += " · ";
  if (const auto& origin = table->origin)
    words += inputs_to_targets(*origin->sheet, origin->plan, [&](std::size_t at) {
      return values_of(origin->sheet->columns[at]);
    });
  else
    words += numbers_to_numbers(*table);
  kept = {table, words::language(), std::move(words)};
  return kept.words;
}

core::Index preview_rows(const data::Sheet& sheet) {
  const bool narrow = ImGui::GetIO().DisplaySize.x < 600.0F;
  return std::min(narrow ? kFewPreviewRows : kPreviewRows, sheet.rows);
}

/// The first rows, as they were read.
void draw_preview(const Frame& frame, const data::Sheet& sheet, float width) {
  const Theme& theme = frame.theme;
  const Face font = theme.fonts.small;
  const core::Index rows = preview_rows(sheet);
  const float row = std::round(theme.metric.small_px * 1.4F);
  const float height = row * static_cast<float>(rows + 1) + ImGui::GetStyle().ScrollbarSize + 6.0F;
  ImGui::BeginChild("preview", {width, height}, ImGuiChildFlags_NavFlattened,
                    ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_HorizontalScrollbar);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 top = ImGui::GetCursorScreenPos();
  float x = top.x;
  const std::size_t columns = std::min(sheet.columns.size(), kPreviewColumns);
  for (std::size_t c = 0; c < columns; ++c) {
    const data::Column& column = sheet.columns[c];
    const std::string name = column.name.empty() ? std::to_string(c + 1) : column.name;
    float widest = text_size(theme.fonts.label, name).x + 1.0F;
    std::array<std::string, kPreviewRows> cells;
    for (core::Index r = 0; r < rows; ++r) {
      cells[static_cast<std::size_t>(r)] = cell_text(column, r);
      widest = std::max(widest, text_size(font, cells[static_cast<std::size_t>(r)]).x);
    }
    widest = std::min(widest, 160.0F);
    draw_text(list, theme.fonts.label, {x, top.y}, theme.colour.text_faint, name, widest);
    for (core::Index r = 0; r < rows; ++r) {
      const std::string& cell = cells[static_cast<std::size_t>(r)];
      // Numbers end, words begin in one line.
      const float indent =
          column.has_words() ? 0.0F : std::max(0.0F, widest - text_size(font, cell).x);
      draw_text(list, font, {x + indent, top.y + row * static_cast<float>(r + 1)},
                theme.colour.text_soft, cell, widest - indent + 1.0F);
    }
    x += widest + 16.0F;
  }
  ImGui::Dummy({x - top.x, row * static_cast<float>(rows + 1)});
  ImGui::EndChild();
}

/// What the choices come to, and the buttons; true when the card is to close.
bool draw_foot(Frame& frame, TableDraft& draft, float width) {
  const Theme& theme = frame.theme;
  const auto known = [&](std::size_t at) { return draft.known(at).values; };
  const std::string words =
      draft.plan() ? inputs_to_targets(draft.sheet(), *draft.plan(), known) : draft.plan().error();
  text_lines(draft.plan() ? theme.fonts.strong : theme.fonts.small,
             draft.plan() ? theme.colour.text : theme.colour.danger, words, width);
  const ImVec2 place = ImGui::GetCursorScreenPos();
  register_widget(frame, "table-outcome", "outcome", "text", words,
                  {{place.x, place.y - theme.metric.body_px}, {place.x + width, place.y}});
  ImGui::Dummy({width, 4.0F});
  const float quarter = std::floor((width - 3.0F * kBetweenButtons_px) / 4.0F);
  const ImVec2 size{quarter, theme.metric.control_px};
  if (toggle(frame, {"table-several", say::table::several(), say::table::several_tip()},
             asked_for.several, size))
    asked_for.several = !asked_for.several;
  ImGui::SameLine(0.0F, kBetweenButtons_px);
  if (text_button(frame, {"table-found", say::table::found(), say::table::found_tip()}, size,
                  Weight::normal))
    draft.forget();
  ImGui::SameLine(0.0F, kBetweenButtons_px);
  const bool cancel =
      text_button(frame, {"table-cancel", say::table::cancel(), say::table::cancel_tip()}, size);
  ImGui::SameLine(0.0F, kBetweenButtons_px);
  const char* tip = !draft.plan()      ? say::table::these_choices_come_to()
                    : !draft.changed() ? say::table::nothing_is_chosen_yet()
                                       : say::common::one_edit();
  const bool take = text_button(
      frame, {"table-take", say::table::take(), tip, draft.plan().has_value() && draft.changed()},
      size, Weight::strong);
  if (take) frame.actions.push_back(app::ChooseColumns{draft.choices()});
  return take || cancel;
}

struct CardSize {
  float width = 0.0F, height = 0.0F;
  float preview = 0.0F;  // of the first rows; 0: there is no room for them
  float list = 0.0F;
};

CardSize card_size(const Frame& frame, const TableDraft& draft) {
  const Theme& theme = frame.theme;
  const ImVec2 display = ImGui::GetIO().DisplaySize;
  const float scrollbar = ImGui::GetStyle().ScrollbarSize;
  CardSize size;
  size.width = std::min(kWidest_px, display.x - 16.0F);
  if (display.y > 620.0F)
    size.preview = std::round(theme.metric.small_px * 1.4F) *
                       static_cast<float>(preview_rows(draft.sheet()) + 1) +
                   scrollbar + 14.0F;
  const float head = theme.metric.small_px + 10.0F;
  const float foot =
      theme.metric.control_px + theme.metric.body_px + 4.0F * ImGui::GetStyle().ItemSpacing.y;
  const float others = head + foot + size.preview + 2.0F * kCardPadding.y;
  const float rows =
      table_rows_height(frame, draft, size.width - 2.0F * kCardPadding.x - scrollbar) + 4.0F;
  size.height = std::min(display.y - 16.0F, others + rows);
  size.list = std::max(size.height - others, 80.0F);
  return size;
}

/// True when it is to close.
bool draw_card(Frame& frame, TableDraft& draft, const CardSize& size) {
  const float room = size.width - 2.0F * kCardPadding.x;
  const ImVec2 top = ImGui::GetCursorScreenPos();
  text_lines(frame.theme.fonts.label, frame.theme.colour.text_faint, say::table::columns(), room);
  ImGui::BeginChild("columns", {room, size.list}, ImGuiChildFlags_NavFlattened,
                    ImGuiWindowFlags_NoBackground);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0.0F, 0.0F});
  draw_table_rows(frame, draft, asked_for.several, room - ImGui::GetStyle().ScrollbarSize);
  ImGui::PopStyleVar();
  leave_cursor();
  ImGui::EndChild();
  if (size.preview > 0.0F) draw_preview(frame, draft.sheet(), room);
  const bool close = draw_foot(frame, draft, room);
  register_widget(frame, "table-card", "columns", "card", "",
                  {top, {top.x + room, ImGui::GetCursorScreenPos().y}});
  return close;
}

}  // namespace

void open_table_card() { asked_for.asked = true; }

void draw_table_strip(Frame& frame) {
  const auto table = table_of(frame);
  if (!table) return;
  const Theme& theme = frame.theme;
  const float width = available_width();
  const std::string& named = frame.snapshot.document->data_file;
  const std::string_view file =
      named.empty() ? say::table::your_own_table() : std::string_view(named);
  const std::string& words = words_of(table);
  const ImVec2 top = ImGui::GetCursorScreenPos();
  draw_text(*ImGui::GetWindowDrawList(), theme.fonts.strong, top, theme.colour.text, file, width);
  ImGui::Dummy({width, theme.metric.body_px + 2.0F});
  text_lines(theme.fonts.small, theme.colour.text_soft, words, width);
  const ImVec2 end = ImGui::GetCursorScreenPos();
  register_widget(frame, "table-strip", file, "text", words, {top, {top.x + width, end.y}});
  if (text_button(frame, {"table-change", say::table::change(), say::table::change_tip()},
                  {width, theme.metric.control_px}))
    open_table_card();
}

void draw_table_card(Frame& frame) {
  const auto table = table_of(frame);
  if (std::exchange(asked_for.asked, false) && table) {
    asked_for.draft.emplace(*table);
    asked_for.of = table;
    const auto& plan = asked_for.draft->plan();
    asked_for.several = plan && plan->targets.size() > 1;
    ImGui::OpenPopup(kTableCard);
  }
  if (!asked_for.draft) return;
  const CardSize size = card_size(frame, *asked_for.draft);
  const ImVec2 display = ImGui::GetIO().DisplaySize;
  ImGui::SetNextWindowPos({display.x * 0.5F, display.y * 0.5F}, ImGuiCond_Always, {0.5F, 0.5F});
  ImGui::SetNextWindowSize({size.width, size.height});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, kCardPadding);
  ImGui::PushStyleColor(ImGuiCol_PopupBg, frame.theme.colour.panel);
  const bool shown = ImGui::BeginPopup(kTableCard, ImGuiWindowFlags_NoMove);
  ImGui::PopStyleColor();
  ImGui::PopStyleVar();
  if (!shown) return asked_for.draft.reset();
  const bool pressed = draw_card(frame, *asked_for.draft, size);
  // The list of a choice goes first: while it is open, the card is not in focus.
  const bool escaped = asked_for.focused && ImGui::IsKeyPressed(ImGuiKey_Escape, false);
  asked_for.focused =
      ImGui::IsWindowFocused(ImGuiFocusedFlags_ChildWindows | ImGuiFocusedFlags_NoPopupHierarchy);
  // Another table has come in its place: these choices are not about it.
  if (pressed || escaped || asked_for.of.lock() != table) {
    ImGui::CloseCurrentPopup();
    asked_for.draft.reset();
  }
  ImGui::EndPopup();
}

}  // namespace isobath::ui
