// SPDX-License-Identifier: MIT
// Limits of the number formats, drawn.
#include "ui/scope/scope_shores.hpp"

#include <algorithm>
#include <cmath>

#include "say/scope.hpp"
#include "ui/controls/controls.hpp"
#include "ui/scope/scope_curve.hpp"

namespace isobath::ui {
namespace {

struct Shore {
  const char* name;
  double smallest;  // normal number
  double largest;
};

/// IEEE 754 binary32, binary64 and binary16; bfloat16 has binary32's exponents and 8 bits.
Shore shore_of(core::Precision precision) {
  switch (precision) {
    case core::Precision::twofold:
      return {"double", 2.2250738585072014e-308, 1.7976931348623157e308};
    case core::Precision::half:
      return {"half", 6.103515625e-5, 65504.0};
    case core::Precision::bfloat16:
      return {"bfloat16", 1.1754943508222875e-38, 3.3895313892515355e38};
    case core::Precision::single:
      break;
  }
  return {"float32", 1.1754943508222875e-38, 3.4028234663852886e38};
}

constexpr double kNear = 4.0;  // decades beyond the axis at which a limit comes into view

void hatch(ImDrawList& list, const Rect& rect, ImU32 colour) {
  if (rect.height() < 1.0F) return;
  list.PushClipRect(rect.min, rect.max, true);
  constexpr float kStep = 7.0F;
  const float height = rect.height();
  for (float x = rect.min.x - height; x < rect.max.x; x += kStep)
    list.AddLine({x, rect.max.y}, {x + height, rect.min.y}, colour, 1.0F);
  list.PopClipRect();
}

/// Is the line's right end further from a shore than its left one? There the shore's name has room.
bool rms_is_far(const Frame& frame, const ScopeLane& lane, const Plot& plot, float y) {
  const auto& layers = frame.snapshot.record.layers;
  const auto distance = [&](const core::LayerRecord& layer) {
    const float at = plot.y_px(rms_of(layer, lane.quantity));
    return std::isfinite(at) ? std::fabs(at - y) : 0.0F;
  };
  const std::size_t last = layers.size() > 1 ? layers.size() - 2 : 0;
  return distance(layers[last]) >= distance(layers.front());
}

constexpr float kZeroMarks = 12.0F;  // height of the triangles at the foot

bool has_zero(const Frame& frame, const ScopeLane& lane) {
  return std::ranges::any_of(frame.snapshot.record.layers, [&](const core::LayerRecord& layer) {
    return rms_of(layer, lane.quantity) == 0.0;
  });
}

/// Where two lanes share a plot, there may be two such words.
float words_height(const Frame& frame, const ScopeLane& lane) {
  if (first_non_finite(frame.snapshot.record, lane.quantity) == 0) return 0.0F;
  return lane.side == 0 ? 28.0F : 48.0F;
}

struct Limit {
  double value = 0.0;
  bool upper = false;
  bool ours = true;  // a limit of the format, not a mark to go by
  Text name;
};

bool in_view(const ScopeLane& lane, const Limit& limit) {
  const double at = std::log10(limit.value);
  return at > lane.magnitude.lowest && at < lane.magnitude.highest;
}

void draw_limit(const Frame& frame, ImDrawList& list, const ScopeLane& lane, const Limit& limit) {
  const Colours& c = frame.theme.colour;
  if (!in_view(lane, limit)) return;
  const ImU32 colour = limit.ours ? c.danger : c.text_faint;
  for (std::size_t which = 0; which < lane.halves(); ++which) {
    const Plot plot = lane.half(which);
    const float y = std::round(plot.y_px(limit.value));
    const bool outwards_is_up = which == 0;
    if (limit.ours) {
      Rect beyond = plot.area;
      (limit.upper == outwards_is_up ? beyond.max.y : beyond.min.y) = y;
      hatch(list, beyond, faded(colour, 0.28F));
    }
    list.AddLine({plot.area.min.x, y}, {plot.area.max.x, y},
                 faded(colour, limit.ours ? 0.9F : 0.5F), limit.ours ? 1.4F : 1.0F);
    if (which > 0) continue;
    const Face font = frame.theme.fonts.small;
    const ImVec2 size = text_size(font, limit.name.view());
    const float x =
        rms_is_far(frame, lane, plot, y) ? plot.area.max.x - size.x - 6.0F : plot.area.min.x + 6.0F;
    // On the water's side of the line, if there is room.
    float inside = limit.upper ? y + 1.0F : y - size.y - 1.0F;
    // Clear of the words on NaN and Inf at the top, and of the triangles of 0 at the foot.
    if (limit.ours && limit.upper)
      inside = std::max(inside, plot.area.min.y + words_height(frame, lane));
    else if (limit.ours && has_zero(frame, lane))
      inside = std::min(inside, plot.area.max.y - kZeroMarks - size.y);
    const float outside = limit.upper ? y - size.y - 1.0F : y + 1.0F;
    const bool fits = inside >= plot.area.min.y && inside + size.y <= plot.area.max.y;
    const float top = fits ? inside : outside;
    list.AddRectFilled({x - 3.0F, top}, {x + size.x + 3.0F, top + size.y}, faded(c.panel, 0.8F),
                       3.0F);
    draw_text(list, font, {x, top}, colour, limit.name.view());
  }
}

/// The two limits of the document's format; a ratio is of no format.
template <class Take>
void for_each_limit(core::Precision precision, const ScopeLane& lane, const Take& take) {
  if (lane.quantity == core::Quantity::update_ratio) return;
  const Shore shore = shore_of(precision);
  take(Limit{shore.largest, true, true, Text(shore.name) + " max " + number(shore.largest)});
  take(Limit{shore.smallest, false, true,
             Text(shore.name) + " min normal " + number(shore.smallest)});
}

}  // namespace

Axis with_shores(core::Precision precision, Axis axis) {
  const Shore shore = shore_of(precision);
  const double low = std::log10(shore.smallest), high = std::log10(shore.largest);
  if (low < axis.lowest && axis.lowest - low < kNear) axis.lowest = std::floor(low);
  if (high > axis.highest && high - axis.highest < kNear) axis.highest = std::ceil(high);
  return axis;
}

void draw_guides(const Frame& frame, ImDrawList& list, const ScopeLane& lane) {
  if (lane.quantity == core::Quantity::update_ratio)
    draw_limit(frame, list, lane,
               {kHealthyUpdate, true, false, Text(say::scope::n_10_is_healthy())});
}

void draw_shores(const Frame& frame, ImDrawList& list, const ScopeLane& lane) {
  for_each_limit(frame.snapshot.document->precision, lane,
                 [&](const Limit& limit) { draw_limit(frame, list, lane, limit); });
}

std::string shores_in_view(core::Precision precision, const ScopeLane& lane) {
  std::string names;
  for_each_limit(precision, lane, [&](const Limit& limit) {
    if (!in_view(lane, limit)) return;
    if (!names.empty()) names += ", ";
    names += limit.name.view();
  });
  return names;
}

}  // namespace isobath::ui
