// SPDX-License-Identifier: MIT
// The reasons, the gravest first.
#include "app/run/breakpoints.hpp"

#include <algorithm>
#include <string_view>

#include "app/doctor/doctor_rules.hpp"
#include "document/sentence.hpp"

namespace isobath::app {

using document::join;

namespace {

std::string at_step(const core::Record& record) {
  return join({"Stopped at step ", std::to_string(record.step), ": "});
}

}  // namespace

std::optional<std::string> reason_to_stop(const Breakpoints& breakpoints,
                                          const core::Record& before, const core::Record& now) {
  if (breakpoints.non_finite && now.diverged && !before.diverged)
    return join({at_step(now), "the first non-finite value is in ",
                 core::symbol(now.diverged->what), "[", std::to_string(now.diverged->layer), "]."});
  if (breakpoints.layer_dies) {
    const std::size_t layers = std::min(before.layers.size(), now.layers.size());
    for (std::size_t l = 0; l < layers; ++l)
      if (now.layers[l].dead == 1.0 && before.layers[l].dead < 1.0)
        return join({at_step(now), "layer ", std::to_string(l + 1),
                     " has died: g′ is 0 in all of its units on every example."});
  }
  if (breakpoints.cost_rises && now.cost > before.cost)
    return join({at_step(now), "J rose from ", doctor::brief(before.cost, 3), " to ",
                 doctor::brief(now.cost, 3), "."});
  if (breakpoints.step && now.step >= *breakpoints.step && before.step < *breakpoints.step)
    return join({at_step(now), "as asked."});
  return std::nullopt;
}

}  // namespace isobath::app
