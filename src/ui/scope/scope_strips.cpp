// SPDX-License-Identifier: MIT
// Strips as meshes whose vertices stand in the middle of a bin, or of several where bins are lower
// than a few pixels; between them the colour fades evenly.
#include "ui/scope/scope_strips.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "ui/controls/controls.hpp"

namespace isobath::ui {
namespace {

constexpr float kLeastHeight = 2.5F;      // of a mesh's cell
constexpr float kLeastHeightThin = 6.0F;  // where strips touch: there are many of them
constexpr float kThin = 8.0F;             // of the way from layer to layer
constexpr double kFull = 0.55;            // of a layer's values in one octave: full colour
constexpr double kLog10Of2 = 0.3010299956639812;
constexpr double kLog10Of3Halves = 0.1760912590556813;
constexpr std::size_t kMostStripCells = 512;

/// log10 of bin_edge, without a logarithm.
double log_edge(int bin) {
  return static_cast<double>(bin >> 1) * kLog10Of2 + ((bin & 1) != 0 ? kLog10Of3Halves : 0.0);
}

float opacity(double share, double decades) {
  const double in_an_octave = share * kLog10Of2 / decades;
  return static_cast<float>(std::min(1.0, std::sqrt(in_an_octave / kFull)) * 0.9);
}

struct Cell {
  float y = 0.0F;
  float opacity = 0.0F;
};

/// A plot's pixels by log10 of the magnitude.
struct Scale {
  float top, height, least;
  double lowest, highest;
  Scale(const Plot& plot, bool thin)
      : top(plot.area.min.y),
        height(plot.area.height()),
        least(thin ? kLeastHeightThin : kLeastHeight),
        lowest(plot.y.lowest),
        highest(plot.y.highest) {}
  float y(double log) const {
    const double share = (log - lowest) / (highest - lowest);
    return top + height * (1.0F - static_cast<float>(share));
  }
};

/// The cells of a density's half from small magnitudes to large, ended by empty ones.
std::size_t make_cells(const core::Density& density, const Scale& scale, bool is_signed,
                       bool negative, std::array<Cell, kMostStripCells>& cells) {
  const double low = std::min(scale.lowest, scale.highest);
  const double high = std::max(scale.lowest, scale.highest);
  const auto first =
      std::max(density.first_bin(), static_cast<int>(std::floor(low / kLog10Of2)) * 2);
  const auto end = std::min(density.end_bin(), static_cast<int>(std::ceil(high / kLog10Of2)) * 2);
  if (first >= end) return 0;
  const float pixels_per_decade = scale.height / static_cast<float>(high - low);
  // Either sign has about half of the values.
  const double total =
      static_cast<double>(std::max<std::uint64_t>(1, density.total())) * (is_signed ? 0.5 : 1.0);
  std::size_t size = 0;
  cells[size++] = {scale.y(log_edge(first)), 0.0F};
  // A sum over both signs, or one of them.
  const std::uint32_t* counts =
      density.counts().data() + 2 * static_cast<std::size_t>(first - density.first_bin());
  const std::uint32_t with_negative = !is_signed || negative ? 1 : 0;
  const std::uint32_t with_positive = !is_signed || !negative ? 1 : 0;
  int bin = first;
  while (bin < end && size + 2 < kMostStripCells) {
    const double from = log_edge(bin);
    double to = from;
    std::uint64_t count = 0;
    do {
      count += std::uint64_t{counts[0] * with_negative} + counts[1] * with_positive;
      counts += 2;
      to = log_edge(++bin);
    } while (bin < end && static_cast<float>(to - from) * pixels_per_decade < scale.least);
    cells[size++] = {scale.y(0.5 * (from + to)),
                     opacity(static_cast<double>(count) / total, to - from)};
  }
  cells[size++] = {scale.y(log_edge(end)), 0.0F};
  return size;
}

void draw_mesh(ImDrawList& list, const std::array<Cell, kMostStripCells>& cells, std::size_t size,
               float left, float right, ImU32 colour) {
  if (size < 2) return;
  const auto quads = static_cast<int>(size) - 1;
  list.PrimReserve(quads * 6, static_cast<int>(size) * 2);
  const ImVec2 white = ImGui::GetFontTexUvWhitePixel();
  const auto first = static_cast<ImDrawIdx>(list._VtxCurrentIdx);
  for (std::size_t i = 0; i < size; ++i) {
    const ImU32 shade = faded(colour, cells[i].opacity);
    list.PrimWriteVtx({left, cells[i].y}, white, shade);
    list.PrimWriteVtx({right, cells[i].y}, white, shade);
  }
  for (ImDrawIdx i = 0; i < static_cast<ImDrawIdx>(quads); ++i)
    for (const ImDrawIdx corner : {0U, 1U, 3U, 0U, 3U, 2U})
      list.PrimWriteIdx(first + 2 * i + corner);
}

/// A share of values that are exactly 0 lies below every magnitude.
void draw_zeros(ImDrawList& list, const ScopeLane& lane, const core::Density& density, float left,
                float right) {
  if (density.zeros() == 0) return;
  const double share = static_cast<double>(density.zeros()) / static_cast<double>(density.total());
  const float strength = 0.25F + 0.75F * static_cast<float>(std::sqrt(share));
  const float y = lane.is_signed ? lane.half(1).area.min.y : lane.area.max.y - 2.0F;
  list.AddRectFilled({left, y - 2.0F}, {right, y + 2.0F}, faded(lane.colour, strength));
}

}  // namespace

void draw_strips(const Frame&, ImDrawList& list, const ScopeLane& lane) {
  if (lane.now == nullptr) return;
  std::array<Cell, kMostStripCells> cells;
  const float pitch = lane.per_layer_px();
  // Wide strips have water between them; thin ones touch, so that they make one picture.
  const bool thin = pitch <= kThin;
  const float half = !thin ? std::min(pitch * 0.5F - 1.0F, 46.0F) : pitch * 0.5F;
  // Too thin to be halved, strips of two lanes lie upon each other.
  const int side = pitch > 5.0F ? lane.side : 0;
  list.PushClipRect(lane.area.min, lane.area.max, true);
  for (std::size_t i = 0; i < lane.now->layers.size(); ++i) {
    const core::Density& density = lane.now->layers[i];
    const float x = lane.x_px(static_cast<double>(i + 1));
    if (x + half < lane.area.min.x || x - half > lane.area.max.x) continue;
    const float left = side > 0 ? x : x - half;
    const float right = side < 0 ? x : x + half;
    for (std::size_t which = 0; which < lane.halves(); ++which) {
      const std::size_t size =
          make_cells(density, Scale(lane.half(which), thin), lane.is_signed, which == 1, cells);
      draw_mesh(list, cells, size, left, right, lane.colour);
    }
    draw_zeros(list, lane, density, left, right);
  }
  list.PopClipRect();
}

}  // namespace isobath::ui
