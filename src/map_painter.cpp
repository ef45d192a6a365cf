// SPDX-License-Identifier: MIT
#include "map_painter.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

#include "platform/platform.hpp"
#include "ui/plot/palette.hpp"

namespace isobath {

namespace {

gfx::Rgb to_gfx(ui::palette::Rgb colour) { return {colour.red, colour.green, colour.blue}; }

gfx::Colours colours_of(bool dark) {
  gfx::Colours colours;
  for (const auto& stop : ui::palette::diverging_stops(dark)) colours.stops.push_back(to_gfx(stop));
  for (const auto& stop : ui::palette::sequential_stops(dark))
    colours.magnitudes.push_back(to_gfx(stop));
  for (const auto& of_class : ui::palette::kClasses) colours.classes.push_back(to_gfx(of_class));
  const gfx::Rgb ground = dark ? gfx::Rgb{0.05F, 0.02F, 0.06F} : gfx::Rgb{1.0F, 1.0F, 1.0F};
  colours.alarm = {to_gfx(ui::palette::kNonFinite), ground};
  return colours;
}

ImTextureID texture_id(unsigned name) { return name; }

gfx::HeatMapValues values_of(const app::figure::HeatMap& map) {
  using Scale = app::figure::HeatMap::Scale;
  return {.columns = map.columns,
          .rows = map.rows,
          .values = map.values,
          .lowest = map.value.lowest,
          .highest = map.value.highest,
          .logarithmic = map.value.logarithmic,
          .scale = map.scale == Scale::classes      ? gfx::HeatMapValues::Scale::classes
                   : map.scale == Scale::sequential ? gfx::HeatMapValues::Scale::sequential
                                                    : gfx::HeatMapValues::Scale::diverging,
          .smooth = map.smooth,
          .two_colours = map.two_colours,
          .version = map.version};
}

/// Adds the time that it lives to a sum.
class Stopwatch {
 public:
  explicit Stopwatch(double& sum_ms) : sum_ms_(sum_ms), begin_ms_(platform::now_ms()) {}
  ~Stopwatch() { sum_ms_ += platform::now_ms() - begin_ms_; }
  Stopwatch(const Stopwatch&) = delete;
  Stopwatch& operator=(const Stopwatch&) = delete;

 private:
  double& sum_ms_;
  double begin_ms_;
};

}  // namespace

void MapPainter::begin_frame(bool dark) {
  // A picture that is not shown for so many frames gives its memory back.
  constexpr std::uint64_t kUnshown = 600;
  wants_dark_ = dark;
  ++frame_;
  const auto is_old = [&](const auto& kept) { return kept->frame + kUnshown < frame_; };
  std::erase_if(heat_maps_, is_old);
  std::erase_if(tile_maps_, is_old);
}

gfx::Maps& MapPainter::maps() {
  if (!maps_) {
    maps_.emplace();
    dark_.reset();
    problem_ = maps_->problem();
  }
  if (dark_ != wants_dark_) maps_->set_colours(colours_of(wants_dark_));
  dark_ = wants_dark_;
  return *maps_;
}

template <class Map>
Map& MapPainter::find(All<Map>& all, std::string_view id) {
  auto found = std::ranges::find(all, id, [](const auto& kept) { return kept->id; });
  if (found == all.end()) {
    found = all.insert(all.end(), std::make_unique<Kept<Map>>());
    (*found)->id = id;
  }
  (*found)->frame = frame_;
  return (*found)->map;
}

ImTextureID MapPainter::heat_map(std::string_view id, const app::figure::HeatMap& map,
                                 ImVec2 size_px) {
  const Stopwatch watch(spent_ms_);
  gfx::HeatMap& kept = find(heat_maps_, id);
  // Finer than this nobody sees of a map.
  const float ratio = std::min(1.5F, platform::pixel_ratio());
  maps().paint(kept, values_of(map), static_cast<int>(std::lround(size_px.x * ratio)),
               static_cast<int>(std::lround(size_px.y * ratio)));
  return texture_id(kept.picture());
}

ui::TilePicture MapPainter::tiles(std::string_view id, const app::UnitMaps& units, bool smooth) {
  const Stopwatch watch(spent_ms_);
  gfx::TileMap& kept = find(tile_maps_, id);
  maps().paint(kept, {.side_cells = units.side_cells,
                      .tiles = units.tiles,
                      .values = units.values,
                      .ranges = units.range,
                      .version = units.version,
                      .smooth = smooth});
  return {texture_id(kept.picture()), kept.columns(), kept.rows()};
}

std::string MapPainter::take_problem() { return std::exchange(problem_, {}); }

double MapPainter::take_ms() { return std::exchange(spent_ms_, 0.0); }

void MapPainter::forget() {
  heat_maps_.clear();
  tile_maps_.clear();
  maps_.reset();
}

}  // namespace isobath
