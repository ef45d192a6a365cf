// SPDX-License-Identifier: MIT
// From JSON text to a document, field by field along the table.
#include <new>

#include "document/json.hpp"
#include "document/tree_document.hpp"
#include "document/values.hpp"

namespace isobath::document {

namespace {

Problem check_version(const Json& root) {
  if (!root.is_object())
    return join({"document: ", described(root), R"( is not an object like {"isobath": 1})"});
  if (!root.contains("isobath")) return R"(isobath: is missing, a document has "isobath": 1)";
  const Json& version = root["isobath"];
  if (!version.is_number() || version.get<double>() != kVersion)
    return join({"isobath: ", described(version),
                 " is not a version that can be read here, which is ", std::to_string(kVersion)});
  return "";
}

/// Is `path` a section ("data") or a field ("data.noise")?
bool is_section(const std::string& path) {
  for (const Field& field : fields())
    if (field.path.starts_with(path + ".")) return true;
  return false;
}

bool is_field(const std::string& path) {
  const Field* field = find_field(path);
  return field && field->path == path && !field->derived;
}

Problem unknown(const std::string& prefix, const std::string& name) {
  return join(
      {prefix, shown(name), ": is no known field, the nearest is ", nearest_path(prefix, name)});
}

/// Every name at the top and in the sections is known, every section is an object.
Problem check_structure(const Json& root) {
  for (const auto& [name, value] : root.items()) {
    const auto dot = name.find('.');
    if (dot != std::string::npos && is_field(name))
      return join({name, ": is one name here; write it as ", name.substr(dot + 1), " within ",
                   name.substr(0, dot)});
    if (name == "isobath" || is_field(name)) continue;
    if (!is_section(name)) return unknown("", name);
    if (!value.is_object()) return join({name, ": ", described(value), " is not an object"});
    for (const auto& [member, ignored] : value.items()) {
      const std::string path = join({name, ".", member});
      if (is_field(path)) continue;
      if (find_field(path)) return path + ": allowed in a link only; JSON has network.layers";
      return unknown(name + ".", member);
    }
  }
  return "";
}

const Json* find(const Json& root, std::string_view path) {
  const auto dot = path.find('.');
  const auto section = root.find(path.substr(0, dot));
  if (section == root.end()) return nullptr;
  if (dot == std::string_view::npos) return &*section;
  const auto member = section->find(path.substr(dot + 1));
  return member == section->end() ? nullptr : &*member;
}

std::expected<Document, std::string> read_document(std::string_view text) {
  const auto root = parse_tree(text);
  if (!root) return std::unexpected(root.error());
  if (auto bad = check_version(*root); !bad.empty()) return std::unexpected(bad);
  if (auto bad = check_structure(*root); !bad.empty()) return std::unexpected(bad);
  Document document;
  Carried carried;
  for (const Field& field : fields()) {
    const Json* value = field.derived ? nullptr : find(*root, field.path);
    if (!value) continue;
    if (auto bad = read_field(*value, field, document, carried); !bad.empty())
      return std::unexpected(bad);
  }
  if (auto bad = place_carried(std::move(carried), document); !bad.empty())
    return std::unexpected(bad);
  if (auto bad = validate(document); !bad.empty()) return std::unexpected(bad);
  return document;
}

}  // namespace

Problem read_field(const Json& value, const Field& field, Document& document, Carried& carried) {
  const std::string path(field.path);
  switch (field.kind) {
    case Kind::integer:
    case Kind::number:
    case Kind::boolean:
    case Kind::choice: {
      double number = 0.0;
      if (auto bad = read_scalar(value, field, path, number); !bad.empty()) return bad;
      field.set(document, number);
      return "";
    }
    case Kind::text: {
      std::string text;
      if (auto bad = read_text(value, path, text); !bad.empty()) return bad;
      field.set_text(document, std::move(text));
      return "";
    }
    case Kind::features:
      if (document.data.source == data::Source::gaussian)
        return read_dimensions(value, path, document.data.dimensions);
      return read_features(value, path, document.data.inputs);
    case Kind::split:
      return read_split(value, path, document.data.split);
    case Kind::bias:
      return read_bias(value, field, path, document.initialization.bias);
    case Kind::layers:
      return read_layers(value, path, document.layers);
    case Kind::rows: {
      core::Matrix<double> rows;
      if (auto bad = read_rows(value, path, true, rows); !bad.empty()) return bad;
      (leaf(field.path) == "x" ? carried.x : carried.y) = std::move(rows);
      return "";
    }
    case Kind::words: {
      std::vector<std::string> names;
      if (auto bad = read_words(value, path, names); !bad.empty()) return bad;
      carried.names = std::move(names);
      return "";
    }
    case Kind::sheet: {
      data::Sheet sheet;
      if (auto bad = read_sheet(value, path, sheet); !bad.empty()) return bad;
      carried.sheet = std::move(sheet);
      return "";
    }
    case Kind::uses: {
      std::vector<data::ColumnChoice> choices;
      if (auto bad = read_choices(value, path, choices); !bad.empty()) return bad;
      carried.choices = std::move(choices);
      return "";
    }
    case Kind::parameters: {
      core::Parameters<double> parameters;
      if (auto bad = read_parameters(value, path, parameters); !bad.empty()) return bad;
      document.parameters = std::make_shared<const core::Parameters<double>>(std::move(parameters));
      return "";
    }
    case Kind::progress: {
      core::Progress progress;
      if (auto bad = read_progress(value, path, progress); !bad.empty()) return bad;
      document.progress = std::make_shared<const core::Progress>(std::move(progress));
      return "";
    }
  }
  return "";
}

namespace {

Problem place_sheet(Carried&& carried, Document& document) {
  for (const auto& [given, name] :
       {std::pair(carried.x.has_value(), "x"), std::pair(carried.y.has_value(), "y"),
        std::pair(carried.names.has_value(), "names")})
    if (given) return join({"data.", name, ": given with data.table, which has all columns"});
  const char* const said = carried.choices ? "columns" : "table";
  auto table = data::make_table(
      std::make_shared<const data::Sheet>(std::move(*carried.sheet)),
      carried.choices ? std::move(*carried.choices) : std::vector<data::ColumnChoice>{});
  if (!table) return join({"data.", said, ": ", table.error()});
  document.data.table = std::make_shared<const data::Table>(std::move(*table));
  return "";
}

}  // namespace

Problem place_carried(Carried&& carried, Document& document) {
  const auto source = document.data.source;
  if (source != data::Source::table) {
    const char* stray = carried.x         ? "x"
                        : carried.y       ? "y"
                        : carried.names   ? "names"
                        : carried.sheet   ? "table"
                        : carried.choices ? "columns"
                                          : nullptr;
    if (!stray) return "";
    return join({"data.", stray, ": given with data.source ", core::name(source),
                 "; it is allowed only with table"});
  }
  if (carried.sheet) return place_sheet(std::move(carried), document);
  if (carried.choices)
    return "data.columns: given with data.x; it is allowed only with data.table, whose columns it "
           "speaks of";
  for (const bool is_x : {true, false})
    if (!(is_x ? carried.x : carried.y))
      return join({"data.", is_x ? "x" : "y",
                   ": is missing, data.source table needs rows in data.x and in data.y"});
  data::Table table{std::move(*carried.x), std::move(*carried.y), {}};
  if (carried.names) table.names = std::move(*carried.names);
  document.data.table = std::make_shared<const data::Table>(std::move(table));
  return "";
}

std::expected<Document, std::string> from_json(std::string_view text) {
  try {
    return read_document(text);
  } catch (const std::bad_alloc&) {
    return std::unexpected("document: it needs more memory than there is");
  } catch (const Json::exception&) {
    return std::unexpected("document: this is not JSON");
  }
}

}  // namespace isobath::document
