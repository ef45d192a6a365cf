// SPDX-License-Identifier: MIT
// Axes from text, their grids and draws, and how a value gets into a document.
#include "document/sweep_axis.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "core/elementary.hpp"
#include "data/text.hpp"
#include "document/json.hpp"
#include "document/link_values.hpp"
#include "document/sentence.hpp"

namespace isobath::document {

namespace {

constexpr std::string_view kForms =
    "FIELD=lin:LO:HI:N, FIELD=log:LO:HI:N or a list FIELD=a,b,c (a;b;c where values hold commas)";

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (;;) {
    const auto at = text.find(separator);
    parts.emplace_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

/// To 12 significant digits.
double tidy(double value) {
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%.12g", value);
  return data::parse_number(text.data()).value_or(value);
}

bool is_scalar(const Field& field) { return field.get || field.layer_get; }
bool has_range(const Field& field) {
  return field.kind == Kind::integer || field.kind == Kind::number || field.kind == Kind::bias;
}

/// What a number of a range must be, bias included, whose rule check_scalar does not know.
std::string check_number(const Field& field, double number) {
  Field plain = field;
  if (plain.kind == Kind::bias) plain.kind = Kind::number;
  return check_scalar(plain, number);
}

std::string check_range(const AxisSpec& spec, const Field& field, const std::string& path,
                        bool drawn) {
  const std::string form = spec.spread == Spread::linear ? "lin:" : "log:";
  const std::string shown = form + number_text(spec.low) + ":" + number_text(spec.high);
  if (!has_range(field))
    return join({path, ": ", shown, " is not a list of values, each ", allowed(field)});
  if (spec.spread == Spread::logarithmic && !(spec.low > 0.0 && spec.high > 0.0))
    return join({path, ": ", shown, " is not a range with both ends above 0, as log wants"});
  for (const double end : {spec.low, spec.high})
    if (const auto bad = check_number(field, end); !bad.empty()) return join({path, ": ", bad});
  if (drawn && spec.count != 0)
    return join({path, ": ", shown, ":", std::to_string(spec.count), " is not a range without a ",
                 "count, like ", shown, ", as a random search wants"});
  if (!drawn && spec.count == 0)
    return join({path, ": ", shown, " is not a grid with a count, like ", shown, ":10"});
  return "";
}

}  // namespace

std::expected<AxisSpec, std::string> parse_axis(std::string_view text) {
  const auto unfit = [&] {
    return std::unexpected(join({in_quotes(text), " is not of the form ", kForms}));
  };
  const auto equals = text.find('=');
  if (equals == std::string_view::npos || equals == 0 || equals + 1 == text.size()) return unfit();
  AxisSpec spec;
  spec.field = text.substr(0, equals);
  const std::string_view values = text.substr(equals + 1);
  const bool linear = values.starts_with("lin:");
  if (!linear && !values.starts_with("log:")) {
    spec.values = split(values, values.find(';') == std::string_view::npos ? ',' : ';');
    return spec;
  }
  spec.spread = linear ? Spread::linear : Spread::logarithmic;
  const auto parts = split(values, ':');
  if (parts.size() < 3 || parts.size() > 4) return unfit();
  const auto low = data::parse_number(parts[1]);
  const auto high = data::parse_number(parts[2]);
  if (!low || !high) return unfit();
  spec.low = *low;
  spec.high = *high;
  if (parts.size() == 3) return spec;
  const auto count = data::parse_number(parts[3]);
  if (!count || *count != std::floor(*count) || *count < 2 || *count > kMaxAxisValues)
    return std::unexpected(
        join({spec.field, ": a count of ", in_quotes(parts[3]),
              " is not a whole number between 2 and ", std::to_string(kMaxAxisValues)}));
  spec.count = static_cast<int>(*count);
  return spec;
}

double grid_value(Spread spread, double low, double high, int i, int count) {
  if (i == 0) return low;
  if (i == count - 1) return high;
  const double share = static_cast<double>(i) / static_cast<double>(count - 1);
  const double value = spread == Spread::linear
                           ? low * (1.0 - share) + high * share
                           : core::exp(core::log(low) * (1.0 - share) + core::log(high) * share);
  // A grid zoomed in so far that rounding would show keeps all its digits.
  const double largest = std::max(std::abs(low), std::abs(high));
  const bool wide = std::abs(high - low) > 1e-8 * largest * count;
  return wide ? tidy(value) : std::clamp(value, std::min(low, high), std::max(low, high));
}

double SweepAxis::nearest_allowed(double number) const {
  if (field_->kind != Kind::integer) return number;
  const Range& range = field_->range;
  const double steps = std::floor((number - range.lowest) / range.step + 0.5);
  return range.lowest + steps * range.step;
}

AxisValue SweepAxis::value_of(double number) const {
  return {number, is_scalar(*field_) ? "" : number_text(number)};
}

std::expected<SweepAxis, std::string> SweepAxis::make(const Document& base, AxisSpec spec,
                                                      bool drawn) {
  SweepAxis axis;
  Document scratch = base;
  if (const auto of_layer = find_layer_field(spec.field)) {
    axis.layer_ = of_layer->layer;
    axis.field_ = of_layer->field;
    axis.path_ = join(
        {"network.layers[", std::to_string(of_layer->layer), "].", leaf(of_layer->field->path)});
  } else {
    axis.field_ = find_field(spec.field);
    if (!axis.field_) return std::unexpected(set_field(scratch, spec.field, "").error());
    axis.path_ = axis.field_->path;
  }
  const Field& field = *axis.field_;
  if (field.kind == Kind::text || field.kind == Kind::rows || field.kind == Kind::words ||
      field.kind == Kind::sheet || field.kind == Kind::uses || field.kind == Kind::parameters ||
      field.kind == Kind::progress)
    return std::unexpected(axis.path_ +
                           ": it is not a field that can be swept, which are the "
                           "numbers and choices that --set takes");
  axis.spec_ = std::move(spec);
  const AxisSpec& asked = axis.spec_;
  if (asked.spread != Spread::listed) {
    if (auto bad = check_range(asked, field, axis.path_, drawn); !bad.empty())
      return std::unexpected(std::move(bad));
    for (int i = 0; i < asked.count; ++i)
      axis.values_.push_back(axis.value_of(
          axis.nearest_allowed(grid_value(asked.spread, asked.low, asked.high, i, asked.count))));
    return axis;
  }
  if (asked.values.empty() || asked.values.size() > kMaxAxisValues)
    return std::unexpected(join({axis.path_, ": ", std::to_string(asked.values.size()),
                                 " values is not between 1 and ", std::to_string(kMaxAxisValues)}));
  for (const std::string& text : asked.values) {
    AxisValue value{std::nullopt, text};
    if (field.kind == Kind::bias) value.number = data::parse_number(text);
    if (is_scalar(field)) {
      double number = 0.0;
      if (auto bad = parse_scalar(text, field, axis.path_, number); !bad.empty())
        return std::unexpected(std::move(bad));
      value.number = number;
    } else if (field.kind != Kind::bias || !axis.layer_) {
      // The layer that a layer's bias wants may come of another axis: that one is for apply.
      if (auto set = set_field(scratch, axis.path_, text); !set)
        return std::unexpected(set.error());
    }
    axis.values_.push_back(std::move(value));
  }
  return axis;
}

std::optional<double> SweepAxis::number_in(const Document& document) const {
  if (!layer_) return field_->get ? std::optional(field_->get(document)) : std::nullopt;
  if (!field_->layer_get || *layer_ >= document.layers.size()) return std::nullopt;
  return field_->layer_get(document.layers[*layer_]);
}

std::string SweepAxis::text_of(const AxisValue& value) const {
  if (!value.number) return value.text;
  return is_scalar(*field_) ? scalar_text(*field_, *value.number) : number_text(*value.number);
}

AxisValue SweepAxis::draw(core::Random& random) const {
  if (spec_.spread == Spread::listed)
    return values_[random.below(static_cast<std::uint32_t>(values_.size()))];
  const double low = std::min(spec_.low, spec_.high);
  const double high = std::max(spec_.low, spec_.high);
  if (field_->kind == Kind::integer && spec_.spread == Spread::linear) {
    const double places = std::floor((high - low) / field_->range.step) + 1.0;
    const double place = places > 4294967295.0 ? static_cast<double>(random.bits())
                                               : random.below(static_cast<std::uint32_t>(places));
    return value_of(low + place * field_->range.step);
  }
  const double drawn = spec_.spread == Spread::linear
                           ? random.uniform(low, high)
                           : core::exp(random.uniform(core::log(low), core::log(high)));
  return value_of(nearest_allowed(std::clamp(drawn, low, high)));
}

std::expected<void, std::string> SweepAxis::apply(const AxisValue& value,
                                                  Document& document) const {
  if (!is_scalar(*field_)) return set_field(document, path_, value.text);
  if (!layer_) {
    field_->set(document, *value.number);
  } else if (*layer_ < document.layers.size()) {
    field_->layer_set(document.layers[*layer_], *value.number);
  } else {
    return std::unexpected(join({path_, ": there is no such layer, the last is network.layers[",
                                 std::to_string(document.layers.size() - 1), "]"}));
  }
  return {};
}

}  // namespace isobath::document
