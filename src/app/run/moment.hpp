// SPDX-License-Identifier: MIT
// A moment that is kept beside the later ones, and what has changed since.
#pragma once

#include "app/run/run.hpp"
#include "app/snapshot.hpp"

namespace isobath::app {

struct Moment {
  document::Document document;
  Look look;                            // all that could be seen, whatever is shown now
  std::vector<core::Densities> values;  // of every quantity
  Run::Kept standing;                   // to draw it again, in another size or for another unit
};

/// now ← now − then, number by number; both are of one shape. Ranges are those of the differences.
void subtract(UnitMaps& now, const UnitMaps& then);
void subtract(std::vector<LayerLinks>& now, const std::vector<LayerLinks>& then);
/// Of classes: where another one is the likeliest now, its certainty; elsewhere, how much the
/// certainty changed.
void subtract(OutputMap& now, const OutputMap& then);

}  // namespace isobath::app
