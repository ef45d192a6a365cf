// SPDX-License-Identifier: MIT
// Painting the maps: only when their values, their colours or their size changed.

#include "gfx/maps.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "shaders.hpp"

namespace isobath::gfx {
namespace {

constexpr int kAtlasLimit_px = 4096;

void resize(Picture& picture, GLsizei width_px, GLsizei height_px) {
  if (picture.width_px == width_px && picture.height_px == height_px) return;
  picture.width_px = width_px;
  picture.height_px = height_px;
  if (!picture.texture) picture.texture = make_texture();
  if (!picture.framebuffer) picture.framebuffer = make_framebuffer();
  glActiveTexture(GL_TEXTURE0);
  glBindTexture(GL_TEXTURE_2D, picture.texture.id());
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width_px, height_px, 0, GL_RGBA, GL_UNSIGNED_BYTE,
               nullptr);
  glBindFramebuffer(GL_FRAMEBUFFER, picture.framebuffer.id());
  glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, picture.texture.id(),
                         0);
  glBindFramebuffer(GL_FRAMEBUFFER, 0);
}

void set_vectors(GLuint program, const char* name, std::span<const Rgb> colours) {
  static_assert(sizeof(Rgb) == 3 * sizeof(float));
  glUniform3fv(glGetUniformLocation(program, name), static_cast<GLsizei>(colours.size()),
               &colours[0].r);
}

}  // namespace

Maps::Maps() : vertices_(make_vertex_array()) {
  colours_.stops = {{0, 0, 0}, {1, 1, 1}};
  colours_.classes = {{1, 1, 1}};
  colours_.alarm = {Rgb{0, 0, 0}, Rgb{1, 1, 1}};
  compile();
}

void Maps::MapProgram::compile(Dialect dialect, const Source& vertex, const Source& fragment) {
  slot.replace(dialect, vertex, fragment);
  coloured = false;
  if (slot.id() == 0) return;
  const auto place = [&](const char* name) { return glGetUniformLocation(slot.id(), name); };
  side = place("u_side");
  columns = place("u_columns");
  tiles = place("u_tiles");
  cell_px = place("u_cell_px");
  smooth = place("u_smooth");
  mode = place("u_mode");
  size_px = place("u_size_px");
}

void Maps::compile() {
  const Dialect dialect = context_dialect();
  const std::string defines = "#define STOPS " + std::to_string(colours_.stops.size()) +
                              "\n#define CLASSES " + std::to_string(colours_.classes.size()) +
                              "\n#define ROW_TEXELS " + std::to_string(kRowTexels) + "\n";
  const Source vertex{.name = "fullscreen.vert.glsl", .body = shaders::fullscreen_vert_glsl};
  units_program_.compile(dialect, vertex,
                         {.name = "unit_maps.frag.glsl",
                          .body = shaders::unit_maps_frag_glsl,
                          .defines = defines,
                          .common = shaders::values_glsl});
  output_program_.compile(dialect, vertex,
                          {.name = "output_map.frag.glsl",
                           .body = shaders::output_map_frag_glsl,
                           .defines = defines,
                           .common = shaders::values_glsl});
}

void Maps::set_colours(const Colours& colours) {
  if (colours == colours_ || colours.stops.size() < 2 || colours.classes.empty()) return;
  const bool same_counts = colours.stops.size() == colours_.stops.size() &&
                           colours.classes.size() == colours_.classes.size();
  colours_ = colours;
  units_drawn_ = output_drawn_ = 0;
  units_program_.coloured = output_program_.coloured = false;
  if (!same_counts) compile();
}

void Maps::draw_units(const UnitMapValues& units) {
  if (units.tiles <= 0 || units.side_cells <= 0 || units_program_.slot.id() == 0) return;
  if (units_drawn_ == units.version + 1 && smooth_drawn_ == units.smooth) return;
  const int side = units.side_cells;
  columns_ = static_cast<int>(std::ceil(std::sqrt(static_cast<double>(units.tiles))));
  rows_ = (units.tiles + columns_ - 1) / columns_;
  // Two pixels a cell keep the tile sharp when it is drawn large; thousands of tiles are small.
  const int cell_px = columns_ * side * 2 <= kAtlasLimit_px ? 2 : 1;
  normalize(units.values, units.ranges, static_cast<std::size_t>(side * side), normalized_);
  units_values_.upload(normalized_);
  resize(units_picture_, columns_ * side * cell_px, rows_ * side * cell_px);

  glUseProgram(units_program_.slot.id());
  set_colours_of(units_program_);
  glUniform1i(units_program_.columns, columns_);
  glUniform1i(units_program_.tiles, units.tiles);
  glUniform1i(units_program_.cell_px, cell_px);
  glUniform1i(units_program_.smooth, units.smooth ? 1 : 0);
  paint(units_picture_, units_program_, units_values_.id(), side);
  units_drawn_ = units.version + 1;
  smooth_drawn_ = units.smooth;
}

void Maps::draw_output(const OutputMapValues& output, int size_px) {
  if (output.side_cells <= 0 || size_px <= 0 || output_program_.slot.id() == 0) return;
  if (output_drawn_ == output.version + 1 && discrete_drawn_ == output.discrete &&
      output_picture_.width_px == size_px)
    return;
  const bool classes = !output.classes.empty();
  if (classes) {
    output_values_.upload(output.classes);
  } else {
    normalize(output.values, {&output.range, 1}, output.values.size(), normalized_);
    output_values_.upload(normalized_);
  }
  resize(output_picture_, size_px, size_px);

  glUseProgram(output_program_.slot.id());
  set_colours_of(output_program_);
  glUniform1i(output_program_.mode, classes ? 2 : output.discrete ? 1 : 0);
  glUniform1i(output_program_.size_px, size_px);
  paint(output_picture_, output_program_, output_values_.id(), output.side_cells);
  output_drawn_ = output.version + 1;
  discrete_drawn_ = output.discrete;
}

/// To the program in use: what changes with the theme at most.
void Maps::set_colours_of(MapProgram& program) const {
  if (std::exchange(program.coloured, true)) return;
  const GLuint id = program.slot.id();
  glUniform1i(glGetUniformLocation(id, "u_values"), 0);
  set_vectors(id, "u_stops", colours_.stops);
  set_vectors(id, "u_classes", colours_.classes);
  set_vectors(id, "u_alarm", colours_.alarm);
}

void Maps::paint(const Picture& picture, const MapProgram& program, GLuint values,
                 int side_cells) const {
  glUniform1i(program.side, side_cells);
  glActiveTexture(GL_TEXTURE0);
  glBindTexture(GL_TEXTURE_2D, values);
  glBindFramebuffer(GL_FRAMEBUFFER, picture.framebuffer.id());
  glViewport(0, 0, picture.width_px, picture.height_px);
  glDisable(GL_SCISSOR_TEST);
  glDisable(GL_BLEND);
  glDisable(GL_DEPTH_TEST);
  glDisable(GL_CULL_FACE);
  glBindVertexArray(vertices_.id());
  glDrawArrays(GL_TRIANGLES, 0, 3);
  glBindVertexArray(0);
  glUseProgram(0);
  glBindTexture(GL_TEXTURE_2D, 0);
  glBindFramebuffer(GL_FRAMEBUFFER, 0);
}

std::string Maps::problem() const {
  return !units_program_.slot.problem().empty() ? units_program_.slot.problem()
                                                : output_program_.slot.problem();
}

}  // namespace isobath::gfx
