// SPDX-License-Identifier: MIT
// Scalars, bias, split, inputs and layers from JSON and to it.
#include "document/values.hpp"

#include <algorithm>
#include <array>

#include "document/other_names.hpp"

namespace isobath::document {

namespace {

Problem not_allowed(const std::string& path, const Json& value, std::string_view wanted) {
  return join({path, ": ", described(value), " is not ", wanted});
}

constexpr std::array<std::string_view, 1> kBiasNames{"normal"};
constexpr std::array<std::string_view, 3> kSplitNames{"train", "dev", "test"};

Problem read_layer(const Json& value, const std::string& path, core::LayerOptions& out) {
  if (!value.is_object())
    return not_allowed(path, value, R"(an object like {"units": 4, "activation": "tanh"})");
  for (const auto& [name, member] : value.items()) {
    const auto known = std::ranges::find(layer_fields(), std::string_view(name),
                                         [](const Field& field) { return leaf(field.path); });
    const std::string member_path = join({path, ".", name});
    if (known == layer_fields().end()) {
      return join({path, ".", shown(name), ": is no known field, the nearest is ",
                   nearest_path(path + ".", name)});
    }
    if (known->kind == Kind::bias) {
      core::BiasRule bias;
      if (auto bad = read_bias(member, *known, member_path, bias); !bad.empty()) return bad;
      out.bias = bias;
    } else {
      double number = 0.0;
      if (auto bad = read_scalar(member, *known, member_path, number); !bad.empty()) return bad;
      known->layer_set(out, number);
    }
  }
  return "";
}

}  // namespace

Problem read_scalar(const Json& value, const Field& field, const std::string& path, double& out) {
  switch (field.kind) {
    case Kind::boolean:
      if (!value.is_boolean()) return not_allowed(path, value, allowed(field));
      out = value.get<bool>() ? 1.0 : 0.0;
      return "";
    case Kind::choice: {
      if (!value.is_string()) return not_allowed(path, value, allowed(field));
      const auto found = std::ranges::find(field.choices, value.get_ref<const std::string&>());
      if (found == field.choices.end())
        return not_allowed(path, value,
                           allowed_instead(field, value.get_ref<const std::string&>()));
      out = static_cast<double>(found - field.choices.begin());
      return "";
    }
    default: {
      if (!value.is_number()) return not_allowed(path, value, allowed(field));
      const double number = value.get<double>();
      if (const auto bad = check_scalar(field, number); !bad.empty())
        return join({path, ": ", bad});
      out = number;
      return "";
    }
  }
}

OrderedJson scalar_value(const Field& field, double value) {
  switch (field.kind) {
    case Kind::boolean:
      return value != 0.0;
    case Kind::choice:
      return field.choices[static_cast<std::size_t>(value)];
    case Kind::integer:
      return static_cast<std::int64_t>(value);
    default:
      return value;
  }
}

Problem read_text(const Json& value, const std::string& path, std::string& out) {
  if (!value.is_string()) return not_allowed(path, value, "text in quotes");
  out = value.get_ref<const std::string&>();
  return "";
}

Problem read_bias(const Json& value, const Field& field, const std::string& path,
                  core::BiasRule& out) {
  const bool normal = value.is_object();
  if (!normal && !value.is_number())
    return not_allowed(path, value, R"(a number or {"normal": standard deviation})");
  if (normal) {
    if (auto bad = check_names(value, path, kBiasNames); !bad.empty()) return bad;
    if (value.empty()) return path + R"(: {} is not a number or {"normal": standard deviation})";
  }
  Field number = field;
  number.kind = Kind::number;
  if (normal) number.range.lowest = 0.0;
  double read = 0.0;
  if (auto bad = read_scalar(normal ? value["normal"] : value, number,
                             normal ? path + ".normal" : path, read);
      !bad.empty())
    return bad;
  out = {read, normal};
  return "";
}

OrderedJson bias_value(const core::BiasRule& bias) {
  if (bias.normal) return {{"normal", bias.value}};
  return bias.value;
}

Problem read_split(const Json& value, const std::string& path, data::Split& out) {
  if (!value.is_object())
    return not_allowed(path, value, R"(an object like {"train": 0.5, "dev": 0.25, "test": 0.25})");
  if (auto bad = check_names(value, path, kSplitNames); !bad.empty()) return bad;
  const Field share{.kind = Kind::number, .range = {0, 1}};
  data::Split split;
  const auto read = [&](const char* name, double& part) -> Problem {
    if (!value.contains(name)) return "";
    return read_scalar(value[name], share, join({path, ".", name}), part);
  };
  if (auto bad = read("train", split.train); !bad.empty()) return bad;
  if (auto bad = read("dev", split.dev); !bad.empty()) return bad;
  if (auto bad = read("test", split.test); !bad.empty()) return bad;
  out = split;
  return "";
}

OrderedJson split_value(const data::Split& split) {
  return {{"train", split.train}, {"dev", split.dev}, {"test", split.test}};
}

Problem read_features(const Json& value, const std::string& path, std::vector<data::Feature>& out) {
  const auto known = data::names(data::Feature{});
  if (!value.is_array()) return not_allowed(path, value, "a list of " + listed(known));
  std::vector<data::Feature> features;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const auto found = value[i].is_string()
                           ? std::ranges::find(known, value[i].get_ref<const std::string&>())
                           : known.end();
    if (found == known.end())
      return not_allowed(join({path, "[", std::to_string(i), "]"}), value[i],
                         "one of " + listed(known));
    features.push_back(static_cast<data::Feature>(found - known.begin()));
  }
  out = std::move(features);
  return "";
}

OrderedJson features_value(const std::vector<data::Feature>& features) {
  OrderedJson list = OrderedJson::array();
  for (const data::Feature feature : features) list.push_back(core::name(feature));
  return list;
}

Problem read_layers(const Json& value, const std::string& path,
                    std::vector<core::LayerOptions>& out) {
  if (!value.is_array()) return not_allowed(path, value, "a list of layers");
  if (value.empty() || value.size() > core::kMaxLayers)
    return join({path, ": ", std::to_string(value.size()), " layers is not between 1 and ",
                 std::to_string(core::kMaxLayers)});
  std::vector<core::LayerOptions> layers(value.size());
  for (std::size_t l = 0; l < value.size(); ++l)
    if (auto bad = read_layer(value[l], join({path, "[", std::to_string(l), "]"}), layers[l]);
        !bad.empty())
      return bad;
  out = std::move(layers);
  return "";
}

const Field& dimensions_field() {
  static const Field kField{
      .path = "data.inputs", .kind = Kind::integer, .range = {1, data::kMaxDimensions}};
  return kField;
}

Problem read_dimensions(const Json& value, const std::string& path, int& out) {
  double number = 0.0;
  if (auto bad = read_scalar(value, dimensions_field(), path, number); !bad.empty())
    return bad + ", as data.source gaussian has it";
  out = static_cast<int>(number);
  return "";
}

OrderedJson layers_value(const std::vector<core::LayerOptions>& layers) {
  OrderedJson list = OrderedJson::array();
  for (const core::LayerOptions& layer : layers) {
    OrderedJson object = OrderedJson::object();
    for (const Field& field : layer_fields()) {
      const std::string name(leaf(field.path));
      if (field.kind == Kind::bias) {
        if (layer.bias) object[name] = bias_value(*layer.bias);
      } else if (const auto number = field.layer_get(layer)) {
        if (field.quiet && number == field.layer_get(core::LayerOptions{})) continue;
        object[name] = scalar_value(field, *number);
      }
    }
    list.push_back(std::move(object));
  }
  return list;
}

Problem check_names(const Json& object, const std::string& path,
                    std::span<const std::string_view> known) {
  for (const auto& [name, value] : object.items()) {
    if (std::ranges::find(known, name) != known.end()) continue;
    const auto nearest = std::ranges::min_element(
        known, {}, [&](std::string_view word) { return edit_distance(word, name); });
    return join(
        {path, ".", shown(name), ": is no known field, the nearest is ", path, ".", *nearest});
  }
  return "";
}

}  // namespace isobath::document
