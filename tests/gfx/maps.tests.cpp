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
  Fixture() { maps.set_colours(test_colours()); }
};

TEST_CASE_METHOD(Fixture, "tiles keep to themselves and scale by their range", "[gfx][maps]") {
  // Three tiles of 2 × 2: at its range, at half of it, and zero with a range of zero.
  const std::vector<float> values{5, 5, 5, 5, -1, -1, -1, -1, 0, 0, 0, 0};
  const std::vector<float> ranges{5, 2, 0};
  maps.draw_units({.side_cells = 2, .tiles = 3, .values = values, .ranges = ranges, .version = 1});
  REQUIRE(maps.problem().empty());
  REQUIRE(maps.units_columns() == 2);
  REQUIRE(maps.units_rows() == 2);
  const Pixels pixels = read(maps.units(), 8, 8);
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
  maps.draw_units({.side_cells = 1, .tiles = 1, .values = values, .ranges = ranges, .version = 1});
  CHECK(near(read(maps.units(), 2, 2).at(0, 0), {0, 0, 255}));
}

TEST_CASE_METHOD(Fixture, "what is not finite keeps its own cells and looks like nothing else",
                 "[gfx][maps]") {
  for (const float bad : {kNaN, -kNaN, kInf, -kInf}) {
    const std::vector<float> values{1, bad, 1, 1};
    maps.draw_output({.side_cells = 2, .values = values, .version = 1}, 16);
    const Pixels pixels = read(maps.output(), 16, 16);
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
    maps.set_colours({.stops = {{0, 0, 0}, {1, 1, 1}}, .classes = {{1, 1, 1}}, .alarm = {}});
    maps.set_colours(test_colours());
  }
}

TEST_CASE_METHOD(Fixture, "the first row is the top of the picture", "[gfx][maps]") {
  const std::vector<float> values{1, 1, -1, -1};
  maps.draw_output({.side_cells = 2, .values = values, .version = 1}, 8);
  const Pixels pixels = read(maps.output(), 8, 8);
  CHECK(near(pixels.at(4, 0), {0, 0, 255}));
  CHECK(near(pixels.at(4, 7), {255, 0, 0}));
}

TEST_CASE_METHOD(Fixture, "the output map is smooth, in two colours, or of classes",
                 "[gfx][maps]") {
  const std::vector<float> values{-1, 1, -1, 1};
  maps.draw_output({.side_cells = 2, .values = values, .version = 1}, 8);
  const Pixels smooth = read(maps.output(), 8, 8);
  CHECK(near(smooth.at(0, 4), {255, 0, 0}));
  CHECK(smooth.at(3, 4)[0] > 10);
  CHECK(smooth.at(3, 4)[0] < 100);

  maps.draw_output({.side_cells = 2, .values = values, .discrete = true, .version = 1}, 8);
  const Pixels discrete = read(maps.output(), 8, 8);
  for (int x = 0; x < 8; ++x)
    CHECK(near(discrete.at(x, 4), x < 4 ? Pixel{153, 0, 0} : Pixel{0, 0, 153}));

  const std::vector<float> classes{0, 1, 2, 1};
  maps.draw_output({.side_cells = 2, .values = values, .classes = classes, .version = 2}, 8);
  const Pixels classed = read(maps.output(), 8, 8);
  CHECK(near(classed.at(1, 1), {255, 255, 0}));
  CHECK(near(classed.at(6, 1), {0, 255, 255}));
  CHECK(near(classed.at(1, 6), {255, 0, 255}));
}

TEST_CASE_METHOD(Fixture, "nothing is painted again until the version changes", "[gfx][maps]") {
  std::vector<float> values{1};
  maps.draw_output({.side_cells = 1, .values = values, .version = 7}, 4);
  values[0] = -1;
  maps.draw_output({.side_cells = 1, .values = values, .version = 7}, 4);
  CHECK(near(read(maps.output(), 4, 4).at(1, 1), {0, 0, 255}));
  maps.draw_output({.side_cells = 1, .values = values, .version = 8}, 4);
  CHECK(near(read(maps.output(), 4, 4).at(1, 1), {255, 0, 0}));
}

TEST_CASE_METHOD(Fixture, "an atlas of thousands of tiles is drawn to the last", "[gfx][maps]") {
  constexpr int kTiles = 3000;
  std::vector<float> values(kTiles * 16 * 16, 0.0F);
  for (std::size_t i = values.size() - 256; i < values.size(); ++i) values[i] = 1.0F;
  const std::vector<float> ranges(kTiles, 1.0F);
  maps.draw_units(
      {.side_cells = 16, .tiles = kTiles, .values = values, .ranges = ranges, .version = 1});
  const int columns = maps.units_columns();
  const int tile_px = 32;
  const Pixels pixels = read(maps.units(), columns * tile_px, maps.units_rows() * tile_px);
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
    for (const char* body : {shaders::unit_maps_frag_glsl, shaders::output_map_frag_glsl}) {
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
