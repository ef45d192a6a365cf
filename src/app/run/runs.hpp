// SPDX-License-Identifier: MIT
// Runs that have ended and are kept to be compared with: what they were of, how J went, and where
// they stood. They are named by what differs.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/run/cost_sample.hpp"
#include "core/record.hpp"
#include "document/document.hpp"

namespace isobath::app {

/// The oldest go first when there are more.
inline constexpr std::size_t kMaxRuns = 20;
/// Of J's curve.
inline constexpr std::size_t kMaxRunSamples = 320;
/// Where a larger network stood is not kept: such a run begins anew when it is restored. All of
/// them take at most 40 MB.
inline constexpr std::size_t kMaxStanding_bytes = std::size_t{2} << 20U;

struct EndedRun {
  int id = 0;           // from 1, never given twice
  int colour = 0;       // the smallest number that no other run has
  std::string name;     // "α 0.3 · 8 relu"
  bool shown = true;    // on the plot
  bool pinned = false;  // never let go of to make room
  document::Document document;
  std::vector<CostSample> costs;
  core::Record start;  // at its first update
  core::Record last;   // where it ended
  /// To go on there, as Run::pack() gives it; null: too large to be kept.
  std::shared_ptr<const std::string> standing;
};

/// May their J be compared: of the same examples, by the same loss? What the network is given of
/// them, and how it is scaled, may differ.
bool comparable(const document::Document& a, const document::Document& b);

/// Appends a run, with its number and colour, letting go of the oldest that is not pinned where
/// there are too many; false where all of those are pinned: the run is not kept then. An earlier
/// part of the same training makes room for it, and leaves it its pin.
bool keep(std::vector<EndedRun>& runs, EndedRun run, int id);

/// Names every run by the fields in which the runs and `present` differ; returns the present one's
/// name, "" if nothing differs.
std::string name_runs(std::vector<EndedRun>& runs, const document::Document& present);

/// The values of an experiment that tell it from others, in the order of the fields: "α 0.3",
/// "10 × 16 tanh". Every document gives as many, so that they can be compared place by place.
std::vector<std::string> traits(const document::Document& document);

}  // namespace isobath::app
