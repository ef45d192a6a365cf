// SPDX-License-Identifier: MIT
// Painting maps: only when their values, their colours or their size changed.

#include "gfx/maps.hpp"

#include <algorithm>
#include <cmath>

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
  colours_.stops = colours_.magnitudes = {{0, 0, 0}, {1, 1, 1}};
  colours_.classes = {{1, 1, 1}};
  colours_.alarm = {Rgb{0, 0, 0}, Rgb{1, 1, 1}};
  compile();
}

void Maps::MapProgram::compile(Dialect dialect, const Source& vertex, const Source& fragment) {
  slot.replace(dialect, vertex, fragment);
  coloured = 0;
  if (slot.id() == 0) return;
  const auto place = [&](const char* name) { return glGetUniformLocation(slot.id(), name); };
  cells = place("u_cells");
  smooth = place("u_smooth");
  columns = place("u_columns");
  tiles = place("u_tiles");
  cell_px = place("u_cell_px");
  mode = place("u_mode");
  size_px = place("u_size_px");
}

void Maps::compile() {
  const Dialect dialect = context_dialect();
  const std::string defines = "#define STOPS " + std::to_string(colours_.stops.size()) +
                              "\n#define CLASSES " + std::to_string(colours_.classes.size()) +
                              "\n#define ROW_TEXELS " + std::to_string(kRowTexels) + "\n";
  const Source vertex{.name = "fullscreen.vert.glsl", .body = shaders::fullscreen_vert_glsl};
  tiles_program_.compile(dialect, vertex,
                         {.name = "tiles.frag.glsl",
                          .body = shaders::tiles_frag_glsl,
                          .defines = defines,
                          .common = shaders::values_glsl});
  heat_program_.compile(dialect, vertex,
                        {.name = "heat_map.frag.glsl",
                         .body = shaders::heat_map_frag_glsl,
                         .defines = defines,
                         .common = shaders::values_glsl});
}

void Maps::set_colours(const Colours& colours) {
  if (colours == colours_ || colours.stops.size() < 2 || colours.classes.empty() ||
      colours.magnitudes.size() != colours.stops.size())
    return;
  const bool same_counts = colours.stops.size() == colours_.stops.size() &&
                           colours.classes.size() == colours_.classes.size();
  colours_ = colours;
  ++colours_version_;
  if (!same_counts) compile();
}

void Maps::paint(TileMap& map, const TileValues& tiles) {
  if (tiles.tiles <= 0 || tiles.side_cells <= 0 || tiles_program_.slot.id() == 0) return;
  const TileMap::Drawn wanted{tiles.version, colours_version_, tiles.smooth};
  if (map.drawn_ == wanted) return;
  const int side = tiles.side_cells;
  map.columns_ = static_cast<int>(std::ceil(std::sqrt(static_cast<double>(tiles.tiles))));
  map.rows_ = (tiles.tiles + map.columns_ - 1) / map.columns_;
  // Two pixels a cell keep the tile sharp when it is drawn large; thousands of tiles are small.
  const int cell_px = map.columns_ * side * 2 <= kAtlasLimit_px ? 2 : 1;
  normalize(tiles.values, tiles.ranges, static_cast<std::size_t>(side * side), normalized_);
  map.values_.upload(normalized_);
  resize(map.picture_, map.columns_ * side * cell_px, map.rows_ * side * cell_px);

  glUseProgram(tiles_program_.slot.id());
  set_colours_of(tiles_program_, false);
  glUniform1i(tiles_program_.columns, map.columns_);
  glUniform1i(tiles_program_.tiles, tiles.tiles);
  glUniform1i(tiles_program_.cell_px, cell_px);
  glUniform1i(tiles_program_.smooth, tiles.smooth ? 1 : 0);
  paint(map.picture_, tiles_program_, map.values_.id(), side, side);
  map.drawn_ = wanted;
}

void Maps::paint(HeatMap& map, const HeatMapValues& values, int width_px, int height_px) {
  if (values.columns <= 0 || values.rows <= 0 || width_px <= 0 || height_px <= 0 ||
      heat_program_.slot.id() == 0)
    return;
  const HeatMap::Drawn wanted{values.version, colours_version_,  values.columns,     values.rows,
                              values.lowest,  values.highest,    values.logarithmic, values.scale,
                              values.smooth,  values.two_colours};
  if (map.drawn_ == wanted && map.picture_.width_px == width_px &&
      map.picture_.height_px == height_px)
    return;
  const bool classes = values.scale == HeatMapValues::Scale::classes;
  if (classes) {
    map.values_.upload(values.values);
  } else {
    spread(values.values, {values.lowest, values.highest, values.logarithmic}, normalized_);
    map.values_.upload(normalized_);
  }
  resize(map.picture_, width_px, height_px);

  glUseProgram(heat_program_.slot.id());
  set_colours_of(heat_program_, values.scale == HeatMapValues::Scale::sequential);
  glUniform1i(heat_program_.mode, classes ? 2 : values.two_colours ? 1 : 0);
  glUniform1i(heat_program_.smooth, values.smooth && !classes ? 1 : 0);
  glUniform2f(heat_program_.size_px, static_cast<float>(width_px), static_cast<float>(height_px));
  paint(map.picture_, heat_program_, map.values_.id(), values.columns, values.rows);
  map.drawn_ = wanted;
}

/// To the program in use, where it has others.
void Maps::set_colours_of(MapProgram& program, bool magnitudes) const {
  if (program.coloured == colours_version_ && program.magnitudes == magnitudes) return;
  program.coloured = colours_version_;
  program.magnitudes = magnitudes;
  const GLuint id = program.slot.id();
  glUniform1i(glGetUniformLocation(id, "u_values"), 0);
  set_vectors(id, "u_stops", magnitudes ? colours_.magnitudes : colours_.stops);
  set_vectors(id, "u_classes", colours_.classes);
  set_vectors(id, "u_alarm", colours_.alarm);
}

void Maps::paint(const Picture& picture, const MapProgram& program, GLuint values, int columns,
                 int rows) const {
  glUniform2i(program.cells, columns, rows);
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
  return !tiles_program_.slot.problem().empty() ? tiles_program_.slot.problem()
                                                : heat_program_.slot.problem();
}

}  // namespace isobath::gfx
