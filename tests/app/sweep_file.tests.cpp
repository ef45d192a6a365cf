// SPDX-License-Identifier: MIT
// A sweep's file that is dropped: a map where its cells are on a grid of two fields, parallel axes
// where not, and nothing of the document changed by it.
#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "app/session/session.hpp"
#include "app/study/file_axes.hpp"
#include "app/study/map_view.hpp"
#include "app/study/search_view.hpp"
#include "document/json.hpp"
#include "document/link.hpp"
#include "lab/study.hpp"
#include "lab/sweep.hpp"
#include "lab/sweep_lines.hpp"

namespace app_sweep_file {

using namespace isobath;
using namespace isobath::app;

namespace {

constexpr const char* kMap =
    "#layers=4tanh,1sigmoid&examples=60&study=map&study_x=initialization.scale=log:10:0.1:6"
    "&study_y=network.depth=lin:1:4:4&study_steps=10";

document::Document read(const std::string& link) {
  const auto document = document::from_link(link);
  REQUIRE(document);
  return *document;
}

std::vector<std::string> lines_of(const std::string& link) {
  const document::Document document = read(link);
  const auto plan = lab::study_plan(document).value();
  lab::Sweep sweep(plan, {.steps = document.study.steps});
  std::vector<std::string> lines(plan->cells());
  while (sweep
             .collect(50.0,
                      [&](const lab::CellResult& cell) {
                        lines[cell.cell] =
                            lab::sweep_line(*plan, cell, lab::study_value(document.study, cell));
                      })
             .value_or(false)) {
  }
  return lines;
}

std::string together(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line;
  return text;
}

FileGrid grid(const std::vector<std::string>& lines) {
  const auto found = grid_of(lab::read_sweep(together(lines)).value());
  REQUIRE(found);
  return *found;
}

/// A file of two fields by hand.
std::vector<std::string> by_hand(const std::vector<std::string>& xs,
                                 const std::vector<std::string>& ys) {
  std::vector<std::string> lines;
  const std::string of = std::to_string(xs.size() * ys.size());
  for (const std::string& y : ys)
    for (const std::string& x : xs)
      lines.push_back("{\"cell\":" + std::to_string(lines.size()) + ",\"of\":" + of +
                      ",\"fields\":{\"training.learning_rate\":" + x +
                      ",\"initialization.scale\":" + y + "},\"value\":1,\"runs\":[{}]}\n");
  return lines;
}

void drop(Session& session, const std::string& name, const std::string& text) {
  session.open_file({name, text});
  for (int frame = 0; frame < 10'000 && session.snapshot().reading; ++frame) session.advance(20.0);
}

}  // namespace

TEST_CASE("a grid is found from where its values lie", "[app][study]") {
  auto found = grid(by_hand({"0.01", "0.1", "1"}, {"1", "2", "3", "4"}));
  CHECK(found.x.count == 3);
  CHECK(found.y.count == 4);
  CHECK(found.x.axis.logarithmic);
  CHECK_FALSE(found.y.axis.logarithmic);
  CHECK(found.x.axis.lowest == Catch::Approx(-2.5));
  CHECK(found.x.axis.highest == Catch::Approx(0.5));
  CHECK(found.y.unit(0) == Catch::Approx(1.0));
  CHECK(found.x.texts == std::vector<std::string>{"0.01", "0.1", "1"});
  // From high to low it is turned round.
  found = grid(by_hand({"3", "2", "1"}, {"1", "2"}));
  CHECK(found.x.axis.lowest == Catch::Approx(0.5));
  CHECK(found.lines[0] == 2);
  // Whole numbers are rounded, some of them to the same.
  found = grid(by_hand({"2", "3", "4", "6", "8", "11", "16", "23", "32"}, {"1", "2"}));
  CHECK(found.x.axis.logarithmic);
  CHECK(grid(by_hand({"1", "2", "2", "3", "3", "4", "4"}, {"5", "6"})).x.count == 7);
  // What is uneven, or no number, stands by its name.
  found = grid(by_hand({"1", "5", "6"}, {"\"adam\"", "\"momentum\""}));
  CHECK(found.x.names == std::vector<std::string>{"1", "5", "6"});
  CHECK(found.y.names == std::vector<std::string>{"adam", "momentum"});
}

TEST_CASE("parts of a grid keep their places", "[app][study]") {
  auto lines = by_hand({"1", "10", "100", "1000"}, {"1", "2", "3", "4", "5"});
  lines.erase(lines.begin() + 2);
  lines.resize(11);  // the fourth row is not there
  std::ranges::reverse(lines);
  const FileGrid found = grid(lines);
  CHECK(found.x.count == 4);
  CHECK(found.y.count == 5);
  CHECK(found.y.axis.highest == Catch::Approx(5.5));
  CHECK(std::ranges::count(found.lines, kNoLine) == 9);
  CHECK(found.lines[2] == kNoLine);
  CHECK(found.y.texts[4] == "");
  // One row alone, and drawn cells, are no grid.
  CHECK_FALSE(grid_of(lab::read_sweep(together({lines[0], lines[1]})).value()));
}

TEST_CASE("a dropped sweep is seen in place of the document's study", "[app][study]") {
  Session session;
  const document::Document before = session.document();
  const auto lines = lines_of(kMap);
  drop(session, "cells.jsonl", together(lines));
  CHECK(session.snapshot().message == "");
  CHECK(session.document() == before);
  CHECK(session.view().studying);
  CHECK(session.snapshot().sweep_file == "cells.jsonl");
  REQUIRE(session.snapshot().map);
  const MapView& map = *session.snapshot().map;
  CHECK(map.x.path == "initialization.scale");
  CHECK(map.known == 24);
  CHECK(map.picture.columns == 6);
  CHECK(map.x.view.logarithmic);
  CHECK(map.study.measure == document::Measure::train_loss);
  // The lowest scale is on the left, the deepest network on top.
  session.apply(StudyAction(PointAtMap{figure::Place{-1.0, 4.0}}));
  REQUIRE(session.snapshot().map->pointed);
  CHECK(session.snapshot().map->pointed->x_text == "0.1");
  CHECK(session.snapshot().map->pointed->y_text == "4");
  const auto file = lab::read_sweep(together(lines)).value();
  CHECK(session.snapshot().map->pointed->value == file.lines[23].value);
  // A click sets both fields, in one edit.
  session.apply(StudyAction(OpenFromMap{figure::Place{-1.0, 4.0}}));
  CHECK(session.document().initialization.scale == 0.1);
  CHECK(session.document().layers.size() == 5);
  CHECK(session.snapshot().undo.find("cells.jsonl") != std::string::npos);
  CHECK(session.snapshot().map->x.standing == Catch::Approx(-1.0));
  session.apply(TrainingAction(Undo{}));
  CHECK(session.document() == before);
  // There is no study to come back to.
  session.apply(StudyAction(CloseSweep{}));
  CHECK(session.snapshot().sweep_file == "");
  CHECK_FALSE(session.view().studying);
}

TEST_CASE("closing a file leads back to the document's own study", "[app][study]") {
  Session session;
  REQUIRE(session.open(read(kMap)));
  for (int frame = 0; frame < 10'000; ++frame) {
    const auto& map = session.snapshot().map;
    if (map && !map->busy && map->known == 24) break;
    session.advance(20.0);
  }
  drop(session, "drawn.jsonl",
       together(lines_of("#layers=4tanh,1sigmoid&examples=60&study=search&study_random=12"
                         "&study_x=training.learning_rate=log:0.001:10&study_y=scale=lin:0.5:2"
                         "&study_steps=5")));
  CHECK(session.snapshot().map == nullptr);
  REQUIRE(session.snapshot().search);
  const SearchView& search = *session.snapshot().search;
  CHECK(search.axes.size() == 3);
  CHECK(search.axes[0].axis.logarithmic);
  CHECK_FALSE(search.axes[1].axis.logarithmic);
  CHECK(search.known == 12);
  session.apply(StudyAction(BrushSearch{0, SearchRange{-3.0, -1.0}}));
  CHECK(session.snapshot().search->chosen->count < 12);
  session.apply(StudyAction(ClearBrushes{}));
  CHECK(session.snapshot().search->chosen->count == 12);
  session.apply(StudyAction(PointAtSearch{3}));
  const std::string alpha = session.snapshot().search->pointed->texts[0];
  session.apply(StudyAction(OpenFromSearch{3}));
  CHECK(session.document().training.learning_rate == std::stod(alpha));
  session.apply(TrainingAction(Undo{}));
  session.apply(StudyAction(CloseSweep{}));
  CHECK(session.snapshot().search == nullptr);
  REQUIRE(session.snapshot().map);
  CHECK(session.snapshot().map->known == 24);
  CHECK(session.view().studying);
}

TEST_CASE("a bad file is told in a sentence, and what was there stays", "[app][study]") {
  Session session;
  const auto lines = by_hand({"1", "2"}, {"3", "4"});
  drop(session, "good.jsonl", together(lines));
  CHECK(session.snapshot().map);
  drop(session, "bad.jsonl", lines[0] + lines[1] + "{\"cell\":2,");
  CHECK(session.snapshot().message.starts_with("bad.jsonl: line 3: it is not a whole line"));
  CHECK(session.snapshot().sweep_file == "good.jsonl");
  drop(session, "words.jsonl", "dear diary");
  CHECK(session.snapshot().message.starts_with("words.jsonl: line 1: "));
  // A document with a study takes its place.
  session.open_file({"study.json", document::to_json(read(kMap))});
  CHECK(session.snapshot().sweep_file == "");
  CHECK(session.snapshot().map->x.path == "initialization.scale");
}

TEST_CASE("a large file is read beside other work", "[app][study]") {
  std::vector<std::string> xs, ys;
  for (int i = 1; i <= 80; ++i) xs.push_back(std::to_string(i));
  for (int i = 1; i <= 60; ++i) ys.push_back(std::to_string(i));
  Session session;
  session.open_file({"large.jsonl", together(by_hand(xs, ys))});
  CHECK(session.snapshot().reading);
  CHECK(session.snapshot().sweep_file == "");
  for (int frame = 0; frame < 10'000 && session.snapshot().reading; ++frame) session.advance(20.0);
  CHECK(session.snapshot().sweep_file == "large.jsonl");
  CHECK(session.snapshot().map->known == 4800);
}

}  // namespace app_sweep_file
