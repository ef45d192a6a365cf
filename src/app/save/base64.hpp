// SPDX-License-Identifier: MIT
// Bytes as text and back: base64 (RFC 4648), without padding.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace isobath::app {

std::string to_base64(std::string_view bytes);
/// Empty where it is none.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace isobath::app
