// SPDX-License-Identifier: MIT
// A study of an experiment: what is varied, and what is measured of every variation. It is part of
// the document, and changes nothing of the experiment that it is about.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace isobath::document {

enum class StudyKind {
  none,
  map,     // two fields over a plane
  curves,  // one field, or several seeds, over the updates
  search   // one to three fields, over their grid or drawn at random
};

/// What a cell shows. Of several seeds it is the median, with NaN larger than everything; `trained`
/// is a share of them.
enum class Measure {
  train_loss,
  dev_loss,
  train_accuracy,
  dev_accuracy,
  convergence,  // how fast J fell, or grew (Sohl-Dickstein 2024); see lab::Convergence
  trained,      // the share of the seeds whose J came down to the target
  scope_a,      // at the start, log10 of rms A[L] over rms A[1]
  scope_dz      // at the start, log10 of rms dZ[1] over rms dZ[L]
};

struct Study {
  StudyKind kind = StudyKind::none;
  // Axes as SweepAxis reads them, "FIELD=log:LO:HI:N"; y: of a map or a search, z: of a search.
  std::string x{}, y{}, z{};
  int random = 0;  // of a search: cells drawn at random, from ranges without a count; 0: the grid
  std::int64_t steps = 200;
  int seeds = 1;
  Measure measure = Measure::train_loss;
  double target = 0.1;  // of `trained`: J at the end, at most
  bool operator==(const Study&) const = default;
};

std::span<const std::string_view> names(StudyKind);
std::span<const std::string_view> names(Measure);

/// Is it measured at the start, without any update?
constexpr bool is_of_start(Measure measure) {
  return measure == Measure::scope_a || measure == Measure::scope_dz;
}

}  // namespace isobath::document
