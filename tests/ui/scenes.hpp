// SPDX-License-Identifier: MIT
// Moments for the panels to draw, made by hand: no session, no training.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/snapshot.hpp"

namespace isobath::ui::scenes {

/// A snapshot and what it points to; stays where it is.
struct Scene {
  std::string name;
  document::Document document;
  data::Dataset dataset;
  app::Snapshot snapshot;
};

using ScenePtr = std::unique_ptr<Scene>;

/// Hidden layers of `units` tanh units each and one sigmoid output over points of the plane.
ScenePtr network(const std::string& name, int hidden, int units);

ScenePtr first_document();       // 2-4-1
ScenePtr logistic_regression();  // 2-1
ScenePtr diverged();             // NaN, Inf and 0 in the record, NaN in costs and weights
ScenePtr table();                // eleven inputs, two targets, no plane
ScenePtr no_dev();               // all examples in the training part
ScenePtr with_message();         // a long sentence to show

/// Not a scene: a record in which A is factor^l at layer l and dZ as much from the last layer back.
core::Record powers(int layers, double factor);

/// All of the above, 60 layers of 8, and 200 of 512.
std::vector<ScenePtr> all();

}  // namespace isobath::ui::scenes
