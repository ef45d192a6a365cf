// SPDX-License-Identifier: MIT
// Comparing documents.
#include "app/changes.hpp"

#include "core/initialization.hpp"

namespace isobath::app {

bool same_shape(const document::Document& a, const document::Document& b) {
  return a.layers == b.layers && a.loss == b.loss && a.precision == b.precision &&
         a.arithmetic == b.arithmetic;
}

bool same_draws(const document::Document& a, const document::Document& b) {
  if (a.layers.size() != b.layers.size() || a.initialization.seed != b.initialization.seed)
    return false;
  for (std::size_t l = 0; l < a.layers.size(); ++l)
    if (a.layers[l].units != b.layers[l].units ||
        core::scheme_of(a.layers[l], a.initialization) !=
            core::scheme_of(b.layers[l], b.initialization) ||
        core::bias_of(a.layers[l], a.initialization).normal !=
            core::bias_of(b.layers[l], b.initialization).normal)
      return false;
  return true;
}

}  // namespace isobath::app
