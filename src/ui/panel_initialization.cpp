// SPDX-License-Identifier: MIT
// The start of all weights: the scale dial, the scheme, the seed. The dial stands in the depth
// scope, whose curves it moves.
#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "ui/controls.hpp"
#include "ui/panels.hpp"

namespace isobath::ui {
namespace {

constexpr double kLowest = 0.1, kHighest = 10.0;
constexpr std::array<double, 4> kDetents{0.5, 1.0, 1.5, 2.0};
constexpr float kSnap = 5.0F;  // pixels around a detent that belong to it
constexpr float kEnd = 4.0F;   // where ImGui's slider has its ends, from the edge

double share_of(double value) {
  return std::clamp(std::log(value / kLowest) / std::log(kHighest / kLowest), 0.0, 1.0);
}

float place(const Rect& track, double value) {
  return track.min.x + kEnd + static_cast<float>(share_of(value)) * (track.width() - 2.0F * kEnd);
}

void draw_track(const Frame& frame, const Rect& rect, double value) {
  const Theme& theme = frame.theme;
  const Colours& c = theme.colour;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float y = std::round(rect.min.y + (theme.touch ? 18.0F : 14.0F));
  const float left = rect.min.x + kEnd, right = rect.max.x - kEnd;
  const float at = value > 0.0 ? place(rect, value) : left;
  list.AddRectFilled({left, y - 2.5F}, {right, y + 2.5F}, c.control, 2.5F);
  list.AddRectFilled({std::min(at, place(rect, 1.0)), y - 2.5F},
                     {std::max(at, place(rect, 1.0)), y + 2.5F}, faded(c.backward, 0.55F), 2.5F);
  // The most important labels first: where there is no room the later ones are left out.
  std::array<Rect, 8> taken{};
  std::size_t labels = 0;
  for (const double tick : {1.0, 0.5, 2.0, 0.1, 10.0, 1.5, 0.2, 5.0}) {
    const float x = place(rect, tick);
    const bool detent = std::ranges::find(kDetents, tick) != kDetents.end();
    const ImU32 colour = detent ? c.text_soft : c.text_faint;
    list.AddLine({x, y + 5.0F}, {x, y + (detent ? 11.0F : 8.0F)}, colour, detent ? 1.5F : 1.0F);
    const Text label = trimmed(tick, 2);
    const float width = text_size(theme.fonts.small, label.view()).x;
    const float left_px = std::clamp(x - width * 0.5F, rect.min.x, rect.max.x - width);
    const auto collides = [&](const Rect& other) {
      return left_px < other.max.x + 4.0F && left_px + width > other.min.x - 4.0F;
    };
    if (std::any_of(taken.begin(), taken.begin() + static_cast<std::ptrdiff_t>(labels), collides))
      continue;
    draw_text(list, theme.fonts.small, {left_px, y + 12.0F}, colour, label.view());
    taken[labels++] = {{left_px, y}, {left_px + width, y}};
  }
  const bool hot = ImGui::IsItemActive() || ImGui::IsItemHovered();
  const float radius = theme.touch ? 11.0F : 9.0F;
  list.AddCircleFilled({at, y}, radius, c.backward, 24);
  list.AddCircle({at, y}, radius + 0.5F, hot ? c.text : c.panel, 24, 2.0F);
  list.AddCircleFilled({at, y}, 2.5F, c.panel, 12);
}

void draw_dial(Frame& frame, float width) {
  const double value = frame.snapshot.document->initialization.scale;
  double edited = value;
  const float height = frame.theme.touch ? 46.0F : 40.0F;
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding,
                      ImVec2(8.0F, (height - frame.theme.metric.body_px) * 0.5F));
  for (const ImGuiCol colour : {ImGuiCol_FrameBg, ImGuiCol_FrameBgHovered, ImGuiCol_FrameBgActive})
    ImGui::PushStyleColor(colour, 0U);
  ImGui::SetNextItemWidth(width);
  const ImGuiID id = ImGui::GetID("##scale");
  const bool moved = ImGui::SliderScalar("##scale", ImGuiDataType_Double, &edited, &kLowest,
                                         &kHighest, "", ImGuiSliderFlags_Logarithmic);
  ImGui::PopStyleColor(3);
  ImGui::PopStyleVar();
  const bool typing = ImGui::TempInputIsActive(id);
  const Rect rect = item_rect();
  const bool finished = ImGui::IsItemDeactivatedAfterEdit();
  const bool active = ImGui::IsItemActive();
  const ImGuiIO& io = ImGui::GetIO();
  if (moved && !typing) {
    const bool by_mouse = active && io.MouseDown[0];
    for (const double detent : kDetents)
      if (by_mouse && !io.KeyShift && std::fabs(io.MousePos.x - place(rect, detent)) < kSnap)
        edited = detent;
    // Three digits are what a hand can set.
    const double unit = std::pow(10.0, std::floor(std::log10(edited)) - 2.0);
    edited = std::strtod(number(edited, 3).c_str(), nullptr) > 0.0
                 ? std::round(edited / unit) / std::round(1.0 / unit)
                 : edited;
  }
  if (finished)
    frame.actions.push_back(app::SetField{"initialization.scale", exact(edited).str(), false});
  else if (moved && edited != value)
    frame.actions.push_back(app::SetField{"initialization.scale", exact(edited).str(), active});
  tooltip(frame,
          "The scale k of the initial weights, from a tenth to ten times what the scheme says. "
          "Larger → signals swell from layer to layer, gradients explode; smaller → both die "
          "out. It holds at 0.5, 1, 1.5, 2 (not with Shift); Ctrl-click types a number.");
  if (!typing) draw_track(frame, rect, value);
  register_widget(frame, "scale", "scale", "slider", exact(value).view(), rect);
}

void draw_scheme(Frame& frame, float width) {
  static const auto kSchemes = [] {
    std::array<const char*, 12> labels{};
    for (std::size_t i = 0; i < labels.size(); ++i)
      labels[i] = readable(static_cast<core::WeightScheme>(i));
    return labels;
  }();
  const core::InitializationOptions& options = frame.snapshot.document->initialization;
  const auto chosen = choice(
      frame,
      {"scheme", "weights",
       "The rule that draws W. Zeros → all units stay the same. Xavier 2/(n[l-1]+n[l]) suits "
       "tanh, He 2/n[l-1] suits ReLU: they keep the size of the signal; identity k·I is the "
       "course's toy: k to the power of the depth.",
       true, width},
      kSchemes, static_cast<int>(options.weights));
  if (chosen)
    frame.actions.push_back(
        app::SetField{"initialization.weights",
                      std::string(core::name(static_cast<core::WeightScheme>(*chosen)))});
}

void draw_value(const Frame& frame, ImVec2 at) {
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Text value = number(frame.snapshot.document->initialization.scale, 3);
  draw_text(list, theme.fonts.small, at, theme.colour.text_faint, "scale k");
  draw_text(list, theme.fonts.title, {at.x, at.y + 13.0F}, theme.colour.backward, value.view());
}

void draw_seed(const Frame& frame, ImVec2 at) {
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Text seed = count(static_cast<std::int64_t>(frame.snapshot.document->initialization.seed));
  draw_text(list, theme.fonts.small, at, theme.colour.text_faint, "seed");
  draw_text(list, theme.fonts.body, {at.x, at.y + 15.0F}, theme.colour.text_soft, seed.view());
}

}  // namespace

void draw_initialization(Frame& frame, float width_px) {
  constexpr float kValue = 74.0F, kSeed = 56.0F, kBetween = 12.0F;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const bool narrow = width_px < 440.0F;
  const bool with_seed = narrow || width_px >= 620.0F;
  const float scheme = width_px >= 620.0F ? 176.0F : 148.0F;
  draw_value(frame, at);
  const float control = frame.theme.metric.control_px;
  if (narrow) {
    ImGui::SetCursorScreenPos({at.x + kValue, at.y});
    draw_dial(frame, width_px - kValue);
    const float below = item_rect().max.y + 4.0F;
    ImGui::SetCursorScreenPos({at.x, below});
    draw_scheme(frame, width_px - kSeed - kBetween);
    draw_seed(frame, {at.x + width_px - kSeed, below + (control - 30.0F) * 0.5F});
    ImGui::SetCursorScreenPos({at.x, below + control + 4.0F});
    return;
  }
  const float dial = width_px - kValue - scheme - kBetween - (with_seed ? kSeed + kBetween : 0.0F);
  ImGui::SetCursorScreenPos({at.x + kValue, at.y});
  draw_dial(frame, dial);
  const Rect rect = item_rect();
  const float scheme_x = rect.max.x + kBetween;
  ImGui::SetCursorScreenPos({scheme_x, at.y + 2.0F});
  draw_scheme(frame, scheme);
  if (with_seed) draw_seed(frame, {scheme_x + scheme + kBetween, at.y});
  ImGui::SetCursorScreenPos({at.x, rect.max.y + 4.0F});
}

}  // namespace isobath::ui
