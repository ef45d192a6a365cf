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
core::Examples<double> slice_examples(const Snapshot& snapshot, int points, std::string& over) {
  constexpr double kBudget = 1e8;  // multiplications
  const Stepper& stepper = snapshot.stepping->stepper;
  const core::Dissection<double>& all = stepper.dissection();
  double weights = 0.0;
  for (int l = 1; l <= stepper.network().depth(); ++l)
    weights += static_cast<double>(stepper.network().units(l) * stepper.network().units(l - 1));
  const auto affordable =
      static_cast<Index>(std::clamp(kBudget / (weights * static_cast<double>(points)), 4.0, 1e6));
  const bool whole = all.options.batch == 0 || all.kept < all.batch;
  const data::Part& train = snapshot.dataset->train;
  const auto& x = whole ? train.x : all.x;
  const auto& y = whole ? train.y : all.y;
  const Index count = std::min(affordable, x.cols());
  const std::string of = whole ? "the training part" : "this batch";
  over = count == x.cols() ? join({of, " (", std::to_string(count), " examples)"})
                           : join({std::to_string(count), " examples of ", of});
  return {x.leftCols(count), y.leftCols(count)};
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

int race_layer(const Snapshot& snapshot) {
  const int chosen = snapshot.view.race_layer > 0 ? snapshot.view.race_layer
                     : snapshot.stepping          ? snapshot.stepping->stepper.layer()
                                                  : 1;
  return std::clamp(chosen, 1, snapshot.layers());
}

Index race_examples(const Snapshot& snapshot) {
  const Index batch = snapshot.document->training.batch;
  const Index all = snapshot.dataset->train.x.cols();
  return std::min(batch > 0 ? std::min(batch, all) : all, core::kChunk);
}

SidePages::SidePages() = default;
SidePages::~SidePages() = default;

void SidePages::renew(Snapshot& snapshot) {
  if (!snapshot.stepping) {
    snapshot.graph.reset();
    snapshot.slice.reset();
    graph_of_.reset();
    slice_of_.reset();
    if (snapshot.view.stepping) return;
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
  if (snapshot.race && !same_shape(network, raced_network_)) {
    snapshot.race.reset();
    racer_.reset();
  }
  if (snapshot.view.stepper_page == StepperPage::graph) renew_graph(snapshot);
  if (snapshot.view.stepper_page == StepperPage::slice) renew_slice(snapshot);
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
  const lab::ParameterPlace place = chosen_parameter(snapshot);
  const double wanted = snapshot.view.slice_reach;
  if (snapshot.slice && same_update(slice_of_, snapshot.stepping) && slice_place_ == place &&
      slice_reach_ == wanted)
    return;
  slice_of_ = snapshot.stepping;
  slice_place_ = place;
  slice_reach_ = wanted;
  constexpr int kPoints = 121;
  const Stepper& stepper = snapshot.stepping->stepper;
  const core::Dissection<double>& all = stepper.dissection();
  SliceView view;
  view.place = place;
  const auto at = static_cast<std::size_t>(place.layer) - 1;
  view.name = join({place.column < 0 ? "b[" : "w[", std::to_string(place.layer), "](",
                    std::to_string(place.row + 1)});
  view.name += place.column < 0 ? ")" : join({",", std::to_string(place.column + 1), ")"});
  view.alpha = all.options.learning_rate;
  const auto& layer = all.before[at];
  const auto& gradients = all.gradients[at];
  const double now =
      place.column < 0 ? layer.bias(place.row) : layer.weights(place.row, place.column);
  const double slope =
      place.column < 0 ? gradients.bias(place.row) : gradients.weights(place.row, place.column);
  const double step = std::abs(view.alpha * slope);
  // As wide as weights are, and as the step is.
  const double suits = std::max(2.0, std::isfinite(step) ? 1.5 * step : 0.0);
  view.reach = wanted > 0.0 ? wanted : suits;
  const core::Examples<double> examples = slice_examples(snapshot, kPoints, view.over);
  if (all.options.dropout > 0.0) view.over += ", dropout off";
  if (all.options.optimizer != core::Optimizer::gradient_descent)
    view.over += join({"; ", core::name(all.options.optimizer), " takes a step of its own"});
  const double centre = std::isfinite(now) ? now : 0.0;
  view.slice = lab::slice_loss(stepper.network(), all.options, all.before, examples, place,
                               centre - view.reach, centre + view.reach, kPoints);
  snapshot.slice = std::make_shared<const SliceView>(std::move(view));
}

bool SidePages::concerns(const Action& action) {
  return std::holds_alternative<RunCheck>(action) || std::holds_alternative<CancelCheck>(action) ||
         std::holds_alternative<GuessBug>(action) || std::holds_alternative<RaceProducts>(action);
}

void SidePages::carry_out(const Action& action, Snapshot& snapshot) {
  if (std::holds_alternative<RunCheck>(action)) {
    begin_hunt(snapshot);
  } else if (std::holds_alternative<CancelCheck>(action)) {
    hunt_.reset();
    hunted_.reset();
    snapshot.hunt.reset();
  } else if (const auto* guessed = std::get_if<GuessBug>(&action)) {
    guess(static_cast<core::PlantedBug>(guessed->bug), snapshot);
  } else if (std::holds_alternative<RaceProducts>(action)) {
    begin_race(race_layer(snapshot), snapshot);
  }
}

void SidePages::begin_hunt(Snapshot& snapshot) {
  if (!snapshot.stepping || snapshot.parameter_count > lab::kMostHuntedParameters) return;
  const Stepper& stepper = snapshot.stepping->stepper;
  const core::Dissection<double>& all = stepper.dissection();
  const bool secret = snapshot.view.bug == kSecretBug;
  const auto planted =
      secret ? std::nullopt : std::optional(static_cast<core::PlantedBug>(snapshot.view.bug));
  const std::uint64_t seed =
      (std::uint64_t{snapshot.document->initialization.seed} << 32U) + (secret ? ++lot_ : 0);
  const data::Part& train = snapshot.dataset->train;
  hunted_.reset();
  hunted_network_ = stepper.network();
  // Only as many as a hunt may look at are copied.
  const Index most = std::min<Index>(train.x.cols(), 4096);
  hunt_ = std::make_unique<lab::BugHunt>(
      stepper.network(), all.options, all.before,
      core::Examples<double>{train.x.leftCols(most), train.y.leftCols(most)}, planted, seed);
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

void SidePages::begin_race(int layer, Snapshot& snapshot) {
  constexpr double kBudget_ms = 300.0;
  if (!snapshot.stepping) return;
  raced_network_ = snapshot.stepping->stepper.network();
  RaceView view;
  view.layer = layer;
  view.units = snapshot.units(layer);
  view.inputs = snapshot.units(layer - 1);
  view.examples = race_examples(snapshot);
  racer_ = std::make_unique<lab::ProductRacer>(view.units, view.inputs, view.examples, kBudget_ms);
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
