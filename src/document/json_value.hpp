// SPDX-License-Identifier: MIT
// JSON text as a value, for rooms above that keep other things than documents in JSON: one parser
// for the whole program.
#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

namespace isobath::document {

/// A discarded value (is_discarded()) where `text` is not JSON, nested more than 32 deep, or has
/// one name twice in an object.
nlohmann::json json_value(std::string_view text);

}  // namespace isobath::document
