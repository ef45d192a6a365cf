// SPDX-License-Identifier: MIT
// A heat map: between its cells or cell by cell, in the colours of its scale, in two of them, or,
// for classes, each cell in its class' colour.

uniform int u_mode;  // 0 the scale, 1 two colours, 2 classes
uniform int u_smooth;
uniform vec2 u_size_px;
uniform vec3 u_classes[CLASSES];

void main() {
  vec2 place = gl_FragCoord.xy * vec2(u_cells) / u_size_px;
  ivec2 cell = clamp(ivec2(place), ivec2(0), u_cells - 1);
  float value = u_smooth != 0 ? between_cells(0, place) : value_at(cell.y * u_cells.x + cell.x);
  if (!is_finite(value)) {
    colour = vec4(alarm(value, gl_FragCoord.xy), 1.0);
    return;
  }
  if (u_mode == 2) {
    colour = vec4(u_classes[int(value + 0.5) % CLASSES], 1.0);
    return;
  }
  if (u_mode == 1) value = value < 0.0 ? -0.6 : 0.6;
  colour = vec4(diverging(value), 1.0);
}
