// SPDX-License-Identifier: MIT
// How the controls look and what they ask of ImGui. Behaviour (mouse, keyboard) is ImGui's; the
// face is drawn over it.
#include "ui/controls/controls.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

#include "ui/controls/row.hpp"
#include "ui/panel_walk.hpp"
#include "ui/text/wrap.hpp"

namespace isobath::ui {
namespace {

constexpr float kHeadTop = 4.0F;  // from a panel's edge to its title's row

/// A button without a face of its own: background by weight or state, highlight by ImGui.
bool plain_button(Frame& frame, const Control& control, ImVec2 size_px, ImU32 rest, ImU32 hot,
                  ImU32 pressed) {
  ImGui::PushStyleColor(ImGuiCol_Button, rest);
  ImGui::PushStyleColor(ImGuiCol_ButtonHovered, hot);
  ImGui::PushStyleColor(ImGuiCol_ButtonActive, pressed);
  // What has no ground of its own has no edge.
  ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, rest == 0 ? 0.0F : 1.0F);
  ImGui::PushID(control.id);
  ImGui::BeginDisabled(!control.enabled);
  const bool clicked = ImGui::Button("##", size_px);
  ImGui::EndDisabled();
  ImGui::PopID();
  ImGui::PopStyleVar();
  ImGui::PopStyleColor(3);
  tooltip(frame, control.tip);
  return clicked;
}

struct Surface {
  ImU32 rest, hot, pressed, text;
};

Surface surface(const Frame& frame, Weight weight, bool enabled) {
  const Colours& c = frame.theme.colour;
  Surface chosen{c.control, c.control_hot, c.control_on, c.text};
  if (weight == Weight::quiet) chosen = {0, c.control, c.control_hot, c.text_soft};
  if (weight == Weight::strong)
    chosen = {c.accent, mixed(c.accent, c.text, 0.15F), mixed(c.accent, c.text, 0.3F), c.on_accent};
  if (!enabled) chosen.text = faded(chosen.text, 0.4F);
  return chosen;
}

}  // namespace

void register_widget(Frame& frame, std::string_view id, std::string_view label,
                     std::string_view kind, std::string_view value, const Rect& rect) {
  if (!frame.widgets_wanted) return;
  const ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 low = list.GetClipRectMin(), high = list.GetClipRectMax();
  const Rect shown{ImVec2(std::max(rect.min.x, low.x), std::max(rect.min.y, low.y)),
                   ImVec2(std::min(rect.max.x, high.x), std::min(rect.max.y, high.y))};
  if (shown.empty() || shown.width() * shown.height() < 0.5F * rect.width() * rect.height()) return;
  Widget& widget = frame.widgets.emplace_back();
  widget.id = id;
  widget.label = label;
  widget.kind = kind;
  widget.value = value;
  widget.x = shown.min.x;
  widget.y = shown.min.y;
  widget.width = shown.width();
  widget.height = shown.height();
}

float row_width(const Control& control) {
  return control.width_px > 0.0F ? control.width_px : -1.0F;
}

void draw_row(Frame& frame, const Rect& row, const Control& control, std::string_view value,
              float room_right_px, float lift_px) {
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float fade = control.enabled ? 1.0F : 0.4F;
  const float value_width = text_size(theme.fonts.body, value).x;
  const float right = row.max.x - kPad - room_right_px;
  const float y = row.centre().y - theme.metric.body_px * 0.5F - lift_px;
  const std::string_view label = control.label;
  if (control.bare) {
    draw_text(list, theme.fonts.body, {row.min.x + kPad, y}, faded(theme.colour.text, fade), value,
              right - row.min.x - kPad);
    return;
  }
  draw_text(list, theme.fonts.body, {row.min.x + kPad, y}, faded(theme.colour.text_soft, fade),
            label, std::max(8.0F, right - value_width - row.min.x - 2.0F * kPad));
  draw_text(list, theme.fonts.body, {right - value_width, y}, faded(theme.colour.text, fade),
            value);
}

void push_face(Face face) { ImGui::PushFont(face.font, face.px); }

Rect item_rect() { return {ImGui::GetItemRectMin(), ImGui::GetItemRectMax()}; }

void text_lines(Face font, ImU32 colour, std::string_view text, float width_px) {
  push_face(font);
  ImGui::PushStyleColor(ImGuiCol_Text, colour);
  const std::string& lines = wrapped(font, width_px > 0.0F ? width_px : available_width(), text);
  ImGui::TextUnformatted(lines.data(), lines.data() + lines.size());
  ImGui::PopStyleColor();
  ImGui::PopFont();
}

ImVec2 text_size(Face font, std::string_view text, float wrap_px) {
  if (text.empty()) return {0.0F, font.px};  // ImGui takes no text that is nowhere
  return font.font->CalcTextSizeA(font.px, 1e9F, wrap_px, text.data(), text.data() + text.size());
}

float draw_text(ImDrawList& list, Face font, ImVec2 at, ImU32 colour, std::string_view text,
                float max_width_px) {
  if (text.empty()) return 0.0F;
  const char* end = text.data() + text.size();
  const float width = text_size(font, text).x;
  if (max_width_px <= 0.0F || width <= max_width_px) {
    list.AddText(font.font, font.px, at, colour, text.data(), end);
    return width;
  }
  const float ellipsis = text_size(font, "…").x;
  const char* cut = nullptr;
  const float kept = font.font
                         ->CalcTextSizeA(font.px, std::max(0.0F, max_width_px - ellipsis), 0.0F,
                                         text.data(), end, &cut)
                         .x;
  list.AddText(font.font, font.px, at, colour, text.data(), cut);
  list.AddText(font.font, font.px, {at.x + kept, at.y}, colour, "…");
  return kept + ellipsis;
}

void draw_text_in(ImDrawList& list, Face font, const Rect& rect, ImVec2 share, ImU32 colour,
                  std::string_view text) {
  const ImVec2 size = text_size(font, text);
  const ImVec2 at{rect.min.x + (rect.width() - size.x) * share.x,
                  rect.min.y + (rect.height() - size.y) * share.y};
  draw_text(list, font, at, colour, text);
}

bool icon_button(Frame& frame, const Control& control, Icon icon, ImVec2 size_px, Weight weight) {
  const Surface f = surface(frame, weight, control.enabled);
  const bool clicked = plain_button(frame, control, size_px, f.rest, f.hot, f.pressed);
  const Rect rect = item_rect();
  draw_icon(*ImGui::GetWindowDrawList(), icon, rect.centre(),
            std::min(16.0F, std::min(size_px.x, size_px.y) * 0.5F), f.text);
  register_widget(frame, control.id, control.label, "button", control.enabled ? "" : "disabled",
                  rect);
  return clicked;
}

bool text_button(Frame& frame, const Control& control, ImVec2 size_px, Weight weight) {
  const Surface f = surface(frame, weight, control.enabled);
  const Face font = frame.theme.fonts.small;
  const bool clicked = plain_button(frame, control, size_px, f.rest, f.hot, f.pressed);
  const Rect rect = item_rect();
  const ImVec2 text = text_size(font, control.label);
  const float room = rect.width() - 2.0F * kPad;
  const float left = rect.min.x + std::max(kPad, (rect.width() - text.x) * 0.5F);
  if (!control.bare)
    draw_text(*ImGui::GetWindowDrawList(), font, {left, rect.centre().y - text.y * 0.5F}, f.text,
              control.label, room);
  register_widget(frame, control.id, control.label, "button", control.enabled ? "" : "disabled",
                  rect);
  return clicked;
}

bool toggle(Frame& frame, const Control& control, bool on, ImVec2 size_px) {
  const Colours& c = frame.theme.colour;
  const Face font = frame.theme.fonts.body;
  if (size_px.x <= 0.0F) size_px.x = text_size(font, control.label).x + 2.0F * kPad;
  const bool clicked =
      plain_button(frame, control, size_px, on ? c.control_on : c.control,
                   on ? mixed(c.control_on, c.control_hot, 0.4F) : c.control_hot, c.control_on);
  const Rect rect = item_rect();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (on)
    list.AddRect(rect.min, rect.max, faded(c.accent, 0.9F), ImGui::GetStyle().FrameRounding, 0,
                 1.2F);
  const ImU32 text = on ? c.text : c.text_soft;
  if (!control.bare)
    draw_text_in(list, font, rect, {0.5F, 0.5F}, control.enabled ? text : faded(text, 0.4F),
                 control.label);
  register_widget(frame, control.id, control.label, "checkbox", on ? "on" : "off", rect);
  return clicked;
}

bool tick_box(Frame& frame, const Control& control, bool on, ImVec2 size_px) {
  const Colours& c = frame.theme.colour;
  const bool clicked =
      plain_button(frame, control, size_px, c.control, c.control_hot, c.control_on);
  const Rect rect = item_rect();
  draw_row(frame, rect, control, "", 20.0F);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  constexpr float kHalf = 7.0F;
  const ImVec2 at{rect.max.x - kPad - kHalf, std::round(rect.centre().y)};
  const ImVec2 low{at.x - kHalf, at.y - kHalf}, high{at.x + kHalf, at.y + kHalf};
  if (on) {
    list.AddRectFilled(low, high, c.accent, 3.0F);
    list.PathLineTo({at.x - 3.6F, at.y + 0.2F});
    list.PathLineTo({at.x - 1.0F, at.y + 3.0F});
    list.PathLineTo({at.x + 3.8F, at.y - 2.8F});
    list.PathStroke(c.on_accent, 0, 1.8F);
  } else {
    list.AddRect(low, high, c.text_faint, 3.0F, 0, 1.2F);
  }
  register_widget(frame, control.id, control.label, "checkbox", on ? "on" : "off", rect);
  return clicked;
}

std::optional<int> choice(Frame& frame, const Control& control,
                          std::span<const char* const> options, int current,
                          std::span<const char* const> why_not) {
  std::optional<int> chosen;
  const char* shown = current >= 0 && current < static_cast<int>(options.size())
                          ? options[static_cast<std::size_t>(current)]
                          : "–";
  ImGui::PushID(control.id);
  ImGui::BeginDisabled(!control.enabled);
  ImGui::SetNextItemWidth(row_width(control));
  const bool open = ImGui::BeginCombo(
      "##", nullptr, ImGuiComboFlags_HeightLargest | ImGuiComboFlags_NoArrowButton);
  if (open) {
    for (int i = 0; i < static_cast<int>(options.size()); ++i) {
      const char* option = options[static_cast<std::size_t>(i)];
      const char* reason = why_not.empty() ? "" : why_not[static_cast<std::size_t>(i)];
      const bool barred = *reason != '\0';
      ImGui::BeginDisabled(barred);
      if (ImGui::Selectable(option, i == current)) chosen = i;
      ImGui::EndDisabled();
      if (barred) tooltip(frame, reason);
      register_widget(frame, (Text(control.id) + "-" + std::to_string(i)).view(), option, "option",
                      barred         ? "disabled"
                      : i == current ? "on"
                                     : "off",
                      item_rect());
    }
    ImGui::EndCombo();
  }
  ImGui::EndDisabled();
  ImGui::PopID();
  const Rect row = item_rect();
  if (!open) tooltip(frame, control.tip);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const bool narrow = row.width() < 90.0F;
  const float caret = narrow ? 0.0F : 10.0F;
  if (row.width() < 34.0F) {
    // No room for more than the sign that there is a choice.
    const ImVec2 at = row.centre();
    list.AddTriangleFilled({at.x - 4.0F, at.y - 2.0F}, {at.x + 4.0F, at.y - 2.0F},
                           {at.x, at.y + 3.0F}, frame.theme.colour.text_soft);
  } else if (narrow) {
    draw_text_in(list, frame.theme.fonts.small, row, {0.5F, 0.5F}, frame.theme.colour.text, shown);
  } else {
    draw_row(frame, row, control, shown, caret + 2.0F);
    const ImVec2 at{row.max.x - kPad - 4.0F, row.centre().y};
    list.AddTriangleFilled({at.x - 4.0F, at.y - 2.0F}, {at.x + 4.0F, at.y - 2.0F},
                           {at.x, at.y + 3.0F}, frame.theme.colour.text_soft);
  }
  register_widget(frame, control.id, control.label, "choice", shown, row);
  return chosen;
}

void begin_panel(Frame& frame, const char* id, const char* title, const Rect& rect,
                 ImGuiWindowFlags flags) {
  register_widget(frame, (Text("panel-") + id).view(), title, "panel", "", rect);
  ImGui::SetCursorScreenPos(rect.min);
  ImGui::PushStyleColor(ImGuiCol_Border, frame.theme.colour.edge);
  ImGui::BeginChild(id, rect.size(),
                    ImGuiChildFlags_Borders | ImGuiChildFlags_AlwaysUseWindowPadding |
                        ImGuiChildFlags_NavFlattened,
                    flags);
  ImGui::PopStyleColor();
  const Theme& theme = frame.theme;
  note_panel(theme, rect);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float top = at.y + kHeadTop - ImGui::GetStyle().WindowPadding.y;
  draw_text(*ImGui::GetWindowDrawList(), theme.fonts.label,
            {at.x, std::round(top + (theme.metric.head_px - theme.metric.small_px) * 0.5F)},
            theme.colour.text_soft, title);
  ImGui::SetCursorScreenPos({at.x, top + theme.metric.head_px + 4.0F});
}

float head_top(const Rect& panel) { return panel.min.y + kHeadTop; }
float body_top(const Frame& frame, const Rect& panel) {
  return head_top(panel) + frame.theme.metric.head_px + 4.0F;
}

void end_panel() {
  leave_cursor();
  ImGui::EndChild();
}

void leave_cursor() { ImGui::GetCurrentWindow()->DC.IsSetPos = false; }

float available_width() { return ImGui::GetContentRegionAvail().x; }

bool tapped_has_card(const Frame& frame) {
  return frame.theme.touch && !ImGui::IsMouseDown(ImGuiMouseButton_Left) &&
         !ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel);
}

void card(const Frame& frame, std::string_view title, std::span<const CardLine> lines,
          const CardPicture* picture, std::optional<ImVec2> beside) {
  const Theme& theme = frame.theme;
  constexpr float kSwatch = 14.0F, kBetween = 14.0F, kAside = 18.0F;
  float names = 0.0F, values = 0.0F;
  for (const CardLine& line : lines) {
    const float swatch = line.colour != 0 ? kSwatch : 0.0F;
    names = std::max(names, text_size(theme.fonts.small, line.name.view()).x + swatch);
    values = std::max(values, text_size(theme.fonts.small, line.value.view()).x);
  }
  const float width =
      std::max({text_size(theme.fonts.label, title).x, names + (values > 0 ? kBetween : 0) + values,
                picture ? picture->size_px.x : 0.0F});
  const float step = std::round(theme.metric.small_px * 1.35F);
  const float head = title.empty() ? 0.0F : step + 2.0F;
  constexpr float kAbove = 6.0F;
  const float told = head + step * static_cast<float>(lines.size());
  const float height = told + (picture ? kAbove + picture->size_px.y : 0.0F);

  // Beside the pointer, on the side with more room: what it points at stays in view.
  const ImVec2 padding = ImGui::GetStyle().WindowPadding;
  const ImVec2 whole{width + 2.0F * padding.x, height + 2.0F * padding.y};
  const ImVec2 display = ImGui::GetIO().DisplaySize,
               mouse = beside.value_or(ImGui::GetIO().MousePos);
  const bool rightwards = mouse.x + kAside + whole.x <= display.x || mouse.x < display.x * 0.5F;
  const float x = rightwards ? mouse.x + kAside : mouse.x - kAside - whole.x;
  const float y = mouse.y - whole.y * 0.35F;
  ImGui::SetNextWindowPos({std::max(4.0F, std::min(x, display.x - whole.x - 4.0F)),
                           std::max(4.0F, std::min(y, display.y - whole.y - 4.0F))});
  if (!ImGui::BeginTooltip()) return;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_text(list, theme.fonts.label, at, theme.colour.text, title);
  float line_y = at.y + head;
  for (const CardLine& line : lines) {
    float line_x = at.x;
    if (line.colour != 0) {
      list.AddRectFilled({line_x, line_y + 3.0F}, {line_x + 8.0F, line_y + 11.0F}, line.colour,
                         2.0F);
      line_x += kSwatch;
    }
    draw_text(list, theme.fonts.small, {line_x, line_y}, theme.colour.text_soft, line.name.view());
    const float value_width = text_size(theme.fonts.small, line.value.view()).x;
    draw_text(list, theme.fonts.small, {at.x + width - value_width, line_y}, theme.colour.text,
              line.value.view());
    line_y += step;
  }
  if (picture) picture->draw(list, {{at.x, at.y + told + kAbove}, {at.x + width, at.y + height}});
  ImGui::Dummy({width, height});
  ImGui::EndTooltip();
}

}  // namespace isobath::ui
