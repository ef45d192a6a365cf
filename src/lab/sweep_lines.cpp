// SPDX-License-Identifier: MIT
#include "lab/sweep_lines.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

#include "core/record.hpp"

namespace isobath::lab {

namespace {

using Json = nlohmann::ordered_json;

/// What JSON has no number for is a string.
Json number(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "Infinity" : "-Infinity";
  return value;
}

Json value_json(const document::SweepAxis& axis, const document::AxisValue& value) {
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

Json run_json(const RunResult& run) {
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

Json summary_json(const Summary& summary) {
  return {{"mean", number(summary.mean)},
          {"median", number(summary.median)},
          {"min", number(summary.min)},
          {"max", number(summary.max)}};
}

Json part_summary_json(const CellResult& cell, core::PartRecord RunResult::*part) {
  const bool classes = !std::isnan((cell.runs.front().*part).accuracy);
  const auto loss = [&](const RunResult& run) { return (run.*part).loss; };
  const auto accuracy = [&](const RunResult& run) { return (run.*part).accuracy; };
  return {{"loss", summary_json(summarize_runs(cell, loss))},
          {"accuracy", classes ? summary_json(summarize_runs(cell, accuracy)) : Json(nullptr)}};
}

}  // namespace

std::string sweep_line(const SweepPlan& plan, const CellResult& cell, std::optional<double> value) {
  Json fields = Json::object();
  const auto values = plan.values(cell.cell);
  for (std::size_t i = 0; i < values.size(); ++i)
    fields[plan.axes()[i].path()] = value_json(plan.axes()[i], values[i]);
  Json runs = Json::array();
  for (const RunResult& run : cell.runs) runs.push_back(run_json(run));
  const auto cost = [](const RunResult& run) { return run.cost; };
  Json line{{"cell", cell.cell}, {"of", plan.cells()}, {"fields", std::move(fields)}};
  if (value) line["value"] = number(*value);
  line["runs"] = std::move(runs);
  line["cost"] = summary_json(summarize_runs(cell, cost));
  line["train"] = part_summary_json(cell, &RunResult::train);
  line["dev"] = part_summary_json(cell, &RunResult::dev);
  line["test"] = part_summary_json(cell, &RunResult::test);
  line["diverged"] = count_diverged(cell);
  return line.dump() + '\n';
}

}  // namespace isobath::lab
