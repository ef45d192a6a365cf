// SPDX-License-Identifier: MIT
// A finished map as files: its cells as an image, and with axes and words as an SVG.
#pragma once

#include <span>
#include <string>

#include "app/study/map_shades.hpp"
#include "document/document.hpp"
#include "files/image.hpp"
#include "lab/sweep_plan.hpp"

namespace isobath::app {

struct MapPicture {
  files::Image image;  // square cells of some pixels each; the lowest y at the foot
  int cell_px = 1;
  std::string title, x_name, y_name;
  std::string x_low, x_high, y_low, y_high;  // the ends of the axes
  std::string legend;                        // what the colours mean
  bool dark = false;
};

/// `values` [cell], as lab::study_value() has them, of a plan with two axes. `shades`: what the
/// colours go by where it is not these values.
MapPicture map_picture(const document::Document& document, const lab::SweepPlan& plan,
                       std::span<const double> values, bool dark,
                       const MapShades* shades = nullptr);

/// The picture within, as it is.
std::string map_svg(const MapPicture& picture);

}  // namespace isobath::app
