// SPDX-License-Identifier: MIT
// Searches as one makes them on the page: every cell a training as any, what is kept, what brushes
// choose, and a click that opens a cell.
#include "app/study/search_study.hpp"

#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>

#include "app/session/session.hpp"
#include "app/study/search_board.hpp"
#include "app/study/search_view.hpp"
#include "app/study/study_presets.hpp"
#include "document/link.hpp"
#include "lab/study.hpp"
#include "lab/sweep_file.hpp"
#include "lab/sweep_lines.hpp"

namespace app_search_study {

using namespace isobath;
using namespace isobath::app;
using document::Measure;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInf = std::numeric_limits<double>::infinity();
constexpr const char* kSearch =
    "#layers=4tanh,1sigmoid&examples=60&study=search&study_x=training.learning_rate=log:0.01:10"
    "&study_y=network.width=log:2:8&study_z=training.optimizer=gradient_descent,adam"
    "&study_random=24&study_steps=20";

document::Document read(const std::string& link) {
  const auto document = document::from_link(link);
  REQUIRE(document);
  return *document;
}

const SearchView& complete(Session& session) {
  for (int frame = 0; frame < 100'000; ++frame) {
    const auto& search = session.snapshot().search;
    if (search && !search->busy && (search->known == search->wanted || !search->fault.empty()))
      return *search;
    session.advance(20.0);
  }
  FAIL("the search is never complete");
  return *session.snapshot().search;
}

/// Three fields' board with losses 1 to 4 and one that is not finite.
SearchBoard board() {
  SearchBoard made;
  made.begin({{.path = "a", .axis = {0.0, 4.0}}}, Measure::train_loss, 5);
  const std::array<double, 5> values{3.0, 1.0, kNaN, 4.0, 2.0};
  for (std::size_t cell = 0; cell < 5; ++cell)
    made.set(cell, std::array{static_cast<double>(cell)}, values[cell]);
  made.renew();
  return made;
}

SearchView seen(const SearchBoard& board) {
  SearchView view;
  board.put(view);
  return view;
}

}  // namespace

TEST_CASE("the best come first, what is not finite last", "[app][study]") {
  CHECK(badness(Measure::train_loss, 0.1) < badness(Measure::train_loss, 0.2));
  CHECK(badness(Measure::train_loss, 1e9) < badness(Measure::train_loss, kNaN));
  CHECK(badness(Measure::dev_accuracy, 0.9) < badness(Measure::dev_accuracy, 0.8));
  CHECK(badness(Measure::convergence, -5.0) < badness(Measure::convergence, -50.0));
  CHECK(badness(Measure::convergence, -50.0) < badness(Measure::convergence, 50.0));
  CHECK(badness(Measure::convergence, 50.0) < badness(Measure::convergence, 5.0));
  CHECK(badness(Measure::scope_dz, -0.1) < badness(Measure::scope_dz, 2.0));
  CHECK(badness(Measure::scope_dz, kInf) == kInf);
  const SearchView view = seen(board());
  CHECK(view.lines->order == std::vector<std::uint32_t>{1, 4, 0, 3, 2});
  CHECK(view.lane);
  CHECK(std::isinf(view.lines->unit(2, 1)));
  CHECK(view.lines->unit(1, 0) == 1.0F);
  CHECK(view.lines->shades[2] == -1.0F);
  CHECK(view.lines->shades[1] == 1.0F);
  CHECK(view.axes.back().axis.logarithmic);
  CHECK(view.chosen->count == 5);
}

TEST_CASE("brushes and the best share choose together", "[app][study]") {
  SearchBoard made = board();
  made.brush(0, SearchRange{0.5, 3.5});
  CHECK(seen(made).chosen->cells == std::vector<std::uint8_t>{0, 1, 1, 1, 0});
  // From the other end it is the same stretch.
  made.brush(0, SearchRange{3.5, 0.5});
  CHECK(seen(made).chosen->count == 3);
  // The lane above the measure's axis can be chosen or left out.
  made.brush(1, SearchRange{std::log10(0.5), std::log10(10.0)});
  CHECK(seen(made).chosen->cells == std::vector<std::uint8_t>{0, 1, 0, 1, 0});
  made.brush(1, SearchRange{SearchRange::kAbove, SearchRange::kAbove});
  CHECK(seen(made).chosen->cells == std::vector<std::uint8_t>{0, 0, 1, 0, 0});
  made.brush(1, std::nullopt);
  made.brush(0, std::nullopt);
  made.show_best(0.4);
  CHECK(seen(made).chosen->cells == std::vector<std::uint8_t>{0, 1, 0, 0, 1});
  // There is always a best one.
  made.show_best(0.01);
  CHECK(seen(made).chosen->count == 1);
}

TEST_CASE("a finite loss that runs away does not press the others flat", "[app][study]") {
  SearchBoard made;
  made.begin({{.path = "a"}}, Measure::train_loss, 3);
  made.set(0, std::array{0.0}, 0.1);
  made.set(1, std::array{0.0}, 1.0);
  made.set(2, std::array{0.0}, 1e40);
  made.renew();
  const SearchView view = seen(made);
  CHECK(view.axes.back().axis.highest <= 3.0);
  CHECK(view.lines->unit(2, 1) == static_cast<float>(view.axes.back().axis.highest));
}

TEST_CASE("a search's cells are those of its sweep", "[app][study]") {
  Session session;
  REQUIRE(session.open(read(kSearch)));
  CHECK(session.view().studying);
  const SearchView& search = complete(session);
  CHECK(search.known == 24);
  REQUIRE(search.axes.size() == 4);
  CHECK(search.axes[0].axis.logarithmic);
  CHECK(search.axes[0].axis.lowest == Catch::Approx(-2.0));
  CHECK(search.axes[2].names == std::vector<std::string>{"gradient_descent", "adam"});
  const auto plan = lab::study_plan(session.document()).value();
  const auto lines = session.study_file("jsonl", false);
  REQUIRE(lines);
  const auto file = lab::read_sweep(*lines).value();
  CHECK(file.lines.size() == 24);
  for (std::size_t cell = 0; cell < 24; ++cell) {
    const auto values = plan->values(cell);
    CHECK(search.lines->unit(cell, 0) ==
          static_cast<float>(search.axes[0].axis.unit(*values[0].number)));
    CHECK(file.fields[0].text(cell) == plan->axes()[0].text_of(values[0]));
  }
  const auto table = session.study_file("csv", false);
  REQUIRE(table);
  CHECK(table->starts_with("training.learning_rate,network.width,training.optimizer,value\n"));
  CHECK(std::ranges::count(*table, '\n') == 25);
  CHECK_FALSE(session.study_file("png", false));
}

TEST_CASE("a cell that is pointed at is told, and one that is opened is one edit", "[app][study]") {
  Session session;
  REQUIRE(session.open(read(kSearch)));
  complete(session);
  session.apply(StudyAction(PointAtSearch{5}));
  const auto& search = session.snapshot().search;
  REQUIRE(search->pointed);
  const std::vector<std::string> texts = search->pointed->texts;
  CHECK(search->pointed->result.runs.size() == 1);
  const document::Document before = session.document();
  session.apply(StudyAction(OpenFromSearch{5}));
  const document::Document opened = session.document();
  CHECK(opened.training.learning_rate == std::stod(texts[0]));
  CHECK(opened.layers[0].units == std::stoi(texts[1]));
  CHECK(opened.study == before.study);
  // The search is still the same, and complete; the ring stands where the cell is.
  CHECK(session.snapshot().search->known == 24);
  CHECK_FALSE(session.snapshot().search->busy);
  REQUIRE(session.snapshot().search->axes[0].standing);
  CHECK(static_cast<float>(*session.snapshot().search->axes[0].standing) ==
        session.snapshot().search->lines->unit(5, 0));
  session.apply(TrainingAction(Undo{}));
  CHECK(session.document() == before);
}

TEST_CASE("what was computed once is kept", "[app][study]") {
  Session session;
  REQUIRE(session.open(read(kSearch)));
  complete(session);
  session.apply(StudyAction(BrushSearch{0, SearchRange{-1.0, 0.0}}));
  session.apply(StudyAction(BrushSearch{3, SearchRange{-1.0, 0.0}}));
  // Another measure of the same trainings.
  session.apply(EditAction(SetField{"study.measure", "dev.accuracy"}));
  CHECK(session.snapshot().search->known == 24);
  CHECK(session.snapshot().search->axes[0].brush);
  CHECK_FALSE(session.snapshot().search->axes[3].brush);
  // More cells begin with those that there are.
  session.apply(EditAction(SetField{"study.random", "30"}));
  CHECK(session.snapshot().search->known == 24);
  CHECK(session.snapshot().search->wanted == 30);
  CHECK(complete(session).known == 30);
  session.apply(ViewAction(set_view<&View::studying>(false)));
  CHECK(session.snapshot().search == nullptr);
  session.apply(ViewAction(set_view<&View::studying>(true)));
  CHECK(session.snapshot().search->known == 30);
  CHECK_FALSE(session.snapshot().search->busy);
  session.apply(EditAction(SetField{"data.noise", "0.4"}));
  CHECK(session.snapshot().search->known < 30);
}

TEST_CASE("a search that cannot be says why", "[app][study]") {
  Session session;
  REQUIRE(session.open(read("#study=search&study_x=depth=1,2&study_y=network.depth=1,2")));
  CHECK(session.snapshot().search->fault.find("network.depth") != std::string::npos);
  REQUIRE(session.open(
      read("#study=search&study_x=alpha=log:0.1:1&study_random=1000&study_seeds=1000")));
  CHECK(session.snapshot().search->fault.find("more than the page makes") != std::string::npos);
}

TEST_CASE("axes are drawn from, or have a grid", "[app][study]") {
  CHECK(drawn_axis("alpha=log:0.1:1:5") == "alpha=log:0.1:1");
  CHECK(drawn_axis("alpha=log:0.1:1") == "alpha=log:0.1:1");
  CHECK(drawn_axis("alpha=1,2,3") == "alpha=1,2,3");
  CHECK(grid_axis("alpha=log:0.1:1") == "alpha=log:0.1:1:7");
  CHECK(grid_axis("alpha=log:0.1:1:5") == "alpha=log:0.1:1:5");
  CHECK(grid_axis("alpha=1,2,3") == "alpha=1,2,3");
  Session session;
  for (const std::string& field : map_fields(session.document()))
    for (const bool drawn : {false, true}) {
      CAPTURE(field, drawn);
      session.apply(EditAction(ApplyChanges{.changes = {{"study.kind", "search"},
                                                        {"study.random", drawn ? "5" : "0"},
                                                        {"study.x", search_axis(field, drawn)}},
                                            .words = "searched",
                                            .restart = false,
                                            .advice = false}));
      CHECK(session.snapshot().message == "");
    }
}

}  // namespace app_search_study
