// SPDX-License-Identifier: MIT
// The exercise in pieces: a bug, chosen or drawn at random, is looked for matrix by matrix, then
// two trainings go side by side, one of them with it.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "lab/gradient_exercise.hpp"

namespace isobath::lab {

/// "lost transpose".
std::string_view readable(core::PlantedBug bug);
/// What the line looks like with it: "dA[l−1] = W[l]·dZ[l] in place of W[l]ᵀ·dZ[l]".
std::string_view told(core::PlantedBug bug);
/// When it changes nothing: "It needs L2 or L1: …".
std::string_view why_hidden(core::PlantedBug bug);

/// By the numbers of core::PlantedBug.
using BugSet = std::bitset<core::kCount<core::PlantedBug>>;
/// Those whose gradients are others than the right ones at these parameters, on the examples that a
/// check looks at; bugs of one layer are planted in `layer` (0: see core::bug_layer). `gradients`,
/// if given, become those with each bug.
BugSet bugs_that_show(
    const core::Network& network, const core::TrainingOptions& options,
    const core::Parameters<double>& parameters, const core::Examples<double>& examples, int layer,
    std::array<core::Parameters<double>, core::kCount<core::PlantedBug>>* gradients = nullptr);

/// Larger networks would be checked for minutes.
inline constexpr core::Index kMostHuntedParameters = 1'000'000;

/// What has come of it so far.
struct HuntResult {
  core::PlantedBug bug = core::PlantedBug::none;
  int layer = 0;           // that a bug in one layer is in; else 0
  bool shows = true;       // are its gradients others than the right ones here?
  GradientExercise check;  // the matrices that are done
  /// J before each update and after the last, without the bug and with it; over
  /// `training_examples` of the training part. Ends early where J is not finite.
  std::vector<double> right, wrong;
  int updates = 0;  // of each, in the end
  core::Index training_examples = 0;
  double progress = 0.0;  // 0 to 1
};

class BugHunt {
 public:
  /// Of a network of at most kMostHuntedParameters. Without a bug one is drawn by `seed` among
  /// those that show, and its layer; else a bug of one layer is planted in `layer`.
  BugHunt(core::Network network, core::TrainingOptions options,
          const core::Parameters<double>& parameters, const core::Examples<double>& examples,
          std::optional<core::PlantedBug> bug, std::uint64_t seed, int layer = 0);
  ~BugHunt();
  BugHunt(const BugHunt&) = delete;
  BugHunt& operator=(const BugHunt&) = delete;

  /// The next piece: an entry's difference or an update of both trainings; false after the last.
  bool advance();
  const HuntResult& result() const { return result_; }
  /// Does `guess` make the same gradients as the bug that is planted?
  bool is_right(core::PlantedBug guess) const;

 private:
  struct Work;
  bool check_on();
  bool train_on();

  std::unique_ptr<Work> work_;
  HuntResult result_;
};

}  // namespace isobath::lab
