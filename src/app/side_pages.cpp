// SPDX-License-Identifier: MIT
// Each page is made anew where what it is of has changed, and not in between.
#include "app/side_pages.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/clock.hpp"
#include "document/sentence.hpp"

namespace isobath::app {

using core::Index;
using document::join;

namespace {

/// Both go through the same update.
bool same_update(const std::shared_ptr<const Stepping>& a,
                 const std::shared_ptr<const Stepping>& b) {
  return a && b && &a->stepper.dissection() == &b->stepper.dissection();
}

bool same_shape(const core::Network& a, const core::Network& b) {
  return a.inputs == b.inputs && a.loss == b.loss && a.layers == b.layers;
}

/// What J along a parameter is taken over: the batch where all of it is kept, else the training
/// part; of large networks as many examples as can be afforded.
SliceExamples slice_examples(const Snapshot& snapshot, int points) {
  constexpr double kBudget = 1e8;
  const Stepper& stepper = snapshot.stepping->stepper;
  const core::Dissection<double>& all = stepper.dissection();
  const bool whole = all.options.batch == 0 || all.kept < all.batch;
  const data::Part& train = snapshot.dataset->train;
  return affordable_examples(stepper.network(), whole ? train.x : all.x, whole ? train.y : all.y,
                             points, kBudget, whole ? "the training part" : "this batch");
}

/// Only as many as a hunt may look at.
core::Examples<double> hunt_examples(const Snapshot& snapshot) {
  const data::Part& train = snapshot.dataset->train;
  const Index most = std::min<Index>(train.x.cols(), 4096);
  return {train.x.leftCols(most), train.y.leftCols(most)};
}

}  // namespace

lab::ParameterPlace chosen_parameter(const Snapshot& snapshot) {
  const ChooseParameter& wanted = snapshot.view.parameter;
  lab::ParameterPlace place;
  place.layer = std::clamp(wanted.layer, 1, snapshot.layers());
  place.row = std::clamp(wanted.row, 0, snapshot.units(place.layer) - 1);
  place.column = std::clamp(wanted.column, -1, snapshot.units(place.layer - 1) - 1);
  return place;
}

int chosen_bug(const Snapshot& snapshot) {
  const int bug = snapshot.view.bug.bug;
  // One that was chosen for another network may have nowhere to be in this one.
  const bool lost = bug > 0 && snapshot.bugs &&
                    !snapshot.bugs->shows[static_cast<std::size_t>(bug)] &&
                    !core::in_one_layer(static_cast<core::PlantedBug>(bug));
  if (bug != kFittingBug && !lost) return bug;
  // The course's own first: the check is there to find them.
  using core::PlantedBug;
  if (snapshot.bugs)
    for (const PlantedBug first : {PlantedBug::doubled_weights, PlantedBug::missing_mean})
      if (snapshot.bugs->shows[static_cast<std::size_t>(first)]) return static_cast<int>(first);
  for (int i = 1; snapshot.bugs && i < core::kCount<core::PlantedBug>; ++i)
    if (snapshot.bugs->shows[static_cast<std::size_t>(i)]) return i;
  return static_cast<int>(PlantedBug::missing_mean);
}

RaceSize race_size(const Snapshot& snapshot) {
  const int layer = std::clamp(snapshot.view.race_layer, 0, snapshot.layers());
  if (layer == 0) return {0, 1, 64 * 64 * 3, 209};
  const Index batch = snapshot.document->training.batch;
  const Index all = snapshot.dataset->train.x.cols();
  return {layer, snapshot.units(layer), snapshot.units(layer - 1),
          std::min(batch > 0 ? std::min(batch, all) : all, core::kChunk)};
}

SidePages::SidePages() = default;
SidePages::~SidePages() = default;

void SidePages::renew(Snapshot& snapshot) {
  if (!snapshot.stepping) {
    snapshot.graph.reset();
    graph_of_.reset();
    slice_of_.reset();
    bugs_of_.reset();
    // While training plays, the looks at it bring the curve along.
    const auto wanted = wish(snapshot);
    if (wanted && snapshot.playing && snapshot.live_slice && snapshot.live_slice->wish == *wanted)
      snapshot.slice = snapshot.live_slice;
    else if (!wanted || (snapshot.slice && snapshot.slice->wish != *wanted))
      snapshot.slice.reset();
    if (snapshot.view.stepping) return;
    snapshot.bugs.reset();
    snapshot.hunt.reset();
    snapshot.race.reset();
    hunt_.reset();
    hunted_.reset();
    racer_.reset();
    return;
  }
  const core::Network& network = snapshot.stepping->stepper.network();
  if (snapshot.hunt && !same_shape(network, hunted_network_)) {
    snapshot.hunt.reset();
    hunt_.reset();
    hunted_.reset();
  }
  const RaceSize size = race_size(snapshot);
  if (snapshot.race && !snapshot.race->is_of(size)) {
    snapshot.race.reset();
    racer_.reset();
  }
  if (snapshot.view.stepper_page == StepperPage::graph) renew_graph(snapshot);
  if (snapshot.view.stepper_page == StepperPage::slice) renew_slice(snapshot);
  if (snapshot.view.stepper_page == StepperPage::check) renew_bugs(snapshot);
}

std::optional<SliceWish> SidePages::wish(const Snapshot& snapshot) const {
  const View& view = snapshot.view;
  if (!view.stepping || view.stepper_page != StepperPage::slice || !snapshot.document)
    return std::nullopt;
  return SliceWish{chosen_parameter(snapshot), view.slice_reach};
}

void SidePages::renew_graph(Snapshot& snapshot) {
  const Stepper& stepper = snapshot.stepping->stepper;
  const core::Dissection<double>& all = stepper.dissection();
  UnitId unit{snapshot.layers(), 0};
  for (const auto& wanted : {snapshot.view.pinned_unit, snapshot.view.hovered_unit})
    if (wanted && wanted->layer > 0 && wanted->layer <= snapshot.layers() && wanted->unit >= 0 &&
        wanted->unit < snapshot.units(wanted->layer))
      unit = *wanted;
  const auto followed = std::find(all.examples.begin(), all.examples.end(),
                                  static_cast<std::uint32_t>(snapshot.view.example));
  const auto example = snapshot.view.example >= 0 && followed != all.examples.end()
                           ? followed - all.examples.begin()
                           : 0;
  if (snapshot.graph && same_update(graph_of_, snapshot.stepping) && snapshot.graph->unit == unit &&
      snapshot.graph->example == example)
    return;
  graph_of_ = snapshot.stepping;
  snapshot.graph = std::make_shared<const NeuronGraph>(
      NeuronGraph{unit, example, all.kept, all.examples[static_cast<std::size_t>(example)],
                  graph_of(stepper.network(), all, unit.layer, unit.unit, example)});
}

void SidePages::renew_slice(Snapshot& snapshot) {
  constexpr int kPoints = 121;
  const SliceWish wanted = *wish(snapshot);
  if (snapshot.slice && same_update(slice_of_, snapshot.stepping) && snapshot.slice->wish == wanted)
    return;
  slice_of_ = snapshot.stepping;
  const Stepper& stepper = snapshot.stepping->stepper;
  const core::Dissection<double>& all = stepper.dissection();
  snapshot.slice = std::make_shared<const SliceView>(
      make_slice(stepper.network(), all.options, all.before, slice_examples(snapshot, kPoints),
                 wanted, kPoints, snapshot.slice.get()));
}

/// Which bugs show is asked of the moment at which the page is opened or the network changed: it
/// hardly depends on the update.
void SidePages::renew_bugs(Snapshot& snapshot) {
  if (snapshot.parameter_count > lab::kMostHuntedParameters) return snapshot.bugs.reset();
  const Stepper& stepper = snapshot.stepping->stepper;
  const core::Dissection<double>& all = stepper.dissection();
  const int layer = core::bug_layer(stepper.network(), snapshot.view.bug.layer);
  const auto fits = [&] {
    if (same_update(bugs_of_, snapshot.stepping)) return true;
    const Stepper& before = bugs_of_->stepper;
    return same_shape(before.network(), stepper.network()) && all.step > 0 &&
           before.dissection().step > 0 && before.dissection().options == all.options;
  };
  if (snapshot.bugs && bugs_of_ && snapshot.bugs->layer == layer && fits()) return;
  bugs_of_ = snapshot.stepping;
  snapshot.bugs = std::make_shared<const BugList>(
      BugList{lab::bugs_that_show(stepper.network(), all.options, all.before,
                                  hunt_examples(snapshot), layer),
              layer});
}

void SidePages::carry_out(const StudyAction& action, Snapshot& snapshot) {
  if (std::holds_alternative<RunCheck>(action)) {
    begin_hunt(snapshot);
  } else if (std::holds_alternative<CancelCheck>(action)) {
    hunt_.reset();
    hunted_.reset();
    snapshot.hunt.reset();
  } else if (const auto* guessed = std::get_if<GuessBug>(&action)) {
    guess(static_cast<core::PlantedBug>(guessed->bug), snapshot);
  } else if (std::holds_alternative<RaceProducts>(action)) {
    begin_race(race_size(snapshot), snapshot);
  }
}

void SidePages::begin_hunt(Snapshot& snapshot) {
  if (!snapshot.stepping || snapshot.parameter_count > lab::kMostHuntedParameters) return;
  const Stepper& stepper = snapshot.stepping->stepper;
  const core::Dissection<double>& all = stepper.dissection();
  renew_bugs(snapshot);
  const int bug = chosen_bug(snapshot);
  const bool secret = bug == kSecretBug;
  const auto planted = secret ? std::nullopt : std::optional(static_cast<core::PlantedBug>(bug));
  const std::uint64_t seed =
      (std::uint64_t{snapshot.document->initialization.seed} << 32U) + (secret ? ++lot_ : 0);
  hunted_.reset();
  hunted_network_ = stepper.network();
  hunt_ = std::make_unique<lab::BugHunt>(stepper.network(), all.options, all.before,
                                         hunt_examples(snapshot), planted, seed,
                                         snapshot.view.bug.layer);
  told_ = {};
  told_.step = all.step;
  told_.secret = secret;
  publish_hunt(snapshot);
}

void SidePages::guess(core::PlantedBug bug, Snapshot& snapshot) {
  if (!hunted_ || !told_.secret) return;
  told_.guess = bug;
  if (hunted_->is_right(bug))
    told_.secret = false;
  else
    ++told_.misses;
  publish_hunt(snapshot);
}

void SidePages::publish_hunt(Snapshot& snapshot) {
  static_cast<lab::HuntResult&>(told_) = (hunt_ ? hunt_ : hunted_)->result();
  told_.under_way = hunt_ != nullptr;
  snapshot.hunt = std::make_shared<const HuntView>(told_);
}

void SidePages::begin_race(const RaceSize& size, Snapshot& snapshot) {
  constexpr double kBudget_ms = 300.0;
  if (!snapshot.stepping) return;
  RaceView view;
  static_cast<RaceSize&>(view) = size;
  racer_ = std::make_unique<lab::ProductRacer>(size.units, size.inputs, size.examples, kBudget_ms);
  snapshot.race = std::make_shared<const RaceView>(std::move(view));
}

void SidePages::advance(double budget_ms, Snapshot& snapshot) {
  const double end_ms = now_ms() + budget_ms;
  if (hunt_) {
    bool more = true;
    while (more && (more = hunt_->advance()) && now_ms() < end_ms) {
    }
    if (!more) hunted_ = std::move(hunt_);
    publish_hunt(snapshot);
  }
  if (!racer_) return;
  bool more = true;
  while (more && (more = racer_->advance()) && now_ms() < end_ms) {
  }
  RaceView view = *snapshot.race;
  view.progress = more ? racer_->progress() : 1.0;
  if (!more) {
    view.race = racer_->race();
    racer_.reset();
  }
  snapshot.race = std::make_shared<const RaceView>(std::move(view));
}

}  // namespace isobath::app
