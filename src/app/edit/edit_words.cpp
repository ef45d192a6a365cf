// SPDX-License-Identifier: MIT
// Differences of documents, read off the field table.
#include "app/edit/edit_words.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "document/fields.hpp"
#include "document/sentence.hpp"

namespace isobath::app {

namespace {

using document::Document;
using document::Field;
using document::Kind;

constexpr const char* kTo = " → ";

/// As the panels call it.
std::string name_of(const Field& field) {
  if (field.path == "training.learning_rate") return "α";
  if (field.path == "training.momentum") return "β";
  if (field.path == "training.beta2") return "β₂";
  if (field.path == "data.source") return "data";
  if (field.path == "data.seed") return "data, seed";
  if (field.path == "training.seed") return "shuffling, seed";
  if (field.path == "initialization.seed") return "initial weights, seed";
  if (field.path == "initialization.bias") return "initial bias";
  if (field.path == "network.layers[].has_bias") return "b";
  if (field.path == "network.layers[].learning_rate") return "factor on α";
  std::string name(document::leaf(field.path));
  std::ranges::replace(name, '_', ' ');
  return name;
}

std::string value_words(const Field& field, double value) {
  if (field.kind == Kind::boolean) return value != 0.0 ? "on" : "off";
  if (field.kind == Kind::choice) {
    std::string word(field.choices[static_cast<std::size_t>(value)]);
    std::ranges::replace(word, '_', ' ');
    return word;
  }
  std::string number = document::number_text(value);
  // "1.0 → 1.6", as the dials show it.
  if (field.kind == Kind::number && number.find_first_not_of("-0123456789") == std::string::npos)
    number += ".0";
  return number;
}

std::string bias_words(const core::BiasRule& bias) {
  const std::string number = document::number_text(bias.value);
  return bias.normal ? "N(0, " + number + "²)" : number;
}

std::string number_of(std::size_t layer) { return "layer " + std::to_string(layer + 1); }

/// What is different in one layer of the same place.
std::string layer_words(std::size_t at, const core::LayerOptions& before,
                        const core::LayerOptions& after) {
  std::string words = number_of(at);
  if (before.units != after.units)
    return words + ": " + std::to_string(before.units) + kTo + std::to_string(after.units) +
           " units";
  for (const Field& field : document::layer_fields()) {
    if (!field.layer_get) continue;
    const auto old = field.layer_get(before);
    const auto now = field.layer_get(after);
    if (old == now) continue;
    const auto said = [&field](const std::optional<double>& value) {
      return value ? value_words(field, *value) : std::string("as all");
    };
    words += ": ";
    if (field.kind != Kind::choice) words += name_of(field) + " ";
    return words + said(old) + kTo + said(now);
  }
  return words + ": initialization";
}

std::string layers_words(const std::vector<core::LayerOptions>& before,
                         const std::vector<core::LayerOptions>& after) {
  if (before == after) return "";
  const std::size_t common = std::min(before.size(), after.size());
  std::size_t at = 0;
  while (at < common && before[at] == after[at]) ++at;
  if (after.size() == before.size() + 1) {
    // Of equal layers in a row it is the last one that was added.
    return number_of(std::min(at, after.size() - 1)) + " added";
  }
  if (before.size() == after.size() + 1) return number_of(at) + " removed";
  if (before.size() != after.size())
    return "layers " + std::to_string(before.size()) + kTo + std::to_string(after.size());
  std::size_t others = 0;
  for (std::size_t l = at + 1; l < common; ++l)
    if (before[l] != after[l]) ++others;
  return layer_words(at, before[at], after[at]) +
         (others > 0 ? " and " + std::to_string(others) + " more" : "");
}

std::string field_words(const Field& field, const Document& before, const Document& after) {
  switch (field.kind) {
    case Kind::integer:
    case Kind::number:
    case Kind::boolean:
    case Kind::choice: {
      const double old = field.get(before);
      const double now = field.get(after);
      if (old == now) return "";
      return name_of(field) + " " + value_words(field, old) + kTo + value_words(field, now);
    }
    case Kind::text:
      return field.text(before) == field.text(after) ? "" : name_of(field);
    case Kind::features:
      if (before.data.dimensions != after.data.dimensions)
        return "inputs " + std::to_string(before.data.dimensions) + kTo +
               std::to_string(after.data.dimensions);
      return before.data.inputs == after.data.inputs ? "" : "inputs of the network";
    case Kind::split:
      return before.data.split == after.data.split ? "" : "split into train, dev and test";
    case Kind::bias:
      if (before.initialization.bias == after.initialization.bias) return "";
      return name_of(field) + " " + bias_words(before.initialization.bias) + kTo +
             bias_words(after.initialization.bias);
    case Kind::layers:
      return layers_words(before.layers, after.layers);
    case Kind::rows:
    case Kind::words:
    case Kind::sheet:
    case Kind::uses:
    case Kind::parameters:
    case Kind::progress:
      return "";
  }
  return "";
}

/// Number by number, where one was set by hand.
std::string parameter_words(const Document& before, const Document& after) {
  if (before.parameters == after.parameters) return "";
  if (!before.parameters || !after.parameters || !before.parameters->fits(*after.parameters))
    return "parameters";
  std::size_t differences = 0;
  for (core::Index i = 0; i < after.parameters->count(); ++i)
    if (before.parameters->data()[i] != after.parameters->data()[i]) ++differences;
  return differences == 1 ? "a parameter set by hand" : "parameters";
}

}  // namespace

std::string edit_words(const Document& before, const Document& after) {
  std::string words;
  std::size_t others = 0;
  const auto note = [&](std::string said) {
    if (said.empty()) return;
    if (words.empty())
      words = std::move(said);
    else
      ++others;
  };
  for (const Field& field : document::fields())
    if (!field.derived) note(field_words(field, before, after));
  if (before.data.table != after.data.table) note("the user's own data");
  note(parameter_words(before, after));
  // A source or loss brings the output that fits: that is one edit.
  return others > 3 ? words + " and " + std::to_string(others) + " more" : words;
}

}  // namespace isobath::app
