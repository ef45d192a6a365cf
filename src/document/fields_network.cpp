// SPDX-License-Identifier: MIT
// The field table: the network, its start, its loss, and the fields of one layer.
#include "document/field_table.hpp"

namespace isobath::document::table {

void add_network_fields(std::vector<Field>& table) {
  using core::InitializationOptions;
  constexpr auto kStart = &Document::initialization;
  const auto add = [&](Field field) { table.push_back(field); };
  add({.path = "network.layers",
       .link = "layers",
       .kind = Kind::layers,
       .range = {1, core::kMaxLayers},
       .effect = Effect::network,
       .help =
           "The layers from the first hidden one to the output; more layers represent more with "
           "fewer units, and grow or shrink the signal at every step."});
  add({.path = "network.depth",
       .link = "depth",
       .kind = Kind::integer,
       .range = {0, core::kMaxLayers - 1},
       .sweepable = true,
       .effect = Effect::network,
       .help = "Sets the number of hidden layers, each a copy of the last hidden one; deeper "
               "networks multiply what one layer does to the signal.",
       .derived = true,
       .get = [](const Document& d) { return static_cast<double>(d.layers.size()) - 1.0; },
       .set =
           [](Document& d, double value) {
             const auto hidden = static_cast<std::size_t>(value);
             if (d.layers.empty()) return;
             const core::LayerOptions output = d.layers.back();
             d.layers.pop_back();
             const core::LayerOptions copy =
                 d.layers.empty() ? core::LayerOptions{} : d.layers.back();
             d.layers.resize(hidden, copy);
             d.layers.push_back(output);
           }});
  add({.path = "network.width",
       .link = "width",
       .kind = Kind::integer,
       .range = kUnits,
       .sweepable = true,
       .effect = Effect::network,
       .help = "Sets the units of every hidden layer; wider layers follow the theory of signals "
               "more closely.",
       .derived = true,
       .get =
           [](const Document& d) {
             return d.layers.empty() ? 0.0 : static_cast<double>(d.layers.front().units);
           },
       .set =
           [](Document& d, double value) {
             for (std::size_t l = 0; l + 1 < d.layers.size(); ++l)
               d.layers[l].units = static_cast<int>(value);
           }});
  add(scalar<kStart, &InitializationOptions::weights>(
      {.path = "initialization.weights",
       .link = "weights",
       .kind = Kind::choice,
       .choices = core::names(core::WeightScheme{}),
       .effect = Effect::network,
       .help = "How W starts; a scheme that fits the activation keeps the signal's size from layer "
               "to layer, zeros never break the symmetry."}));
  add(scalar<kStart, &InitializationOptions::scale>(
      {.path = "initialization.scale",
       .link = "scale",
       .range = kScale,
       .sweepable = true,
       .effect = Effect::network,
       .help = "Multiplies the starting W of every layer; above what the scheme balances signals "
               "explode with depth, below they vanish."}));
  add({.path = "initialization.bias",
       .link = "bias",
       .kind = Kind::bias,
       .range = kBias,
       .sweepable = true,
       .effect = Effect::network,
       .help = "How b starts: one number, or drawn around 0; larger biases shift units towards "
               "their flat ends."});
  add(scalar<kStart, &InitializationOptions::seed>(
      {.path = "initialization.seed",
       .link = "init_seed",
       .kind = Kind::integer,
       .range = kSeedRange,
       .effect = Effect::network,
       .help = "Which draw of the starting W and b; another seed gives another start of the same "
               "kind."}));
  add(scalar<&Document::loss>(
      {.path = "loss",
       .link = "loss",
       .kind = Kind::choice,
       .choices = core::names(core::Loss{}),
       .effect = Effect::network,
       .help = "What a wrong output costs; cross-entropy keeps pushing where squared error goes "
               "flat."}));
}

void add_layer_fields(std::vector<Field>& table) {
  using core::LayerOptions;
  table.push_back(
      {.path = "network.layers[].units",
       .kind = Kind::integer,
       .range = kUnits,
       .sweepable = true,
       .effect = Effect::network,
       .help = "Units of the layer; more of them can represent more and take longer.",
       .layer_get = [](const LayerOptions& l) -> std::optional<double> { return l.units; },
       .layer_set = [](LayerOptions& l, double value) { l.units = static_cast<int>(value); }});
  table.push_back(
      {.path = "network.layers[].activation",
       .kind = Kind::choice,
       .choices = core::names(core::Activation{}),
       .effect = Effect::network,
       .help = "g of A = g(Z); linear layers collapse into one, saturating ones let "
               "gradients vanish, softmax may only come last.",
       .layer_get = [](const LayerOptions& l) -> std::optional<double> {
         return static_cast<double>(l.activation);
       },
       .layer_set = [](LayerOptions& l,
                       double value) { l.activation = static_cast<core::Activation>(value); }});
  table.push_back(
      {.path = "network.layers[].weights",
       .kind = Kind::choice,
       .choices = core::names(core::WeightScheme{}),
       .effect = Effect::network,
       .help = "The layer's own scheme in place of initialization.weights; it changes "
               "what this layer does to the signal.",
       .layer_get = [](const LayerOptions& l) -> std::optional<double> {
         if (!l.weights) return std::nullopt;
         return static_cast<double>(*l.weights);
       },
       .layer_set = [](LayerOptions& l,
                       double value) { l.weights = static_cast<core::WeightScheme>(value); }});
  table.push_back(
      {.path = "network.layers[].scale",
       .range = kScale,
       .sweepable = true,
       .effect = Effect::network,
       .help = "The layer's own scale in place of initialization.scale; it changes what this layer "
               "does to the signal.",
       .layer_get = [](const LayerOptions& l) { return l.scale; },
       .layer_set = [](LayerOptions& l, double value) { l.scale = value; }});
  table.push_back({.path = "network.layers[].bias",
                   .kind = Kind::bias,
                   .range = kBias,
                   .sweepable = true,
                   .effect = Effect::network,
                   .help = "The layer's own start of b in place of initialization.bias; it shifts "
                           "this layer's units towards their flat ends."});
  table.push_back(
      {.path = "network.layers[].has_bias",
       .kind = Kind::boolean,
       .sweepable = true,
       .effect = Effect::network,
       .help = "Has the layer a b at all? Without one, Z = W·A: it has less to train, and its map "
               "goes through the origin.",
       .quiet = true,
       .layer_get = [](const LayerOptions& l) -> std::optional<double> { return l.has_bias; },
       .layer_set = [](LayerOptions& l, double value) { l.has_bias = value != 0.0; }});
  table.push_back(
      {.path = "network.layers[].learning_rate",
       .range = kRateFactor,
       .sweepable = true,
       .effect = Effect::network,
       .help = "A factor on training.learning_rate for the layer's W and b; at 0 it stays as it "
               "began, at 2 its steps are twice as long.",
       .quiet = true,
       .layer_get = [](const LayerOptions& l) -> std::optional<double> { return l.learning_rate; },
       .layer_set = [](LayerOptions& l, double value) { l.learning_rate = value; }});
}

}  // namespace isobath::document::table
