// SPDX-License-Identifier: MIT
// Documents as links: `#` and the fields that differ from the default, readable and editable by
// hand.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "document/document.hpp"

namespace isobath::document {

/// "#source=spiral&layers=8tanh,8tanh,1sigmoid&scale=1.5"; "#" for the default document. ASCII only
/// (text is percent-encoded); rows of a table and parameters go in one field `packed` (base64url).
std::string to_link(const Document& document);

/// Reads what to_link writes; what stands before a `#` is ignored. Errors as document::from_json.
std::expected<Document, std::string> from_link(std::string_view link);

}  // namespace isobath::document
