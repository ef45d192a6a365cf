// SPDX-License-Identifier: MIT
// Links as curves where they are few, as straight lines where they are many.
#include "ui/network/network_links.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "say/network.hpp"
#include "ui/controls/controls.hpp"
#include "ui/plot/thin_line.hpp"

namespace isobath::ui {
namespace {

constexpr int kMostCurves = 36;
constexpr float kLeastGap_px = 14.0F;  // between columns, for links to say anything

/// The size from which about `most` weights are drawn if `share` of all are to be seen.
float threshold(const app::LayerLinks& links, float share, int most) {
  if (share * static_cast<float>(links.weights.size()) <= static_cast<float>(most)) return 0.0F;
  float drawn = 0.0F;
  std::size_t part = links.sizes.size();
  while (part > 0) {
    drawn += share * static_cast<float>(links.sizes[part - 1]);
    if (drawn > static_cast<float>(most)) break;
    --part;
  }
  // One part alone may hold more than `most` (equal weights): then it is drawn all the same.
  part = std::min(part, links.sizes.size() - 1);
  return links.max_abs * static_cast<float>(part) / static_cast<float>(links.sizes.size());
}

/// Where the links between two columns run, and which weights they are.
struct Bundle {
  const app::LayerLinks* links = nullptr;
  int rows = 0, columns = 0;              // of the drawn units
  core::Index row_at = 0, column_at = 0;  // of the first of them within links->weights
  int first_unit = 0, first_input = 0;
  float x0 = 0.0F, x1 = 0.0F;        // on screen
  float from_y = 0.0F, to_y = 0.0F;  // middles of the first tiles
  float row_px = 0.0F;
  bool curved = false;

  /// Of a unit's links, one after the other.
  const float* weights(int row) const { return &links->weights(row_at + row, column_at); }
  float start_y(int column) const { return from_y + static_cast<float>(column) * row_px; }
  float end_y(int row) const { return to_y + static_cast<float>(row) * row_px; }
};

/// The drawn units of `layer` that the look has numbers of: `row` is the first one's row.
struct Known {
  int first = 0, count = 0, row = 0;
};

Known known(const app::Snapshot& snapshot, const NetworkGeometry& geometry, int layer) {
  const app::UnitMaps& maps = snapshot.unit_maps;
  const auto at = static_cast<std::size_t>(layer);
  if (at >= maps.shown_units.size()) return {};
  const int shown = geometry.shown(snapshot, layer), first = geometry.first(snapshot, layer);
  const int from = at < maps.first_unit.size() ? maps.first_unit[at] : 0;
  const int begin = std::max(first, from);
  const int end = std::min(first + shown, from + maps.shown_units[at]);
  return {begin, std::max(0, end - begin), begin - first};
}

std::optional<Bundle> bundle(const app::Snapshot& snapshot, const NetworkGeometry& geometry,
                             ImVec2 origin, int layer) {
  const auto at = static_cast<std::size_t>(layer - 1);
  if (at >= snapshot.links.size()) return std::nullopt;
  Bundle b;
  b.links = &snapshot.links[at];
  const Known from = known(snapshot, geometry, layer - 1), to = known(snapshot, geometry, layer);
  const app::UnitMaps& maps = snapshot.unit_maps;
  const auto first_of = [&](int l) {
    const auto index = static_cast<std::size_t>(l);
    return index < maps.first_unit.size() ? maps.first_unit[index] : 0;
  };
  b.row_at = to.first - first_of(layer);
  b.column_at = from.first - first_of(layer - 1);
  b.rows =
      static_cast<int>(std::clamp<core::Index>(b.links->weights.rows() - b.row_at, 0, to.count));
  b.columns = static_cast<int>(
      std::clamp<core::Index>(b.links->weights.cols() - b.column_at, 0, from.count));
  b.first_unit = to.first;
  b.first_input = from.first;
  const float half = geometry.tile_px * 0.5F;
  b.x0 = origin.x + geometry.x(layer - 1) + half;
  b.x1 = origin.x + geometry.x(layer) - half;
  b.row_px = geometry.row_px;
  const auto top = [&](int l, int row) {
    return origin.y + geometry.tall_px * 0.5F +
           geometry.y(row, geometry.shown(snapshot, l), geometry.folded(snapshot, l));
  };
  b.to_y = top(layer, to.row);
  b.from_y = top(layer - 1, from.row);
  b.curved = b.rows * b.columns <= kMostCurves && !geometry.compact;
  return b;
}

/// From the picture of image data every unit takes all pixels: lines that say no more than that.
void draw_picture_links(const Frame& frame, ImDrawList& list, const Bundle& b) {
  for (int row = 0; row < b.rows; ++row)
    list.AddBezierCubic({b.x0, b.from_y}, {b.x0 + (b.x1 - b.x0) * 0.45F, b.from_y},
                        {b.x1 - (b.x1 - b.x0) * 0.45F, b.end_y(row)}, {b.x1, b.end_y(row)},
                        frame.theme.colour.grid_strong, 1.0F, 18);
}

}  // namespace

void draw_links(const Frame& frame, ImDrawList& list, const NetworkGeometry& geometry,
                ImVec2 origin, int layer, int most, const std::optional<ParameterId>& lit) {
  const app::Snapshot& snapshot = frame.snapshot;
  const auto found = bundle(snapshot, geometry, origin, layer);
  if (!found || geometry.pitch_px - geometry.tile_px < kLeastGap_px) return;
  const Bundle& b = *found;
  if (layer == 1 && snapshot.unit_maps.pictures) return draw_picture_links(frame, list, b);
  const app::LayerLinks& links = *b.links;
  const float largest = links.max_abs > 0.0F && std::isfinite(links.max_abs) ? links.max_abs : 1.0F;
  const auto all = static_cast<float>(std::max<core::Index>(1, links.weights.size()));
  const float least = threshold(links, static_cast<float>(b.rows * b.columns) / all, most);
  const Colours& c = frame.theme.colour;
  // Many links cover the paper: they give way to the units.
  const float dense = b.curved ? 1.0F : 0.72F;
  const float bend = (b.x1 - b.x0) * 0.45F;
  const auto focus = snapshot.view.focus();
  const float widest = std::clamp(geometry.tile_px * 0.12F, 1.2F, 5.0F);
  const float thinnest = std::min(0.8F, widest);

  const int lit_row = lit && lit->layer == layer ? lit->unit - b.first_unit : -1;
  for (int row = 0; row < b.rows; ++row) {
    const float* const weights = b.weights(row);
    for (int column = 0; column < b.columns; ++column) {
      const float weight = weights[column];
      // Before anything else: most links of large layers are left out. NaN is not.
      if (std::fabs(weight) < least && row != lit_row) continue;
      const bool finite = std::isfinite(weight);
      const ParameterId id{layer, b.first_unit + row, b.first_input + column};
      const bool is_lit = lit == id;
      if (std::fabs(weight) < least && !is_lit) continue;
      const float share = finite ? std::min(1.0F, std::fabs(weight) / largest) : 1.0F;
      float opacity = (0.12F + 0.78F * share) * (finite ? dense : 0.4F);
      if (focus) {
        const bool touches = (focus->layer == layer && focus->unit == id.unit) ||
                             (focus->layer == layer - 1 && focus->unit == id.input);
        opacity = touches ? std::max(0.5F, opacity) : opacity * 0.18F;
      }
      const ImU32 sign = weight < 0.0F ? c.negative : c.positive;
      const ImU32 colour = faded(finite ? sign : c.non_finite, is_lit ? 1.0F : opacity);
      const float width = thinnest + (widest - thinnest) * share + (is_lit ? 1.5F : 0.0F);
      const ImVec2 from{b.x0, b.start_y(column)}, to{b.x1, b.end_y(row)};
      if (b.curved)
        list.AddBezierCubic(from, {from.x + bend, from.y}, {to.x - bend, to.y}, to, colour, width,
                            18);
      else
        draw_thin_line(list, from, to, colour, width);
    }
  }
}

std::optional<ParameterId> link_at(const Frame& frame, const NetworkGeometry& geometry,
                                   ImVec2 origin, ImVec2 place, float reach_px) {
  if (geometry.compact) return std::nullopt;
  const int layer =
      static_cast<int>(std::ceil((place.x - origin.x - geometry.left_px) / geometry.pitch_px));
  if (layer < 1 || layer > geometry.layers) return std::nullopt;
  const auto found = bundle(frame.snapshot, geometry, origin, layer);
  if (!found || place.x < found->x0 || place.x > found->x1) return std::nullopt;
  const Bundle& b = *found;
  // All links of a bundle are at the same share s of their way from start to end at this x: on
  // curves x(t) = x0 + Δx·(3·0.45·t(1−t)² + 3·0.55·t²(1−t) + t³), s = 3t²(1−t) + t³.
  const float along = (place.x - b.x0) / (b.x1 - b.x0);
  float share = along;
  if (b.curved) {
    float low = 0.0F, high = 1.0F;
    for (int i = 0; i < 20; ++i) {
      const float t = 0.5F * (low + high), u = 1.0F - t;
      (1.35F * t * u * u + 1.65F * t * t * u + t * t * t < along ? low : high) = t;
    }
    share = low * low * (3.0F - 2.0F * low);
  }
  std::optional<ParameterId> nearest;
  float least_px = reach_px;
  for (int row = 0; row < b.rows; ++row)
    for (int column = 0; column < b.columns; ++column) {
      const float rise = b.end_y(row) - b.start_y(column);
      const float y = b.start_y(column) + rise * share;
      // Across the link, not down the screen.
      const float slope = rise / (b.x1 - b.x0) * (b.curved ? 1.5F : 1.0F);
      const float away = std::fabs(place.y - y) / std::sqrt(1.0F + slope * slope);
      if (away > least_px) continue;
      least_px = away;
      nearest = ParameterId{layer, b.first_unit + row, b.first_input + column};
    }
  return nearest;
}

void draw_link_card(const Frame& frame, const ParameterId& id) {
  const auto value = drawn_value(frame.snapshot, id);
  if (!value) return;
  const Colours& c = frame.theme.colour;
  std::array<CardLine, 5> lines;
  std::size_t size = 0;
  const ImU32 colour = !std::isfinite(value->number) ? c.non_finite
                       : value->number < 0.0         ? c.negative
                                                     : c.positive;
  const bool difference = frame.snapshot.shows_difference();
  lines[size++] = {difference ? say::network::weight_now_pinned() : "weight",
                   signed_number(value->number), colour};
  lines[size++] = {say::network::slope_dw_j_w(), signed_number(value->slope), 0};
  lines[size++] = {unit_name(frame.snapshot, id.layer - 1, id.input) + " → " +
                       unit_name(frame.snapshot, id.layer, id.unit),
                   "", 0};
  lines[size++] = {say::network::largest_w_in_this(), number(value->largest), 0};
  if (!difference)
    lines[size++] = {in_hand(frame.theme, say::network::click_to_set_it()).c_str(), "", 0};
  card(frame, parameter_name(id).view(), std::span(lines).first(size));
}

}  // namespace isobath::ui
