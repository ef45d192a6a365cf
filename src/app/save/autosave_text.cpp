// SPDX-License-Identifier: MIT
// A session as text and back: JSON around the experiment's document and where its training stands.
#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

#include "app/save/autosave.hpp"
#include "app/save/base64.hpp"
#include "app/save/view_text.hpp"
#include "document/json.hpp"
#include "document/json_value.hpp"

namespace isobath::app {

namespace {

using nlohmann::json;

constexpr int kVersion = 1;

json parsed(const document::Document& document) {
  return document::json_value(document::to_json(document, false, -1));
}

std::expected<document::Document, std::string> document_at(const json& tree, const char* name) {
  const auto found = tree.find(name);
  if (found == tree.end()) return std::unexpected(std::string(name) + " is missing");
  return document::from_json(found->dump());
}

/// JSON has no NaN and no infinities; documents spell them as strings.
json json_number(double value) {
  if (std::isfinite(value)) return value;
  return std::isnan(value) ? "NaN" : value > 0.0 ? "Infinity" : "-Infinity";
}

double read_number(const json& value) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  if (value.is_number()) return value.get<double>();
  return value == "Infinity" ? kInfinity : value == "-Infinity" ? -kInfinity : std::nan("");
}

/// J's curve is worth no refusal either.
std::vector<CostSample> read_costs(const json& tree) {
  std::vector<CostSample> costs;
  const auto found = tree.find("costs");
  if (found == tree.end() || !found->is_array()) return costs;
  for (const json& sample : *found)
    if (sample.is_array() && sample.size() == 3 && sample[0].is_number_integer())
      costs.push_back(
          {sample[0].get<std::int64_t>(), read_number(sample[1]), read_number(sample[2])});
  if (!std::ranges::is_sorted(costs, {}, &CostSample::step)) costs.clear();
  return costs;
}

json entry(const KeptEntry& run) {
  return {{"record", run.record},
          {"id", run.id},
          {"colour", run.colour},
          {"shown", run.shown},
          {"pinned", run.pinned}};
}

std::vector<KeptEntry> read_entries(const json& tree) {
  std::vector<KeptEntry> runs;
  const auto found = tree.find("runs");
  if (found == tree.end() || !found->is_array()) return runs;
  for (const json& one : *found) {
    if (!one.is_object() || !one.value("record", json()).is_string() ||
        !one.value("id", json()).is_number_integer() ||
        !one.value("colour", json()).is_number_integer())
      continue;
    KeptEntry run{one["record"].get<std::string>(), one["id"].get<int>(), one["colour"].get<int>(),
                  one.value("shown", json()) != false, one.value("pinned", json()) == true};
    const bool sound = run.id > 0 && run.colour >= 0 && run.colour < static_cast<int>(kMaxRuns) &&
                       run.record.starts_with(kRecordKey) && runs.size() < kMaxRuns;
    const auto same = [&run](const KeptEntry& other) {
      return other.id == run.id || other.colour == run.colour;
    };
    if (sound && std::ranges::none_of(runs, same)) runs.push_back(std::move(run));
  }
  return runs;
}

}  // namespace

std::string to_text(const Stored& stored) {
  const KeptRun& kept = stored.kept;
  json tree{{"isobath_session", kVersion}, {"view", lasting_choices(stored.view)}};
  if (stored.document) tree["document"] = parsed(kept.document);
  if (!stored.record.empty()) tree["record"] = stored.record;
  for (const KeptEntry& run : stored.runs) tree["runs"].push_back(entry(run));
  if (stored.document && kept.standing) {
    tree["standing"] = to_base64(*kept.standing);
    tree["from_start"] = kept.from_start;
    for (const CostSample& sample : kept.costs)
      tree["costs"].push_back(
          {sample.step, json_number(sample.cost), json_number(sample.dev_loss)});
  }
  return tree.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::expected<Stored, std::string> from_text(std::string_view text) {
  const json tree = document::json_value(text);
  if (!tree.is_object() || tree.value("isobath_session", json()) != kVersion)
    return std::unexpected("it is no session of version " + std::to_string(kVersion) + ".");
  Stored stored{.kept = {}, .view = view_of_choices(tree.value("view", json()))};
  stored.runs = read_entries(tree);
  const json record = tree.value("record", json());
  if (record.is_string() && record.get<std::string>().starts_with(kRecordKey))
    stored.record = record.get<std::string>();
  stored.document = stored.record.empty() || tree.contains("document");
  if (!stored.document) return stored;
  auto document = document_at(tree, "document");
  if (!document) return std::unexpected(document.error());
  stored.kept.document = std::move(*document);
  stored.kept.from_start = tree.value("from_start", json()) == true;
  stored.kept.costs = read_costs(tree);
  if (const auto standing = tree.find("standing"); standing != tree.end()) {
    auto bytes = from_base64(standing->is_string() ? standing->get<std::string>() : "?");
    if (!bytes) return std::unexpected("its training is no base64.");
    stored.kept.standing = std::make_shared<const std::string>(std::move(*bytes));
  } else if (tree.contains("training")) {
    // As it was written once: a document of its own, with all its numbers.
    auto trained = document_at(tree, "training");
    if (!trained) return std::unexpected(trained.error());
    stored.kept.parameters = std::exchange(trained->parameters, stored.kept.document.parameters);
    stored.kept.progress = std::exchange(trained->progress, stored.kept.document.progress);
    if (!(*trained == stored.kept.document))
      return std::unexpected("its training is of another experiment.");
  }
  return stored;
}

}  // namespace isobath::app
