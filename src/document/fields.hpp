// SPDX-License-Identifier: MIT
// The table of the document's fields: path, name in a link, range, choices, meaning. JSON, links,
// defaults, sweeps, the schema and the reference in docs/ are all read from it.
#pragma once

#include <compare>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "document/document.hpp"

namespace isobath::document {

/// `integer`, `number`, `boolean` and `choice` are scalars, reached through one double; the others
/// have forms of their own in JSON and in a link.
enum class Kind {
  integer,
  number,
  boolean,
  choice,
  text,
  features,    // data.inputs
  split,       // data.split
  bias,        // a number or {"normal": std}
  layers,      // network.layers
  rows,        // data.x, data.y: one row an example
  words,       // data.names
  sheet,       // data.table: a table as it was read, a list of columns
  uses,        // data.columns: what is done with them
  parameters,  // per layer W and b
  progress
};

/// What a change of a field asks for: new data (and with it a new start), a new start of the
/// network, nothing (it takes effect on the running training), or nothing at all (text).
enum class Effect { data, network, training, text };

struct Range {
  double lowest = 0.0;
  double highest = 0.0;
  bool below_highest = false;  // `highest` itself is not allowed
  int step = 1;                // integers: only every step-th from `lowest` on
};

struct Field {
  std::string_view path{};   // "training.learning_rate"; of a layer: "network.layers[].units"
  std::string_view link{};   // its name in a link; empty: travels in `packed`, or within a layer
  std::string_view alias{};  // a second name that a link may use; mostly empty
  Kind kind = Kind::number;
  Range range{};                                // integer, number; the numbers in split and bias
  std::span<const std::string_view> choices{};  // choice, features
  bool sweepable = false;
  Effect effect = Effect::data;
  std::string_view help{};  // what it is; cause -> effect
  /// True for names that only set other fields (`depth`, `width`); they never stand in JSON.
  bool derived = false;
  /// Of a layer: left out of JSON where it stands at its default.
  bool quiet = false;

  // Access; which ones are set follows from the kind. A choice is the index of its value, a
  // boolean 0 or 1. Setters expect values that are allowed.
  double (*get)(const Document&) = nullptr;
  void (*set)(Document&, double) = nullptr;
  const std::string& (*text)(const Document&) = nullptr;
  void (*set_text)(Document&, std::string) = nullptr;
  std::optional<double> (*layer_get)(const core::LayerOptions&) = nullptr;
  void (*layer_set)(core::LayerOptions&, double) = nullptr;
};

/// All fields of the document but those within a layer, in the order in which they are written and
/// applied; then the fields of one layer.
std::span<const Field> fields();
std::span<const Field> layer_fields();

/// The last part of a path: "learning_rate" of "training.learning_rate".
std::string_view leaf(std::string_view path);

/// The field called `name`: a full path, its name in a link, or the last part of a path where only
/// one field ends so. Null if there is none.
const Field* find_field(std::string_view name);

/// The field of a layer and the layer's place (from 0) for "network.layers[2].units".
struct LayerFieldName {
  std::size_t layer = 0;
  const Field* field = nullptr;
  auto operator<=>(const LayerFieldName&) const = default;
};
std::optional<LayerFieldName> find_layer_field(std::string_view name);

/// What may stand in a scalar field, to follow "is not ": "between 1 and 512", "one of …". With
/// `as_number` the value is known to be of the right type and only its range matters.
std::string allowed(const Field& field, bool as_number = false);

/// "" if a scalar field may have this value, else the sentence after the path.
std::string check_scalar(const Field& field, double value);

/// The known name nearest to an unknown one, as a path; `prefix` ("training.") wins ties.
std::string nearest_path(std::string_view prefix, std::string_view name);
/// The same for the names that a link may use.
std::string nearest_link_name(std::string_view name);

}  // namespace isobath::document
