// SPDX-License-Identifier: MIT
// Data drawn and erased by hand.
#include "app/edit/points.hpp"

#include <catch2/catch_test_macros.hpp>

#include "app/session/session.hpp"
#include "document/json.hpp"

namespace app_points {

using namespace isobath;
using namespace isobath::app;

TEST_CASE("The first point turns planar data into a table with one more row", "[app][points]") {
  document::Document document;
  document.data.source = data::Source::moons;
  document.data.examples = 40;
  document.data.inputs = {data::Feature::x1, data::Feature::x2, data::Feature::x1_squared};
  const auto next = with_point(document, {1.5, -2.0, 1.0});
  REQUIRE(next);
  CHECK(next->data.source == data::Source::table);
  const data::Table& table = *next->data.table;
  REQUIRE(table.x.rows() == 41);
  CHECK(table.x.cols() == 2);
  CHECK(table.x(40, 0) == 1.5);
  CHECK(table.x(40, 1) == -2.0);
  CHECK(table.y(40, 0) == 1.0);
  CHECK(document::validate(*next).empty());
  // Classes stay classes, and the network's output what it was.
  CHECK(next->loss == document.loss);
  CHECK(next->layers.back().activation == core::Activation::sigmoid);
  // The examples are those that were there.
  const auto before = data::make_dataset(document.data);
  CHECK(table.x(0, 0) == before->train.plane(0, 0));
  CHECK(table.y(39, 0) == before->test.y(0, before->test.y.cols() - 1));
  const auto more = with_point(*next, {0.0, 0.0, 0.0});
  REQUIRE(more);
  CHECK(more->data.table->x.rows() == 42);
}

TEST_CASE("The eraser takes what lies in its ellipse, but not everything", "[app][points]") {
  document::Document document;
  document.data.examples = 30;
  auto drawn = with_point(document, {20.0, 20.0, 1.0});
  REQUIRE(drawn);
  const auto erased = without_points(*drawn, {20.5, 20.0, 1.0, 0.1});
  REQUIRE(erased);
  CHECK(erased->data.table->x.rows() == 30);
  const auto missed = without_points(*erased, {20.0, 20.0, 1.0, 1.0});
  REQUIRE(missed);
  CHECK(*missed == *erased);
  const auto all = without_points(*drawn, {0.0, 0.0, 100.0, 100.0});
  REQUIRE(!all);
  CHECK(all.error() == "data.x: 4 examples must stay to learn from");
}

TEST_CASE("Where there is no plane, nothing can be drawn", "[app][points]") {
  document::Document document;
  document.data.source = data::Source::parity;
  const auto next = with_point(document, {0.0, 0.0, 1.0});
  REQUIRE(!next);
  CHECK(next.error() ==
        "data.source: points can be drawn where there are two inputs, and here there are 4");
}

TEST_CASE("A stroke is one gesture, told by its last point", "[app][points]") {
  Session session(Session::Threads::none);
  std::vector<Event> events;
  session.take_events(events);
  session.apply(set_view<&View::brush>(1));
  CHECK(session.snapshot().view.brush == 1);
  session.apply(DrawPoint{0.0, 0.0, 1.0, true});
  session.apply(DrawPoint{0.5, 0.0, 1.0, false});
  session.take_events(events);
  std::vector<bool> dragging;
  for (const Event& event : events)
    if (event.kind == Event::Kind::document) dragging.push_back(event.dragging);
  CHECK(dragging == std::vector<bool>{true, false});
  CHECK(session.document().data.table->x.rows() == 502);
  // Both points are one edit.
  session.apply(Undo{});
  CHECK(session.document().data.source == data::Source::circle);
  session.apply(Redo{});
  CHECK(session.document().data.table->x.rows() == 502);
}

TEST_CASE("A table that is drawn on keeps its words, its classes and its choices",
          "[app][points]") {
  Session session(Session::Threads::none);
  session.apply(OpenText{"shops.csv",
                         "id,size,town,price,sold\n1,10,Seoul,2.5,no\n2,20,Busan,3.5,yes\n"
                         "3,15,Seoul,4.5,yes\n4,30,Jeju,1.5,no\n5,12,Busan,2.0,yes\n"});
  session.apply(ChooseColumns{{{"town", data::Use::drop, {}, {}}}});
  REQUIRE(session.snapshot().dataset->plane);
  REQUIRE(session.snapshot().dataset->class_names == std::vector<std::string>{"no", "yes"});
  session.apply(DrawPoint{25.0, 3.0, 1.0, false});
  const data::Table& table = *session.document().data.table;
  REQUIRE(table.origin);
  CHECK(table.origin->class_names == std::vector<std::string>{"no", "yes"});
  CHECK(table.names == std::vector<std::string>{"size", "price", "sold=yes"});
  REQUIRE(table.x.rows() == 6);
  CHECK(table.x(5, 0) == 25.0);
  CHECK(table.x(5, 1) == 3.0);
  CHECK(table.y(5, 0) == 1.0);
  CHECK(table.origin->sheet->columns[2].words ==
        std::vector<std::string>{"Busan", "Jeju", "Seoul"});
  session.apply(ErasePoints{20.0, 3.5, 1.0, 0.1, false});
  CHECK(session.document().data.table->x.rows() == 5);
  CHECK(session.document().data.table->origin->class_names.size() == 2);
  CHECK(document::validate(session.document()).empty());
}

TEST_CASE("Classes that are numbers stay classes when points are drawn", "[app][points]") {
  Session session(Session::Threads::none);
  session.apply(OpenText{
      "grades.csv", "a,b,grade\n1,2.5,10\n2,1.5,20\n3,0.5,30\n4,1.0,10\n5,2.0,20\n6,3.0,30\n"});
  session.apply(ChooseColumns{{{"grade", data::Use::target, data::As::one_hot, {}}}});
  REQUIRE(session.snapshot().dataset->targets() == 3);
  session.apply(DrawPoint{2.0, 2.0, 2.0, false});
  const data::Table& table = *session.document().data.table;
  REQUIRE(table.y.rows() == 7);
  CHECK(table.y.row(6) == core::Matrix<double>{{0.0, 0.0, 1.0}});
  CHECK(table.origin->class_names == std::vector<std::string>{"10", "20", "30"});
}

TEST_CASE("What was learned stays while examples are drawn", "[app][points]") {
  Session session(Session::Threads::none);
  session.apply(Step{60});
  const core::Parameters<double> learned = session.parameters();
  const auto samples = session.snapshot().costs.size();
  session.apply(DrawPoint{1.0, 2.0, 1.0, true});
  session.apply(DrawPoint{1.5, 2.0, 1.0, false});
  CHECK(session.document().data.source == data::Source::table);
  CHECK(session.record().step == 60);
  CHECK(session.parameters() == learned);
  CHECK(session.snapshot().costs.size() >= samples);
  CHECK(session.runs().empty());
  session.apply(Step{1});
  CHECK(session.record().step == 61);
  session.apply(ErasePoints{1.25, 2.0, 1.0, 1.0, false});
  CHECK(session.record().step == 61);
  session.apply(Undo{});
  session.apply(Undo{});
  CHECK(session.document().data.source == data::Source::circle);
  CHECK(session.record().step == 60);
  CHECK(session.parameters() == learned);
  // The same start again is step 0.
  session.apply(Redo{});
  session.apply(Reset{});
  CHECK(session.record().step == 0);
}

TEST_CASE("A network of other inputs begins again when points are drawn", "[app][points]") {
  Session session(Session::Threads::none);
  session.apply(SetField{"data.inputs", "x1,x2,x1*x2"});
  session.apply(Step{40});
  session.apply(DrawPoint{1.0, 2.0, 1.0, false});
  CHECK(session.snapshot().dataset->inputs() == 2);
  CHECK(session.record().step == 0);
}

TEST_CASE("Empty paper becomes the data with its fourth example", "[app][points]") {
  Session session(Session::Threads::none);
  session.apply(Step{30});
  session.apply(EmptyPaper{});
  CHECK(session.snapshot().view.brush == 0);
  session.apply(DrawPoint{-3.0, -3.0, 0.0, false});
  session.apply(DrawPoint{3.0, 3.0, 1.0, false});
  CHECK(session.document().data.source == data::Source::circle);
  CHECK(session.snapshot().view.paper->size() == 2);
  session.apply(Play{});
  CHECK(!session.playing());
  CHECK(session.snapshot().notice_is_refusal);
  CHECK(session.snapshot().notice.starts_with("The paper has 2 of the 4 examples"));
  SECTION("the old examples come back") {
    session.apply(EmptyPaper{false});
    CHECK(!session.snapshot().view.paper);
    session.apply(Step{1});
    CHECK(session.record().step == 31);
  }
  SECTION("one is taken away again") {
    session.apply(ErasePoints{3.0, 3.0, 0.5, 0.5, false});
    CHECK(session.snapshot().view.paper->size() == 1);
  }
  SECTION("four are data") {
    session.apply(DrawPoint{-3.0, 3.0, 1.0, true});
    session.apply(DrawPoint{-2.5, 3.0, 1.0, true});
    session.apply(DrawPoint{-2.0, 3.0, 1.0, false});
    CHECK(!session.snapshot().view.paper);
    REQUIRE(session.document().data.source == data::Source::table);
    CHECK(session.document().data.table->x.rows() == 5);
    CHECK(session.document().data.table->y.col(0).sum() == 4.0);
    CHECK(session.snapshot().dataset->train.x.cols() == 5);
    // The map is where it was.
    CHECK(session.snapshot().dataset->plane->x_min == -6.0);
    CHECK(session.record().step == 30);
    session.apply(Undo{});
    CHECK(session.document().data.source == data::Source::circle);
  }
  SECTION("another experiment takes it away") {
    session.apply(SetField{"data.source", "moons"});
    CHECK(!session.snapshot().view.paper);
  }
}

}  // namespace app_points
