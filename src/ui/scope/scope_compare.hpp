// SPDX-License-Identifier: MIT
// Earlier moments in the depth scope: the start of the run, a pinned moment, and what has changed
// since.
#pragma once

#include <vector>

#include "app/figure/figure.hpp"
#include "core/record.hpp"
#include "ui/scope/scope_lane.hpp"

namespace isobath::ui {

/// A moment to compare with.
struct Earlier {
  const core::Record* record = nullptr;        // null: there is none
  const core::Densities* densities = nullptr;  // of the lane's quantity, or null
};

/// The start of the run; none while that is now.
Earlier start_of(const app::Snapshot& snapshot, core::Quantity quantity);
/// The pinned moment, if it is of as many layers.
Earlier pinned_of(const app::Snapshot& snapshot, core::Quantity quantity);

/// The line of the study's curves that was chosen: its layers before its first update while the
/// open experiment is there too, else after its last.
struct Twin {
  const std::vector<core::LayerRecord>* layers =
      nullptr;  // null: none is chosen, or it is not there
  app::figure::Ink ink;
  Text name;
};
Twin twin_of(const app::Snapshot& snapshot);

/// "×0.9 … ×2.1 since step 120, most in layer 4": how the rms of the layers has changed since the
/// pinned moment. Empty without one.
Text change_in_words(const app::Snapshot& snapshot, core::Quantity quantity);

}  // namespace isobath::ui
