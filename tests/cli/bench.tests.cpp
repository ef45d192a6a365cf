// SPDX-License-Identifier: MIT
// The command bench: what it prints, not how fast it is.
#include <catch2/catch_test_macros.hpp>

#include "lab/workloads.hpp"
#include "run_cli.hpp"

namespace cli_bench {

using isobath::tests::run_cli;
using isobath::tests::sentence_of;

TEST_CASE("bench tells every workload as JSON", "[cli][bench]") {
  const auto result = run_cli({"bench", "--json", "--budget-ms", "1"});
  CHECK(result.status == 0);
  const auto lines = result.lines();
  const auto& workloads = isobath::lab::workloads();
  REQUIRE(lines.size() == workloads.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    CHECK(lines[i]["name"] == workloads[i].name);
    CHECK(lines[i]["steps_per_second"] > 0.0);
    CHECK(lines[i]["share"] > 0.0);
    CHECK(lines[i]["diverged"] == false);
  }
}

TEST_CASE("bench shows a table of what is asked for", "[cli][bench]") {
  const auto result = run_cli({"bench", "--only", "W1,batch-3", "--budget-ms", "1"});
  CHECK(result.status == 0);
  CHECK(result.out.find("\nW1         2-4-2-1 ") != std::string::npos);
  CHECK(result.out.find("\nbatch-3    2-64x20-1 ") != std::string::npos);
  CHECK(result.out.find("W2") == std::string::npos);
}

TEST_CASE("bench refuses what it does not know", "[cli][bench]") {
  CHECK(
      sentence_of(run_cli({"bench", "--only", "W6"})).starts_with("--only: \"W6\" is not one of"));
  CHECK(sentence_of(run_cli({"bench", "--budget-ms", "0"})).starts_with("--budget-ms: "));
}

}  // namespace cli_bench
