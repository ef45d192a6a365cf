// SPDX-License-Identifier: MIT
// The user's table in the data panel and on its card, as it is used.
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "live.hpp"
#include "ui/panels/table_draft.hpp"

namespace ui_table_card {

using namespace isobath;
using namespace isobath::ui;

constexpr const char* kIris =
    "길이,petal,age,species\n"
    "5.1,1.4,3,setosa\n4.9,1.3,,setosa\n7.0,4.7,5,versicolor\n6.4,4.5,4,versicolor\n"
    "6.3,6.0,2,virginica\n5.8,5.1,7,virginica\n";

/// Opens it as a dropped file, on the page that has the data panel.
void drop(Live& live, const char* text = kIris) {
  live.session.apply(app::OpenText{"iris.csv", text});
  live.settle();
  REQUIRE(live.snapshot().message.empty());
  if (!live.stage.has("table-strip")) live.click("tab-data");
  REQUIRE(live.stage.has("table-strip"));
}

/// What is on the card: the screen beneath it waits.
void check_card(const Live& live, ImVec2 display) {
  std::vector<Widget> on_card;
  for (const Widget& widget : live.stage.widgets())
    if (widget.id.starts_with("column-") || widget.id.starts_with("table-"))
      if (widget.id != "table-strip" && widget.id != "table-change") on_card.push_back(widget);
  CHECK(rules::duplicate_id(on_card) == "");
  CHECK(rules::empty_or_off_screen(on_card, display) == "");
  CHECK(rules::overlap(on_card) == "");
}

TEST_CASE("a table that is dropped says what it is", "[ui][table]") {
  for (const ImVec2 display : {kWide, kPhone}) {
    Live live("#", display);
    drop(live);
    CHECK(live.stage.widget("table-strip").label == "iris.csv");
    CHECK(live.stage.widget("table-strip").value == "6 rows · 3 inputs → species (3)");
    live.check_rules(display);
  }
}

TEST_CASE("columns are chosen on a card, and that is one edit", "[ui][table]") {
  for (const ImVec2 display : {kWide, kPhone}) {
    Live live("#", display);
    drop(live);
    const auto before = live.session.document();
    live.click("table-change");
    REQUIRE(live.stage.has("table-card"));
    check_card(live, display);
    CHECK(live.stage.widget("column-1").label == "길이");
    live.click("column-1-drop");
    live.click("column-3-drop");
    CHECK(live.stage.widget("table-outcome").value == "1 input → species (3)");
    CHECK(live.session.document().data == before.data);
    live.click("table-take");
    CHECK_FALSE(live.stage.has("table-card"));
    REQUIRE(live.session.document().data.table);
    CHECK(live.session.document().data.table->x.cols() == 1);
    CHECK(live.stage.widget("table-strip").value == "6 rows · 1 input → species (3)");
    live.session.apply(app::Undo{});
    live.settle();
    CHECK(live.session.document().data == before.data);
  }
}

TEST_CASE("another target takes the place of the old one", "[ui][table]") {
  Live live("#");
  drop(live);
  live.click("table-change");
  live.click("column-2-target");
  CHECK(live.stage.widget("column-4-input").value == "on");
  live.click("table-take");
  const auto& document = live.session.document();
  CHECK(document.loss == core::Loss::squared_error);
  CHECK(document.layers.back().activation == core::Activation::linear);
  CHECK(live.snapshot().dataset->target_names == std::vector<std::string>{"petal"});

  live.click("table-change");
  live.click("table-several");
  live.click("column-1-target");
  CHECK(live.stage.widget("column-2-target").value == "on");
  live.click("table-take");
  CHECK(live.session.document().layers.back().units == 2);
}

TEST_CASE("beside a target that was found there is room for another", "[ui][table]") {
  Live live("#");
  live.session.apply(
      app::OpenText{"prices.csv", "rooms,age,town,price\n1,2,a,3.5\n2,3,b,4.5\n4,4,a,5.5\n"});
  live.settle();
  live.click("table-change");
  live.click("table-several");
  live.click("column-1-target");
  CHECK(live.stage.widget("column-4-target").value == "on");
  live.click("table-take");
  CHECK(live.snapshot().dataset->target_names == std::vector<std::string>{"price", "rooms"});
}

TEST_CASE("what is pressed is shown, even where nothing comes of it", "[ui][table]") {
  Live live("#");
  drop(live);
  live.click("table-change");
  for (const char* id : {"column-1-drop", "column-2-drop", "column-3-drop"}) live.click(id);
  CHECK(live.stage.widget("column-3-drop").value == "on");
  CHECK(live.stage.widget("column-3-input").value == "off");
}

TEST_CASE("cancel and choices that come to nothing leave the table", "[ui][table]") {
  Live live("#");
  drop(live);
  const auto before = live.session.document();
  live.click("table-change");
  for (const char* id : {"column-1-drop", "column-2-drop", "column-3-drop"}) live.click(id);
  CHECK(live.stage.widget("table-take").value == "disabled");
  CHECK(live.stage.widget("table-outcome").value.find("input") != std::string::npos);
  live.click("table-cancel");
  CHECK_FALSE(live.stage.has("table-card"));
  CHECK(live.session.document() == before);
}

TEST_CASE("Escape closes the card, after the list that is open on it", "[ui][table]") {
  Live live("#");
  drop(live);
  const auto before = live.session.document();
  live.click("table-change");
  live.click("column-2-drop");
  live.click("column-3-as");
  live.press(ImGuiKey_Escape);
  CHECK(live.stage.has("table-card"));
  live.press(ImGuiKey_Escape);
  CHECK_FALSE(live.stage.has("table-card"));
  CHECK(live.session.document() == before);
}

TEST_CASE("choices for one table are not made of another", "[ui][table]") {
  Live live("#");
  drop(live);
  live.click("table-change");
  live.click("column-1-drop");
  live.session.apply(app::OpenText{"other.csv", "p,q,r\n1,2,3.5\n2,3,4.5\n4,4,5.5\n"});
  live.settle();
  CHECK_FALSE(live.stage.has("table-card"));
  CHECK(live.session.document().data.table->x.cols() == 2);
  CHECK(live.stage.widget("table-strip").label == "other.csv");
}

TEST_CASE("rows are left out where cells are missing, if it is wanted", "[ui][table]") {
  Live live("#");
  drop(live);
  live.click("table-change");
  live.click("column-3-missing");
  live.click("column-3-missing-0");
  live.click("table-take");
  CHECK(live.stage.widget("table-strip").value == "5 rows (1 left out) · 3 inputs → species (3)");
}

TEST_CASE("a draft knows the columns it speaks of", "[ui][table]") {
  Live live("#");
  drop(live);
  const TableDraft draft(*live.session.document().data.table);
  CHECK(draft.known(0).mean == (5.1 + 4.9 + 7.0 + 6.4 + 6.3 + 5.8) / 6.0);
  CHECK(draft.known(2).missing == 1);
  CHECK(draft.known(3).values == 3);
  CHECK(cell_text(draft.sheet().columns[2], 1) == "–");
  CHECK(cell_text(draft.sheet().columns[3], 2) == "versicolor");
  CHECK_FALSE(draft.changed());
}

TEST_CASE("a long table tells how far it is, and can be cancelled", "[ui][table]") {
  std::string text = "a,b,c\n";
  for (int i = 0; i < 60'000; ++i)
    text += std::to_string(i % 83) + "," + std::to_string(i % 977) + ",x\n";
  for (const ImVec2 display : {kWide, kPhone}) {
    Live live("#", display);
    const auto before = live.session.document();
    live.session.apply(app::OpenText{"a rather long name of a file with measurements.csv", text});
    live.session.advance(1.0);
    (void)live.session.snapshot();
    live.settle();
    REQUIRE(live.stage.has("reading"));
    CHECK(live.stage.widget("reading").label.find(" of a rather long name") != std::string::npos);
    live.check_rules(display);
    if (display.x == kPhone.x)
      live.press(ImGuiKey_Escape);
    else
      live.click("reading-take");
    CHECK_FALSE(live.stage.has("reading"));
    CHECK(live.session.document() == before);
  }
}

TEST_CASE("outputs and inputs are called as in the table", "[ui][table]") {
  Live live("#");
  drop(live);
  CHECK(live.stage.widget("unit-0-0").label == "길이");
  CHECK(live.stage.widget("unit-2-0").label == "ŷ₁ setosa");
  CHECK(live.stage.widget("unit-2-2").label == "ŷ₃ virginica");
  live.session.apply(app::OpenText{
      "shops.csv", "size,price,sold\n1,2,no\n2,3,yes\n3,1,no\n4,4,yes\n2,2,no\n3,3,yes\n"});
  live.settle();
  CHECK(live.stage.widget("unit-2-0").label == "ŷ yes");
  CHECK(live.stage.widget("brush-0").label == "no");
  CHECK(live.stage.widget("brush-1").label == "yes");
  live.session.apply(app::SetField{"data.scaling", "standardize"});
  live.session.apply(app::HoverUnit{{0, 0}, true});
  live.settle();
  live.check_rules(kWide);
}

}  // namespace ui_table_card
