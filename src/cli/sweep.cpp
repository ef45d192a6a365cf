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
#include "lab/sweep_lines.hpp"

namespace isobath::cli {

namespace {

std::expected<std::shared_ptr<const lab::SweepPlan>, std::string> make_plan(
    const document::Document& document, const SweepCommand& command) {
  lab::SweepSpec spec{.axes = {},
                      .random = command.random,
                      .random_seed = command.random_seed,
                      .seeds = command.seeds};
  for (const auto& [option, text] :
       {std::pair("--x", &command.x), {"--y", &command.y}, {"--z", &command.z}}) {
    if (text->empty()) continue;
    auto axis = document::parse_axis(*text);
    if (!axis) return std::unexpected(std::string(option) + ": " + axis.error());
    spec.axes.push_back(std::move(*axis));
  }
  auto plan = lab::SweepPlan::make(document, std::move(spec));
  if (!plan) return std::unexpected(plan.error());
  return std::make_shared<const lab::SweepPlan>(std::move(*plan));
}

}  // namespace

Status run_sweep(const std::shared_ptr<const lab::SweepPlan>& plan,
                 const lab::SweepOptions& options, int threads,
                 const std::function<std::string(const lab::CellResult&)>& line_of,
                 std::ostream& out, const char* name) {
  const InterruptWatch watch;
  Meter meter(name);
  lab::Sweep sweep(plan, options);
  sweep.start(threads);
  std::map<std::size_t, std::string> waiting;  // for cells before them
  const std::size_t first = options.shard.first(plan->cells());
  std::size_t next = first;
  for (bool more = true; more;) {
    const auto collected = sweep.collect(
        100.0, [&](const lab::CellResult& cell) { waiting.emplace(cell.cell, line_of(cell)); });
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
  std::fprintf(stderr, "isobath-cli: stopped after %zu of %zu cells\n", next - first,
               sweep.progress().cells);
  return kAnswerIsNo;
}

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

  return run_sweep(
      *plan, {command.steps, *shard, lab::SweepOrder::by_cell}, command.threads,
      [&](const lab::CellResult& cell) { return lab::sweep_line(**plan, cell); }, out);
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
