// SPDX-License-Identifier: MIT
// Finding a field by any of its names, and saying which values a field allows.
#include <charconv>
#include <cmath>

#include "document/fields.hpp"
#include "document/other_names.hpp"
#include "document/sentence.hpp"

namespace isobath::document {

namespace {

constexpr std::string_view kLayerPrefix = "network.layers[";

/// Keeps the candidate with the least distance; the first of equals stays.
struct Nearest {
  std::string_view wanted;
  std::size_t least = static_cast<std::size_t>(-1);
  std::string found{};

  void offer(std::string_view word, std::string_view shown, bool preferred) {
    const std::size_t distance = 2 * edit_distance(wanted, word) + (preferred ? 0 : 1);
    if (distance >= least) return;
    least = distance;
    found = shown;
  }
};

/// Of a field's last part; what is no field stays as it is.
std::string_view path_of(std::string_view ours) {
  if (const Field* field = find_field(ours)) return field->path;
  for (const Field& field : layer_fields())
    if (leaf(field.path) == ours) return "network.layers";
  return ours;
}

std::string range_words(const Range& range) {
  if (range.step > 1) return join({number_text(range.lowest), " or ", number_text(range.highest)});
  if (range.below_highest)
    return join(
        {"at least ", number_text(range.lowest), " and below ", number_text(range.highest)});
  return join({"between ", number_text(range.lowest), " and ", number_text(range.highest)});
}

}  // namespace

std::string_view leaf(std::string_view path) {
  const auto dot = path.rfind('.');
  return dot == std::string_view::npos ? path : path.substr(dot + 1);
}

const Field* find_field(std::string_view name) {
  if (name.empty()) return nullptr;
  for (const Field& field : fields())
    if (field.path == name || field.link == name || field.alias == name) return &field;
  const Field* found = nullptr;
  for (const Field& field : fields()) {
    // "x" and "target" are of the data; a study's fields have names of their own in a link.
    if (leaf(field.path) != name || field.path.starts_with("study.")) continue;
    if (found) return nullptr;
    found = &field;
  }
  return found;
}

std::optional<LayerFieldName> find_layer_field(std::string_view name) {
  if (!name.starts_with(kLayerPrefix)) return std::nullopt;
  name.remove_prefix(kLayerPrefix.size());
  LayerFieldName found;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), found.layer);
  if (error != std::errc{}) return std::nullopt;
  name.remove_prefix(static_cast<std::size_t>(end - name.data()));
  if (!name.starts_with("].")) return std::nullopt;
  name.remove_prefix(2);
  for (const Field& field : layer_fields())
    if (leaf(field.path) == name) {
      found.field = &field;
      return found;
    }
  return std::nullopt;
}

std::string allowed(const Field& field, bool as_number) {
  switch (field.kind) {
    case Kind::integer:
      if (as_number || field.range.step > 1) return range_words(field.range);
      return "a whole number " + range_words(field.range);
    case Kind::number:
      return as_number ? range_words(field.range) : "a number " + range_words(field.range);
    case Kind::boolean:
      return "true or false";
    case Kind::choice:
      return "one of " + listed(field.choices);
    default:
      return "text";
  }
}

std::string check_scalar(const Field& field, double value) {
  const bool whole = value == std::floor(value) && std::isfinite(value);
  const Range& range = field.range;
  bool fits = true;
  switch (field.kind) {
    case Kind::integer:
      if (!whole) return join({number_text(value), " is not ", allowed(field)});
      fits = std::fmod(value - range.lowest, range.step) == 0.0;
      [[fallthrough]];
    case Kind::number:
      fits = fits && value >= range.lowest && value <= range.highest &&
             !(range.below_highest && value >= range.highest);
      break;
    case Kind::boolean:
      fits = value == 0.0 || value == 1.0;
      break;
    case Kind::choice:
      fits = whole && value >= 0.0 && value < static_cast<double>(field.choices.size());
      break;
    default:
      break;
  }
  return fits ? "" : join({number_text(value), " is not ", allowed(field, true)});
}

std::string nearest_path(std::string_view prefix, std::string_view name) {
  Nearest nearest{.wanted = name};
  const std::string_view ours = field_elsewhere(name);
  if (prefix.starts_with(kLayerPrefix))
    for (const Field& field : layer_fields()) {
      if (leaf(field.path) == ours) return join({prefix, ours});
      nearest.offer(leaf(field.path), join({prefix, leaf(field.path)}), true);
    }
  if (!ours.empty()) return std::string(path_of(ours));
  for (const Field& field : fields()) {
    if (field.derived) continue;
    const std::string_view last = leaf(field.path);
    nearest.offer(last, field.path, join({prefix, last}) == field.path);
  }
  if (prefix.empty())
    for (const char* section : {"isobath", "data", "network", "initialization", "training"})
      nearest.offer(section, section, true);
  return nearest.found;
}

std::string nearest_link_name(std::string_view name) {
  if (const auto ours = field_elsewhere(name); !ours.empty()) {
    const Field* field = find_field(ours);
    return std::string(field ? field->link : path_of(ours));
  }
  Nearest nearest{.wanted = name};
  for (const Field& field : fields()) {
    if (field.link.empty()) continue;
    nearest.offer(field.link, field.link, true);
    nearest.offer(field.path, field.path, false);
    if (!field.alias.empty()) nearest.offer(field.alias, field.alias, false);
  }
  nearest.offer("packed", "packed", true);
  return nearest.found;
}

}  // namespace isobath::document
