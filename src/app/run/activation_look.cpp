// SPDX-License-Identifier: MIT
// Counting Z, and multiplying linear layers out.
#include "app/run/activation_look.hpp"

#include <algorithm>
#include <cmath>

#include "core/activation.hpp"

namespace isobath::app {

namespace {

constexpr double kLeastReach = 6.0;  // what the curves need
constexpr double kWithin = 0.99;     // this share of the values is within reach
/// Multiply-adds of one look, and rows that there is any use for.
constexpr double kProductBudget = 2e7;
constexpr core::Index kMostRows = 64;

/// 1, 2 or 5 times a power of ten, at least `value`.
double round_reach(double value) {
  const double power = std::pow(10.0, std::floor(std::log10(value)));
  for (const double factor : {1.0, 2.0, 5.0})
    if (value <= factor * power) return factor * power;
  return 10.0 * power;
}

/// Of one value; of softmax with respect to its own z.
double slope_of(core::Activation activation, double z, double a) {
  return activation == core::Activation::softmax ? a * (1.0 - a)
                                                 : core::activation_derivative(activation, z);
}

}  // namespace

std::array<int, 2> linear_stretch(const std::vector<core::LayerOptions>& layers, int layer) {
  const auto linear = [&](int l) {
    return layers[static_cast<std::size_t>(l) - 1].activation == core::Activation::linear;
  };
  const int depth = static_cast<int>(layers.size());
  if (layer < 1 || layer > depth) return {0, 0};
  int first = layer, last = layer;
  while (first > 1 && linear(first - 1)) --first;
  while (last < depth && linear(last)) ++last;
  return first < last ? std::array{first, last} : std::array{0, 0};
}

LinearProduct multiply_out(
    const std::array<int, 2>& stretch,
    const std::function<core::LayerParameters<double>(int layer)>& parameters) {
  LinearProduct product;
  std::tie(product.first, product.last) = std::tie(stretch[0], stretch[1]);
  if (product.last == 0) return product;
  core::LayerParameters<double> layer = parameters(product.last);
  product.units = layer.weights.rows();
  core::Index rows = std::min(product.units, kMostRows);
  product.weights = layer.weights.topRows(rows);
  product.bias = layer.bias.head(std::min(rows, layer.bias.size()));
  // From the left: so each row costs but a row's products, and rows can be left out.
  const double share = kProductBudget / (product.last - product.first);
  for (int l = product.last - 1; l >= product.first; --l) {
    layer = parameters(l);
    const double row_cost = static_cast<double>(layer.weights.size());
    rows = std::clamp<core::Index>(static_cast<core::Index>(share / row_cost), 1, rows);
    const core::Matrix<double> left = product.weights.topRows(rows);
    core::Vector<double> bias = product.bias.head(std::min(rows, product.bias.size()));
    if (layer.bias.size() > 0) {
      const core::Vector<double> from_below = left * layer.bias;
      bias = bias.size() > 0 ? core::Vector<double>(bias + from_below) : from_below;
    }
    product.bias = std::move(bias);
    product.weights = left * layer.weights;
  }
  product.inputs = product.weights.cols();
  return product;
}

void tell_values(std::span<double> z, std::span<const double> a, ActivationLook& look) {
  look.bins.fill(0.0F);
  look.reach = kLeastReach;
  look.beyond = look.non_finite = look.mean = look.deviation = look.slope = look.saturated = 0.0;
  if (z.empty()) return;
  double sum = 0.0, slopes = 0.0;
  std::size_t finite = 0, saturated = 0;
  const core::Activation curve =
      look.activation == core::Activation::softmax ? core::Activation::sigmoid : look.activation;
  for (std::size_t i = 0; i < z.size(); ++i) {
    if (!std::isfinite(z[i])) continue;
    ++finite;
    sum += z[i];
    slopes += slope_of(look.activation, z[i], a[i]);
    saturated += core::is_saturated(curve, a[i]) ? 1 : 0;
  }
  const auto all = static_cast<double>(z.size());
  look.non_finite = 1.0 - static_cast<double>(finite) / all;
  if (finite == 0) return;
  const auto counted = static_cast<double>(finite);
  look.mean = sum / counted;
  look.slope = slopes / counted;
  look.saturated = static_cast<double>(saturated) / counted;
  const std::span<double> numbers(z.begin(), std::partition(z.begin(), z.end(), [](double value) {
                                    return std::isfinite(value);
                                  }));
  double squares = 0.0;
  for (const double value : numbers) squares += (value - look.mean) * (value - look.mean);
  look.deviation = std::sqrt(squares / counted);
  const auto at = numbers.begin() + static_cast<std::ptrdiff_t>(kWithin * (counted - 1.0));
  std::nth_element(numbers.begin(), at, numbers.end(),
                   [](double x, double y) { return std::fabs(x) < std::fabs(y); });
  if (std::fabs(*at) > kLeastReach) look.reach = round_reach(std::fabs(*at));
  std::array<std::size_t, ActivationLook::kBins> bins{};
  std::size_t beyond = 0;
  for (const double value : numbers) {
    const double place = (value / look.reach + 1.0) * 0.5 * ActivationLook::kBins;
    if (place >= 0.0 && place < ActivationLook::kBins)
      ++bins[static_cast<std::size_t>(place)];
    else
      ++beyond;
  }
  for (std::size_t i = 0; i < bins.size(); ++i)
    look.bins[i] = static_cast<float>(static_cast<double>(bins[i]) / counted);
  look.beyond = static_cast<double>(beyond) / counted;
}

}  // namespace isobath::app
