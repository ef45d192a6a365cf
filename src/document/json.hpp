// SPDX-License-Identifier: MIT
// Documents as JSON text, and as a table of fields that everything else reads.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "document/document.hpp"

namespace isobath::document {

/// A whole document from JSON. Every error is one sentence naming the field's path, what stands
/// there and what may: "network.layers[2].units: 0 is not between 1 and 512". A document that is
/// well formed but does not fit together (loss and last layer, targets and outputs, parameters and
/// shapes) is an error too.
std::expected<Document, std::string> from_json(std::string_view text);

/// The document as JSON: only what differs from the defaults, or everything if `whole`; numbers
/// with as many digits as bring the same bits back. `indent` < 0 gives one line.
std::string to_json(const Document& document, bool whole = false, int indent = 2);

/// What is wrong with the document as a whole, or "" if nothing is. Looks at the fields together;
/// makes no data, except that a table's shape is known.
std::string validate(const Document& document);

/// JSON schema (draft 2020-12) of the document, written from the field table.
std::string schema();

/// Sets one field by its path ("training.learning_rate", "network.layers[2].units") or any of its
/// names in a link ("alpha"), from text as a link has it, percent signs decoded. Errors as
/// from_json; the document is unchanged then. Whether the fields still fit each other is for
/// validate() to say, so that several can be set one after the other. A field that asks for new
/// data or a new start lets go of saved parameters and progress.
std::expected<void, std::string> set_field(Document& document, std::string_view name,
                                           std::string_view value);

}  // namespace isobath::document
