// SPDX-License-Identifier: MIT
// isobath-cli study and map, end to end.
#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "run_cli.hpp"

namespace cli_study {

using isobath::tests::CliResult;
using isobath::tests::Folder;
using isobath::tests::run_cli;
using isobath::tests::sentence_of;

namespace {

const std::string kStudy =
    "#examples=60&layers=5tanh,1sigmoid&study=map&study_x=alpha=log:0.01:100:6"
    "&study_y=scale=lin:0.5:2:4&study_steps=20&study_measure=convergence";

}  // namespace

TEST_CASE("a study writes what a sweep writes, with the value of each cell", "[cli][study]") {
  const CliResult study = run_cli({"study", kStudy});
  CHECK(study.status == 0);
  const auto sweep = run_cli({"sweep", "#examples=60&layers=5tanh,1sigmoid", "--x",
                              "alpha=log:0.01:100:6", "--y", "scale=lin:0.5:2:4", "--steps", "20"})
                         .lines();
  auto lines = study.lines();
  REQUIRE(lines.size() == 24);
  for (std::size_t cell = 0; cell < lines.size(); ++cell) {
    CHECK(lines[cell]["value"].is_number());
    lines[cell].erase("value");
    CHECK(lines[cell] == sweep[cell]);
  }
}

TEST_CASE("a search writes the cells that a random sweep writes", "[cli][study]") {
  const auto sweep =
      run_cli({"sweep", "#examples=60&layers=5tanh,1sigmoid", "--x", "alpha=log:0.01:10", "--y",
               "scale=lin:0.5:2", "--z", "width=log:2:8", "--random", "12", "--steps", "20"})
          .lines();
  auto lines = run_cli({"study",
                        "#examples=60&layers=5tanh,1sigmoid&study=search&study_x=alpha=log:0.01:10"
                        "&study_y=scale=lin:0.5:2&study_z=width=log:2:8&study_random=12"
                        "&study_steps=20&study_measure=dev.loss"})
                   .lines();
  REQUIRE(lines.size() == 12);
  for (std::size_t cell = 0; cell < lines.size(); ++cell) {
    CHECK(lines[cell]["value"] == lines[cell]["dev"]["loss"]["median"]);
    lines[cell].erase("value");
    CHECK(lines[cell] == sweep[cell]);
  }
}

TEST_CASE("a study's parts are the bytes of the whole, whatever the threads", "[cli][study]") {
  const std::string whole = run_cli({"study", kStudy, "--threads", "1"}).out;
  CHECK(run_cli({"study", kStudy, "--threads", "3"}).out == whole);
  std::string parts;
  for (const char* shard : {"1/4", "2/4", "3/4", "4/4"})
    parts += run_cli({"study", kStudy, "--shard", shard}).out;
  CHECK(parts == whole);
}

TEST_CASE("64 by 64 cells are the same file from every program and in parts", "[cli][study]") {
  // The page is held to the same number (tests/browser/maps.mjs).
  std::ifstream file(ISOBATH_SOURCE_DIR "/tests/cli/map_64.json");
  const auto wanted = nlohmann::json::parse(file);
  const std::string link = wanted["link"];
  const std::string whole = run_cli({"study", link}).out;
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : whole) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  CHECK(std::to_string(hash) == wanted["fnv1a_64"].get<std::string>());
  std::string parts;
  for (const char* shard : {"1/4", "2/4", "3/4", "4/4"})
    parts += run_cli({"study", link, "--shard", shard}).out;
  CHECK(parts == whole);
}

TEST_CASE("a map is written as a picture", "[cli][study]") {
  const Folder folder;
  const std::string png = folder.path("map.png"), svg = folder.path("map.svg");
  const CliResult made = run_cli({"map", kStudy, "--png", png, "--svg", svg});
  CHECK(made.status == 0);
  CHECK(made.out.empty());
  CHECK(Folder::read(png).starts_with("\x89PNG\r\n"));
  const std::string drawn = Folder::read(svg);
  CHECK(drawn.starts_with("<svg "));
  for (const char* words : {"training.learning_rate", "initialization.scale", ">0.01<", ">100<",
                            "data:image/png;base64,"}) {
    CAPTURE(words);
    CHECK(drawn.find(words) != std::string::npos);
  }
  // The same picture again, with other threads.
  const std::string again = folder.path("again.png");
  CHECK(run_cli({"map", kStudy, "--png", again, "--threads", "3"}).status == 0);
  CHECK(Folder::read(again) == Folder::read(png));
}

TEST_CASE("every map of the docs is a study that can be made", "[cli][study]") {
  using Part = std::pair<const char*, const char*>;
  for (const auto& [name, shard] :
       {Part("09-fractal-linear", "1/2000"), Part("09-fractal-relu", "1/2000"),
        Part("09-fractal-tanh", "1/2000"), Part("09-fractal-tanh-published", "1/20000"),
        Part("09-scale-depth", "1/200")}) {
    CAPTURE(name);
    const std::string file = std::string(ISOBATH_SOURCE_DIR "/docs/experiments/") + name + ".json";
    const CliResult part = run_cli({"study", file, "--shard", shard});
    CHECK(part.err.empty());
    CHECK_FALSE(part.lines().empty());
  }
}

TEST_CASE("what is no study is told in a sentence", "[cli][study]") {
  CHECK(sentence_of(run_cli({"study", "#"})).starts_with("study: is missing; with"));
  CHECK(sentence_of(run_cli({"map", "#", "--png", "x.png"})) ==
        "study.kind: none is not map, which a picture wants");
  CHECK(sentence_of(run_cli({"map", kStudy})) == "a map wants --png FILE, --svg FILE or both");
  const Folder folder;
  CHECK_FALSE(
      sentence_of(run_cli({"map", kStudy, "--png", folder.path("no/such/map.png")})).empty());
}

}  // namespace cli_study
