// SPDX-License-Identifier: MIT
// Rectangles against each other.
#include "rules.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

namespace isobath::ui::rules {
namespace {

constexpr float kSlack = 0.5F;  // pixels: edges may touch

bool is_control(const Widget& widget) {
  static constexpr std::array<std::string_view, 5> kKinds{"button", "slider", "checkbox", "choice",
                                                          "unit"};
  return std::ranges::find(kKinds, widget.kind) != kKinds.end();
}

/// Notices lie over everything.
bool in_notice(const Widget& widget) {
  return std::ranges::any_of(std::array{"message", "told", "offer"},
                             [&](const char* notice) { return widget.id.starts_with(notice); });
}

bool within(const Widget& inner, const Widget& outer) {
  return inner.x >= outer.x - kSlack && inner.y >= outer.y - kSlack &&
         inner.x + inner.width <= outer.x + outer.width + kSlack &&
         inner.y + inner.height <= outer.y + outer.height + kSlack;
}

/// Does an edge of the widget lie so near to its panel's that it may have been cut there?
bool cut_by_panel(const Widget& widget, const Widget& panel) {
  constexpr float kNear = 14.0F;
  return within(widget, panel) && (panel.y + panel.height - (widget.y + widget.height) < kNear ||
                                   widget.y - panel.y < 3.0F || widget.x - panel.x < kNear ||
                                   panel.x + panel.width - (widget.x + widget.width) < kNear);
}

}  // namespace

std::string duplicate_id(const std::vector<Widget>& widgets) {
  std::set<std::string> seen;
  for (const Widget& widget : widgets)
    if (!seen.insert(widget.id).second) return widget.id;
  return "";
}

std::string empty_or_off_screen(const std::vector<Widget>& widgets, ImVec2 display_px) {
  const Widget screen{"", "", "", "", 0.0F, 0.0F, display_px.x, display_px.y};
  for (const Widget& widget : widgets)
    if (!(widget.width > 0.0F) || !(widget.height > 0.0F) || !within(widget, screen) ||
        widget.id.empty())
      return widget.id.empty() ? "a widget without an id" : widget.id;
  return "";
}

std::string overlap(const std::vector<Widget>& widgets) {
  std::vector<const Widget*> controls;
  for (const Widget& widget : widgets)
    if (is_control(widget) && !in_notice(widget)) controls.push_back(&widget);
  for (std::size_t i = 0; i < controls.size(); ++i)
    for (std::size_t k = i + 1; k < controls.size(); ++k) {
      const Widget &a = *controls[i], &b = *controls[k];
      const float width = std::min(a.x + a.width, b.x + b.width) - std::max(a.x, b.x);
      const float height = std::min(a.y + a.height, b.y + b.height) - std::max(a.y, b.y);
      if (width > kSlack && height > kSlack) return a.id + " and " + b.id;
    }
  return "";
}

std::string outside_of_panels(const std::vector<Widget>& widgets) {
  for (const Widget& widget : widgets) {
    if (!is_control(widget) || widget.id.starts_with("tab-") || widget.id == "scope-open" ||
        in_notice(widget))
      continue;
    const bool inside = std::ranges::any_of(widgets, [&](const Widget& panel) {
      return panel.kind == "panel" && within(widget, panel);
    });
    if (!inside) return widget.id;
  }
  return "";
}

std::string too_small(const std::vector<Widget>& widgets, float side_px) {
  for (const Widget& widget : widgets) {
    if (!is_control(widget) || (widget.width >= side_px && widget.height >= side_px)) continue;
    const bool cut = std::ranges::any_of(widgets, [&](const Widget& panel) {
      return panel.kind == "panel" && cut_by_panel(widget, panel);
    });
    if (!cut) return widget.id;
  }
  return "";
}

}  // namespace isobath::ui::rules
