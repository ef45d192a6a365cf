// SPDX-License-Identifier: MIT
// The colours of day and night, and ImGui's style.
#include "ui/theme.hpp"

#include <cmath>

#include "ui/plot/palette.hpp"

namespace isobath::ui {
namespace {

constexpr ImU32 hex(unsigned rgb) { return palette::pack(palette::rgb(rgb)); }

constexpr Colours night() {
  Colours c{};
  c.background = hex(0x061726);
  c.panel = hex(0x0A2135);
  c.edge = hex(0x16364D);
  c.control = hex(0x12304A);
  c.control_hot = hex(0x1A3F5E);
  c.control_on = hex(0x1B5268);
  c.control_edge = hex(0x305C7A);
  c.text = hex(0xE8F0F3);
  c.text_soft = hex(0xBFD0DA);
  c.text_faint = hex(0x9DB4C2);
  c.grid = hex(0x15334A);
  c.grid_strong = hex(0x27506B);
  c.accent = hex(0x37C4B6);
  c.on_accent = hex(0x04202A);
  c.forward = hex(0x4FD3C6);
  c.backward = hex(0xF0BE72);
  c.positive = hex(0x55CFDC);
  c.negative = hex(0xEBAE5C);
  c.danger = hex(0xFF7A6B);
  c.non_finite = hex(0xF23CA8);
  c.shade = palette::pack(palette::rgb(0x04111D));
  return c;
}

constexpr Colours day() {
  Colours c{};
  c.background = hex(0xDFE9EA);
  c.panel = hex(0xFBFBF7);
  c.edge = hex(0xC4D5D8);
  c.control = hex(0xE8EFEF);
  c.control_hot = hex(0xD8E6E7);
  c.control_on = hex(0xBFDDDD);
  c.control_edge = hex(0x97AFB5);
  c.text = hex(0x0A2A40);
  c.text_soft = hex(0x2F4D60);
  c.text_faint = hex(0x3F5A6A);
  c.grid = hex(0xE2EAEA);
  c.grid_strong = hex(0xB7C9CD);
  c.accent = hex(0x0A6D71);
  c.on_accent = hex(0xFFFFFF);
  c.forward = hex(0x0A6F75);
  c.backward = hex(0x965608);
  c.positive = hex(0x186B8C);
  c.negative = hex(0x965608);
  c.danger = hex(0xA82519);
  c.non_finite = hex(0xC0147C);
  c.shade = palette::pack(palette::rgb(0xFFFFFF));
  return c;
}

ImVec4 vec(ImU32 colour) { return ImGui::ColorConvertU32ToFloat4(colour); }

}  // namespace

Theme make_theme(bool dark, const Fonts& fonts) {
  Theme theme;
  theme.dark = dark;
  theme.colour = dark ? night() : day();
  theme.fonts = fonts;
  return theme;
}

Theme for_touch(Theme theme) {
  theme.touch = true;
  theme.metric.control_px = 35.0F;
  theme.metric.head_px = 34.0F;
  return theme;
}

void apply(const Theme& theme) {
  ImGuiStyle& style = ImGui::GetStyle();
  const Colours& c = theme.colour;
  const float inside = std::floor((theme.metric.control_px - theme.metric.body_px) * 0.5F);
  style.WindowPadding = ImVec2(10.0F, 8.0F);
  style.FramePadding = ImVec2(8.0F, inside);
  style.ItemSpacing = ImVec2(6.0F, 6.0F);
  style.ItemInnerSpacing = ImVec2(6.0F, 4.0F);
  style.WindowRounding = style.PopupRounding = style.ChildRounding = theme.metric.rounding_px;
  style.FrameRounding = style.GrabRounding = 5.0F;
  style.WindowBorderSize = 0.0F;
  style.PopupBorderSize = style.ChildBorderSize = style.FrameBorderSize = 1.0F;
  style.ScrollbarSize = theme.touch ? 12.0F : 8.0F;
  style.ScrollbarRounding = 4.0F;
  style.GrabMinSize = 4.0F;
  style.DisabledAlpha = 0.55F;
  // Fingers are slower than mice, and so are frames on a slow screen.
  ImGui::GetIO().MouseDoubleClickTime = 0.5F;
  style.HoverFlagsForTooltipMouse = ImGuiHoveredFlags_DelayNormal | ImGuiHoveredFlags_Stationary |
                                    ImGuiHoveredFlags_AllowWhenDisabled;
  const auto set = [&style](ImGuiCol item, ImU32 colour) { style.Colors[item] = vec(colour); };
  set(ImGuiCol_Text, c.text);
  set(ImGuiCol_TextDisabled, c.text_faint);
  set(ImGuiCol_InputTextCursor, c.text);
  set(ImGuiCol_WindowBg, c.background);
  set(ImGuiCol_ChildBg, c.panel);
  set(ImGuiCol_PopupBg, c.shade);
  set(ImGuiCol_Border, c.control_edge);
  set(ImGuiCol_FrameBg, c.control);
  set(ImGuiCol_FrameBgHovered, c.control_hot);
  set(ImGuiCol_FrameBgActive, c.control_hot);
  set(ImGuiCol_ScrollbarBg, 0);
  set(ImGuiCol_ScrollbarGrab, c.grid_strong);
  set(ImGuiCol_ScrollbarGrabHovered, c.text_faint);
  set(ImGuiCol_ScrollbarGrabActive, c.text_faint);
  set(ImGuiCol_SliderGrab, 0);
  set(ImGuiCol_SliderGrabActive, 0);
  set(ImGuiCol_Button, c.control);
  set(ImGuiCol_ButtonHovered, c.control_hot);
  set(ImGuiCol_ButtonActive, c.control_on);
  set(ImGuiCol_Header, c.control_on);
  set(ImGuiCol_HeaderHovered, c.control_hot);
  set(ImGuiCol_HeaderActive, c.control_on);
  set(ImGuiCol_NavCursor, c.backward);
  set(ImGuiCol_TextSelectedBg, c.control_on);
}

ImU32 faded(ImU32 colour, float opacity) {
  const auto alpha = static_cast<float>((colour >> IM_COL32_A_SHIFT) & 0xFFU) * opacity;
  return (colour & ~IM_COL32_A_MASK) | (static_cast<ImU32>(alpha + 0.5F) << IM_COL32_A_SHIFT);
}

ImU32 mixed(ImU32 a, ImU32 b, float share_of_b) {
  const ImVec4 from = vec(a), to = vec(b);
  const auto between = [share_of_b](float x, float y) { return x + (y - x) * share_of_b; };
  return ImGui::ColorConvertFloat4ToU32(ImVec4(between(from.x, to.x), between(from.y, to.y),
                                               between(from.z, to.z), between(from.w, to.w)));
}

}  // namespace isobath::ui
