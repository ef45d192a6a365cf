// SPDX-License-Identifier: MIT
// Tables on the command line: how they are read, what is fitted to them, and predictions.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <sstream>

#include "data/table_cases.hpp"
#include "run_cli.hpp"

namespace cli_tables {

using namespace isobath::tests;
using Catch::Matchers::WithinRel;
using nlohmann::json;

namespace {

const std::string kFolder = ISOBATH_SOURCE_DIR "/tests/data/tables/";

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

/// A few rows in which the second column decides, with words and a number of rows.
std::string animals() {
  std::string text = "id,legs,fur,weight,animal\n";
  for (int i = 0; i < 40; ++i) {
    const int kind = i % 3;
    text += std::to_string(i + 1) +
            (kind == 0   ? ",2,no,"
             : kind == 1 ? ",4,yes,"
                         : ",0,no,") +
            std::to_string(1 + i % 7) +
            (kind == 0   ? ".5,bird\n"
             : kind == 1 ? ".5,cat\n"
                         : ".5,fish\n");
  }
  return text;
}

std::string trained(const Folder& folder, const std::string& table,
                    std::vector<std::string> more = {}) {
  const std::string saved = folder.path("saved.json");
  std::vector<std::string> arguments{
      "train",   "#scaling=standardize&precision=double&learning_rate=1",
      "--data",  table,
      "--steps", "300",
      "--save",  saved};
  arguments.insert(arguments.end(), more.begin(), more.end());
  const CliResult result = run_cli(arguments);
  INFO(result.err);
  REQUIRE(result.status == 0);
  return saved;
}

}  // namespace

TEST_CASE("every kind of table is told column by column", "[cli][tables]") {
  const Folder folder;
  for (const TableCase& wanted : kReadTables) {
    INFO(wanted.name);
    const std::string path = folder.write("table.csv", std::string(wanted.text));
    const CliResult result = run_cli({"table", path});
    INFO(result.err);
    REQUIRE(result.status == 0);
    int targets = 0;
    for (const json& line : result.lines()) {
      for (const char* name : {"column", "name", "kind", "examples", "missing", "use"})
        CHECK(line.contains(name));
      targets += line["use"] == "target" ? 1 : 0;
    }
    CHECK(targets == 1);
    // What the reader tells is told here, a line each.
    std::string told(wanted.expected);
    for (auto at = told.find("; "); at != std::string::npos; at = told.find("; ")) {
      told.erase(0, at + 2);
      const std::string sentence = told.substr(0, told.find("; "));
      CHECK(result.err.contains("isobath-cli: " + path + ": " + sentence + "\n"));
    }
    CHECK(run_cli({"probe", "#", "--data", path}).status == 0);
  }
}

TEST_CASE("what is no table is one sentence", "[cli][tables]") {
  const Folder folder;
  for (const TableCase& wanted : kRefusedTables) {
    INFO(wanted.name);
    const std::string path = folder.write("table.csv", std::string(wanted.text));
    const std::string sentence = path + ": " + std::string(wanted.expected);
    CHECK(sentence_of(run_cli({"table", path})) == sentence);
    CHECK(sentence_of(run_cli({"probe", "#", "--data", path})) == sentence);
  }
}

TEST_CASE("output and loss are fitted to a table unless they are given", "[cli][tables]") {
  const auto fitted = [](const std::string& file, std::vector<std::string> more) {
    std::vector<std::string> arguments{"open", "#", "--data", kFolder + file};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const json document = json::parse(run_cli(arguments).out);
    json last = {{"units", 1}, {"activation", "sigmoid"}};
    if (document.contains("network")) last = document["network"]["layers"].back();
    return last.dump() + " " + document.value("loss", "binary_cross_entropy");
  };
  CHECK(fitted("zoo_cp949.csv", {}) ==
        R"({"activation":"softmax","units":3} categorical_cross_entropy)");
  CHECK(fitted("labels_1_2.csv", {}) ==
        R"({"activation":"sigmoid","units":1} binary_cross_entropy)");
  CHECK(fitted("houses.csv", {}) == R"({"activation":"linear","units":1} squared_error)");
  CHECK(fitted("two_targets.csv", {"--target", "sin,cos"}) ==
        R"({"activation":"linear","units":2} squared_error)");
  CHECK(
      sentence_of(run_cli({"probe", "#layers=8relu,1linear&loss=squared_error", "--data",
                           kFolder + "zoo_cp949.csv"})) ==
      "network.layers[1].units: 1 output, data.source table has 3 targets; for this table 3 units "
      "of softmax with categorical_cross_entropy fit");
}

TEST_CASE("predictions go by the names of the columns", "[cli][tables]") {
  const Folder folder;
  const std::string saved = trained(folder, folder.write("animals.csv", animals()));
  const auto predict = [&](const std::string& text) {
    return run_cli({"predict", saved, "--input", folder.write("input.csv", text)});
  };
  const CliResult plain = predict("legs,fur,weight\n4,yes,3.5\n0,no,2.5\n");
  INFO(plain.err);
  REQUIRE(plain.status == 0);
  const auto lines = lines_of(plain.out);
  REQUIRE(lines.size() == 3);
  CHECK(lines[0] == "bird,cat,fish");
  CHECK(std::stod(lines[1].substr(lines[1].find(',') + 1)) > 0.9);
  // In another order, with numbers of rows and the target among them; and without any names.
  CHECK(predict("animal,weight,fur,id,legs\nfish,3.5,yes,1,4\ncat,2.5,no,2,0\n").out == plain.out);
  CHECK(predict("4,yes,3.5\n0,no,2.5\n").out == plain.out);
  CHECK(sentence_of(predict("legs,fur,weight\n4,yes,3.5\n4,some,1\n")) ==
        "--input: line 3, column \"fur\": \"some\" did not occur in the training, which knows "
        "\"no\", \"yes\"");
  CHECK(sentence_of(predict("legs,weight\n4,3.5\n")) ==
        "--input: there is no column \"fur\", which the network was trained with; the columns are "
        "\"legs\", \"weight\"");
  CHECK(sentence_of(predict("1,2\n")) ==
        "--input: 2 columns do not fit the 3 inputs of the document's data");
}

TEST_CASE("what is missing in a prediction is filled as in the training", "[cli][tables]") {
  const Folder folder;
  // All rows train: the mean of a is 2.
  const std::string table = folder.write("t.csv", "a,b,y\n1,1,0.5\n2,3,0.75\n3,2,0.25\n,4,1.5\n");
  const std::string saved = trained(folder, table, {"--set", "split=1,0,0"});
  const auto predict = [&](const std::string& text) {
    return run_cli({"predict", saved, "--input", folder.write("input.csv", text)}).out;
  };
  CHECK(predict("a,b\n?,3\n") == predict("a,b\n2,3\n"));
  CHECK(predict("a,b\n?,3\n") != predict("a,b\n1,3\n"));
}

TEST_CASE("predictions are read as the training was and come in its units", "[cli][tables]") {
  const Folder folder;
  const std::string saved =
      trained(folder, kFolder + "houses.csv",
              {"--set", "target_scaling=standardize", "--set", "learning_rate=0.1"});
  // On its own "8.639" is a number below ten; the training says that the point parts thousands.
  const std::string input = folder.write("input.csv", "size;income\n100 m²;8.639\n100;2000\n");
  const CliResult result = run_cli({"predict", saved, "--input", input});
  INFO(result.err);
  REQUIRE(result.status == 0);
  const auto lines = lines_of(result.out);
  REQUIRE(lines.size() == 3);
  CHECK(lines[0] == "price");
  const double rich = std::stod(lines[1]), poor = std::stod(lines[2]);
  CHECK(poor > 100'000.0);
  CHECK(rich > poor + 40'000.0);
  const json last = run_cli({"probe", saved}).last();
  CHECK(last["train"]["loss"].get<double>() < 1.0);
  const double error = last["rmse"]["price"]["train"];
  CHECK(error > 1'000.0);
  CHECK(error < 60'000.0);
}

TEST_CASE("columns are chosen on the command line", "[cli][tables]") {
  const Folder folder;
  const std::string path =
      folder.write("t.csv", "id,a,b,grade\n1,1,5,1\n2,,6,2\n3,3,7,3\n4,4,8,1\n");
  const auto uses = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {"table", path});
    const CliResult result = run_cli(more);
    INFO(result.err);
    std::string all;
    for (const json& line : result.lines()) {
      all += line["use"].get<std::string>() + ":" + line.value("as", "");
      all += line.contains("missing_rows") ? "/" + line["missing_rows"].get<std::string>() : "";
      all += " ";
    }
    return all;
  };
  CHECK(uses({}) == "drop: input:number/mean input:number target:number ");
  CHECK(uses({"--missing", "drop"}) == "drop: input:number/drop input:number target:number ");
  CHECK(uses({"--classes", "grade"}) == "drop: input:number/mean input:number target:one_hot ");
  CHECK(uses({"--target", "b", "--drop", "4"}) == "drop: input:number/mean target:number drop: ");
  CHECK(uses({"--keep", "id", "--target", "grade", "--classes", "4"}) ==
        "input:number input:number/mean input:number target:one_hot ");
  CHECK(sentence_of(run_cli({"table", path, "--drop", "c"})) ==
        path + ": column \"c\": it is neither the name of a column nor a number between 1 and 4");
  CHECK(sentence_of(run_cli({"table", path, "--encoding", "klingon"})) ==
        path +
            ": encoding: \"klingon\" is not one of utf-8, utf-16le, utf-16be, cp949, "
            "windows-1252");
  CHECK(sentence_of(run_cli({"table", kFolder + "zoo_cp949.csv", "--encoding", "utf-8"}))
            .ends_with("the text is not in the encoding utf-8; try cp949 or windows-1252"));
}

TEST_CASE("predictions tell what is written otherwise than in the training", "[cli][tables]") {
  const Folder folder;
  const std::string saved = trained(
      folder, folder.write("t.csv", "weight,y\n1 kg,0.5\n2 kg,0.75\n3 kg,0.25\n4 kg,1.5\n"));
  const auto predict = [&](const std::string& text) {
    return run_cli({"predict", saved, "--input", folder.write("input.csv", text)});
  };
  CHECK(predict("weight\n2 kg\n").err.empty());
  const CliResult other = predict("weight\n\"1,002 kg\"\n\"1,003 kg\"\n");
  CHECK(other.status == 0);
  CHECK(other.err == "isobath-cli: " + folder.path("input.csv") +
                         ": column \"weight\": the comma parts thousands, the unit \"kg\" is left "
                         "off\n");
  CHECK(sentence_of(predict("weight\n2000 g\n")) ==
        "--input: column \"weight\": the unit is \"g\" and was \"kg\" in the training; write all "
        "in \"kg\"");
}

TEST_CASE("columns of the document's own table are chosen without a file", "[cli][tables]") {
  const Folder folder;
  const std::string path = folder.write("t.csv", "a,b,grade\n1,5,1\n,6,2\n3,7,3\n4,8,1\n");
  const std::string own = folder.write("own.json", run_cli({"open", "#", "--data", path}).out);
  for (const std::vector<std::string>& said : {std::vector<std::string>{"--target", "b"},
                                               {"--classes", "grade"},
                                               {"--drop", "a"},
                                               {"--missing", "drop"},
                                               {"--keep", "b"}}) {
    std::vector<std::string> once{"open", own}, at_once{"open", "#", "--data", path};
    for (auto* arguments : {&once, &at_once})
      arguments->insert(arguments->end(), said.begin(), said.end());
    INFO(said[0]);
    const json chosen = json::parse(run_cli(once).out);
    CHECK(chosen["data"] == json::parse(run_cli(at_once).out)["data"]);
  }
  CHECK(run_cli({"probe", own, "--missing", "drop"}).err ==
        "isobath-cli: data.table: column \"grade\" is the target: it is the last column\n"
        "isobath-cli: data.table: 1 of 4 rows are left out: something is missing in them\n");
  CHECK(sentence_of(run_cli({"probe", own, "--drop", "c"})) ==
        "data.table: column \"c\": it is neither the name of a column nor a number between 1 and "
        "3");
  CHECK(sentence_of(run_cli({"probe", "#", "--target", "b"})) ==
        "--target, --classes, --drop, --keep and --missing speak of a table, and the document has "
        "none; give one with --data");
}

TEST_CASE("a document knows the name of its table's file", "[cli][tables]") {
  const Folder folder;
  const std::string path = folder.write("rows.csv", "a,y\n1,2\n3,4\n");
  const json named = json::parse(run_cli({"open", "#", "--data", path}).out);
  CHECK(named["data"]["file"] == "rows.csv");
  const CliResult piped = run_cli({"open", "#file=old.csv", "--data", "-"}, "a,y\n1,2\n3,4\n");
  CHECK_FALSE(json::parse(piped.out)["data"].contains("file"));
}

TEST_CASE("a link carries a table as it was read", "[cli][tables]") {
  for (const char* file : {"labels_1_2.csv", "houses.csv", "zoo_cp949.csv", "passengers.csv"}) {
    const CliResult link = run_cli({"link", "#", "--data", kFolder + file});
    REQUIRE(link.status == 0);
    const std::string fragment = link.out.substr(0, link.out.size() - 1);
    CHECK(run_cli({"open", fragment}).out == run_cli({"open", "#", "--data", kFolder + file}).out);
    CHECK(run_cli({"link", fragment}).out == link.out);
  }
}

}  // namespace cli_tables
