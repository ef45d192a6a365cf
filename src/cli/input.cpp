// SPDX-License-Identifier: MIT
// Reading documents and tables for the command line.
#include "cli/input.hpp"

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <iterator>

#include "data/csv.hpp"
#include "document/json.hpp"
#include "document/link.hpp"
#include "files/whole.hpp"

namespace isobath::cli {

namespace {

/// Shows how far a large file is read, on a terminal's one line.
data::CsvOptions with_progress(std::size_t bytes) {
  constexpr std::size_t kWorthShowing_bytes = 20'000'000;
  data::CsvOptions options;
  if (bytes >= kWorthShowing_bytes)
    options.progress = [](double share) {
      std::fprintf(stderr, "\rreading %3.0f %%%s", 100.0 * share, share < 1.0 ? "" : "\n");
      return true;
    };
  return options;
}

std::expected<data::Table, std::string> read_table(const std::string& path,
                                                   const std::vector<std::string>& targets,
                                                   bool inputs_only) {
  auto text = read_text(path);
  if (!text) return std::unexpected(text.error());
  data::CsvOptions options = with_progress(text->size());
  options.targets = targets;
  options.inputs_only = inputs_only;
  auto table = data::read_csv(*text, options);
  if (!table) return std::unexpected(path + ": " + table.error());
  return table;
}

std::expected<document::Document, std::string> parse_document(const std::string& source) {
  const bool is_link = source.starts_with('#') || source.find("://") != std::string::npos;
  if (is_link) return document::from_link(source);
  auto text = read_text(source);
  if (!text) {
    const bool missing = text.error().ends_with("cannot be read");
    return std::unexpected(text.error() + (missing
                                               ? "; a document is a file, - for standard input, "
                                                 "or a link that begins with #"
                                               : ""));
  }
  return document::from_json(*text);
}

/// Do both ask for the same start, wherever they have the same layers?
bool starts_alike(const document::Document& a, const document::Document& b) {
  return a.initialization == b.initialization &&
         std::ranges::equal(a.layers, b.layers, [](const auto& one, const auto& other) {
           return one.weights == other.weights && one.scale == other.scale &&
                  one.bias == other.bias;
         });
}

/// Edits drop a saved training; here it goes on wherever its shapes fit.
void keep_training(const document::Document& saved, document::Document& document) {
  if (!saved.parameters || document.parameters) return;
  document::Document whole = document;
  whole.parameters = saved.parameters;
  whole.progress = saved.progress;
  if (starts_alike(saved, document) && document::validate(whole).empty()) {
    document = std::move(whole);
  } else if (document::validate(document).empty()) {
    std::cerr << "isobath-cli: --set: the saved weights do not go with these fields, which begin "
                 "a new training\n";
  }
}

}  // namespace

std::expected<std::string, std::string> read_text(const std::string& path) {
  if (path == "-") return std::string(std::istreambuf_iterator<char>(std::cin), {});
  auto text = files::read_whole(path);
  if (!text) return std::unexpected(path + ": " + text.error());
  return text;
}

std::expected<document::Document, std::string> read_document(const Source& source) {
  auto document = parse_document(source.document);
  if (!document) return document;
  if (!source.table.empty()) {
    auto table = read_table(source.table, source.targets, false);
    if (!table) return std::unexpected(table.error());
    document->data.source = data::Source::table;
    document->data.table = std::make_shared<const data::Table>(std::move(*table));
  }
  const document::Document saved = *document;
  for (const std::string& override : source.overrides) {
    const auto equals = override.find('=');
    if (equals == std::string::npos)
      return std::unexpected("--set " + override + ": this is not of the form FIELD=VALUE");
    auto set =
        document::set_field(*document, override.substr(0, equals), override.substr(equals + 1));
    if (!set) return std::unexpected(set.error());
  }
  keep_training(saved, *document);
  if (std::string fault = document::validate(*document); !fault.empty())
    return std::unexpected(std::move(fault));
  return document;
}

std::expected<data::Table, std::string> read_inputs(const std::string& path) {
  return read_table(path, {}, true);
}

}  // namespace isobath::cli
