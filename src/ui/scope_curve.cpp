// SPDX-License-Identifier: MIT
// The fitted factor per layer, and what it comes to.
#include "ui/scope_curve.hpp"

#include <algorithm>
#include <cmath>

namespace isobath::ui {

double rms_of(const core::LayerRecord& layer, core::Quantity quantity) {
  switch (quantity) {
    case core::Quantity::d_z:
      return layer.d_z.rms;
    case core::Quantity::d_a:
      return layer.d_a.rms;
    case core::Quantity::d_w:
      return layer.d_w.rms;
    case core::Quantity::d_b:
      return layer.d_b.rms;
    case core::Quantity::z:
      return layer.z.rms;
    case core::Quantity::w:
      return layer.w.rms;
    case core::Quantity::update_ratio:
      return layer.update_ratio;
    default:
      return layer.a.rms;
  }
}

Text every_layer(core::Quantity quantity) {
  // Of the ratio, both matrices have the index.
  if (quantity == core::Quantity::update_ratio) return "ΔW[l]/W[l]";
  return Text(readable(quantity)) + "[l]";
}

bool goes_forwards(core::Quantity quantity) {
  return quantity == core::Quantity::a || quantity == core::Quantity::z ||
         quantity == core::Quantity::w;
}

namespace {

/// The line through log rms over l, over the layers that say how depth acts.
struct Fit {
  double slope = std::nan("");
  double offset = 0.0;
  int layers = 0;
};

Fit fit(const core::Record& record, core::Quantity quantity) {
  // The output layer has another width and activation: with three hidden layers or more, they alone
  // say how depth acts.
  const std::size_t layers =
      record.layers.size() >= 4 ? record.layers.size() - 1 : record.layers.size();
  double n = 0.0, sum_l = 0.0, sum_v = 0.0, sum_ll = 0.0, sum_lv = 0.0;
  for (std::size_t i = 0; i < layers; ++i) {
    const double rms = rms_of(record.layers[i], quantity);
    if (!std::isfinite(rms) || rms <= 0.0) continue;
    const double l = static_cast<double>(i + 1), v = std::log(rms);
    n += 1.0;
    sum_l += l;
    sum_v += v;
    sum_ll += l * l;
    sum_lv += l * v;
  }
  Fit line;
  line.layers = static_cast<int>(layers);
  if (n < 2.0) return line;
  line.slope = (n * sum_lv - sum_l * sum_v) / (n * sum_ll - sum_l * sum_l);
  line.offset = (sum_v - line.slope * sum_l) / n;
  return line;
}

constexpr int kDeepEnough = 20;  // layers whose own end is worth telling
constexpr int kAsDeepAs = 50;    // where shallower networks are extrapolated to

}  // namespace

double factor_per_layer(const core::Record& record, core::Quantity quantity) {
  const double slope = fit(record, quantity).slope;
  return std::exp(goes_forwards(quantity) ? slope : -slope);
}

Trend trend_of(const core::Record& record, core::Quantity quantity) {
  const Fit line = fit(record, quantity);
  const bool forwards = goes_forwards(quantity);
  Trend trend;
  trend.factor = std::exp(forwards ? line.slope : -line.slope);
  int layer = 0;
  if (line.layers >= kDeepEnough)
    trend.at_layer = layer = forwards ? line.layers : 1;
  else
    layer = forwards ? kAsDeepAs : line.layers + 1 - kAsDeepAs;
  trend.reached = std::exp(line.offset + line.slope * static_cast<double>(layer));
  return trend;
}

int first_non_finite(const core::Record& record, core::Quantity quantity) {
  for (const core::LayerRecord& layer : record.layers)
    if (!std::isfinite(rms_of(layer, quantity))) return layer.layer;
  return 0;
}

namespace {

bool holds(double factor, int layers) {
  return std::fabs(factor - 1.0) <= 0.03 &&
         std::fabs(std::log(factor)) * static_cast<double>(layers) < std::log(3.0);
}

}  // namespace

Text factor_in_words(double factor, int layers) {
  if (std::isnan(factor)) return {};
  const char* what = holds(factor, layers) ? "holds " : factor > 1.0 ? "swells " : "dies ";
  return Text(what) + "×" + number(factor, 3) + " per layer";
}

Text trend_in_words(const core::Record& record, core::Quantity quantity) {
  const Trend trend = trend_of(record, quantity);
  const int layers = std::max(kAsDeepAs, static_cast<int>(record.layers.size()));
  Text words = factor_in_words(trend.factor, layers);
  // Two layers, one of them the output, say nothing of depth.
  if (record.layers.size() < 3 || words.empty()) return {};
  const bool forwards = goes_forwards(quantity);
  if (!forwards) words += " back";
  // What holds has nothing to come to.
  if (holds(trend.factor, layers)) return words;
  words += ": ";
  words += number(trend.reached, 2).view();
  const Text deep = trend.at_layer > 0 ? Text(" at layer ") + std::to_string(trend.at_layer)
                                       : Text(" after ") + std::to_string(kAsDeepAs) + " layers";
  words += deep.view();
  return words;
}

}  // namespace isobath::ui
