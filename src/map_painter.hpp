// SPDX-License-Identifier: MIT
// The session's maps as pictures that the panels can show.
#pragma once

#include <optional>
#include <string>

#include "app/snapshot.hpp"
#include "gfx/maps.hpp"
#include "ui/frame.hpp"

namespace isobath {

class MapPainter {
 public:
  /// Renews what changed. Without a working driver the panels go on without pictures.
  ui::MapTextures paint(const app::Snapshot& snapshot, bool dark);

  /// What the driver said against the pictures, once; else empty.
  std::string take_problem();

  /// The GL context went, and all names in it.
  void forget() { maps_.reset(); }

 private:
  std::optional<gfx::Maps> maps_;
  std::optional<bool> dark_;
  std::string problem_;
};

}  // namespace isobath
