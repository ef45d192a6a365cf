// SPDX-License-Identifier: MIT
// The other commands of isobath-cli, tables, help, and errors.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <sstream>

#include "run_cli.hpp"

namespace cli_commands {

using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using isobath::tests::CliResult;
using isobath::tests::Folder;
using isobath::tests::run_cli;
using isobath::tests::sentence_of;
using nlohmann::json;

namespace {

std::vector<double> numbers(const std::string& text) {
  std::vector<double> values;
  std::string number;
  for (std::istringstream stream(text); std::getline(stream, number);)
    values.push_back(std::stod(number));
  return values;
}

constexpr const char* kPets =
    "weight,ears,animal\r\n3.5,2,\"cat\"\r\n\r\n12,2,dog\r\n4,2,cat\r\n30,1,dog\r\n";

}  // namespace

TEST_CASE("the gradient check passes and says so layer by layer", "[cli]") {
  const CliResult result = run_cli({"check", "#layers=5tanh,4relu,1sigmoid&l2=0.3"});
  CHECK(result.status == 0);
  const auto lines = result.lines();
  REQUIRE(lines.size() == 4);
  for (int l = 0; l < 3; ++l) {
    const json& line = lines[static_cast<std::size_t>(l)];
    CHECK(line["layer"] == l + 1);
    CHECK(line["relative_error"] < 1e-9);
    CHECK(line["checked"] == line["of"]);
  }
  CHECK(lines[3]["verdict"] == "pass");
  CHECK(lines[3]["worst"] < 1e-9);
  CHECK(lines[3]["tolerance"] == 1e-6);
  CHECK(run_cli({"check", "#", "--tolerance", "1e-30"}).status == 1);
}

TEST_CASE("the check of a layer without b has none to check", "[cli]") {
  const CliResult result = run_cli({"check", "#layers=5tanh:nobias,1sigmoid:rate3"});
  CHECK(result.status == 0);
  const auto lines = result.lines();
  REQUIRE(lines.size() == 3);
  CHECK(lines[0]["b"].is_null());
  CHECK(lines[0]["of"] == 10);
  CHECK(lines[1]["b"].is_number());
  CHECK(lines[2]["verdict"] == "pass");
}

TEST_CASE("a layer that is dead on an example passes the check at its kinks", "[cli]") {
  const CliResult result = run_cli({"check", "#layers=4relu*2,1sigmoid"});
  CHECK(result.status == 0);
  CHECK(result.out.find("penalised_bias") == std::string::npos);
  CHECK(result.out.find("\"kink\":{") != std::string::npos);
}

TEST_CASE("each planted bug fails the check and is called by its name", "[cli]") {
  const std::string bug = GENERATE(
      "lost_transpose", "missing_mean", "wrong_derivative", "penalised_bias", "forgotten_cache",
      "missing_penalty", "early_update", "doubled_weights", "halved_weights", "quadrupled_bias");
  const CliResult result =
      run_cli({"check", "#layers=5tanh,5tanh,1sigmoid&l2=0.3&bias=0.1", "--plant", bug});
  CHECK(result.status == 1);
  const json verdict = result.last();
  CHECK(verdict["verdict"] == "fail");
  CHECK(verdict["bug"] == bug);
  CHECK(verdict["worst"] > 1e-3);
}

TEST_CASE("a bug of one layer is named with its layer", "[cli]") {
  const CliResult result = run_cli({"check", "#layers=5tanh,5tanh,1sigmoid", "--plant",
                                    "quadrupled_bias", "--plant-layer", "3"});
  CHECK(result.status == 1);
  CHECK(result.last()["bug"] == "quadrupled_bias");
  CHECK(result.last()["bug_layer"] == 3);
  CHECK(sentence_of(run_cli({"check", "#", "--plant", "halved_weights", "--plant-layer", "9"})) ==
        "--plant-layer: 9 is not between 1 and 2");
}

TEST_CASE("an unknown bug is bad input", "[cli]") {
  const std::string sentence = sentence_of(run_cli({"check", "#", "--plant", "moth"}));
  CHECK(sentence.starts_with("--plant: \"moth\" is not one of none, lost_transpose"));
}

TEST_CASE("predictions come one row an example, with the bits of the format", "[cli]") {
  const Folder folder;
  const std::string points = folder.write("points.csv", "0.5,-1\n3,4\n0,0\n");
  const CliResult single = run_cli({"predict", "#", "--input", points});
  const CliResult twofold = run_cli({"predict", "#precision=double", "--input", points});
  CHECK(single.status == 0);
  const auto rough = numbers(single.out);
  const auto fine = numbers(twofold.out);
  REQUIRE(rough.size() == 3);
  REQUIRE(fine.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK_THAT(rough[i], WithinAbs(fine[i], 1e-6));
    CHECK(fine[i] > 0.0);
    CHECK(fine[i] < 1.0);
  }
  // Without biases the origin says a half.
  CHECK(fine[2] == 0.5);
}

TEST_CASE("a trained document predicts its labels", "[cli]") {
  const Folder folder;
  const std::string trained = folder.path("trained.json");
  const std::string link = "#source=gaussians&layers=4tanh,1sigmoid&learning_rate=0.5";
  CHECK(run_cli({"train", link, "--steps", "200", "--save", trained}).status == 0);
  const std::string points = folder.write("points.csv", "x1,x2\n2,2\n-2,-2\n");
  const auto outputs = numbers(run_cli({"predict", trained, "--input", points}).out);
  REQUIRE(outputs.size() == 2);
  CHECK(outputs[0] > 0.9);
  CHECK(outputs[1] < 0.1);
  CHECK(sentence_of(run_cli({"predict", trained, "--input", folder.write("three.csv", "1,2,3\n")}))
            .starts_with("--input: 3 columns do not fit"));
}

TEST_CASE("theory stands beside what was measured", "[cli][slow]") {
  const CliResult result =
      run_cli({"theory", ISOBATH_SOURCE_DIR "/docs/experiments/06-tanh-chaotic.json"});
  CHECK(result.status == 0);
  const auto lines = result.lines();
  REQUIRE(lines.size() == 31);
  const json& deep = lines[24];
  CHECK(deep["layer"] == 25);
  CHECK(deep["activation"] == "tanh");
  CHECK_THAT(deep["sigma_w2"].get<double>(), WithinRel(2.5, 1e-9));
  CHECK_THAT(deep["q_star"].get<double>(), WithinAbs(1.0640, 1e-4));
  CHECK_THAT(deep["chi_1_star"].get<double>(), WithinAbs(1.1335, 1e-4));
  CHECK_THAT(deep["c_star"].get<double>(), WithinAbs(0.4468, 1e-4));
  CHECK_THAT(deep["xi_c"].get<double>(), WithinAbs(11.796, 1e-3));
  CHECK_THAT(deep["critical_sigma_w2"].get<double>(), WithinAbs(1.760955, 1e-4));
  CHECK(deep["phase"] == "chaotic");
  CHECK_THAT(deep["q"].get<double>(), WithinRel(deep["q_star"].get<double>(), 1e-6));
  CHECK_THAT(deep["q_measured"].get<double>(), WithinRel(deep["q"].get<double>(), 0.25));
}

TEST_CASE("a document and its link say the same", "[cli]") {
  const CliResult link = run_cli({"link", "-"},
                                 R"({"isobath": 1, "data": {"source": "spiral"}, "initialization":
                                     {"weights": "he_normal", "scale": 1.5}})");
  CHECK(link.status == 0);
  CHECK(link.out == "#source=spiral&weights=he_normal&scale=1.5\n");
  const CliResult document = run_cli({"open", link.out.substr(0, link.out.size() - 1)});
  CHECK(document.status == 0);
  const json opened = json::parse(document.out);
  CHECK(opened["data"]["source"] == "spiral");
  CHECK(opened["initialization"] == json::parse(R"({"weights": "he_normal", "scale": 1.5})"));
  CHECK(run_cli({"link", "-"}, document.out).out == link.out);
  // Tables and weights travel too.
  const std::string tree = ISOBATH_SOURCE_DIR "/docs/experiments/08-xor-tree-8.json";
  const CliResult packed = run_cli({"link", tree});
  CHECK(packed.out.find("packed=") != std::string::npos);
  const CliResult unpacked = run_cli({"open", packed.out.substr(0, packed.out.size() - 1)});
  CHECK(json::parse(unpacked.out) == json::parse(Folder::read(tree)));
}

TEST_CASE("an empty link is the document of defaults", "[cli]") {
  CHECK(run_cli({"link", "-"}, R"({"isobath": 1})").out == "#\n");
  CHECK(json::parse(run_cli({"open", "#"}).out) == json::parse(R"({"isobath": 1})"));
}

TEST_CASE("a table with words for labels is learned from", "[cli]") {
  const Folder folder;
  const std::string pets = folder.write("pets.csv", kPets);
  const std::vector<std::string> source = {"#layers=3tanh,1sigmoid&split=1,0,0&scaling=standardize",
                                           "--data", pets};
  std::vector<std::string> open = {"open"};
  open.insert(open.end(), source.begin(), source.end());
  const json document = json::parse(run_cli(open).out);
  CHECK(document["data"]["source"] == "table");
  const json& columns = document["data"]["table"];
  REQUIRE(columns.size() == 3);
  CHECK(columns[0] ==
        json::parse(R"({"name": "weight", "kind": "number", "values": [3.5, 12, 4, 30]})"));
  CHECK(columns[2]["words"] == json::parse(R"(["cat", "dog"])"));
  CHECK(columns[2]["codes"] == json::parse("[0, 1, 0, 1]"));
  std::vector<std::string> train = {"train", "--steps", "300", "--set", "learning_rate=1"};
  train.insert(train.end(), source.begin(), source.end());
  const CliResult result = run_cli(train);
  CHECK(result.status == 0);
  CHECK(result.last()["train"]["accuracy"] == 1.0);
}

TEST_CASE("the target columns of a table can be named", "[cli]") {
  const Folder folder;
  const std::string houses = folder.write("houses.csv", "price,size,rooms\n3.5,70,3\n9,120,5\n");
  const std::string link = "#layers=1linear&loss=squared_error";
  const CliResult by_name = run_cli({"open", "--target", "price", link, "--data", houses});
  CAPTURE(by_name.err);
  REQUIRE(by_name.status == 0);
  // The target is not the last column: the table stays as it was read.
  const json data = json::parse(by_name.out)["data"];
  CHECK(data["table"][1]["values"] == json::parse("[70, 120]"));
  CHECK(data["columns"] == json::parse(R"([{"name": "price", "use": "target"}])"));
  CHECK(json::parse(run_cli({"open", "--target", "1", link, "--data", houses})
                        .out)["data"]["columns"][0]["name"] == "1");
  const json last =
      json::parse(run_cli({"open", "--target", "rooms", link, "--data", houses}).out)["data"];
  CHECK(last["x"] == json::parse("[[3.5, 70], [9, 120]]"));
  CHECK(last["y"] == json::parse("[[3], [5]]"));
  // --set comes after the table: the network is made to fit it.
  const CliResult two = run_cli({"open", "#loss=squared_error", "--data", houses, "--target",
                                 "size,rooms", "--set", "layers=2linear"});
  REQUIRE(two.status == 0);
  CHECK(json::parse(two.out)["data"]["y"] == json::parse("[[70, 3], [120, 5]]"));
}

TEST_CASE("a broken table is told by row and column", "[cli]") {
  const Folder folder;
  const std::string broken = folder.write("broken.csv", "a,b,y\n1,2,0\n3,4\n");
  CHECK(sentence_of(run_cli({"probe", "#", "--data", broken})) ==
        broken +
            ": line 3: 2 columns where line 1 has 3; where a value is missing, its separator "
            "must stand all the same");
}

TEST_CASE("help teaches and ends well", "[cli]") {
  const CliResult result = run_cli({"--help"});
  CHECK(result.status == 0);
  CHECK(result.err.empty());
  for (const char* word : {"probe", "train", "check", "predict", "theory", "link", "open",
                           "Exit status", "isobath-cli probe '#layers="})
    CHECK(result.out.find(word) != std::string::npos);
  for (const char* command : {"probe", "train", "check", "predict", "theory", "link", "open"}) {
    const CliResult of = run_cli({command, "--help"});
    CAPTURE(command);
    CHECK(of.status == 0);
    CHECK(of.out.find("DOC") != std::string::npos);
    CHECK(of.out.find("--set") != std::string::npos);
  }
}

TEST_CASE("bad input is one sentence and status 2", "[cli]") {
  const Folder folder;
  CHECK(sentence_of(run_cli({"probe", "-"}, R"({"isobath": 1, "network": {"layers": [
            {"units": 4, "activation": "tanh"}, {"units": 4, "activation": "tanh"},
            {"units": 0, "activation": "sigmoid"}]}})")) ==
        "network.layers[2].units: 0 is not between 1 and 512");
  CHECK(
      sentence_of(run_cli({"probe", "-"}, R"({"isobath": 1, "trainning": {}})")).find("training") !=
      std::string::npos);
  CHECK(sentence_of(run_cli({"probe", "#alpa=1"})).find("alpha") != std::string::npos);
  CHECK(sentence_of(run_cli({"probe", "#", "--set", "alpha"})).find("FIELD=VALUE") !=
        std::string::npos);
  CHECK(sentence_of(run_cli({"probe", "#", "--set", "alpha=-1"}))
            .starts_with("training.learning_rate: -1 is not"));
  const std::vector<std::vector<std::string>> others = {
      {},
      {"fly"},
      {"probe"},
      {"probe", folder.path("missing.json")},
      {"probe", "-"},  // nothing on standard input
      {"train", "#"},
      {"train", "#", "--steps", "-1"},
      {"train", "#", "--steps", "many"},
      {"train", "#", "--steps", "1", "--save", folder.path("no/such/folder.json")},
      {"check", "#", "--tolerance", "-1"},
      {"predict", "#"},
      {"predict", "#", "--input", folder.path("missing.csv")},
      {"probe", "#", "--data", folder.path("missing.csv")},
      {"open", "#packed=AAAA"},
      {"probe", "#", "--frobnicate"}};
  for (const auto& arguments : others) {
    std::string shown;
    for (const std::string& argument : arguments) shown += argument + " ";
    CAPTURE(shown);
    CHECK_FALSE(sentence_of(run_cli(arguments)).empty());
  }
}

}  // namespace cli_commands
