// SPDX-License-Identifier: MIT
#include "map_painter.hpp"

#include <imgui.h>

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
  for (const auto& of_class : ui::palette::kClasses) colours.classes.push_back(to_gfx(of_class));
  const gfx::Rgb ground = dark ? gfx::Rgb{0.05F, 0.02F, 0.06F} : gfx::Rgb{1.0F, 1.0F, 1.0F};
  colours.alarm = {to_gfx(ui::palette::kNonFinite), ground};
  return colours;
}

ImTextureID texture_id(unsigned name) {
  return reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(name));
}

}  // namespace

ui::MapTextures MapPainter::paint(const app::Snapshot& snapshot, bool dark) {
  if (!maps_) {
    maps_.emplace();
    dark_.reset();
    problem_ = maps_->problem();
  }
  if (dark_ != dark) maps_->set_colours(colours_of(dark));
  dark_ = dark;
  const app::UnitMaps& units = snapshot.unit_maps;
  maps_->draw_units({.side_cells = units.side_cells,
                     .tiles = units.tiles,
                     .values = units.values,
                     .ranges = units.range,
                     .version = units.version,
                     .smooth = snapshot.dataset->plane.has_value()});
  const app::OutputMap& output = snapshot.output_map;
  maps_->draw_output({.side_cells = output.side_cells,
                      .values = output.values,
                      .classes = output.classes,
                      .range = output.range,
                      .discrete = snapshot.view.discrete,
                      .version = output.version},
                     platform::pixel_ratio() > 1.0F ? 768 : 512);
  return {.units = texture_id(maps_->units()),
          .units_columns = maps_->units_columns(),
          .units_rows = maps_->units_rows(),
          .output = texture_id(maps_->output())};
}

std::string MapPainter::take_problem() { return std::exchange(problem_, {}); }

}  // namespace isobath
