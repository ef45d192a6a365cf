// SPDX-License-Identifier: MIT
// Roles to colours.
#include "ui/plot/roles.hpp"

#include "ui/plot/palette.hpp"

namespace isobath::ui {
namespace {

ImU32 role_colour(const Colours& c, const app::figure::Ink& ink) {
  using app::figure::Role;
  // Runs: the first two of the list are too like J's own colours.
  constexpr std::size_t kLike = 2, kOthers = palette::kClasses.size() - kLike;
  switch (ink.role) {
    case Role::forward:
      return c.forward;
    case Role::backward:
      return c.backward;
    case Role::accent:
      return c.accent;
    case Role::danger:
      return c.danger;
    case Role::not_finite:
      return c.non_finite;
    case Role::text:
      return c.text;
    case Role::soft:
      return c.text_soft;
    case Role::faint:
      return c.text_faint;
    case Role::panel:
      return c.panel;
    case Role::run:
      return palette::pack(
          palette::kClasses[kLike + static_cast<std::size_t>(ink.number) % kOthers]);
  }
  return c.text;
}

}  // namespace

ImU32 ink_colour(const Theme& theme, const app::figure::Ink& ink) {
  ImU32 colour = role_colour(theme.colour, ink);
  if (ink.to_text > 0.0F) colour = mixed(colour, theme.colour.text, ink.to_text);
  return ink.opacity < 1.0F ? faded(colour, ink.opacity) : colour;
}

}  // namespace isobath::ui
