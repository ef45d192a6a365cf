// SPDX-License-Identifier: MIT
// What every map shares: values in a texture, their colour on the diverging scale, and the marks of
// values that are not finite. Stands in front of the map shaders.

// Long rows of one texel a value, in order; ROW_TEXELS is defined by the loader.
uniform sampler2D u_values;
uniform vec3 u_stops[STOPS];
uniform vec3 u_alarm[2];
uniform ivec2 u_cells;  // columns and rows

out vec4 colour;

float value_at(int index) {
  return texelFetch(u_values, ivec2(index % ROW_TEXELS, index / ROW_TEXELS), 0).r;
}

// By the bits: a compiler that may assume finite numbers answers isnan() with false.
bool is_finite(float value) {
  return (floatBitsToUint(value) & 0x7f800000u) != 0x7f800000u;
}

// value in [-1, 1]
vec3 diverging(float value) {
  float place = 0.5 * (clamp(value, -1.0, 1.0) + 1.0) * float(STOPS - 1);
  int below = min(int(place), STOPS - 2);
  return mix(u_stops[below], u_stops[below + 1], place - float(below));
}

// Stripes rising for +infinity, falling for -infinity, crossed for NaN: no finite value has any.
vec3 alarm(float value, vec2 pixel) {
  uint bits = floatBitsToUint(value);
  bool nan = (bits & 0x007fffffu) != 0u;
  bool rising = fract((pixel.x + pixel.y) / 8.0) < 0.5;
  bool falling = fract((pixel.x - pixel.y) / 8.0) < 0.5;
  bool mark = nan ? rising != falling : (bits & 0x80000000u) != 0u ? falling : rising;
  return mark ? u_alarm[0] : u_alarm[1];
}

// The value at `place` (in cells, the first cell's centre at 0.5) of the map that begins at `first`,
// between the four cells around it. Cells that are not finite weigh nothing, and where one is the
// nearest it is the answer, so that it keeps its own square.
float between_cells(int first, vec2 place) {
  ivec2 last = u_cells - 1;
  ivec2 nearest = clamp(ivec2(floor(place)), ivec2(0), last);
  float here = value_at(first + nearest.y * u_cells.x + nearest.x);
  if (!is_finite(here)) return here;
  vec2 corner = floor(place - 0.5);
  vec2 part = place - 0.5 - corner;
  float sum = 0.0;
  float weights = 0.0;
  for (int i = 0; i < 4; ++i) {
    ivec2 offset = ivec2(i & 1, i >> 1);
    ivec2 cell = clamp(ivec2(corner) + offset, ivec2(0), last);
    float value = value_at(first + cell.y * u_cells.x + cell.x);
    vec2 share = mix(1.0 - part, part, vec2(offset));
    if (!is_finite(value)) continue;
    sum += share.x * share.y * value;
    weights += share.x * share.y;
  }
  return weights > 0.0 ? sum / weights : here;
}
