// SPDX-License-Identifier: MIT
// Panels: letters, pictures and plain colours alike are a texture times a colour.

uniform sampler2D u_picture;

in vec2 at;
in vec4 shade;

out vec4 colour;

void main() { colour = shade * texture(u_picture, at); }
