// SPDX-License-Identifier: MIT
// Trainings alone and in groups, and what is measured at their end.
#include "lab/sweep_training.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/elementary.hpp"
#include "core/epoch_orders.hpp"
#include "core/initialization.hpp"
#include "core/network_group.hpp"
#include "core/optimizer.hpp"
#include "core/trainer.hpp"
#include "lab/convergence.hpp"
#include "lab/measure_part.hpp"

namespace isobath::lab {

namespace {

core::Network network_of(const document::Document& document, const SweepData& data) {
  return {data.inputs, document.layers, document.loss, document.precision, document.arithmetic};
}

/// Do two networks compute the same with the same parameters?
bool same_function(const core::Network& a, const core::Network& b) {
  if (a.inputs != b.inputs || a.loss != b.loss || a.precision != b.precision ||
      a.arithmetic != b.arithmetic || a.layers.size() != b.layers.size())
    return false;
  for (std::size_t l = 0; l < a.layers.size(); ++l)
    if (a.layers[l].units != b.layers[l].units || a.layers[l].activation != b.layers[l].activation)
      return false;
  return true;
}

/// Losses and accuracies at the end of trainings, with one probe for as long as networks are alike.
template <class Scalar>
class Measurer {
 public:
  explicit Measurer(document::Measure measure) : measure_(measure) {}

  bool wants_convergence() const { return measure_ == document::Measure::convergence; }

  /// `coming` tells what the next update would find first, as a record does.
  template <class Coming>
  void measure(const core::Network& network, const core::Parameters<Scalar>& parameters,
               const core::TrainingOptions& options, const SweepData& data, const Coming& coming,
               RunResult& result) {
    if (!probe_ || !same_function(network, network_)) {
      network_ = network;
      probe_ = std::make_unique<core::Probe<Scalar>>(network);
    }
    const SweepParts<Scalar>& parts = data.parts<Scalar>();
    result.train = measure_part(*probe_, network_, parameters, parts.train, data.classes);
    result.dev = measure_part(*probe_, network_, parameters, parts.dev, data.classes);
    result.test = measure_part(*probe_, network_, parameters, parts.test, data.classes);
    result.cost = result.train.loss + core::penalty(options, parts.train.count(), parameters);
    if (document::is_of_start(measure_)) measure_scope(parameters, options, data, result);
    // The updates may all have been finite and the network that they made not.
    if (!std::isfinite(result.cost) && !result.diverged) {
      result.diverged =
          probe_->look(parameters, options, {parts.train, parts.dev, parts.test, data.classes})
              .diverged;
      if (result.diverged) result.diverged->step = result.step;
      if (const auto first = result.diverged ? coming() : std::nullopt) result.diverged = first;
    }
  }

 private:
  void measure_scope(const core::Parameters<Scalar>& parameters,
                     const core::TrainingOptions& options, const SweepData& data,
                     RunResult& result) {
    const SweepParts<Scalar>& parts = data.parts<Scalar>();
    const auto layers =
        probe_->look(parameters, options, {parts.train, parts.dev, parts.test, data.classes})
            .layers;
    const auto decades = [](double ratio) { return core::log(ratio) / std::numbers::ln10; };
    result.scope_a = decades(layers.back().a.rms / layers.front().a.rms);
    result.scope_dz = decades(layers.front().d_z.rms / layers.back().d_z.rms);
  }

  const document::Measure measure_;
  core::Network network_;
  std::unique_ptr<core::Probe<Scalar>> probe_;
};

/// Starts of trainings. The draws are kept for as long as the next start is made of the same: over
/// scales and hyperparameters, a sweep makes them once.
class Starter {
 public:
  core::Parameters<double> start_of(const SweepRun& run) {
    if (run.document.parameters) return *run.document.parameters;
    const core::InitializationOptions& options = run.document.initialization;
    if (unit_.empty() || run.network.inputs != inputs_ ||
        !core::same_draws(run.network.layers, options, layers_, options_)) {
      unit_ = core::unit_parameters(run.network, options);
      inputs_ = run.network.inputs;
      layers_ = run.network.layers;
      options_ = options;
    }
    return core::scale_parameters(unit_, run.network, options);
  }

 private:
  core::Parameters<double> unit_;
  // What unit_ was drawn for.
  core::Index inputs_ = 0;
  std::vector<core::LayerOptions> layers_;
  core::InitializationOptions options_;
};

RunResult begun(const SweepRun& run) {
  RunResult result;
  result.initialization_seed = run.document.initialization.seed;
  result.training_seed = run.document.training.seed;
  return result;
}

/// Where a training stands after so many updates from the start.
core::Progress place_of(std::int64_t step, core::Index batch, core::Index examples) {
  if (batch == 0 || batch > examples) batch = examples;
  const core::Index updates = (examples + batch - 1) / batch;  // of an epoch
  return {step, step / updates, step % updates * batch, 0, {}, {}};
}

double cost_of(const SweepRun& run, core::Index examples) {
  double weights = 0.0;
  for (int l = 1; l <= run.network.depth(); ++l)
    weights += static_cast<double>(run.network.units(l) * run.network.units(l - 1));
  const core::Index batch = run.document.training.batch;
  return weights * static_cast<double>(batch == 0 ? examples : std::min(batch, examples));
}

template <class Scalar>
class SingleTraining final : public SweepTraining {
 public:
  SingleTraining(SweepRun run, Starter& starter, Measurer<Scalar>& measurer)
      : run_(std::move(run)),
        measurer_(measurer),
        trainer_(run_.network, run_.document.training, starter.start_of(run_),
                 run_.data->parts<Scalar>().train) {
    if (run_.document.parameters && run_.document.progress)
      trainer_.restore(*run_.document.parameters, *run_.document.progress);
    if (measurer_.wants_convergence()) trainer_.keep_batch_loss();
  }

  void step(std::int64_t count) noexcept override {
    for (std::int64_t i = 0; i < count; ++i) {
      trainer_.step();
      if (measurer_.wants_convergence()) convergence_.add(trainer_.batch_loss());
    }
  }

  double cost() const override { return cost_of(run_, run_.data->parts<Scalar>().train.count()); }

  std::vector<RunResult> results() override {
    RunResult result = begun(run_);
    result.step = trainer_.step_count();
    result.diverged = trainer_.diverged();
    result.convergence = convergence_.value();
    measurer_.measure(
        trainer_.network(), trainer_.parameters(), trainer_.options(), *run_.data,
        [this] { return trainer_.coming_divergence(); }, result);
    return {result};
  }

 private:
  SweepRun run_;
  Measurer<Scalar>& measurer_;
  core::Trainer<Scalar> trainer_;
  Convergence convergence_;
};

template <class Scalar>
class GroupTraining final : public SweepTraining {
 public:
  GroupTraining(std::vector<SweepRun> runs, Starter& starter, Measurer<Scalar>& measurer,
                core::EpochOrders& orders)
      : runs_(std::move(runs)),
        measurer_(measurer),
        group_(runs_[0].network, members(runs_, starter), &orders),
        convergences_(runs_.size()) {
    if (measurer_.wants_convergence()) group_.keep_batch_losses();
  }

  void step(std::int64_t count) noexcept override {
    for (std::int64_t i = 0; i < count; ++i) {
      group_.step();
      const auto losses = group_.batch_losses();
      for (std::size_t member = 0; member < losses.size(); ++member)
        convergences_[member].add(losses[member]);
    }
  }

  double cost() const override {
    return static_cast<double>(runs_.size()) *
           cost_of(runs_[0], runs_[0].data->parts<Scalar>().train.count());
  }

  std::vector<RunResult> results() override {
    const core::Network& network = group_.network();
    auto parameters = core::zero_parameters<Scalar>(network.inputs, network.layers);
    std::vector<RunResult> results;
    for (core::Index member = 0; member < group_.members(); ++member) {
      const SweepRun& run = runs_[static_cast<std::size_t>(member)];
      RunResult& result = results.emplace_back(begun(run));
      result.step = group_.step_count();
      result.diverged = group_.diverged(member);
      result.convergence = convergences_[static_cast<std::size_t>(member)].value();
      group_.copy_parameters(member, parameters);
      const core::TrainingOptions& options = group_.options(member);
      const auto& train = run.data->parts<Scalar>().train;
      const auto coming = [&] {
        const auto here = core::cast<double>(parameters);
        core::Trainer<Scalar> trainer(network, options, here, train);
        trainer.restore(here, place_of(result.step, options.batch, train.count()));
        return trainer.coming_divergence();
      };
      measurer_.measure(network, parameters, options, *run.data, coming, result);
    }
    return results;
  }

 private:
  /// Members with their starts, which the group's constructor reads.
  struct Members : std::vector<core::GroupMember<Scalar>> {
    std::vector<core::Parameters<double>> starts;
  };
  static Members members(const std::vector<SweepRun>& runs, Starter& starter) {
    Members all;
    all.starts.reserve(runs.size());
    for (const SweepRun& run : runs)
      all.push_back({run.document.training, &all.starts.emplace_back(starter.start_of(run)),
                     &run.data->parts<Scalar>().train, &run.network.layers});
    return all;
  }

  std::vector<SweepRun> runs_;
  Measurer<Scalar>& measurer_;
  core::NetworkGroup<Scalar> group_;
  std::vector<Convergence> convergences_;  // [member]
};

bool in_double(const SweepRun& run) { return run.document.precision == core::Precision::twofold; }

core::Index train_count(const SweepRun& run) {
  return in_double(run) ? run.data->twofold.train.count() : run.data->single.train.count();
}

}  // namespace

struct SweepWorkshop::Tools {
  explicit Tools(document::Measure measure) : single(measure), twofold(measure) {}

  Starter starter;
  core::EpochOrders orders;
  Measurer<float> single;
  Measurer<double> twofold;

  template <class Scalar>
  std::unique_ptr<SweepTraining> begin(std::vector<SweepRun> runs, Measurer<Scalar>& measurer) {
    if (runs.size() == 1)
      return std::make_unique<SingleTraining<Scalar>>(std::move(runs[0]), starter, measurer);
    return std::make_unique<GroupTraining<Scalar>>(std::move(runs), starter, measurer, orders);
  }
};

SweepWorkshop::SweepWorkshop(std::shared_ptr<SweepDataStore> data, document::Measure measure)
    : data_(std::move(data)), tools_(std::make_unique<Tools>(measure)) {}

SweepWorkshop::~SweepWorkshop() = default;

std::expected<SweepRun, std::string> SweepWorkshop::prepare(document::Document document) {
  auto data = data_->of(document);
  if (!data) return std::unexpected(data.error());
  core::Network network = network_of(document, **data);
  return SweepRun{std::move(document), std::move(*data), std::move(network)};
}

std::size_t SweepWorkshop::room(const SweepRun& run) const {
  // A saved training's moments and counters go on alone.
  if (run.document.progress ||
      !core::fits_group(run.network, run.document.training, train_count(run)))
    return 1;
  return static_cast<std::size_t>(in_double(run) ? core::NetworkGroup<double>::lanes(run.network)
                                                 : core::NetworkGroup<float>::lanes(run.network));
}

bool SweepWorkshop::fit_together(const SweepRun& a, const SweepRun& b) const {
  return core::fit_together(a.network, a.document.training, b.network, b.document.training) &&
         train_count(a) == train_count(b);
}

std::unique_ptr<SweepTraining> SweepWorkshop::begin(std::vector<SweepRun> runs) {
  if (in_double(runs[0])) return tools_->begin<double>(std::move(runs), tools_->twofold);
  return tools_->begin<float>(std::move(runs), tools_->single);
}

}  // namespace isobath::lab
