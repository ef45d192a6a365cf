// SPDX-License-Identifier: MIT
// How the controls look and what they ask of ImGui. Behaviour (mouse, keyboard) is ImGui's; the
// face is drawn over it.
#include "ui/controls.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

#include "ui/typed_number.hpp"

namespace isobath::ui {
namespace {

constexpr float kPad = 9.0F;
constexpr float kHeadTop = 4.0F;  // from a panel's edge to its title's row
constexpr float kLift = 2.0F;     // of a slider's text, above its track

/// A button without a face of its own: background by weight or state, highlight by ImGui.
bool plain_button(Frame& frame, const Control& control, ImVec2 size_px, ImU32 rest, ImU32 hot,
                  ImU32 pressed) {
  ImGui::PushStyleColor(ImGuiCol_Button, rest);
  ImGui::PushStyleColor(ImGuiCol_ButtonHovered, hot);
  ImGui::PushStyleColor(ImGuiCol_ButtonActive, pressed);
  ImGui::PushID(control.id);
  ImGui::BeginDisabled(!control.enabled);
  const bool clicked = ImGui::Button("##", size_px);
  ImGui::EndDisabled();
  ImGui::PopID();
  ImGui::PopStyleColor(3);
  tooltip(frame, control.tip);
  return clicked;
}

float row_width(const Control& control) {
  return control.width_px > 0.0F ? control.width_px : -1.0F;
}

struct Face {
  ImU32 rest, hot, pressed, text;
};

Face face(const Frame& frame, Weight weight, bool enabled) {
  const Colours& c = frame.theme.colour;
  Face chosen{c.control, c.control_hot, c.control_on, c.text};
  if (weight == Weight::quiet) chosen = {0, c.control, c.control_hot, c.text_soft};
  if (weight == Weight::strong)
    chosen = {c.accent, mixed(c.accent, c.text, 0.15F), mixed(c.accent, c.text, 0.3F), c.on_accent};
  if (!enabled) chosen.text = faded(chosen.text, 0.4F);
  return chosen;
}

/// Label and value upon a row, the label giving way to the value.
void draw_row(Frame& frame, const Rect& row, const Control& control, std::string_view value,
              float room_right_px, float lift_px = 0.0F) {
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

std::optional<Change> finish_slider(double before, double after, bool moved) {
  if (ImGui::IsItemDeactivatedAfterEdit()) return Change{after, false};
  if (moved && after != before) return Change{after, ImGui::IsItemActive()};
  return std::nullopt;
}

/// The slider's track along the lower edge of its row, so that nothing runs through the text.
void draw_fill(const Frame& frame, const Rect& row, double share) {
  const Colours& c = frame.theme.colour;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float inset = frame.theme.touch ? 5.0F : 3.5F;
  const float y = row.max.y - inset, left = row.min.x + kPad, right = row.max.x - kPad;
  const float at = left + (right - left) * static_cast<float>(std::clamp(share, 0.0, 1.0));
  const bool hot = ImGui::IsItemHovered() || ImGui::IsItemActive();
  list.AddRectFilled({left, y - 1.0F}, {right, y + 1.0F}, c.grid_strong, 1.0F);
  list.AddRectFilled({left, y - 1.0F}, {at, y + 1.0F}, c.accent, 1.0F);
  list.AddCircleFilled({at, y}, hot ? 5.0F : frame.theme.touch ? 4.5F : 3.5F, c.accent, 16);
}

/// A slider's face behind its item, and what a press or a key upon it comes to.
std::optional<Change> end_slider(Frame& frame, const Control& control, ImGuiID id, double value,
                                 double after, bool moved, const Typing& typing,
                                 const Text& shown) {
  const Rect row = item_rect();
  std::optional<Change> change;
  if (typing.number) {
    if (*typing.number != value) change = Change{*typing.number, false};
  } else if (!typing.open) {
    Rect number = row;
    const float wide = text_size(frame.theme.fonts.body, shown.view()).x + 6.0F;
    number.min.x = row.max.x - kPad - std::max(wide, frame.theme.touch ? 40.0F : 24.0F);
    const auto before = double_clicked_to_type(id, value);
    if (before) {
      if (*before != value) change = Change{*before, false};
    } else if (!pressed_to_type(id, number, value)) {
      change = finish_slider(value, after, moved);
    }
  }
  ImGui::EndDisabled();
  ImGui::PopID();
  tooltip(frame, control.tip);
  register_widget(frame, control.id, control.label, "slider", exact(value).view(), row);
  return change;
}

double share_of(double value, const SliderRange& range) {
  if (!range.logarithmic) return (value - range.lowest) / (range.highest - range.lowest);
  return std::log(value / range.lowest) / std::log(range.highest / range.lowest);
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

Rect item_rect() { return {ImGui::GetItemRectMin(), ImGui::GetItemRectMax()}; }

void text_lines(ImFont* font, ImU32 colour, std::string_view text, float width_px) {
  ImGui::PushFont(font);
  ImGui::PushStyleColor(ImGuiCol_Text, colour);
  ImGui::PushTextWrapPos(width_px > 0.0F ? ImGui::GetCursorPosX() + width_px : 0.0F);
  ImGui::TextUnformatted(text.data(), text.data() + text.size());
  ImGui::PopTextWrapPos();
  ImGui::PopStyleColor();
  ImGui::PopFont();
}

void tooltip(const Frame& frame, const char* tip) {
  if (tip == nullptr || *tip == '\0') return;
  // Who presses something wants to see what it does: no tip until the pointer has left.
  static ImGuiID pressed = 0;
  const ImGuiID id = ImGui::GetItemID();
  const bool over = ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled);
  if (id != 0 && over && ImGui::IsAnyMouseDown())
    pressed = id;
  else if (id == pressed && !over && !ImGui::IsItemActive())
    pressed = 0;
  if (ImGui::IsAnyMouseDown() || (id != 0 && id == pressed) ||
      !ImGui::IsItemHovered(ImGuiHoveredFlags_ForTooltip))
    return;
  if (!ImGui::BeginTooltip()) return;
  ImGui::PushFont(frame.theme.fonts.small);
  ImGui::PushTextWrapPos(300.0F);
  ImGui::TextUnformatted(tip);
  ImGui::PopTextWrapPos();
  ImGui::PopFont();
  ImGui::EndTooltip();
}

ImVec2 text_size(const ImFont* font, std::string_view text) {
  const float size = font->FontSize * ImGui::GetIO().FontGlobalScale;
  if (text.empty()) return {0.0F, size};  // ImGui takes no text that is nowhere
  return font->CalcTextSizeA(size, 1e9F, 0.0F, text.data(), text.data() + text.size());
}

float draw_text(ImDrawList& list, const ImFont* font, ImVec2 at, ImU32 colour,
                std::string_view text, float max_width_px) {
  if (text.empty()) return 0.0F;
  const float size = font->FontSize * ImGui::GetIO().FontGlobalScale;
  const char* end = text.data() + text.size();
  const float width = text_size(font, text).x;
  if (max_width_px <= 0.0F || width <= max_width_px) {
    list.AddText(font, size, at, colour, text.data(), end);
    return width;
  }
  const float ellipsis = text_size(font, "…").x;
  const char* cut = nullptr;
  const float kept = font->CalcTextSizeA(size, std::max(0.0F, max_width_px - ellipsis), 0.0F,
                                         text.data(), end, &cut)
                         .x;
  list.AddText(font, size, at, colour, text.data(), cut);
  list.AddText(font, size, {at.x + kept, at.y}, colour, "…");
  return kept + ellipsis;
}

void draw_text_in(ImDrawList& list, const ImFont* font, const Rect& rect, ImVec2 share,
                  ImU32 colour, std::string_view text) {
  const ImVec2 size = text_size(font, text);
  const ImVec2 at{rect.min.x + (rect.width() - size.x) * share.x,
                  rect.min.y + (rect.height() - size.y) * share.y};
  draw_text(list, font, at, colour, text);
}

bool icon_button(Frame& frame, const Control& control, Icon icon, ImVec2 size_px, Weight weight) {
  const Face f = face(frame, weight, control.enabled);
  const bool clicked = plain_button(frame, control, size_px, f.rest, f.hot, f.pressed);
  const Rect rect = item_rect();
  draw_icon(*ImGui::GetWindowDrawList(), icon, rect.centre(),
            std::min(16.0F, std::min(size_px.x, size_px.y) * 0.5F), f.text);
  register_widget(frame, control.id, control.label, "button", control.enabled ? "" : "disabled",
                  rect);
  return clicked;
}

bool text_button(Frame& frame, const Control& control, ImVec2 size_px, Weight weight) {
  const Face f = face(frame, weight, control.enabled);
  const ImFont* font = frame.theme.fonts.small;
  const bool clicked = plain_button(frame, control, size_px, f.rest, f.hot, f.pressed);
  const Rect rect = item_rect();
  const ImVec2 text = text_size(font, control.label);
  const float room = rect.width() - 2.0F * kPad;
  const float left = rect.min.x + std::max(kPad, (rect.width() - text.x) * 0.5F);
  draw_text(*ImGui::GetWindowDrawList(), font, {left, rect.centre().y - text.y * 0.5F}, f.text,
            control.label, room);
  register_widget(frame, control.id, control.label, "button", control.enabled ? "" : "disabled",
                  rect);
  return clicked;
}

bool toggle(Frame& frame, const Control& control, bool on, ImVec2 size_px) {
  const Colours& c = frame.theme.colour;
  const ImFont* font = frame.theme.fonts.body;
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

std::optional<Change> slider(Frame& frame, const Control& control, double value, SliderRange range,
                             const Text& shown) {
  double edited = value;
  ImGui::PushID(control.id);
  ImGui::BeginDisabled(!control.enabled);
  ImGui::SetNextItemWidth(row_width(control));
  const ImGuiID id = ImGui::GetID("##");
  const Typing typing = type_number(id, value);
  const ImGuiSliderFlags flags = ImGuiSliderFlags_NoInput | ImGuiSliderFlags_AlwaysClamp |
                                 (range.logarithmic ? ImGuiSliderFlags_Logarithmic : 0);
  bool moved = false;
  if (!typing.open) {
    moved = ImGui::SliderScalar("##", ImGuiDataType_Double, &edited, &range.lowest, &range.highest,
                                "", flags);
    draw_fill(frame, item_rect(), share_of(value, range));
    draw_row(frame, item_rect(), control, shown.view(), 0.0F, kLift);
  }
  return end_slider(frame, control, id, value, edited, moved, typing, shown);
}

std::optional<Change> ladder(Frame& frame, const Control& control, double value,
                             std::span<const double> steps, const Text& shown) {
  const auto next = std::ranges::lower_bound(steps, value);
  auto nearest = static_cast<int>(next - steps.begin());
  const int last = static_cast<int>(steps.size()) - 1;
  nearest = std::min(nearest, last);
  const auto at = [steps](int index) { return steps[static_cast<std::size_t>(index)]; };
  if (nearest > 0 && value - at(nearest - 1) < at(nearest) - value) --nearest;
  int chosen = nearest;
  ImGui::PushID(control.id);
  ImGui::BeginDisabled(!control.enabled);
  ImGui::SetNextItemWidth(row_width(control));
  const ImGuiID id = ImGui::GetID("##");
  const Typing typing = type_number(id, value);
  bool moved = false;
  if (!typing.open) {
    moved = ImGui::SliderInt("##", &chosen, 0, last, "",
                             ImGuiSliderFlags_NoInput | ImGuiSliderFlags_AlwaysClamp);
    draw_fill(frame, item_rect(), static_cast<double>(nearest) / last);
    draw_row(frame, item_rect(), control, shown.view(), 0.0F, kLift);
  }
  // A value between two steps stays until the slider really goes to another one.
  const double after = chosen == nearest ? value : at(chosen);
  return end_slider(frame, control, id, value, after, moved, typing, shown);
}

std::optional<int> choice(Frame& frame, const Control& control,
                          std::span<const char* const> options, int current) {
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
      if (ImGui::Selectable(option, i == current)) chosen = i;
      register_widget(frame, (Text(control.id) + "-" + std::to_string(i)).view(), option, "option",
                      i == current ? "on" : "off", item_rect());
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
  if (narrow) {
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
  ImGui::BeginChild(id, rect.size(),
                    ImGuiChildFlags_Border | ImGuiChildFlags_AlwaysUseWindowPadding,
                    flags | ImGuiWindowFlags_NavFlattened);
  const Theme& theme = frame.theme;
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

void card(const Frame& frame, std::string_view title, std::span<const CardLine> lines) {
  const Theme& theme = frame.theme;
  constexpr float kSwatch = 14.0F, kBetween = 14.0F, kAside = 18.0F;
  float names = 0.0F, values = 0.0F;
  for (const CardLine& line : lines) {
    const float swatch = line.colour != 0 ? kSwatch : 0.0F;
    names = std::max(names, text_size(theme.fonts.small, line.name.view()).x + swatch);
    values = std::max(values, text_size(theme.fonts.small, line.value.view()).x);
  }
  const float width =
      std::max(text_size(theme.fonts.label, title).x, names + (values > 0 ? kBetween : 0) + values);
  const float step = std::round(theme.metric.small_px * 1.35F);
  const float head = title.empty() ? 0.0F : step + 2.0F;
  const float height = head + step * static_cast<float>(lines.size());

  // Beside the pointer, on the side with more room: what it points at stays in view.
  const ImVec2 padding = ImGui::GetStyle().WindowPadding;
  const ImVec2 whole{width + 2.0F * padding.x, height + 2.0F * padding.y};
  const ImVec2 display = ImGui::GetIO().DisplaySize, mouse = ImGui::GetIO().MousePos;
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
  ImGui::Dummy({width, height});
  ImGui::EndTooltip();
}

}  // namespace isobath::ui
