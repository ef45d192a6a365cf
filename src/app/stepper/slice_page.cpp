// SPDX-License-Identifier: MIT
// Over which examples J is taken, and when it is taken anew.
#include "app/stepper/slice_page.hpp"

#include <algorithm>
#include <utility>

#include "app/stepper/stepping.hpp"

namespace isobath::app {

namespace {

constexpr int kPoints = 121;

/// What J along a parameter is taken over: the batch where all of it is kept, else the training
/// part; of large networks as many examples as can be afforded.
SliceExamples slice_examples(const Snapshot& snapshot) {
  constexpr double kBudget = 1e8;
  const Stepper& stepper = snapshot.stepping->stepper;
  const core::Dissection<double>& all = stepper.dissection();
  const bool whole = all.options.batch == 0 || all.kept < all.batch;
  const data::Part& train = snapshot.dataset->train;
  return affordable_examples(stepper.network(), whole ? train.x : all.x, whole ? train.y : all.y,
                             kPoints, kBudget, whole ? "the training part" : "this batch");
}

core::Index first_column(const Snapshot& snapshot, int layer) {
  return lab::first_column(snapshot.document->layers[static_cast<std::size_t>(layer) - 1]);
}

bool is_in(const lab::ParameterPlace& place, const Snapshot& snapshot) {
  return place.layer <= snapshot.layers() && place.row < snapshot.units(place.layer) &&
         place.column < snapshot.units(place.layer - 1) &&
         place.column >= first_column(snapshot, place.layer);
}

}  // namespace

lab::ParameterPlace chosen_parameter(const Snapshot& snapshot) {
  const ChooseParameter& wanted = snapshot.view.parameter;
  lab::ParameterPlace place;
  place.layer = std::clamp(wanted.layer, 1, snapshot.layers());
  place.row = std::clamp(wanted.row, 0, snapshot.units(place.layer) - 1);
  place.column = std::clamp<core::Index>(wanted.column, first_column(snapshot, place.layer),
                                         snapshot.units(place.layer - 1) - 1);
  return place;
}

class SlicePage::SliceJob : public lab::Job {
 public:
  SliceJob(std::shared_ptr<const Stepping> stepping, SliceExamples data, const SliceWish& wish,
           std::shared_ptr<const SliceView> before)
      : of(std::move(stepping)),
        slicer(of->stepper.network(), of->stepper.dissection().options,
               of->stepper.dissection().before, std::move(data), wish, kPoints, std::move(before)) {
  }

  bool advance() override { return slicer.advance(); }
  double progress() const override { return slicer.progress(); }

  const std::shared_ptr<const Stepping> of;
  Slicer slicer;
};

SlicePage::SlicePage() = default;
SlicePage::~SlicePage() = default;

std::optional<SliceWish> SlicePage::wish(const Snapshot& snapshot) const {
  const View& view = snapshot.view;
  if (!view.stepping || view.stepper_page != StepperPage::slice || !snapshot.document)
    return std::nullopt;
  return SliceWish{chosen_parameter(snapshot), view.slice_reach};
}

/// While training plays, the looks at it bring the curve along.
void SlicePage::follow_training(Snapshot& snapshot) {
  of_.reset();
  wish_.reset();
  const auto wanted = wish(snapshot);
  if (wanted && snapshot.playing && snapshot.live_slice && snapshot.live_slice->wish == *wanted)
    snapshot.slice = snapshot.live_slice;
  else if (!wanted || (snapshot.slice && snapshot.slice->wish != *wanted))
    snapshot.slice.reset();
}

bool SlicePage::renew(Snapshot& snapshot, lab::JobPool& pool) {
  const auto wanted = wish(snapshot);
  if (!snapshot.stepping || !wanted) drop();
  if (!snapshot.stepping) follow_training(snapshot);
  if (!snapshot.stepping || !wanted) return true;
  const bool enough = take(snapshot);
  // One of another network would be drawn wrong.
  if (snapshot.slice && !is_in(snapshot.slice->wish.place, snapshot)) snapshot.slice.reset();
  if (same_update(of_, snapshot.stepping) && wish_ == *wanted) {
    drop();
  } else if (!job_ || job_->slicer.wish() != *wanted) {
    // One that is under way for an update before this one is shown first: while the parameter is
    // dragged there would be none otherwise.
    begin(snapshot, *wanted, pool);
  }
  return enough;
}

void SlicePage::begin(Snapshot& snapshot, const SliceWish& wanted, lab::JobPool& pool) {
  constexpr double kAtOnce = 2e6;  // multiplications, a millisecond or so
  drop();
  job_ = std::make_shared<SliceJob>(snapshot.stepping, slice_examples(snapshot), wanted,
                                    snapshot.slice);
  if (job_->slicer.cost() > kAtOnce) {
    ticket_ = pool.start(job_);
    return;
  }
  lab::finish(*job_);
  put(&snapshot);
  drop();
}

/// What the job found, if it is over.
bool SlicePage::take(Snapshot& snapshot) {
  if (!ticket_.ended()) return true;
  const bool enough = !ticket_.failed();
  put(enough ? &snapshot : nullptr);
  drop();
  return enough;
}

void SlicePage::put(Snapshot* snapshot) {
  of_ = job_->of;
  wish_ = job_->slicer.wish();
  if (snapshot != nullptr) snapshot->slice = std::make_shared<const SliceView>(job_->slicer.view());
}

void SlicePage::drop() {
  ticket_.cancel();
  job_.reset();
}

}  // namespace isobath::app
