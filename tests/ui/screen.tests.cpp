// SPDX-License-Identifier: MIT
// The whole screen, drawn for every kind of moment on every kind of display.
#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <cmath>
#include <utility>

#include "bare_imgui.hpp"
#include "rules.hpp"
#include "scenes.hpp"
#include "stage.hpp"
#include "ui/plot/thin_line.hpp"

namespace ui_screen {

using namespace isobath;
using namespace isobath::ui;

namespace {

constexpr ImVec2 kWide{1440.0F, 900.0F}, kLaptop{1024.0F, 768.0F}, kPhone{390.0F, 844.0F};
constexpr ImVec2 kTablet{820.0F, 1180.0F}, kSideways{844.0F, 390.0F};

void check_rules(const Stage& stage, ImVec2 display) {
  CHECK(rules::duplicate_id(stage.widgets()) == "");
  CHECK(rules::empty_or_off_screen(stage.widgets(), display) == "");
  CHECK(rules::overlap(stage.widgets()) == "");
  CHECK(rules::outside_of_panels(stage.widgets()) == "");
}

}  // namespace

TEST_CASE("Every moment is drawn on every display without controls in each other's way",
          "[ui][screen]") {
  const auto scenes = scenes::all();
  const auto& scene = scenes[GENERATE(Catch::Generators::range(std::size_t{0}, std::size_t{8}))];
  const ImVec2 display = GENERATE(kWide, kLaptop, kTablet, kPhone, kSideways);
  const bool dark = GENERATE(false, true);
  INFO(scene->name << " at " << display.x << " x " << display.y << (dark ? " dark" : " light"));
  Stage stage(scene->snapshot, display, dark);
  stage.run(3);
  CHECK(stage.vertices() > 1000);
  check_rules(stage, display);
  // Where not all panels are shown at once, there are tabs.
  for (const char* tab :
       {"tab-data", "tab-hyperparameters", "tab-network", "tab-output", "tab-cost"}) {
    if (!stage.has(tab)) continue;
    INFO(tab);
    stage.click(tab);
    stage.run(2);
    check_rules(stage, display);
  }
}

TEST_CASE("The text cursor does not blink: nothing moves but the training", "[ui][screen]") {
  const auto scene = scenes::first_document();
  Stage stage(scene->snapshot, kWide);
  stage.run();
  CHECK_FALSE(ImGui::GetIO().ConfigInputTextCursorBlink);
}

TEST_CASE("On a phone the scope leaves the screen to output and cost, but for a line",
          "[ui][screen]") {
  const ImVec2 display = GENERATE(kPhone, kSideways);
  const auto scene = scenes::network("deep", 20, 4);
  Stage stage(scene->snapshot, display);
  stage.run(3);
  REQUIRE(stage.has("plot-scope"));
  for (const auto& [tab, panel] :
       {std::pair{"tab-output", "panel-output"}, {"tab-cost", "panel-cost"}}) {
    INFO(tab);
    stage.click(tab);
    stage.run(2);
    CHECK_FALSE(stage.has("panel-scope"));
    const Widget& whole = stage.widget(panel);
    const float below = stage.widget("panel-bar").y + stage.widget("panel-bar").height;
    CHECK(whole.width > display.x - 20.0F);
    CHECK(whole.height > display.y - below - 44.0F - 38.0F - 40.0F);
    CHECK(stage.widget("scope-open").label.contains("A"));
    check_rules(stage, display);
    scene->snapshot.view.scope_open = set_to<&app::View::scope_open>(stage.click("scope-open"));
    stage.run(2);
    CHECK(stage.has("plot-scope"));
    check_rules(stage, display);
    scene->snapshot.view.scope_open = set_to<&app::View::scope_open>(stage.click("scope-fold"));
    stage.run(2);
    CHECK_FALSE(stage.has("plot-scope"));
  }
  stage.click("tab-network");
  stage.run(2);
  CHECK(stage.has("plot-scope"));
  CHECK_FALSE(stage.has("scope-fold"));
}

TEST_CASE("The rules name what breaks them", "[ui][screen]") {
  const Widget panel{"panel-a", "", "panel", "", 0.0F, 0.0F, 100.0F, 100.0F};
  const Widget a{"a", "", "button", "", 40.0F, 40.0F, 20.0F, 20.0F};
  const Widget b{"b", "", "button", "", 50.0F, 50.0F, 20.0F, 20.0F};
  const Widget out{"out", "", "slider", "", 90.0F, 10.0F, 20.0F, 20.0F};
  CHECK(rules::duplicate_id({a, b, a}) == "a");
  CHECK(rules::empty_or_off_screen({a, out}, {100.0F, 100.0F}) == "out");
  CHECK(rules::empty_or_off_screen({Widget{"flat", "", "", "", 0, 0, 10, 0}}, {99, 99}) == "flat");
  CHECK(rules::overlap({a, b}) == "a and b");
  CHECK(rules::overlap({a, panel}) == "");
  CHECK(rules::outside_of_panels({panel, a, out}) == "out");
  CHECK(rules::too_small({panel, a}, 32.0F) == "a");
  CHECK(rules::too_small({panel, a}, 20.0F) == "");
}

TEST_CASE("A wide screen shows every panel, a phone one of them and the depth scope",
          "[ui][screen]") {
  const auto scene = scenes::first_document();
  {
    Stage stage(scene->snapshot, kWide);
    stage.run(2);
    for (const char* panel : {"panel-bar", "panel-data", "panel-hyperparameters", "panel-network",
                              "panel-scope", "panel-output", "panel-cost"})
      CHECK(stage.has(panel));
    CHECK(stage.widget("panel-data").x < stage.widget("panel-network").x);
    CHECK(stage.widget("panel-network").x < stage.widget("panel-output").x);
    CHECK(stage.widget("panel-network").y < stage.widget("panel-scope").y);
    CHECK(stage.widget("panel-scope").width == stage.widget("panel-network").width);
  }
  Stage stage(scene->snapshot, kPhone);
  stage.run(2);
  CHECK(stage.has("panel-network"));
  CHECK(stage.has("panel-scope"));
  CHECK_FALSE(stage.has("panel-cost"));
  stage.click("tab-cost");
  stage.run();
  CHECK(stage.has("panel-cost"));
  CHECK(stage.has("plot-cost"));
  CHECK(stage.has("scope-open"));
  CHECK_FALSE(stage.has("panel-network"));
}

TEST_CASE("On a phone every control is large enough for a finger", "[ui][screen]") {
  const auto scene = scenes::network("deep", 12, 6);
  Stage stage(scene->snapshot, kPhone);
  for (const char* tab :
       {"tab-data", "tab-hyperparameters", "tab-network", "tab-output", "tab-cost"}) {
    stage.run(2);
    stage.click(tab);
    stage.run(2);
    INFO(tab);
    CHECK(rules::too_small(stage.widgets(), 32.0F) == "");
  }
}

TEST_CASE("Everything the first look needs is within reach without scrolling", "[ui][screen]") {
  const auto scene = scenes::first_document();
  const ImVec2 display = GENERATE(kWide, kLaptop);
  Stage stage(scene->snapshot, display);
  stage.run(2);
  for (const char* id : {"play",
                         "step",
                         "epoch",
                         "reset",
                         "new-start",
                         "theme",
                         "source-circle",
                         "source-table",
                         "new-data",
                         "noise",
                         "examples",
                         "input-x1",
                         "input-sin(x2)",
                         "scaling",
                         "split",
                         "learning-rate",
                         "batch",
                         "loss",
                         "optimizer",
                         "l1",
                         "l2",
                         "dropout",
                         "clip-norm",
                         "shuffle",
                         "precision",
                         "layers",
                         "layers-add",
                         "layers-remove",
                         "layer-1-activation",
                         "layer-1-add-unit",
                         "layer-1-remove-unit",
                         "layer-2-activation",
                         "unit-0-0",
                         "unit-1-3",
                         "unit-2-0",
                         "gradient-dz",
                         "gradient-da",
                         "gradient-dw",
                         "scale",
                         "scheme",
                         "plot-scope",
                         "plot-output",
                         "output-discrete",
                         "output-dev",
                         "plot-cost",
                         "cost-log-x",
                         "cost-log-y"}) {
    INFO(id);
    CHECK(stage.has(id));
  }
}

TEST_CASE("The deepest and widest network is drawn with few triangles", "[ui][screen]") {
  const auto scene = scenes::network("200 layers of 512", 199, 512);
  Stage stage(scene->snapshot, kWide);
  stage.run(3);
  CHECK(stage.vertices() < 200000);
}

TEST_CASE("A window too small to use is no reason to fail", "[ui][screen]") {
  const auto scenes = scenes::all();
  const ImVec2 display =
      GENERATE(ImVec2{320.0F, 240.0F}, ImVec2{320.0F, 530.0F}, ImVec2{160.0F, 120.0F},
               ImVec2{905.0F, 525.0F}, ImVec2{24.0F, 16.0F}, ImVec2{3840.0F, 2160.0F});
  for (const auto& scene : scenes) {
    Stage stage(scene->snapshot, display);
    stage.run(2);
    ImGui::GetIO().AddMousePosEvent(display.x * 0.5F, display.y * 0.5F);
    stage.run(2);
    CHECK(stage.vertices() > 0);
  }
}

TEST_CASE("A frame without anything to hover pushes nothing", "[ui][screen]") {
  const auto scene = scenes::network("deep", 12, 6);
  Stage stage(scene->snapshot, kWide);
  CHECK(stage.run(4).empty());
}

TEST_CASE("Faces are rasterised at twice the pixels and keep their size", "[ui][theme]") {
  const BareImGui bare({800.0F, 600.0F}, 2.0F);
  const Fonts fonts = load_fonts(2.0F);
  ImGui::NewFrame();
  follow_pixel_ratio();
  for (const Face face : {fonts.body, fonts.strong, fonts.small, fonts.label, fonts.title}) {
    ImFontBaked& baked = *face.font->GetFontBaked(face.px);
    CHECK(baked.Size == face.px);
    const ImFontGlyph& letter = *baked.FindGlyph('M');
    const ImTextureData& atlas = *ImGui::GetIO().Fonts->TexData;
    const float height_px = (letter.V1 - letter.V0) * static_cast<float>(atlas.Height);
    CHECK(height_px > 1.0F);
    CHECK(std::abs(height_px - 2.0F * (letter.Y1 - letter.Y0)) < 0.01F);
    // Tabular figures: a 1 takes as much room as an 8.
    CHECK(baked.GetCharAdvance('1') == baked.GetCharAdvance('8'));
  }
  for (const unsigned int wanted : {0x2212U, 0x2192U, 0x3B1U, 0x207BU, 0x2081U, 0x221EU, 0x177U}) {
    INFO("code point " << wanted);
    CHECK(fonts.body.font->IsGlyphInFont(static_cast<ImWchar>(wanted)));
  }
  ImGui::EndFrame();
}

TEST_CASE("The caret is of the text's colour, by day and by night", "[ui][theme]") {
  const BareImGui bare;
  for (const bool dark : {true, false}) {
    const Theme theme = make_theme(dark, {});
    apply(theme);
    CHECK(ImGui::GetColorU32(ImGuiCol_InputTextCursor) == theme.colour.text);
  }
}

TEST_CASE("The em of all text is at least 12 pixels", "[ui][theme]") {
  const BareImGui bare;
  const Fonts fonts = load_fonts(1.0F);
  // Of the faces' own table: a line is ascender 1950 and descender 494 on 2048 units an em.
  constexpr float kEm = 2048.0F / (1950.0F + 494.0F);
  for (const Face face : {fonts.body, fonts.strong, fonts.small, fonts.label, fonts.title})
    CHECK(face.px * kEm >= 12.0F);
}

TEST_CASE("A path is two triangles a stretch, as wide everywhere as it is asked for",
          "[ui][lines]") {
  const auto scene = scenes::first_document();
  Stage stage(scene->snapshot, {400.0F, 400.0F});
  stage.draw_only();
  ImDrawList list(ImGui::GetDrawListSharedData());
  list._ResetForNewFrame();
  list.PushTexture(ImGui::GetIO().Fonts->TexRef);
  const auto edges = [&](std::vector<ImVec2> points) {
    const int before = list.VtxBuffer.Size;
    draw_thin_path(list, points, 0xFFFFFFFF, 2.0F);
    return std::vector<ImDrawVert>(list.VtxBuffer.begin() + before, list.VtxBuffer.end());
  };
  // Two pixels and an empty one on either side.
  const auto straight = edges({{10.0F, 50.0F}, {20.0F, 50.0F}, {20.0F, 50.0F}, {40.0F, 50.0F}});
  REQUIRE(straight.size() == 8);
  for (std::size_t i = 0; i < straight.size(); ++i)
    CHECK(straight[i].pos.y == (i % 2 == 0 ? 52.0F : 48.0F));
  CHECK(list.IdxBuffer.Size == 3 * 6);
  // At a right angle the outer corner lies on both outer edges.
  const auto corner = edges({{0.0F, 0.0F}, {10.0F, 0.0F}, {10.0F, 10.0F}});
  REQUIRE(corner.size() == 6);
  CHECK(corner[2].pos.x == 8.0F);
  CHECK(corner[2].pos.y == 2.0F);
  CHECK(corner[3].pos.x == 12.0F);
  CHECK(corner[3].pos.y == -2.0F);
  CHECK(edges({{1.0F, 1.0F}}).empty());
  CHECK(edges({}).empty());
}

}  // namespace ui_screen
