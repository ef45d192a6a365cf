// SPDX-License-Identifier: MIT
// How many inputs and targets the data of a document has, known before any example is drawn.
#pragma once

#include "core/matrix.hpp"
#include "data/options.hpp"

namespace isobath::document {

/// n[0]: features of the plane, bits, housing's 4, side · side · channels, or the columns of x.
core::Index input_count(const data::Options& options);

/// 1, or for images of more than two classes and for tables as many as there are classes, columns.
core::Index target_count(const data::Options& options);

}  // namespace isobath::document
