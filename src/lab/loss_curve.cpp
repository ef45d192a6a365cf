// SPDX-License-Identifier: MIT
#include "lab/loss_curve.hpp"

#include <chrono>
#include <utility>

#include "core/initialization.hpp"
#include "core/trainer.hpp"
#include "lab/sweep_training.hpp"

namespace isobath::lab {

namespace {

constexpr std::chrono::milliseconds kPiece{3};

}  // namespace

struct LossCurve::Training {
  virtual ~Training() = default;
  virtual double step() = 0;
};

template <class Scalar>
struct LossCurve::TrainingOf final : Training {
  explicit TrainingOf(SweepRun made)
      : run(std::move(made)),
        trainer(run.network, run.document.training,
                run.document.parameters
                    ? *run.document.parameters
                    : core::start_parameters(run.network, run.document.initialization),
                run.data->parts<Scalar>().train) {
    if (run.document.parameters && run.document.progress)
      trainer.restore(*run.document.parameters, *run.document.progress);
    trainer.keep_batch_loss();
  }
  double step() override {
    trainer.step();
    return trainer.batch_loss();
  }

  const SweepRun run;
  core::Trainer<Scalar> trainer;
};

LossCurve::LossCurve(document::Document document, std::int64_t steps,
                     std::shared_ptr<SweepDataStore> data)
    : document_(std::move(document)), steps_(steps), data_(std::move(data)) {}

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
  const auto until = std::chrono::steady_clock::now() + kPiece;
  do {
    if (std::ssize(losses_) >= steps_) return false;
    losses_.push_back(training_->step());
  } while (std::chrono::steady_clock::now() < until);
  return std::ssize(losses_) < steps_;
}

double LossCurve::progress() const {
  return steps_ > 0 ? static_cast<double>(losses_.size()) / static_cast<double>(steps_) : 1.0;
}

}  // namespace isobath::lab
