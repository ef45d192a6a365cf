// SPDX-License-Identifier: MIT
// What two documents have in common, and so what of a run outlives an edit.
#pragma once

#include "document/document.hpp"

namespace isobath::app {

/// Do both have the same layers, loss and arithmetic?
bool same_shape(const document::Document& a, const document::Document& b);

/// Do the same draws, at other scales, make both starts?
bool same_draws(const document::Document& a, const document::Document& b);

}  // namespace isobath::app
