// SPDX-License-Identifier: MIT
// The depth scope: the size of every layer's activations and gradients on one logarithmic axis, now
// and at the start, above the dial that sets how the weights begin.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "ui/controls.hpp"
#include "ui/panels.hpp"
#include "ui/plot.hpp"
#include "ui/scope_curve.hpp"

namespace isobath::ui {
namespace {

struct GradientChoice {
  core::Quantity quantity;
  const char* id;
  const char* label;
  const char* tip;
};

constexpr std::array<GradientChoice, 3> kGradients{
    {{core::Quantity::d_z, "gradient-dz", "dZ",
      "dZ[l] = ∂J/∂Z[l] of one example: the error signal as it flows back. Falls from right to "
      "left "
      "→ gradients vanish, early layers cannot learn."},
     {core::Quantity::d_a, "gradient-da", "dA",
      "dA[l] = W[l+1]ᵀ·dZ[l+1]: the error signal before it passes g′. Beside dZ it shows what a "
      "flat g′ takes away."},
     {core::Quantity::d_w, "gradient-dw", "dW",
      "dW[l] = dZ[l]·A[l-1]ᵀ/m: what the update really uses. Small in a layer → that layer stands "
      "still."}}};

Text every_layer(core::Quantity quantity) { return Text(readable(quantity)) + "[l]"; }

void draw_gradient_choice(Frame& frame, const Rect& rect, float y) {
  const core::Quantity now = frame.snapshot.view.gradient;
  const ImVec2 size{44.0F, frame.theme.metric.head_px};
  constexpr float kBetween = 4.0F;
  float x = rect.max.x - 10.0F - 3.0F * size.x - 2.0F * kBetween;
  const Text label("gradient");
  const float width = text_size(frame.theme.fonts.small, label.view()).x;
  draw_text(*ImGui::GetWindowDrawList(), frame.theme.fonts.small,
            {x - width - 8.0F, y + (size.y - frame.theme.metric.small_px) * 0.5F},
            frame.theme.colour.text_faint, label.view());
  for (const GradientChoice& gradient : kGradients) {
    ImGui::SetCursorScreenPos({x, y});
    if (toggle(frame, {gradient.id, gradient.label, gradient.tip}, gradient.quantity == now, size))
      frame.actions.push_back(app::ShowGradient{gradient.quantity});
    x += size.x + kBetween;
  }
}

Plot make_plot(const app::Snapshot& snapshot, core::Quantity gradient) {
  Extent extent(true);
  for (const core::Record* record : {&snapshot.record, &snapshot.start})
    for (const core::LayerRecord& layer : record->layers) {
      extent.add(layer.a.rms);
      extent.add(rms_of(layer, gradient));
    }
  Plot plot;
  plot.y = extent.axis(2.0);
  // Room above and below the last decade for the marks at the edges.
  const double margin = (plot.y.highest - plot.y.lowest) * 0.06;
  plot.y.lowest -= margin;
  plot.y.highest += margin;
  const auto layers = static_cast<double>(std::max<std::size_t>(1, snapshot.record.layers.size()));
  plot.x = {0.5, layers + 0.5, false};
  return plot;
}

void draw_curve(ImDrawList& list, const Plot& plot, const core::Record& record,
                core::Quantity quantity, const Stroke& stroke) {
  Polyline line(list, plot, stroke);
  for (std::size_t i = 0; i < record.layers.size(); ++i)
    line.add(static_cast<double>(i + 1), rms_of(record.layers[i], quantity));
}

/// What a logarithmic line cannot show, layer by layer, and a word at the first of each.
void draw_marks(const Frame& frame, ImDrawList& list, const Plot& plot, core::Quantity quantity,
                ImU32 colour, float* word_top) {
  const auto& layers = frame.snapshot.record.layers;
  const float half = plot.area.width() / static_cast<float>(layers.size()) * 0.5F;
  int first_bad = 0;
  double first_value = 0.0;
  for (std::size_t i = 0; i < layers.size(); ++i) {
    const double rms = rms_of(layers[i], quantity);
    const auto layer = static_cast<double>(i + 1);
    if (!std::isfinite(rms)) {
      draw_non_finite_mark(list, frame.theme, plot, layer, half);
      if (first_bad == 0) {
        first_bad = static_cast<int>(i + 1);
        first_value = rms;
      }
    } else if (rms == 0.0) {
      draw_zero_mark(list, plot, layer, half, colour);
    }
  }
  if (first_bad == 0) return;
  const Theme& theme = frame.theme;
  const Text word = every_layer(quantity) + " = " + number(first_value) + " from layer " +
                    std::to_string(first_bad);
  const float width = text_size(theme.fonts.label, word.view()).x;
  const float x = std::clamp(plot.x_px(first_bad) - half + 4.0F, plot.area.min.x + 4.0F,
                             std::max(plot.area.min.x + 4.0F, plot.area.max.x - width - 4.0F));
  const Rect box{{x - 3.0F, *word_top}, {x + width + 4.0F, *word_top + 17.0F}};
  list.AddRectFilled(box.min, box.max, theme.colour.non_finite, 3.0F);
  draw_text_in(list, theme.fonts.label, box, {0.5F, 0.5F}, IM_COL32_WHITE, word.view());
  *word_top += 20.0F;
}

void draw_legend(const Frame& frame, const Rect& row, core::Quantity gradient) {
  const Theme& theme = frame.theme;
  const core::Record& record = frame.snapshot.record;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImFont* font = theme.fonts.small;
  float x = row.min.x;
  const auto entry = [&](ImU32 colour, const Text& text, bool dashed) {
    const float width = text_size(font, text.view()).x;
    if (x + 24.0F + width > row.max.x) return;
    const float y = row.centre().y;
    if (dashed) {
      for (const float at : {0.0F, 7.0F, 14.0F})
        list.AddLine({x + at, y}, {x + at + 4.0F, y}, colour, 1.5F);
    } else {
      list.AddLine({x, y}, {x + 18.0F, y}, colour, 2.5F);
      list.AddCircleFilled({x + 9.0F, y}, 3.5F, colour);
    }
    draw_text(list, font, {x + 24.0F, row.min.y}, theme.colour.text_soft, text.view());
    x += 24.0F + width + 18.0F;
  };
  const auto described = [&](core::Quantity quantity) {
    const Text words = factor_in_words(factor_per_layer(record, quantity));
    Text text = every_layer(quantity);
    // Two layers, one of them the output, say nothing of depth.
    if (record.layers.size() < 3 || words.empty()) return text + " rms";
    text += " ";
    text += words.view();
    if (quantity != core::Quantity::a) text += " back";
    return text;
  };
  entry(theme.colour.forward, described(core::Quantity::a), false);
  entry(theme.colour.backward, described(gradient), false);
  entry(theme.colour.text_faint, "at the start", true);
}

void draw_layer_card(const Frame& frame, int layer, core::Quantity gradient) {
  const app::Snapshot& snapshot = frame.snapshot;
  const auto at = static_cast<std::size_t>(layer) - 1;
  const core::LayerRecord& now = snapshot.record.layers[at];
  const auto& options = snapshot.document->layers[at];
  Text title = Text("layer ") + std::to_string(layer) + " · " + readable(options.activation) +
               " · " + std::to_string(options.units) + (options.units == 1 ? " unit" : " units");
  std::array<CardLine, 7> lines;
  std::size_t size = 0;
  lines[size++] = {Text("rms ") + every_layer(core::Quantity::a), number(now.a.rms),
                   frame.theme.colour.forward};
  lines[size++] = {Text("rms ") + every_layer(gradient), number(rms_of(now, gradient)),
                   frame.theme.colour.backward};
  if (at < snapshot.start.layers.size()) {
    const core::LayerRecord& start = snapshot.start.layers[at];
    lines[size++] = {Text("at the start  ") + every_layer(core::Quantity::a), number(start.a.rms),
                     0};
    lines[size++] = {Text("at the start  ") + every_layer(gradient),
                     number(rms_of(start, gradient)), 0};
  }
  lines[size++] = {"saturated", percent(now.saturated), 0};
  lines[size++] = {"dead units", percent(now.dead), 0};
  lines[size++] = {"update / weight", number(now.update_ratio, 2), 0};
  card(frame, title.view(), std::span(lines).first(size));
}

void draw_plot(Frame& frame, const Rect& area) {
  const app::Snapshot& snapshot = frame.snapshot;
  const Theme& theme = frame.theme;
  const core::Quantity gradient = snapshot.view.gradient;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const std::size_t layers = snapshot.record.layers.size();
  if (layers == 0) {
    draw_text_in(list, theme.fonts.body, area, {0.5F, 0.5F}, theme.colour.text_faint,
                 "Nothing measured yet");
    return;
  }
  Plot plot = make_plot(snapshot, gradient);
  const float row = std::round(theme.metric.small_px) + 3.0F;
  const Ticks y_ticks =
      make_ticks(plot.y, std::clamp(static_cast<int>(area.height() / 26.0F), 2, 9));
  const float left = std::max(34.0F, tick_width(theme, y_ticks) + 8.0F);
  plot.area = {{area.min.x + left, area.min.y + row + 6.0F}, {area.max.x, area.max.y - row - 4.0F}};
  if (plot.area.height() < 20.0F) return;

  draw_legend(frame, {{plot.area.min.x, area.min.y}, {area.max.x, area.min.y + row}}, gradient);
  draw_text(list, theme.fonts.small, area.min, theme.colour.text_faint, "rms");
  draw_y_axis(list, theme, plot, y_ticks);
  const float per_layer = plot.area.width() / static_cast<float>(layers);
  const int most = static_cast<int>(plot.area.width() / 40.0F);
  Ticks x_ticks;
  const int step = static_cast<int>(layers) <= most ? 1 : [&] {
    for (const int candidate : {2, 5, 10, 20, 50})
      if (static_cast<int>(layers) / candidate <= most) return candidate;
    return 100;
  }();
  for (int layer = 1; layer <= static_cast<int>(layers) && x_ticks.size < x_ticks.tick.size();
       ++layer)
    if (step == 1 || layer % step == 0 || layer == 1)
      x_ticks.tick[x_ticks.size++] = {
          static_cast<double>(layer),
          (layer == 1 ? Text("layer 1") : Text(std::to_string(layer).c_str()))};
  draw_x_axis(list, theme, plot, x_ticks);

  const int lit = snapshot.view.hovered_layer;
  if (lit >= 1 && lit <= static_cast<int>(layers)) {
    const float x = plot.x_px(lit), half = std::max(2.0F, per_layer * 0.5F);
    list.AddRectFilled({x - half, plot.area.min.y}, {x + half, plot.area.max.y},
                       faded(theme.colour.accent, 0.12F));
  }
  const float dot = std::clamp(per_layer * 0.16F, 0.0F, 4.0F);
  const Stroke start{faded(theme.colour.forward, 0.45F), 1.4F, 0.0F, true};
  draw_curve(list, plot, snapshot.start, core::Quantity::a, start);
  draw_curve(list, plot, snapshot.start, gradient,
             {faded(theme.colour.backward, 0.45F), 1.4F, 0.0F, true});
  draw_curve(list, plot, snapshot.record, gradient,
             {theme.colour.backward, 2.0F, dot >= 1.5F ? dot : 0.0F, false});
  draw_curve(list, plot, snapshot.record, core::Quantity::a,
             {theme.colour.forward, 2.0F, dot >= 1.5F ? dot : 0.0F, false});
  float word_top = plot.area.min.y + 8.0F;
  draw_marks(frame, list, plot, core::Quantity::a, theme.colour.forward, &word_top);
  draw_marks(frame, list, plot, gradient, theme.colour.backward, &word_top);

  ImGui::SetCursorScreenPos(plot.area.min);
  ImGui::InvisibleButton("##scope-plot", plot.area.size());
  const Text value = Text("A ") + number(factor_per_layer(snapshot.record, core::Quantity::a), 4) +
                     "; " + readable(gradient) + " " +
                     number(factor_per_layer(snapshot.record, gradient), 4);
  register_widget(frame, "plot-scope", "depth scope", "plot", value.view(), plot.area);
  if (!ImGui::IsItemHovered()) return;
  const float share = (ImGui::GetIO().MousePos.x - plot.area.min.x) / plot.area.width();
  const int layer = std::clamp(static_cast<int>(share * static_cast<float>(layers)) + 1, 1,
                               static_cast<int>(layers));
  frame.pointer.layer = layer;
  draw_layer_card(frame, layer, gradient);
}

}  // namespace

void draw_scope(Frame& frame, const Rect& rect) {
  begin_panel(frame, "scope", "DEPTH SCOPE", rect,
              ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  const ImVec2 content = ImGui::GetCursorScreenPos();
  const float width = available_width();
  draw_gradient_choice(frame, rect, head_top(rect));
  ImGui::SetCursorScreenPos({content.x, body_top(frame, rect) + 2.0F});
  draw_initialization(frame, width);
  const ImVec2 top = ImGui::GetCursorScreenPos();
  draw_plot(frame, {{content.x, top.y + 2.0F}, {rect.max.x - 12.0F, rect.max.y - 6.0F}});
  end_panel();
}

}  // namespace isobath::ui
