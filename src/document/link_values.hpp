// SPDX-License-Identifier: MIT
// The fields of a document as they stand in a link, readable and typed by hand: "8tanh*3,1sigmoid".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/fields.hpp"
#include "document/sentence.hpp"

namespace isobath::document {

/// "0.1", "true", "he_normal".
std::string scalar_text(const Field& field, double value);
Problem parse_scalar(std::string_view text, const Field& field, std::string_view path, double& out);

/// "0.1" or "normal(0.1)".
std::string bias_text(const core::BiasRule& bias);
Problem parse_bias(std::string_view text, const Field& field, std::string_view path,
                   core::BiasRule& out);

/// "0.5,0.25,0.25": train, dev, test.
std::string split_text(const data::Split& split);
Problem parse_split(std::string_view text, std::string_view path, data::Split& out);

/// "x1,x2,sin(x1)".
std::string features_text(const std::vector<data::Feature>& features);
Problem parse_features(std::string_view text, std::string_view path,
                       std::vector<data::Feature>& out);

/// "16": data.inputs of gaussian.
Problem parse_dimensions(std::string_view text, std::string_view path, int& out);

/// "8tanh:he_normal:1.5:b0.1*3,1sigmoid:nobias:rate0.5": units, activation, the layer's own
/// weights, scale and bias ("bnormal(0.1)") where it has them, no bias, its factor on α, and how
/// many such layers follow each other.
std::string layers_text(const std::vector<core::LayerOptions>& layers);
Problem parse_layers(std::string_view text, std::string_view path,
                     std::vector<core::LayerOptions>& out);

}  // namespace isobath::document
