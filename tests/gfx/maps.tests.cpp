// SPDX-License-Identifier: MIT
// The maps as a GPU draws them: colours, edges between tiles, marks of what is not a number. Needs
// a display.

#include "gfx/maps.hpp"

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "gl_window.hpp"
#include "shaders.hpp"

namespace isobath::gfx {
namespace {

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();
constexpr float kInf = std::numeric_limits<float>::infinity();

using Pixel = std::array<int, 3>;

struct Pixels {
  int width = 0;
  std::vector<unsigned char> rgba;
  Pixel at(int x, int y) const {
    const auto i = static_cast<std::size_t>(4 * (y * width + x));
    return {rgba[i], rgba[i + 1], rgba[i + 2]};
  }
};

Pixels read(GLuint texture, int width, int height) {
  Pixels pixels{width, std::vector<unsigned char>(static_cast<std::size_t>(4 * width * height))};
  glBindTexture(GL_TEXTURE_2D, texture);
  glGetTexImage(GL_TEXTURE_2D, 0, GL_RGBA, GL_UNSIGNED_BYTE, pixels.rgba.data());
  glBindTexture(GL_TEXTURE_2D, 0);
  return pixels;
}

// Negative red, zero black, positive blue; marks in green and white.
Colours test_colours() {
  return {.stops = {{1, 0, 0}, {0, 0, 0}, {0, 0, 1}},
          .magnitudes = {{0, 0, 0}, {0, 1, 0}, {1, 1, 0}},
          .classes = {{1, 1, 0}, {0, 1, 1}, {1, 0, 1}},
          .alarm = {Rgb{0, 1, 0}, Rgb{1, 1, 1}}};
}

bool is_alarm(Pixel pixel) { return pixel == Pixel{0, 255, 0} || pixel == Pixel{255, 255, 255}; }

bool near(Pixel a, Pixel b) {
  for (std::size_t i = 0; i < 3; ++i)
    if (std::abs(a[i] - b[i]) > 2) return false;
  return true;
}

struct Fixture {
  GlWindow window;
  Maps maps;
  TileMap tiles;
  HeatMap heat;
  Fixture() { maps.set_colours(test_colours()); }
  /// Of a square of values from −1 to 1.
  void paint(HeatMap& into, const HeatMapValues& values, int size_px) {
    maps.paint(into, values, size_px, size_px);
  }
};

TEST_CASE_METHOD(Fixture, "tiles keep to themselves and scale by their range", "[gfx][maps]") {
  // Three tiles of 2 × 2: at its range, at half of it, and zero with a range of zero.
  const std::vector<float> values{5, 5, 5, 5, -1, -1, -1, -1, 0, 0, 0, 0};
  const std::vector<float> ranges{5, 2, 0};
  maps.paint(tiles,
             {.side_cells = 2, .tiles = 3, .values = values, .ranges = ranges, .version = 1});
  REQUIRE(maps.problem().empty());
  REQUIRE(tiles.columns() == 2);
  REQUIRE(tiles.rows() == 2);
  const Pixels pixels = read(tiles.picture(), 8, 8);
  for (int y = 0; y < 4; ++y) {
    for (int x = 0; x < 4; ++x) {
      CHECK(near(pixels.at(x, y), {0, 0, 255}));
      CHECK(near(pixels.at(4 + x, y), {128, 0, 0}));
      CHECK(near(pixels.at(x, 4 + y), {0, 0, 0}));
    }
  }
  CHECK(pixels.rgba[static_cast<std::size_t>(4 * (7 * 8 + 7) + 3)] == 0);
}

TEST_CASE_METHOD(Fixture, "subnormal values of a vanished layer keep their colours",
                 "[gfx][maps]") {
  const float tiny = std::numeric_limits<float>::denorm_min() * 1000;
  const std::vector<float> values{tiny};
  const std::vector<float> ranges{tiny};
  maps.paint(tiles,
             {.side_cells = 1, .tiles = 1, .values = values, .ranges = ranges, .version = 1});
  CHECK(near(read(tiles.picture(), 2, 2).at(0, 0), {0, 0, 255}));
}

TEST_CASE_METHOD(Fixture, "what is not finite keeps its own cells and looks like nothing else",
                 "[gfx][maps]") {
  for (const float bad : {kNaN, -kNaN, kInf, -kInf}) {
    const std::vector<float> values{1, bad, 1, 1};
    paint(heat, {.columns = 2, .rows = 2, .values = values, .version = 1}, 16);
    const Pixels pixels = read(heat.picture(), 16, 16);
    int marked = 0;
    for (int y = 0; y < 16; ++y)
      for (int x = 0; x < 16; ++x) {
        const bool in_cell = x >= 8 && y < 8;
        CHECK(is_alarm(pixels.at(x, y)) == in_cell);
        if (!in_cell) CHECK(near(pixels.at(x, y), {0, 0, 255}));
        marked += pixels.at(x, y) == Pixel{0, 255, 0} ? 1 : 0;
      }
    CHECK(marked > 10);
    CHECK(marked < 54);
    maps.set_colours({.stops = {{0, 0, 0}, {1, 1, 1}},
                      .magnitudes = {{0, 0, 0}, {1, 1, 1}},
                      .classes = {{1, 1, 1}},
                      .alarm = {}});
    maps.set_colours(test_colours());
  }
}

TEST_CASE_METHOD(Fixture, "the first row is the top of the picture", "[gfx][maps]") {
  const std::vector<float> values{1, 1, -1, -1};
  paint(heat, {.columns = 2, .rows = 2, .values = values, .version = 1}, 8);
  const Pixels pixels = read(heat.picture(), 8, 8);
  CHECK(near(pixels.at(4, 0), {0, 0, 255}));
  CHECK(near(pixels.at(4, 7), {255, 0, 0}));
}

TEST_CASE_METHOD(Fixture, "the output map is smooth, in two colours, or of classes",
                 "[gfx][maps]") {
  const std::vector<float> values{-1, 1, -1, 1};
  paint(heat, {.columns = 2, .rows = 2, .values = values, .version = 1}, 8);
  const Pixels smooth = read(heat.picture(), 8, 8);
  CHECK(near(smooth.at(0, 4), {255, 0, 0}));
  CHECK(smooth.at(3, 4)[0] > 10);
  CHECK(smooth.at(3, 4)[0] < 100);

  paint(heat, {.columns = 2, .rows = 2, .values = values, .two_colours = true, .version = 1}, 8);
  const Pixels discrete = read(heat.picture(), 8, 8);
  for (int x = 0; x < 8; ++x)
    CHECK(near(discrete.at(x, 4), x < 4 ? Pixel{153, 0, 0} : Pixel{0, 0, 153}));

  const std::vector<float> classes{0, 1, 2, 1};
  paint(heat,
        {.columns = 2,
         .rows = 2,
         .values = classes,
         .scale = HeatMapValues::Scale::classes,
         .version = 1},
        8);
  const Pixels classed = read(heat.picture(), 8, 8);
  CHECK(near(classed.at(1, 1), {255, 255, 0}));
  CHECK(near(classed.at(6, 1), {0, 255, 255}));
  CHECK(near(classed.at(1, 6), {255, 0, 255}));
}

TEST_CASE_METHOD(Fixture, "nothing is painted again until the version changes", "[gfx][maps]") {
  std::vector<float> values{1};
  paint(heat, {.columns = 1, .rows = 1, .values = values, .version = 7}, 4);
  values[0] = -1;
  paint(heat, {.columns = 1, .rows = 1, .values = values, .version = 7}, 4);
  CHECK(near(read(heat.picture(), 4, 4).at(1, 1), {0, 0, 255}));
  paint(heat, {.columns = 1, .rows = 1, .values = values, .version = 8}, 4);
  CHECK(near(read(heat.picture(), 4, 4).at(1, 1), {255, 0, 0}));
}

TEST_CASE_METHOD(Fixture, "as many heat maps as are wanted keep their pictures apart",
                 "[gfx][maps]") {
  std::vector<HeatMap> many(5);
  for (std::size_t i = 0; i < many.size(); ++i) {
    const std::vector<float> values{static_cast<float>(i) * 0.5F - 1.0F};
    paint(many[i], {.columns = 1, .rows = 1, .values = values, .version = 1}, 4);
  }
  CHECK(near(read(many[0].picture(), 4, 4).at(1, 1), {255, 0, 0}));
  CHECK(near(read(many[1].picture(), 4, 4).at(1, 1), {128, 0, 0}));
  CHECK(near(read(many[2].picture(), 4, 4).at(1, 1), {0, 0, 0}));
  CHECK(near(read(many[4].picture(), 4, 4).at(1, 1), {0, 0, 255}));
}

TEST_CASE_METHOD(Fixture, "a heat map is as wide and as high as its cells, one colour a cell",
                 "[gfx][maps]") {
  const std::vector<float> values{-1, 0, 1, 1, 0, -1};
  maps.paint(heat, {.columns = 3, .rows = 2, .values = values, .smooth = false, .version = 1}, 12,
             4);
  const Pixels pixels = read(heat.picture(), 12, 4);
  for (int x = 0; x < 12; ++x) {
    const std::array<Pixel, 3> colours{{{255, 0, 0}, {0, 0, 0}, {0, 0, 255}}};
    const auto column = static_cast<std::size_t>(x / 4);
    CHECK(near(pixels.at(x, 1), colours[column]));
    CHECK(near(pixels.at(x, 2), colours[2 - column]));
  }
}

TEST_CASE_METHOD(Fixture, "magnitudes have a scale of their own, linear or logarithmic",
                 "[gfx][maps]") {
  const std::vector<float> values{1e-4F, 1e-2F, 1.0F, 0.0F, -1.0F};
  maps.paint(heat,
             {.columns = 5,
              .rows = 1,
              .values = values,
              .lowest = -4.0,
              .highest = 0.0,
              .logarithmic = true,
              .scale = HeatMapValues::Scale::sequential,
              .smooth = false,
              .version = 1},
             5, 1);
  const Pixels pixels = read(heat.picture(), 5, 1);
  CHECK(near(pixels.at(0, 0), {0, 0, 0}));
  CHECK(near(pixels.at(1, 0), {0, 255, 0}));
  CHECK(near(pixels.at(2, 0), {255, 255, 0}));
  CHECK(near(pixels.at(3, 0), {0, 0, 0}));  // 0 lies below all of it
  CHECK(is_alarm(pixels.at(4, 0)));         // and what is less has no logarithm
  // The same program paints signed values again.
  HeatMap other;
  const std::vector<float> one{1.0F};
  paint(other, {.columns = 1, .rows = 1, .values = one, .version = 1}, 2);
  CHECK(near(read(other.picture(), 2, 2).at(0, 0), {0, 0, 255}));
}

TEST_CASE_METHOD(Fixture, "another range, scale or theme paints again", "[gfx][maps]") {
  const std::vector<float> values{1.0F};
  HeatMapValues map{.columns = 1, .rows = 1, .values = values, .version = 1};
  paint(heat, map, 2);
  map.lowest = -2.0, map.highest = 2.0;
  paint(heat, map, 2);
  CHECK(near(read(heat.picture(), 2, 2).at(0, 0), {0, 0, 128}));
  Colours others = test_colours();
  others.stops[2] = {0, 1, 0};
  maps.set_colours(others);
  paint(heat, map, 2);
  CHECK(near(read(heat.picture(), 2, 2).at(0, 0), {0, 128, 0}));
}

TEST_CASE_METHOD(Fixture, "an atlas of thousands of tiles is drawn to the last", "[gfx][maps]") {
  constexpr int kTiles = 3000;
  std::vector<float> values(kTiles * 16 * 16, 0.0F);
  for (std::size_t i = values.size() - 256; i < values.size(); ++i) values[i] = 1.0F;
  const std::vector<float> ranges(kTiles, 1.0F);
  maps.paint(tiles,
             {.side_cells = 16, .tiles = kTiles, .values = values, .ranges = ranges, .version = 1});
  const int columns = tiles.columns();
  const int tile_px = 32;
  const Pixels pixels = read(tiles.picture(), columns * tile_px, tiles.rows() * tile_px);
  const int last = kTiles - 1;
  const auto middle = [&](int tile) {
    return pixels.at(tile % columns * tile_px + 16, tile / columns * tile_px + 16);
  };
  CHECK(near(middle(last), {0, 0, 255}));
  CHECK(near(middle(last - 1), {0, 0, 0}));
  CHECK(glGetError() == GL_NO_ERROR);
}

TEST_CASE("every shader compiles in both dialects", "[gfx][shaders]") {
  const GlWindow window;
  const std::string defines = "#define STOPS 9\n#define CLASSES 8\n#define ROW_TEXELS 2048\n";
  for (const Dialect dialect : {Dialect::desktop_330, Dialect::es_300}) {
    const Source vertex{.name = "fullscreen", .body = shaders::fullscreen_vert_glsl};
    for (const char* body : {shaders::tiles_frag_glsl, shaders::heat_map_frag_glsl}) {
      const auto program = make_program(
          dialect, vertex,
          {.name = "map", .body = body, .defines = defines, .common = shaders::values_glsl});
      INFO((program ? "" : program.error()));
      CHECK(program.has_value());
    }
    const auto panels = make_program(dialect, {.name = "panels", .body = shaders::panels_vert_glsl},
                                     {.name = "panels", .body = shaders::panels_frag_glsl});
    INFO((panels ? "" : panels.error()));
    CHECK(panels.has_value());
  }
}

TEST_CASE("a shader that does not compile leaves the last good program and says why",
          "[gfx][shaders]") {
  const GlWindow window;
  const Source vertex{.name = "fullscreen", .body = shaders::fullscreen_vert_glsl};
  const Source good{.name = "good", .body = "out vec4 c;\nvoid main() { c = vec4(1.0); }\n"};
  const Source bad{.name = "bad.frag.glsl", .body = "void main() { no_such_thing(); }\n"};
  const Source giving{.name = "giving",
                      .body = "out float v;\nvoid main() { v = 1.0; gl_Position = vec4(v); }\n"};
  const Source taking{.name = "taking",
                      .body = "in vec4 v;\nout vec4 c;\nvoid main() { c = v; }\n"};
  ProgramSlot slot;
  CHECK_FALSE(slot.replace(context_dialect(), vertex, bad));
  CHECK(slot.id() == 0);
  CHECK(slot.replace(context_dialect(), vertex, good));
  const GLuint before = slot.id();
  CHECK_FALSE(slot.replace(context_dialect(), vertex, bad));
  CHECK(slot.id() == before);
  CHECK(slot.problem().starts_with("bad.frag.glsl does not compile: "));
  CHECK_FALSE(slot.replace(context_dialect(), giving, taking));
  CHECK(slot.problem().find("giving and taking do not link: ") != std::string::npos);
  CHECK(slot.replace(context_dialect(), vertex, good));
  CHECK(slot.problem().empty());
}

}  // namespace
}  // namespace isobath::gfx
