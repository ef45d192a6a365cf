// SPDX-License-Identifier: MIT
// The exercise in pieces: a bug, chosen or drawn by lot, is looked for matrix by matrix, then two
// trainings go side by side, one of them with it.
#pragma once

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

/// Larger networks would be checked for minutes.
inline constexpr core::Index kMostHuntedParameters = 1'000'000;

/// What has come of it so far.
struct HuntResult {
  core::PlantedBug bug = core::PlantedBug::none;
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
  /// those that show.
  BugHunt(core::Network network, core::TrainingOptions options,
          const core::Parameters<double>& parameters, const core::Examples<double>& examples,
          std::optional<core::PlantedBug> bug, std::uint64_t seed);
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
