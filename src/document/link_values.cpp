// SPDX-License-Identifier: MIT
// Fields as they stand in a link, and back.
#include "document/link_values.hpp"

#include <algorithm>
#include <utility>

#include "data/text.hpp"
#include "document/other_names.hpp"
#include "document/values.hpp"

namespace isobath::document {

namespace {

Problem not_allowed(std::string_view path, std::string_view text, std::string_view wanted) {
  return join({path, ": ", in_quotes(text), " is not ", wanted});
}

std::vector<std::string_view> parts(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  for (;;) {
    const auto at = text.find(separator);
    out.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return out;
    text.remove_prefix(at + 1);
  }
}

const Field& layer_field(std::string_view name) {
  return *std::ranges::find(layer_fields(), name,
                            [](const Field& field) { return leaf(field.path); });
}

constexpr std::string_view kNoBias = "nobias", kRate = "rate";

std::string layer_text(const core::LayerOptions& layer) {
  std::string out = join({std::to_string(layer.units), core::name(layer.activation)});
  if (layer.weights) out += join({":", core::name(*layer.weights)});
  if (layer.scale) out += join({":", number_text(*layer.scale)});
  if (layer.bias) out += join({":b", bias_text(*layer.bias)});
  if (!layer.has_bias) out += join({":", kNoBias});
  if (layer.learning_rate != 1.0) out += join({":", kRate, number_text(layer.learning_rate)});
  return out;
}

/// One of a layer's own settings: b and a bias, nobias, rate and a factor on α, a number for the
/// scale, else the scheme of W.
Problem parse_setting(std::string_view text, std::string_view path, core::LayerOptions& out) {
  const auto member = [&](std::string_view name) { return join({path, ".", name}); };
  double value = 0.0;
  if (text.starts_with("b")) {
    core::BiasRule bias;
    if (auto bad = parse_bias(text.substr(1), layer_field("bias"), member("bias"), bias);
        !bad.empty())
      return bad;
    if (out.bias) return member("bias") + ": appears twice; only one is allowed";
    out.bias = bias;
    return "";
  }
  const auto twice = [&](std::string_view name) {
    return member(name) + ": appears twice; only one is allowed";
  };
  if (text == kNoBias) {
    if (!std::exchange(out.has_bias, false)) return twice("has_bias");
    return "";
  }
  if (text.starts_with(kRate)) {
    const Field& field = layer_field("learning_rate");
    if (auto bad = parse_scalar(text.substr(kRate.size()), field, member("learning_rate"), value);
        !bad.empty())
      return bad;
    if (out.learning_rate != 1.0) return twice("learning_rate");
    out.learning_rate = value;
    return "";
  }
  const std::string_view name = data::parse_number(text) ? "scale" : "weights";
  const Field& field = layer_field(name);
  if (auto bad = parse_scalar(text, field, member(name), value); !bad.empty()) return bad;
  if (field.layer_get(out)) return twice(name);
  field.layer_set(out, value);
  return "";
}

Problem parse_layer(std::string_view text, std::string_view path, core::LayerOptions& out) {
  const auto settings = parts(text, ':');
  const std::string_view head = settings[0];
  const std::size_t digits = std::min(head.find_first_not_of("0123456789"), head.size());
  if (digits == 0 || digits == head.size())
    return not_allowed(path, head, "units and an activation like 8tanh");
  double value = 0.0;
  if (auto bad =
          parse_scalar(head.substr(0, digits), layer_field("units"), join({path, ".units"}), value);
      !bad.empty())
    return bad;
  out.units = static_cast<int>(value);
  if (auto bad = parse_scalar(head.substr(digits), layer_field("activation"),
                              join({path, ".activation"}), value);
      !bad.empty())
    return bad;
  layer_field("activation").layer_set(out, value);
  for (std::size_t i = 1; i < settings.size(); ++i)
    if (auto bad = parse_setting(settings[i], path, out); !bad.empty()) return bad;
  return "";
}

}  // namespace

std::string scalar_text(const Field& field, double value) {
  if (field.kind == Kind::boolean) return value != 0.0 ? "true" : "false";
  if (field.kind == Kind::choice)
    return std::string(field.choices[static_cast<std::size_t>(value)]);
  return number_text(value);
}

Problem parse_scalar(std::string_view text, const Field& field, std::string_view path,
                     double& out) {
  if (field.kind == Kind::boolean) {
    if (text != "true" && text != "false") return not_allowed(path, text, allowed(field));
    out = text == "true" ? 1.0 : 0.0;
    return "";
  }
  if (field.kind == Kind::choice) {
    const auto found = std::ranges::find(field.choices, text);
    if (found == field.choices.end()) return not_allowed(path, text, allowed_instead(field, text));
    out = static_cast<double>(found - field.choices.begin());
    return "";
  }
  const auto number = data::parse_number(text);
  if (!number) return not_allowed(path, text, allowed(field));
  if (const auto bad = check_scalar(field, *number); !bad.empty()) return join({path, ": ", bad});
  out = *number;
  return "";
}

std::string bias_text(const core::BiasRule& bias) {
  const std::string number = number_text(bias.value);
  return bias.normal ? join({"normal(", number, ")"}) : number;
}

Problem parse_bias(std::string_view text, const Field& field, std::string_view path,
                   core::BiasRule& out) {
  constexpr std::string_view kNormal = "normal(";
  const bool normal = text.starts_with(kNormal) && text.ends_with(')');
  const std::string_view digits =
      normal ? text.substr(kNormal.size(), text.size() - kNormal.size() - 1) : text;
  if (!data::parse_number(digits)) return not_allowed(path, text, "a number or like normal(0.1)");
  Field number = field;
  number.kind = Kind::number;
  if (normal) number.range.lowest = 0.0;
  double value = 0.0;
  if (auto bad = parse_scalar(digits, number, join({path, normal ? ".normal" : ""}), value);
      !bad.empty())
    return bad;
  out = {value, normal};
  return "";
}

std::string split_text(const data::Split& split) {
  return join(
      {number_text(split.train), ",", number_text(split.dev), ",", number_text(split.test)});
}

Problem parse_split(std::string_view text, std::string_view path, data::Split& out) {
  const auto shares = parts(text, ',');
  if (shares.size() != 3) return not_allowed(path, text, "three shares like 0.5,0.25,0.25");
  const Field share{.kind = Kind::number, .range = {0, 1}};
  data::Split split;
  if (auto bad = parse_scalar(shares[0], share, join({path, ".train"}), split.train); !bad.empty())
    return bad;
  if (auto bad = parse_scalar(shares[1], share, join({path, ".dev"}), split.dev); !bad.empty())
    return bad;
  if (auto bad = parse_scalar(shares[2], share, join({path, ".test"}), split.test); !bad.empty())
    return bad;
  out = split;
  return "";
}

std::string features_text(const std::vector<data::Feature>& features) {
  std::string out;
  for (const data::Feature feature : features)
    out += join({out.empty() ? "" : ",", core::name(feature)});
  return out;
}

Problem parse_features(std::string_view text, std::string_view path,
                       std::vector<data::Feature>& out) {
  const auto known = data::names(data::Feature{});
  std::vector<data::Feature> features;
  for (const std::string_view word : parts(text, ',')) {
    const auto found = std::ranges::find(known, word);
    if (found == known.end())
      return not_allowed(join({path, "[", std::to_string(features.size()), "]"}), word,
                         "one of " + listed(known));
    features.push_back(static_cast<data::Feature>(found - known.begin()));
  }
  out = std::move(features);
  return "";
}

Problem parse_dimensions(std::string_view text, std::string_view path, int& out) {
  double number = 0.0;
  if (auto bad = parse_scalar(text, dimensions_field(), path, number); !bad.empty())
    return bad + ", as data.source gaussian has it";
  out = static_cast<int>(number);
  return "";
}

std::string layers_text(const std::vector<core::LayerOptions>& layers) {
  std::string out;
  for (std::size_t l = 0; l < layers.size();) {
    std::size_t run = 1;
    while (l + run < layers.size() && layers[l + run] == layers[l]) ++run;
    const std::string text = layer_text(layers[l]);
    // Two alike are easier to read side by side.
    const std::size_t written = run > 2 ? run : 1;
    out += join({out.empty() ? "" : ",", text, run > 2 ? "*" + std::to_string(run) : ""});
    l += written;
  }
  return out;
}

Problem parse_layers(std::string_view text, std::string_view path,
                     std::vector<core::LayerOptions>& out) {
  const Field repeats{.kind = Kind::integer, .range = {1, core::kMaxLayers}};
  std::vector<core::LayerOptions> layers;
  for (const std::string_view part : parts(text, ',')) {
    const std::string here = join({path, "[", std::to_string(layers.size()), "]"});
    const auto star = part.find('*');
    double run = 1.0;
    if (star != std::string_view::npos)
      if (auto bad = parse_scalar(part.substr(star + 1), repeats, here + " after *", run);
          !bad.empty())
        return bad;
    core::LayerOptions layer;
    if (auto bad = parse_layer(part.substr(0, star), here, layer); !bad.empty()) return bad;
    layers.insert(layers.end(), static_cast<std::size_t>(run), layer);
    if (layers.size() > core::kMaxLayers)
      return join({path, ": ", std::to_string(layers.size()), " layers is not between 1 and ",
                   std::to_string(core::kMaxLayers)});
  }
  out = std::move(layers);
  return "";
}

}  // namespace isobath::document
