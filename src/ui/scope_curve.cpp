// SPDX-License-Identifier: MIT
// The fitted factor per layer.
#include "ui/scope_curve.hpp"

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
    default:
      return layer.a.rms;
  }
}

double factor_per_layer(const core::Record& record, core::Quantity quantity) {
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
  if (n < 2.0) return std::nan("");
  const double slope = (n * sum_lv - sum_l * sum_v) / (n * sum_ll - sum_l * sum_l);
  const bool upwards = quantity == core::Quantity::a || quantity == core::Quantity::z ||
                       quantity == core::Quantity::w;
  return std::exp(upwards ? slope : -slope);
}

Text factor_in_words(double factor) {
  if (std::isnan(factor)) return {};
  constexpr double kHolds = 0.03;  // within 3 % a hundred layers still change the size twentyfold
  const char* what = std::fabs(factor - 1.0) <= kHolds ? "holds "
                     : factor > 1.0                    ? "swells "
                                                       : "dies ";
  return Text(what) + "×" + number(factor, 3) + " per layer";
}

}  // namespace isobath::ui
