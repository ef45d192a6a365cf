// SPDX-License-Identifier: MIT
// What --set does to a saved training, and what saving does to the place it is saved in.
#include <sys/wait.h>

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <filesystem>

#include "run_cli.hpp"

namespace cli_saved {

using isobath::tests::CliResult;
using isobath::tests::Folder;
using isobath::tests::run_cli;
using isobath::tests::sentence_of;
using nlohmann::json;

namespace {

std::string trained(const Folder& folder, const std::string& document = "#") {
  const std::string path = folder.path("trained.json");
  REQUIRE(run_cli({"train", document, "--steps", "50", "--save", path}).status == 0);
  return path;
}

json parameters(const std::string& saved) { return json::parse(Folder::read(saved))["parameters"]; }

}  // namespace

TEST_CASE("--set keeps saved weights wherever the shapes fit", "[cli]") {
  const Folder folder;
  const std::string saved = trained(folder);
  const std::string copy = folder.path("copy.json");
  for (const char* field :
       {"arithmetic=reproducible", "precision=double", "loss=squared_error", "scaling=standardize",
        "split=1,0,0", "noise=0.3", "data_seed=7", "source=xor", "inputs=x1^2,x2^2", "alpha=0.01",
        "layers=4relu,1sigmoid"}) {
    CAPTURE(field);
    const CliResult kept =
        run_cli({"train", saved, "--steps", "0", "--set", field, "--save", copy});
    CHECK(kept.status == 0);
    CHECK(kept.err.empty());
    CHECK(kept.last()["step"] == 50);
    CHECK(parameters(copy) == parameters(saved));
  }
}

TEST_CASE("saved weights are rounded to the precision they go on in", "[cli]") {
  const Folder folder;
  const std::string saved = trained(folder, "#precision=double&optimizer=adam");
  const std::string copy = folder.path("copy.json");
  REQUIRE(
      run_cli({"train", saved, "--steps", "0", "--set", "precision=half", "--save", copy}).status ==
      0);
  const json document = json::parse(Folder::read(copy));
  const auto is_half = [](double value) {
    // 11 significant bits; a float has 24.
    int exponent = 0;
    const double bits = std::frexp(value, &exponent) * 2048.0;
    return value == 0.0 || exponent < -13 || bits == std::round(bits);
  };
  for (const json* all : {&document["parameters"], &document["progress"]["first_moments"],
                          &document["progress"]["second_moments"]}) {
    REQUIRE(all->size() == 2);
    for (const json& layer : *all)
      for (const json& row : layer["W"])
        for (const json& value : row) CHECK(is_half(value));
  }
}

TEST_CASE("a new start in place of saved weights is told", "[cli]") {
  const Folder folder;
  const std::string saved = trained(folder);
  for (const char* field : {"layers=5tanh,1sigmoid", "weights=he_normal", "initialization.seed=2",
                            "network.layers[0].scale=2", "inputs=x1,x2,x1*x2"}) {
    CAPTURE(field);
    const CliResult anew = run_cli({"probe", saved, "--set", field});
    CHECK(anew.status == 0);
    CHECK(anew.last()["step"] == 0);
    CHECK(anew.err ==
          "isobath-cli: --set: the saved weights do not go with these fields, which begin a new "
          "training\n");
  }
  const auto sweep = [&](const char* axis) {
    return run_cli({"sweep", saved, "--x", axis, "--steps", "1", "--threads", "1"}).err;
  };
  CHECK(sweep("scale=1,2").find("the saved weights do not go with") != std::string::npos);
  CHECK(sweep("alpha=1,2").find("saved") == std::string::npos);
}

TEST_CASE("saving respects what stands at the path", "[cli]") {
  namespace fs = std::filesystem;
  const Folder folder;
  const std::string file = folder.write("file.json", "");
  const std::string link = folder.path("link.json");
  const auto mode = fs::perms::owner_read | fs::perms::owner_write;
  fs::permissions(file, mode);
  fs::create_symlink(file, link);
  const auto save = [](const std::string& path) {
    return run_cli({"train", "#", "--steps", "1", "--save", path});
  };
  CHECK(save(link).status == 0);
  CHECK(fs::is_symlink(link));
  CHECK(parameters(file).size() == 2);
  CHECK(fs::status(file).permissions() == mode);
  CHECK(save("/dev/null").status == 0);
  CHECK(fs::is_character_file("/dev/null"));
  // Before anything is trained.
  CHECK(sentence_of(save("")) == "--save: an empty name is not a file");
  CHECK(sentence_of(save(folder.path(""))) == folder.path("") + ": this is a folder, not a file");
  fs::permissions(file, fs::perms::owner_read);
  CHECK(sentence_of(save(file)) == file + ": this file is read-only");
}

TEST_CASE("an interrupted training is saved as far as it came", "[cli]") {
  const Folder folder;
  for (const std::string signal : {"INT", "TERM"}) {
    CAPTURE(signal);
    const std::string saved = folder.path(signal + ".json");
    const std::string out = folder.path(signal + ".out");
    const std::string err = folder.path(signal + ".err");
    const std::string script =
        "'" ISOBATH_CLI "' train '#' --steps 1000000000 --every 100 --save '" + saved + "' >'" +
        out + "' 2>'" + err + "' & " + "until [ -s '" + out + "' ]; do sleep 0.01; done; " +
        "kill -" + signal + " $!; wait $!";
    const int ended = std::system(script.c_str());
    REQUIRE(WIFEXITED(ended));
    CHECK(WEXITSTATUS(ended) == 1);
    const CliResult result{1, Folder::read(out), Folder::read(err)};
    const auto step = result.last()["step"].get<std::int64_t>();
    CHECK(step >= 100);
    CHECK(result.err ==
          "isobath-cli: stopped after " + std::to_string(step) + " of 1000000000 updates\n");
    CHECK(run_cli({"probe", saved}).last()["step"] == step);
  }
}

}  // namespace cli_saved
