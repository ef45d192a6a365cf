// SPDX-License-Identifier: MIT
// The reference in Eigen alone that bench/ measures beside the core computes the same thing.
#include "eigen_step.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "lab/workloads.hpp"

namespace lab_eigen_step {

using namespace isobath;

namespace {

bench::EigenStep reference_of(const lab::Workload& workload, const core::Parameters<float>& start,
                              const core::Examples<float>& examples) {
  std::vector<int> units;
  for (int l = 0; l <= workload.network.depth(); ++l)
    units.push_back(static_cast<int>(workload.network.units(l)));
  const auto learning_rate = static_cast<float>(lab::options_of(workload).learning_rate);
  bench::EigenStep reference(units, static_cast<int>(workload.batch), learning_rate);
  reference.x = examples.x;
  reference.y = examples.y;
  for (std::size_t l = 0; l < start.size(); ++l) {
    reference.layers[l].weights = start[l].weights;
    reference.layers[l].bias = start[l].bias;
  }
  return reference;
}

/// The largest distance of weights or biases over the largest change from the start.
float worst(const core::Parameters<float>& trained, const core::Parameters<float>& start,
            const bench::EigenStep& reference) {
  float apart = 0.0F;
  float moved = 0.0F;
  for (std::size_t l = 0; l < start.size(); ++l) {
    const auto& layer = reference.layers[l];
    apart = std::max({apart, (trained[l].weights - layer.weights).cwiseAbs().maxCoeff(),
                      (trained[l].bias - layer.bias).cwiseAbs().maxCoeff()});
    moved = std::max({moved, (trained[l].weights - start[l].weights).cwiseAbs().maxCoeff(),
                      (trained[l].bias - start[l].bias).cwiseAbs().maxCoeff()});
  }
  return apart / moved;
}

}  // namespace

TEST_CASE("the step in Eigen alone trains as the core does", "[lab][bench]") {
  const char* name = GENERATE("W1", "W2", "W3", "W4", "W5");
  CAPTURE(name);
  const lab::Workload& workload = *lab::find_workload(name);
  const auto examples = lab::examples_of(workload);
  const auto start = core::cast<float>(lab::start_of(workload));
  core::Trainer<float> trainer(workload.network, lab::options_of(workload), lab::start_of(workload),
                               examples);
  bench::EigenStep reference = reference_of(workload, start, examples);
  for (int i = 0; i < 10; ++i) {
    trainer.step();
    reference.step();
  }
  CHECK(worst(trainer.parameters(), start, reference) < 1e-3F);

  // The comparison sees what is wrong: one more update is far away.
  reference.step();
  CHECK(worst(trainer.parameters(), start, reference) > 1e-2F);
}

}  // namespace lab_eigen_step
