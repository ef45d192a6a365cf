// SPDX-License-Identifier: MIT
// One triangle that covers the whole target, made of the vertex number alone.

void main() {
  vec2 corner = vec2(float((gl_VertexID << 1) & 2), float(gl_VertexID & 2));
  gl_Position = vec4(2.0 * corner - 1.0, 0.0, 1.0);
}
