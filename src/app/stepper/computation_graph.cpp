// SPDX-License-Identifier: MIT
// From what is given to z, a and the loss, and back by the chain rule.
#include "app/stepper/computation_graph.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/loss.hpp"
#include "document/sentence.hpp"

namespace isobath::app {

using core::Index;
using document::join;

namespace {

std::string cell(std::string_view name, int layer, Index unit) {
  return join({name, "[", std::to_string(layer), "](", std::to_string(unit + 1), ")"});
}

std::string entry_name(std::string_view name, int layer, Index unit, Index input) {
  return join({name, "[", std::to_string(layer), "](", std::to_string(unit + 1), ",",
               std::to_string(input + 1), ")"});
}

std::string loss_formula(core::Loss loss) {
  switch (loss) {
    case core::Loss::binary_cross_entropy:
      return "L = −[y·ln a + (1−y)·ln(1−a)]";
    case core::Loss::categorical_cross_entropy:
      return "L = −Σₖ yₖ·ln aₖ";
    case core::Loss::squared_error:
      return "L = ½·Σₖ (aₖ − yₖ)²";
  }
  return {};
}

}  // namespace

std::vector<GraphNode> graph_of(const core::Network& network, const core::Dissection<double>& all,
                                int layer, Index unit, Index example, int most) {
  const auto at = static_cast<std::size_t>(layer) - 1;
  const auto& here = all.layers[at];
  const auto& parameters = all.before[at];
  const auto below = [&](Index input) {
    if (layer == 1) return all.x(input, example);
    const auto& from = all.layers[at - 1];
    const double a = from.a(input, example);
    return from.mask.size() > 0 ? a * from.mask(input, example) : a;
  };
  const double d_z = here.d_z(unit, example);
  const bool last = layer == network.depth();

  std::vector<GraphNode> nodes;
  using Kind = GraphNode::Kind;
  const auto add = [&](GraphNode node) {
    nodes.push_back(std::move(node));
    return static_cast<int>(nodes.size()) - 1;
  };
  std::vector<Index> order(static_cast<std::size_t>(network.units(layer - 1)));
  std::iota(order.begin(), order.end(), Index{0});
  const auto weight = [&](Index input) { return parameters.weights(unit, input); };
  std::ranges::stable_sort(order, [&](Index a, Index b) {
    return std::abs(weight(a) * below(a)) > std::abs(weight(b) * below(b));
  });
  const auto shown = std::min(order.size(), static_cast<std::size_t>(std::max(most, 1)));
  std::sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(shown));

  const std::string z = cell("z", layer, unit), a = cell("a", layer, unit);
  std::vector<int> terms;
  for (std::size_t i = 0; i < shown; ++i) {
    const Index input = order[i];
    const std::string from = cell("a", layer - 1, input);
    const std::string by = entry_name("w", layer, unit, input);
    const std::string product = entry_name("u", layer, unit, input);
    const int a_node =
        add({Kind::input, from, "", below(input), join({"dL/du · ", by}), d_z * weight(input), {}});
    const int w_node = add(
        {Kind::weight, by, "", weight(input), join({"dL/du · ", from}), d_z * below(input), {}});
    terms.push_back(add({Kind::product,
                         product,
                         join({product, " = ", by, "·", from}),
                         weight(input) * below(input),
                         "dL/dz · 1",
                         d_z,
                         {a_node, w_node}}));
  }
  if (shown < order.size()) {
    double rest = 0.0;
    for (std::size_t i = shown; i < order.size(); ++i) rest += weight(order[i]) * below(order[i]);
    terms.push_back(add({Kind::rest,
                         join({std::to_string(order.size() - shown), " more u"}),
                         "",
                         rest,
                         "",
                         d_z,
                         {}}));
  }
  const bool has_bias = parameters.bias.size() > 0;
  if (has_bias)
    terms.push_back(
        add({Kind::bias, cell("b", layer, unit), "", parameters.bias(unit), "dL/dz · 1", d_z, {}}));
  const bool direct = last && core::has_direct_output_gradient(network);
  const int sum = add({Kind::sum, z, join({z, has_bias ? " = Σ u + b" : " = Σ u"}),
                       here.z(unit, example), direct ? "a − y" : "dL/da · g′(z)", d_z, terms});
  const int activation = add({Kind::activation,
                              a,
                              join({a, " = ", core::name(network.layers[at].activation), "(z)"}),
                              here.a(unit, example),
                              last ? "dL/da" : "Σ dL/dz of the layer above · w",
                              here.d_a(unit, example),
                              {sum}});
  if (!last) return nodes;
  const double loss = core::loss_sum<double>(network.loss, here.z.col(example), here.a.col(example),
                                             all.y.col(example));
  add({Kind::loss, "L", loss_formula(network.loss), loss, "", 1.0, {activation}});
  return nodes;
}

}  // namespace isobath::app
