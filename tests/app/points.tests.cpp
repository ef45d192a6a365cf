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

}  // namespace app_points
