// SPDX-License-Identifier: MIT
// Keeping a document whole while it is edited: what must follow when one thing is changed.
#pragma once

#include <expected>
#include <memory>
#include <string>
#include <string_view>

#include "data/dataset.hpp"
#include "document/document.hpp"

namespace isobath::app {

/// Fits the last layer and the loss to the targets of the document's data: two classes want one
/// sigmoid unit, more a softmax, regression a linear output with squared error. What fits is left.
void fit_output(document::Document& document);

/// Fits the last layer's activation to a loss just chosen: sigmoid or softmax for the
/// cross-entropies, anything but softmax for squared error.
void fit_activation(document::Document& document);

/// A document about the user's own table; the network's output is fitted to its targets.
document::Document with_table(document::Document document, data::Table table);

/// What ApplyChanges may set beside the document's fields: kTargetsField to kStandardized puts the
/// targets of a table into σ from their mean, column by column.
inline constexpr std::string_view kTargetsField = "data.y", kStandardized = "standardize";
/// Sentence if the document has no table of its own.
std::expected<document::Document, std::string> with_standardized_targets(
    document::Document document);

/// A dropped or opened file: a document if it is JSON, else a table (CSV) for `present`. An error
/// is one sentence that begins with the file's name.
std::expected<document::Document, std::string> read_file(const document::Document& present,
                                                         const std::string& name,
                                                         const std::string& text);

}  // namespace isobath::app
