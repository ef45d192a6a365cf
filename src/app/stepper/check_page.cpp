// SPDX-License-Identifier: MIT
// When bugs are listed anew, and what is told of a hunt.
#include "app/stepper/check_page.hpp"

#include <utility>

#include "app/stepper/check_jobs.hpp"

namespace isobath::app {

namespace {

bool same_shape(const core::Network& a, const core::Network& b) {
  return a.inputs == b.inputs && a.loss == b.loss && a.layers == b.layers;
}

/// Do the same bugs show at both? That hardly depends on the update.
bool alike(const std::shared_ptr<const Stepping>& a, const std::shared_ptr<const Stepping>& b) {
  if (same_update(a, b)) return true;
  const core::Dissection<double>& one = a->stepper.dissection();
  const core::Dissection<double>& other = b->stepper.dissection();
  return same_shape(a->stepper.network(), b->stepper.network()) && one.step > 0 && other.step > 0 &&
         one.options == other.options;
}

bool too_large(const Snapshot& snapshot) {
  return snapshot.parameter_count > lab::kMostHuntedParameters;
}

}  // namespace

int chosen_bug(const Snapshot& snapshot) {
  return bug_to_plant(snapshot.view.bug.bug, snapshot.bugs.get());
}

int chosen_bug_layer(const Snapshot& snapshot) {
  if (!snapshot.stepping) return snapshot.bugs ? snapshot.bugs->layer : 1;
  return core::bug_layer(snapshot.stepping->stepper.network(), snapshot.view.bug.layer);
}

CheckPage::CheckPage() = default;
CheckPage::~CheckPage() = default;

bool CheckPage::renew(Snapshot& snapshot, lab::JobPool& pool) {
  if (!snapshot.stepping) {
    drop_bugs(snapshot);
    if (!snapshot.view.stepping || asked_) cancel(snapshot);
    return take_hunt(snapshot);
  }
  if (snapshot.hunt && !same_shape(snapshot.stepping->stepper.network(), hunted_network_))
    cancel(snapshot);
  const bool enough = take_bugs(snapshot) && take_hunt(snapshot);
  if (snapshot.view.stepper_page == StepperPage::check) renew_bugs(snapshot, pool);
  if (asked_ && !listing_) start_hunt(snapshot, pool);
  return enough;
}

void CheckPage::drop_bugs(Snapshot& snapshot) {
  bugs_of_.reset();
  listing_.cancel();
  list_.reset();
  if (!snapshot.view.stepping) snapshot.bugs.reset();
}

/// Which bugs show is asked of the moment at which the page is opened or the network changed.
void CheckPage::renew_bugs(Snapshot& snapshot, lab::JobPool& pool) {
  constexpr double kAtOnce = 3e4;  // multiplications for each bug, a millisecond or so for all
  if (too_large(snapshot)) {
    drop_bugs(snapshot);
    return snapshot.bugs.reset();
  }
  const int layer = chosen_bug_layer(snapshot);
  if (bugs_of_ && bugs_layer_ == layer && alike(bugs_of_, snapshot.stepping)) return;
  bugs_of_ = snapshot.stepping;
  bugs_layer_ = layer;
  list_ = std::make_shared<BugListJob>(HuntGround(snapshot));
  if (list_->cost() > kAtOnce) {
    listing_ = pool.start(list_);
    return;
  }
  listing_.cancel();
  lab::finish(*list_);
  snapshot.bugs = std::make_shared<const BugList>(list_->bugs());
  list_.reset();
}

bool CheckPage::take_bugs(Snapshot& snapshot) {
  if (!listing_.ended()) return true;
  const bool enough = !listing_.failed();
  if (enough)
    snapshot.bugs = std::make_shared<const BugList>(list_->bugs());
  else
    cancel(snapshot);
  listing_.cancel();
  list_.reset();
  return enough;
}

void CheckPage::begin(Snapshot& snapshot, lab::JobPool& pool) {
  if (!snapshot.stepping || too_large(snapshot)) return;
  renew_bugs(snapshot, pool);
  hunting_.cancel();
  hunt_.reset();
  told_ = {};
  take_ground(snapshot);
  asked_ = true;
  if (!listing_) start_hunt(snapshot, pool);
  publish(snapshot);
}

/// Of which update it is told: of the one that it begins in, which may be later than it was asked.
void CheckPage::take_ground(const Snapshot& snapshot) {
  const Stepper& stepper = snapshot.stepping->stepper;
  hunted_network_ = stepper.network();
  told_.step = stepper.dissection().step;
}

void CheckPage::start_hunt(const Snapshot& snapshot, lab::JobPool& pool) {
  asked_ = false;
  take_ground(snapshot);
  told_.secret = snapshot.view.bug.bug == kSecretBug;
  const auto bug = told_.secret
                       ? std::nullopt
                       : std::optional(static_cast<core::PlantedBug>(chosen_bug(snapshot)));
  const std::uint64_t seed =
      (std::uint64_t{snapshot.document->initialization.seed} << 32U) + (told_.secret ? ++lot_ : 0);
  hunt_ = std::make_shared<HuntJob>(HuntGround(snapshot), bug, seed);
  hunting_ = pool.start(hunt_);
}

void CheckPage::cancel(Snapshot& snapshot) {
  asked_ = false;
  hunting_.cancel();
  hunt_.reset();
  snapshot.hunt.reset();
}

void CheckPage::guess(core::PlantedBug bug, Snapshot& snapshot) {
  if (!hunt_ || hunting_ || !told_.secret) return;
  told_.guess = bug;
  if (hunt_->hunt().is_right(bug))
    told_.secret = false;
  else
    ++told_.misses;
  publish(snapshot);
}

bool CheckPage::take_hunt(Snapshot& snapshot) {
  if (!hunting_) return true;
  if (hunting_.failed()) {
    cancel(snapshot);
    return false;
  }
  const bool over = hunting_.ended();
  const lab::HuntResult* result = over ? &hunt_->hunt().result() : hunt_->news();
  if (result == nullptr) return true;
  static_cast<lab::HuntResult&>(told_) = *result;
  told_.under_way = !over;
  if (over) hunting_.cancel();
  publish(snapshot);
  return true;
}

void CheckPage::publish(Snapshot& snapshot) {
  snapshot.hunt = std::make_shared<const HuntView>(told_);
}

}  // namespace isobath::app
