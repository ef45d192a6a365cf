// SPDX-License-Identifier: MIT
// Trainings one at a time, and what is measured at their end.
#include "lab/sweep_training.hpp"

#include <cmath>

#include "core/initialization.hpp"
#include "core/loss.hpp"
#include "core/optimizer.hpp"
#include "core/probe.hpp"
#include "core/trainer.hpp"

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
  void measure(const core::Network& network, const core::Parameters<Scalar>& parameters,
               const core::TrainingOptions& options, const SweepData& data, RunResult& result) {
    if (!probe_ || !same_function(network, network_)) {
      network_ = network;
      probe_ = std::make_unique<core::Probe<Scalar>>(network);
    }
    const SweepParts<Scalar>& parts = data.parts<Scalar>();
    result.train = measure_part(parameters, parts.train, data.classes);
    result.dev = measure_part(parameters, parts.dev, data.classes);
    result.test = measure_part(parameters, parts.test, data.classes);
    result.cost = result.train.loss + core::penalty(options, parts.train.count(), parameters);
    // The updates may all have been finite and the network that they made not.
    if (!std::isfinite(result.cost) && !result.diverged) {
      result.diverged =
          probe_->look(parameters, options, {parts.train, parts.dev, parts.test, data.classes})
              .diverged;
      if (result.diverged) result.diverged->step = result.step;
    }
  }

 private:
  core::PartRecord measure_part(const core::Parameters<Scalar>& parameters,
                                const core::Examples<Scalar>& part, bool classes) {
    core::PartRecord record;
    if (part.count() == 0) return record;
    double loss = 0.0;
    core::Index correct = 0;
    probe_->for_each_piece(
        parameters, part.x, [&](core::Index first, core::Cache<Scalar>& cache, core::Index count) {
          const auto y = part.y.middleCols(first, count);
          loss += core::loss_sum<Scalar>(network_.loss, cache.layers.back().z.leftCols(count),
                                         core::output_of(cache, count), y);
          if (classes) correct += core::correct_count<Scalar>(core::output_of(cache, count), y);
        });
    const auto m = static_cast<double>(part.count());
    record.loss = loss / m;
    if (classes) record.accuracy = static_cast<double>(correct) / m;
    return record;
  }

  core::Network network_;
  std::unique_ptr<core::Probe<Scalar>> probe_;
};

template <class Scalar>
class SingleTraining final : public SweepTraining {
 public:
  SingleTraining(const document::Document& document, std::shared_ptr<const SweepData> data,
                 Measurer<Scalar>& measurer)
      : data_(std::move(data)),
        measurer_(measurer),
        trainer_(network_of(document, *data_), document.training, start_of(document, *data_),
                 data_->parts<Scalar>().train) {
    if (document.parameters && document.progress)
      trainer_.restore(*document.parameters, *document.progress);
    result_.initialization_seed = document.initialization.seed;
    result_.training_seed = document.training.seed;
  }

  void step(std::int64_t count) noexcept override {
    for (std::int64_t i = 0; i < count; ++i) trainer_.step();
  }

  std::vector<RunResult> results() override {
    RunResult result = result_;
    result.step = trainer_.step_count();
    result.diverged = trainer_.diverged();
    measurer_.measure(trainer_.network(), trainer_.parameters(), trainer_.options(), *data_,
                      result);
    return {result};
  }

 private:
  static core::Parameters<double> start_of(const document::Document& document,
                                           const SweepData& data) {
    if (document.parameters) return *document.parameters;
    return core::start_parameters(network_of(document, data), document.initialization);
  }

  std::shared_ptr<const SweepData> data_;
  Measurer<Scalar>& measurer_;
  core::Trainer<Scalar> trainer_;
  RunResult result_;
};

}  // namespace

struct SweepWorkshop::Tools {
  Measurer<float> single;
  Measurer<double> twofold;
};

SweepWorkshop::SweepWorkshop(std::shared_ptr<SweepDataStore> data)
    : data_(std::move(data)), tools_(std::make_unique<Tools>()) {}

SweepWorkshop::~SweepWorkshop() = default;

std::expected<std::unique_ptr<SweepTraining>, std::string> SweepWorkshop::begin(
    const document::Document& document) {
  auto data = data_->of(document);
  if (!data) return std::unexpected(data.error());
  if (document.precision == core::Precision::twofold)
    return std::make_unique<SingleTraining<double>>(document, std::move(*data), tools_->twofold);
  return std::make_unique<SingleTraining<float>>(document, std::move(*data), tools_->single);
}

}  // namespace isobath::lab
