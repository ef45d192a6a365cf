// SPDX-License-Identifier: MIT
// What a hunt may cost, and its two halves.
#include "lab/bug_hunt.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "core/random.hpp"

namespace isobath::lab {

using core::Index;
using core::PlantedBug;

namespace {

constexpr std::size_t kBugs = core::kCount<core::PlantedBug>;
constexpr Index kLargeNetwork = 100'000;

struct Words {
  std::string_view name, told, hidden;
};

constexpr std::array<Words, kBugs> kWords{
    {{"no bug", "Backward as it should be.", ""},
     {"lost transpose", "dA[l−1] = W[l]·dZ[l], where W[l]ᵀ·dZ[l] belongs.",
      "Nothing goes back through W[1], and a W[l] of one row reads the same turned or not."},
     {"missing 1/m", "dW and db are sums over the batch, not means.",
      "With one example the sum is the mean."},
     {"wrong g′", "dZ = dA ∗ a(1 − a), the sigmoid's slope, whatever g is.",
      "Every g′ that is taken here is the sigmoid's own."},
     {"penalised biases", "db[l] has the λ/m·b[l] that only dW[l] should have.",
      "Without L2, with all biases 0 or without any, there is nothing to add."},
     {"wrong cache", "dW[l] takes A[l] from the cache, where A[l−1] belongs.",
      "Both hold the same numbers here."},
     {"missing penalty", "dW[l] lacks the λ/m·W[l] of a J that has the penalty.",
      "Without L2 and L1 there is no penalty to miss."},
     {"too early update", "W[l] is updated before dA[l−1] = W[l]ᵀ·dZ[l] is taken.",
      "It needs a hidden layer: nothing goes back through W[1]."},
     {"one dW doubled", "dW[l] of one layer is multiplied by 2.",
      "Twice 0 is 0: this layer has no gradient."},
     {"one dW halved", "dW[l] of one layer is multiplied by ½.",
      "Half of 0 is 0: this layer has no gradient."},
     {"one db with 4/m", "db[l] of one layer has 4/m, where 1/m belongs.",
      "Four times 0 is 0: this layer's biases have no gradient, or it has none."}}};

const Words& words(PlantedBug bug) { return kWords[static_cast<std::size_t>(bug)]; }

bool same(const core::Parameters<double>& a, const core::Parameters<double>& b) {
  constexpr double kSame = 1e-9;
  for (std::size_t l = 0; l < a.size(); ++l) {
    const double gap = (a[l].weights - b[l].weights).norm() + (a[l].bias - b[l].bias).norm();
    const double size =
        a[l].weights.norm() + b[l].weights.norm() + a[l].bias.norm() + b[l].bias.norm();
    if (!(gap <= kSame * size)) return false;
  }
  return true;
}

core::Examples<double> first(const core::Examples<double>& examples, Index count) {
  count = std::min(count, examples.count());
  return {examples.x.leftCols(count), examples.y.leftCols(count)};
}

Index weights_of(const core::Network& network) {
  Index weights = 0;
  for (int l = 1; l <= network.depth(); ++l) weights += network.units(l) * network.units(l - 1);
  return weights;
}

/// As many as a check can afford.
core::Examples<double> checked_batch(const core::Network& network,
                                     const core::Examples<double>& examples) {
  const core::Examples<double> batch = core::check_batch(network, examples);
  return weights_of(network) > kLargeNetwork ? first(batch, 2) : batch;
}

}  // namespace

std::string_view readable(PlantedBug bug) { return words(bug).name; }
std::string_view told(PlantedBug bug) { return words(bug).told; }
std::string_view why_hidden(PlantedBug bug) { return words(bug).hidden; }

BugSet bugs_that_show(
    const core::Network& network, const core::TrainingOptions& options,
    const core::Parameters<double>& parameters, const core::Examples<double>& examples, int layer,
    std::array<core::Parameters<double>, core::kCount<core::PlantedBug>>* gradients) {
  const core::Examples<double> batch = checked_batch(network, examples);
  const core::Parameters<double> right =
      core::reference_gradients(network, options, parameters, batch);
  BugSet showing;
  for (std::size_t i = 0; i < kBugs; ++i) {
    const auto planted = static_cast<PlantedBug>(i);
    auto wrong = right;
    if (core::in_one_layer(planted))
      core::plant(planted, core::bug_layer(network, layer), wrong);
    else if (planted != PlantedBug::none)
      wrong = core::reference_gradients(network, options, parameters, batch, planted);
    showing[i] = !same(wrong, right);
    if (gradients) (*gradients)[i] = std::move(wrong);
  }
  return showing;
}

struct BugHunt::Work {
  core::Network network;
  core::TrainingOptions options;
  core::Parameters<double> parameters;
  core::Examples<double> batch{};     // of the check
  core::Examples<double> training{};  // of the trainings
  std::array<core::Parameters<double>, kBugs> gradients{};
  int layer = 0;           // of a bug in one layer
  std::size_t layers = 0;  // that were checked
  std::unique_ptr<core::GradientChecker> checker{};
  core::Parameters<double> right{}, wrong{};  // where the trainings stand
};

BugHunt::BugHunt(core::Network network, core::TrainingOptions options,
                 const core::Parameters<double>& parameters, const core::Examples<double>& examples,
                 std::optional<PlantedBug> bug, std::uint64_t seed, int layer)
    : work_(new Work{std::move(network), options, parameters}) {
  Work& w = *work_;
  w.batch = checked_batch(w.network, examples);
  // A random draw takes the layer as well.
  core::Random random(seed);
  w.layer = bug ? core::bug_layer(w.network, layer)
                : 1 + static_cast<int>(random.below(static_cast<std::uint32_t>(w.network.depth())));
  const auto of = [&](PlantedBug planted) -> core::Parameters<double>& {
    return w.gradients[static_cast<std::size_t>(planted)];
  };
  const BugSet showing =
      bugs_that_show(w.network, w.options, w.parameters, w.batch, w.layer, &w.gradients);
  if (!bug && showing.any()) {
    auto nth = random.below(static_cast<std::uint32_t>(showing.count()));
    std::size_t at = 0;
    while (!showing[at] || nth-- > 0) ++at;
    bug = static_cast<PlantedBug>(at);
  }
  result_.bug = bug.value_or(PlantedBug::none);
  result_.layer = core::in_one_layer(result_.bug) ? w.layer : 0;
  result_.shows = showing[static_cast<std::size_t>(result_.bug)];
  result_.check.bug = result_.bug;
  result_.check.examples = w.batch.count();
  const Index weights = weights_of(w.network);
  w.checker = std::make_unique<core::GradientChecker>(w.network, w.options, w.parameters, w.batch,
                                                      of(result_.bug), core::kCheckBudget,
                                                      weights > kLargeNetwork ? 3.0 : 8.0);

  // Plain loops: forward and backward of one example are about six products for each weight.
  constexpr double kTrainingBudget = 4e7;
  constexpr int kUpdates = 40;
  const double one = 12.0 * static_cast<double>(weights);
  w.training =
      first(examples, std::max<Index>(8, static_cast<Index>(kTrainingBudget / kUpdates / one)));
  result_.training_examples = w.training.count();
  result_.updates = static_cast<int>(std::clamp(
      kTrainingBudget / (one * static_cast<double>(w.training.count())), 10.0, double{kUpdates}));
  w.right = w.wrong = w.parameters;
}

BugHunt::~BugHunt() = default;

bool BugHunt::is_right(PlantedBug guess) const {
  return same(work_->gradients[static_cast<std::size_t>(guess)],
              work_->gradients[static_cast<std::size_t>(result_.bug)]);
}

bool BugHunt::advance() {
  constexpr double kCheckShare = 0.7;
  if (work_->checker) {
    if (!check_on()) work_->checker.reset();
    result_.progress = work_->checker ? kCheckShare * work_->checker->progress() : kCheckShare;
    return true;
  }
  const bool more = train_on();
  const auto done = static_cast<double>(std::max(result_.right.size(), result_.wrong.size()));
  result_.progress =
      more ? kCheckShare + (1.0 - kCheckShare) * done / (result_.updates + 1.0) : 1.0;
  return more;
}

bool BugHunt::check_on() {
  const bool more = work_->checker->advance();
  const core::GradientCheck& check = work_->checker->result();
  if (check.layers.size() > work_->layers) add_layer(check.layers.back(), result_.check);
  work_->layers = check.layers.size();
  return more;
}

/// An update of each that still has a finite J.
bool BugHunt::train_on() {
  Work& w = *work_;
  bool more = false;
  const auto go_on = [&](core::Parameters<double>& parameters, std::vector<double>& costs,
                         PlantedBug bug) {
    const bool ended = static_cast<int>(costs.size()) == result_.updates + 1 ||
                       (!costs.empty() && !std::isfinite(costs.back()));
    if (ended) return;
    if (!costs.empty()) descend(w.network, w.options, w.training, bug, parameters, w.layer);
    costs.push_back(
        core::ReferenceCost<double>(w.network, w.options, parameters, w.training).cost());
    more = true;
  };
  go_on(w.right, result_.right, PlantedBug::none);
  go_on(w.wrong, result_.wrong, result_.bug);
  return more;
}

}  // namespace isobath::lab
