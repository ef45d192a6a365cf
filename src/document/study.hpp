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
  curves,  // one field, or several seeds, over the updates or over another field
  search   // one to three fields, over their grid or drawn at random
};

/// What a cell shows. Of several seeds it is the median, with NaN larger than everything; `trained`
/// is a share of them.
enum class Measure {
  train_loss,
  dev_loss,
  train_accuracy,
  dev_accuracy,
  train_error,  // 1 less the accuracy, which a log axis can enlarge
  dev_error,
  convergence,  // how fast J fell, or grew (Sohl-Dickstein 2024); see lab::Convergence
  trained,      // the share of the seeds whose J came down to the target
  scope_a,      // at the start, log10 of rms A[L] over rms A[1]
  scope_dz      // at the start, log10 of rms dZ[1] over rms dZ[L]
};

struct Study {
  StudyKind kind = StudyKind::none;
  // Axes as SweepAxis reads them, "FIELD=log:LO:HI:N"; y: of a map or a search, z: of a search.
  std::string x{}, y{}, z{};
  std::string over{};  // of curves: the axis they go over; empty: the updates
  int random = 0;  // of a search: cells drawn at random, from ranges without a count; 0: the grid
  std::int64_t steps = 200;
  int seeds = 1;
  Measure measure = Measure::train_loss;
  double target = 0.1;  // of `trained`: J at the end, at most
  bool operator==(const Study&) const = default;
};

std::span<const std::string_view> names(StudyKind);
std::span<const std::string_view> names(Measure);

/// The loss, accuracy or error of one part at the end of a training.
constexpr bool is_of_part(Measure measure) { return measure <= Measure::dev_error; }
constexpr bool is_of_dev(Measure measure) {
  return measure == Measure::dev_loss || measure == Measure::dev_accuracy ||
         measure == Measure::dev_error;
}
constexpr bool is_accuracy(Measure measure) {
  return measure == Measure::train_accuracy || measure == Measure::dev_accuracy;
}
constexpr bool is_error(Measure measure) {
  return measure == Measure::train_error || measure == Measure::dev_error;
}

/// Is it measured at the start, without any update?
constexpr bool is_of_start(Measure measure) {
  return measure == Measure::scope_a || measure == Measure::scope_dz;
}

}  // namespace isobath::document
