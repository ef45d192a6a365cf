// SPDX-License-Identifier: MIT
// Panels: positions in logical pixels, from the top left.

layout(location = 0) in vec2 position;
layout(location = 1) in vec2 place;
layout(location = 2) in vec4 tint;

uniform vec4 u_view;  // left, top, 2 / width, −2 / height

out vec2 at;
out vec4 shade;

void main() {
  at = place;
  shade = tint;
  gl_Position = vec4((position - u_view.xy) * u_view.zw + vec2(-1.0, 1.0), 0.0, 1.0);
}
