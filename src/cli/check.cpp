// SPDX-License-Identifier: MIT
// The gradient check as a command.
#include <string>

#include "app/run/run.hpp"
#include "cli/commands.hpp"
#include "cli/meter.hpp"
#include "cli/number.hpp"
#include "core/gradient_check.hpp"

namespace isobath::cli {

namespace {

std::expected<core::PlantedBug, std::string> bug_called(const std::string& name) {
  const auto all = core::names(core::PlantedBug{});
  std::string allowed;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i] == name) return static_cast<core::PlantedBug>(i);
    allowed += (i > 0 ? ", " : "") + std::string(all[i]);
  }
  return std::unexpected("--plant: \"" + name + "\" is not one of " + allowed);
}

/// In a wide network the check takes a minute or more: one wants to see that it goes on.
core::GradientCheck check_watched(const core::Network& network,
                                  const core::TrainingOptions& training,
                                  const core::Parameters<double>& parameters,
                                  const core::Examples<double>& examples,
                                  const core::Parameters<double>& gradients) {
  core::GradientChecker checker(network, training, parameters, examples, gradients);
  Meter meter("check");
  bool shown = false;
  while (checker.advance()) {
    if (!meter.due()) continue;
    shown = true;
    meter.show("layer " + std::to_string(checker.result().layers.size() + 1) + " of " +
                   std::to_string(network.depth()),
               checker.progress());
  }
  if (shown) meter.show("all layers", 1.0, true);
  return checker.result();
}

}  // namespace

Status check(const Source& source, const CheckOptions& options, std::ostream& out) {
  const auto bug = bug_called(options.plant);
  if (!bug) return std::unexpected(bug.error());
  auto document = read_document(source);
  if (!document) return std::unexpected(document.error());
  auto run = app::Run::begin(*document);
  if (!run) return std::unexpected(run.error());
  const core::Network& network = (*run)->network();
  if (options.plant_layer < 0 || options.plant_layer > network.depth())
    return std::unexpected("--plant-layer: " + std::to_string(options.plant_layer) +
                           " is not between 1 and " + std::to_string(network.depth()));
  const core::Parameters<double> parameters = (*run)->parameters();
  const data::Part& train = (*run)->dataset().train;
  const core::Examples<double> examples = core::check_batch(network, {train.x, train.y});
  const core::TrainingOptions& training = document->training;
  const core::Parameters<double> gradients =
      *bug == core::PlantedBug::none
          ? core::training_gradients(network, training, parameters, examples)
          : core::reference_gradients(network, training, parameters, examples, *bug,
                                      options.plant_layer);
  const core::GradientCheck result =
      check_watched(network, training, parameters, examples, gradients);
  for (const auto& layer : result.layers) {
    Json line{{"layer", layer.layer},
              {"relative_error", number(layer.error())},
              {"W", number(layer.weights_error)},
              {"b", layer.has_bias ? number(layer.bias_error) : Json()},
              {"numerical_norm", number(layer.numerical_norm)},
              {"analytical_norm", number(layer.analytical_norm)},
              {"checked", layer.checked},
              {"of", layer.entries},
              {"at_kink", layer.at_kink}};
    if (layer.kink)
      line["kink"] = {{"layer", layer.kink->layer},
                      {"unit", layer.kink->unit},
                      {"example", layer.kink->example}};
    out << line.dump() << '\n';
  }
  const bool passed = result.worst() <= options.tolerance;
  Json verdict{{"verdict", passed ? "pass" : "fail"},
               {"worst", number(result.worst())},
               {"tolerance", number(options.tolerance)},
               {"at_kink", result.at_kink()},
               {"examples", result.examples}};
  if (!passed) {
    const auto cause = core::recognise_bug(network, training, parameters, examples, gradients);
    verdict["bug"] =
        cause ? Json(core::names(cause->bug)[static_cast<std::size_t>(cause->bug)]) : Json();
    if (cause && cause->layer > 0) verdict["bug_layer"] = cause->layer;
  }
  out << verdict.dump() << '\n';
  return passed ? kDone : kAnswerIsNo;
}

}  // namespace isobath::cli
