// SPDX-License-Identifier: MIT
// The experiments' texts, which the build puts into one list.
#include "app/examples.hpp"

#include <nlohmann/json.hpp>
#include "experiments.hpp"

namespace isobath::app {

const std::vector<Example>& examples() {
  static const std::vector<Example> all = [] {
    std::vector<Example> read;
    const auto list = nlohmann::json::parse(published::experiments, nullptr, false);
    for (const auto& document : list)
      read.push_back({document.value("title", std::string()), document.dump()});
    return read;
  }();
  return all;
}

}  // namespace isobath::app
