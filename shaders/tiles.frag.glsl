// SPDX-License-Identifier: MIT
// An atlas of tiles, row by row, each `u_cells` large. Edges of neighbours do not mix.

uniform int u_columns;
uniform int u_tiles;
uniform int u_cell_px;
uniform int u_smooth;

void main() {
  ivec2 pixel = ivec2(gl_FragCoord.xy);
  ivec2 tile_px = u_cells * u_cell_px;
  ivec2 place = pixel / tile_px;
  int tile = place.y * u_columns + place.x;
  if (tile >= u_tiles) {
    colour = vec4(0.0);
    return;
  }
  ivec2 inside = pixel - place * tile_px;
  int first = tile * u_cells.x * u_cells.y;
  ivec2 cell = inside / u_cell_px;
  float value = u_smooth != 0
                    ? between_cells(first, (vec2(inside) + 0.5) / float(u_cell_px))
                    : value_at(first + cell.y * u_cells.x + cell.x);
  colour = vec4(is_finite(value) ? diverging(value) : alarm(value, vec2(inside)), 1.0);
}
