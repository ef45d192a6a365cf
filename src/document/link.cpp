// SPDX-License-Identifier: MIT
// Documents as links and single fields as text.
#include "document/link.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <new>
#include <optional>
#include <vector>

#include "data/text.hpp"
#include "document/json.hpp"
#include "document/link_values.hpp"
#include "document/packed.hpp"
#include "document/tree_document.hpp"

namespace isobath::document {

namespace {

constexpr std::string_view kVersionName = "isobath";
constexpr std::string_view kPackedName = "packed";

/// Stands for itself in a link: what RFC 3986 lets stand in a fragment, without & = + and quotes.
bool is_plain(char c) {
  constexpr std::string_view kMarks = "-._~,:*()!/;@";
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         kMarks.find(c) != std::string_view::npos;
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<std::uint8_t>(c);
    if (is_plain(c))
      out += c;
    else
      out += {'%', kHex[byte >> 4], kHex[byte & 0xF]};
  }
  return out;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

Problem percent_decode(std::string_view text, std::string_view name, std::string& out) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
    if (high < 0 || low < 0)
      return join({name, ": ", in_quotes(text.substr(i, 3)),
                   " is not a percent sign and two hexadecimal digits"});
    out += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return "";
}

std::string field_text(const Document& document, const Field& field) {
  switch (field.kind) {
    case Kind::text:
      return field.text(document);
    case Kind::features:
      if (document.data.source == data::Source::gaussian)
        return std::to_string(document.data.dimensions);
      return features_text(document.data.inputs);
    case Kind::split:
      return split_text(document.data.split);
    case Kind::bias:
      return bias_text(document.initialization.bias);
    case Kind::layers:
      return layers_text(document.layers);
    default:
      return scalar_text(field, field.get(document));
  }
}

Problem apply_text(std::string_view text, const Field& field, Document& document) {
  switch (field.kind) {
    case Kind::text:
      if (!data::is_utf8(text)) return join({field.path, ": not UTF-8 text"});
      field.set_text(document, std::string(text));
      return "";
    case Kind::features:
      if (document.data.source == data::Source::gaussian)
        return parse_dimensions(text, field.path, document.data.dimensions);
      return parse_features(text, field.path, document.data.inputs);
    case Kind::split:
      return parse_split(text, field.path, document.data.split);
    case Kind::bias:
      return parse_bias(text, field, field.path, document.initialization.bias);
    case Kind::layers:
      return parse_layers(text, field.path, document.layers);
    case Kind::rows:
    case Kind::words:
    case Kind::sheet:
    case Kind::uses:
    case Kind::parameters:
    case Kind::progress:
      return join({field.path, ": it cannot be set from text, only by a whole document"});
    default: {
      double value = 0.0;
      if (auto bad = parse_scalar(text, field, field.path, value); !bad.empty()) return bad;
      field.set(document, value);
      return "";
    }
  }
}

std::string layer_path(const LayerFieldName& name) {
  return join({"network.layers[", std::to_string(name.layer), "].", leaf(name.field->path)});
}

Problem apply_layer_text(std::string_view text, const LayerFieldName& name, Document& document) {
  const std::string path = layer_path(name);
  if (name.layer >= document.layers.size())
    return join({path, ": there is no such layer, the last is network.layers[",
                 std::to_string(document.layers.size() - 1), "]"});
  core::LayerOptions& layer = document.layers[name.layer];
  if (name.field->kind == Kind::bias) {
    core::BiasRule bias;
    if (auto bad = parse_bias(text, *name.field, path, bias); !bad.empty()) return bad;
    layer.bias = bias;
    return "";
  }
  double value = 0.0;
  if (auto bad = parse_scalar(text, *name.field, path, value); !bad.empty()) return bad;
  name.field->layer_set(layer, value);
  return "";
}

/// Whole numbers take a byte or two in CBOR where a float takes five.
void shorten_numbers(OrderedJson& value) {
  constexpr double kExact = 9007199254740992.0;  // 2^53
  if (value.is_structured())
    for (auto& item : value) shorten_numbers(item);
  if (!value.is_number_float()) return;
  const double number = value.get<double>();
  if (number > -kExact && number < kExact &&
      static_cast<double>(static_cast<std::int64_t>(number)) == number &&
      number_text(number) != "-0.0")
    value = static_cast<std::int64_t>(number);
}

Problem apply_packed(std::string_view text, Document& document, Carried& carried) {
  const auto tree = unpack(text);
  if (!tree) return tree.error();
  if (!tree->is_object()) return join({"packed: ", described(*tree), " is not an object"});
  for (const auto& [name, value] : tree->items()) {
    const Field* found = nullptr;
    for (const Field& field : fields())
      if (field.link.empty() && leaf(field.path) == name) found = &field;
    if (!found)
      return join({"packed: ", in_quotes(name),
                   " is not one of x, y, names, table, columns, parameters, "
                   "progress"});
    if (auto bad = read_field(value, *found, document, carried); !bad.empty()) return bad;
  }
  return "";
}

/// The fields of a link by their place in the table.
struct LinkFields {
  std::vector<std::optional<std::string>> values =
      std::vector<std::optional<std::string>>(fields().size());
  std::map<LayerFieldName, std::string> of_layers;
  std::optional<std::string> packed;
};

Problem check_link_version(std::string_view value) {
  if (value == std::to_string(kVersion)) return "";
  return join({"isobath: ", in_quotes(value), " is not a version that can be read here, which is ",
               std::to_string(kVersion)});
}

Problem collect(std::string_view name, std::string value, LinkFields& out) {
  if (name == kVersionName) return check_link_version(value);
  if (const auto of_layer = find_layer_field(name)) {
    if (out.of_layers.try_emplace(*of_layer, std::move(value)).second) return "";
    return layer_path(*of_layer) + ": appears twice; only one is allowed";
  }
  const Field* field = find_field(name);
  if (name != kPackedName && !field)
    return join({in_quotes(name), ": is no known field, the nearest is ", nearest_link_name(name)});
  auto& slot = field ? out.values[static_cast<std::size_t>(field - fields().data())] : out.packed;
  if (slot) return join({name, ": appears twice; only one is allowed"});
  slot = std::move(value);
  return "";
}

Problem collect_all(std::string_view text, LinkFields& out) {
  while (!text.empty()) {
    const auto ampersand = text.find('&');
    const std::string_view pair = text.substr(0, ampersand);
    text.remove_prefix(ampersand == std::string_view::npos ? text.size() : ampersand + 1);
    if (pair.empty()) continue;
    const auto equals = pair.find('=');
    if (equals == std::string_view::npos)
      return join({"link: ", in_quotes(pair), " is not a field and its value like scale=1.5"});
    std::string name, value;
    if (auto bad = percent_decode(pair.substr(0, equals), "link", name); !bad.empty()) return bad;
    if (auto bad = percent_decode(pair.substr(equals + 1), shown(name), value); !bad.empty())
      return bad;
    if (auto bad = collect(name, std::move(value), out); !bad.empty()) return bad;
  }
  return "";
}

std::expected<Document, std::string> read_link(std::string_view link) {
  if (const auto hash = link.find('#'); hash != std::string_view::npos)
    link.remove_prefix(hash + 1);
  LinkFields collected;
  if (auto bad = collect_all(link, collected); !bad.empty()) return std::unexpected(bad);
  Document document;
  for (std::size_t i = 0; i < fields().size(); ++i)
    if (collected.values[i])
      if (auto bad = apply_text(*collected.values[i], fields()[i], document); !bad.empty())
        return std::unexpected(bad);
  for (const auto& [name, value] : collected.of_layers)
    if (auto bad = apply_layer_text(value, name, document); !bad.empty())
      return std::unexpected(bad);
  Carried carried;
  if (collected.packed)
    if (auto bad = apply_packed(*collected.packed, document, carried); !bad.empty())
      return std::unexpected(bad);
  if (auto bad = place_carried(std::move(carried), document); !bad.empty())
    return std::unexpected(bad);
  if (auto bad = validate(document); !bad.empty()) return std::unexpected(bad);
  return document;
}

}  // namespace

std::string to_link(const Document& document) {
  std::string out = "#";
  const auto add = [&](std::string_view name, std::string_view value) {
    out += join({out.size() > 1 ? "&" : "", name, "=", value});
  };
  OrderedJson packed = OrderedJson::object();
  for (const Field& field : fields()) {
    if (field.derived || is_default(document, field)) continue;
    if (!field.link.empty())
      add(field.link, percent_encoded(field_text(document, field)));
    else if (auto value = field_value(document, field))
      packed[std::string(leaf(field.path))] = std::move(*value);
  }
  if (!packed.empty()) {
    shorten_numbers(packed);
    add(kPackedName, pack(packed));
  }
  return out;
}

std::expected<Document, std::string> from_link(std::string_view link) {
  try {
    return read_link(link);
  } catch (const std::bad_alloc&) {
    return std::unexpected("link: it needs more memory than there is");
  }
}

std::expected<void, std::string> set_field(Document& document, std::string_view name,
                                           std::string_view value) {
  Document changed = document;
  const auto of_layer = find_layer_field(name);
  const Field* field = of_layer ? of_layer->field : find_field(name);
  if (!field)
    return std::unexpected(
        join({in_quotes(name), ": is no known field, the nearest is ", nearest_link_name(name)}));
  const Problem bad =
      of_layer ? apply_layer_text(value, *of_layer, changed) : apply_text(value, *field, changed);
  if (!bad.empty()) return std::unexpected(bad);
  // Saved numbers belong to the start that they were saved from.
  if (field->effect == Effect::data || field->effect == Effect::network) {
    changed.parameters = nullptr;
    changed.progress = nullptr;
  }
  document = std::move(changed);
  return {};
}

}  // namespace isobath::document
