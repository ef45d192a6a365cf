// SPDX-License-Identifier: MIT
// What follows from the source of a document's data, before any example is drawn: how many inputs
// and targets there are, how many parameters, and how they are split where nothing is said.
#pragma once

#include "core/matrix.hpp"
#include "data/options.hpp"
#include "document/document.hpp"

namespace isobath::document {

/// n[0]: features of the plane, bits, housing's 4, side · side · channels, what `inputs` says of
/// gaussian, mnist1d's 40, or the columns of x.
core::Index input_count(const data::Options& options);

/// 1, or for images of more than two classes and for tables as many as there are classes, columns;
/// what `targets` says of gaussian, mnist1d's 10.
core::Index target_count(const data::Options& options);

/// Weights and biases of its network.
core::Index parameter_count(const Document& document);

/// The split where none is given: of parity and gaussian every row trains, because none follows
/// from others.
data::Split default_split(data::Source source);

}  // namespace isobath::document
