// SPDX-License-Identifier: MIT
// The experiments' texts, which the build puts into one list.
#include "app/edit/examples.hpp"

#include <array>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string_view>

#include "document/json_value.hpp"
#include "experiments.hpp"

namespace isobath::app {

namespace {

/// The sections of docs/published.md, by the number that files' names begin with.
std::string group_of(std::string_view file) {
  static constexpr std::array<const char*, 10> kGroups{
      "Powers of k: W = k·I",    "Symmetry",         "30 layers of ReLU",
      "Five layers of tanh",     "Linear networks",  "Order and chaos",
      "The largest stable α",    "XOR of many bits", "Maps of many trainings",
      "Curves of many trainings"};
  const auto number = static_cast<std::size_t>(std::atoi(std::string(file.substr(0, 2)).c_str()));
  return number >= 1 && number <= kGroups.size() ? kGroups[number - 1] : "";
}

}  // namespace

const std::vector<Example>& examples() {
  static const std::vector<Example> all = [] {
    std::vector<Example> read;
    const auto list = document::json_value(published::experiments);
    for (const auto& [file, document] : list.items())
      read.push_back(
          {file, document.value("title", std::string()), document.dump(), group_of(file)});
    return read;
  }();
  return all;
}

}  // namespace isobath::app
