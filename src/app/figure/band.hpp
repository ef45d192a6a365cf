// SPDX-License-Identifier: MIT
// The outline of a band, as pictures and files fill it.
#pragma once

#include <optional>
#include <vector>

#include "app/figure/figure.hpp"

namespace isobath::app::figure {

/// A point of a band's two edges, as shares of the axes: 0 … 1 within them.
struct BandEdge {
  double x = 0.0, low = 0.0, high = 0.0;
};

/// The edges at a band's point; none where there is a gap: at NaN, and where the upper edge has no
/// place on a logarithmic axis. Edges that go beyond the plot end a little outside of it, and so
/// does a lower edge of 0 or less on a logarithmic axis.
std::optional<BandEdge> band_edge(const Band& band, std::size_t i, const Axis& x, const Axis& y);

/// One closed outline a stretch without gaps: along the upper edge and back along the lower one.
/// `ends` are the indices behind the last point of each outline.
struct Outline {
  std::vector<Place> points;  // shares of the axes
  std::vector<std::size_t> ends;
};
void trace_band(const Band& band, const Axis& x, const Axis& y, Outline& outline);

}  // namespace isobath::app::figure
