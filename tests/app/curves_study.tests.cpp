// SPDX-License-Identifier: MIT
// Curves of many trainings: what is measured on the way, by which ranks it is taken together, and
// that every line is a training as any.
#include "app/study/curves_study.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>

#include "app/session/session.hpp"
#include "app/study/curves_figure.hpp"
#include "app/study/study_presets.hpp"
#include "document/link.hpp"
#include "lab/study.hpp"
#include "lab/sweep.hpp"

namespace app_curves_study {

using namespace isobath;
using namespace isobath::app;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInf = std::numeric_limits<double>::infinity();
constexpr const char* kCurves =
    "#layers=4tanh,1sigmoid&examples=60&batch=16&study=curves"
    "&study_x=training.learning_rate=0.01,0.1,1&study_seeds=3&study_steps=40";

document::Document read(const std::string& link) {
  const auto document = document::from_link(link);
  REQUIRE(document);
  return *document;
}

const CurvesView& complete(Session& session) {
  for (int frame = 0; frame < 100'000; ++frame) {
    const auto& curves = session.snapshot().curves;
    if (curves && !curves->busy && curves->known == curves->wanted) return *curves;
    session.advance(20.0);
  }
  FAIL("the curves are never complete");
  return *session.snapshot().curves;
}

}  // namespace

TEST_CASE("a training is measured evenly, at its start and at its end", "[lab][study]") {
  CHECK(lab::curve_updates(4, 99) == std::vector<std::int64_t>{0, 1, 2, 3, 4});
  CHECK(lab::curve_updates(100, 5) == std::vector<std::int64_t>{0, 25, 50, 75, 100});
  CHECK(lab::curve_updates(10, 4) == std::vector<std::int64_t>{0, 3, 6, 10});
  CHECK(lab::curve_updates(7, 1) == std::vector<std::int64_t>{0, 7});
  CHECK(lab::curve_updates(0, 5) == std::vector<std::int64_t>{0});
}

TEST_CASE("ranks put what is not finite above everything", "[app][study]") {
  CHECK(quantile({3.0, 1.0, 2.0}, 0.5) == 2.0);
  CHECK(quantile({3.0, 1.0, kNaN}, 0.5) == 3.0);
  CHECK(quantile({kInf, 1.0, kNaN}, 0.5) == kInf);
  CHECK(quantile({5.0, 4.0, 3.0, 2.0, 1.0, 0.0, 6.0, 7.0, 8.0, 9.0, 10.0}, 0.1) == 1.0);
  CHECK(std::isnan(quantile({}, 0.5)));
  CurveGroup a, b;
  a.lines = {{9.0, 1.0}, {9.0, 2.0}, {9.0, kNaN}, {}};
  b.lines = {{9.0, 2.0}, {9.0, 1.0}, {9.0, 5.0}, {9.0, 5.0}};
  CHECK(compare(a, b).better == 1);
  CHECK(compare(b, a).better == 2);
  CHECK(compare(a, b).of == 3);
  CHECK(compare(a, b, true).better == 1);
}

TEST_CASE("the end of every line is what a sweep says of its training", "[app][study]") {
  Session session;
  REQUIRE(session.open(read(kCurves)));
  CHECK(session.view().studying);
  const CurvesView& curves = complete(session);
  REQUIRE(curves.groups.size() == 3);
  CHECK(curves.path == "training.learning_rate");
  CHECK(curves.groups[1].value == "0.1");
  const auto plan = lab::study_plan(session.document());
  REQUIRE(plan);
  lab::Sweep sweep(*plan, {.steps = 40});
  std::size_t compared = 0;
  while (sweep
             .collect(50.0,
                      [&](const lab::CellResult& cell) {
                        for (std::size_t seed = 0; seed < 3; ++seed, ++compared) {
                          const auto& line = curves.groups[cell.cell].lines[seed];
                          REQUIRE(line.size() == curves.at.size());
                          CHECK(line.back() == cell.runs[seed].train.loss);
                        }
                      })
             .value_or(false)) {
  }
  CHECK(compared == 9);
  const auto table = session.study_file("csv", false);
  REQUIRE(table);
  CHECK(table->starts_with("update,training.learning_rate=0.01 draw 1,"));
  CHECK(std::ranges::count(*table, '\n') == 1 + static_cast<int>(curves.at.size()));
  CHECK_FALSE(session.study_file("png", false));
  for (const CurveGroup& group : curves.groups) {
    std::vector<double> ends;
    for (const auto& line : group.lines) ends.push_back(line.back());
    std::ranges::sort(ends);
    CHECK(group.median.back() == ends[1]);
    CHECK(group.low.back() == ends[0]);
    CHECK(group.high.back() == ends[2]);
    // All begin alike: the draw is the same whatever α is.
    CHECK(group.lines[0][0] == curves.groups[0].lines[0][0]);
  }
}

TEST_CASE("curves go over a field, and say where all can be memorised", "[app][study]") {
  Session session;
  REQUIRE(session.open(
      read("#layers=4tanh,1sigmoid&examples=200&batch=16&study=curves&study_seeds=3&study_steps=30"
           "&study_x=network.width=2,8&study_over=data.train_examples=5,25,100"
           "&study_measure=dev.loss")));
  const CurvesView& curves = complete(session);
  CHECK(curves.fault == "");
  CHECK(curves.path == "network.width");
  CHECK(curves.over == "data.train_examples");
  CHECK(curves.at == std::vector<double>{5.0, 25.0, 100.0});
  CHECK(curves.x.logarithmic);
  REQUIRE(curves.groups.size() == 2);
  CHECK(curves.wanted == 18);
  const auto plan = lab::study_plan(session.document());
  REQUIRE(plan);
  lab::Sweep sweep(*plan, {.steps = 30});
  int compared = 0;
  const auto compare_cell = [&](const lab::CellResult& cell) {
    const CurveGroup& group = curves.groups[cell.cell % 2];
    const std::size_t point = cell.cell / 2;
    for (std::size_t seed = 0; seed < 3; ++seed, ++compared)
      CHECK(group.lines[seed][point] == cell.runs[seed].dev.loss);
    CHECK(group.train[point] == lab::summarize_runs(cell, [](const lab::RunResult& run) {
                                  return run.train.loss;
                                }).median);
  };
  while (sweep.collect(50.0, compare_cell).value_or(false)) {
  }
  CHECK(compared == 18);
  // 2-2-1 has 9 parameters, 2-8-1 has 33: between 5 and 25 examples, and between 25 and 100.
  const auto at = [&](std::size_t i) {
    return curves.x.value(curves.groups[i].interpolates.value());
  };
  CHECK(std::abs(at(0) - 9.0) < 1e-9);
  CHECK(std::abs(at(1) - 33.0) < 1e-9);
  figure::Figure figure;
  make_curves_figure(curves, false, figure);
  CHECK(figure.marks.size() == 2);
  CHECK(figure.y.logarithmic);
  const auto table = session.study_file("csv", false);
  REQUIRE(table);
  CHECK(table->starts_with("data.train_examples,network.width=2 draw 1,"));
  CHECK(table->find("\n25,") != std::string::npos);
}

TEST_CASE("fields that curves go over have values that suit the experiment", "[app][study]") {
  for (const char* link : {"#layers=4tanh,1sigmoid", "#layers=4tanh,1sigmoid&examples=5",
                           "#source=housing&layers=4tanh,1linear&loss=squared_error"}) {
    const document::Document document = read(link);
    for (const std::string& field : over_fields(document)) {
      CAPTURE(link, field);
      document::Document studied = document;
      studied.study.kind = document::StudyKind::curves;
      studied.study.over = over_values(field, document);
      const auto plan = lab::study_plan(studied);
      CHECK((plan ? "" : plan.error()) == std::string());
    }
    const auto preset = study_of(StudyPreset::learning, document);
    REQUIRE(preset);
    Session session;
    REQUIRE(session.open(document));
    session.apply(*preset);
    CHECK(session.snapshot().message == "");
    CHECK(preset_of(session.document()) == StudyPreset::learning);
  }
  Session session;
  const auto descent = study_of(StudyPreset::descent, session.document());
  REQUIRE(descent);
  session.apply(*descent);
  CHECK(preset_of(session.document()) == StudyPreset::descent);
}

TEST_CASE("a field to go over is enough for curves, and is held to its range", "[app][study]") {
  CHECK(document::from_link("#study=curves&study_over=data.train_examples=5,25,100"));
  const auto refused = [](const char* link) {
    const auto document = document::from_link(link);
    return document ? std::string() : document.error();
  };
  CHECK(refused("#study=curves&study_over=nonsense=1,2").starts_with("study.over: "));
  CHECK(refused("#study=curves&study_over=data.train_examples=5,-1").starts_with("study.over: "));
  CHECK(refused("#study=map&study_x=scale=1,2&study_y=alpha=1,2&study_over=batch=1,2")
            .starts_with("study.over: "));
}

TEST_CASE("a difference is taken draw by draw", "[app][study]") {
  CurveGroup first, other;
  first.lines = {{3.0, 2.0}, {5.0, 1.0}, {}};
  other.lines = {{3.5, 1.0}, {4.0, kNaN}, {1.0, 1.0}};
  const CurveGroup less = difference(other, first);
  REQUIRE(less.lines.size() == 3);
  CHECK(less.lines[0] == std::vector<double>{0.5, -1.0});
  CHECK(less.lines[1][0] == -1.0);
  CHECK(less.lines[2].empty());
  CHECK(less.known == 2);
  CHECK(std::isinf(less.high[1]));
  // A value against itself: nothing.
  Session session;
  REQUIRE(session.open(
      read("#layers=4tanh,1sigmoid&examples=60&study=curves&study_x=training.momentum=0.5,0.9"
           "&study_seeds=3&study_steps=20")));
  const CurvesView& twins = complete(session);
  const CurveGroup none = difference(twins.groups[1], twins.groups[0]);
  for (const double value : none.median) CHECK(value == 0.0);
  figure::Figure figure;
  make_curves_figure(twins, true, figure);
  CHECK_FALSE(figure.y.logarithmic);
  CHECK(figure.marks.size() == 1);
  // The layers at both ends are there for the scope.
  CHECK(twins.groups[0].start.size() == 2);
  CHECK(twins.groups[0].end.size() == 2);
  CHECK(twins.groups[0].start[0].a.rms == twins.groups[1].start[0].a.rms);
}

TEST_CASE("the best point of a line is told, whatever better means", "[app][study]") {
  CurveGroup group;
  CHECK_FALSE(best_point(group, false));
  group.median = {kNaN, 2.0, 1.0, kInf, 3.0};
  CHECK(best_point(group, false) == 2);
  CHECK(best_point(group, true) == 4);
}

TEST_CASE("draws alone are a study as well, of any measure", "[app][study]") {
  Session session;
  REQUIRE(session.open(
      read("#layers=4tanh,1sigmoid&examples=60&study=curves&study_seeds=12&study_steps=20"
           "&study_measure=dev.accuracy")));
  const CurvesView& curves = complete(session);
  REQUIRE(curves.groups.size() == 1);
  CHECK(curves.path == "");
  CHECK(curves.groups[0].known == 12);
  for (const auto& line : curves.groups[0].lines)
    CHECK(std::ranges::all_of(line, [](double share) { return share >= 0.0 && share <= 1.0; }));
  figure::Figure figure;
  make_curves_figure(curves, false, figure);
  CHECK_FALSE(figure.y.logarithmic);
  CHECK(figure.bands.size() == 1);
  CHECK(figure.series.size() == 13);
}

TEST_CASE("what diverges is counted, and its line ends", "[app][study]") {
  Session session;
  REQUIRE(session.open(
      read("#layers=8relu,1linear&loss=squared_error&source=plane&examples=60&study=curves"
           "&study_x=training.learning_rate=0.01,900&study_seeds=2&study_steps=30")));
  const CurvesView& curves = complete(session);
  CHECK(curves.groups[0].diverged == 0);
  CHECK(curves.groups[1].diverged == 2);
  CHECK(std::isinf(curves.groups[1].median.back()));
  // The one that runs away does not press the others flat.
  figure::Figure figure;
  make_curves_figure(curves, false, figure);
  CHECK(figure.y.highest <= std::log10(100.0 * curves.groups[0].median.front()) + 1.0);
}

TEST_CASE("curves begin anew with another experiment and rest while nobody looks", "[app][study]") {
  Session session;
  REQUIRE(session.open(read(kCurves)));
  const std::uint64_t version = complete(session).version;
  session.apply(EditAction(SetField{"title", "words"}));
  CHECK(session.snapshot().curves->version == version);
  session.apply(EditAction(SetField{"data.noise", "0.4"}));
  CHECK(session.snapshot().curves->known < 9);
  session.apply(ViewAction(set_view<&View::studying>(false)));
  CHECK(session.snapshot().curves == nullptr);
  session.apply(ViewAction(set_view<&View::studying>(true)));
  CHECK(complete(session).known == 9);
  // Every field that is offered has values that fit it.
  for (const std::string& field : curve_fields(session.document())) {
    CAPTURE(field);
    session.apply(EditAction(SetField{"study.x", curve_values(field)}));
    CHECK(session.snapshot().message == "");
    CHECK(session.snapshot().curves->fault == "");
    CHECK(session.snapshot().curves->path == field);
  }
}

}  // namespace app_curves_study
