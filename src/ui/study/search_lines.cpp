// SPDX-License-Identifier: MIT
#include "ui/study/search_lines.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <vector>

#include "ui/plot/palette.hpp"
#include "ui/plot/thin_line.hpp"

namespace isobath::ui {
namespace {

using app::SearchView;
using LinePoints = std::array<ImVec2, app::kMostSearchAxes>;

/// What the geometry depends on.
struct LinesKey {
  std::uint64_t lines = 0, chosen = 0;
  const void *lines_at = nullptr, *chosen_at = nullptr;
  Rect area;
  float first = 0.0F, last = 0.0F, top = 0.0F;
  bool dark = false;
  float ratio = 0.0F;
  ImVec4 profile;  // where the atlas has its lines

  bool operator==(const LinesKey& other) const {
    const auto same = [](ImVec2 a, ImVec2 b) { return a.x == b.x && a.y == b.y; };
    return lines == other.lines && chosen == other.chosen && lines_at == other.lines_at &&
           chosen_at == other.chosen_at && same(area.min, other.area.min) &&
           same(area.max, other.area.max) && first == other.first && last == other.last &&
           top == other.top && dark == other.dark && ratio == other.ratio &&
           profile.x == other.profile.x && profile.y == other.profile.y &&
           profile.z == other.profile.z && profile.w == other.profile.w;
  }
};

LinesKey key_of(const Theme& theme, const SearchView& search, const SearchPlaces& places) {
  const ImGuiIO& io = ImGui::GetIO();
  return {.lines = search.lines->version,
          .chosen = search.chosen->version,
          .lines_at = search.lines.get(),
          .chosen_at = search.chosen.get(),
          .area = places.area,
          .first = places.x.front(),
          .last = places.x.back(),
          .top = places.top,
          .dark = theme.dark,
          .ratio = io.DisplayFramebufferScale.x,
          .profile = io.Fonts->TexUvLines[1]};
}

/// The points of a cell's line; the axes are as many as it has.
std::span<const ImVec2> points_of(const SearchView& search, const SearchPlaces& places,
                                  std::size_t cell, LinePoints& points) {
  const std::size_t axes = std::min(search.axes.size(), points.size());
  for (std::size_t i = 0; i < axes; ++i)
    points[i] = {places.x[i],
                 places.y(search.axes[i], static_cast<double>(search.lines->unit(cell, i)))};
  return std::span(points).first(axes);
}

struct KeptLines {
  LinesKey key;
  std::vector<ImDrawVert> vertices;
  std::vector<ImDrawIdx> indices;
};

void make_lines(KeptLines& kept, const Theme& theme, const SearchView& search,
                const SearchPlaces& places) {
  ImDrawList scratch(ImGui::GetDrawListSharedData());
  scratch._ResetForNewFrame();
  LinePoints points;
  const auto& order = search.lines->order;
  const auto shown = static_cast<float>(std::max<std::size_t>(search.chosen->count, 1));
  // Many lines together are as dark as a few are alone.
  const float opacity = std::clamp(1.15F - 0.25F * std::log10(shown), 0.12F, 0.95F);
  const float width = shown < 100.0F ? 1.6F : 1.2F;
  const auto draw = [&](bool chosen, std::size_t most) {
    // From the last of those that have room to the best.
    std::vector<std::uint32_t> cells;
    for (const std::uint32_t cell : order)
      if (cells.size() < most && (search.chosen->cells[cell] != 0) == chosen) cells.push_back(cell);
    for (std::size_t i = cells.size(); i-- > 0;) {
      const ImU32 colour = chosen
                               ? faded(shade_colour(theme, search.lines->shades[cells[i]]), opacity)
                               : faded(theme.colour.grid_strong, 0.35F);
      draw_thin_path(scratch, points_of(search, places, cells[i], points), colour,
                     chosen ? width : 1.0F);
    }
    return cells.size();
  };
  const std::size_t chosen = std::min(search.chosen->count, kMostLines);
  draw(false, kMostLines - chosen);
  draw(true, chosen);
  kept.vertices.assign(scratch.VtxBuffer.begin(), scratch.VtxBuffer.end());
  kept.indices.assign(scratch.IdxBuffer.begin(), scratch.IdxBuffer.end());
}

}  // namespace

ImU32 shade_colour(const Theme& theme, float shade) {
  // A line is thin: the palest shades, which fill cells of maps, would be lost on the ground.
  const float faintest = theme.dark ? 0.25F : 0.4F;
  const float deeper = std::isfinite(shade) && shade != 0.0F
                           ? std::copysign(faintest + (1.0F - faintest) * std::fabs(shade), shade)
                           : shade;
  return palette::pack(palette::diverging(theme.dark, static_cast<double>(deeper), 1.0));
}

void draw_search_lines(ImDrawList& list, const Theme& theme, const SearchView& search,
                       const SearchPlaces& places) {
  if (search.lines->order.empty()) return;
  static KeptLines kept;
  if (const LinesKey key = key_of(theme, search, places); !(key == kept.key)) {
    make_lines(kept, theme, search, places);
    kept.key = key;
  }
  list.PrimReserve(static_cast<int>(kept.indices.size()), static_cast<int>(kept.vertices.size()));
  const auto first = static_cast<ImDrawIdx>(list._VtxCurrentIdx);
  std::memcpy(list._VtxWritePtr, kept.vertices.data(), kept.vertices.size() * sizeof(ImDrawVert));
  for (std::size_t i = 0; i < kept.indices.size(); ++i)
    list._IdxWritePtr[i] = first + kept.indices[i];
  list._VtxWritePtr += kept.vertices.size();
  list._IdxWritePtr += kept.indices.size();
  list._VtxCurrentIdx += static_cast<unsigned int>(kept.vertices.size());
}

void draw_lit_line(ImDrawList& list, const Theme& theme, const SearchView& search,
                   const SearchPlaces& places, std::size_t cell) {
  LinePoints points;
  const auto line = points_of(search, places, cell, points);
  draw_thin_path(list, line, theme.colour.panel, 6.0F);
  draw_thin_path(list, line, theme.colour.text, 2.5F);
  for (const ImVec2 point : line) {
    list.AddCircleFilled(point, 5.0F, theme.colour.panel);
    list.AddCircleFilled(point, 4.0F, shade_colour(theme, search.lines->shades[cell]));
    list.AddCircle(point, 4.0F, theme.colour.text, 0, 1.5F);
  }
}

}  // namespace isobath::ui
