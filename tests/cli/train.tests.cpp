// SPDX-License-Identifier: MIT
// isobath-cli probe and train: the course's toy to the last digit, records as promised, and
// trainings that go on as if they had not stopped.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <set>

#include "core/options.hpp"
#include "run_cli.hpp"

namespace cli_train {

using Catch::Matchers::WithinRel;
using isobath::tests::CliResult;
using isobath::tests::Folder;
using isobath::tests::run_cli;
using nlohmann::json;

namespace {

/// Two linear layers of two units, W = k·I, one example (1, 1) with target (0, 0).
std::string toy(const std::string& k, int layers) {
  json document = {{"isobath", 1},
                   {"data",
                    {{"source", "table"},
                     {"x", {{1, 1}}},
                     {"y", {{0, 0}}},
                     {"split", {{"train", 1}, {"dev", 0}, {"test", 0}}}}},
                   {"initialization", {{"weights", "identity"}, {"scale", json::parse(k)}}},
                   {"loss", "squared_error"},
                   {"precision", "double"}};
  for (int l = 0; l < layers; ++l)
    document["network"]["layers"].push_back({{"units", 2}, {"activation", "linear"}});
  return document.dump();
}

json only_line(const CliResult& result) {
  CAPTURE(result.err);
  CHECK(result.status == 0);
  CHECK(result.err.empty());
  const auto lines = result.lines();
  REQUIRE(lines.size() == 1);
  return lines[0];
}

}  // namespace

TEST_CASE("the toy's record is exact", "[cli]") {
  // A = 1.5, 2.25; J = ½(2.25² + 2.25²); dZ2 = 2.25, dZ1 = 1.5·2.25; dW = dZ·Aᵀ, equal in both
  // layers.
  const json record = only_line(run_cli({"probe", "-"}, toy("1.5", 2)));
  CHECK(record["step"] == 0);
  CHECK(record["epoch"] == 0);
  CHECK(record["cost"] == 5.0625);
  CHECK(record["train"] == json({{"loss", 5.0625}, {"accuracy", nullptr}}));
  CHECK(record["dev"]["loss"] == "NaN");
  CHECK(record["diverged"].is_null());
  REQUIRE(record["layers"].size() == 2);
  const json& first = record["layers"][0];
  const json& second = record["layers"][1];
  CHECK(first["Z"] == json::parse(R"({"mean": 1.5, "std": 0, "rms": 1.5, "max_abs": 1.5})"));
  CHECK(first["A"] == json::parse(R"({"mean": 1.5, "std": 0, "rms": 1.5, "max_abs": 1.5,
                                      "saturated": 0, "dead": 0})"));
  CHECK(second["A"]["rms"] == 2.25);
  CHECK(second["dA"] == json::parse(R"({"rms": 2.25, "max_abs": 2.25})"));
  CHECK(second["dZ"] == json::parse(R"({"rms": 2.25, "max_abs": 2.25})"));
  CHECK(first["dZ"] == json::parse(R"({"rms": 3.375, "max_abs": 3.375})"));
  CHECK(first["dW"] == json::parse(R"({"rms": 3.375, "max_abs": 3.375})"));
  CHECK(second["dW"] == first["dW"]);
  CHECK(first["W"]["max_abs"] == 1.5);
  CHECK(first["db"]["rms"] == 3.375);
  CHECK(second["layer"] == 2);
}

TEST_CASE("one update of the toy is exact", "[cli]") {
  // W ← W − 0.5·dW: both layers' dW are 3.375 everywhere, db 3.375 and 2.25.
  const json record = only_line(
      run_cli({"train", "-", "--steps", "1", "--set", "learning_rate=0.5"}, toy("1.5", 2)));
  CHECK(record["step"] == 1);
  const double w = 1.5 - 0.5 * 3.375;
  const double other = -0.5 * 3.375;
  const double a1 = w + other - 0.5 * 3.375;
  const double a2 = (w + other) * a1 - 0.5 * 2.25;
  CHECK(record["layers"][0]["A"]["mean"] == a1);
  CHECK(record["layers"][1]["A"]["mean"] == a2);
  CHECK_THAT(record["cost"].get<double>(), WithinRel(a2 * a2, 1e-15));
  CHECK_THAT(record["layers"][0]["update_ratio"].get<double>(),
             WithinRel(0.5 * 3.375 / std::sqrt((w * w + other * other) / 2.0), 1e-14));
}

TEST_CASE("records come every K updates and at the end", "[cli]") {
  const CliResult result = run_cli({"train", "#", "--steps", "25", "--every", "10"});
  CHECK(result.status == 0);
  std::vector<int> steps;
  for (const json& record : result.lines()) steps.push_back(record["step"]);
  CHECK(steps == std::vector<int>{10, 20, 25});
  CHECK(only_line(run_cli({"train", "#", "--steps", "7"}))["step"] == 7);
  CHECK(only_line(run_cli({"train", "#", "--steps", "0"})) == only_line(run_cli({"probe", "#"})));
}

TEST_CASE("epochs count passes over the training part", "[cli]") {
  // 250 examples in batches of 100: three updates an epoch.
  const json record = only_line(run_cli({"train", "#batch=100", "--steps", "7"}));
  CHECK(record["epoch"] == 2);
}

TEST_CASE("a saved training goes on as if it had not stopped", "[cli]") {
  const auto optimizer = isobath::core::names(isobath::core::Optimizer{})[static_cast<std::size_t>(
      GENERATE(range(0, isobath::core::kCount<isobath::core::Optimizer>)))];
  const std::string precision = GENERATE("float", "double", "half");
  const std::string link =
      "#layers=6tanh,5relu,1sigmoid&batch=48&dropout=0.2&l2=0.1&clip_norm=1"
      "&learning_rate=0.01&optimizer=" +
      std::string(optimizer) + "&precision=" + precision;
  CAPTURE(link);
  const Folder folder;
  const std::string straight = folder.path("straight.json");
  const std::string half_way = folder.path("half-way.json");
  const std::string resumed = folder.path("resumed.json");
  // 48 of 250: the stop is in the middle of an epoch.
  const json expected = only_line(run_cli({"train", link, "--steps", "40", "--save", straight}));
  only_line(run_cli({"train", link, "--steps", "17", "--save", half_way}));
  const json got = only_line(run_cli({"train", half_way, "--steps", "23", "--save", resumed}));
  CHECK(got == expected);
  CHECK(Folder::read(resumed) == Folder::read(straight));
  CHECK(Folder::read(half_way) != Folder::read(straight));
}

TEST_CASE("what a saved training forgot would show", "[cli]") {
  const std::string link = "#optimizer=adam&batch=48&learning_rate=0.01";
  const Folder folder;
  const std::string half_way = folder.path("half-way.json");
  const json expected = only_line(run_cli({"train", link, "--steps", "40"}));
  only_line(run_cli({"train", link, "--steps", "17", "--save", half_way}));
  json document = json::parse(Folder::read(half_way));
  document.erase("progress");
  const json got = only_line(run_cli({"train", "-", "--steps", "23"}, document.dump()));
  CHECK(got["cost"] != expected["cost"]);
}

TEST_CASE("divergence is told, and fails where that is asked", "[cli]") {
  const std::string link = "#source=plane&loss=squared_error&layers=1linear&alpha=1000";
  const CliResult told = run_cli({"train", link, "--steps", "300"});
  CHECK(told.status == 0);
  const json diverged = told.last()["diverged"];
  REQUIRE(diverged.is_object());
  CHECK(diverged["layer"] == 1);
  CHECK(diverged["step"] > 0);
  const CliResult failed = run_cli({"train", link, "--steps", "300", "--fail-on-divergence"});
  CHECK(failed.status == 1);
  const auto lines = failed.lines();
  REQUIRE(lines.size() == 1);
  CHECK(lines[0]["diverged"] == diverged);
  CHECK(lines[0]["step"] < 300);
  const CliResult fine = run_cli({"train", "#", "--steps", "5", "--fail-on-divergence"});
  CHECK(fine.status == 0);
}

TEST_CASE("the first non-finite value is the same whatever is recorded", "[cli]") {
  // In batches: the record of the step it arises in looks at all examples, the update at some.
  const std::string link =
      "#layers=8relu*5,1linear&loss=squared_error&source=plane&alpha=1000&batch=32";
  std::set<json> named;
  for (const char* every : {"0", "1", "2", "3"})
    for (const json& record : run_cli({"train", link, "--steps", "12", "--every", every}).lines())
      if (!record["diverged"].is_null()) named.insert(record["diverged"]);
  CHECK(named.size() == 1);
  // A sweep that ends there says so too.
  const json first = *named.begin();
  const std::string steps = std::to_string(first["step"].get<int>());
  const json cell = only_line(run_cli(
      {"sweep", link, "--x", "data.seed=1", "--steps", steps, "--threads", "1", "--seeds", "2"}));
  CHECK(cell["runs"][0]["diverged"] == first);
}

TEST_CASE("infinite numbers stand as text", "[cli]") {
  const CliResult result = run_cli({"probe", "-", "--set", "precision=half"}, toy("999", 3));
  const json record = result.last();
  CHECK(record["layers"][1]["A"]["max_abs"] == "Infinity");
  // Inf meets the zeros of the identity.
  CHECK(record["layers"][2]["A"]["max_abs"] == "NaN");
  CHECK(record["diverged"] ==
        json::parse(R"({"step": 0, "layer": 2, "what": "Z", "unit": 0, "example": 0})"));
}

TEST_CASE("the default parity trains on all of its rows, and is learnt", "[cli]") {
  for (const auto& arguments :
       std::vector<std::vector<std::string>>{{"#source=parity"}, {"-", "--set", "source=parity"}}) {
    std::vector<std::string> all{"train", "--steps", "3000"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    const json record = only_line(run_cli(all, R"({"isobath": 1})"));
    CHECK(record["train"]["accuracy"] == 1);
    CHECK(record["dev"]["loss"] == "NaN");
    CHECK(record["test"]["loss"] == "NaN");
  }
}

TEST_CASE("--set changes fields by path and by link name", "[cli]") {
  const json by_link = only_line(run_cli({"probe", "#source=xor&weights=he_normal&scale=1.5"}));
  const json by_set = only_line(run_cli({"probe", "-", "--set", "data.source=xor", "--set",
                                         "weights=he_normal", "--set", "initialization.scale=1.5"},
                                        R"({"isobath": 1})"));
  CHECK(by_set == by_link);
}

TEST_CASE("the sharpness stands beside each record, with the limit of the optimizer",
          "[cli][train][sharpness]") {
  const std::string link = "#examples=60&layers=4tanh,1sigmoid&alpha=0.5&precision=double";
  const auto lines =
      run_cli({"train", link, "--steps", "20", "--every", "10", "--sharpness"}).lines();
  REQUIRE(lines.size() == 2);
  for (const auto& line : lines) {
    CHECK(line["sharpness"]["limit"] == 4.0);
    CHECK(line["sharpness"]["largest"] > line["sharpness"]["smallest"]);
    CHECK(line.contains("diverged"));
  }
  CHECK(lines[0]["sharpness"]["largest"] != lines[1]["sharpness"]["largest"]);
  // Steps of its own for every parameter have no one limit.
  const auto adam =
      run_cli({"train", link + "&optimizer=adam", "--steps", "1", "--sharpness"}).lines();
  CHECK(adam[0]["sharpness"]["limit"].is_null());
  CHECK_FALSE(run_cli({"train", link, "--steps", "1"}).lines()[0].contains("sharpness"));
}

}  // namespace cli_train
