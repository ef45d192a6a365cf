// SPDX-License-Identifier: MIT
// probe, train, predict, link and open.
#include "cli/commands.hpp"

#include <iostream>
#include <optional>

#include "app/run/run.hpp"
#include "cli/interrupt.hpp"
#include "cli/number.hpp"
#include "cli/own_units.hpp"
#include "document/json.hpp"
#include "document/link.hpp"
#include "document/record_json.hpp"
#include "files/whole.hpp"
#include "lab/sharpness.hpp"

namespace isobath::cli {

namespace {

struct Opened {
  document::Document document;
  std::unique_ptr<app::Run> run;
};

std::expected<Opened, std::string> open_run(const Source& source) {
  auto document = read_document(source);
  if (!document) return std::unexpected(document.error());
  auto run = app::Run::begin(*document);
  if (!run) return std::unexpected(run.error());
  return Opened{std::move(*document), std::move(*run)};
}

std::expected<void, std::string> save(const Opened& opened, const std::string& path) {
  document::Document document = opened.document;
  document.parameters = std::make_shared<const core::Parameters<double>>(opened.run->parameters());
  document.progress = std::make_shared<const core::Progress>(opened.run->progress());
  auto written = files::write_whole(path, document::to_json(document) + "\n");
  if (!written) return std::unexpected(path + ": " + written.error());
  return {};
}

/// Of J over the training part where the run stands.
Json sharpness_json(const app::Run& run, const document::Document& document) {
  const data::Part& train = run.dataset().train;
  const lab::Sharpness found =
      lab::find_sharpness(app::network_of(document, run.dataset()), document.training,
                          run.parameters(), core::Examples<double>{train.x, train.y});
  Json json{{"largest", number(found.largest)}, {"smallest", number(found.smallest)}};
  json["limit"] = number(lab::sharpness_limit(document.training));
  return json;
}

/// The record; beside it, where targets are scaled, the error in their own units, and where it is
/// asked for the sharpness.
std::string record_line(app::Run& run, const document::Document* sharp = nullptr) {
  std::string line = document::to_json(run.record());
  const auto add = [&line](const char* name, const Json& value) {
    line.pop_back();
    line += std::string(", \"") + name + "\": " + value.dump() + "}";
  };
  if (run.dataset().scales_targets()) add("rmse", own_errors(run));
  if (sharp != nullptr) add("sharpness", sharpness_json(run, *sharp));
  return line;
}

}  // namespace

Status probe(const Source& source, std::ostream& out) {
  auto opened = open_run(source);
  if (!opened) return std::unexpected(opened.error());
  out << record_line(*opened->run) << '\n';
  return kDone;
}

Status train(const Source& source, const TrainOptions& options, std::ostream& out) {
  // Before the training, not after it.
  if (!options.save.empty())
    if (const auto fault = files::find_write_fault(options.save))
      return std::unexpected(options.save + ": " + *fault);
  auto opened = open_run(source);
  if (!opened) return std::unexpected(opened.error());
  app::Run& run = *opened->run;
  const document::Document* const sharp = options.sharpness ? &opened->document : nullptr;
  int status = kDone;
  // What is to be saved is saved after Ctrl-C too.
  std::optional<InterruptWatch> watch;
  if (!options.save.empty()) watch.emplace();
  const std::int64_t last = run.step_count() + options.steps;
  while (run.step_count() < last && status == kDone && out) {
    const std::int64_t next = run.step_count() + 1;
    const bool wanted = next == last || (options.every > 0 && next % options.every == 0);
    run.step(wanted);
    if (options.fail_on_divergence && run.diverged()) status = kAnswerIsNo;
    if (watch && watch->interrupted()) status = kAnswerIsNo;
    if (wanted || status != kDone) out << record_line(run, sharp) << std::endl;
  }
  if (!out) status = kBadInput;
  if (watch && watch->interrupted() && run.step_count() < last)
    std::cerr << "isobath-cli: stopped after " << run.step_count() - (last - options.steps)
              << " of " << options.steps << " updates\n";
  if (options.steps == 0) out << record_line(run, sharp) << '\n';
  if (!options.save.empty())
    if (auto saved = save(*opened, options.save); !saved) return std::unexpected(saved.error());
  return status;
}

Status link(const Source& source, std::ostream& out) {
  auto document = read_document(source);
  if (!document) return std::unexpected(document.error());
  out << document::to_link(*document) << '\n';
  return kDone;
}

Status open(const Source& source, std::ostream& out) {
  auto document = read_document(source);
  if (!document) return std::unexpected(document.error());
  out << document::to_json(*document) << '\n';
  return kDone;
}

}  // namespace isobath::cli
