// SPDX-License-Identifier: MIT
// The records' first line says what they are and of which document; what follows is counted there.
#include "app/save/kept_record.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <span>
#include <utility>

#include "app/save/bytes.hpp"
#include "document/json.hpp"
#include "document/json_value.hpp"

namespace isobath::app {

namespace {

using nlohmann::json;

constexpr int kRecordVersion = 1;
constexpr auto kLastKept = static_cast<int>(core::Quantity::update_ratio);
/// Of a layer in a record.
constexpr std::size_t kLayerNumbers = 21;

std::string first_line(json head, const document::Document& document) {
  head["document"] = document::json_value(document::to_json(document, false, -1));
  return head.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

struct Opened {
  json head;
  document::Document document;
  std::string_view numbers;
};

std::expected<Opened, std::string> open_record(std::string_view record, const char* kind) {
  const std::size_t end = record.find('\n');
  if (end == std::string_view::npos) return std::unexpected("a record has no first line.");
  Opened opened{document::json_value(record.substr(0, end)), {}, record.substr(end + 1)};
  if (!opened.head.is_object() || opened.head.value(kind, json()) != kRecordVersion)
    return std::unexpected("a record is none of version " + std::to_string(kRecordVersion) + ".");
  const auto found = opened.head.find("document");
  if (found == opened.head.end()) return std::unexpected("a record has no document.");
  auto document = document::from_json(found->dump());
  if (!document) return std::unexpected(document.error());
  opened.document = std::move(*document);
  return opened;
}

/// A count of the first line, of things that take at least so many bytes each.
std::size_t count_of(const Opened& opened, const char* name, std::size_t least_bytes) {
  const auto found = opened.head.find(name);
  if (found == opened.head.end() || !found->is_number_unsigned()) return 0;
  return std::min(found->get<std::size_t>(), opened.numbers.size() / least_bytes);
}

void put(ByteWriter& out, const std::vector<CostSample>& costs) {
  for (const CostSample& sample : costs) {
    out.put(sample.step);
    out.put(sample.cost);
    out.put(sample.dev_loss);
  }
}

std::vector<CostSample> get_costs(ByteReader& in, std::size_t count) {
  std::vector<CostSample> costs(count);
  for (CostSample& sample : costs) {
    sample.step = in.get<std::int64_t>();
    sample.cost = in.get<double>();
    sample.dev_loss = in.get<double>();
  }
  return costs;
}

/// Every number of a layer's record, in one order for writing and reading.
template <class Layer>
auto numbers_of(Layer& layer) {
  return std::array{&layer.z.mean,      &layer.z.std,       &layer.z.rms,   &layer.z.max_abs,
                    &layer.a.mean,      &layer.a.std,       &layer.a.rms,   &layer.a.max_abs,
                    &layer.saturated,   &layer.dead,        &layer.d_a.rms, &layer.d_a.max_abs,
                    &layer.d_z.rms,     &layer.d_z.max_abs, &layer.w.rms,   &layer.w.max_abs,
                    &layer.d_w.rms,     &layer.d_w.max_abs, &layer.d_b.rms, &layer.d_b.max_abs,
                    &layer.update_ratio};
}
static_assert(std::tuple_size_v<decltype(numbers_of(std::declval<core::LayerRecord&>()))> ==
              kLayerNumbers);

template <class Record>
auto parts_of(Record& record) {
  return std::array{&record.train, &record.dev, &record.test};
}

void put(ByteWriter& out, const core::Record& record) {
  out.put(record.step);
  out.put(record.epoch);
  out.put(record.cost);
  for (const core::PartRecord* part : parts_of(record)) {
    out.put(part->loss);
    out.put(part->accuracy);
  }
  for (const core::LayerRecord& layer : record.layers)
    for (const double* number : numbers_of(layer)) out.put(*number);
  const core::Divergence diverged = record.diverged.value_or(core::Divergence{.layer = 0});
  out.put(static_cast<std::int32_t>(diverged.layer));  // 0: it has not
  out.put(static_cast<std::int32_t>(diverged.what));
  out.put(diverged.step);
  out.put(static_cast<std::int64_t>(diverged.unit));
  out.put(static_cast<std::int64_t>(diverged.example));
}

core::Record get_record(ByteReader& in, std::size_t layers, const document::Document& document) {
  core::Record record;
  record.step = in.get<std::int64_t>();
  record.epoch = in.get<std::int64_t>();
  record.cost = in.get<double>();
  for (core::PartRecord* part : parts_of(record)) {
    part->loss = in.get<double>();
    part->accuracy = in.get<double>();
  }
  record.layers.resize(layers);
  for (std::size_t l = 0; l < layers; ++l) {
    record.layers[l].layer = static_cast<int>(l) + 1;
    for (double* number : numbers_of(record.layers[l])) *number = in.get<double>();
    record.layers[l].has_bias = l >= document.layers.size() || document.layers[l].has_bias;
  }
  core::Divergence diverged;
  diverged.layer = in.get<std::int32_t>();
  const int what = in.get<std::int32_t>();
  diverged.step = in.get<std::int64_t>();
  diverged.unit = static_cast<core::Index>(in.get<std::int64_t>());
  diverged.example = static_cast<core::Index>(in.get<std::int64_t>());
  if (diverged.layer < 1 || diverged.layer > static_cast<int>(layers)) return record;
  if (what < 0 || what > kLastKept) return record;
  diverged.what = static_cast<core::Quantity>(what);
  record.diverged = diverged;
  return record;
}

}  // namespace

std::string training_record(const KeptRun& kept) {
  std::string record = first_line({{"isobath_training", kRecordVersion},
                                   {"from_start", kept.from_start},
                                   {"samples", kept.costs.size()}},
                                  kept.document);
  ByteWriter out;
  put(out, kept.costs);
  record += out.take();
  record += *kept.standing;
  return record;
}

std::expected<KeptRun, std::string> training_from(std::string_view record) {
  auto opened = open_record(record, "isobath_training");
  if (!opened) return std::unexpected(opened.error());
  KeptRun kept;
  ByteReader in(opened->numbers);
  kept.costs = get_costs(in, count_of(*opened, "samples", 24));
  kept.standing = std::make_shared<const std::string>(in.left());
  kept.from_start = opened->head.value("from_start", json()) == true;
  kept.document = std::move(opened->document);
  return kept;
}

std::string run_record(const EndedRun& run) {
  std::string record = first_line({{"isobath_run", kRecordVersion},
                                   {"samples", run.costs.size()},
                                   {"start_layers", run.start.layers.size()},
                                   {"last_layers", run.last.layers.size()},
                                   {"standing", run.standing != nullptr}},
                                  run.document);
  ByteWriter out;
  put(out, run.costs);
  put(out, run.start);
  put(out, run.last);
  record += out.take();
  if (run.standing) record += *run.standing;
  return record;
}

std::expected<EndedRun, std::string> run_from(std::string_view record) {
  auto opened = open_record(record, "isobath_run");
  if (!opened) return std::unexpected(opened.error());
  EndedRun run;
  ByteReader in(opened->numbers);
  run.costs = get_costs(in, count_of(*opened, "samples", 24));
  constexpr std::size_t kLayer_bytes = kLayerNumbers * sizeof(double);
  run.start = get_record(in, count_of(*opened, "start_layers", kLayer_bytes), opened->document);
  run.last = get_record(in, count_of(*opened, "last_layers", kLayer_bytes), opened->document);
  if (in.missing()) return std::unexpected("a record of a run ends too early.");
  if (opened->head.value("standing", json()) == true)
    run.standing = std::make_shared<const std::string>(in.left());
  run.document = std::move(opened->document);
  return run;
}

}  // namespace isobath::app
