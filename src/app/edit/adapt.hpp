// SPDX-License-Identifier: MIT
// Keeping a document whole while it is edited: what must follow when one thing is changed.
#pragma once

#include <expected>
#include <memory>
#include <string>
#include <vector>

#include "data/dataset.hpp"
#include "document/document.hpp"

namespace isobath::app {

/// Fits the last layer and the loss to the targets of the document's data: two classes want one
/// sigmoid unit, more a softmax, regression a linear output with squared error. What fits is left.
void fit_output(document::Document& document);

/// Has somebody said what the last layer and the loss are, so that they are not those of every
/// document?
bool says_output(const document::Document& document);

/// What would fit the document's data where its output does not: "3 units of softmax with
/// categorical_cross_entropy fit"; "" where it does.
std::string fitting_output(const document::Document& document);

/// Fits the last layer's activation to a loss just chosen: sigmoid or softmax for the
/// cross-entropies, anything but softmax for squared error.
void fit_activation(document::Document& document);

/// A document about the user's own table; the network's output is fitted to its targets.
document::Document with_table(document::Document document,
                              std::shared_ptr<const data::Table> table);

/// The document with other choices for the columns of its table, in place of those it has; its
/// output is fitted. A sentence if they do not go with the table or there is none.
std::expected<document::Document, std::string> with_choices(
    document::Document document, std::vector<data::ColumnChoice> choices);

}  // namespace isobath::app
