// SPDX-License-Identifier: MIT
// The lines of sweeps read back: what was written comes back, whatever the order and the parts, and
// what is no such line is told by its number.
#include "lab/sweep_file.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>

#include "core/random.hpp"
#include "data/text.hpp"
#include "document/json.hpp"
#include "document/sentence.hpp"
#include "lab/study.hpp"
#include "lab/sweep_lines.hpp"
#include "lab/sweep_runs.hpp"

namespace lab_sweep_file {

using namespace isobath;
using namespace isobath::lab;
using isobath::tests::document_of;

namespace {

std::vector<std::string> lines_of(const document::Document& document, bool with_value) {
  const auto plan = study_plan(document).value();
  const auto results = tests::run_all(
      plan, {.steps = study_steps(document.study), .measure = document.study.measure}, 2);
  std::vector<std::string> lines;
  for (const auto& [place, cell] : results)
    lines.push_back(sweep_line(
        *plan, cell, with_value ? std::optional(study_value(document.study, cell)) : std::nullopt));
  return lines;
}

std::string together(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line;
  return text;
}

SweepFile read(std::string_view text) {
  auto file = read_sweep(text);
  INFO((file ? "" : file.error()));
  REQUIRE(file);
  return *file;
}

std::string refused(std::string_view text) {
  const auto file = read_sweep(text);
  REQUIRE_FALSE(file);
  CHECK(file.error().find('\n') == std::string::npos);
  return file.error();
}

/// A line by hand, with something else in place of one of its parts.
std::string line(const std::string& cell = "0", const std::string& of = "4",
                 const std::string& fields = R"({"training.learning_rate":0.1})",
                 const std::string& value = "1.5", const std::string& runs = R"([{"step":5}])") {
  return "{\"cell\":" + cell + ",\"of\":" + of + ",\"fields\":" + fields + ",\"value\":" + value +
         ",\"runs\":" + runs + "}\n";
}

document::Document search() {
  return document_of(
      "#examples=60&layers=4tanh,1sigmoid&study=search&study_x=alpha=log:0.01:10"
      "&study_y=optimizer=gradient_descent,adam&study_z=width=lin:2:6&study_random=9"
      "&study_steps=10&study_measure=dev.accuracy&study_seeds=3");
}

}  // namespace

TEST_CASE("what a study writes is read back", "[lab][study]") {
  const auto lines = lines_of(search(), true);
  const SweepFile file = read(together(lines));
  const auto plan = study_plan(search()).value();
  CHECK(file.cells == 9);
  CHECK(file.measure == document::Measure::dev_accuracy);
  REQUIRE(file.fields.size() == 3);
  REQUIRE(file.lines.size() == 9);
  for (std::size_t cell = 0; cell < 9; ++cell) {
    CAPTURE(cell);
    CHECK(file.lines[cell].cell == cell);
    CHECK(file.lines[cell].runs == 3);
    const auto values = plan->values(cell);
    for (std::size_t i = 0; i < 3; ++i) {
      CHECK(file.fields[i].path == plan->axes()[i].path());
      CHECK(file.fields[i].text(cell) == plan->axes()[i].text_of(values[i]));
    }
  }
  CHECK(file.fields[0].numeric);
  CHECK_FALSE(file.fields[1].numeric);
  CHECK(file.fields[2].numeric);
}

TEST_CASE("parts are read in any order, and lines end as they like", "[lab][study]") {
  auto lines = lines_of(search(), true);
  const SweepFile whole = read(together(lines));
  std::ranges::reverse(lines);
  std::string text = "\xef\xbb\xbf";
  for (const std::string& line : lines) text += line.substr(0, line.size() - 1) + "\r\n\n";
  const SweepFile turned = read(text);
  for (std::size_t cell = 0; cell < 9; ++cell) {
    CHECK(turned.lines[cell].cell == cell);
    CHECK(turned.lines[cell].value == whole.lines[cell].value);
    CHECK(turned.fields[1].text(cell) == whole.fields[1].text(cell));
  }
  // A part is as good as all of it.
  lines.resize(4);
  CHECK(read(together(lines)).lines.size() == 4);
  CHECK(read(together(lines)).cells == 9);
}

TEST_CASE("without a value it is the median of the training loss", "[lab][study]") {
  const auto lines = lines_of(search(), false);
  const SweepFile file = read(together(lines));
  CHECK(file.measure == document::Measure::train_loss);
  document::Document losses = search();
  losses.study.measure = document::Measure::train_loss;
  const SweepFile same = read(together(lines_of(losses, true)));
  CHECK(same.measure == document::Measure::train_loss);
  for (std::size_t cell = 0; cell < 9; ++cell)
    CHECK(file.lines[cell].value == same.lines[cell].value);
}

TEST_CASE("values tell what they are as far as they can", "[lab][study]") {
  for (const auto& [name, measure] : {std::pair("dev.loss", document::Measure::dev_loss),
                                      {"train.accuracy", document::Measure::train_accuracy},
                                      {"convergence", document::Measure::convergence},
                                      {"trained", document::Measure::trained},
                                      {"scope.dZ", document::Measure::scope_a}}) {
    CAPTURE(name);
    document::Document document = search();
    REQUIRE(document::set_field(document, "study.measure", name));
    document.study.target = 0.68;
    CHECK(read(together(lines_of(document, true))).measure == measure);
  }
}

TEST_CASE("what is not finite is a string, and where it arose is told", "[lab][study]") {
  CHECK(std::isnan(read(line("0", "4", "{\"a\":1}", "\"NaN\"")).lines[0].value));
  CHECK(read(line("0", "4", "{\"a\":1}", "\"Infinity\"")).lines[0].value ==
        std::numeric_limits<double>::infinity());
  CHECK(read(line("0", "4", "{\"a\":1}", "\"-Infinity\"")).lines[0].value ==
        -std::numeric_limits<double>::infinity());
  const SweepFile file = read(line("0", "4", "{\"a\":1}", "2",
                                   R"([{"step":5,"diverged":null},)"
                                   R"({"step":5,"diverged":{"step":3,"layer":2,"what":"dW"}}])"));
  CHECK(file.lines[0].runs == 2);
  CHECK(file.lines[0].diverged == 1);
  REQUIRE(file.lines[0].first);
  CHECK(file.lines[0].first->step == 3);
  CHECK(file.lines[0].first->layer == 2);
  CHECK(file.lines[0].first->what == core::Quantity::d_w);
}

TEST_CASE("a bad line is told with its number, what is wrong and what is allowed", "[lab][study]") {
  CHECK(refused("") == "line 1: there is no cell, like {\"cell\": 0, \"of\": 100, \"fields\": …}");
  CHECK(
      refused(line() + "{\"cell\":1,\"of\":4,\"fie").starts_with("line 2: it is not a whole line"));
  CHECK(refused("\n\n[1]\n").starts_with("line 3: "));
  CHECK(refused(line("4")) == "line 1: cell is 4, which is not a whole number between 0 and 3");
  CHECK(refused(line("-1")).starts_with("line 1: cell is -1"));
  CHECK(refused(line("0.5")).starts_with("line 1: cell is 0.5"));
  CHECK(refused(line("0", "0")).starts_with("line 1: of is 0"));
  CHECK(refused(line("0", "1e300")).starts_with("line 1: of is 1e+300"));
  CHECK(refused(line() + line()) == "line 2: cell 0 was in line 1 already; each is there once");
  CHECK(
      refused(line() + line("1", "5")).starts_with("line 2: of is 5, in the lines before it is 4"));
  CHECK(refused(line("0", "4", "{}")).starts_with("line 1: fields has 0 fields"));
  CHECK(
      refused(line("0", "4", R"({"a":1,"b":1,"c":1,"d":1})")).starts_with("line 1: fields has 4"));
  CHECK(refused(line("0", "4", "[1]")).starts_with("line 1: fields is missing"));
  CHECK(refused(line() + line("1", "4", R"({"scale":1})"))
            .starts_with("line 2: fields has no \"training.learning_rate\""));
  CHECK(refused(line("0", "4", R"({"a":null})")).starts_with("line 1: the field \"a\" is null"));
  CHECK(refused(line("0", "4", R"({"a":1})", "\"big\""))
            .starts_with("line 1: value is \"big\", which is not a number"));
  CHECK(refused(line("0", "4", R"({"a":1})", "1", "[]")).starts_with("line 1: runs is missing"));
  CHECK(refused(R"({"cell":0,"of":1,"fields":{"a":1},"runs":[{}]})")
            .starts_with("line 1: there is neither a value nor"));
}

TEST_CASE("numbers among names are names", "[lab][study]") {
  const SweepFile file = read(line("1", "3", R"({"a":"normal"})") + line("0", "3", R"({"a":0.5})") +
                              line("2", "3", R"({"a":true})"));
  CHECK_FALSE(file.fields[0].numeric);
  CHECK(file.fields[0].text(0) == "0.5");
  CHECK(file.fields[0].text(1) == "normal");
  CHECK(file.fields[0].text(2) == "true");
}

TEST_CASE("such a file is known by how it begins", "[lab][study]") {
  CHECK(is_sweep_file(line()));
  CHECK(is_sweep_file("\xef\xbb\xbf\r\n { \"cell\" : 1}"));
  CHECK_FALSE(is_sweep_file("{\"isobath\":1}"));
  CHECK_FALSE(is_sweep_file("cell,of\n"));
  CHECK_FALSE(is_sweep_file(""));
  CHECK_FALSE(is_sweep_file("{"));
}

TEST_CASE("a file of many cells is read in pieces", "[lab][study]") {
  constexpr int kCells = 40'000;
  std::string text;
  for (int cell = 0; cell < kCells; ++cell)
    text +=
        line(std::to_string(cell), std::to_string(kCells),
             "{\"a\":" + std::to_string(cell % 200) + ",\"b\":" + std::to_string(cell / 200) + "}");
  SweepReading reading(text);
  int pieces = 1;
  double before = 0.0;
  while (reading.advance()) {
    CHECK(reading.progress() > before);
    before = reading.progress();
    ++pieces;
  }
  CHECK(pieces > 10);
  const auto file = reading.take();
  REQUIRE(file);
  CHECK(file->lines.size() == kCells);
  CHECK(file->fields[1].numbers.back() == 199.0);
}

TEST_CASE("whatever the bytes, it is a file or one sentence", "[lab][study]") {
  const std::string whole = together(lines_of(search(), true));
  core::Random random(7, 0);
  constexpr std::string_view kBytes = "{}[]\",:0129.eE-+\n\\uNaN \x80\xff";
  for (int round = 0; round < 3000; ++round) {
    std::string text = whole.substr(0, 200 + random.below(2000));
    const std::uint32_t changes = 1 + random.below(6);
    for (std::uint32_t i = 0; i < changes; ++i) {
      const std::size_t at = random.below(static_cast<std::uint32_t>(text.size()));
      const char byte = kBytes[random.below(static_cast<std::uint32_t>(kBytes.size()))];
      switch (random.below(3)) {
        case 0:
          text[at] = byte;
          break;
        case 1:
          text.insert(at, 1, byte);
          break;
        default:
          text.erase(at, 1 + random.below(20));
      }
      if (text.empty()) text = "{";
    }
    const auto file = read_sweep(text);
    if (file) {
      REQUIRE(file->lines.size() <= file->cells);
      for (std::size_t place = 0; place < file->lines.size(); ++place)
        for (const FileField& field : file->fields) REQUIRE(data::is_utf8(field.text(place)));
    } else {
      REQUIRE(file.error().starts_with("line "));
      REQUIRE(file.error().find('\n') == std::string::npos);
      REQUIRE(data::is_utf8(file.error()));
    }
  }
}

}  // namespace lab_sweep_file
