// SPDX-License-Identifier: MIT
// What stands above, below and between the columns of units.
#include "ui/network/network_columns.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "ui/controls/controls.hpp"
#include "ui/controls/typed_number.hpp"

namespace isobath::ui {
namespace {

constexpr float kSplitFrom_px = 68.0F;  // a head narrower than this has no room for two buttons

Text layer_id(int layer, const char* what) {
  return Text("layer-") + std::to_string(layer) + "-" + what;
}

Text shape(int rows, int columns) {
  return Text("(") + std::to_string(rows) + ", " + std::to_string(columns) + ")";
}

void draw_unit_buttons(Frame& frame, const NetworkGeometry& geometry, ImVec2 at, int layer) {
  const app::Snapshot& snapshot = frame.snapshot;
  const Theme& theme = frame.theme;
  const float side = theme.touch ? 32.0F : 20.0F;
  const int units = snapshot.units(layer);
  const float half = std::min(geometry.pitch_px - 6.0F, side * 2.0F + 40.0F) * 0.5F;
  ImGui::PushItemFlag(ImGuiItemFlags_ButtonRepeat, true);
  ImGui::SetCursorScreenPos({at.x - half, at.y});
  if (icon_button(frame,
                  {layer_id(layer, "remove-unit").c_str(), "remove unit",
                   "Removes a unit of this layer → one row less in W[l] and b[l].", units > 1},
                  Icon::minus, {side, side}))
    frame.actions.push_back(app::SetUnits{layer, units - 1});
  ImGui::SetCursorScreenPos({at.x + half - side, at.y});
  if (icon_button(frame,
                  {layer_id(layer, "add-unit").c_str(), "add unit",
                   "One unit more in this layer → one row more in W[l], one column in W[l+1].",
                   units < core::kMaxUnits},
                  Icon::plus, {side, side}))
    frame.actions.push_back(app::SetUnits{layer, units + 1});
  ImGui::PopItemFlag();
  const Rect between{{at.x - half + side, at.y}, {at.x + half - side, at.y + side}};
  draw_text_in(*ImGui::GetWindowDrawList(), theme.fonts.strong, between, {0.5F, 0.5F},
               theme.colour.text, count(units).view());
  const auto typed =
      number_field(frame,
                   {layer_id(layer, "units").c_str(), "units",
                    "Units of this layer: rows of W[l] and of b[l]. Click to type the number."},
                   units, between, count(units).view());
  if (typed && may_be({*typed, false, true}, 1.0, core::kMaxUnits, "units", true))
    frame.actions.push_back(app::SetUnits{layer, static_cast<int>(*typed)});
}

/// The layer's name, which opens its options. A dot tells that it has an initialisation of its own.
bool draw_name_button(Frame& frame, const NetworkGeometry& geometry, float x, float y, int layer) {
  const app::Snapshot& snapshot = frame.snapshot;
  const Theme& theme = frame.theme;
  const auto& options = snapshot.document->layers[static_cast<std::size_t>(layer) - 1];
  const float column = geometry.column_px(layer);
  const bool wide = column >= 84.0F && geometry.pitch_px >= 104.0F;
  Text name = Text(wide ? "layer " : "") + std::to_string(layer);
  if (layer == geometry.layers) name += wide && column >= 150.0F ? " · output" : " · ŷ";
  const bool lit = snapshot.view.hovered_layer == layer;
  const Face font = lit ? theme.fonts.label : theme.fonts.small;
  const float width =
      std::min(std::max(text_size(font, name.view()).x + 24.0F, theme.touch ? 40.0F : 0.0F),
               column - (theme.touch || column < geometry.pitch_px ? 6.0F : 22.0F));
  const float height = theme.touch ? 32.0F : 18.0F;
  ImGui::SetCursorScreenPos({std::round(x - width * 0.5F), y});
  const Text id = layer_id(layer, "options");
  ImGui::PushID(id.c_str());
  const bool pressed =
      ImGui::InvisibleButton("##options", {width, height}, ImGuiButtonFlags_EnableNav);
  ImGui::PopID();
  const Rect rect = item_rect();
  const bool hot = ImGui::IsItemHovered() || ImGui::IsItemFocused();
  tooltip(
      frame,
      "This layer's options: its activation, an initialisation of its own, adding a layer beside "
      "it or removing it.");
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (hot) list.AddRectFilled(rect.min, rect.max, theme.colour.control_hot, 4.0F);
  const float text = text_size(font, name.view()).x;
  const float left = std::round(rect.centre().x - (text + 9.0F) * 0.5F);
  draw_text(list, font, {left, rect.centre().y - theme.metric.small_px * 0.5F},
            lit || hot ? theme.colour.text : theme.colour.text_soft, name.view(),
            rect.max.x - left);
  const bool own_start = options.weights || options.scale || options.bias;
  const bool own = own_start || !options.has_bias || options.learning_rate != 1.0;
  const ImVec2 mark{left + text + 8.0F, rect.centre().y};
  if (own)
    list.AddCircleFilled(mark, 3.0F, theme.colour.backward, 12);
  else
    list.AddTriangleFilled({mark.x - 3.0F, mark.y - 1.5F}, {mark.x + 3.0F, mark.y - 1.5F},
                           {mark.x, mark.y + 2.5F}, theme.colour.text_faint);
  register_widget(frame, id.view(), name.view(), "button",
                  own_start ? "own initialisation"
                  : own     ? "own settings"
                            : "",
                  rect);
  return pressed;
}

/// The activation's name, which opens the card of its curves.
void draw_curve_button(Frame& frame, const Rect& rect, int layer, core::Activation activation) {
  const Colours& c = frame.theme.colour;
  const bool open = frame.snapshot.view.activation == layer;
  ImGui::SetCursorScreenPos(rect.min);
  const Text id = layer_id(layer, "curves");
  ImGui::PushID(id.c_str());
  const bool pressed = ImGui::InvisibleButton("##curves", {rect.width() - 1.0F, rect.height()},
                                              ImGuiButtonFlags_EnableNav);
  ImGui::PopID();
  const bool lit = ImGui::IsItemFocused() && ImGui::GetIO().NavVisible;
  const bool hot = ImGui::IsItemHovered() || lit;
  tooltip(frame,
          "g and g′ of this layer with its Z below them → how much of the gradient passes. The "
          "arrow beside it chooses another activation.");
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Rect face = item_rect();
  const float rounding = ImGui::GetStyle().FrameRounding;
  list.AddRectFilled(face.min, face.max,
                     open  ? c.control_on
                     : hot ? c.control_hot
                           : c.control,
                     rounding);
  list.AddRect(face.min, face.max, lit ? c.text : open ? c.accent : c.control_edge, rounding);
  const Face font = rect.width() < 70.0F ? frame.theme.fonts.small : frame.theme.fonts.body;
  const char* const name = readable(activation);
  const float text = std::min(text_size(font, name).x, rect.width() - 8.0F);
  draw_text(
      list, font,
      {std::round(face.centre().x - text * 0.5F), face.centre().y - text_size(font, name).y * 0.5F},
      c.text, name, rect.width() - 6.0F);
  register_widget(frame, id.view(), name, "button", open ? "open" : "", face);
  if (pressed) frame.actions.push_back(app::ShowActivation{open ? 0 : layer});
}

/// Between this column and the next one: a layer more. Fingers find it in the layer's options.
void draw_insert(Frame& frame, const NetworkGeometry& geometry, ImVec2 origin, int layer) {
  if (frame.theme.touch || layer >= geometry.layers) return;
  constexpr float kSide = 18.0F;
  const float x = origin.x + geometry.x(layer) + geometry.pitch_px * 0.5F;
  ImGui::SetCursorScreenPos({std::round(x - kSide * 0.5F), origin.y});
  if (icon_button(frame,
                  {layer_id(layer, "insert").c_str(), "add layer here",
                   "Adds a layer between these two, a copy of the one on its left.",
                   geometry.layers < core::kMaxLayers},
                  Icon::plus, {kSide, kSide}, Weight::quiet))
    frame.actions.push_back(app::AddLayer{layer});
}

/// Up (-1) or down (1).
void draw_chevron(const Frame& frame, const Rect& rect, bool enabled, float direction) {
  const ImVec2 middle = rect.centre();
  const float half = 4.5F, rise = 2.5F * direction;
  const ImVec2 points[] = {{middle.x - half, middle.y - rise},
                           {middle.x, middle.y + rise},
                           {middle.x + half, middle.y - rise}};
  ImGui::GetWindowDrawList()->AddPolyline(
      points, 3, faded(frame.theme.colour.text_soft, enabled ? 1.0F : 0.3F), 0, 1.8F);
}

}  // namespace

bool draw_layer_controls(Frame& frame, const NetworkGeometry& geometry, ImVec2 origin, float height,
                         int layer) {
  const app::Snapshot& snapshot = frame.snapshot;
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float x = std::round(origin.x + geometry.x(layer));
  const float below = origin.y + geometry.body_bottom_px + 4.0F;
  const float control = theme.touch ? 32.0F : 20.0F;
  const auto centred = [&](Face font, float y, ImU32 colour, const Text& text) {
    const float width = text_size(font, text.view()).x, left = std::round(x - width * 0.5F);
    draw_text(list, font, {left, y}, colour, text.view());
    return Rect{{left, y}, {left + width, y + theme.metric.small_px}};
  };
  draw_insert(frame, geometry, origin, layer);
  if (layer == 0) {
    centred(theme.fonts.small, origin.y + (theme.touch ? 9.0F : 2.0F), theme.colour.text_soft,
            "inputs");
    centred(theme.fonts.strong, below + (control - theme.metric.body_px) * 0.5F, theme.colour.text,
            count(snapshot.units(0)));
    if (geometry.shapes)
      tip_over(
          frame,
          centred(theme.fonts.small, origin.y + height - 16.0F, theme.colour.text_faint, "n[0]"),
          "n[0]: the number of inputs, the rows of X = A[0]. More → more weights in W[1].");
    return false;
  }
  const auto& options = snapshot.document->layers[static_cast<std::size_t>(layer) - 1];
  const bool output = layer == geometry.layers;
  const bool wants_options = draw_name_button(frame, geometry, x, origin.y, layer);
  const float column = geometry.column_px(layer);
  const float width = std::min(112.0F, column - 6.0F);
  const ImVec2 head{std::round(x - width * 0.5F), origin.y + (theme.touch ? 33.0F : 20.0F)};
  // The name opens its card, the rest of the head the list; where there is no room, the list alone.
  const float list_px = width < kSplitFrom_px ? width : theme.touch ? 32.0F : 20.0F;
  if (list_px < width)
    draw_curve_button(frame, {head, {head.x + width - list_px, head.y + control}}, layer,
                      options.activation);
  ImGui::SetCursorScreenPos({head.x + width - list_px, head.y});
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding,
                      ImVec2(6.0F, std::floor((control - theme.metric.body_px) * 0.5F)));
  // Softmax is for the last layer alone; it is the last of the list.
  const auto chosen =
      choice(frame,
             {layer_id(layer, "activation").c_str(), "activation",
              "The layer's nonlinearity g[l]. Sigmoid and tanh flatten at their ends → gradients "
              "fade through many layers; ReLU passes or blocks; linear layers collapse into one.",
              true, list_px, true},
             readable_activations(output), static_cast<int>(options.activation));
  ImGui::PopStyleVar();
  if (chosen)
    frame.actions.push_back(app::SetActivation{layer, static_cast<core::Activation>(*chosen)});
  if (output)
    centred(theme.fonts.strong, below + (control - theme.metric.body_px) * 0.5F, theme.colour.text,
            count(options.units));
  else
    draw_unit_buttons(frame, geometry, {x, below}, layer);
  if (!geometry.shapes) return wants_options;
  Text w = geometry.pitch_px >= 104.0F ? Text("W[") + std::to_string(layer) + "] " : Text();
  w += shape(options.units, snapshot.units(layer - 1)).view();
  // What the widest link stands for.
  const auto links = static_cast<std::size_t>(layer) - 1;
  if (column >= 170.0F && links < snapshot.links.size() && snapshot.links[links].weights.size() > 0)
    w = w + ",  |w| ≤ " + number(static_cast<double>(snapshot.links[links].max_abs));
  tip_over(frame, centred(theme.fonts.small, origin.y + height - 16.0F, theme.colour.text_faint, w),
           "The shape of W[l]: a row for each unit of this layer, a column for each unit of the "
           "layer before. |w| ≤ is its largest weight: the width of the widest line drawn into "
           "this layer.");
  return wants_options;
}

bool draw_fold(Frame& frame, const NetworkGeometry& geometry, ImVec2 origin, int layer) {
  const app::Snapshot& snapshot = frame.snapshot;
  if (!geometry.folded(snapshot, layer)) return false;
  const Theme& theme = frame.theme;
  const int shown = geometry.shown(snapshot, layer), first = geometry.first(snapshot, layer);
  const int units = drawn_units(snapshot, layer);
  const float y =
      origin.y + geometry.y(shown, shown, true) - (geometry.row_px - geometry.tall_px) + 3.0F;
  const float x = std::round(origin.x + geometry.x(layer));
  const float width = std::min(geometry.pitch_px - 4.0F, theme.touch ? 130.0F : 104.0F);
  const float side = geometry.fold_buttons ? geometry.fold_px - 5.0F : 0.0F;
  const Rect line{{std::round(x - width * 0.5F), y},
                  {std::round(x + width * 0.5F), y + geometry.fold_px - 5.0F}};
  int wanted = first;
  if (side > 0.0F) {
    ImGui::PushItemFlag(ImGuiItemFlags_ButtonRepeat, true);
    ImGui::SetCursorScreenPos(line.min);
    if (icon_button(frame,
                    {layer_id(layer, "walk-up").c_str(), "units above",
                     "Scrolls up the column: the units before these.", first > 0},
                    Icon::none, {side, side}, Weight::quiet))
      wanted -= shown;
    draw_chevron(frame, item_rect(), first > 0, -1.0F);
    ImGui::SetCursorScreenPos({line.max.x - side, line.min.y});
    if (icon_button(frame,
                    {layer_id(layer, "walk-down").c_str(), "units below",
                     "Scrolls down the column: the units after these. So does the wheel over this "
                     "line.",
                     first + shown < units},
                    Icon::none, {side, side}, Weight::quiet))
      wanted += shown;
    draw_chevron(frame, item_rect(), first + shown < units, 1.0F);
    ImGui::PopItemFlag();
  }
  const bool over = ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem) &&
                    line.contains(ImGui::GetIO().MousePos);
  if (over) wanted -= static_cast<int>(std::lround(ImGui::GetIO().MouseWheel));
  Text text = Text("+") + count(units - shown);
  if (first > 0 || over) {
    text = count(first + 1);
    text += "–";
    text += count(first + shown).view();
  }
  if (geometry.pitch_px >= 24.0F)
    draw_text_in(*ImGui::GetWindowDrawList(), theme.fonts.small, line, {0.5F, 0.5F},
                 theme.colour.text_soft, text.view());
  wanted = std::clamp(wanted, 0, units - shown);
  if (wanted == first) return over;
  app::UnitWindow window = snapshot.view.units;
  window.first_unit[static_cast<std::size_t>(layer)] = static_cast<std::int16_t>(wanted);
  frame.actions.push_back(app::ShowUnits{window});
  return over;
}

void draw_layer_number(const Frame& frame, const NetworkGeometry& geometry, ImVec2 origin,
                       int layer) {
  const Theme& theme = frame.theme;
  const bool lit = layer > 0 && frame.snapshot.view.hovered_layer == layer;
  // Every so many, round ones.
  int every = 1;
  for (const int step : {1, 2, 5, 10, 20, 50, 100}) {
    every = step;
    if (static_cast<float>(step) * geometry.pitch_px >= 30.0F) break;
  }
  const bool last = layer == geometry.layers;
  const bool near_last = geometry.layers - layer < every;
  if (!lit && !last && (layer % every != 0 || near_last)) return;
  const Face font = lit ? theme.fonts.label : theme.fonts.small;
  const Text name = layer == 0 ? Text("x") : Text() + std::to_string(layer);
  const float width = text_size(font, name.view()).x;
  draw_text(*ImGui::GetWindowDrawList(), font,
            {std::round(origin.x + geometry.x(layer) - width * 0.5F), origin.y + 3.0F},
            lit ? theme.colour.text : theme.colour.text_faint, name.view());
}

}  // namespace isobath::ui
