// SPDX-License-Identifier: MIT
#include "lab/loss_curve.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "core/initialization.hpp"
#include "lab/measure_part.hpp"
#include "lab/sweep_training.hpp"

namespace isobath::lab {

namespace {

using document::Measure;

constexpr std::chrono::milliseconds kShortPiece{3};

}  // namespace

std::vector<std::int64_t> curve_updates(std::int64_t steps, int points) {
  const std::int64_t intervals =
      std::clamp<std::int64_t>(points - 1, 1, std::max<std::int64_t>(steps, 1));
  std::vector<std::int64_t> updates;
  for (std::int64_t i = 0; i <= intervals; ++i) {
    const std::int64_t update = steps * i / intervals;
    if (updates.empty() || updates.back() != update) updates.push_back(update);
  }
  return updates;
}

struct LossCurve::Training {
  virtual ~Training() = default;
  virtual void step() = 0;
  virtual double measure(Measure measure) = 0;
  virtual std::vector<core::LayerRecord> layers() = 0;
};

template <class Scalar>
struct LossCurve::TrainingOf final : Training {
  explicit TrainingOf(SweepRun made)
      : run(std::move(made)),
        trainer(run.network, run.document.training,
                run.document.parameters
                    ? *run.document.parameters
                    : core::start_parameters(run.network, run.document.initialization),
                run.data->parts<Scalar>().train),
        probe(run.network) {
    if (run.document.parameters && run.document.progress)
      trainer.restore(*run.document.parameters, *run.document.progress);
  }

  void step() override { trainer.step(); }

  double measure(Measure measure) override {
    const SweepParts<Scalar>& parts = run.data->parts<Scalar>();
    return measure_of(measure, measure_part(probe, run.network, trainer.parameters(),
                                            document::is_of_dev(measure) ? parts.dev : parts.train,
                                            run.data->classes));
  }

  std::vector<core::LayerRecord> layers() override {
    const SweepParts<Scalar>& parts = run.data->parts<Scalar>();
    return probe
        .look(trainer.parameters(), trainer.options(),
              {parts.train, parts.dev, parts.test, run.data->classes})
        .layers;
  }

  const SweepRun run;
  core::Trainer<Scalar> trainer;
  core::Probe<Scalar> probe;
};

LossCurve::LossCurve(document::Document document, std::int64_t steps, int points, Measure measure,
                     std::shared_ptr<SweepDataStore> data)
    : document_(std::move(document)),
      measure_(measure),
      updates_(curve_updates(steps, points)),
      data_(std::move(data)) {}

LossCurve::~LossCurve() = default;

bool LossCurve::advance() {
  if (!training_) {
    auto run = SweepWorkshop(data_).prepare(document_);
    if (!run) return false;
    if (document_.precision == core::Precision::twofold)
      training_ = std::make_unique<TrainingOf<double>>(std::move(*run));
    else
      training_ = std::make_unique<TrainingOf<float>>(std::move(*run));
  }
  const auto until = std::chrono::steady_clock::now() + kShortPiece;
  do {
    if (step_ == updates_[values_.size()]) {
      values_.push_back(training_->measure(measure_));
      if (values_.size() == 1) start_ = training_->layers();
      if (values_.size() == updates_.size()) {
        end_ = training_->layers();
        return false;
      }
    }
    training_->step();
    ++step_;
  } while (std::chrono::steady_clock::now() < until);
  return true;
}

double LossCurve::progress() const {
  return static_cast<double>(values_.size()) / static_cast<double>(updates_.size());
}

}  // namespace isobath::lab
