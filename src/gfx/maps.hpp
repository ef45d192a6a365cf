// SPDX-License-Identifier: MIT
// The pictures of the maps: the atlas of all drawn units and the big output map. Values go to the
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
  std::vector<Rgb> stops;    // from -1 to 1, evenly spaced, at least two
  std::vector<Rgb> classes;  // of categorical outputs, at least one
  std::array<Rgb, 2> alarm;  // the two colours of the marks for NaN and infinity
  bool operator==(const Colours&) const = default;
};

struct UnitMapValues {
  int side_cells = 0;
  int tiles = 0;
  std::span<const float> values{};  // [tiles · side · side], row 0 at the top
  std::span<const float> ranges{};  // [tiles]
  std::uint64_t version = 0;
  bool smooth = true;
};

struct OutputMapValues {
  int side_cells = 0;
  std::span<const float> values{};   // [side · side], row 0 at the top
  std::span<const float> classes{};  // as values, or empty
  float range = 1.0F;
  bool discrete = false;
  std::uint64_t version = 0;
};

/// A texture that is drawn into.
struct Picture {
  Texture texture;
  Framebuffer framebuffer;
  GLsizei width_px = 0, height_px = 0;
};

class Maps {
 public:
  /// Needs a current context. What does not compile is told by problem(), and the maps stay empty.
  Maps();

  void set_colours(const Colours& colours);
  void draw_units(const UnitMapValues& units);
  void draw_output(const OutputMapValues& output, int size_px);

  GLuint units() const { return units_picture_.texture.id(); }
  int units_columns() const { return columns_; }
  int units_rows() const { return rows_; }
  GLuint output() const { return output_picture_.texture.id(); }

  /// One sentence if a shader does not compile on this machine, or "".
  std::string problem() const;

 private:
  /// With its places of uniforms, which are asked for once: every question is a text for the
  /// driver.
  struct MapProgram {
    ProgramSlot slot;
    bool coloured = false;  // does it have the present colours?
    GLint side = -1;
    GLint columns = -1, tiles = -1, cell_px = -1, smooth = -1;  // of the units' program
    GLint mode = -1, size_px = -1;                              // of the output's
    void compile(Dialect dialect, const Source& vertex, const Source& fragment);
  };

  void compile();
  void set_colours_of(MapProgram& program) const;
  void paint(const Picture& picture, const MapProgram& program, GLuint values,
             int side_cells) const;

  Colours colours_;
  MapProgram units_program_, output_program_;
  VertexArray vertices_;
  ValueTexture units_values_, output_values_;
  Picture units_picture_, output_picture_;
  std::vector<float> normalized_;
  int columns_ = 1, rows_ = 1;
  std::uint64_t units_drawn_ = 0, output_drawn_ = 0;  // version + 1 of what the pictures show
  bool discrete_drawn_ = false, smooth_drawn_ = false;
};

}  // namespace isobath::gfx
