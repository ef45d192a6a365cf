// SPDX-License-Identifier: MIT
// ImGui's compile-time settings, read by ImGui itself. A deep network is more than 65535 vertices,
// and WebGL2 cannot draw from an offset within the buffer: indices are 32 bits wide.
// Nobody opens its debugging windows here, it reads and writes no files, and its own font is not
// used.
#pragma once

#define ImDrawIdx unsigned int
#define IMGUI_DISABLE_DEBUG_TOOLS
#define IMGUI_DISABLE_DEFAULT_FONT
#define IMGUI_DISABLE_FILE_FUNCTIONS
