// SPDX-License-Identifier: MIT
// Searches on parallel axes, on every display: brushes by pointer and by keys, the cell that is
// pointed at, and the files of sweeps in the study's place.
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <cmath>
#include <string>

#include "app/study/map_view.hpp"
#include "app/study/search_view.hpp"
#include "live.hpp"
#include "words/pseudo.hpp"

namespace ui_search {

using namespace isobath;
using namespace isobath::ui;

namespace {

constexpr const char* kSearch =
    "#layers=4tanh,1sigmoid&examples=40&study=search&study_x=training.learning_rate=log:0.01:10"
    "&study_y=initialization.scale=log:0.1:10&study_z=network.width=log:2:8&study_random=60"
    "&study_steps=10";

void complete(Live& live) {
  for (int frame = 0; frame < 10'000; ++frame) {
    const auto& search = live.snapshot().search;
    if (search && !search->busy && search->known == search->wanted) break;
    live.session.advance(50.0);
    live.session.snapshot();
  }
  live.settle();
  REQUIRE(live.snapshot().search->known == live.snapshot().search->wanted);
}

const app::SearchView& search(const Live& live) { return *live.snapshot().search; }

std::string sweep(int cells, bool grid) {
  std::string text;
  for (int cell = 0; cell < cells; ++cell)
    text +=
        "{\"cell\":" + std::to_string(cell) + ",\"of\":" + std::to_string(cells) +
        ",\"fields\":{\"training.learning_rate\":" +
        std::to_string(grid ? 1 + cell % 10 : 1 + (cell * 37) % 101) +
        ",\"initialization.scale\":" + std::to_string(grid ? 1 + cell / 10 : 1 + (cell * 53) % 97) +
        "},\"value\":" + std::to_string(1 + (cell * 29) % 83) + ",\"runs\":[{\"step\":9}]}\n";
  return text;
}

}  // namespace

TEST_CASE("a search keeps its order on every display, in both languages", "[ui][study]") {
  const BackToEnglish back;
  for (const ImVec2 display : kDisplays) {
    INFO(display.x << "×" << display.y);
    Live live(kSearch, display);
    complete(live);
    CHECK(live.stage.widget("search").height > 90.0F);
    CHECK(live.stage.widget("search").value == "60 of 60 cells");
    CHECK(live.stage.has("search-axis-3"));
    live.check_rules(display);
    words::use(words::Language::korean, words::pseudo_language());
    live.settle();
    live.check_rules(display);
    words::use(words::Language::english, {});
    live.session.open_file({"cells.jsonl", sweep(100, true)});
    live.settle();
    CHECK(live.stage.widget("map").height > 90.0F);
    live.check_rules(display);
    live.session.open_file({"drawn.jsonl", sweep(100, false)});
    live.settle();
    CHECK(live.stage.widget("search").height > 90.0F);
    live.check_rules(display);
    live.click("sweep-close");
    CHECK(live.stage.has("search-field-0"));
  }
}

TEST_CASE("a brush is dragged, moved, made longer and cleared", "[ui][study]") {
  Live live(kSearch);
  complete(live);
  const float height = live.stage.widget("search-axis-0").height;
  live.drag("search-axis-0", {0.0F, -0.25F * height});
  REQUIRE(search(live).axes[0].brush);
  const app::SearchRange first = *search(live).axes[0].brush;
  CHECK(first.low < first.high);
  CHECK(search(live).chosen->count < 60);
  CHECK(live.stage.widget("search-axis-0").value != "");
  // From its middle it is moved as it is.
  const auto drag_from = [&](float share, float by_px) {
    live.point("search-axis-0", 0.5F, share);
    ImGuiIO& io = ImGui::GetIO();
    const ImVec2 start = io.MousePos;
    io.AddMouseButtonEvent(ImGuiMouseButton_Left, true);
    live.settle(1);
    for (int i = 1; i <= 4; ++i) {
      io.AddMousePosEvent(start.x, start.y + by_px * static_cast<float>(i) * 0.25F);
      live.settle(1);
    }
    io.AddMouseButtonEvent(ImGuiMouseButton_Left, false);
    live.settle();
  };
  drag_from(0.375F, 0.2F * height);
  const app::SearchRange moved = *search(live).axes[0].brush;
  CHECK(moved.low < first.low);
  CHECK(std::fabs((moved.high - moved.low) - (first.high - first.low)) < 1e-3);
  // Its end is dragged by itself: the brush lies between .45 and .7 of the item now.
  drag_from(0.7F, 0.1F * height);
  const app::SearchRange longer = *search(live).axes[0].brush;
  CHECK(longer.low < moved.low);
  CHECK(std::fabs(longer.high - moved.high) < 1e-3);
  // A click beside it clears it.
  live.point("search-axis-0", 0.5F, 0.1F);
  drag_from(0.1F, 0.0F);
  CHECK_FALSE(search(live).axes[0].brush);
  CHECK(search(live).chosen->count == 60);
}

TEST_CASE("brushes and the best share are set by controls too", "[ui][study]") {
  Live live(kSearch);
  complete(live);
  live.drag("search-axis-1", {0.0F, 60.0F});
  live.drag("search-axis-3", {0.0F, 60.0F});
  CHECK(search(live).axes[3].brush);
  live.click("search-clear");
  CHECK_FALSE(search(live).axes[1].brush);
  CHECK_FALSE(search(live).axes[3].brush);
  live.drag("search-best", {-40.0F, 0.0F});
  CHECK(search(live).best < 1.0);
  CHECK(search(live).chosen->count < 60);
  CHECK(live.stage.widget("search-state").value.find("chosen") != std::string::npos);
}

TEST_CASE("the line that the pointer is near is told, and opened by a click", "[ui][study]") {
  Live live(kSearch);
  complete(live);
  const document::Document before = live.session.document();
  std::optional<std::size_t> cell;
  for (float share = 0.2F; share < 0.9F && !cell; share += 0.05F) {
    live.point("search", 0.4F, share);
    if (search(live).pointed) cell = search(live).pointed->cell;
  }
  REQUIRE(cell);
  CHECK(live.stage.widget("search").description.find("Pointed at: α ") != std::string::npos);
  const std::string alpha = search(live).pointed->texts[0];
  ImGuiIO& io = ImGui::GetIO();
  io.AddMouseButtonEvent(ImGuiMouseButton_Left, true);
  live.settle(2);
  io.AddMouseButtonEvent(ImGuiMouseButton_Left, false);
  live.settle();
  CHECK(live.session.document().training.learning_rate == std::stod(alpha));
  live.click("undo");
  CHECK(live.session.document() == before);
}

TEST_CASE("fields are chosen from lists, one edit each", "[ui][study]") {
  Live live(kSearch);
  complete(live);
  // The second one goes, the third moves up.
  live.click("search-field-1");
  live.click("search-field-1-0");
  CHECK(live.session.document().study.y == "network.width=log:2:8");
  CHECK(live.session.document().study.z == "");
  live.click("undo");
  CHECK(live.session.document().study.z == "network.width=log:2:8");
  // The grid has counts, drawn cells have none.
  live.click("search-cells");
  live.click("search-cells-0");
  CHECK(live.session.document().study.random == 0);
  CHECK(live.session.document().study.x == "training.learning_rate=log:0.01:10:7");
  CHECK(live.snapshot().message == "");
  live.click("undo");
  CHECK(live.session.document().study.random == 60);
  CHECK(live.session.document().study.x == "training.learning_rate=log:0.01:10");
}

TEST_CASE("a thousand lines are drawn from what is kept", "[ui][study]") {
  Live live("#layers=4tanh,1sigmoid&examples=40");
  live.session.open_file({"drawn.jsonl", sweep(5000, false)});
  for (int frame = 0; frame < 1000 && !live.snapshot().search; ++frame) {
    live.session.advance(20.0);
    live.session.snapshot();
  }
  live.settle();
  REQUIRE(live.stage.has("search"));
  live.stage.list_widgets(false);
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < 20; ++i) live.stage.draw_only();
  const std::chrono::duration<double, std::milli> passed = std::chrono::steady_clock::now() - begin;
  // A frame has 16; what is measured has the whole screen in it, on a machine with other work.
  CHECK(passed.count() / 20.0 < 12.0);
}

}  // namespace ui_search
