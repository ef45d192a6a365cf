// SPDX-License-Identifier: MIT
// The parts that all plots are made of: frames, lines, bands, maps, and the way through them by
// pointer and keys.
#include <algorithm>
#include <array>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "allocations.hpp"
#include "app/figure/contours.hpp"
#include "live.hpp"
#include "scenes.hpp"
#include "stage.hpp"
#include "ui/controls/controls.hpp"
#include "ui/plot/figure_plot.hpp"
#include "ui/plot/framed_plot.hpp"
#include "ui/plot/heat_plot.hpp"
#include "ui/plot/steer.hpp"

namespace ui_plot_kit {

using namespace isobath;
using namespace isobath::ui;
using app::figure::Figure;
using app::figure::HeatMap;
using app::figure::Role;

constexpr ImVec2 kDisplay{600.0F, 400.0F};
constexpr Rect kArea{{20.0F, 20.0F}, {580.0F, 380.0F}};

/// A map over −3 … 3 × 0 … 100 with contours, a line, a band and a mark, to be steered.
struct Bench {
  scenes::ScenePtr scene = scenes::first_document();
  std::vector<float> values;
  Figure figure;
  View2 view{{-3.0, 3.0, true}, {0.0, 100.0, false}};
  const View2 whole = view;
  Plot plot;
  Stage stage;

  Bench() : stage(scene->snapshot, kDisplay, true, [this](Frame& frame) { draw(frame); }) {
    for (int row = 0; row < 20; ++row)
      for (int column = 0; column < 30; ++column)
        values.push_back(static_cast<float>(std::hypot(column - 15, row - 10)));
    HeatMap map;
    map.columns = 30;
    map.rows = 20;
    map.values = values;
    map.value = {0.0, 18.0};
    map.scale = HeatMap::Scale::sequential;
    map.least = {-3.0, 0.0};
    map.most = {3.0, 100.0};
    figure.map = map;
    app::figure::trace_contours(map, 4, figure.contours);
    figure.x = view.x;
    figure.y = view.y;
    figure.x_name = "α";
    figure.y_name = "depth";
    auto& line = figure.line("critical", {Role::text});
    for (const double x : {1e-3, 1.0, 1e3}) line.add(x, 50.0);
    auto& band = figure.bands.add();
    band.ink = {Role::accent, 0.4F};
    for (const double x : {1e-3, 1.0, 1e3}) band.add(x, 20.0, 40.0);
    stage.run(3);
  }

  void draw(Frame& frame) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const FramedPlot framed = frame_plot(frame.theme, view.x, view.y, kArea, {});
    plot = framed.plot;
    draw_heat_map(frame, list, plot, "map", figure.map);
    draw_axes(list, frame.theme, framed, figure.x_name.view());
    draw_figure(list, frame.theme, plot, figure);
    plot_item(frame, {"plot-map", "map", ""}, plot.area, figure);
    if (const auto next = steer(frame, plot, {.whole = whole, .least_x = 0.01, .least_y = 1.0}))
      view = *next;
    ImGui::SetCursorScreenPos({kArea.min.x, kArea.max.y});
    ImGui::InvisibleButton("other", {10.0F, 10.0F});
  }
  /// From the middle, long enough after the last press to be no second click.
  void drag(ImVec2 by_px) {
    stage.run(30);
    stage.drag("plot-map", by_px);
  }
  void wheel(float notches) {
    ImGui::GetIO().AddMouseWheelEvent(0.0F, notches);
    stage.run(2);
  }
  double x_under_pointer() const { return plot.x_at(ImGui::GetIO().MousePos.x); }
  double y_under_pointer() const { return plot.y_at(ImGui::GetIO().MousePos.y); }
};

TEST_CASE("A plot's labels stand beside its area, within the room it has", "[ui][plot]") {
  Bench bench;
  const Rect& area = bench.plot.area;
  CHECK(area.min.x >= kArea.min.x + 34.0F);
  CHECK(area.max.x <= kArea.max.x);
  CHECK(area.max.y <= kArea.max.y - 15.0F);
  CHECK(area.min.y >= kArea.min.y);
}

TEST_CASE("The pointer's place leads to the value that is drawn there", "[ui][plot]") {
  for (const bool logarithmic : {false, true}) {
    Plot plot;
    plot.area = kArea;
    plot.x = {logarithmic ? -4.0 : 2.0, 7.0, logarithmic};
    plot.y = {logarithmic ? -9.0 : -5.0, -1.0, logarithmic};
    for (const double share : {0.0, 0.31, 1.0}) {
      const double x = plot.x.value_at(share), y = plot.y.value_at(share);
      CHECK(plot.x.share(plot.x_at(plot.x_px(x))) == Catch::Approx(share).margin(1e-5));
      CHECK(plot.y.share(plot.y_at(plot.y_px(y))) == Catch::Approx(share).margin(1e-5));
    }
  }
}

TEST_CASE("A plot is told in words to those who do not see it", "[ui][plot]") {
  const Bench bench;
  const std::string told = bench.stage.widget("plot-map").description;
  CHECK(told.starts_with("30 × 20 cells, least 0 at α"));
  CHECK(told.find("critical from 50") != std::string::npos);
}

TEST_CASE("The plots of the page are told in words", "[ui][plot]") {
  const auto scene = scenes::network("told", 6, 4);
  Stage page(scene->snapshot, kWide);
  page.run(2);
  const std::string cost = page.widget("plot-cost").description;
  INFO(cost);
  CHECK(cost.starts_with("J train from 1.000 to 0.005"));
  CHECK(cost.find("over " + count(1194).str() + " steps") != std::string::npos);
  CHECK(page.widget("plot-scope").description.find("rms of A[l] from 0.8") != std::string::npos);
}

TEST_CASE("The wheel zooms at the pointer, up to all and down to the least", "[ui][plot]") {
  Bench bench;
  bench.stage.move_to("plot-map", 0.25F, 0.7F);
  bench.stage.run(2);
  const double x = bench.x_under_pointer(), y = bench.y_under_pointer();
  bench.wheel(3.0F);
  CHECK(bench.view.x.span() == Catch::Approx(6.0 * 0.512));
  CHECK(bench.view.y.span() == Catch::Approx(100.0 * 0.512));
  CHECK(bench.x_under_pointer() == Catch::Approx(x).epsilon(1e-4));
  CHECK(bench.y_under_pointer() == Catch::Approx(y).epsilon(1e-4));
  bench.wheel(200.0F);
  CHECK(bench.view.x.span() == Catch::Approx(0.01));
  CHECK(bench.x_under_pointer() == Catch::Approx(x).epsilon(1e-3));
  bench.wheel(-300.0F);
  CHECK(bench.view == bench.whole);
}

TEST_CASE("Dragging moves the view, no further than there is something", "[ui][plot]") {
  Bench bench;
  bench.stage.move_to("plot-map");
  bench.stage.run(2);
  bench.wheel(4.0F);
  const View2 before = bench.view;
  const double per_pixel = before.x.span() / static_cast<double>(bench.plot.area.width());
  bench.drag({-50.0F, 20.0F});
  CHECK(bench.view.x.lowest - before.x.lowest == Catch::Approx(50.0 * per_pixel).epsilon(0.1));
  CHECK(bench.view.y.lowest > before.y.lowest);
  CHECK(bench.view.x.span() == Catch::Approx(before.x.span()));
  for (int i = 0; i < 9; ++i) bench.drag({-250.0F, 0.0F});
  CHECK(bench.view.x.highest == Catch::Approx(3.0));
}

TEST_CASE("Shift-dragging shows what lies in the box", "[ui][plot]") {
  Bench bench;
  bench.stage.move_to("plot-map", 0.5F, 0.5F);
  bench.stage.run(2);
  const double left = bench.x_under_pointer(), top = bench.y_under_pointer();
  ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, true);
  bench.drag({100.0F, 60.0F});
  ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, false);
  bench.stage.run(2);
  CHECK(bench.view.x.value(bench.view.x.lowest) == Catch::Approx(left).epsilon(1e-3));
  CHECK(bench.view.y.highest == Catch::Approx(top).epsilon(1e-3));
  CHECK(bench.view.x.span() < 1.5);
  // A slip of the hand is no box, and the next drag moves again.
  const View2 boxed = bench.view;
  ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, true);
  bench.drag({2.0F, 2.0F});
  ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, false);
  bench.stage.run(2);
  CHECK(bench.view == boxed);
  bench.drag({40.0F, 0.0F});
  CHECK(bench.view.x.span() == Catch::Approx(boxed.x.span()));
  CHECK(bench.view.x.lowest < boxed.x.lowest);
}

TEST_CASE("A double click shows all again", "[ui][plot]") {
  Bench bench;
  bench.stage.move_to("plot-map");
  bench.stage.run(2);
  bench.wheel(5.0F);
  CHECK_FALSE(bench.view == bench.whole);
  for (const bool down : {true, false, true, false}) {
    ImGui::GetIO().AddMouseButtonEvent(ImGuiMouseButton_Left, down);
    bench.stage.run(1);
  }
  CHECK(bench.view == bench.whole);
}

TEST_CASE("With the keyboard on a plot, keys zoom and move it", "[ui][plot][keys]") {
  Bench bench;
  bench.stage.press(ImGuiKey_Equal);
  CHECK(bench.view == bench.whole);  // it is on nothing yet
  bench.stage.press(ImGuiKey_Tab);
  bench.stage.run(2);
  bench.stage.press(ImGuiKey_Equal);
  CHECK(bench.view.x.span() == Catch::Approx(4.8));
  CHECK(bench.view.x.lowest == Catch::Approx(-2.4));
  bench.stage.press(ImGuiKey_RightArrow);
  CHECK(bench.view.x.lowest == Catch::Approx(-2.4 + 0.15 * 4.8).margin(0.13));
  CHECK(bench.view.x.lowest > -2.4);
  const double before = bench.view.y.lowest;
  bench.stage.press(ImGuiKey_DownArrow);
  CHECK(bench.view.y.lowest < before);
  bench.stage.press(ImGuiKey_Minus);
  bench.stage.press(ImGuiKey_Minus);
  CHECK(bench.view.x.span() == Catch::Approx(6.0));
  bench.stage.press(ImGuiKey_Equal);
  bench.stage.press(ImGuiKey_Home);
  CHECK(bench.view == bench.whole);
}

TEST_CASE("A map is asked for by its name, and the pointer finds its cells", "[ui][plot]") {
  Bench bench;
  CHECK(bench.stage.pictures_asked() == std::vector<std::string>{"map"});
  const Rect& area = bench.plot.area;
  const auto first = cell_at(bench.plot, bench.figure.map, {area.min.x + 1.0F, area.min.y + 1.0F});
  REQUIRE(first);
  CHECK((first->column == 0 && first->row == 0));
  const auto last = cell_at(bench.plot, bench.figure.map, {area.max.x - 1.0F, area.max.y - 1.0F});
  REQUIRE(last);
  CHECK((last->column == 29 && last->row == 19));
  CHECK_FALSE(cell_at(bench.plot, bench.figure.map, {area.min.x - 5.0F, area.min.y}));
  const Rect cell = cell_rect(bench.plot, bench.figure.map, {29, 19});
  CHECK(cell.max.x == Catch::Approx(area.max.x).margin(0.01));
  CHECK(cell.width() == Catch::Approx(area.width() / 30.0F));
}

TEST_CASE("A frame of a plot that stays as it is allocates nothing", "[ui][plot][allocations]") {
  Bench bench;
  bench.stage.list_widgets(false);
  for (int i = 0; i < 5; ++i) bench.stage.draw_only();
  const std::int64_t before = tests::allocations();
  for (int i = 0; i < 5; ++i) bench.stage.draw_only();
  CHECK(tests::allocations() == before);
}

/// What a panel's drawing adds to its list lies here.
Rect bounds_of(const ImDrawList& list, int from) {
  Rect bounds{{1e9F, 1e9F}, {-1e9F, -1e9F}};
  for (int i = from; i < list.VtxBuffer.Size; ++i) {
    const ImVec2 at = list.VtxBuffer[i].pos;
    bounds.min = {std::min(bounds.min.x, at.x), std::min(bounds.min.y, at.y)};
    bounds.max = {std::max(bounds.max.x, at.x), std::max(bounds.max.y, at.y)};
  }
  return bounds;
}

TEST_CASE("A line that goes far beyond its plot is cut off there, with its slope", "[ui][plot]") {
  const auto scene = scenes::first_document();
  Rect bounds, steep;
  Stage stage(scene->snapshot, kDisplay, true, [&](Frame&) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const Plot plot{kArea, {0.0, 10.0, false}, {0.0, 1.0, false}};
    int from = list.VtxBuffer.Size;
    {
      Polyline line(list, plot, {IM_COL32_WHITE, 2.0F, 0.0F, false});
      for (const auto& [x, y] : {std::pair{0.0, 0.5},
                                 {2.0, 1e200},
                                 {3.0, -1e200},
                                 {4.0, 1e300},
                                 {9.0, 0.5},
                                 {12.0, 0.2}})
        line.add(x, y);
    }
    bounds = bounds_of(list, from);
    from = list.VtxBuffer.Size;
    {
      // From the lower left to 100 heights above at x = 10: it leaves the plot at a hundredth.
      Polyline line(list, plot, {IM_COL32_WHITE, 2.0F, 0.0F, false});
      line.add(0.0, 0.0);
      line.add(10.0, 100.0);
    }
    steep = bounds_of(list, from);
  });
  stage.run(2);
  constexpr float kBeyond = 12.0F;
  CHECK(bounds.min.x >= kArea.min.x - kBeyond);
  CHECK(bounds.max.x <= kArea.max.x + kBeyond);
  CHECK(bounds.min.y >= kArea.min.y - kBeyond);
  CHECK(bounds.max.y <= kArea.max.y + kBeyond);
  CHECK(steep.max.x == Catch::Approx(kArea.min.x + 0.01F * kArea.width()).margin(3.0));
}

TEST_CASE("A colour bar is drawn lying and upright, with all kinds of scales", "[ui][plot]") {
  const auto scene = scenes::first_document();
  std::array<Rect, 2> drawn;
  Stage stage(scene->snapshot, kDisplay, true, [&](Frame& frame) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    HeatMap map;
    for (const auto scale : {HeatMap::Scale::diverging, HeatMap::Scale::sequential})
      for (const bool logarithmic : {false, true}) {
        map.scale = scale;
        map.value = {-3.0, 3.0, logarithmic};
        int from = list.VtxBuffer.Size;
        const float width = colour_bar_width(frame.theme, map, 200.0F, true);
        draw_colour_bar(list, frame.theme, {{20.0F, 20.0F}, {20.0F + width, 220.0F}}, map, true);
        drawn[0] = bounds_of(list, from);
        CHECK(drawn[0].max.x <= 20.0F + width + 1.0F);
        from = list.VtxBuffer.Size;
        draw_colour_bar(list, frame.theme, {{100.0F, 300.0F}, {400.0F, 330.0F}}, map);
        drawn[1] = bounds_of(list, from);
      }
  });
  stage.run(2);
  CHECK(drawn[0].height() >= 195.0F);
  CHECK(drawn[1].width() >= 295.0F);
  CHECK(drawn[1].max.x <= 412.0F);
}

}  // namespace ui_plot_kit
