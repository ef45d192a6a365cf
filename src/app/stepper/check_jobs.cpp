// SPDX-License-Identifier: MIT
// What is hunted, and where.
#include "app/stepper/check_jobs.hpp"

#include <algorithm>

namespace isobath::app {

using core::Index;
using core::PlantedBug;

HuntGround::HuntGround(const Snapshot& snapshot)
    : stepping(snapshot.stepping), layer(chosen_bug_layer(snapshot)) {
  const data::Part& train = snapshot.dataset->train;
  const Index most = std::min<Index>(train.x.cols(), 4096);
  examples = {train.x.leftCols(most), train.y.leftCols(most)};
}

int bug_to_plant(int wanted, const BugList* bugs) {
  const auto shows = [bugs](int bug) { return bugs->shows[static_cast<std::size_t>(bug)]; };
  // One that was chosen for another network may have nowhere to be in this one.
  const bool lost = wanted > 0 && bugs != nullptr && !shows(wanted) &&
                    !core::in_one_layer(static_cast<PlantedBug>(wanted));
  if (wanted != kFittingBug && !lost) return wanted;
  // The course's own first: the check is there to find them.
  if (bugs != nullptr)
    for (const PlantedBug first : {PlantedBug::doubled_weights, PlantedBug::missing_mean})
      if (shows(static_cast<int>(first))) return static_cast<int>(first);
  for (int i = 1; bugs != nullptr && i < core::kCount<PlantedBug>; ++i)
    if (shows(i)) return i;
  return static_cast<int>(PlantedBug::missing_mean);
}

double BugListJob::cost() const {
  const core::Network& network = ground_.network();
  double weights = 0.0;
  for (int l = 1; l <= network.depth(); ++l)
    weights += static_cast<double>(network.units(l) * network.units(l - 1));
  return weights * static_cast<double>(core::check_batch(network, ground_.examples).count());
}

bool BugListJob::advance() {
  const core::Dissection<double>& all = ground_.update();
  bugs_ = {lab::bugs_that_show(ground_.network(), all.options, all.before, ground_.examples,
                               ground_.layer),
           ground_.layer};
  return false;
}

void HuntJob::begin() {
  const core::Dissection<double>& all = ground_.update();
  hunt_ = std::make_unique<lab::BugHunt>(ground_.network(), all.options, all.before,
                                         ground_.examples, bug_, seed_, ground_.layer);
  ground_.examples = {};  // the hunt has its own
}

bool HuntJob::advance() {
  const bool first = hunt_ == nullptr;
  if (first) begin();
  const bool more = first || hunt_->advance();
  // A page that has not taken the last result has no use for another one.
  if (more && !results_.waiting()) {
    results_.draft() = hunt_->result();
    results_.publish();
  }
  return more;
}

}  // namespace isobath::app
