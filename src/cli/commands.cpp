// SPDX-License-Identifier: MIT
// probe, train, predict, link and open.
#include "cli/commands.hpp"

#include <array>
#include <charconv>
#include <iostream>
#include <optional>

#include "app/run.hpp"
#include "cli/interrupt.hpp"
#include "document/json.hpp"
#include "document/link.hpp"
#include "document/record_json.hpp"
#include "files/whole.hpp"

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

/// Raw rows of a table as the network's inputs: points of the plane where there is one, else the
/// inputs themselves.
std::expected<core::Matrix<double>, std::string> network_inputs(const Opened& opened,
                                                                const data::Table& table) {
  const data::Dataset& dataset = opened.run->dataset();
  const bool planar = data::is_planar(opened.document.data.source);
  const core::Index expected = planar ? 2 : dataset.inputs();
  if (table.x.cols() != expected)
    return std::unexpected(
        "--input: " + std::to_string(table.x.cols()) + " columns do not fit the " +
        std::to_string(expected) +
        (planar ? " coordinates x1, x2 of the plane" : " inputs of the document's data"));
  if (planar) return data::planar_inputs(opened.document.data, dataset, table.x.transpose());
  return data::scaled_inputs(dataset, table.x);
}

void write_number(double value, core::Precision precision, std::ostream& out) {
  std::array<char, 64> text{};
  // As many digits as the number format has.
  const auto end = precision == core::Precision::twofold
                       ? std::to_chars(text.begin(), text.end(), value)
                       : std::to_chars(text.begin(), text.end(), static_cast<float>(value));
  out.write(text.data(), end.ptr - text.data());
}

}  // namespace

Status probe(const Source& source, std::ostream& out) {
  auto opened = open_run(source);
  if (!opened) return std::unexpected(opened.error());
  out << document::to_json(opened->run->record()) << '\n';
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
    if (wanted || status != kDone) out << document::to_json(run.record()) << std::endl;
  }
  if (!out) status = kBadInput;
  if (watch && watch->interrupted() && run.step_count() < last)
    std::cerr << "isobath-cli: stopped after " << run.step_count() - (last - options.steps)
              << " of " << options.steps << " updates\n";
  if (options.steps == 0) out << document::to_json(run.record()) << '\n';
  if (!options.save.empty())
    if (auto saved = save(*opened, options.save); !saved) return std::unexpected(saved.error());
  return status;
}

Status predict(const Source& source, const std::string& input, std::ostream& out) {
  auto opened = open_run(source);
  if (!opened) return std::unexpected(opened.error());
  auto table = read_inputs(input);
  if (!table) return std::unexpected(table.error());
  auto inputs = network_inputs(*opened, *table);
  if (!inputs) return std::unexpected(inputs.error());
  const core::Matrix<double> outputs = opened->run->predict(*inputs);
  for (core::Index example = 0; example < outputs.cols(); ++example) {
    for (core::Index k = 0; k < outputs.rows(); ++k) {
      if (k > 0) out << ',';
      write_number(outputs(k, example), opened->document.precision, out);
    }
    out << '\n';
  }
  return kDone;
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
