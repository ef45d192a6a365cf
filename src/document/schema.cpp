// SPDX-License-Identifier: MIT
// The JSON schema of a document, written from the field table.
#include "document/json.hpp"
#include "document/tree_document.hpp"
#include "document/values.hpp"

namespace isobath::document {

namespace {

OrderedJson of_type(const char* type) {
  OrderedJson schema = OrderedJson::object();
  schema["type"] = type;
  return schema;
}

OrderedJson strict_object() {
  OrderedJson schema = of_type("object");
  schema["additionalProperties"] = false;
  schema["properties"] = OrderedJson::object();
  return schema;
}

OrderedJson list_of(OrderedJson items, int at_least) {
  OrderedJson schema = of_type("array");
  schema["items"] = std::move(items);
  if (at_least > 0) schema["minItems"] = at_least;
  return schema;
}

OrderedJson reference_to(const char* definition) {
  OrderedJson schema = OrderedJson::object();
  schema["$ref"] = join({"#/$defs/", definition});
  return schema;
}

OrderedJson words_of(std::span<const std::string_view> words) {
  OrderedJson schema = of_type("string");
  for (const auto word : words) schema["enum"].push_back(word);
  return schema;
}

/// A limit is written as an integer where it is one.
OrderedJson limit(double value) {
  if (value == static_cast<double>(static_cast<std::int64_t>(value)))
    return static_cast<std::int64_t>(value);
  return value;
}

OrderedJson numbers(const char* type, const Range& range) {
  OrderedJson schema = of_type(type);
  if (range.step > 1) {
    for (double value = range.lowest; value <= range.highest; value += range.step)
      schema["enum"].push_back(limit(value));
    return schema;
  }
  schema["minimum"] = limit(range.lowest);
  schema[range.below_highest ? "exclusiveMaximum" : "maximum"] = limit(range.highest);
  return schema;
}

OrderedJson bias_schema(const Range& range) {
  OrderedJson drawn = strict_object();
  drawn["properties"]["normal"] = numbers("number", {0.0, range.highest});
  drawn["required"].push_back("normal");
  OrderedJson schema = OrderedJson::object();
  schema["anyOf"].push_back(numbers("number", range));
  schema["anyOf"].push_back(std::move(drawn));
  return schema;
}

OrderedJson field_schema(const Field& field);

OrderedJson layer_schema() {
  OrderedJson schema = strict_object();
  for (const Field& field : layer_fields())
    schema["properties"][std::string(leaf(field.path))] = field_schema(field);
  return schema;
}

OrderedJson split_schema(const Range& range) {
  OrderedJson schema = strict_object();
  for (const char* part : {"train", "dev", "test"})
    schema["properties"][part] = numbers("number", range);
  return schema;
}

OrderedJson progress_schema() {
  OrderedJson schema = strict_object();
  for (const char* name : {"step", "epoch", "position", "moment_updates"}) {
    OrderedJson count = of_type("integer");
    count["minimum"] = 0;
    schema["properties"][name] = std::move(count);
  }
  for (const char* name : {"first_moments", "second_moments"})
    schema["properties"][name] = reference_to("parameters");
  return schema;
}

OrderedJson use_schema() {
  OrderedJson schema = strict_object();
  schema["properties"]["name"] = of_type("string");
  schema["properties"]["use"] = words_of(data::names(data::Use{}));
  schema["properties"]["as"] = words_of(data::names(data::As{}));
  schema["properties"]["missing"] = words_of(data::names(data::Missing{}));
  schema["required"].push_back("name");
  return schema;
}

OrderedJson column_schema() {
  OrderedJson format = strict_object();
  for (const char* name : {"decimal", "thousands", "unit"})
    format["properties"][name] = of_type("string");
  format["properties"]["dates"] = words_of(data::names(data::DateOrder{}));
  OrderedJson schema = strict_object();
  OrderedJson& properties = schema["properties"];
  properties["name"] = of_type("string");
  properties["kind"] = words_of(data::names(data::ColumnKind{}));
  properties["values"] = list_of({{"type", {"number", "null"}}}, 1);
  properties["words"] = list_of(of_type("string"), 1);
  properties["codes"] = list_of({{"type", {"integer", "null"}}, {"minimum", 0}}, 1);
  properties["format"] = std::move(format);
  schema["dependentRequired"]["words"].push_back("codes");
  schema["dependentRequired"]["codes"].push_back("words");
  return schema;
}

OrderedJson kind_schema(const Field& field) {
  switch (field.kind) {
    case Kind::integer:
      return numbers("integer", field.range);
    case Kind::number:
      return numbers("number", field.range);
    case Kind::boolean:
      return of_type("boolean");
    case Kind::choice:
      return words_of(field.choices);
    case Kind::text:
      return of_type("string");
    case Kind::features: {
      OrderedJson schema = list_of(words_of(field.choices), 1);
      schema["uniqueItems"] = true;
      OrderedJson either = OrderedJson::object();
      either["anyOf"].push_back(std::move(schema));
      either["anyOf"].push_back(numbers("integer", dimensions_field().range));
      return either;
    }
    case Kind::split:
      return split_schema(field.range);
    case Kind::bias:
      return bias_schema(field.range);
    case Kind::layers: {
      OrderedJson schema = list_of(layer_schema(), static_cast<int>(field.range.lowest));
      schema["maxItems"] = limit(field.range.highest);
      return schema;
    }
    case Kind::rows:
      return list_of(list_of(of_type("number"), 1), 1);
    case Kind::words:
      return list_of(of_type("string"), 0);
    case Kind::sheet:
      return list_of(reference_to("column"), 1);
    case Kind::uses:
      return list_of(use_schema(), 0);
    case Kind::parameters:
      return reference_to("parameters");
    case Kind::progress:
      return progress_schema();
  }
  return OrderedJson::object();
}

OrderedJson field_schema(const Field& field) {
  OrderedJson schema = kind_schema(field);
  schema["description"] = field.help;
  if (!field.path.starts_with("network.layers[")) {
    if (auto value = field_value(Document{}, field)) schema["default"] = std::move(*value);
  } else if (field.layer_get) {
    if (const auto value = field.layer_get(core::LayerOptions{}))
      schema["default"] = scalar_value(field, *value);
  }
  return schema;
}

OrderedJson definitions() {
  OrderedJson saved_number = OrderedJson::object();
  saved_number["anyOf"].push_back(of_type("number"));
  saved_number["anyOf"].push_back({{"enum", {"NaN", "Infinity", "-Infinity"}}});
  OrderedJson layer = strict_object();
  layer["properties"]["W"] = list_of(list_of(reference_to("saved_number"), 1), 1);
  layer["properties"]["b"] = list_of(reference_to("saved_number"), 1);
  layer["required"].push_back("W");
  OrderedJson out = OrderedJson::object();
  out["saved_number"] = std::move(saved_number);
  out["parameters"] = list_of(std::move(layer), 1);
  out["column"] = column_schema();
  return out;
}

}  // namespace

std::string schema() {
  OrderedJson root = OrderedJson::object();
  root["$schema"] = "https://json-schema.org/draft/2020-12/schema";
  root["title"] = "Isobath experiment";
  root["description"] =
      "An experiment with a deep network. Everything but the version has a default.";
  root.update(strict_object());
  root["required"].push_back("isobath");
  root["dependentRequired"]["progress"].push_back("parameters");
  OrderedJson& properties = root["properties"];
  properties["isobath"]["const"] = kVersion;
  properties["isobath"]["description"] = "The version of the document's format.";
  for (const Field& field : fields()) {
    if (field.derived) continue;
    const auto dot = field.path.find('.');
    if (dot == std::string_view::npos) {
      properties[std::string(field.path)] = field_schema(field);
      continue;
    }
    OrderedJson& section = properties[std::string(field.path.substr(0, dot))];
    if (section.is_null()) section = strict_object();
    section["properties"][std::string(leaf(field.path))] = field_schema(field);
  }
  root["$defs"] = definitions();
  return tree_text(root, 2) + "\n";
}

}  // namespace isobath::document
