// SPDX-License-Identifier: MIT
// What the depth scope says of the layers, apart from drawing it.
#pragma once

#include "core/record.hpp"
#include "ui/format.hpp"

namespace isobath::ui {

/// The rms that the scope shows of a layer; the update ratio is one number as it is.
double rms_of(const core::LayerRecord& layer, core::Quantity quantity);

/// A[l], dZ[l], …
Text every_layer(core::Quantity quantity);

/// Does the quantity grow or fade on the way forwards (Z, A, W)?
bool goes_forwards(core::Quantity quantity);

/// How a quantity changes with depth.
struct Trend {
  double factor = 0.0;  // from one layer to the next, in the direction in which it flows; NaN: none
  double reached = 0.0;  // the rms that the fitted line ends with
  int at_layer = 0;      // where it ends: the last hidden layer, or layer 1; 0: after 50 layers
};

/// The factor from one layer to the next that fits best (least squares on log rms), over the hidden
/// layers where there are three or more, else over all; NaN where fewer than two values are finite
/// and above 0. Upwards for A; for gradients in the direction they flow, downwards.
double factor_per_layer(const core::Record& record, core::Quantity quantity);

/// The factor and what it comes to: at the end of the hidden layers, or where these are fewer than
/// twenty, after 50 such layers.
Trend trend_of(const core::Record& record, core::Quantity quantity);

/// "swells ×1.5 per layer", "holds ×1.01 per layer", "dies ×0.58 per layer"; empty for NaN. It
/// holds if `layers` of them change the size less than threefold, and one less than 3 %.
Text factor_in_words(double factor, int layers = 1);

/// The same and what it comes to: "dies ×0.58 per layer: 1.5·10⁻¹² at layer 50".
Text trend_in_words(const core::Record& record, core::Quantity quantity);

/// The first layer (from 1) whose rms is NaN or Inf; 0 if there is none.
int first_non_finite(const core::Record& record, core::Quantity quantity);

}  // namespace isobath::ui
