// SPDX-License-Identifier: MIT
// ImGui's compile-time settings, read by ImGui itself. A deep network is more than 65535 vertices,
// and WebGL2 cannot draw from an offset within the buffer: indices are 32 bits wide.
#pragma once

#define ImDrawIdx unsigned int
