// SPDX-License-Identifier: MIT
// The packed field of a link: CBOR (RFC 8949) in base64url (RFC 4648), for rows and saved numbers.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "document/json_tree.hpp"

namespace isobath::document {

/// The tree in characters that may stand in any link: A-Z a-z 0-9 - _.
std::string pack(const OrderedJson& tree);

/// The tree again; errors are sentences that begin with "packed: ". Reads what of CBOR JSON can
/// say, in items of known length.
std::expected<Json, Problem> unpack(std::string_view text);

}  // namespace isobath::document
