// SPDX-License-Identifier: MIT
// isobath_bench: the measurements of `isobath-cli bench --json`, small enough to be a WebAssembly
// program for Node.js as well.
//   isobath_bench [--only NAME,...] [--budget-ms N]
#include <charconv>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "lab/bench.hpp"

namespace {

using namespace isobath;

int refuse(const std::string& sentence) {
  std::fprintf(stderr, "isobath_bench: %s\n", sentence.c_str());
  return 2;
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto comma = text.find(',');
    parts.emplace_back(text.substr(0, comma));
    text = comma == std::string_view::npos ? "" : text.substr(comma + 1);
  }
  return parts;
}

}  // namespace

int main(int count, char** values) {
  std::vector<std::string> only;
  int budget_ms = static_cast<int>(lab::kBudget_ms);
  for (int i = 1; i < count; i += 2) {
    const std::string_view option = values[i];
    const std::string_view value = i + 1 < count ? values[i + 1] : "";
    if (option == "--only") {
      only = split(value);
    } else if (option == "--budget-ms") {
      const char* last = value.data() + value.size();
      const auto [end, error] = std::from_chars(value.data(), last, budget_ms);
      if (error != std::errc() || end != last || budget_ms < lab::kLeastBudget_ms ||
          budget_ms > lab::kMostBudget_ms)
        return refuse("--budget-ms: \"" + std::string(value) +
                      "\" is not a whole number between 1 and 60000");
    } else {
      return refuse("\"" + std::string(option) + "\" is not one of --only, --budget-ms");
    }
  }
  const auto chosen = lab::choose_workloads(only);
  if (!chosen) return refuse("--only: " + chosen.error());
  for (const lab::Workload* workload : *chosen) {
    std::printf("%s\n", lab::to_json(lab::measure(*workload, budget_ms)).c_str());
    std::fflush(stdout);
  }
  return 0;
}
