// SPDX-License-Identifier: MIT
#include "lab/sweep_file.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <numeric>
#include <unordered_map>
#include <utility>

#include "core/options.hpp"
#include "document/json.hpp"
#include "document/sentence.hpp"
#include "lab/sweep_plan.hpp"

namespace isobath::lab {

namespace {

// The fields of a line come in the order in which they were swept.
using Json = nlohmann::ordered_json;
using document::in_quotes;
using document::join;
using document::Measure;

constexpr std::size_t kPiece_bytes = 1U << 16U;
constexpr std::string_view kBom = "\xef\xbb\xbf";
constexpr std::string_view kSpaces = " \t\r\n";

constexpr std::array<std::pair<Measure, std::array<const char*, 2>>, 4> kAtEnd{
    {{Measure::train_loss, {"train", "loss"}},
     {Measure::dev_loss, {"dev", "loss"}},
     {Measure::train_accuracy, {"train", "accuracy"}},
     {Measure::dev_accuracy, {"dev", "accuracy"}}}};

/// What stands there, short enough for a sentence.
std::string shown(const Json& json) {
  return document::shown(json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

const Json* find(const Json& object, const char* key) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(key);
  return found == object.end() ? nullptr : &*found;
}

/// A number, or the string in place of one that is not finite.
std::optional<double> number_of(const Json* json) {
  if (json == nullptr) return std::nullopt;
  if (json->is_number()) return json->get<double>();
  if (!json->is_string()) return std::nullopt;
  const auto& text = json->get_ref<const std::string&>();
  if (text == "NaN") return std::numeric_limits<double>::quiet_NaN();
  if (text == "Infinity") return std::numeric_limits<double>::infinity();
  if (text == "-Infinity") return -std::numeric_limits<double>::infinity();
  return std::nullopt;
}

std::optional<std::uint64_t> whole_of(const Json* json) {
  if (json == nullptr || !json->is_number_integer()) return std::nullopt;
  if (json->is_number_unsigned()) return json->get<std::uint64_t>();
  return std::nullopt;
}

std::optional<double> median_of(const Json& line, const std::array<const char*, 2>& place) {
  const Json* part = find(line, place[0]);
  const Json* numbers = part ? find(*part, place[1]) : nullptr;
  return numbers ? number_of(find(*numbers, "median")) : std::nullopt;
}

bool same_number(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

/// Where a run met its first non-finite value; empty where it met none.
std::optional<core::Divergence> divergence_of(const Json& run) {
  const Json* at = find(run, "diverged");
  if (at == nullptr || !at->is_object()) return std::nullopt;
  core::Divergence found;
  found.step =
      static_cast<std::int64_t>(whole_of(find(*at, "step")).value_or(0) & ((1ULL << 53) - 1));
  found.layer = static_cast<int>(
      std::min<std::uint64_t>(whole_of(find(*at, "layer")).value_or(0), core::kMaxLayers));
  const Json* what = find(*at, "what");
  constexpr auto kLast = static_cast<int>(core::Quantity::update_ratio);
  for (int i = 0; i <= kLast && what != nullptr && what->is_string(); ++i)
    if (core::symbol(static_cast<core::Quantity>(i)) == what->get_ref<const std::string&>())
      found.what = static_cast<core::Quantity>(i);
  return found;
}

/// A field's value as a link has it; empty where it is none.
std::optional<std::string> value_text(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_boolean()) return value.get<bool>() ? "true" : "false";
  if (value.is_number()) return document::number_text(value.get<double>());
  return std::nullopt;
}

/// The lines that belong to one place, put in the order of `places`.
template <class Value>
void rearrange(std::vector<Value>& values, const std::vector<std::size_t>& places) {
  if (values.empty()) return;
  std::vector<Value> next;
  next.reserve(values.size());
  for (const std::size_t place : places) next.push_back(values[place]);
  values = std::move(next);
}

}  // namespace

std::string FileField::text(std::size_t place) const {
  return numeric ? document::number_text(numbers[place]) : names[name_places[place]];
}

bool is_sweep_file(std::string_view text) {
  if (text.starts_with(kBom)) text.remove_prefix(kBom.size());
  const auto skip = [&] {
    text.remove_prefix(std::min(text.find_first_not_of(kSpaces), text.size()));
  };
  skip();
  if (!text.starts_with('{')) return false;
  text.remove_prefix(1);
  skip();
  return text.starts_with("\"cell\"");
}

struct SweepReading::State {
  explicit State(std::string_view whole) : text(whole) {
    if (text.starts_with(kBom)) at = kBom.size();
  }

  bool read_line(std::string_view line);
  bool read_fields(const Json& fields);
  void note_value(const Json& line, const Json& runs, const FileCell& cell, bool has_value);
  void add_name(std::size_t field, const std::string& name);
  Measure measure() const;
  void sort();
  bool fail(std::string sentence) {
    error = join({"line ", std::to_string(number), ": ", sentence});
    return false;
  }

  std::string_view text;
  std::size_t at = 0, number = 0;  // in the text, and of the line
  SweepFile file;
  std::string error;
  std::unordered_map<std::size_t, std::size_t> line_of;                 // [cell]
  std::vector<std::unordered_map<std::string, std::uint32_t>> name_of;  // [field]
  // What the values may be, as far as lines have told.
  bool has_values = false, of_start = true, shares = true;
  std::array<bool, kAtEnd.size()> fits{true, true, true, true};
};

void SweepReading::State::add_name(std::size_t field, const std::string& name) {
  FileField& of = file.fields[field];
  const auto [found, fresh] =
      name_of[field].try_emplace(name, static_cast<std::uint32_t>(of.names.size()));
  if (fresh) of.names.push_back(name);
  of.name_places.push_back(found->second);
}

bool SweepReading::State::read_fields(const Json& fields) {
  if (file.lines.empty()) {
    if (fields.empty() || fields.size() > kMostFileFields)
      return fail(join({"fields has ", std::to_string(fields.size()),
                        " fields, which is not between 1 and ", std::to_string(kMostFileFields)}));
    for (const auto& [path, value] : fields.items()) file.fields.push_back({.path = path});
    name_of.resize(file.fields.size());
  }
  if (fields.size() != file.fields.size())
    return fail(
        join({"fields has ", std::to_string(fields.size()), " fields, the lines before have ",
              std::to_string(file.fields.size()), "; all belong to one sweep"}));
  for (std::size_t i = 0; i < file.fields.size(); ++i) {
    FileField& field = file.fields[i];
    const Json* value = find(fields, field.path.c_str());
    if (value == nullptr)
      return fail(join({"fields has no ", in_quotes(field.path),
                        ", which the lines before have; all belong to one sweep"}));
    const auto told = value_text(*value);
    if (!told)
      return fail(join({"the field ", in_quotes(field.path), " is ", shown(*value),
                        ", which is not a number, a text, true or false"}));
    if (field.numeric && !value->is_number()) {
      // Numbers among names are names as well.
      field.numeric = false;
      for (const double number : std::exchange(field.numbers, {}))
        add_name(i, document::number_text(number));
    }
    if (field.numeric)
      field.numbers.push_back(value->get<double>());
    else
      add_name(i, *told);
  }
  return true;
}

/// What a file's values are no line says; what they cannot be each does.
void SweepReading::State::note_value(const Json& line, const Json& runs, const FileCell& cell,
                                     bool has_value) {
  if (!has_value) return;
  has_values = true;
  for (std::size_t i = 0; i < kAtEnd.size(); ++i) {
    const auto median = median_of(line, kAtEnd[i].second);
    fits[i] = fits[i] && median && same_number(*median, cell.value);
  }
  const double share = cell.value * cell.runs;
  shares = shares && cell.value >= 0.0 && cell.value <= 1.0 &&
           std::abs(share - std::round(share)) < 1e-9;
  for (const Json& run : runs) of_start = of_start && whole_of(find(run, "step")) == 0U;
}

Measure SweepReading::State::measure() const {
  if (!has_values) return Measure::train_loss;
  for (std::size_t i = 0; i < kAtEnd.size(); ++i)
    if (fits[i]) return kAtEnd[i].first;
  if (of_start) return Measure::scope_a;
  return shares ? Measure::trained : Measure::convergence;
}

bool SweepReading::State::read_line(std::string_view line) {
  const Json json = Json::parse(line, nullptr, false);
  if (json.is_discarded())
    return fail("it is not a whole line of JSON, as isobath-cli sweep and study write them");
  if (!json.is_object())
    return fail(join({shown(json), " is not an object like {\"cell\": 0, …}"}));
  const Json *of = find(json, "of"), *cell = find(json, "cell"), *fields = find(json, "fields"),
             *runs = find(json, "runs");
  const auto cells = whole_of(of);
  if (!cells || *cells < 1 || *cells > kMaxSweepCells)
    return fail(
        join({"of is ", of ? shown(*of) : "missing", ", which is not a whole number between 1 and ",
              std::to_string(kMaxSweepCells)}));
  if (!file.lines.empty() && *cells != file.cells)
    return fail(join({"of is ", std::to_string(*cells), ", in the lines before it is ",
                      std::to_string(file.cells), "; all belong to one sweep"}));
  file.cells = static_cast<std::size_t>(*cells);
  const auto place = whole_of(cell);
  if (!place || *place >= *cells)
    return fail(join({"cell is ", cell ? shown(*cell) : "missing",
                      ", which is not a whole number between 0 and ", std::to_string(*cells - 1)}));
  FileCell read{.cell = static_cast<std::size_t>(*place)};
  const auto [before, fresh] = line_of.try_emplace(read.cell, number);
  if (!fresh)
    return fail(join({"cell ", std::to_string(read.cell), " was in line ",
                      std::to_string(before->second), " already; each is there once"}));
  if (file.lines.size() >= kMostFileCells)
    return fail(join({"there are more than ", std::to_string(kMostFileCells),
                      " cells, which are the most that are shown"}));
  if (fields == nullptr || !fields->is_object())
    return fail("fields is missing, an object like {\"training.learning_rate\": 0.1}");
  if (runs == nullptr || !runs->is_array() || runs->empty())
    return fail("runs is missing, a list of at least one training");
  const Json* value = find(json, "value");
  const auto number = value ? number_of(value) : median_of(json, kAtEnd[0].second);
  if (!number)
    return fail(value ? join({"value is ", shown(*value),
                              R"(, which is not a number, "NaN", "Infinity" or "-Infinity")"})
                      : "there is neither a value nor train.loss.median, one of which is shown");
  read.value = *number;
  read.runs = static_cast<std::uint32_t>(runs->size());
  for (const Json& run : *runs) {
    const auto diverged = divergence_of(run);
    if (!diverged) continue;
    if (read.diverged++ == 0) read.first = diverged;
  }
  if (!read_fields(*fields)) return false;
  note_value(json, *runs, read, value != nullptr);
  file.lines.push_back(read);
  return true;
}

void SweepReading::State::sort() {
  std::vector<std::size_t> places(file.lines.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  std::ranges::sort(places, {}, [&](std::size_t place) { return file.lines[place].cell; });
  rearrange(file.lines, places);
  for (FileField& field : file.fields) {
    rearrange(field.numbers, places);
    rearrange(field.name_places, places);
  }
}

SweepReading::SweepReading(std::string_view text) : state_(std::make_unique<State>(text)) {}
SweepReading::~SweepReading() = default;

bool SweepReading::advance() {
  State& s = *state_;
  const std::size_t until = s.at + kPiece_bytes;
  while (s.error.empty() && s.at < s.text.size()) {
    const std::size_t end = std::min(s.text.find('\n', s.at), s.text.size());
    const std::string_view line = s.text.substr(s.at, end - s.at);
    s.at = end + 1;
    ++s.number;
    if (line.find_first_not_of(kSpaces) != std::string_view::npos) (void)s.read_line(line);
    if (s.at >= until) return s.error.empty() && s.at < s.text.size();
  }
  return false;
}

double SweepReading::progress() const {
  const auto size = static_cast<double>(std::max<std::size_t>(state_->text.size(), 1));
  return std::min(1.0, static_cast<double>(state_->at) / size);
}

std::expected<SweepFile, std::string> SweepReading::take() {
  State& s = *state_;
  if (s.error.empty() && s.file.lines.empty()) {
    s.number = 1;
    (void)s.fail("there is no cell, like {\"cell\": 0, \"of\": 100, \"fields\": …}");
  }
  if (!s.error.empty()) return std::unexpected(s.error);
  s.sort();
  s.file.measure = s.measure();
  return std::move(s.file);
}

std::expected<SweepFile, std::string> read_sweep(std::string_view text) {
  SweepReading reading(text);
  while (reading.advance()) {
  }
  return reading.take();
}

}  // namespace isobath::lab
