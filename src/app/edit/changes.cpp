// SPDX-License-Identifier: MIT
// Comparing documents.
#include "app/edit/changes.hpp"

#include "core/initialization.hpp"

namespace isobath::app {

bool same_shape(const document::Document& a, const document::Document& b) {
  return a.layers == b.layers && a.loss == b.loss && a.precision == b.precision &&
         a.arithmetic == b.arithmetic;
}

bool same_draws(const document::Document& a, const document::Document& b) {
  return core::same_draws(a.layers, a.initialization, b.layers, b.initialization);
}

}  // namespace isobath::app
