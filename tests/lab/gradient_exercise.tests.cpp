// SPDX-License-Identifier: MIT
// Planted bugs: found by the check, in the matrices where they are, and by nothing else.
#include "lab/gradient_exercise.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>

#include "lab/bug_scene.hpp"

namespace lab_gradient_exercise {

using namespace isobath;
using namespace isobath::lab;
using Catch::Matchers::WithinRel;
using core::PlantedBug;
using isobath::tests::examples_for;
using isobath::tests::network_of;
using isobath::tests::start_of;

namespace {

struct Scene : tests::BugScene {
  Scene() : BugScene(12) {}
};

std::vector<std::string> wrong_ones(const GradientExercise& exercise) {
  std::vector<std::string> names;
  for (const CheckedMatrix& matrix : exercise.matrices)
    if (matrix.verdict == Verdict::bad) names.push_back(matrix.name);
  return names;
}

}  // namespace

TEST_CASE("without a bug every matrix passes the course's 1e-7", "[lab][gradient_exercise]") {
  const Scene scene;
  const GradientExercise exercise = check_with_bug(scene.network, scene.options, scene.parameters,
                                                   scene.examples, PlantedBug::none);
  REQUIRE(exercise.matrices.size() == 8);
  CHECK(exercise.matrices[0].name == "dW[1]");
  CHECK(exercise.matrices[7].name == "db[4]");
  for (const CheckedMatrix& matrix : exercise.matrices) CHECK(matrix.ratio < kRatioGood);
  CHECK(exercise.verdict == Verdict::good);
  CHECK(exercise.checked == exercise.entries);
}

TEST_CASE("every planted bug is found, in the matrices that it reaches",
          "[lab][gradient_exercise]") {
  const Scene scene;
  const auto bug = static_cast<PlantedBug>(GENERATE(range(1, core::kCount<core::PlantedBug>)));
  CAPTURE(core::names(bug)[static_cast<std::size_t>(bug)]);
  const GradientExercise exercise =
      check_with_bug(scene.network, scene.options, scene.parameters, scene.examples, bug);
  CHECK(exercise.verdict == Verdict::bad);
  const auto wrong = wrong_ones(exercise);
  const auto is_wrong = [&](const char* name) { return std::ranges::count(wrong, name) == 1; };
  // The last layer's gradients come before anything goes back through weights or g′.
  if (bug == PlantedBug::lost_transpose || bug == PlantedBug::wrong_derivative ||
      bug == PlantedBug::early_update) {
    CHECK_FALSE(is_wrong("dW[4]"));
    CHECK(is_wrong("dW[1]"));
  }
  if (bug == PlantedBug::penalised_bias)
    CHECK(std::ranges::all_of(wrong, [](const auto& name) { return name.starts_with("db"); }));
  if (bug == PlantedBug::missing_penalty || bug == PlantedBug::forgotten_cache)
    CHECK(std::ranges::all_of(wrong, [](const auto& name) { return name.starts_with("dW"); }));
  if (bug == PlantedBug::missing_mean) CHECK(wrong.size() == exercise.matrices.size());
  if (bug == PlantedBug::doubled_weights || bug == PlantedBug::halved_weights)
    CHECK(wrong == std::vector<std::string>{"dW[2]"});
  if (bug == PlantedBug::quadrupled_bias) CHECK(wrong == std::vector<std::string>{"db[2]"});
}

TEST_CASE("a gradient that is not finite is a bad one", "[lab][gradient_exercise]") {
  Scene scene;
  scene.parameters[0].weights(0, 0) = std::nan("");
  CHECK(check_with_bug(scene.network, scene.options, scene.parameters, scene.examples,
                       PlantedBug::none)
            .verdict == Verdict::bad);
}

TEST_CASE("training without a bug is the trainer's, with one it is another",
          "[lab][gradient_exercise]") {
  const Scene scene;
  const auto costs = train_with_bug(scene.network, scene.options, scene.parameters, scene.examples,
                                    PlantedBug::none, 20);
  REQUIRE(costs.size() == 21);
  CHECK(costs.back() < costs.front());
  core::Trainer<double> trainer(scene.network, scene.options, scene.parameters, scene.examples);
  for (int i = 0; i < 20; ++i) trainer.step();
  CHECK_THAT(costs.back(),
             WithinRel(core::ReferenceCost<double>(scene.network, scene.options,
                                                   trainer.parameters(), scene.examples)
                           .cost(),
                       1e-12));
  const auto buggy = train_with_bug(
      scene.network, scene.options, scene.parameters, scene.examples,
      static_cast<PlantedBug>(GENERATE(range(1, core::kCount<core::PlantedBug>))), 20);
  CHECK(buggy.front() == costs.front());
  CHECK(std::abs(buggy.back() - costs.back()) > 1e-9);
}

TEST_CASE("a training that diverges ends where J does", "[lab][gradient_exercise]") {
  Scene scene;
  scene.network = network_of(core::Activation::linear, core::Loss::squared_error, 3);
  scene.examples = examples_for<double>(scene.network, 12);
  scene.parameters = start_of(scene.network);
  scene.options.learning_rate = 50.0;
  const auto costs = train_with_bug(scene.network, scene.options, scene.parameters, scene.examples,
                                    PlantedBug::missing_mean, 10000);
  CHECK(costs.size() < 10001);
  CHECK_FALSE(std::isfinite(costs.back()));
}

}  // namespace lab_gradient_exercise
