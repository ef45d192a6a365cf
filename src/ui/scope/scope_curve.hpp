// SPDX-License-Identifier: MIT
// What the depth scope says of the layers, apart from drawing it.
#pragma once

#include "core/record.hpp"
#include "document/document.hpp"
#include "ui/text/format.hpp"

namespace isobath::ui {

/// The rms that the scope shows of a layer; the update ratio is one number as it is.
double rms_of(const core::LayerRecord& layer, core::Quantity quantity);

/// A[l], dZ[l], …
Text every_layer(core::Quantity quantity);

/// Does the quantity grow or fade on the way forwards (Z, A, W)?
bool goes_forwards(core::Quantity quantity);

/// How a quantity changes with depth, along the way on which it flows.
struct Trend {
  double factor = 0.0;    // from one layer to the next; NaN: none
  double change = 1.0;    // last over first, as measured
  bool same = false;      // the change is within the fit's error
  double reached = 0.0;   // the rms of the last hidden layer on the way, as measured
  int at_layer = 0;       // that layer
  int lost_from = 0;      // the layer from which on it is 0 or not finite; 0: none
  int sound_to = 0;       // the last layer before that
  double after_50 = 0.0;  // what 50 such layers would come to; NaN where that cannot be told
};

/// The factor from one layer to the next that fits best (least squares on log rms), over the hidden
/// layers where there are three or more, else over all; NaN where fewer than two values are finite
/// and above 0. Upwards for A; for gradients in the direction they flow, downwards.
double factor_per_layer(const core::Record& record, core::Quantity quantity);

/// What is measured at the end of the hidden layers, and from eight of them on, where they fit one
/// factor well, what 50 would come to. The document tells the range of its activations.
Trend trend_of(const core::Record& record, core::Quantity quantity,
               const document::Document* document = nullptr);

/// "shrinks ×0.58 per layer" for the factor and the change over all layers; "vanishes" and
/// "explodes" beyond a thousandfold.
Text factor_in_words(double factor, double change);

/// The same and what it comes to: "vanishes ×0.58 per layer: 1.5·10⁻¹² at layer 50".
Text trend_in_words(const core::Record& record, core::Quantity quantity,
                    const document::Document* document = nullptr);
/// Of the same no more than the beginning, where there is little room: "shrinks ×0.58 a layer".
Text trend_in_short(const core::Record& record, core::Quantity quantity,
                    const document::Document* document);

/// The first layer (from 1) whose rms is NaN or Inf; 0 if there is none.
int first_non_finite(const core::Record& record, core::Quantity quantity);

}  // namespace isobath::ui
