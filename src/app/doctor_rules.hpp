// SPDX-License-Identifier: MIT
// The doctor's rules, one function each: a finding, or nothing. For the doctor's files only.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/doctor.hpp"

namespace isobath::app::doctor {

using Ill = std::optional<Finding>;

// doctor_signal.cpp: what becomes of the signal on its way through the layers.
Ill exploding(const Facts& facts);
Ill vanishing(const Facts& facts);
Ill saturation(const Facts& facts);
Ill dead_units(const Facts& facts);
Ill symmetry(const Facts& facts);
Ill deep_sigmoid(const Facts& facts);
Ill linear_layers(const Facts& facts);

// doctor_training.cpp: what the cost does.
Ill not_finite(const Facts& facts);
Ill runaway(const Facts& facts);
Ill rate_too_large(const Facts& facts);
Ill rate_too_small(const Facts& facts);
Ill overfitting(const Facts& facts);

/// Is J far above both its start and a guess's?
bool ran_away(const Facts& facts);

// doctor_data.cpp: inputs, targets and loss.
Ill starting_loss(const Facts& facts);
Ill unscaled_inputs(const Facts& facts);
Ill unfit_loss(const Facts& facts);

// doctor_advice.cpp: sentences and edits that several rules share.
/// Three significant digits at most: 0.58, 1e-12, 1240.
std::string brief(double value);
/// 93 %.
std::string percent(double share);
/// "W[3]", "layer 3".
std::string layer_words(int layer);
/// The weights' scheme for an activation, at scale 1: He for those that are 0 on one side, LeCun
/// for SELU, Xavier for the others.
core::WeightScheme fitting_scheme(core::Activation activation);
std::string_view readable(core::WeightScheme scheme);
std::string_view readable(core::Activation activation);
/// The activation most hidden layers have; the last layer's where there are none.
core::Activation hidden_activation(const document::Document& document);
/// Changes after which every hidden layer has `activation` and every layer starts by the scheme
/// that fits it, at scale 1, with b = 0. No changes if all is so already.
ApplyChanges fitting_start(const document::Document& document, core::Activation activation);
/// Another α, on the ladder 1, 3, 10.
ApplyChanges other_rate(const document::Document& document, double learning_rate, bool restart);
double rung_below(double learning_rate);

}  // namespace isobath::app::doctor
