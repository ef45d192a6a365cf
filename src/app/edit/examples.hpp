// SPDX-License-Identifier: MIT
// The published experiments that come with the program (docs/experiments).
#pragma once

#include <string>
#include <vector>

namespace isobath::app {

struct Example {
  std::string file;  // its name without ".json"
  std::string title;
  std::string document;  // JSON, for OpenText
  std::string group;     // what it belongs to: "Symmetry"
};

/// In the order of their files. Read when they are asked for first.
const std::vector<Example>& examples();

}  // namespace isobath::app
