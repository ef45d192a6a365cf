// SPDX-License-Identifier: MIT
// The session by name and JSON: what stands behind the page's window.isobath, and behind anything
// else that wants to drive the program from outside.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/session/session.hpp"

namespace isobath::app {

/// A control on screen, in logical pixels of the page.
struct Control {
  std::string id, label, kind, value;
  float x = 0.0F, y = 0.0F, width = 0.0F, height = 0.0F;
  std::string description{};  // of plots: what they show, in words; else empty
};

/// How the drawing goes.
struct FrameTimes {
  std::int64_t count = 0;    // frames drawn since the start
  double ui_ms = 0.0;        // of the last frame: panels and textures
  double train_ms = 0.0;     // of the last frame: training, and looking at what came of it
  std::int64_t dropped = 0;  // frames that took longer than two refreshes of 60 Hz
  double gl_ms = 0.0;        // of ui_ms: in the graphics driver's calls
};

/// What only the rooms above know; filled in before a call.
struct Screen {
  std::vector<Control> controls;
  FrameTimes frame;
};

/// Calls `method` with its arguments, a JSON array: `step`, `[10]`. The result is JSON: `null`
/// where there is nothing to say, the document for `document`, …, and {"error": "<one sentence>"}
/// if it went wrong, in which case nothing changed. Never throws. {"busy": true} while a thread has
/// the run and is in the midst of an update: nothing happened yet, the call is to be made again.
///
/// open [document as object, JSON text or link] · document [] · step [n = 1] · back [n = 1] ·
/// play [] · pause [] · reset [] · record [] · parameters [] · link [] · widgets [] · frame [] ·
/// build [] · bench [names] or [name, milliseconds]
std::string call(Session& session, const Screen& screen, std::string_view method,
                 std::string_view json_arguments);

}  // namespace isobath::app
