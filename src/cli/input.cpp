// SPDX-License-Identifier: MIT
// Reading documents and tables for the command line.
#include "cli/input.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <iterator>

#include "app/edit/adapt.hpp"
#include "data/csv.hpp"
#include "data/text.hpp"
#include "document/json.hpp"
#include "document/link.hpp"
#include "files/whole.hpp"

namespace isobath::cli {

namespace {

/// Shows how far a large file is read, on a terminal's one line.
std::function<bool(double)> progress_of(std::size_t bytes) {
  constexpr std::size_t kWorthShowing_bytes = 20'000'000;
  if (bytes < kWorthShowing_bytes) return nullptr;
  return [shown = -1](double share) mutable {
    const int percent = static_cast<int>(100.0 * share);
    if (percent == shown) return true;
    shown = percent;
    std::fprintf(stderr, "\rreading %3d %%%s", percent, percent < 100 ? "" : "\n");
    return true;
  };
}

std::expected<data::ReadSheet, std::string> read_sheet(const std::string& path,
                                                       data::CsvOptions options) {
  // The text goes as soon as it is read: a table may fill the memory.
  auto text = read_text(path);
  if (!text) return std::unexpected(text.error());
  options.progress = progress_of(text->size());
  auto sheet = data::read_sheet(*text, options);
  if (!sheet) return std::unexpected(path + ": " + sheet.error());
  return sheet;
}

/// What the options of the command line say of the columns.
std::expected<std::vector<data::ColumnChoice>, std::string> choices_of(const TableSource& source,
                                                                       const data::Sheet& sheet) {
  std::vector<data::ColumnChoice> choices;
  for (const std::string& name : source.targets)
    choices.push_back({name, data::Use::target, {}, {}});
  for (const std::string& name : source.classes) {
    const auto column = data::find_column(sheet, name, "classes");
    if (!column) return std::unexpected(column.error());
    data::ColumnChoice choice{name, data::Use::target, data::As::one_hot, {}};
    const data::Column& values = sheet.columns[*column];
    const std::size_t count =
        values.has_words() ? values.words.size() : data::classes_of(values).size();
    if (count == 2) choice.as = data::As::binary;
    for (const std::string& target : source.targets)
      if (data::find_column(sheet, target, "") == *column) choice.use = std::nullopt;
    choices.push_back(std::move(choice));
  }
  for (const std::string& name : source.drop) choices.push_back({name, data::Use::drop, {}, {}});
  for (const std::string& name : source.keep) choices.push_back({name, data::Use::input, {}, {}});
  if (source.missing.empty()) return choices;
  const data::Missing missing =
      source.missing == "mean" ? data::Missing::mean : data::Missing::drop;
  for (std::size_t j = 0; j < sheet.columns.size(); ++j)
    if (sheet.columns[j].has_values() && sheet.columns[j].missing() > 0)
      choices.push_back({data::column_reference(sheet, j), {}, {}, missing});
  return choices;
}

/// The table that the options make of the sheet, and what is to be told beside what was told
/// before.
std::expected<OpenedTable, std::string> choose(const TableSource& source,
                                               std::shared_ptr<const data::Sheet> sheet,
                                               std::vector<std::string> told) {
  auto choices = choices_of(source, *sheet);
  if (!choices) return std::unexpected(choices.error());
  auto plan = data::plan_table(*sheet, *choices);
  if (!plan) return std::unexpected(plan.error());
  auto table = data::make_table(sheet, std::move(*choices));
  if (!table) return std::unexpected(table.error());
  OpenedTable opened{std::move(sheet), std::move(*plan), std::move(*table), std::move(told)};
  for (std::string& sentence : data::told(*opened.sheet, opened.plan, opened.table))
    opened.told.push_back(std::move(sentence));
  return opened;
}

/// The document's own table, chosen from anew.
std::expected<OpenedTable, std::string> choose_again(const TableSource& source,
                                                     const document::Document& document) {
  if (document.data.source != data::Source::table || !document.data.table)
    return std::unexpected(
        "--target, --classes, --drop, --keep and --missing speak of a table, and the document has "
        "none; give one with --data");
  auto opened = choose(source, data::sheet_of(*document.data.table), {});
  if (!opened) return std::unexpected("data.table: " + opened.error());
  return opened;
}

/// The name of a file without its folders; nothing for standard input, or where it is no text.
std::string file_name(const std::string& path) {
  const std::string name = std::filesystem::path(path).filename().string();
  return path == "-" || !data::is_utf8(name) ? "" : name;
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

std::expected<OpenedTable, std::string> open_table(const TableSource& source) {
  data::CsvOptions options;
  options.encoding = source.encoding;
  auto read = read_sheet(source.path, std::move(options));
  if (!read) return std::unexpected(read.error());
  auto opened =
      choose(source, std::make_shared<const data::Sheet>(std::move(read->sheet)), read->notes);
  if (!opened) return std::unexpected(source.path + ": " + opened.error());
  return opened;
}

std::expected<document::Document, std::string> read_document(const Source& source) {
  auto document = parse_document(source.document);
  if (!document) return document;
  std::vector<std::string> told;
  const bool given = !source.table.path.empty();
  const bool has_new_table = given || source.table.chooses();
  if (has_new_table) {
    auto opened = given ? open_table(source.table) : choose_again(source.table, *document);
    if (!opened) return std::unexpected(opened.error());
    // What fits the document's own table was fitted to it, by whomever.
    const bool fit =
        !app::says_output(*document) || (!given && app::fitting_output(*document).empty());
    if (given) document->data_file = file_name(source.table.path);
    told = std::move(opened->told);
    document->data.source = data::Source::table;
    document->data.table = std::make_shared<const data::Table>(std::move(opened->table));
    if (fit) app::fit_output(*document);
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
  if (std::string fault = document::validate(*document); !fault.empty()) {
    const std::string way_out = has_new_table ? app::fitting_output(*document) : "";
    return std::unexpected(fault + (way_out.empty() ? "" : "; for this table " + way_out));
  }
  for (const std::string& sentence : told)
    std::cerr << "isobath-cli: " << (given ? source.table.path : "data.table") << ": " << sentence
              << '\n';
  return document;
}

std::expected<data::ReadSheet, std::string> read_inputs(
    const std::string& path, const std::string& encoding,
    std::shared_ptr<const data::TableOrigin> trained) {
  data::CsvOptions options;
  options.encoding = encoding;
  options.trained = std::move(trained);
  return read_sheet(path, std::move(options));
}

}  // namespace isobath::cli
