// SPDX-License-Identifier: MIT
// The standing workloads and their measurement.
#include "lab/workloads.hpp"

#include <algorithm>
#include <memory>
#include <optional>

#include "core/initialization.hpp"
#include "core/random.hpp"
#include "lab/multiply_add.hpp"
#include "lab/rounds.hpp"
#include "lab/sweep.hpp"

namespace isobath::lab {

namespace {

Workload make(std::string name, std::string series, core::Index inputs,
              const std::vector<int>& hidden, int outputs, core::Index batch) {
  Workload workload{std::move(name), std::move(series), {}, batch};
  core::Network& network = workload.network;
  network.inputs = inputs;
  for (const int units : hidden) {
    core::LayerOptions layer;
    layer.units = units;
    layer.activation = core::Activation::tanh;
    network.layers.push_back(layer);
  }
  core::LayerOptions last;
  last.units = outputs;
  last.activation = outputs == 1 ? core::Activation::sigmoid : core::Activation::softmax;
  network.layers.push_back(last);
  network.loss =
      outputs == 1 ? core::Loss::binary_cross_entropy : core::Loss::categorical_cross_entropy;
  return workload;
}

std::vector<int> layers_of(int units, int count) {
  return std::vector<int>(static_cast<std::size_t>(count), units);
}

std::vector<Workload> make_all() {
  std::vector<Workload> all{make("W1", "standing", 2, {4, 2}, 1, 10),
                            make("W2", "standing", 2, layers_of(8, 6), 1, 30),
                            make("W3", "standing", 2, layers_of(64, 20), 1, 128),
                            make("W4", "standing", 784, {256, 128}, 10, 128),
                            make("W5", "standing", 2, layers_of(32, 150), 1, 64),
                            make("sweep", "standing", 2, {16}, 1, 16),
                            make("map", "maps", 2, {16}, 1, 16)};
  all.back().examples = document::Document().data.examples;
  for (const int units : {4, 8, 16, 32, 64, 128, 256, 512})
    all.push_back(make("width-" + std::to_string(units), "width", 2, layers_of(units, 8), 1, 64));
  for (const int depth : {1, 5, 20, 50, 100, 150})
    all.push_back(make("depth-" + std::to_string(depth), "depth", 2, layers_of(32, depth), 1, 64));
  for (const int batch : {1, 2, 3, 4, 16, 64, 256})
    all.push_back(make("batch-" + std::to_string(batch), "batch", 2, layers_of(64, 20), 1, batch));
  return all;
}

}  // namespace

const std::vector<Workload>& workloads() {
  static const std::vector<Workload> all = make_all();
  return all;
}

const Workload* find_workload(std::string_view name) {
  const auto& all = workloads();
  const auto found = std::ranges::find(all, name, &Workload::name);
  return found == all.end() ? nullptr : &*found;
}

std::string shape_of(const core::Network& network) {
  std::string text = std::to_string(network.inputs);
  for (int l = 1; l <= network.depth();) {
    int alike = 1;
    while (l + alike <= network.depth() && network.units(l + alike) == network.units(l)) ++alike;
    text += '-' + std::to_string(network.units(l));
    if (alike > 1) text += 'x' + std::to_string(alike);
    l += alike;
  }
  return text;
}

core::Index weight_count(const core::Network& network) {
  core::Index count = 0;
  for (int l = 1; l <= network.depth(); ++l) count += network.units(l) * network.units(l - 1);
  return count;
}

core::Index parameter_count(const core::Network& network) {
  core::Index count = weight_count(network);
  for (int l = 1; l <= network.depth(); ++l)
    count += network.layers[static_cast<std::size_t>(l) - 1].biases();
  return count;
}

double product_operations(const Workload& workload) {
  const core::Network& network = workload.network;
  const core::Index first = network.units(1) * network.inputs;
  return static_cast<double>((6 * weight_count(network) - 2 * first) * workload.batch);
}

core::Examples<float> examples_of(const Workload& workload) {
  const core::Network& network = workload.network;
  core::Random random(1);
  core::Examples<float> examples{core::Matrix<float>(network.inputs, workload.batch),
                                 core::Matrix<float>::Zero(network.outputs(), workload.batch)};
  for (core::Index i = 0; i < examples.x.rows(); ++i)
    for (core::Index j = 0; j < examples.x.cols(); ++j)
      examples.x(i, j) = static_cast<float>(random.normal());
  for (core::Index j = 0; j < workload.batch; ++j) {
    const auto classes = static_cast<std::uint32_t>(std::max<core::Index>(2, network.outputs()));
    const std::uint32_t label = random.below(classes);
    if (network.outputs() == 1)
      examples.y(0, j) = static_cast<float>(label);
    else
      examples.y(static_cast<core::Index>(label), j) = 1.0F;
  }
  return examples;
}

core::Parameters<double> start_of(const Workload& workload) {
  return core::start_parameters(workload.network, core::InitializationOptions{});
}

core::TrainingOptions options_of(const Workload& /*workload*/) {
  core::TrainingOptions options;
  options.optimizer = core::Optimizer::gradient_descent;
  options.learning_rate = 0.01;
  return options;
}

bool is_sweep(const Workload& workload) {
  return workload.name == "sweep" || workload.series == "maps";
}

namespace {

/// Many trainings of the workload's network, over its start's scale and its learning rate.
std::shared_ptr<const SweepPlan> plan_of(const Workload& workload) {
  document::Document document;
  document.layers = workload.network.layers;
  document.training = options_of(workload);
  if (workload.examples > 0) {
    document.data.examples = workload.examples;
    document.training.batch = static_cast<int>(workload.batch);
  } else {
    document.data.examples = static_cast<int>(workload.batch);
    document.data.split = {1.0, 0.0, 0.0};
  }
  SweepSpec spec;
  spec.axes = {{"initialization.scale", document::Spread::linear, 0.5, 2.0, 64, {}},
               {"training.learning_rate", document::Spread::logarithmic, 0.001, 0.1, 64, {}}};
  auto plan = SweepPlan::make(document, spec);
  return plan ? std::make_shared<const SweepPlan>(std::move(*plan)) : nullptr;
}

/// Trains cells of a sweep on the calling thread, on and on.
class EndlessSweep {
 public:
  explicit EndlessSweep(const Workload& workload) : plan_(plan_of(workload)) {}

  void train(std::int64_t cells) {
    while (finished_ < cells && plan_) {
      if (!sweep_) sweep_.emplace(plan_, SweepOptions{.steps = kSweepSteps});
      const auto more = sweep_->collect(1.0, [&](const CellResult& cell) {
        ++finished_;
        diverged_ = diverged_ || count_diverged(cell) > 0;
      });
      if (!more) plan_.reset();
      if (!more.value_or(false)) sweep_.reset();
    }
    finished_ -= cells;
  }
  /// Has a training met a non-finite value, or failed altogether?
  bool diverged() const { return diverged_ || !plan_; }

 private:
  std::shared_ptr<const SweepPlan> plan_;
  std::optional<Sweep> sweep_;
  std::int64_t finished_ = 0;
  bool diverged_ = false;
};

Measurement measurement_of(const Workload& workload, double steps_per_second, double limit_turns,
                           bool diverged) {
  Measurement result;
  result.name = workload.name;
  result.steps_per_second = steps_per_second;
  result.gflops = 1e-9 * steps_per_second * product_operations(workload);
  result.limit_gflops = 1e-9 * limit_turns * static_cast<double>(multiply_add_operations());
  result.share = result.gflops / result.limit_gflops;
  result.diverged = diverged;
  return result;
}

Measurement measure_sweep(const Workload& workload, double budget_ms) {
  EndlessSweep sweep(workload);
  const Pair rates = measure_in_turns([&](std::int64_t cells) { sweep.train(cells); },
                                      multiply_add_loop, budget_ms);
  return measurement_of(workload, rates.work * kSweepSteps, rates.limit, sweep.diverged());
}

}  // namespace

Measurement measure(const Workload& workload, double budget_ms) {
  if (is_sweep(workload)) return measure_sweep(workload, budget_ms);
  const core::Examples<float> examples = examples_of(workload);
  core::Trainer<float> trainer(workload.network, options_of(workload), start_of(workload),
                               examples);
  const Pair rates = measure_in_turns(
      [&](std::int64_t steps) {
        for (std::int64_t i = 0; i < steps; ++i) trainer.step();
      },
      multiply_add_loop, budget_ms);
  return measurement_of(workload, rates.work, rates.limit, trainer.diverged().has_value());
}

}  // namespace isobath::lab
