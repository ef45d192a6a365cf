// SPDX-License-Identifier: MIT
// Which layer it is about, the window remembers while the popup is open.
#include "ui/network/network_layer.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "core/initialization.hpp"
#include "document/link_values.hpp"
#include "ui/controls/controls.hpp"

namespace isobath::ui {
namespace {

constexpr const char* kLayerPopup = "layer-options";
constexpr std::size_t kLayerSchemes = core::kCount<core::WeightScheme>;
constexpr int kNetworks = 0;  // the first choice: as the network

class Options {
 public:
  Options(Frame& frame, int layer)
      : frame_(frame),
        layer_(layer),
        layers_(frame.snapshot.document->layers),
        own_(layers_[static_cast<std::size_t>(layer) - 1]) {}

  void draw() {
    draw_title();
    draw_activation();
    if (button("layer-curves", "g, g′ and Z",
               "The card of its activation: the curves, and Z of this layer below them.", true,
               width())) {
      frame_.actions.push_back(app::ShowActivation{layer_});
      ImGui::CloseCurrentPopup();
    }
    draw_initialization();
    draw_training();
    ImGui::Dummy({1.0F, 2.0F});
    draw_neighbours();
  }

 private:
  float width() const { return frame_.theme.touch ? 280.0F : 244.0F; }
  const core::InitializationOptions& network() const {
    return frame_.snapshot.document->initialization;
  }
  bool last() const { return layer_ == static_cast<int>(layers_.size()); }

  void push(const core::LayerOptions& edited, bool dragging = false) {
    std::vector<core::LayerOptions> next = layers_;
    next[static_cast<std::size_t>(layer_) - 1] = edited;
    push_layers(frame_, next, dragging);
  }

  void draw_title() {
    const app::Snapshot& snapshot = frame_.snapshot;
    const int rows = own_.units, columns = snapshot.units(layer_ - 1);
    Text title("layer ");
    title += std::to_string(layer_);
    push_face(frame_.theme.fonts.strong);
    ImGui::TextUnformatted(title.begin(), title.end());
    ImGui::PopFont();
    // W[2] (4, 3), b[2] (4, 1): 16 parameters
    Text shapes("W (");
    shapes += std::to_string(rows) + ", " + std::to_string(columns) + "),  b (" +
              std::to_string(rows) + ", 1):  ";
    shapes += count(std::int64_t{rows} * (columns + 1)).view();
    shapes += " parameters";
    push_face(frame_.theme.fonts.small);
    ImGui::PushStyleColor(ImGuiCol_Text, frame_.theme.colour.text_soft);
    ImGui::TextUnformatted(shapes.begin(), shapes.end());
    ImGui::PopStyleColor();
    ImGui::PopFont();
  }

  void draw_activation() {
    const auto chosen = choice(frame_,
                               {"layer-activation", "activation",
                                "The nonlinearity g[l] of this layer, A = g(Z).", true, width()},
                               readable_activations(last()), static_cast<int>(own_.activation));
    if (chosen)
      frame_.actions.push_back(app::SetActivation{layer_, static_cast<core::Activation>(*chosen)});
  }

  void draw_initialization() {
    const Text as_network = Text("network: ") + readable(network().weights);
    std::array<const char*, kLayerSchemes + 1> labels{as_network.c_str()};
    for (std::size_t i = 0; i < kLayerSchemes; ++i)
      labels[i + 1] = readable(static_cast<core::WeightScheme>(i));
    const auto scheme =
        choice(frame_,
               {"layer-weights", "weights",
                "How W of this layer starts. One layer of another size than its neighbours → the "
                "depth scope bends there.",
                true, width()},
               labels, own_.weights ? static_cast<int>(*own_.weights) + 1 : kNetworks);
    if (scheme) {
      core::LayerOptions edited = own_;
      edited.weights.reset();
      if (*scheme != kNetworks) edited.weights = static_cast<core::WeightScheme>(*scheme - 1);
      push(edited);
    }
    const double scale = core::scale_of(own_, network());
    const auto scaled =
        slider(frame_,
               {"layer-scale", own_.scale ? "scale" : "scale (network's)",
                "Multiplies the start of W of this layer alone: Var z goes with its square.", true,
                width()},
               std::clamp(scale, 0.1, 10.0), {0.1, 10.0, true}, trimmed(scale));
    if (scaled) {
      core::LayerOptions edited = own_;
      edited.scale = scaled->value;
      push(edited, scaled->dragging);
    }
    const double bias = core::bias_of(own_, network()).value;
    const auto biased =
        slider(frame_,
               {"layer-bias",
                !own_.has_bias ? "no bias"
                : own_.bias    ? "bias"
                               : "bias (network's)",
                "Where b of this layer starts. ReLU with a negative one → dead units.",
                own_.has_bias, width()},
               std::clamp(bias, -3.0, 3.0), {-3.0, 3.0, false}, trimmed(bias));
    if (biased) {
      core::LayerOptions edited = own_;
      edited.bias = core::BiasRule{biased->value, false};
      push(edited, biased->dragging);
    }
    const bool has_own = own_.weights || own_.scale || own_.bias;
    if (toggle(frame_,
               {"layer-as-network", "same as the network",
                "No initialisation of its own: this layer starts as the network's settings say.",
                has_own},
               !has_own, {width(), frame_.theme.metric.control_px}) &&
        has_own) {
      core::LayerOptions edited = own_;
      edited.weights.reset();
      edited.scale.reset();
      edited.bias.reset();
      push(edited);
    }
  }

  /// What of the layer is trained, and how fast.
  void draw_training() {
    if (tick_box(
            frame_,
            {"layer-has-bias", "has a bias",
             "Does this layer add a b? Without one → Z = W·A, fewer parameters, and its units' "
             "boundaries go through the origin of A."},
            own_.has_bias, {width(), frame_.theme.metric.control_px})) {
      core::LayerOptions edited = own_;
      edited.has_bias = !own_.has_bias;
      push(edited);
    }
    const auto rate = slider(
        frame_,
        {"layer-rate", "α of this layer: α ×",
         "A factor on α for W and b of this layer alone: its steps become so much longer. 0, typed "
         "→ the layer stays as it began.",
         true, width()},
        own_.learning_rate, {0.01, 100.0, true}, trimmed(own_.learning_rate));
    if (rate) {
      core::LayerOptions edited = own_;
      edited.learning_rate = rate->value;
      push(edited, rate->dragging);
    }
  }

  bool button(const char* id, const char* label, const char* tip, bool enabled, float width_px) {
    return toggle(frame_, {id, label, tip, enabled}, false,
                  {width_px, frame_.theme.metric.control_px}) &&
           enabled;
  }

  void draw_neighbours() {
    const float third = (width() - 8.0F) / 3.0F;
    const bool room = static_cast<int>(layers_.size()) < core::kMaxLayers;
    if (button("layer-add-before", "+ before", "Adds a layer before this one.", room, third))
      frame_.actions.push_back(app::AddLayer{layer_ - 1});
    ImGui::SameLine(0.0F, 4.0F);
    if (button("layer-add-after", "+ after", "Adds a copy of this layer after it.", room && !last(),
               third))
      frame_.actions.push_back(app::AddLayer{layer_});
    ImGui::SameLine(0.0F, 4.0F);
    if (button("layer-remove", "remove", "Removes this layer; its neighbours are connected.",
               !last(), third)) {
      frame_.actions.push_back(app::RemoveLayer{layer_});
      ImGui::CloseCurrentPopup();
    }
  }

  Frame& frame_;
  int layer_;
  const std::vector<core::LayerOptions>& layers_;
  const core::LayerOptions& own_;
};

}  // namespace

void push_layers(Frame& frame, const std::vector<core::LayerOptions>& layers, bool dragging) {
  frame.actions.push_back(app::SetField{"network.layers", document::layers_text(layers), dragging});
}

void open_layer_options(int layer) {
  ImGui::GetStateStorage()->SetInt(ImGui::GetID("options-layer"), layer);
  ImGui::OpenPopup(kLayerPopup);
}

void draw_layer_options(Frame& frame) {
  const int layer = ImGui::GetStateStorage()->GetInt(ImGui::GetID("options-layer"), 1);
  if (!ImGui::BeginPopup(kLayerPopup)) return;
  if (layer < 1 || layer > frame.snapshot.layers()) {
    ImGui::CloseCurrentPopup();
  } else {
    frame.pointer.layer = layer;
    Options(frame, layer).draw();
  }
  ImGui::EndPopup();
}

}  // namespace isobath::ui
