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

TEST_CASE("On paper undo takes the last example, then the paper", "[app][points]") {
  Session session(Session::Threads::none);
  session.apply(EmptyPaper{});
  CHECK(session.snapshot().undo == "empty paper");
  session.apply(DrawPoint{1.0, 1.0, 1.0, false});
  CHECK(session.snapshot().undo == "example drawn");
  session.apply(Undo{});
  REQUIRE(session.snapshot().view.paper);
  CHECK(session.snapshot().view.paper->empty());
  session.apply(Undo{});
  CHECK(!session.snapshot().view.paper);
  CHECK(session.snapshot().undo.empty());
  // Its lines are of examples that are hidden there.
  session.apply(EmptyPaper{});
  session.apply(set_view<&View::stepping>(true));
  session.apply(StepLines{});
  CHECK(session.snapshot().notice_is_refusal);
  CHECK(session.record().step == 0);
}

TEST_CASE("Other data take the paper away, and a brush that they have not", "[app][points]") {
  Session session(Session::Threads::none);
  session.apply(OpenText{"five.csv", "a,b,kind\n1,2,p\n2,1,q\n3,3,r\n4,1,s\n5,2,t\n6,4,p\n"});
  REQUIRE(session.snapshot().dataset->targets() == 5);
  session.apply(EmptyPaper{});
  session.apply(set_view<&View::brush>(4));
  session.apply(DrawPoint{1.0, 1.0, 4.0, false});
  session.apply(SetField{"data.source", "circle"});
  CHECK(!session.snapshot().view.paper);
  CHECK(!session.snapshot().view.brush);
  session.apply(Undo{});
  session.apply(EmptyPaper{});
  session.apply(set_view<&View::brush>(4));
  session.apply(SetField{"training.learning_rate", "0.3"});
  CHECK(session.snapshot().view.paper);
  session.apply(RestoreRun{0});
  CHECK(session.document().data.source == data::Source::table);
}

TEST_CASE("What is no class is refused, whoever draws it", "[app][points]") {
  document::Document document;
  CHECK(with_point(document, {0.0, 0.0, 2.0}).error() ==
        "data.y: 2 is no class: there are 2, from 0 to 1");
  CHECK(with_point(document, {0.0, 0.0, 0.5}).error().starts_with("data.y: 0.5 is no class"));
  const std::vector<PaperPoint> points{{0, 0, 0}, {1, 1, 1}, {2, 2, 0}, {3, 3, 3}};
  CHECK(with_points(document, points).error().starts_with("data.y: 3 is no class"));
}

TEST_CASE("Classes and columns stay what they are, whichever examples are left", "[app][points]") {
  Session session(Session::Threads::none);
  std::string text = "id,a,b,rare,class\n";
  for (int i = 0; i < 24; ++i)
    text += std::to_string(100 + i) + "," + std::to_string(i % 7) + "," + std::to_string(i % 5) +
            "," + (i == 3 ? "1.5" : "") + "," + std::to_string(1 + i % 4) + "\n";
  session.apply(OpenText{"four.csv", text});
  session.apply(ChooseColumns{
      {{"class", data::Use::target, data::As::one_hot, {}}, {"rare", data::Use::drop, {}, {}}}});
  REQUIRE(session.snapshot().dataset->targets() == 4);
  session.apply(EmptyPaper{});
  for (const double x : {1.0, 2.0, 3.0, 4.0}) session.apply(DrawPoint{x, 2.0, 2.0, false});
  const data::Table& table = *session.document().data.table;
  REQUIRE(table.x.rows() == 4);
  CHECK(table.x.cols() == 2);
  REQUIRE(table.y.cols() == 4);
  CHECK(table.y.col(2).sum() == 4.0);
  CHECK(table.origin->class_names == std::vector<std::string>{"1", "2", "3", "4"});
  CHECK(session.document().layers.back().units == 4);
  const auto again = document::from_json(document::to_json(session.document()));
  REQUIRE(again);
  CHECK(*again == session.document());
}

TEST_CASE("A network of squares begins again when points are drawn", "[app][points]") {
  Session session(Session::Threads::none);
  session.apply(SetField{"data.inputs", "x1^2,x2^2"});
  session.apply(Step{40});
  session.apply(DrawPoint{1.0, 2.0, 1.0, false});
  CHECK(session.snapshot().dataset->inputs() == 2);
  CHECK(session.record().step == 0);
}

TEST_CASE("Noise on the labels is not drawn into the table", "[app][points]") {
  document::Document document, noisy;
  noisy.data.label_noise = 0.3;
  const auto plain = with_point(document, {0.0, 0.0, 1.0});
  const auto drawn = with_point(noisy, {0.0, 0.0, 1.0});
  REQUIRE(plain);
  REQUIRE(drawn);
  CHECK(drawn->data.table->y == plain->data.table->y);
  CHECK(drawn->data.label_noise == 0.3);
}

TEST_CASE("The same start again after drawing can be undone", "[app][points]") {
  Session session(Session::Threads::none);
  session.apply(Step{50});
  const core::Parameters<double> learned = session.parameters();
  session.apply(DrawPoint{1.0, 2.0, 1.0, false});
  session.apply(Reset{});
  CHECK(session.record().step == 0);
  session.apply(Undo{});
  CHECK(session.record().step == 50);
  CHECK(session.parameters() == learned);
}

}  // namespace app_points
