// SPDX-License-Identifier: MIT
// Maps as one makes them on the page: their lattice, their order, their views, and what a cell is.
#include "app/study/map_study.hpp"

#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <set>

#include "app/session/session.hpp"
#include "app/study/curves_study.hpp"
#include "app/study/map_axis.hpp"
#include "app/study/map_picture.hpp"
#include "app/study/map_window.hpp"
#include "app/study/search_view.hpp"
#include "app/study/study_presets.hpp"
#include "document/link.hpp"
#include "document/sentence.hpp"
#include "lab/study.hpp"
#include "lab/sweep_lines.hpp"

namespace app_map_study {

using namespace isobath;
using namespace isobath::app;

namespace {

constexpr const char* kMap =
    "#layers=4tanh,1sigmoid&examples=60&study=map&study_x=initialization.scale=log:0.1:10:9"
    "&study_y=training.learning_rate=log:0.01:1:5&study_steps=20";

document::Document read(const std::string& link) {
  const auto document = document::from_link(link);
  REQUIRE(document);
  return *document;
}

MapAxis axis_of(const std::string& text, const document::Document& base = {}) {
  auto axis = MapAxis::make(base, text);
  REQUIRE(axis);
  return *axis;
}

/// Until nothing goes on any more.
void settle(Session& session) {
  for (int frame = 0; frame < 100'000; ++frame) {
    const auto& map = session.snapshot().map;
    if (map && !map->busy && (map->known == map->wanted || !map->fault.empty())) return;
    session.advance(20.0);
  }
  FAIL("the map is never complete");
}

/// A session that looks at the map of a link, which is complete.
struct Mapped {
  explicit Mapped(const std::string& link = kMap) {
    REQUIRE(session.open(read(link)));
    settle(session);
  }
  const MapView& map() { return *session.snapshot().map; }
  void show(const figure::Axis& x, const figure::Axis& y) {
    session.apply(StudyAction(ShowMap{x, y}));
    settle(session);
  }
  Session session;
};

/// The middle of what is in view, enlarged so many times.
figure::Axis closer(const figure::Axis& axis, double factor) {
  return figure::zoomed(axis, 0.4, 1.0 / factor);
}

}  // namespace

TEST_CASE("a map's side has the study's own values, and finer ones between them", "[app][study]") {
  const MapAxis axis = axis_of("training.learning_rate=log:0.01:1:5");
  CHECK(axis.path() == "training.learning_rate");
  CHECK(axis.whole().logarithmic);
  CHECK(axis.whole().lowest == Catch::Approx(-2.25));
  CHECK(axis.whole().highest == Catch::Approx(0.25));
  const MapPlace step = MapAxis::stride(0);
  for (int i = 0; i < 5; ++i) {
    CAPTURE(i);
    const double value = document::grid_value(document::Spread::logarithmic, 0.01, 1.0, i, 5);
    CHECK(std::stod(axis.text(i * step)) == value);
    CHECK(axis.unit(i * step) == Catch::Approx(-2.0 + 0.5 * i));
  }
  CHECK(std::stod(axis.text(step / 2)) == Catch::Approx(std::pow(10.0, -1.75)));
  CHECK(axis.level_for(axis.whole().span()) == 0);
  CHECK(axis.level_for(axis.whole().span() / 2.0) == 1);
  CHECK(axis.level_for(axis.whole().span() / 2.1) == 2);
  CHECK(axis.place_at(-1.6, 0) == 0);
  CHECK(axis.place_at(-1.4, 0) == step);
  CHECK(axis.place_at(-2.6, 0) == -2 * step);
  // A map goes from left to right, whichever end a range begins with.
  CHECK(axis_of("training.learning_rate=log:1:0.01:5").text(0) == "0.01");
}

TEST_CASE("a map's side ends where neighbours would be the same number", "[app][study]") {
  document::Document base = read("#layers=4tanh,1sigmoid");
  // 2, 4, … 40 are even for one level more; 2, 3, … 40 for none.
  CHECK(axis_of("depth=lin:2:40:20", base).finest_level() == 1);
  CHECK(axis_of("depth=lin:2:40:39", base).finest_level() == 0);
  CHECK(axis_of("depth=lin:2:41:20", base).finest_level() == 0);
  CHECK(axis_of("optimizer=gradient_descent,adam", base).finest_level() == 0);
  // From 8 on 9 comes next: an eighth more, less than a quarter of a doubling.
  CHECK(axis_of("width=log:8:512:7", base).finest_level() == 2);
  const int single = axis_of("scale=log:0.1:10:41", base).finest_level();
  base.precision = core::Precision::twofold;
  const int twofold = axis_of("scale=log:0.1:10:41", base).finest_level();
  CHECK(single >= 15);
  CHECK(twofold >= std::min(single + 28, MapAxis::kFineLevels));
  // At the finest level all are numbers of their own.
  const MapAxis axis = axis_of("scale=log:0.1:10:41");
  std::set<float> values;
  for (int i = 0; i < 64; ++i)
    values.insert(static_cast<float>(
        std::stod(axis.text(20 * MapAxis::stride(0) + i * MapAxis::stride(single)))));
  CHECK(values.size() == 64);
}

TEST_CASE("lists are sides of their own", "[app][study]") {
  const MapAxis axis = axis_of("training.optimizer=gradient_descent,momentum,adam");
  CHECK(axis.is_list());
  CHECK(axis.whole().lowest == -0.5);
  CHECK(axis.whole().highest == 2.5);
  CHECK(axis.text(MapAxis::stride(0)) == "momentum");
  document::Document document;
  document.training.optimizer = core::Optimizer::adam;
  CHECK(axis.standing(document) == 2.0);
  document.training.optimizer = core::Optimizer::rmsprop;
  CHECK_FALSE(axis.standing(document));
}

TEST_CASE("a window asks for coarse samples first, and where the picture changes", "[app][study]") {
  const MapAxis x = axis_of("scale=lin:0:63:64"), y = axis_of("learning_rate=lin:0:63:64");
  MapWindow window(x, y, x.whole(), y.whole());
  CHECK(window.in_view() == 4096);
  const document::Study study;
  const MapShades shades(study, std::vector{0.01, 1.0});
  std::size_t asked = 0;
  for (int stage = kCoarsestStage; stage >= 0; --stage) {
    const auto cells = window.wanted(stage, {});
    for (const std::uint32_t cell : cells) {
      CHECK((window.column(cell) % (1 << stage) == 0 && window.row(cell) % (1 << stage) == 0));
      // Left of the middle it trains.
      window.set(cell, window.column(cell) < 32 ? 0.01 : 1.0, shades);
    }
    asked += cells.size();
    const auto picture = window.picture({});
    // The whole picture is there from the first stage on.
    CHECK(std::ranges::none_of(picture, [](float shade) { return shade == 0.0F; }));
    if (stage == 0) break;
    const auto next = window.wanted(stage - 1, picture);
    REQUIRE_FALSE(next.empty());
    const int edge = window.column(next.front());
    CHECK(std::abs(edge - 32) <= 3 * (1 << stage));
  }
  CHECK(asked == 4096);
  CHECK(window.known_in_view() == 4096);
}

TEST_CASE("a map is what the command line makes of it", "[app][study]") {
  Mapped mapped;
  CHECK(mapped.map().wanted == 45);
  MapStudy study;
  Snapshot snapshot;
  const document::Document document = read(kMap);
  snapshot.document = &document;
  snapshot.view.studying = true;
  lab::JobPool pool(0);
  do {
    study.renew(snapshot, pool);
    pool.run_for(50.0);
  } while (snapshot.map->known < snapshot.map->wanted);
  const auto plan = lab::study_plan(document);
  REQUIRE(plan);
  lab::Sweep sweep(*plan, {.steps = 20, .order = lab::SweepOrder::by_cell});
  std::vector<std::string> lines((*plan)->cells());
  const auto take = [&](const lab::CellResult& cell) {
    lines[cell.cell] = lab::sweep_line(**plan, cell, lab::study_value(document.study, cell));
  };
  while (sweep.collect(50.0, take).value_or(false)) {
  }
  std::string all;
  for (const std::string& line : lines) all += line;
  CHECK(study.file("jsonl", document, false) == all);
  std::vector<double> values;
  for (const std::string& line : lines) {
    const auto at = line.find("\"value\":") + 8;
    values.push_back(std::stod(line.substr(at)));
  }
  const MapPicture picture = map_picture(document, **plan, values, true);
  CHECK(study.file("png", document, true) == files::png(picture.image));
  CHECK(study.file("svg", document, true) == map_svg(picture));
  CHECK(study.file("csv", document, true)
            ->starts_with("initialization.scale,training.learning_rate,value\n0.1,0.01,"));
  CHECK_FALSE(study.file("txt", document, true));
}

TEST_CASE("a part of a map keeps what is known, and its cells are trainings as any",
          "[app][study]") {
  Mapped mapped;
  const figure::Axis whole_x = mapped.map().x.whole, whole_y = mapped.map().y.whole;
  mapped.show(closer(whole_x, 2.0), closer(whole_y, 2.0));
  CHECK(mapped.map().x.cell == Catch::Approx(0.125));
  for (int i = 0; i < 8; ++i)
    mapped.show(closer(mapped.map().x.view, 2.0), closer(mapped.map().y.view, 2.0));
  CHECK(mapped.map().back == 1);  // one gesture
  const MapView map = mapped.map();
  const figure::Place place{map.x.view.unit_at(0.3), map.y.view.unit_at(0.7)};
  mapped.session.apply(StudyAction(PointAtMap{place}));
  for (int frame = 0;
       frame < 1000 && (!mapped.map().pointed || mapped.map().pointed->costs.empty()); ++frame)
    mapped.session.advance(20.0);
  REQUIRE(mapped.map().pointed);
  const MapCell cell = *mapped.map().pointed;
  REQUIRE(cell.known);
  CHECK(cell.costs.size() == 21);
  CHECK(cell.costs.back() == cell.value);
  CHECK(std::abs(cell.x - place.x) <= map.x.cell * 0.5 + 1e-12);

  // The same document alone.
  mapped.session.apply(StudyAction(OpenFromMap{place}));
  const document::Document opened = mapped.session.document();
  CHECK(document::number_text(opened.initialization.scale) == cell.x_text);
  CHECK(document::number_text(opened.training.learning_rate) == cell.y_text);
  mapped.session.apply(TrainingAction(Step{20}));
  const core::Record record = mapped.session.record();
  CHECK(record.train.loss == cell.value);
  CHECK(record.step == 20);
  // The map is the same, and the experiment stands in that cell.
  settle(mapped.session);
  REQUIRE(mapped.map().x.standing);
  CHECK(*mapped.map().x.standing == Catch::Approx(cell.x).margin(1e-9));
  CHECK(mapped.map().x.view == map.x.view);
  CHECK(mapped.map().known == mapped.map().wanted);
  CHECK_FALSE(mapped.session.snapshot().treated);
  mapped.session.apply(TrainingAction(Undo{}));
  CHECK(mapped.session.document() == read(kMap));
}

TEST_CASE("views are gone back through", "[app][study]") {
  Mapped mapped;
  const figure::Axis x = mapped.map().x.whole, y = mapped.map().y.whole;
  mapped.show(closer(x, 4.0), closer(y, 4.0));
  const figure::Axis near = mapped.map().x.view;
  mapped.session.apply(StudyAction(GoAlongMaps{-1}));
  settle(mapped.session);
  CHECK(mapped.map().x.view == x);
  CHECK(mapped.map().forward == 1);
  mapped.session.apply(StudyAction(GoAlongMaps{1}));
  settle(mapped.session);
  CHECK(mapped.map().x.view == near);
  mapped.session.apply(StudyAction(GoAlongMaps{1}));
  CHECK(mapped.map().x.view == near);
}

TEST_CASE("another experiment is another map, other words are not", "[app][study]") {
  Mapped mapped;
  const std::uint64_t version = mapped.map().picture.version;
  mapped.session.apply(EditAction(SetField{"title", "words"}));
  mapped.session.advance(5.0);
  CHECK(mapped.map().known == mapped.map().wanted);
  CHECK(mapped.map().picture.version == version);
  mapped.session.apply(EditAction(SetField{"training.momentum", "0.5"}));
  mapped.session.apply(EditAction(SetField{"data.noise", "0.3"}));
  CHECK(mapped.map().known < mapped.map().wanted);
  settle(mapped.session);
  // Left, nothing goes on and nothing is told; back, it is there at once.
  mapped.session.apply(ViewAction(set_view<&View::studying>(false)));
  CHECK(mapped.session.snapshot().map == nullptr);
  mapped.session.apply(ViewAction(set_view<&View::studying>(true)));
  CHECK(mapped.map().known == mapped.map().wanted);
  mapped.session.apply(ViewAction(set_view<&View::stepping>(true)));
  CHECK_FALSE(mapped.session.view().studying);
  mapped.session.apply(ViewAction(set_view<&View::studying>(true)));
  CHECK_FALSE(mapped.session.view().stepping);
}

TEST_CASE("a study that makes no map says why", "[app][study]") {
  Session session;
  session.apply(ViewAction(set_view<&View::studying>(true)));
  CHECK_FALSE(session.snapshot().map->fault.empty());
  REQUIRE(session.open(read("#study=map&study_x=depth=lin:1:9:9&study_y=network.depth=lin:1:9:9")));
  settle(session);
  CHECK(session.snapshot().map->fault.find("network.depth") != std::string::npos);
}

TEST_CASE("every preset makes a study of the default experiment", "[app][study]") {
  for (std::size_t i = 0; i < kStudyPresets; ++i) {
    CAPTURE(i);
    const auto preset = static_cast<StudyPreset>(i);
    Session session;
    const auto action = study_of(preset, session.document());
    REQUIRE(action);
    session.apply(*action);
    session.apply(ViewAction(set_view<&View::studying>(true)));
    CHECK(preset_of(session.document()) == preset);
    const auto known = [&]() -> std::size_t {
      const Snapshot& now = session.snapshot();
      CHECK((now.map != nullptr) + (now.curves != nullptr) + (now.search != nullptr) == 1);
      if (now.search) CHECK(now.search->fault == "");
      if (now.search) return now.search->known;
      if (now.map) CHECK(now.map->fault == "");
      if (now.curves) CHECK(now.curves->fault == "");
      return now.map ? now.map->known : static_cast<std::size_t>(now.curves->known);
    };
    for (int frame = 0; frame < 5000 && known() < 4; ++frame) session.advance(20.0);
    CHECK(known() >= 4);
    session.apply(TrainingAction(Undo{}));
    CHECK(session.document() == document::Document{});
  }
  // What there is to vary.
  CHECK_FALSE(study_of(StudyPreset::scale_depth, read("#layers=1sigmoid")));
  CHECK_FALSE(study_of(StudyPreset::widths, read("#layers=1sigmoid")));
  CHECK(study_of(StudyPreset::scale_rate, read("#layers=1sigmoid")));
}

TEST_CASE("every field that a side may be has values that fit it", "[app][study]") {
  const document::Document document = read("#layers=8tanh,8tanh,1sigmoid");
  for (const std::string& field : map_fields(document)) {
    CAPTURE(field);
    const auto axis = MapAxis::make(document, map_axis(field));
    CHECK(axis);
    if (axis) CHECK(axis->path() == field);
  }
}

TEST_CASE("theory's lines: the depth scale has its pole at the critical scale", "[app][study]") {
  Mapped mapped(
      "#layers=4tanh,1sigmoid&weights=lecun_normal&examples=40&study=map"
      "&study_x=initialization.scale=lin:0.5:2:31&study_y=network.depth=lin:1:4:4&study_steps=2");
  for (int frame = 0; frame < 10'000 && mapped.map().lines.empty(); ++frame)
    mapped.session.advance(20.0);
  const MapView& map = mapped.map();
  REQUIRE(map.lines.size() == 2);
  REQUIRE(map.critical_scale);
  // Of lecun_normal tanh layers without a bias sigma_w2 is the scale squared, and 1 is critical.
  CHECK(*map.critical_scale == Catch::Approx(1.0).epsilon(1e-3));
  for (const figure::Place& place : map.lines[0].points) {
    if (place.x > 0.99) continue;
    // Below it the likeness settles over -1 / ln sigma_w2 layers.
    CHECK(place.y == Catch::Approx(-1.0 / std::log(place.x * place.x)).epsilon(1e-3));
  }
}

TEST_CASE("theory's lines: of a linear neuron it is 2 / lambda_max, and training dies above it",
          "[app][study]") {
  Mapped mapped(
      "#source=plane&examples=40&layers=1linear&loss=squared_error&precision=double&study=map"
      "&study_x=initialization.scale=log:0.1:10:3&study_y=training.learning_rate=log:0.001:10:81"
      "&study_steps=3000");
  for (int frame = 0; frame < 10'000 && mapped.map().lines.empty(); ++frame)
    mapped.session.advance(20.0);
  const MapView& map = mapped.map();
  REQUIRE(map.lines.size() == 1);
  CHECK(map.lines[0].kind == MapLineKind::largest_rate);
  REQUIRE(map.lines[0].points.size() == 3);
  const double border = map.lines[0].points[0].y;
  // Its J has one curvature wherever it starts.
  for (const figure::Place& place : map.lines[0].points)
    CHECK(place.y == Catch::Approx(border).epsilon(1e-6));
  const double cell = map.y.cell;
  const auto value_at = [&](double unit) {
    mapped.session.apply(StudyAction(PointAtMap{figure::Place{0.0, unit}}));
    return mapped.map().pointed->value;
  };
  CHECK(value_at(border - cell) < 1.0);
  CHECK(!(value_at(border + cell) < 1e6));
}

TEST_CASE("cells are kept for comparison with their curves, and let go of", "[app][study]") {
  Mapped mapped;
  const auto place = [&](double share) {
    const MapView& map = mapped.map();
    return figure::Place{map.x.whole.unit_at(share), map.y.whole.unit_at(0.5)};
  };
  for (const double share : {0.05, 0.3, 0.5, 0.7, 0.95})
    mapped.session.apply(StudyAction(CompareOnMap{place(share)}));
  const auto made = [&] {
    return std::ranges::all_of(mapped.map().compared,
                               [](const MapCell& cell) { return !cell.costs.empty(); });
  };
  for (int frame = 0; frame < 10'000 && !made(); ++frame) mapped.session.advance(20.0);
  REQUIRE(mapped.map().compared.size() == 4);
  for (const MapCell& cell : mapped.map().compared) {
    CHECK(cell.known);
    REQUIRE(cell.costs.size() == 21);
    CHECK(cell.costs.back() == cell.result.runs[0].train.loss);
  }
  mapped.session.apply(StudyAction(CompareOnMap{place(0.5)}));
  CHECK(mapped.map().compared.size() == 3);
  mapped.session.apply(StudyAction(CompareOnMap{}));
  CHECK(mapped.map().compared.empty());
}

}  // namespace app_map_study
