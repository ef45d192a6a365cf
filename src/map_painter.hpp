// SPDX-License-Identifier: MIT
// The maps that panels show, as pictures: painted when a panel asks for them, kept as long as one
// does.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gfx/maps.hpp"
#include "ui/pictures.hpp"

namespace isobath {

class MapPainter : public ui::Pictures {
 public:
  /// Before the panels draw.
  void begin_frame(bool dark);

  ImTextureID heat_map(std::string_view id, const app::figure::HeatMap& map,
                       ImVec2 size_px) override;
  ui::TilePicture tiles(std::string_view id, const app::UnitMaps& maps, bool smooth) override;

  /// What the driver said against the pictures, once; else empty.
  std::string take_problem();
  /// Time in the driver's calls since the last time this was asked.
  double take_ms();

  /// The GL context went, and all names in it.
  void forget();

 private:
  template <class Map>
  struct Kept {
    std::string id;
    Map map;
    std::uint64_t frame = 0;  // the last one that showed it
  };
  template <class Map>
  using All = std::vector<std::unique_ptr<Kept<Map>>>;
  template <class Map>
  Map& find(All<Map>& all, std::string_view id);
  gfx::Maps& maps();

  std::optional<gfx::Maps> maps_;
  All<gfx::HeatMap> heat_maps_;
  All<gfx::TileMap> tile_maps_;
  std::optional<bool> dark_;  // of the colours that the maps have
  bool wants_dark_ = true;
  std::uint64_t frame_ = 0;
  double spent_ms_ = 0.0;
  std::string problem_;
};

}  // namespace isobath
