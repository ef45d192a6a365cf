// SPDX-License-Identifier: MIT
// A hunt in pieces comes to what the check and the trainings say at once; the lot plants only what
// can be found.
#include "lab/bug_hunt.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <set>

#include "lab/bug_scene.hpp"

namespace lab_bug_hunt {

using namespace isobath;
using namespace isobath::lab;
using core::PlantedBug;
using isobath::tests::examples_for;
using isobath::tests::network_of;
using isobath::tests::start_of;

namespace {

struct Scene : tests::BugScene {
  Scene() : BugScene(60) {}
  BugHunt hunt(std::optional<PlantedBug> bug, std::uint64_t seed = 1) const {
    return {network, options, parameters, examples, bug, seed};
  }
};

HuntResult finish(BugHunt& hunt) {
  double before = 0.0;
  while (hunt.advance()) {
    CHECK(hunt.result().progress >= before);
    before = hunt.result().progress;
  }
  CHECK(hunt.result().progress == 1.0);
  return hunt.result();
}

}  // namespace

TEST_CASE("a hunt in pieces finds what the check finds at once", "[lab][bug_hunt]") {
  const Scene scene;
  const auto bug = static_cast<PlantedBug>(GENERATE(range(0, core::kCount<core::PlantedBug>)));
  CAPTURE(readable(bug));
  BugHunt hunt = scene.hunt(bug);
  const HuntResult found = finish(hunt);
  const GradientExercise whole =
      check_with_bug(scene.network, scene.options, scene.parameters, scene.examples, bug);
  REQUIRE(found.check.matrices.size() == whole.matrices.size());
  for (std::size_t i = 0; i < whole.matrices.size(); ++i) {
    CHECK(found.check.matrices[i].name == whole.matrices[i].name);
    CHECK(found.check.matrices[i].ratio == whole.matrices[i].ratio);
  }
  CHECK(found.check.verdict == whole.verdict);
  CHECK(found.check.checked == whole.checked);
  CHECK(found.check.examples == whole.examples);
  CHECK(found.shows == (bug != PlantedBug::none));
  CHECK(found.training_examples == 60);
  CHECK(found.right == train_with_bug(scene.network, scene.options, scene.parameters,
                                      scene.examples, PlantedBug::none, found.updates));
  CHECK(found.wrong == train_with_bug(scene.network, scene.options, scene.parameters,
                                      scene.examples, bug, found.updates));
}

TEST_CASE("only the check tells a bug: shapes and sizes are as they should be", "[lab][bug_hunt]") {
  const Scene scene;
  const auto bug = static_cast<PlantedBug>(GENERATE(range(1, core::kCount<core::PlantedBug>)));
  CAPTURE(readable(bug));
  const auto batch = core::check_batch(scene.network, scene.examples);
  const auto right =
      core::reference_gradients(scene.network, scene.options, scene.parameters, batch);
  const auto wrong =
      core::reference_gradients(scene.network, scene.options, scene.parameters, batch, bug);
  BugHunt hunt = scene.hunt(bug);
  const HuntResult found = finish(hunt);
  REQUIRE(wrong.size() == right.size());
  for (std::size_t l = 0; l < right.size(); ++l) {
    REQUIRE(wrong[l].weights.rows() == right[l].weights.rows());
    REQUIRE(wrong[l].weights.cols() == right[l].weights.cols());
    CHECK(wrong[l].weights.allFinite());
    CHECK(wrong[l].bias.allFinite());
    // The check blames those matrices that are wrong, and no other.
    const auto differs = [](double gap, double size) { return gap > 1e-6 * size; };
    const bool weights = differs((wrong[l].weights - right[l].weights).norm(),
                                 right[l].weights.norm() + wrong[l].weights.norm());
    const bool bias = differs((wrong[l].bias - right[l].bias).norm(),
                              right[l].bias.norm() + wrong[l].bias.norm());
    CHECK((found.check.matrices[2 * l].verdict != Verdict::good) == weights);
    CHECK((found.check.matrices[2 * l + 1].verdict != Verdict::good) == bias);
  }
}

TEST_CASE("the lot plants every bug that shows, and no other", "[lab][bug_hunt]") {
  Scene scene;
  std::set<PlantedBug> drawn;
  for (std::uint64_t seed = 0; seed < 100; ++seed)
    drawn.insert(scene.hunt(std::nullopt, seed).result().bug);
  CHECK(drawn.size() == core::kCount<core::PlantedBug> - 1);
  CHECK_FALSE(drawn.contains(PlantedBug::none));
  // The same seed draws the same bug.
  CHECK(scene.hunt(std::nullopt, 7).result().bug == scene.hunt(std::nullopt, 7).result().bug);
  // Without penalties and hidden layers, these have nowhere to be.
  scene.options.l2 = 0.0;
  scene.network.layers.erase(scene.network.layers.begin(), scene.network.layers.end() - 1);
  scene.parameters = start_of(scene.network);
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    const PlantedBug bug = scene.hunt(std::nullopt, seed).result().bug;
    CHECK(bug != PlantedBug::lost_transpose);
    CHECK(bug != PlantedBug::early_update);
    CHECK(bug != PlantedBug::missing_penalty);
    CHECK(bug != PlantedBug::penalised_bias);
  }
}

TEST_CASE("a bug that has nowhere to be passes the check, and is said to be hidden",
          "[lab][bug_hunt]") {
  Scene scene;
  scene.options.l2 = 0.0;
  BugHunt hunt = scene.hunt(PlantedBug::missing_penalty);
  const HuntResult found = finish(hunt);
  CHECK_FALSE(found.shows);
  CHECK(found.check.verdict == Verdict::good);
  CHECK_FALSE(why_hidden(found.bug).empty());
  CHECK(found.right == found.wrong);
}

TEST_CASE("a bug of one layer is planted in the layer that is asked for", "[lab][bug_hunt]") {
  const Scene scene;
  for (int layer = 1; layer <= 4; ++layer) {
    BugHunt hunt(scene.network, scene.options, scene.parameters, scene.examples,
                 PlantedBug::doubled_weights, 1, layer);
    const HuntResult found = finish(hunt);
    CHECK(found.layer == layer);
    for (std::size_t l = 0; l < 4; ++l) {
      const bool here = static_cast<int>(l) + 1 == layer;
      CHECK((found.check.matrices[2 * l].verdict == Verdict::bad) == here);
      CHECK(found.check.matrices[2 * l + 1].verdict == Verdict::good);
    }
    CHECK(found.right != found.wrong);
  }
}

TEST_CASE("which bugs show depends on network and penalties", "[lab][bug_hunt]") {
  Scene scene;
  const auto shows = [&](PlantedBug bug) {
    return bugs_that_show(scene.network, scene.options, scene.parameters, scene.examples, 0)
        .test(static_cast<std::size_t>(bug));
  };
  CHECK(shows(PlantedBug::lost_transpose));
  CHECK(shows(PlantedBug::missing_penalty));
  CHECK(shows(PlantedBug::doubled_weights));
  CHECK_FALSE(shows(PlantedBug::none));
  scene.options.l2 = 0.0;
  CHECK_FALSE(shows(PlantedBug::missing_penalty));
  CHECK_FALSE(shows(PlantedBug::penalised_bias));
  // Twice nothing is nothing: no gradient reaches weights between zeros.
  for (auto& layer : scene.parameters) layer.weights.setZero();
  for (auto& layer : scene.parameters) layer.bias.setZero();
  CHECK_FALSE(shows(PlantedBug::doubled_weights));
  CHECK(shows(PlantedBug::missing_mean));
}

TEST_CASE("a guess is right where its gradients are those of the bug", "[lab][bug_hunt]") {
  const Scene scene;
  const BugHunt hunt = scene.hunt(PlantedBug::wrong_derivative);
  for (int i = 0; i < core::kCount<core::PlantedBug>; ++i) {
    const auto guess = static_cast<PlantedBug>(i);
    CHECK(hunt.is_right(guess) == (guess == PlantedBug::wrong_derivative));
  }
}

TEST_CASE("large networks are checked on few entries and examples", "[lab][bug_hunt]") {
  Scene scene;
  scene.network = network_of(core::Activation::tanh, core::Loss::binary_cross_entropy, 3, 400);
  scene.examples = examples_for<double>(scene.network, 60);
  scene.parameters = start_of(scene.network);
  const BugHunt hunt = scene.hunt(PlantedBug::missing_mean);
  CHECK(hunt.result().check.examples == 2);
  CHECK(hunt.result().training_examples == 8);
  CHECK(hunt.result().updates == 10);
}

}  // namespace lab_bug_hunt
