// SPDX-License-Identifier: MIT
// Edges of bands, stretch by stretch.
#include "app/figure/band.hpp"

#include <algorithm>
#include <cmath>

namespace isobath::app::figure {
namespace {

constexpr double kOutside = 0.5;  // of the axis: where edges beyond it end

double within(double share) { return std::clamp(share, -kOutside, 1.0 + kOutside); }

}  // namespace

std::optional<BandEdge> band_edge(const Band& band, std::size_t i, const Axis& x, const Axis& y) {
  const double at = x.share(band.x[i]);
  const double high = y.share(band.high[i]);
  double low = y.share(band.low[i]);
  if (!std::isfinite(at) || std::isnan(high) || std::isnan(band.low[i])) return std::nullopt;
  if (std::isnan(low)) low = -kOutside;  // 0 on a logarithmic axis lies below all of it
  return BandEdge{at, within(low), within(high)};
}

void trace_band(const Band& band, const Axis& x, const Axis& y, Outline& outline) {
  outline.points.clear();
  outline.ends.clear();
  const auto close = [&](std::size_t from, std::size_t end) {
    if (from == end) return;
    for (std::size_t i = end; i-- > from;) {
      const BandEdge edge = *band_edge(band, i, x, y);
      outline.points.push_back({edge.x, edge.low});
    }
    outline.ends.push_back(outline.points.size());
  };
  std::size_t from = 0;
  for (std::size_t i = 0; i < band.x.size(); ++i) {
    if (const auto edge = band_edge(band, i, x, y)) {
      outline.points.push_back({edge->x, edge->high});
    } else {
      close(from, i);
      from = i + 1;
    }
  }
  close(from, band.x.size());
}

}  // namespace isobath::app::figure
