// SPDX-License-Identifier: MIT
// What the depth scope says of the layers, apart from drawing it.
#pragma once

#include "core/record.hpp"
#include "ui/format.hpp"

namespace isobath::ui {

/// The rms that the scope shows of a layer: of A, dZ, dA or dW.
double rms_of(const core::LayerRecord& layer, core::Quantity quantity);

/// The factor from one layer to the next that fits best (least squares on log rms), over the hidden
/// layers where there are three or more, else over all; NaN where fewer than two values are finite
/// and above 0. Upwards for A; for gradients in the direction they flow, downwards.
double factor_per_layer(const core::Record& record, core::Quantity quantity);

/// "swells ×1.5 per layer", "holds ×1.01 per layer", "dies ×0.58 per layer"; empty for NaN.
Text factor_in_words(double factor);

}  // namespace isobath::ui
