// SPDX-License-Identifier: MIT
// Records and parameters as one line of JSON each.
#include "document/record_json.hpp"

#include <cmath>

#include "document/json_tree.hpp"
#include "document/values.hpp"

namespace isobath::document {

namespace {

OrderedJson part(const core::PartRecord& of) {
  OrderedJson object;
  object["loss"] = of.loss;
  object["accuracy"] = std::isnan(of.accuracy) ? OrderedJson(nullptr) : OrderedJson(of.accuracy);
  return object;
}

OrderedJson statistics(const core::Statistics& of) {
  OrderedJson object;
  object["mean"] = of.mean;
  object["std"] = of.std;
  object["rms"] = of.rms;
  object["max_abs"] = of.max_abs;
  return object;
}

OrderedJson magnitude(const core::Magnitude& of) {
  OrderedJson object;
  object["rms"] = of.rms;
  object["max_abs"] = of.max_abs;
  return object;
}

OrderedJson layer(const core::LayerRecord& of) {
  OrderedJson object;
  object["layer"] = of.layer;
  object["Z"] = statistics(of.z);
  object["A"] = statistics(of.a);
  object["A"]["saturated"] = of.saturated;
  object["A"]["dead"] = of.dead;
  object["dA"] = magnitude(of.d_a);
  object["dZ"] = magnitude(of.d_z);
  object["W"] = magnitude(of.w);
  object["dW"] = magnitude(of.d_w);
  object["db"] = of.has_bias ? magnitude(of.d_b) : OrderedJson(nullptr);
  object["update_ratio"] = of.update_ratio;
  return object;
}

OrderedJson divergence(const core::Divergence& of) {
  OrderedJson object;
  object["step"] = of.step;
  object["layer"] = of.layer;
  object["what"] = core::symbol(of.what);
  object["unit"] = of.unit;
  object["example"] = of.example;
  return object;
}

}  // namespace

std::string to_json(const core::Record& record) {
  OrderedJson root;
  root["step"] = record.step;
  root["epoch"] = record.epoch;
  root["cost"] = record.cost;
  root["train"] = part(record.train);
  root["dev"] = part(record.dev);
  root["test"] = part(record.test);
  root["layers"] = OrderedJson::array();
  for (const core::LayerRecord& each : record.layers) root["layers"].push_back(layer(each));
  root["diverged"] = record.diverged ? divergence(*record.diverged) : OrderedJson(nullptr);
  return tree_text(root, -1);
}

std::string parameters_json(const core::Parameters<double>& parameters) {
  return tree_text(parameters_value(parameters), -1);
}

}  // namespace isobath::document
