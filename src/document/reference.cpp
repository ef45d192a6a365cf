// SPDX-License-Identifier: MIT
// The field table as Markdown.
#include "document/reference.hpp"

#include "document/tree_document.hpp"
#include "document/values.hpp"

namespace isobath::document {

namespace {

std::string values_of(const Field& field) {
  switch (field.kind) {
    case Kind::integer:
    case Kind::number:
    case Kind::boolean:
      return allowed(field);
    case Kind::choice: {
      return "`" + listed(field.choices) + "`";
    }
    case Kind::text:
      return "text";
    case Kind::features:
      return "a list of `" + listed(field.choices) + "`, or with `gaussian` " +
             allowed(dimensions_field());
    case Kind::split:
      return "`train`, `dev`, `test`, each between 0 and 1";
    case Kind::bias:
      return join({"a number between ", number_text(field.range.lowest), " and ",
                   number_text(field.range.highest), ", or `{\"normal\": std}`"});
    case Kind::layers:
      return join(
          {number_text(field.range.lowest), " to ", number_text(field.range.highest), " layers"});
    case Kind::rows:
      return "rows of numbers";
    case Kind::words:
      return "a list of texts";
    case Kind::sheet:
      return "a list of `{\"name\": text, \"kind\": text, \"values\": list}`, or with `words` and "
             "`codes` in place of `values`; `null` is missing";
    case Kind::uses:
      return join({"a list of `{\"name\": text}` with `use`: `", listed(data::names(data::Use{})),
                   "`, `as`: `", listed(data::names(data::As{})), "`, `missing`: `",
                   listed(data::names(data::Missing{})), "`"});
    case Kind::parameters:
      return "a list of `{\"W\": rows, \"b\": list}`, without `b` of a layer that has none";
    case Kind::progress:
      return "`step`, `epoch`, `position`, `moment_updates`, `first_moments`, `second_moments`";
  }
  return "";
}

std::string default_of(const Field& field) {
  if (field.layer_get) {
    const auto value = field.layer_get(core::LayerOptions{});
    return value ? "`" + tree_text(scalar_value(field, *value), -1) + "`" : "";
  }
  if (field.derived || field.path.starts_with("network.layers[")) return "";
  const auto value = field_value(Document{}, field);
  return value ? "`" + tree_text(*value, -1) + "`" : "";
}

std::string_view effect_of(const Field& field) {
  switch (field.effect) {
    case Effect::data:
      return "new data";
    case Effect::network:
      return "a new start";
    case Effect::training:
      return "nothing";
    case Effect::text:
      return "nothing";
  }
  return "";
}

/// A bar would end a cell.
std::string cell(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '|') out += '\\';
    out += c;
  }
  return out;
}

std::string link_of(const Field& field) {
  std::string out = field.link.empty() ? "" : join({"`", field.link, "`"});
  if (!field.alias.empty()) out += join({", `", field.alias, "`"});
  if (field.link.empty() && !field.path.starts_with("network.layers[")) out = "in `packed`";
  return out;
}

}  // namespace

std::string reference_table() {
  std::string out =
      "| field | in a link | allowed values | default | a change needs | sweep | what it is |\n"
      "|---|---|---|---|---|---|---|\n";
  const auto add = [&](const Field& field) {
    out +=
        join({"| `", field.path, "` | ", link_of(field), " | ", cell(values_of(field)), " | ",
              cell(default_of(field)), " | ", effect_of(field), " | ", field.sweepable ? "yes" : "",
              " | ", cell(field.help), field.derived ? " In links and sweeps only." : "", " |\n"});
  };
  for (const Field& field : fields()) {
    add(field);
    if (field.kind != Kind::layers) continue;
    for (const Field& of_layer : layer_fields()) add(of_layer);
  }
  return out;
}

}  // namespace isobath::document
