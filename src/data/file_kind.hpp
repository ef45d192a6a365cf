// SPDX-License-Identifier: MIT
// Files that are no tables of text, told by their first bytes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace isobath::data {

/// What the file is and the way out, as a sentence; nothing if it may be a table of text.
std::optional<std::string> name_other_kind(std::string_view bytes);

}  // namespace isobath::data
