// SPDX-License-Identifier: MIT
// Curves above, Z below, on one axis: where the bars are bright, the gradient passes.
#include "ui/network/activation_card.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/activation.hpp"
#include "say/activation_card.hpp"
#include "say/common.hpp"
#include "ui/controls/card_sheet.hpp"
#include "ui/controls/controls.hpp"
#include "ui/network/linear_product.hpp"
#include "ui/network/network_units.hpp"
#include "ui/plot/plot.hpp"

namespace isobath::ui {
namespace {

struct CurvePoint {
  double value = 0.0, slope = 0.0;
};

/// g and g′ at z; of softmax those of one unit while the `others` have z = 0.
CurvePoint curve_at(core::Activation activation, int others, double z) {
  if (activation != core::Activation::softmax)
    return {core::activation_value(activation, z), core::activation_derivative(activation, z)};
  const double a = 1.0 / (1.0 + others * std::exp(-z));
  return {a, a * (1.0 - a)};
}

class ActivationCard {
 public:
  ActivationCard(Frame& frame, const Rect& rect)
      : frame_(frame),
        theme_(frame.theme),
        look_(frame.snapshot.activation),
        layer_(frame.snapshot.view.activation),
        layers_(frame.snapshot.document->layers),
        width_(rect.width() - 28.0F),
        room_(rect.height() - 18.0F) {}

  void draw() {
    const float top = ImGui::GetCursorScreenPos().y;
    draw_head();
    const bool told = look_.layer == layer_ && look_.activation == activation();
    if (!told) return;
    if (look_.product.last > 0) draw_linear_product(frame_, look_.product, width_);
    draw_numbers();
    const float used = ImGui::GetCursorScreenPos().y - top;
    draw_plots(std::clamp(room_ - used - 2.2F * theme_.metric.small_px, 130.0F, 300.0F));
    draw_remarks();
  }

 private:
  core::Activation activation() const {
    return layers_[static_cast<std::size_t>(layer_) - 1].activation;
  }
  bool last() const { return layer_ == static_cast<int>(layers_.size()); }
  int others() const { return layers_[static_cast<std::size_t>(layer_) - 1].units - 1; }

  /// The layer, its activation to be chosen, its neighbours, and the way out, in one row.
  void draw_head() {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float side = theme_.metric.control_px;
    const auto button = [&](float from_right, const char* id, const char* label, const char* tip,
                            Icon icon, bool enabled, int layer) {
      ImGui::SetCursorScreenPos({at.x + width_ - from_right * (side + 2.0F), at.y});
      if (icon_button(frame_, {id, label, tip, enabled}, icon, {side, side}, Weight::quiet))
        frame_.actions.push_back(app::ShowActivation{layer});
    };
    button(3.0F, "activation-before", say::activation_card::layer_before(),
           say::activation_card::the_layer_before_this(), Icon::minus, layer_ > 1, layer_ - 1);
    button(2.0F, "activation-after", say::activation_card::layer_after(),
           say::activation_card::the_layer_after_this(), Icon::plus, !last(), layer_ + 1);
    button(1.0F, "activation-close", "close", say::activation_card::closes_the_card_esc(),
           Icon::close, true, 0);
    const Text name = Text("layer ") + std::to_string(layer_);
    ImGui::SetCursorScreenPos(at);
    const auto chosen =
        choice(frame_,
               {"card-activation", name.c_str(), say::activation_card::g_of_this_layer(), true,
                width_ - 3.0F * (side + 2.0F) - 2.0F},
               readable_activations(last()), static_cast<int>(activation()));
    if (chosen)
      frame_.actions.push_back(app::SetActivation{layer_, static_cast<core::Activation>(*chosen)});
    ImGui::SetCursorScreenPos({at.x, at.y + side + 4.0F});
  }

  void number_cell(int column, const char* id, const char* name, const Text& value,
                   const char* tip) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float third = width_ / 3.0F;
    const Rect cell{{at.x + third * static_cast<float>(column), at.y},
                    {at.x + third * static_cast<float>(column + 1), at.y + 36.0F}};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    draw_text(list, theme_.fonts.strong, {cell.min.x, cell.min.y}, theme_.colour.text, value.view(),
              third - 4.0F);
    draw_text(list, theme_.fonts.small, {cell.min.x, cell.min.y + 18.0F}, theme_.colour.text_soft,
              name, third - 4.0F);
    ImGui::SetCursorScreenPos(cell.min);
    ImGui::PushID(id);
    ImGui::InvisibleButton("##number", cell.size(), ImGuiButtonFlags_EnableNav);
    ImGui::PopID();
    tooltip(frame_, tip);
    register_widget(frame_, id, name, "text", value.view(), cell);
    ImGui::SetCursorScreenPos(at);
  }

  void draw_numbers() {
    ImGui::Dummy({width_, 2.0F});
    const bool softmax = activation() == core::Activation::softmax;
    const auto at = static_cast<std::size_t>(layer_) - 1;
    const auto& records = frame_.snapshot.record.layers;
    if (softmax || core::has_saturation(activation()))
      number_cell(0, "activation-flat", softmax ? "certain" : "saturated", percent(look_.saturated),
                  softmax ? say::activation_card::the_share_of_below()
                          : say::activation_card::the_share_of_a());
    else
      number_cell(0, "activation-flat", say::common::dead_units(),
                  percent(at < records.size() ? records[at].dead : 0.0),
                  say::activation_card::the_share_of_units());
    number_cell(1, "activation-slope", say::activation_card::mean_g(), number(look_.slope, 2),
                say::activation_card::the_mean_of_g());
    number_cell(2, "activation-deviation", say::activation_card::sd_of_z(),
                number(look_.deviation, 2), say::activation_card::the_standard_deviation_of());
    ImGui::Dummy({width_, 40.0F});
  }

  void draw_plots(float height) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    constexpr float kLeft = 22.0F, kTicks = 18.0F;
    const float upper = std::round((height - kTicks) * 0.6F);
    Plot curves;
    curves.area = {{at.x + kLeft, at.y + 2.0F}, {at.x + width_, at.y + upper - 4.0F}};
    curves.x = {-look_.reach, look_.reach, false};
    // The same scale for every g as far as it goes, so that two of them can be compared.
    double lowest = 0.0;
    constexpr int kSteps = 96;
    const auto place = [&](int i) { return look_.reach * (2.0 * i / kSteps - 1.0); };
    for (int i = 0; i <= kSteps; ++i) {
      const CurvePoint point = curve_at(activation(), others(), place(i));
      lowest = std::min({lowest, point.value, point.slope});
    }
    curves.y = {std::max(lowest, -1.8) - 0.15, 1.6, false};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    draw_grid(list, curves);
    for (const bool slope : {true, false}) {
      Polyline line(list, curves,
                    {slope ? theme_.colour.backward : theme_.colour.forward, 2.0F, 0.0F, false});
      for (int i = 0; i <= kSteps; ++i) {
        const double z = place(i);
        const CurvePoint point = curve_at(activation(), others(), z);
        const double value = slope ? point.slope : point.value;
        const bool inside = value >= curves.y.lowest - 0.1 && value <= curves.y.highest + 0.1;
        line.add(z, inside ? value : std::nan(""));
      }
    }
    float x = curves.area.min.x + 6.0F;
    for (const auto& [name, colour] :
         {std::pair{"g", theme_.colour.forward}, std::pair{"g′", theme_.colour.backward}})
      x += draw_text(list, theme_.fonts.label, {x, curves.area.min.y}, colour, name) + 12.0F;
    Plot density = curves;
    density.area.min.y = at.y + upper;
    density.area.max.y = at.y + height - kTicks;
    draw_density(list, density);
    draw_x_axis(list, theme_, density, make_ticks(density.x, 4));
    const Rect whole{curves.area.min, density.area.max};
    ImGui::SetCursorScreenPos(whole.min);
    ImGui::InvisibleButton("##curves", whole.size(), ImGuiButtonFlags_EnableNav);
    register_widget(frame_, "activation-plot", say::activation_card::g_g_and_z(), "plot",
                    Text(readable(look_.activation)).view(), whole);
    if (ImGui::IsItemHovered()) draw_cursor(list, whole, curves);
    ImGui::SetCursorScreenPos({at.x, at.y + height});
  }

  void draw_grid(ImDrawList& list, const Plot& plot) const {
    for (const double y : {-1.0, 0.0, 1.0}) {
      if (y < plot.y.lowest) continue;
      const float at = std::round(plot.y_px(y));
      list.AddLine({plot.area.min.x, at}, {plot.area.max.x, at},
                   y == 0.0 ? theme_.colour.grid_strong : theme_.colour.grid);
      const Text label = trimmed(y, 1);
      draw_text(list, theme_.fonts.small,
                {plot.area.min.x - text_size(theme_.fonts.small, label.view()).x - 4.0F,
                 at - theme_.metric.small_px * 0.5F},
                theme_.colour.text_faint, label.view());
    }
    const float zero = std::round(plot.x_px(0.0));
    list.AddLine({zero, plot.area.min.y}, {zero, plot.area.max.y}, theme_.colour.grid);
  }

  /// Bars whose colour is g′ there: bright where the gradient passes.
  void draw_density(ImDrawList& list, const Plot& plot) const {
    const float most = *std::ranges::max_element(look_.bins);
    const float step = plot.area.width() / static_cast<float>(look_.bins.size());
    for (std::size_t i = 0; i < look_.bins.size(); ++i) {
      if (!(look_.bins[i] > 0.0F)) continue;
      const double z =
          look_.reach *
          ((static_cast<double>(i) + 0.5) * 2.0 / static_cast<double>(look_.bins.size()) - 1.0);
      const double slope = std::fabs(curve_at(activation(), others(), z).slope);
      const float share = static_cast<float>(std::clamp(std::sqrt(slope), 0.0, 1.0));
      const float left = plot.area.min.x + step * static_cast<float>(i);
      const float rise = std::max(1.5F, look_.bins[i] / most * (plot.area.height() - 4.0F));
      list.AddRectFilled({left, plot.area.max.y - rise}, {left + step - 0.5F, plot.area.max.y},
                         mixed(theme_.colour.grid_strong, theme_.colour.backward, share));
    }
    Text name("Z[");
    name = name + std::to_string(layer_) + "]";
    draw_text(list, theme_.fonts.label, {plot.area.min.x + 6.0F, plot.area.min.y},
              theme_.colour.text_soft, name.view());
  }

  void draw_cursor(ImDrawList& list, const Rect& whole, const Plot& plot) const {
    const float mouse = ImGui::GetIO().MousePos.x;
    const double share = static_cast<double>((mouse - whole.min.x) / whole.width());
    const double z = look_.reach * (2.0 * share - 1.0);
    const CurvePoint point = curve_at(activation(), others(), z);
    list.AddLine({mouse, whole.min.y}, {mouse, whole.max.y}, theme_.colour.grid_strong);
    for (const auto& [value, colour] : {std::pair{point.value, theme_.colour.forward},
                                        std::pair{point.slope, theme_.colour.backward}})
      if (value <= plot.y.highest && value >= plot.y.lowest)
        list.AddCircleFilled({mouse, plot.y_px(value)}, 3.5F, colour);
    const auto bin = static_cast<std::size_t>(
        std::clamp(share * ActivationLook::kBins, 0.0, ActivationLook::kBins - 1.0));
    const std::array<CardLine, 3> lines{{{"g(z)", number(point.value), theme_.colour.forward},
                                         {"g′(z)", number(point.slope), theme_.colour.backward},
                                         {say::activation_card::of_all_z_near(),
                                          percent(static_cast<double>(look_.bins[bin])), 0}}};
    card(frame_, (Text("z = ") + number(z, 2)).view(), lines);
  }

  void draw_remarks() {
    const auto tell = [&](const Text& text) {
      text_lines(theme_.fonts.small, theme_.colour.text_soft, text.view(), width_);
    };
    const Text units = count(others() + 1), examples = count(look_.examples);
    tell(look_.examples < look_.of_examples
             ? text_of(say::activation_card::some_values(units, examples, count(look_.of_examples)))
             : text_of(say::activation_card::all_values(units, examples)));
    if (look_.beyond > 0.0)
      tell(text_of(say::activation_card::beyond(percent(look_.beyond), trimmed(look_.reach))));
    if (look_.non_finite > 0.0)
      tell(text_of(say::activation_card::not_finite(percent(look_.non_finite))));
    if (activation() == core::Activation::softmax)
      tell(say::activation_card::softmax_looks_at_all());
  }

  using ActivationLook = app::ActivationLook;

  Frame& frame_;
  const Theme& theme_;
  const ActivationLook& look_;
  int layer_;
  const std::vector<core::LayerOptions>& layers_;
  float width_, room_;
};

}  // namespace

void draw_activation_card(Frame& frame, const Rect& rect) {
  begin_sheet(frame, rect, frame.theme.colour.backward);
  ActivationCard(frame, rect).draw();
  end_sheet();
}

}  // namespace isobath::ui
