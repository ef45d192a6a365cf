// SPDX-License-Identifier: MIT
// Numbers in JSON Lines: what JSON has no number for is a string, what does not exist is null.
#pragma once

#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

namespace isobath::cli {

using Json = nlohmann::ordered_json;

inline Json number(std::optional<double> value) {
  if (!value) return nullptr;
  if (std::isnan(*value)) return "NaN";
  if (std::isinf(*value)) return *value > 0 ? "Infinity" : "-Infinity";
  return *value;
}

}  // namespace isobath::cli
