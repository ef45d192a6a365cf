// SPDX-License-Identifier: MIT
// The decision map: the network's output over the plane, smooth, in two colours, or, for several
// classes, each cell in the colour of its likeliest class.

uniform int u_mode;  // 0 smooth, 1 two colours, 2 classes
uniform int u_size_px;
uniform vec3 u_classes[CLASSES];

void main() {
  vec2 place = gl_FragCoord.xy * float(u_side) / float(u_size_px);
  if (u_mode == 2) {
    ivec2 cell = clamp(ivec2(place), ivec2(0), ivec2(u_side - 1));
    float class_number = value_at(cell.y * u_side + cell.x);
    colour = vec4(is_finite(class_number) ? u_classes[int(class_number + 0.5) % CLASSES]
                                          : alarm(class_number, gl_FragCoord.xy),
                  1.0);
    return;
  }
  float value = between_cells(0, place);
  if (u_mode == 1 && is_finite(value)) value = value < 0.0 ? -0.6 : 0.6;
  colour = vec4(is_finite(value) ? diverging(value) : alarm(value, gl_FragCoord.xy), 1.0);
}
