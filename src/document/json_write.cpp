// SPDX-License-Identifier: MIT
// From a document to JSON text, field by field along the table.
#include "document/json.hpp"
#include "document/shape.hpp"
#include "document/tree_document.hpp"
#include "document/values.hpp"

namespace isobath::document {

std::optional<OrderedJson> field_value(const Document& document, const Field& field) {
  const auto& table = document.data.table;
  const bool of_x = leaf(field.path) == "x";
  switch (field.kind) {
    case Kind::integer:
    case Kind::number:
    case Kind::boolean:
    case Kind::choice:
      // Where every input of parity stands once, giving `examples` would change that.
      if (field.path == "data.examples" && document.data.source == data::Source::parity &&
          document.data.all_inputs)
        return std::nullopt;
      return scalar_value(field, field.get(document));
    case Kind::text:
      return field.text(document);
    case Kind::features:
      if (document.data.source == data::Source::gaussian) return document.data.dimensions;
      return features_value(document.data.inputs);
    case Kind::split:
      return split_value(document.data.split);
    case Kind::bias:
      return bias_value(document.initialization.bias);
    case Kind::layers:
      return layers_value(document.layers);
    case Kind::rows:
      if (!table || table->origin) return std::nullopt;
      return rows_value(of_x ? table->x : table->y);
    case Kind::words:
      if (!table || table->origin || table->names.empty()) return std::nullopt;
      return table->names;
    case Kind::sheet:
      if (!table || !table->origin) return std::nullopt;
      return sheet_value(*table->origin->sheet);
    case Kind::uses:
      if (!table || !table->origin || table->origin->choices.empty()) return std::nullopt;
      return choices_value(table->origin->choices);
    case Kind::parameters:
      if (!document.parameters) return std::nullopt;
      return parameters_value(*document.parameters);
    case Kind::progress:
      if (!document.progress) return std::nullopt;
      return progress_value(*document.progress);
  }
  return std::nullopt;
}

bool is_default(const Document& document, const Field& field) {
  static const Document kDefault;
  const auto& table = document.data.table;
  const auto* origin = table ? table->origin.get() : nullptr;
  switch (field.kind) {
    case Kind::rows:
      return !table || origin != nullptr;
    case Kind::words:
      return !table || origin != nullptr || table->names.empty();
    case Kind::sheet:
      return origin == nullptr;
    case Kind::uses:
      return origin == nullptr || origin->choices.empty();
    case Kind::parameters:
      return !document.parameters;
    case Kind::progress:
      return !document.progress;
    default:
      break;
  }
  if (field.kind == Kind::features && document.data.source == data::Source::gaussian)
    return document.data.dimensions == kDefault.data.dimensions;
  const auto value = field_value(document, field);
  if (!value) return true;
  // Examples of parity are drawn because they are given, however many they are.
  if (field.path == "data.examples" && document.data.source == data::Source::parity) return false;
  if (field.kind == Kind::split) return document.data.split == default_split(document.data.source);
  return value == field_value(kDefault, field);
}

std::string to_json(const Document& document, bool whole, int indent) {
  OrderedJson root{{"isobath", kVersion}};
  for (const Field& field : fields()) {
    if (field.derived || (!whole && is_default(document, field))) continue;
    // A document without a study has no word of one.
    if (document.study == Study{} && field.path.starts_with("study.")) continue;
    auto value = field_value(document, field);
    if (!value) continue;
    const auto dot = field.path.find('.');
    if (dot == std::string_view::npos)
      root[std::string(field.path)] = std::move(*value);
    else
      root[std::string(field.path.substr(0, dot))][std::string(field.path.substr(dot + 1))] =
          std::move(*value);
  }
  return tree_text(root, indent);
}

}  // namespace isobath::document
