// SPDX-License-Identifier: MIT
// Expected sizes, and the scales that have names.
#include "app/run/scope_theory.hpp"

#include <algorithm>
#include <cmath>

#include "app/run/run.hpp"
#include "core/initialization.hpp"

namespace isobath::app {

namespace {

double or_nan(const std::optional<double>& value) { return value.value_or(std::nan("")); }

/// The layer that most of a deep network is made of: the one in the middle.
int typical_layer(const core::Network& network) { return std::max(1, network.depth() / 2); }

}  // namespace

double expected_rms(const Theory& theory, const core::Record& start, core::Quantity quantity,
                    int layer) {
  const auto at = static_cast<std::size_t>(layer) - 1;
  if (at >= theory.layers.size()) return std::nan("");
  const lab::LayerSizes& sizes = theory.layers[at];
  const double last = start.layers.empty() ? std::nan("") : start.layers.back().d_z.rms;
  switch (quantity) {
    case core::Quantity::z:
      return or_nan(sizes.z);
    case core::Quantity::a:
      return or_nan(sizes.a);
    case core::Quantity::w:
      return or_nan(sizes.w);
    case core::Quantity::d_z:
      return or_nan(sizes.d_z) * last;
    case core::Quantity::d_a:
      return or_nan(sizes.d_a) * last;
    default:
      return std::nan("");
  }
}

const std::shared_ptr<const Theory>& Theorist::of(
    const document::Document& document, const std::shared_ptr<const data::Dataset>& dataset) {
  const bool trained = document.parameters != nullptr;
  if (theory_ && dataset == dataset_ && document.layers == layers_ &&
      document.initialization == initialization_ && trained == trained_)
    return theory_;
  dataset_ = dataset;
  layers_ = document.layers;
  initialization_ = document.initialization;
  trained_ = trained;

  auto made = std::make_shared<Theory>();
  const core::Network network = network_of(document, *dataset);
  const auto& x = dataset->train.x;
  if (!trained && x.size() > 0)
    made->layers = lab::expected_sizes(network, initialization_,
                                       x.squaredNorm() / static_cast<double>(x.size()), tables_);
  core::InitializationOptions unscaled = initialization_;
  unscaled.scale = 1.0;
  const int l = typical_layer(network);
  const core::LayerOptions& layer = network.layers[static_cast<std::size_t>(l) - 1];
  const auto variance = core::weight_variance(network, unscaled, l);
  const auto mark = [&](double wanted, const char* name) {
    if (layer.scale || !variance || *variance <= 0.0) return;
    const double scale = std::sqrt(wanted / *variance);
    const auto same = std::ranges::find_if(made->marks, [&](const DialMark& other) {
      return std::abs(std::log(other.scale / scale)) < 0.005;
    });
    const bool is_critical = *name == '\0';
    if (same == made->marks.end())
      made->marks.push_back({scale, name, is_critical});
    else if (is_critical)
      same->critical = true;
  };
  const auto in = static_cast<double>(network.units(l - 1));
  const auto out = static_cast<double>(network.units(l));
  const core::BiasRule bias = core::bias_of(layer, initialization_);
  std::optional<double> critical;
  if (layer.activation != core::Activation::softmax)
    critical = tables_.of(layer.activation).critical_sigma_w2(bias.value * bias.value);
  mark(2.0 * in / (in + out), "Xavier");
  mark(2.0, "He");
  mark(1.0, "LeCun");
  if (critical) mark(*critical, "");
  theory_ = std::move(made);
  return theory_;
}

}  // namespace isobath::app
