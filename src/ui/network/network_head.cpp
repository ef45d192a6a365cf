// SPDX-License-Identifier: MIT
// Depth by buttons, by dragging or by typing; activation and width of all hidden layers at once.
#include "ui/network/network_head.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "say/network.hpp"
#include "ui/controls/controls.hpp"
#include "ui/controls/typed_number.hpp"
#include "ui/network/network_layer.hpp"
#include "ui/network/network_units.hpp"

namespace isobath::ui {
namespace {

constexpr float kHeadBetween = 4.0F;
constexpr float kWidth = 54.0F;  // of the field for all hidden layers' units

using Layers = std::vector<core::LayerOptions>;

/// A whole number from 1 to `most` that is dragged, or typed after a click; `name` of it in a
/// refusal.
std::optional<Change> drag_or_type(Frame& frame, const char* id, const char* name, int number,
                                   int most, const char* format, float width_px) {
  const float side = frame.theme.metric.head_px;
  ImGui::PushID(id);
  ImGui::SetNextItemWidth(width_px);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding,
                      ImVec2(6.0F, std::floor((side - frame.theme.metric.body_px) * 0.5F)));
  const ImGuiID item = ImGui::GetID("##");
  const Typing typing = type_number(item, number);
  int wanted = number;
  const bool moved =
      !typing.open && ImGui::DragInt("##", &wanted, 0.15F, 1, most, format,
                                     ImGuiSliderFlags_AlwaysClamp | ImGuiSliderFlags_NoInput);
  ImGui::PopStyleVar();
  ImGui::PopID();
  if (typing.open || typing.number) {
    if (!typing.number || *typing.number == number) return std::nullopt;
    const Change typed{*typing.number, false, true};
    return may_be(typed, 1.0, most, name, true) ? std::optional(typed) : std::nullopt;
  }
  if (ImGui::IsItemDeactivatedAfterEdit()) return Change{static_cast<double>(wanted)};
  if (pressed_to_type(item, item_rect(), number)) return std::nullopt;
  if (moved && wanted != number) return Change{static_cast<double>(wanted), true};
  return std::nullopt;
}

void push_number(Frame& frame, const char* field, double number, bool dragging) {
  frame.actions.push_back(app::SetField{field, exact(number).str(), dragging});
}

float draw_depth(Frame& frame, ImVec2 at) {
  const app::Snapshot& snapshot = frame.snapshot;
  const int layers = snapshot.layers();
  const float side = frame.theme.metric.head_px;
  ImGui::PushItemFlag(ImGuiItemFlags_ButtonRepeat, true);
  ImGui::SetCursorScreenPos(at);
  if (icon_button(frame,
                  {"layers-remove", say::network::layers_remove(),
                   say::network::layers_remove_tip(), layers > 1},
                  Icon::minus, {side, side}))
    frame.actions.push_back(app::RemoveLayer{layers - 1});
  at.x += side + kHeadBetween;

  const float width = std::max(62.0F, text_size(frame.theme.fonts.body, "L = 200").x + 14.0F);
  ImGui::SetCursorScreenPos(at);
  if (const auto depth =
          drag_or_type(frame, "layers", "L", layers, core::kMaxLayers, "L = %d", width))
    push_number(frame, "network.depth", depth->value - 1.0, depth->dragging);
  tooltip(frame, say::network::how_many_layers_the());
  register_widget(frame, "layers", "layers", "slider", std::to_string(layers), item_rect());
  at.x += width + kHeadBetween;

  ImGui::SetCursorScreenPos(at);
  if (icon_button(frame,
                  {"layers-add", say::network::layers_add(), say::network::layers_add_tip(),
                   layers < core::kMaxLayers},
                  Icon::plus, {side, side}))
    frame.actions.push_back(app::AddLayer{layers - 1});
  ImGui::PopItemFlag();
  return at.x + side;
}

/// What the hidden layers have in common, or -1.
template <class Of>
int common(const Layers& layers, Of of) {
  const int first = of(layers.front());
  for (std::size_t i = 1; i + 1 < layers.size(); ++i)
    if (of(layers[i]) != first) return -1;
  return first;
}

/// The units of every hidden layer, as a number.
void draw_width(Frame& frame) {
  const Layers& layers = frame.snapshot.document->layers;
  const int units = common(layers, [](const core::LayerOptions& layer) { return layer.units; });
  if (const auto width = drag_or_type(frame, "hidden-units", "units", units > 0 ? units : 0,
                                      core::kMaxUnits, units > 0 ? "× %d" : "× …", kWidth))
    push_number(frame, "network.width", width->value, width->dragging);
  tooltip(frame, say::network::units_in_every_hidden());
  register_widget(frame, "hidden-units", say::network::units_in_all_hidden(), "slider",
                  units > 0 ? std::to_string(units) : "", item_rect());
}

float draw_all_hidden(Frame& frame, ImVec2 at, float width) {
  const Layers& layers = frame.snapshot.document->layers;
  const float side = frame.theme.metric.head_px;
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding,
                      ImVec2(7.0F, std::floor((side - frame.theme.metric.body_px) * 0.5F)));
  ImGui::SetCursorScreenPos(at);
  const auto chosen =
      choice(frame,
             {"hidden-activation", say::network::hidden_activation(),
              say::network::hidden_activation_tip(), true, width},
             readable_activations(false), common(layers, [](const core::LayerOptions& layer) {
               return static_cast<int>(layer.activation);
             }));
  ImGui::PopStyleVar();
  if (chosen) {
    Layers edited = layers;
    for (std::size_t i = 0; i + 1 < edited.size(); ++i)
      edited[i].activation = static_cast<core::Activation>(*chosen);
    push_layers(frame, edited);
  }
  at.x += width + kHeadBetween;

  const auto wider = [&](int by) {
    Layers edited = layers;
    for (std::size_t i = 0; i + 1 < edited.size(); ++i)
      edited[i].units = std::clamp(edited[i].units + by, 1, core::kMaxUnits);
    push_layers(frame, edited);
  };
  ImGui::PushItemFlag(ImGuiItemFlags_ButtonRepeat, true);
  ImGui::SetCursorScreenPos(at);
  if (icon_button(frame,
                  {"hidden-remove-unit", say::network::hidden_remove_unit(),
                   say::network::hidden_remove_unit_tip()},
                  Icon::minus, {side, side}))
    wider(-1);
  at.x += side + kHeadBetween;
  ImGui::SetCursorScreenPos(at);
  draw_width(frame);
  at.x += kWidth + kHeadBetween;
  ImGui::SetCursorScreenPos(at);
  if (icon_button(
          frame,
          {"hidden-add-unit", say::network::hidden_add_unit(), say::network::hidden_add_unit_tip()},
          Icon::plus, {side, side}))
    wider(1);
  ImGui::PopItemFlag();
  return at.x + side;
}

/// What the symmetry detector found, in words; nothing where all units differ. Returns where the
/// next thing may stand.
float draw_symmetry(Frame& frame, ImVec2 at, float right) {
  int units = 0, layers = 0, groups = 0;
  for (const app::LayerMarks& marks : frame.snapshot.marks) {
    for (const int size : marks.group_size) units += size;
    groups += static_cast<int>(marks.group_size.size());
    layers += marks.group_size.empty() ? 0 : 1;
  }
  if (units == 0) return at.x;
  const Theme& theme = frame.theme;
  Text text = count(units) + " identical units";
  if (layers > 1) text = text + " in " + count(layers) + " layers";
  const float side = theme.metric.head_px;
  const float width = text_size(theme.fonts.label, text.view()).x + 24.0F;
  if (at.x + width > right) return at.x;
  ImGui::SetCursorScreenPos(at);
  ImGui::InvisibleButton("##symmetry", {width, side}, ImGuiButtonFlags_EnableNav);
  const Rect rect = item_rect();
  tooltip(frame, say::network::units_with_the_same());
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(rect.min, rect.max, faded(group_colour(1), 0.16F), 4.0F);
  list.AddRectFilled({rect.min.x + 6.0F, rect.min.y + 5.0F},
                     {rect.min.x + 10.0F, rect.max.y - 5.0F}, group_colour(1), 1.5F);
  draw_text(list, theme.fonts.label,
            {rect.min.x + 16.0F, std::round(rect.centre().y - theme.metric.small_px * 0.5F)},
            theme.colour.text, text.view());
  register_widget(frame, "symmetry", text.view(), "label", std::to_string(groups), rect);
  return at.x + width + 14.0F;
}

}  // namespace

void draw_network_head(Frame& frame, const Rect& panel) {
  const app::Snapshot& snapshot = frame.snapshot;
  const Theme& theme = frame.theme;
  const float y = head_top(panel);
  const float right = panel.max.x - 12.0F;
  const float after_title = ImGui::GetCursorScreenPos().x +
                            text_size(theme.fonts.label, say::network::network()).x + 12.0F;
  float x = draw_depth(frame, {after_title, y}) + 14.0F;

  constexpr float kAllHidden = 176.0F;
  const float all_hidden =
      kAllHidden + 2.0F * (theme.metric.head_px + kHeadBetween) + kWidth + kHeadBetween;
  if (snapshot.layers() > 2 && x + all_hidden <= right)
    x = draw_all_hidden(frame, {x, y}, kAllHidden) + 14.0F;

  x = draw_symmetry(frame, {x, y}, right);
  const Text many = count(snapshot.parameter_count) + " parameters";
  const bool biases = std::ranges::any_of(snapshot.document->layers, &core::LayerOptions::has_bias);
  const Text learned = many + (biases ? ", learned: W[l], b[l]" : ", learned: W[l]");
  const auto width = [&](const Text& text) { return text_size(theme.fonts.small, text.view()).x; };
  const Text& shown = x + width(learned) <= right ? learned : many;
  if (x + width(shown) > right) return;
  draw_text(
      *ImGui::GetWindowDrawList(), theme.fonts.small,
      {right - width(shown), std::round(y + (theme.metric.head_px - theme.metric.small_px) * 0.5F)},
      theme.colour.text_faint, shown.view());
}

}  // namespace isobath::ui
