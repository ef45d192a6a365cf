// SPDX-License-Identifier: MIT
// The names of a study's choices, as the document spells them.
#include "document/study.hpp"

#include <array>

namespace isobath::document {

std::span<const std::string_view> names(StudyKind) {
  static constexpr std::array<std::string_view, 4> kNames{"none", "map", "curves", "search"};
  return kNames;
}

std::span<const std::string_view> names(Measure) {
  static constexpr std::array<std::string_view, 10> kNames{
      "train.loss", "dev.loss",    "train.accuracy", "dev.accuracy", "train.error",
      "dev.error",  "convergence", "trained",        "scope.A",      "scope.dZ"};
  return kNames;
}

}  // namespace isobath::document
