// SPDX-License-Identifier: MIT
// The doctor's rules, one function each: a finding, or nothing. For the doctor's files only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "app/doctor/doctor.hpp"

namespace isobath::app::doctor {

using Ill = std::optional<Finding>;

// doctor_signal.cpp: what becomes of the signal on its way through the layers.
Ill exploding(const Facts& facts);
Ill vanishing(const Facts& facts);
Ill saturation(const Facts& facts);
Ill dead_units(const Facts& facts);

// doctor_network.cpp: what the network is, whatever it is trained on.
Ill symmetry(const Facts& facts);
Ill deep_sigmoid(const Facts& facts);
Ill linear_layers(const Facts& facts);

// doctor_training.cpp: steps that are too long.
Ill lost_epsilon(const Facts& facts);
Ill not_finite(const Facts& facts);
Ill runaway(const Facts& facts);
Ill rate_too_large(const Facts& facts);

// doctor_plateau.cpp: J that stays high.
Ill rate_too_small(const Facts& facts);
Ill one_layer(const Facts& facts);
Ill constant_answer(const Facts& facts);
Ill underfitting(const Facts& facts);

// doctor_data.cpp: inputs, targets, loss and the dev part.
Ill starting_loss(const Facts& facts);
Ill unscaled_inputs(const Facts& facts);
Ill unfit_loss(const Facts& facts);
Ill overfitting(const Facts& facts);
Ill few_dev_examples(const Facts& facts);

/// Most values at a flat end, where 1 − 0.97² = 6 % of a gradient or less passes.
inline constexpr double kSaturated = 0.6;
/// J has risen if it stands above another one by 2 % of what a guess costs: less is the noise of
/// mini-batches.
inline constexpr double kRisenOfGuess = 0.02;

// doctor_measures.cpp: what several rules measure.
/// Is J below half of what the best constant answer costs? What looks ill in such a network has
/// not kept it from learning.
bool has_learned(const Facts& facts);
/// Is J far above both its start and a guess's?
bool ran_away(const Facts& facts);
/// Did steps that were too long throw a hidden layer onto the flat ends of its activation, and J
/// stayed high? That layer, from 1; 0: no.
int thrown_layer(const Facts& facts);
/// Are the first layer's units at their flat ends because inputs are not scaled?
bool saturated_by_inputs(const Facts& facts);
/// What an update is going to change of W, as a share of its rms, in the layer where that is most;
/// of RMSprop and Adam the most that it can be. 0 if it cannot be told.
double update_share(const document::Document& document, const core::Record& record);
/// How much the errors still agree with what the layers are given: rms dW over rms dZ · rms of the
/// layer's inputs, 0 to 1, in the layer where that is most. At a minimum and on a plateau it is
/// near 0, however large errors are; while there is a way down it is not, however small the
/// gradient is.
double agreement(const Facts& facts);
/// J over the second half of the run: what a run does at first is quick in any case.
struct Course {
  std::int64_t updates = 0;  // 0: there is no such half yet
  double before = 0.0, now = 0.0;
  double fall() const { return before > 0.0 ? (before - now) / before : 0.0; }
};
Course second_half(const Facts& facts);
/// After hundreds of updates J has not learned and falls no more. (doctor_plateau.cpp)
bool is_stuck(const Facts& facts);

// doctor_advice.cpp: sentences and edits that several rules share.
/// Two significant digits, all before the point: 0.58, 4·10⁻²⁶, 1240.
std::string brief(double value, int digits = 2);
/// The same for a field: 0.58, 4.13e-26.
std::string field_text(double value);
/// 93 %.
std::string percent(double share);
/// "layer 3".
std::string layer_words(int layer);
/// "network.layers[2].bias" of layer 3.
std::string field_of(std::size_t layer, std::string_view name);
std::string_view readable(core::WeightScheme scheme);
std::string_view readable(core::Activation activation);
/// The activation most hidden layers have; the last layer's where there are none.
core::Activation hidden_activation(const document::Document& document);
/// The same, but ReLU in place of the sigmoid.
core::Activation better_activation(const document::Document& document);
/// Changes after which every hidden layer has `activation` and every layer starts by the scheme
/// that fits it (He for activations that are 0 on one side, LeCun for SELU, else Xavier), at scale
/// 1, with b = 0. No changes if all is so already.
ApplyChanges fitting_start(const document::Document& document, core::Activation activation);
/// The same with wider layers where the network is deep: narrow ones stray from the theory.
ApplyChanges fitting_wide_start(const document::Document& document, core::Activation activation);
/// Adds wide layers to a treatment if some are narrow.
void widen(ApplyChanges& treatment, const document::Document& document);
/// Advises a start that keeps the signal's size: the fitting one, wider layers for deep networks,
/// or fewer layers. `share` is what is left of a signal over `layers` layers now; NaN: not known.
void advise_signal(Finding& finding, const Facts& facts, double share, int layers);
/// Advises a network that can say more: a hidden layer, 8 units in 2 layers, twice as many units,
/// Adam; nothing where it is large already.
void advise_larger(Finding& finding, const document::Document& document);
void advise_standardising(Finding& finding);
/// Advises to begin again with an α below the present one by 3 or more, whose first update changes
/// W by no more than it should.
void advise_calmer(Finding& finding, const Facts& facts);
/// Another α.
ApplyChanges other_rate(const document::Document& document, double learning_rate, bool restart);
/// On the ladder 1, 3, 10.
double rung_below(double learning_rate);
double rung_above(double learning_rate);

}  // namespace isobath::app::doctor
