// SPDX-License-Identifier: MIT
// What the panels see of curves that are being made, and what many trainings come to by rank.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/figure/axis.hpp"
#include "core/record.hpp"
#include "document/study.hpp"

namespace isobath::app {

/// All trainings of one value.
struct CurveGroup {
  std::string value;  // of the field, as a link writes it; empty where draws alone differ
  /// [seed][point]: what is measured; empty, or NaN over a field, where it is not there yet.
  std::vector<std::vector<double>> lines;
  /// [point]: over the seeds that are there, by rank, what is not finite above everything; NaN
  /// where there is none.
  std::vector<double> low, median, high;  // 10 %, 50 %, 90 %
  /// [point]: the median over the training part, where a field is gone over and dev is measured.
  std::vector<double> train;
  /// Where it has as many parameters as examples to learn from, in the unit of the axis.
  std::optional<double> interpolates;
  int known = 0;     // trainings
  int diverged = 0;  // of them
  /// Of the first seed's training before its first and after its last update; empty over a field.
  std::vector<core::LayerRecord> start, end;
};

struct CurvesView {
  std::string fault;  // why there are no curves, or "": one sentence
  document::Study study;
  std::string path;  // of the field that the lines differ in; empty where draws alone differ
  std::string over;  // of the field that they go over; empty: the updates
  figure::Axis x;
  std::vector<double> at;             // [point]: the update, or the value of the field
  std::vector<std::string> at_texts;  // [point]: of a field, as a link writes it
  std::vector<CurveGroup> groups;
  int known = 0, wanted = 0;  // trainings
  bool busy = false;
  std::uint64_t version = 0;  // changes when a training is added

  bool over_updates() const { return over.empty(); }
};

/// In how many of the draws that both have `a` ends below `b`; not finite is above everything.
/// Where more is better, above it.
struct Paired {
  int better = 0, of = 0;
};
Paired compare(const CurveGroup& a, const CurveGroup& b, bool more_is_better = false);

/// The same of many values by rank: of none it is NaN, and what is not finite is above everything.
double quantile(std::vector<double> values, double share);

/// low, median and high of a group's lines. `gaps`: is NaN a training that is not there yet?
void summarize(CurveGroup& group, bool gaps);

/// Of every draw that both have, `group` less `first` at each point: what the draw itself does is
/// not in it.
CurveGroup difference(const CurveGroup& group, const CurveGroup& first);

/// The points and medians where a group is best: lowest, or highest where more is better; nothing
/// while none is known.
std::optional<std::size_t> best_point(const CurveGroup& group, bool more_is_better);

}  // namespace isobath::app
