// SPDX-License-Identifier: MIT
// Replacing one number, or a matrix of them.
#include "app/edit/edit_parameters.hpp"

#include <cmath>
#include <memory>
#include <utility>

namespace isobath::app {

namespace {

constexpr const char* kNoBias = ".b: the layer's has_bias is false, so there is none to set";

using Layer = core::Parameters<double>::Layer;

std::string outside(const std::string& path, const char* what, int place, core::Index size) {
  return path + ": there is no " + what + " " + std::to_string(place + 1) + " among " +
         std::to_string(size);
}

std::string put(double& number, const std::string& path, double value) {
  if (!std::isfinite(value)) return path + ": a weight or bias set by hand is a finite number";
  number = value;
  return "";
}

std::string apply(Layer& layer, const std::string& path, const SetWeight& action) {
  if (action.unit < 0 || action.unit >= layer.weights.rows())
    return outside(path, "unit", action.unit, layer.weights.rows());
  if (action.input < 0 || action.input >= layer.weights.cols())
    return outside(path, "input", action.input, layer.weights.cols());
  return put(layer.weights(action.unit, action.input),
             path + ".W[" + std::to_string(action.unit) + "][" + std::to_string(action.input) + "]",
             action.value);
}

std::string apply(Layer& layer, const std::string& path, const SetBias& action) {
  if (layer.bias.size() == 0) return path + kNoBias;
  if (action.unit < 0 || action.unit >= layer.bias.size())
    return outside(path, "unit", action.unit, layer.bias.size());
  return put(layer.bias(action.unit), path + ".b[" + std::to_string(action.unit) + "]",
             action.value);
}

std::string apply(Layer& layer, const std::string& path, const SetMatrix& action) {
  const bool weights = action.what == SetMatrix::What::weights;
  const core::Index rows = layer.weights.rows(), columns = weights ? layer.weights.cols() : 1;
  if (!weights && layer.bias.size() == 0) return path + kNoBias;
  const std::string where = path + (weights ? ".W" : ".b");
  const auto shape = [](core::Index height, core::Index width) {
    return "(" + std::to_string(height) + ", " + std::to_string(width) + ")";
  };
  if (action.values.rows() != rows || action.values.cols() != columns)
    return where + ": its shape is " + shape(rows, columns) + ", not " +
           shape(action.values.rows(), action.values.cols());
  if (!action.values.allFinite()) return where + ": weights and biases set by hand are finite";
  if (weights)
    layer.weights = action.values;
  else
    layer.bias = action.values.col(0);
  return "";
}

template <class Edit>
std::string apply(core::Parameters<double>& parameters, const Edit& action) {
  const auto layers = static_cast<int>(parameters.size());
  if (action.layer < 1 || action.layer > layers)
    return outside("parameters", "layer", action.layer - 1, layers);
  return apply(parameters[static_cast<std::size_t>(action.layer) - 1],
               "parameters[" + std::to_string(action.layer - 1) + "]", action);
}

}  // namespace

document::Document with_training(document::Document document, core::Parameters<double> parameters,
                                 core::Progress progress) {
  document.parameters = std::make_shared<const core::Parameters<double>>(std::move(parameters));
  document.progress = std::make_shared<const core::Progress>(std::move(progress));
  return document;
}

std::expected<document::Document, std::string> edit_parameters(const document::Document& document,
                                                               core::Parameters<double> parameters,
                                                               core::Progress progress,
                                                               const EditAction& action) {
  std::string fault;
  if (const auto* weight = std::get_if<SetWeight>(&action)) fault = apply(parameters, *weight);
  if (const auto* bias = std::get_if<SetBias>(&action)) fault = apply(parameters, *bias);
  if (const auto* matrix = std::get_if<SetMatrix>(&action)) fault = apply(parameters, *matrix);
  if (!fault.empty()) return std::unexpected(std::move(fault));
  return with_training(document, std::move(parameters), std::move(progress));
}

}  // namespace isobath::app
