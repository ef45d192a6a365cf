// SPDX-License-Identifier: MIT
// Measurements as text.
#include "lab/bench.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "core/kernels.hpp"
#include "lab/multiply_add.hpp"

namespace isobath::lab {

namespace {

/// printf into a string; every text here is short.
template <class... Values>
std::string print(const char* format, Values... values) {
  std::array<char, 160> text{};
  std::snprintf(text.data(), text.size(), format, values...);
  return text.data();
}

std::string names_of_workloads() {
  std::string names;
  std::string series;
  for (const Workload& workload : workloads()) {
    if (workload.series != series) {
      series = workload.series;
      names += (names.empty() ? "" : ", ") + series;
    }
    names += ", " + workload.name;
  }
  return names;
}

}  // namespace

std::expected<std::vector<const Workload*>, std::string> choose_workloads(
    std::span<const std::string> only) {
  for (const std::string& name : only)
    if (std::ranges::none_of(workloads(),
                             [&](const Workload& w) { return w.name == name || w.series == name; }))
      return std::unexpected("\"" + name + "\" is not one of " + names_of_workloads());
  std::vector<const Workload*> chosen;
  for (const Workload& workload : workloads())
    if (only.empty() || std::ranges::find(only, workload.name) != only.end() ||
        std::ranges::find(only, workload.series) != only.end())
      chosen.push_back(&workload);
  return chosen;
}

std::string to_json(const Measurement& measurement) {
  const Workload& workload = *find_workload(measurement.name);
  const auto& kernels = core::kernels<float>(workload.network.arithmetic);
  const nlohmann::ordered_json line{{"name", workload.name},
                                    {"series", workload.series},
                                    {"network", shape_of(workload.network)},
                                    {"batch", workload.batch},
                                    {"parameters", parameter_count(workload.network)},
                                    {"operations", product_operations(workload)},
                                    {"steps_per_second", measurement.steps_per_second},
                                    {"gflops", measurement.gflops},
                                    {"limit_gflops", measurement.limit_gflops},
                                    {"share", measurement.share},
                                    {"instructions", multiply_add_instructions()},
                                    {"kernels", kernels.name},
                                    {"diverged", measurement.diverged}};
  return line.dump();
}

std::string short_number(double value) {
  const bool millions = value >= 999'500.0;
  const bool thousands = !millions && value >= 999.5;
  const double scaled = millions ? value * 1e-6 : thousands ? value * 1e-3 : value;
  const int decimals = scaled < 9.995 ? 2 : scaled < 99.95 ? 1 : 0;
  return print("%.*f", decimals, scaled) + (millions ? " M" : thousands ? " k" : "");
}

std::string table_head() {
  return print("%-10s %-16s %6s %10s %9s %9s %8s\n", "", "network", "batch", "updates/s", "GFLOP/s",
               "limit", "share");
}

std::string table_row(const Measurement& measurement) {
  const Workload& workload = *find_workload(measurement.name);
  return print("%-10s %-16s %6d %10s %9.2f %9.1f %6.1f %%%s\n", workload.name.c_str(),
               shape_of(workload.network).c_str(), static_cast<int>(workload.batch),
               short_number(measurement.steps_per_second).c_str(), measurement.gflops,
               measurement.limit_gflops, 100.0 * measurement.share,
               measurement.diverged ? "  diverged" : "");
}

}  // namespace isobath::lab
