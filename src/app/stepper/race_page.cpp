// SPDX-License-Identifier: MIT
// Which product, and the job that measures it.
#include "app/stepper/race_page.hpp"

#include <algorithm>
#include <utility>

#include "core/trainer.hpp"

namespace isobath::app {

using core::Index;

RaceSize race_size(const Snapshot& snapshot) {
  const int layer = std::clamp(snapshot.view.race_layer, 0, snapshot.layers());
  if (layer == 0) return {0, 1, 64 * 64 * 3, 209};
  const Index batch = snapshot.document->training.batch;
  const Index all = snapshot.dataset->train.x.cols();
  return {layer, snapshot.units(layer), snapshot.units(layer - 1),
          std::min(batch > 0 ? std::min(batch, all) : all, core::kChunk)};
}

/// The numbers to be multiplied are made by the job, too.
class RacePage::RaceJob : public lab::Job {
 public:
  explicit RaceJob(const RaceSize& of) : size_(of) {}

  bool advance() override {
    constexpr double kBudget_ms = 300.0;
    if (racer_) return racer_->advance();
    racer_ =
        std::make_unique<lab::ProductRacer>(size_.units, size_.inputs, size_.examples, kBudget_ms);
    return true;
  }
  double progress() const override { return racer_->progress(); }
  const lab::ProductRace& race() const { return racer_->race(); }

 private:
  RaceSize size_;
  std::unique_ptr<lab::ProductRacer> racer_;
};

RacePage::RacePage() = default;
RacePage::~RacePage() = default;

void RacePage::drop(Snapshot& snapshot) {
  ticket_.cancel();
  job_.reset();
  snapshot.race.reset();
}

bool RacePage::renew(Snapshot& snapshot) {
  const bool closed = !snapshot.stepping && !snapshot.view.stepping;
  const bool other =
      snapshot.stepping && snapshot.race && !snapshot.race->is_of(race_size(snapshot));
  const bool failed = ticket_.failed();
  // Beside a training the times would be of a busy machine.
  const bool disturbed = ticket_ && snapshot.playing;
  if (closed || other || failed || disturbed) drop(snapshot);
  if (!ticket_) return !failed;
  RaceView view = *snapshot.race;
  // 1 is said of what can be read.
  constexpr double kNearly = 0.999;
  const bool over = ticket_.ended();
  view.progress = over ? 1.0 : std::min(ticket_.progress(), kNearly);
  if (over) {
    view.race = job_->race();
    ticket_.cancel();
    job_.reset();
  }
  snapshot.race = std::make_shared<const RaceView>(std::move(view));
  return true;
}

void RacePage::begin(Snapshot& snapshot, lab::JobPool& pool) {
  if (!snapshot.stepping) return;
  RaceView view;
  static_cast<RaceSize&>(view) = race_size(snapshot);
  job_ = std::make_shared<RaceJob>(view);
  ticket_ = pool.start(job_, lab::Company::alone);
  snapshot.race = std::make_shared<const RaceView>(std::move(view));
}

}  // namespace isobath::app
