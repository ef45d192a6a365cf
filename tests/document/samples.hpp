// SPDX-License-Identifier: MIT
// Documents to test with: one for every field away from its default, all of them valid.
#pragma once

#include <string>
#include <vector>

#include "document/document.hpp"
#include "document/fields.hpp"

namespace isobath::document::samples {

/// A table of two inputs and one target with names and awkward numbers.
data::Table table();

/// A table that only its columns say: words, dates, missing cells, units and choices.
data::Table mixed_table();

/// Saved numbers in the shapes of the document, some of them not finite.
core::Parameters<double> parameters(const Document& document);

/// The document with its last layer and its table fitted to its loss and source.
Document fitted(Document document);

/// Documents in which this field is not at its default (and whatever must go with it).
std::vector<Document> away_from_default(const Field& field);

}  // namespace isobath::document::samples
