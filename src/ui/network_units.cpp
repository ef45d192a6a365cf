// SPDX-License-Identifier: MIT
// Tiles, their card z = Σ w·a + b, and the controls of a layer.
#include "ui/network_units.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <string>

#include "ui/controls.hpp"
#include "ui/palette.hpp"

namespace isobath::ui {
namespace {

Text unit_name(const app::Snapshot& snapshot, int layer, int unit) {
  const data::Dataset& dataset = *snapshot.dataset;
  const auto at = static_cast<std::size_t>(unit);
  if (layer == 0) {
    if (at >= dataset.input_names.size()) return Text("x") + subscript(unit + 1);
    const auto features = data::names(data::Feature{});
    for (std::size_t i = 0; i < features.size(); ++i)
      if (features[i] == dataset.input_names[at]) return readable(static_cast<data::Feature>(i));
    return dataset.input_names[at].c_str();
  }
  if (layer == snapshot.layers()) {
    Text name("ŷ");
    if (snapshot.units(layer) > 1) name += subscript(unit + 1).view();
    return name;
  }
  return Text("a[") + std::to_string(layer) + "]" + subscript(unit + 1);
}

/// The strongest inputs of a unit, then its bias and what becomes of the sum.
void draw_card(const Frame& frame, int layer, int unit) {
  const app::Snapshot& snapshot = frame.snapshot;
  constexpr int kTerms = 6;
  std::array<CardLine, kTerms + 4> lines;
  std::size_t size = 0;
  Text title = unit_name(snapshot, layer, unit);
  if (layer == 0) {
    lines[size++] = {"input, as the network sees it", "", 0};
  } else if (static_cast<std::size_t>(layer) <= snapshot.links.size()) {
    const app::LayerLinks& links = snapshot.links[static_cast<std::size_t>(layer) - 1];
    title += " = ";
    title += readable(snapshot.document->layers[static_cast<std::size_t>(layer) - 1].activation);
    title += "(z),  z = Σ w·a + b";
    if (unit < links.weights.rows()) {
      const auto columns = static_cast<int>(links.weights.cols());
      std::array<int, kTerms> strongest{};
      int kept = 0;
      const auto size_of = [&](int column) { return std::fabs(links.weights(unit, column)); };
      for (int column = 0; column < columns; ++column) {
        int place = kept;
        while (place > 0 &&
               !(size_of(column) <= size_of(strongest[static_cast<std::size_t>(place - 1)])))
          --place;
        if (place >= kTerms) continue;
        kept = std::min(kept + 1, kTerms);
        for (int i = kept - 1; i > place; --i)
          strongest[static_cast<std::size_t>(i)] = strongest[static_cast<std::size_t>(i - 1)];
        strongest[static_cast<std::size_t>(place)] = column;
      }
      for (int i = 0; i < kept; ++i) {
        const int column = strongest[static_cast<std::size_t>(i)];
        const float weight = links.weights(unit, column);
        const ImU32 colour = !std::isfinite(weight) ? frame.theme.colour.non_finite
                             : weight < 0.0F        ? frame.theme.colour.negative
                                                    : frame.theme.colour.positive;
        lines[size++] = {Text("w · ") + unit_name(snapshot, layer - 1, column),
                         signed_number(static_cast<double>(weight)), colour};
      }
      const int rest = snapshot.units(layer - 1) - kept;
      if (rest > 0) lines[size++] = {Text("and ") + count(rest) + " more", "", 0};
    }
    if (unit < links.bias.size())
      lines[size++] = {"b", signed_number(static_cast<double>(links.bias(unit))), 0};
  }
  lines[size++] = {"click to keep its map in view", "", 0};
  card(frame, title.view(), std::span(lines).first(size));
}

void draw_tile(const Frame& frame, ImDrawList& list, const Rect& tile, int layer, int unit) {
  const app::Snapshot& snapshot = frame.snapshot;
  const app::UnitMaps& maps = snapshot.unit_maps;
  const Theme& theme = frame.theme;
  const auto at = static_cast<std::size_t>(layer);
  const float rounding = std::min(4.0F, tile.width() * 0.12F);
  const bool mapped = frame.textures.units != ImTextureID{} && maps.side_cells > 0 &&
                      at < maps.first_tile.size() && at < maps.shown_units.size() &&
                      unit < maps.shown_units[at];
  if (mapped) {
    const int index = maps.first_tile[at] + unit;
    const auto columns = static_cast<float>(frame.textures.units_columns);
    const auto rows = static_cast<float>(frame.textures.units_rows);
    const auto column = static_cast<float>(index % frame.textures.units_columns);
    const auto row = static_cast<float>(index / frame.textures.units_columns);
    // Half a cell is left out all around, so that smoothing does not mix in the neighbour's edge.
    const float inset = 0.5F / static_cast<float>(maps.side_cells);
    list.AddImageRounded(frame.textures.units, tile.min, tile.max,
                         {(column + inset) / columns, (row + inset) / rows},
                         {(column + 1.0F - inset) / columns, (row + 1.0F - inset) / rows},
                         IM_COL32_WHITE, rounding);
  } else {
    list.AddRectFilled(tile.min, tile.max, theme.colour.control, rounding);
  }
  const app::UnitId id{layer, unit};
  const bool pinned = snapshot.view.pinned_unit == id;
  const bool hovered = snapshot.view.hovered_unit == id;
  const ImU32 edge = hovered  ? theme.colour.text
                     : pinned ? theme.colour.backward
                              : theme.colour.grid_strong;
  list.AddRect(tile.min, tile.max, edge, rounding, 0, hovered || pinned ? 2.0F : 1.0F);
}

Text shape(int rows, int columns) {
  return Text("(") + std::to_string(rows) + ", " + std::to_string(columns) + ")";
}

void draw_unit_buttons(Frame& frame, const NetworkGeometry& geometry, ImVec2 at, int layer) {
  const app::Snapshot& snapshot = frame.snapshot;
  const Theme& theme = frame.theme;
  const float side = theme.touch ? 32.0F : 20.0F;
  const int units = snapshot.units(layer);
  const Text prefix = Text("layer-") + std::to_string(layer);
  const float half = std::min(geometry.pitch_px - 6.0F, side * 2.0F + 40.0F) * 0.5F;
  ImGui::PushButtonRepeat(true);
  ImGui::SetCursorScreenPos({at.x - half, at.y});
  if (icon_button(frame,
                  {(prefix + "-remove-unit").c_str(), "remove unit",
                   "One unit less in this layer: a row of W[l] and of b[l] goes.", units > 1},
                  Icon::minus, {side, side}))
    frame.actions.push_back(app::SetUnits{layer, units - 1});
  ImGui::SetCursorScreenPos({at.x + half - side, at.y});
  if (icon_button(frame,
                  {(prefix + "-add-unit").c_str(), "add unit",
                   "One unit more in this layer → one row more in W[l], one column in W[l+1].",
                   units < core::kMaxUnits},
                  Icon::plus, {side, side}))
    frame.actions.push_back(app::SetUnits{layer, units + 1});
  ImGui::PopButtonRepeat();
  const Rect between{{at.x - half + side, at.y}, {at.x + half - side, at.y + side}};
  draw_text_in(*ImGui::GetWindowDrawList(), theme.fonts.strong, between, {0.5F, 0.5F},
               theme.colour.text, count(units).view());
}

}  // namespace

void draw_units(Frame& frame, const NetworkGeometry& geometry, ImVec2 origin, int layer) {
  const app::Snapshot& snapshot = frame.snapshot;
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const int shown = geometry.shown(snapshot, layer);
  const int units = snapshot.units(layer);
  const bool folded = units > shown;
  const float left = origin.x + geometry.x(layer) - geometry.tile_px * 0.5F;
  for (int unit = 0; unit < shown; ++unit) {
    const float top = origin.y + geometry.y(unit, shown, folded);
    const Rect tile{{left, top}, {left + geometry.tile_px, top + geometry.tile_px}};
    ImGui::SetCursorScreenPos(tile.min);
    ImGui::PushID(layer * (core::kMaxUnits + 1) + unit);
    const bool clicked = ImGui::InvisibleButton("##unit", tile.size());
    const bool hovered =
        ImGui::IsItemHovered() || (ImGui::IsItemFocused() && ImGui::GetIO().NavVisible);
    ImGui::PopID();
    const app::UnitId id{layer, unit};
    if (hovered) {
      frame.pointer.unit = id;
      frame.pointer.layer = layer;
      draw_card(frame, layer, unit);
    }
    if (clicked && ImGui::GetIO().MouseDragMaxDistanceSqr[0] < 64.0F)
      frame.actions.push_back(app::PinUnit{id, snapshot.view.pinned_unit != id});
    draw_tile(frame, list, tile, layer, unit);
    const Text name = unit_name(snapshot, layer, unit);
    register_widget(frame,
                    (Text("unit-") + std::to_string(layer) + "-" + std::to_string(unit)).view(),
                    name.view(), "unit", snapshot.view.pinned_unit == id ? "pinned" : "", tile);
    if (layer == 0) {
      const float room = geometry.left_px - geometry.tile_px * 0.5F - 10.0F;
      const float width = std::min(room, text_size(theme.fonts.body, name.view()).x);
      draw_text(list, theme.fonts.body,
                {tile.min.x - width - 6.0F, tile.centre().y - theme.metric.body_px * 0.5F},
                theme.colour.text_soft, name.view(), room);
    } else if (layer == geometry.layers) {
      draw_text(list, theme.fonts.strong,
                {tile.max.x + 8.0F, tile.centre().y - theme.metric.body_px * 0.5F},
                theme.colour.text, name.view());
    }
  }
  if (!folded) return;
  const float y =
      origin.y + geometry.y(shown, shown, true) - (geometry.row_px - geometry.tile_px) + 4.0F;
  const Text more = Text("+") + count(units - shown) + " more";
  draw_text_in(list, theme.fonts.small,
               {{left - 30.0F, y}, {left + geometry.tile_px + 30.0F, y + 14.0F}}, {0.5F, 0.5F},
               theme.colour.text_faint, more.view());
}

void draw_layer_controls(Frame& frame, const NetworkGeometry& geometry, ImVec2 origin, float height,
                         int layer) {
  const app::Snapshot& snapshot = frame.snapshot;
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float x = std::round(origin.x + geometry.x(layer));
  const float below = origin.y + geometry.body_bottom_px + 4.0F;
  const float control = theme.touch ? 32.0F : 20.0F;
  const auto centred = [&](const ImFont* font, float y, ImU32 colour, const Text& text) {
    const float width = text_size(font, text.view()).x;
    draw_text(list, font, {std::round(x - width * 0.5F), y}, colour, text.view());
  };
  if (layer == 0) {
    centred(theme.fonts.small, origin.y, theme.colour.text_soft, "inputs");
    centred(theme.fonts.strong, below + (control - theme.metric.body_px) * 0.5F, theme.colour.text,
            count(snapshot.units(0)));
    centred(theme.fonts.small, origin.y + height - 16.0F, theme.colour.text_faint, "n[0]");
    return;
  }
  static const auto kActivations = [] {
    std::array<const char*, 12> labels{};
    for (std::size_t i = 0; i < labels.size(); ++i)
      labels[i] = readable(static_cast<core::Activation>(i));
    return labels;
  }();
  const auto& options = snapshot.document->layers[static_cast<std::size_t>(layer) - 1];
  const bool output = layer == geometry.layers;
  const bool lit = snapshot.view.hovered_layer == layer;
  const Text name = Text(geometry.pitch_px >= 90.0F ? "layer " : "") + std::to_string(layer);
  centred(lit ? theme.fonts.label : theme.fonts.small, origin.y,
          lit ? theme.colour.text : theme.colour.text_soft, output ? name + " · output" : name);
  const float width = std::min(112.0F, geometry.pitch_px - 6.0F);
  ImGui::SetCursorScreenPos({std::round(x - width * 0.5F), origin.y + 18.0F});
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding,
                      ImVec2(6.0F, std::floor((control - theme.metric.body_px) * 0.5F)));
  const Text id = Text("layer-") + std::to_string(layer) + "-activation";
  // Softmax is for the last layer alone; it is the last of the list.
  const auto chosen =
      choice(frame,
             {id.c_str(), "activation",
              "The layer's nonlinearity g[l]. Sigmoid and tanh flatten at their ends → gradients "
              "fade through many layers; ReLU passes or blocks; linear layers collapse into one.",
              true, width, true},
             std::span(kActivations).first(output ? 12 : 11), static_cast<int>(options.activation));
  ImGui::PopStyleVar();
  if (chosen)
    frame.actions.push_back(app::SetActivation{layer, static_cast<core::Activation>(*chosen)});
  if (output)
    centred(theme.fonts.strong, below + (control - theme.metric.body_px) * 0.5F, theme.colour.text,
            count(options.units));
  else
    draw_unit_buttons(frame, geometry, {x, below}, layer);
  Text w = geometry.pitch_px >= 104.0F ? Text("W[") + std::to_string(layer) + "] " : Text();
  w += shape(options.units, snapshot.units(layer - 1)).view();
  centred(theme.fonts.small, origin.y + height - 16.0F, theme.colour.text_faint, w);
}

}  // namespace isobath::ui
