// SPDX-License-Identifier: MIT
// isobath-cli sweep and merge, end to end.
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "run_cli.hpp"

namespace cli_sweep {

using isobath::tests::CliResult;
using isobath::tests::Folder;
using isobath::tests::run_cli;
using isobath::tests::sentence_of;
using nlohmann::json;

namespace {

std::vector<std::string> sweep_with(std::vector<std::string> more) {
  std::vector<std::string> arguments{"sweep",   "#examples=60&layers=5tanh,1sigmoid",
                                     "--x",     "alpha=log:0.01:100:5",
                                     "--y",     "scale=lin:0:2:3",
                                     "--steps", "20",
                                     "--seeds", "2"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

}  // namespace

TEST_CASE("a sweep writes a line for each cell, x fastest", "[cli]") {
  const CliResult result = run_cli(sweep_with({}));
  CHECK(result.status == 0);
  CHECK(result.err.empty());
  const auto lines = result.lines();
  REQUIRE(lines.size() == 15);
  for (std::size_t cell = 0; cell < 15; ++cell) {
    CHECK(lines[cell]["cell"] == cell);
    CHECK(lines[cell]["of"] == 15);
    REQUIRE(lines[cell]["runs"].size() == 2);
    CHECK(lines[cell]["runs"][1]["initialization.seed"] == 2);
    CHECK(lines[cell]["runs"][1]["step"] == 20);
    const double first = lines[cell]["runs"][0]["cost"], second = lines[cell]["runs"][1]["cost"];
    CHECK(std::abs(lines[cell]["cost"]["mean"].get<double>() - (first + second) / 2) < 1e-12);
    CHECK(lines[cell]["cost"]["min"] == std::min(first, second));
    CHECK(lines[cell]["diverged"] == 0);
  }
  CHECK(lines[1]["fields"]["training.learning_rate"] == 0.1);
  CHECK(lines[1]["fields"]["initialization.scale"] == 0);
  CHECK(lines[7]["fields"]["training.learning_rate"] == 1);
  CHECK(lines[7]["fields"]["initialization.scale"] == 1);
}

TEST_CASE("a cell of a sweep and a training of its document agree", "[cli]") {
  const json cell = run_cli(sweep_with({})).lines().at(8);
  const json run = cell["runs"][1];
  const json record = run_cli({"train", "#examples=60&layers=5tanh,1sigmoid", "--steps", "20",
                               "--set", "alpha=" + cell["fields"]["training.learning_rate"].dump(),
                               "--set", "scale=" + cell["fields"]["initialization.scale"].dump(),
                               "--set", "init_seed=2", "--set", "training_seed=2"})
                          .last();
  for (const char* name : {"cost", "train", "dev", "test", "step", "diverged"})
    CHECK(run[name] == record[name]);
}

TEST_CASE("a sweep's output is the same bytes whatever the threads and parts", "[cli]") {
  const std::string whole = run_cli(sweep_with({"--threads", "1"})).out;
  for (const char* threads : {"2", "3", "7"})
    CHECK(run_cli(sweep_with({"--threads", threads})).out == whole);
  CHECK(run_cli(sweep_with({"--shard", "1/1"})).out == whole);
  const Folder folder;
  std::vector<std::string> parts;
  std::string joined;
  for (const char* shard : {"1/3", "2/3", "3/3"}) {
    const std::string out = run_cli(sweep_with({"--shard", shard})).out;
    joined += out;
    parts.insert(parts.begin(), folder.write("part" + std::to_string(parts.size()), out));
  }
  CHECK(joined == whole);
  const CliResult merged = run_cli({"merge", parts[0], parts[1], parts[2]});
  CHECK(merged.status == 0);
  CHECK(merged.out == whole);
}

TEST_CASE("parts that are not one whole sweep are not merged", "[cli]") {
  const Folder folder;
  const std::string first = folder.write("1", run_cli(sweep_with({"--shard", "1/2"})).out);
  const std::string other =
      folder.write("2", run_cli({"sweep", "#examples=20", "--x", "alpha=1,2", "--steps", "1"}).out);
  const std::string torn = folder.write("3", Folder::read(first) + "{\"cell\":7,\"of\":15,\"fie");
  CHECK(sentence_of(run_cli({"merge", first})) == "cell 7 of 15 is in none of the files");
  CHECK(sentence_of(run_cli({"merge", first, first})) ==
        first + ": line 1: cell 0 appears twice; only one is allowed");
  CHECK(sentence_of(run_cli({"merge", first, other})) ==
        other + ": line 1 is of a sweep of 2 cells, the lines before it of one of 15");
  CHECK(sentence_of(run_cli({"merge", torn})) == torn + ": line 8 is not a whole line of a sweep");
  CHECK(sentence_of(run_cli({"merge", folder.path("none")})).starts_with(folder.path("none")));
}

TEST_CASE("choices, lists and random draws are swept as well", "[cli]") {
  const auto lines = run_cli({"sweep", "#examples=40", "--x", "weights=zeros,he_normal", "--y",
                              "layers=3relu,1sigmoid;4tanh*2,1sigmoid", "--z", "shuffle=true,false",
                              "--steps", "2"})
                         .lines();
  REQUIRE(lines.size() == 8);
  CHECK(lines[1]["fields"]["initialization.weights"] == "he_normal");
  CHECK(lines[2]["fields"]["network.layers"] == "4tanh*2,1sigmoid");
  CHECK(lines[4]["fields"]["training.shuffle"] == false);

  const auto search = [](const char* count, const char* seed) {
    return run_cli({"sweep", "#examples=40", "--x", "alpha=log:0.001:10", "--y", "depth=lin:1:5",
                    "--random", count, "--random-seed", seed, "--steps", "2"})
        .lines();
  };
  const auto drawn = search("6", "5");
  REQUIRE(drawn.size() == 6);
  CHECK(drawn[2]["fields"] == search("3", "5").at(2)["fields"]);
  CHECK(drawn[2]["fields"] != search("3", "6").at(2)["fields"]);
  CHECK(drawn[2]["fields"]["network.depth"].is_number_integer());
}

TEST_CASE("what diverged in a sweep is told and counted, in JSON's own words", "[cli]") {
  const auto line = run_cli({"sweep", "#layers=8relu*3,1linear&loss=squared_error&source=plane",
                             "--x", "alpha=1e-6,1e6", "--steps", "30"})
                        .last();
  CHECK(line["diverged"] == 1);
  CHECK(line["runs"][0]["diverged"]["step"].get<int>() > 0);
  CHECK(line["cost"]["max"].is_string());
  CHECK(line["train"]["accuracy"].is_null());
}

TEST_CASE("a sweep on a table of one's own takes its columns", "[cli]") {
  const Folder folder;
  const std::string table = folder.write("t.csv", "a,b,c\n1,2,0\n2,1,1\n3,4,1\n4,3,0\n5,1,1\n");
  const CliResult result =
      run_cli({"sweep", "#split=1,0,0&layers=2tanh,1sigmoid", "--data", table, "--target", "c",
               "--set", "scaling=standardize", "--x", "alpha=0.1,1", "--steps", "3"});
  CHECK(result.status == 0);
  CHECK(result.lines().size() == 2);
}

TEST_CASE("bad sweeps are refused before anything runs", "[cli]") {
  const auto refused = [](std::vector<std::string> more) {
    std::vector<std::string> arguments{"sweep", "#", "--steps", "2"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return sentence_of(run_cli(arguments));
  };
  CHECK(refused({"--x", "alpha"}).starts_with("--x: \"alpha\" is not of the form FIELD=lin:"));
  CHECK(refused({"--x", "alpha=1,2", "--y", "scale=lin:1:2:1"}).starts_with("--y: scale: a count"));
  CHECK(refused({"--x", "alpha=lin:-1:1:5"}) ==
        "training.learning_rate: -1 is not between 0 and 1000000");
  CHECK(refused({"--x", "depth=1,2", "--y", "network.layers[2].units=3,4"}) ==
        "network.layers[2].units: there is no such layer, the last is network.layers[1] (in the "
        "cell network.depth = 1, network.layers[2].units = 3)");
  CHECK(refused({"--x", "alpha=1,2", "--shard", "3/2"}).starts_with("--shard: \"3/2\" is not"));
  CHECK_FALSE(refused({"--x", "alpha=1,2", "--seeds", "0"}).empty());
  CHECK_FALSE(refused({"--x", "alpha=1,2", "--threads", "-1"}).empty());
  CHECK_FALSE(refused({}).empty());
}

TEST_CASE("the help of sweep tells the forms of an axis", "[cli]") {
  const CliResult help = run_cli({"sweep", "--help"});
  CHECK(help.status == 0);
  for (const char* word : {"log:0.001:10:20", "--shard", "--random", "x fastest", "merge"})
    CHECK(help.out.find(word) != std::string::npos);
}

}  // namespace cli_sweep
