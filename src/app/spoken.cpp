// SPDX-License-Identifier: MIT
// One sentence at a time: a live region forgets what it has not yet said.
#include "app/spoken.hpp"

#include <string_view>
#include <utility>

#include "app/doctor/doctor_rules.hpp"

namespace isobath::app {

std::string Spoken::next(const Snapshot& snapshot, bool settled) {
  if (snapshot.playing) playing_ = true;
  if (snapshot.playing || !settled) return {};
  const bool paused = std::exchange(playing_, false);
  const auto& findings = snapshot.diagnosis.findings;
  const std::string_view title =
      findings.empty() ? std::string_view("No problem found") : findings.front().title;
  const bool changed = title != title_ && !std::exchange(first_, false);
  if (title != title_) title_ = title;
  std::string said;
  if (paused && !snapshot.message.empty())
    said = snapshot.message;  // why it stopped
  else if (paused)
    said = "step " + std::to_string(snapshot.record.step) + ", J " +
           doctor::brief(snapshot.record.cost);
  if (changed) said += (paused ? ". Doctor: " : "Doctor: ") + title_;
  return said;
}

}  // namespace isobath::app
