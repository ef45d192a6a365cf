// SPDX-License-Identifier: MIT
#include "app/run/layer_links.hpp"

#include <algorithm>
#include <cmath>
#include <span>

namespace isobath::app {

void LayerLinks::measure() {
  const std::span all(weights.data(), static_cast<std::size_t>(weights.size()));
  max_abs = 0.0F;
  for (const float weight : all)
    if (std::isfinite(weight)) max_abs = std::max(max_abs, std::abs(weight));
  sizes.fill(0);
  const auto parts = static_cast<float>(sizes.size());
  for (const float weight : all) {
    if (!std::isfinite(weight)) continue;
    const float part = max_abs > 0.0F ? std::abs(weight) / max_abs * parts : 0.0F;
    ++sizes[std::min(sizes.size() - 1, static_cast<std::size_t>(part))];
  }
}

}  // namespace isobath::app
