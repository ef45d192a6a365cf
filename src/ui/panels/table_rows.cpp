// SPDX-License-Identifier: MIT
// In one line where there is room, else in two or three.
#include "ui/panels/table_rows.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "say/table.hpp"
#include "ui/controls/controls.hpp"

namespace isobath::ui {

namespace {

constexpr float kWide_px = 600.0F;
constexpr float kUse_px = 74.0F, kAs_px = 150.0F, kMissing_px = 128.0F, kBetweenChoices_px = 4.0F;

/// What is known of a column, under its name.
std::string about(const TableDraft& draft, std::size_t at) {
  const data::Column& column = draft.sheet().columns[at];
  std::string words(core::name(column.kind));
  if (!draft.of(at).why.empty()) words += " – " + draft.of(at).why;
  const Known& known = draft.known(at);
  if (known.missing > 0) words += ", " + std::to_string(known.missing) + " missing";
  if (!column.numbers.empty() && column.kind != data::ColumnKind::date &&
      column.kind != data::ColumnKind::empty)
    words += ", μ " + number(known.mean).str() + ", σ " + number(known.deviation).str();
  if (!known.examples.empty()) words += ": " + known.examples;
  return words;
}

const char* label_of(data::As as, const data::Column& column) {
  switch (as) {
    case data::As::number:
      return column.kind == data::ColumnKind::date ? "days" : say::table::a_number();
    case data::As::one_hot:
      return "classes";
    case data::As::binary:
      return say::table::n_0_and_1();
    case data::As::date_parts:
      return say::table::year_weekday();
  }
  return "";
}

float words_height(const Theme& theme) { return 2.0F * theme.metric.small_px + 8.0F; }

/// Can something be decided of the rows where it is missing?
bool may_miss(const TableDraft& draft, std::size_t at) {
  return draft.of(at).use == data::Use::input && draft.known(at).missing > 0 &&
         !draft.sheet().columns[at].has_words();
}

float row_height(const Theme& theme, const TableDraft& draft, std::size_t at, bool wide) {
  const float control = theme.metric.control_px;
  if (wide) return std::max(words_height(theme), control) + 10.0F;
  const bool more = draft.ways(at).size() > 1 || may_miss(draft, at);
  return words_height(theme) + control + (more ? control + kBetweenChoices_px : 0.0F) + 12.0F;
}

class Rows {
 public:
  Rows(Frame& frame, TableDraft& draft, bool several, float width)
      : frame_(frame), draft_(draft), several_(several), width_(width), wide_(width >= kWide_px) {}

  void draw() {
    for (std::size_t i = 0; i < draft_.sheet().columns.size(); ++i) draw_row(i);
  }

 private:
  float control() const { return frame_.theme.metric.control_px; }
  float text_height() const { return words_height(frame_.theme); }

  void draw_row(std::size_t at) {
    const ImVec2 top = ImGui::GetCursorScreenPos();
    const float height = row_height(frame_.theme, draft_, at, wide_);
    if (!ImGui::IsRectVisible({width_, height})) {
      ImGui::Dummy({width_, height});
      return;
    }
    ImGui::PushID(static_cast<int>(at));
    const float taken = 3.0F * kUse_px + kAs_px + kMissing_px + 5.0F * kBetweenChoices_px;
    draw_words(at, top, wide_ ? width_ - taken - 8.0F : width_);
    if (wide_) {
      const float y = top.y + std::round((height - 10.0F - control()) * 0.5F);
      draw_uses(at, {top.x + width_ - taken, y}, kUse_px);
      draw_more(at, {top.x + width_ - kAs_px - kMissing_px - kBetweenChoices_px, y}, kAs_px,
                kMissing_px);
    } else {
      const float third = std::floor((width_ - 2.0F * kBetweenChoices_px) / 3.0F);
      const float half = std::floor((width_ - kBetweenChoices_px) / 2.0F);
      draw_uses(at, {top.x, top.y + text_height()}, third);
      draw_more(at, {top.x, top.y + text_height() + control() + kBetweenChoices_px}, half, half);
    }
    const float line = top.y + height - 5.0F;
    ImGui::GetWindowDrawList()->AddLine({top.x, line}, {top.x + width_, line},
                                        frame_.theme.colour.grid);
    ImGui::SetCursorScreenPos(top);
    ImGui::Dummy({width_, height});
    ImGui::PopID();
  }

  void draw_words(std::size_t at, ImVec2 top, float room) {
    const Theme& theme = frame_.theme;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const data::Column& column = draft_.sheet().columns[at];
    const bool used = draft_.of(at).use != data::Use::drop;
    const std::string name = column.name.empty() ? "column " + std::to_string(at + 1) : column.name;
    draw_text(list, theme.fonts.strong, top, used ? theme.colour.text : theme.colour.text_faint,
              name, room);
    const std::string words = about(draft_, at);
    draw_text(list, theme.fonts.small, {top.x, top.y + theme.metric.body_px + 3.0F},
              used ? theme.colour.text_soft : theme.colour.text_faint, words, room);
    const Rect rect{top, {top.x + room, top.y + text_height()}};
    if (!draft_.of(at).why.empty()) tip_over(frame_, rect, draft_.of(at).why.c_str());
    register_widget(frame_, "column-" + std::to_string(at + 1), name, "text", words, rect);
  }

  void draw_uses(std::size_t at, ImVec2 place, float width) {
    struct Choice {
      data::Use use;
      const char* id;
      words::Later label, tip;
    };
    static constexpr std::array<Choice, 3> kUses{
        {{data::Use::input, "input", "input", say::table::what_the_network_is},
         {data::Use::target, "target", "target", say::table::what_the_network_is_2},
         {data::Use::drop, "drop", say::table::left_out, say::table::neither_given_nor_asked}}};
    const bool any = draft_.sheet().columns[at].has_values();
    for (const Choice& one : kUses) {
      ImGui::SetCursorScreenPos(place);
      const std::string id = "column-" + std::to_string(at + 1) + "-" + one.id;
      if (toggle(frame_, {id.c_str(), one.label, one.tip, any || one.use == data::Use::drop},
                 draft_.of(at).use == one.use, {width, control()}))
        draft_.use(at, one.use, several_);
      place.x += width + kBetweenChoices_px;
    }
  }

  void draw_more(std::size_t at, ImVec2 place, float as_width, float missing_width) {
    const data::Column& column = draft_.sheet().columns[at];
    const auto ways = draft_.ways(at);
    if (ways.size() > 1) {
      std::array<const char*, 4> labels{};
      int current = 0;
      for (std::size_t i = 0; i < ways.size() && i < labels.size(); ++i) {
        labels[i] = label_of(ways[i], column);
        if (ways[i] == draft_.of(at).as) current = static_cast<int>(i);
      }
      ImGui::SetCursorScreenPos(place);
      const std::string id = "column-" + std::to_string(at + 1) + "-as";
      if (const auto chosen =
              choice(frame_, {id.c_str(), "as", say::table::a_number_or_a(), true, as_width},
                     std::span(labels).first(ways.size()), current))
        draft_.take_as(at, ways[static_cast<std::size_t>(*chosen)]);
      if (!wide_) place.x += as_width + kBetweenChoices_px;
    }
    if (wide_) place.x += as_width + kBetweenChoices_px;
    if (!may_miss(draft_, at)) return;
    const std::array<const char*, 2> ways_out{say::table::no_row(), "mean"};
    ImGui::SetCursorScreenPos(place);
    const std::string id = "column-" + std::to_string(at + 1) + "-missing";
    if (const auto chosen = choice(
            frame_, {id.c_str(), "missing", say::table::rows_where_it_is(), true, missing_width},
            ways_out, static_cast<int>(draft_.of(at).missing)))
      draft_.treat_missing(at, static_cast<data::Missing>(*chosen));
  }

  Frame& frame_;
  TableDraft& draft_;
  bool several_;
  float width_;
  bool wide_;
};

}  // namespace

float table_rows_height(const Frame& frame, const TableDraft& draft, float width_px) {
  float sum = 0.0F;
  for (std::size_t i = 0; i < draft.sheet().columns.size(); ++i)
    sum += row_height(frame.theme, draft, i, width_px >= kWide_px);
  return sum;
}

void draw_table_rows(Frame& frame, TableDraft& draft, bool several, float width_px) {
  Rows(frame, draft, several, width_px).draw();
}

}  // namespace isobath::ui
