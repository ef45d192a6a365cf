// SPDX-License-Identifier: MIT
// What theory draws over a map: how deep signals reach at a scale of the start, and the largest α
// that the start's sharpness allows.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "app/figure/figure.hpp"
#include "app/study/map_axis.hpp"
#include "document/document.hpp"
#include "lab/jobs/job.hpp"

namespace isobath::app {

enum class MapLineKind {
  depth_scale,       // ξ, over which the likeness of two inputs settles
  six_depth_scales,  // 6 ξ (S. Schoenholz et al., 2017)
  largest_rate  // at which plain gradient descent, or its momentum, loses its footing: 2/λ_max
};

/// In the units of the axes; a point that is not finite is a gap.
struct MapLine {
  MapLineKind kind = MapLineKind::depth_scale;
  std::vector<figure::Place> points;
};

class MapLines final : public lab::Job {
 public:
  /// Null where theory has no line for these axes. Depth scales: of the scale against depth; rates:
  /// of α against any field of the network or of its start.
  static std::shared_ptr<MapLines> of(const document::Document& base, const MapAxis& x,
                                      const MapAxis& y);

  /// A place along the side that theory goes along.
  bool advance() override;
  double progress() const override;

  /// Complete when it has ended.
  const std::vector<MapLine>& lines() const { return lines_; }
  /// Where χ₁ = 1 in a layer between two hidden ones, which a deep network has most; of the scale
  /// against depth alone.
  std::optional<double> critical_scale() const { return critical_; }

 private:
  enum class Theory { depth, rate };
  MapLines(const document::Document& base, const MapAxis& along, const MapAxis& across,
           Theory theory, bool upright);
  std::optional<document::Document> document_at(MapPlace place) const;
  void find_critical();
  void add_depth(MapPlace place);
  void add_rate(MapPlace place);
  void add(MapLine& line, MapPlace place, double value);

  const document::Document base_;
  const MapAxis along_, across_;
  const Theory theory_;
  const bool upright_;  // does `along_` go upwards?
  std::vector<MapPlace> places_;
  std::size_t next_ = 0;
  std::vector<MapLine> lines_;
  std::optional<double> critical_;
};

}  // namespace isobath::app
