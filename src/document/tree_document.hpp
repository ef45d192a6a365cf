// SPDX-License-Identifier: MIT
// A document as a tree and back, for JSON text and for the packed field of a link alike.
#pragma once

#include <optional>

#include "document/document.hpp"
#include "document/fields.hpp"
#include "document/json_tree.hpp"

namespace isobath::document {

/// What of a table, of parameters and of progress was read so far; a table is whole only when all
/// of its fields are there.
struct Carried {
  std::optional<core::Matrix<double>> x, y;
  std::optional<std::vector<std::string>> names;
  std::optional<data::Sheet> sheet;
  std::optional<std::vector<data::ColumnChoice>> choices;
};

/// Reads one field into the document, rows into `carried`.
Problem read_field(const Json& value, const Field& field, Document& document, Carried& carried);

/// Puts what was carried into the document, or says what of it is missing or has no place.
Problem place_carried(Carried&& carried, Document& document);

/// The value of a field, or nothing where the document does not have it (rows without a table).
std::optional<OrderedJson> field_value(const Document& document, const Field& field);

/// Does the field stand at its default? Fields that the document does not have do.
bool is_default(const Document& document, const Field& field);

}  // namespace isobath::document
