// SPDX-License-Identifier: MIT
// Runs a sweep, writes its lines in order, shows how far it is.
#include "cli/sweep.hpp"

#include <algorithm>
#include <cstdio>
#include <map>

#include "cli/interrupt.hpp"
#include "cli/meter.hpp"
#include "cli/number.hpp"
#include "lab/sweep.hpp"

namespace isobath::cli {

namespace {

Json value_json(const lab::SweepAxis& axis, const lab::AxisValue& value) {
  if (!value.number) return value.text;
  switch (axis.field().kind) {
    case document::Kind::integer:
      return static_cast<std::int64_t>(*value.number);
    case document::Kind::boolean:
      return *value.number != 0.0;
    case document::Kind::choice:
      return axis.field().choices[static_cast<std::size_t>(*value.number)];
    default:
      return *value.number;
  }
}

Json part_json(const core::PartRecord& part) {
  const bool classes = !std::isnan(part.accuracy);
  return {{"loss", number(part.loss)},
          {"accuracy", classes ? number(part.accuracy) : Json(nullptr)}};
}

Json run_json(const lab::RunResult& run) {
  Json diverged = nullptr;
  if (run.diverged)
    diverged = {{"step", run.diverged->step},
                {"layer", run.diverged->layer},
                {"what", core::symbol(run.diverged->what)},
                {"unit", run.diverged->unit},
                {"example", run.diverged->example}};
  return {{"initialization.seed", run.initialization_seed},
          {"training.seed", run.training_seed},
          {"step", run.step},
          {"cost", number(run.cost)},
          {"train", part_json(run.train)},
          {"dev", part_json(run.dev)},
          {"test", part_json(run.test)},
          {"diverged", diverged}};
}

Json summary_json(const lab::Summary& summary) {
  return {{"mean", number(summary.mean)},
          {"median", number(summary.median)},
          {"min", number(summary.min)},
          {"max", number(summary.max)}};
}

Json part_summary_json(const lab::CellResult& cell, core::PartRecord lab::RunResult::*part) {
  const bool classes = !std::isnan((cell.runs.front().*part).accuracy);
  const auto loss = [&](const lab::RunResult& run) { return (run.*part).loss; };
  const auto accuracy = [&](const lab::RunResult& run) { return (run.*part).accuracy; };
  return {
      {"loss", summary_json(lab::summarize_runs(cell, loss))},
      {"accuracy", classes ? summary_json(lab::summarize_runs(cell, accuracy)) : Json(nullptr)}};
}

std::string line_of(const lab::SweepPlan& plan, const lab::CellResult& cell) {
  Json fields = Json::object();
  const auto values = plan.values(cell.cell);
  for (std::size_t i = 0; i < values.size(); ++i)
    fields[plan.axes()[i].path()] = value_json(plan.axes()[i], values[i]);
  Json runs = Json::array();
  for (const lab::RunResult& run : cell.runs) runs.push_back(run_json(run));
  const auto cost = [](const lab::RunResult& run) { return run.cost; };
  return Json{{"cell", cell.cell},
              {"of", plan.cells()},
              {"fields", std::move(fields)},
              {"runs", std::move(runs)},
              {"cost", summary_json(lab::summarize_runs(cell, cost))},
              {"train", part_summary_json(cell, &lab::RunResult::train)},
              {"dev", part_summary_json(cell, &lab::RunResult::dev)},
              {"test", part_summary_json(cell, &lab::RunResult::test)},
              {"diverged", lab::count_diverged(cell)}}
             .dump() +
         '\n';
}

std::expected<std::shared_ptr<const lab::SweepPlan>, std::string> make_plan(
    const document::Document& document, const SweepCommand& command) {
  lab::SweepSpec spec{.axes = {},
                      .random = command.random,
                      .random_seed = command.random_seed,
                      .seeds = command.seeds};
  for (const auto& [option, text] :
       {std::pair("--x", &command.x), {"--y", &command.y}, {"--z", &command.z}}) {
    if (text->empty()) continue;
    auto axis = lab::parse_axis(*text);
    if (!axis) return std::unexpected(std::string(option) + ": " + axis.error());
    spec.axes.push_back(std::move(*axis));
  }
  auto plan = lab::SweepPlan::make(document, std::move(spec));
  if (!plan) return std::unexpected(plan.error());
  return std::make_shared<const lab::SweepPlan>(std::move(*plan));
}

}  // namespace

Status sweep(const Source& source, const SweepCommand& command, std::ostream& out) {
  const auto document = read_document(source);
  if (!document) return std::unexpected(document.error());
  const auto shard = lab::parse_shard(command.shard);
  if (!shard) return std::unexpected("--shard: " + shard.error());
  const auto plan = make_plan(*document, command);
  if (!plan) return std::unexpected(plan.error());
  if (document->parameters && !(*plan)->document(0, 0).parameters)
    std::fprintf(stderr,
                 "isobath-cli: sweep: the saved weights do not go with these fields, whose "
                 "trainings start again\n");

  const InterruptWatch watch;
  Meter meter("sweep");
  lab::Sweep sweep(*plan, {command.steps, *shard, lab::SweepOrder::by_cell});
  sweep.start(command.threads);
  std::map<std::size_t, std::string> waiting;  // for cells before them
  std::size_t next = shard->first((*plan)->cells());
  for (bool more = true; more;) {
    const auto collected = sweep.collect(100.0, [&](const lab::CellResult& cell) {
      waiting.emplace(cell.cell, line_of(**plan, cell));
    });
    bool wrote = false;
    for (auto line = waiting.begin(); line != waiting.end() && line->first == next;
         line = waiting.erase(line), ++next, wrote = true)
      out << line->second;
    if (wrote && !out.flush()) return std::unexpected(kUnwritten);
    if (!collected) return std::unexpected(collected.error());
    more = *collected;
    if (watch.interrupted()) sweep.cancel();
    const lab::SweepProgress progress = sweep.progress();
    meter.show(std::to_string(progress.done) + " of " + std::to_string(progress.cells) + " cells",
               static_cast<double>(progress.done) /
                   static_cast<double>(std::max<std::size_t>(1, progress.cells)),
               !more);
  }
  if (!watch.interrupted()) return kDone;
  std::fprintf(stderr, "isobath-cli: stopped after %zu of %zu cells\n",
               next - shard->first((*plan)->cells()), sweep.progress().cells);
  return kAnswerIsNo;
}

Status merge(const std::vector<std::string>& files, std::ostream& out) {
  std::map<std::size_t, std::string> lines;
  std::size_t cells = 0;
  for (const std::string& file : files) {
    const auto text = read_text(file);
    if (!text) return std::unexpected(text.error());
    std::size_t count = 0;
    for (std::size_t begin = 0; begin < text->size();) {
      const std::size_t end = std::min(text->find('\n', begin), text->size());
      const std::string line = text->substr(begin, end - begin);
      begin = end + 1;
      const std::string where = file + ": line " + std::to_string(++count);
      const Json json = Json::parse(line, nullptr, false);
      if (!json.is_object() || !json.contains("cell") || !json.contains("of") ||
          !json["cell"].is_number_unsigned() || !json["of"].is_number_unsigned())
        return std::unexpected(where + " is not a whole line of a sweep");
      const auto of = json["of"].get<std::size_t>();
      if (cells == 0) cells = of;
      if (of != cells)
        return std::unexpected(where + " is of a sweep of " + std::to_string(of) +
                               " cells, the lines before it of one of " + std::to_string(cells));
      const auto cell = json["cell"].get<std::size_t>();
      if (!lines.emplace(cell, line + '\n').second)
        return std::unexpected(where + ": cell " + std::to_string(cell) +
                               " appears twice; only one is allowed");
    }
  }
  std::size_t next = 0;
  for (const auto& [cell, line] : lines) {
    if (cell != next) break;
    ++next;
  }
  if (next != cells || lines.size() != cells)
    return std::unexpected("cell " + std::to_string(next) + " of " + std::to_string(cells) +
                           " is in none of the files");
  for (const auto& [cell, line] : lines) out << line;
  if (!out.flush()) return std::unexpected(kUnwritten);
  return kDone;
}

}  // namespace isobath::cli
