// SPDX-License-Identifier: MIT
// The factor per layer, and what it comes to as measured.
#include "ui/scope/scope_curve.hpp"
#include "say/scope.hpp"

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

/// A line through log rms over l, and how well it fits.
struct LineFit {
  double slope = std::nan("");
  double error = 0.0;      // of the slope: what lies within it may be chance
  double explained = 0.0;  // R²
};

/// The output layer has another width and activation: with three hidden layers or more, they alone
/// say how depth acts.
int layers_of_depth(const core::Record& record) {
  const auto layers = static_cast<int>(record.layers.size());
  return layers >= 4 ? layers - 1 : layers;
}

double rms_at(const core::Record& record, core::Quantity quantity, int layer) {
  return rms_of(record.layers[static_cast<std::size_t>(layer) - 1], quantity);
}

bool is_sound(double rms) { return std::isfinite(rms) && rms > 0.0; }

LineFit fit(const core::Record& record, core::Quantity quantity, int first, int last) {
  double n = 0.0, mean_l = 0.0, mean_v = 0.0;
  const auto for_each = [&](const auto& take) {
    for (int layer = first; layer <= last; ++layer)
      if (const double rms = rms_at(record, quantity, layer); is_sound(rms))
        take(static_cast<double>(layer), std::log(rms));
  };
  for_each([&](double l, double v) { n += 1.0, mean_l += l, mean_v += v; });
  LineFit line;
  if (n < 2.0) return line;
  mean_l /= n, mean_v /= n;
  double ll = 0.0, lv = 0.0, vv = 0.0, steps = 0.0, before = std::nan("");
  for_each([&](double l, double v) {
    ll += (l - mean_l) * (l - mean_l);
    lv += (l - mean_l) * (v - mean_v);
    vv += (v - mean_v) * (v - mean_v);
  });
  line.slope = lv / ll;
  const double rest = std::max(0.0, vv - line.slope * lv);
  line.explained = vv > 0.0 ? 1.0 - rest / vv : 0.0;
  if (n < 3.0) return line;
  // The error of a slope with independent noise, or that of a random walk from layer to layer:
  // whichever is larger.
  for_each([&](double, double v) {
    if (!std::isnan(before)) steps += (v - before - line.slope) * (v - before - line.slope);
    before = v;
  });
  line.error = 2.0 * std::sqrt(std::max(rest / ((n - 2.0) * ll), steps / ((n - 1.0) * (n - 2.0))));
  return line;
}

constexpr int kEnough = 8;       // hidden layers from which one may think of more
constexpr int kDeepEnough = 20;  // layers whose own end is worth telling
constexpr int kAsDeepAs = 50;    // where shallower networks are extrapolated to
constexpr double kSlight = 3.0;  // a change below this may be called none

/// Can A, and with it Z, not grow for ever?
bool is_bounded(core::Activation activation) {
  return activation == core::Activation::sigmoid || activation == core::Activation::tanh ||
         activation == core::Activation::sin || activation == core::Activation::softmax;
}

/// Weights k·I as they were set, through layers that let the signal pass: 1.5¹⁴⁹ = 1.7·10²⁶ is the
/// course's formula for them. Empty if it is not the case.
Text identity_in_words(const core::Record& record, core::Quantity quantity, const Trend& trend,
                       const document::Document& document) {
  const core::InitializationOptions& start = document.initialization;
  if (quantity != core::Quantity::a || record.step != 0 || document.parameters ||
      start.weights != core::WeightScheme::identity || start.bias != core::BiasRule{} ||
      std::fabs(trend.factor - start.scale) > 1e-3 * start.scale)
    return {};
  Text power = trimmed(start.scale, 4);
  const Text exponent = power_of_ten(trend.at_layer);
  power += exponent.view().substr(2);
  return power + " = " + number(std::pow(start.scale, trend.at_layer), 2);
}

}  // namespace

double factor_per_layer(const core::Record& record, core::Quantity quantity) {
  const double slope = fit(record, quantity, 1, layers_of_depth(record)).slope;
  return std::exp(goes_forwards(quantity) ? slope : -slope);
}

Trend trend_of(const core::Record& record, core::Quantity quantity,
               const document::Document* document) {
  const int layers = layers_of_depth(record);
  const bool forwards = goes_forwards(quantity);
  const auto layer_of = [&](int i) { return forwards ? i + 1 : layers - i; };
  const auto at = [&](int i) { return rms_at(record, quantity, layer_of(i)); };
  Trend trend;
  trend.factor = trend.after_50 = std::nan("");
  if (layers == 0) return trend;
  // What is 0, or not finite, up to the end.
  int sound = layers;
  trend.at_layer = layer_of(layers - 1);
  trend.reached = at(layers - 1);
  if (!is_sound(trend.reached)) {
    const bool zero = trend.reached == 0.0;
    while (sound > 0 && !is_sound(at(sound - 1)) && (at(sound - 1) == 0.0) == zero) --sound;
    trend.lost_from = layer_of(sound);
    trend.reached = at(sound);
    if (sound > 0) trend.sound_to = layer_of(sound - 1);
  }
  if (sound < 2) return trend;
  const int first = std::min(layer_of(0), layer_of(sound - 1));
  const LineFit line = fit(record, quantity, first, first + sound - 1);
  const double slope = forwards ? line.slope : -line.slope;
  trend.factor = std::exp(slope);
  trend.change = at(sound - 1) / at(0);
  const double change = std::log(trend.change);
  const bool slight = std::fabs(slope) <= line.error || std::fabs(trend.factor - 1.0) <= 0.03;
  trend.same = slight && std::fabs(change) < std::log(kSlight);
  if (trend.same || std::isnan(change)) return trend;
  // Where no line fits, the mean of what is measured.
  if (std::fabs(slope) <= line.error || slope * change < 0.0)
    trend.factor = std::exp(change / static_cast<double>(sound - 1));
  if (trend.lost_from > 0 || layers < kEnough || layers >= kDeepEnough || line.explained < 0.95 ||
      quantity == core::Quantity::w || quantity == core::Quantity::update_ratio)
    return trend;
  if (forwards && trend.factor > 1.0 && document != nullptr)
    for (int layer = 0; layer < layers; ++layer)
      if (is_bounded(document->layers[static_cast<std::size_t>(layer)].activation)) return trend;
  trend.after_50 = trend.reached * std::pow(trend.factor, kAsDeepAs - layers);
  return trend;
}

int first_non_finite(const core::Record& record, core::Quantity quantity) {
  for (const core::LayerRecord& layer : record.layers)
    if (!std::isfinite(rms_of(layer, quantity))) return layer.layer;
  return 0;
}

namespace {

enum class Course { explodes, vanishes, grows, shrinks };

Course course_of(double factor, double change) {
  constexpr double kExtreme = 1e3;
  if (change > kExtreme) return Course::explodes;
  if (change < 1.0 / kExtreme) return Course::vanishes;
  return factor > 1.0 ? Course::grows : Course::shrinks;
}

Text change_in_words(double factor, double change, const Text& told) {
  switch (course_of(factor, change)) {
    case Course::explodes:
      return text_of(say::scope::explodes(told));
    case Course::vanishes:
      return text_of(say::scope::vanishes(told));
    case Course::grows:
      return text_of(say::scope::grows(told));
    case Course::shrinks:
      break;
  }
  return text_of(say::scope::shrinks(told));
}

Text change_in_short(double factor, double change, const Text& told) {
  switch (course_of(factor, change)) {
    case Course::explodes:
      return text_of(say::scope::explodes_short(told));
    case Course::vanishes:
      return text_of(say::scope::vanishes_short(told));
    case Course::grows:
      return text_of(say::scope::grows_short(told));
    case Course::shrinks:
      break;
  }
  return text_of(say::scope::shrinks_short(told));
}

/// "0 from layer 12": what is lost, and where.
Text lost(const Text& reached, const Trend& trend, bool forwards) {
  const std::string layer = std::to_string(trend.lost_from + (forwards ? 0 : 1));
  return text_of(forwards ? say::scope::from_layer(reached, layer)
                          : say::scope::below_layer(reached, layer));
}

}  // namespace

Text factor_in_words(double factor, double change) {
  if (std::isnan(factor)) return {};
  return change_in_words(factor, change, number(factor, 3));
}

Text trend_in_short(const core::Record& record, core::Quantity quantity,
                    const document::Document* document) {
  if (record.layers.size() < 3) return {};
  if (document != nullptr && document->layers.size() != record.layers.size()) document = nullptr;
  const Trend trend = trend_of(record, quantity, document);
  const bool forwards = goes_forwards(quantity);
  if (trend.lost_from > 0) return lost(number(trend.reached), trend, forwards);
  if (trend.same) return say::scope::about_the_same();
  if (std::isnan(trend.factor)) return {};
  return change_in_short(trend.factor, trend.change, number(trend.factor, 2));
}

Text trend_in_words(const core::Record& record, core::Quantity quantity,
                    const document::Document* document) {
  // Two layers, one of them the output, say nothing of depth.
  if (record.layers.size() < 3) return {};
  if (document != nullptr && document->layers.size() != record.layers.size()) document = nullptr;
  const Trend trend = trend_of(record, quantity, document);
  const bool forwards = goes_forwards(quantity);
  Text words = trend.same ? Text(say::scope::stays_about_the_same())
                          : factor_in_words(trend.factor, trend.change);
  if (!words.empty() && !forwards) words = text_of(say::scope::back(words));
  if (trend.lost_from > 0) {
    const Text reached =
        trend.reached == 0.0 ? Text(say::scope::exactly_0()) : number(trend.reached);
    const Text end = lost(reached, trend, forwards);
    if (words.empty()) return end;
    const std::string sound = std::to_string(trend.sound_to);
    return text_of(forwards ? say::scope::up_to_layer(words, sound, end)
                            : say::scope::to_layer(words, sound, end));
  }
  if (words.empty()) return {};
  words += ": ";
  if (document != nullptr)
    if (const Text power = identity_in_words(record, quantity, trend, *document); !power.empty())
      words = words + power + "; ";
  words = words + number(trend.reached, 2) + " at layer " + std::to_string(trend.at_layer);
  if (!std::isnan(trend.after_50))
    words = words + "; " + std::to_string(kAsDeepAs) + " such layers would give " +
            number(trend.after_50, 2);
  return words;
}

}  // namespace isobath::ui
