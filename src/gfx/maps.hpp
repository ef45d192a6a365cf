// SPDX-License-Identifier: MIT
// Pictures of values: heat maps, as many as are wanted, and atlases of small ones. Values go to the
// GPU when they change, a shader colours them into ordinary textures.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "gfx/program.hpp"
#include "gfx/value_texture.hpp"

namespace isobath::gfx {

struct Rgb {
  float r = 0.0F, g = 0.0F, b = 0.0F;
  bool operator==(const Rgb&) const = default;
};

/// The colours of the maps, given from above.
struct Colours {
  std::vector<Rgb> stops;       // from -1 to 1, evenly spaced, at least two
  std::vector<Rgb> magnitudes;  // likewise, of values without a sign; as many
  std::vector<Rgb> classes;     // at least one
  std::array<Rgb, 2> alarm;     // the two colours of the marks for NaN and infinity
  bool operator==(const Colours&) const = default;
};

/// Small maps, side by side in one picture.
struct TileValues {
  int side_cells = 0;
  int tiles = 0;
  std::span<const float> values{};  // [tiles · side · side], row 0 at the top
  std::span<const float> ranges{};  // [tiles]
  std::uint64_t version = 0;
  bool smooth = true;
};

struct HeatMapValues {
  enum class Scale {
    diverging,   // from `lowest`, which is -`highest`, to `highest`
    sequential,  // from `lowest` to `highest`
    classes      // numbers of classes
  };
  int columns = 0, rows = 0;
  std::span<const float> values{};  // [columns · rows], row 0 at the top
  double lowest = -1.0, highest = 1.0;
  bool logarithmic = false;  // `lowest` and `highest` are log10 of values
  Scale scale = Scale::diverging;
  bool smooth = true;        // between cells, or each of one colour; classes never are
  bool two_colours = false;  // the sign alone, of diverging values
  std::uint64_t version = 0;
};

/// A texture that is drawn into.
struct Picture {
  Texture texture;
  Framebuffer framebuffer;
  GLsizei width_px = 0, height_px = 0;
};

/// One heat map's picture, painted by Maps.
class HeatMap {
 public:
  GLuint picture() const { return picture_.texture.id(); }

 private:
  friend class Maps;
  struct Drawn {
    std::uint64_t version = 0, colours = 0;
    int columns = 0, rows = 0;
    double lowest = 0.0, highest = 0.0;
    bool logarithmic = false;
    HeatMapValues::Scale scale{};
    bool smooth = false, two_colours = false;
    bool operator==(const Drawn&) const = default;
  };
  ValueTexture values_;
  Picture picture_;
  Drawn drawn_;  // what the picture shows; colours 0: nothing yet
};

/// An atlas of tiles, likewise.
class TileMap {
 public:
  GLuint picture() const { return picture_.texture.id(); }
  int columns() const { return columns_; }
  int rows() const { return rows_; }

 private:
  friend class Maps;
  struct Drawn {
    std::uint64_t version = 0, colours = 0;
    bool smooth = false;
    bool operator==(const Drawn&) const = default;
  };
  ValueTexture values_;
  Picture picture_;
  int columns_ = 1, rows_ = 1;
  Drawn drawn_;
};

/// The shaders and colours that all pictures share.
class Maps {
 public:
  /// Needs a current context. What does not compile is told by problem(), and pictures stay empty.
  Maps();

  void set_colours(const Colours& colours);
  /// Paint what changed since the last time: values, their colours, or the size.
  void paint(TileMap& map, const TileValues& tiles);
  void paint(HeatMap& map, const HeatMapValues& values, int width_px, int height_px);

  /// One sentence if a shader does not compile on this machine, or "".
  std::string problem() const;

 private:
  /// With its places of uniforms, which are asked for once: every question is a text for the
  /// driver.
  struct MapProgram {
    ProgramSlot slot;
    std::uint64_t coloured = 0;  // the version of the colours that it has
    bool magnitudes = false;     // and on which scale
    GLint cells = -1, smooth = -1;
    GLint columns = -1, tiles = -1, cell_px = -1;  // of the tiles' program
    GLint mode = -1, size_px = -1;                 // of the heat maps'
    void compile(Dialect dialect, const Source& vertex, const Source& fragment);
  };

  void compile();
  void set_colours_of(MapProgram& program, bool magnitudes) const;
  void paint(const Picture& picture, const MapProgram& program, GLuint values, int columns,
             int rows) const;

  Colours colours_;
  std::uint64_t colours_version_ = 1;
  MapProgram tiles_program_, heat_program_;
  VertexArray vertices_;
  std::vector<float> normalized_;
};

}  // namespace isobath::gfx
