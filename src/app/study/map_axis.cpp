// SPDX-License-Identifier: MIT
#include "app/study/map_axis.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/elementary.hpp"
#include "document/sentence.hpp"

namespace isobath::app {

namespace {

using document::Kind;
using document::Spread;

/// How far apart two numbers of a format are at 1, and a margin, so that neighbours differ after
/// what is computed with them as well.
double resolution(core::Precision precision) {
  return precision == core::Precision::twofold ? 0x1p-50 : 0x1p-21;
}

bool is_whole(double value) { return value == std::floor(value); }

}  // namespace

std::expected<MapAxis, std::string> MapAxis::make(const document::Document& base,
                                                  std::string_view text) {
  auto spec = document::parse_axis(text);
  if (!spec) return std::unexpected(spec.error());
  // A map has its lowest value on the left and at the foot, whichever comes first.
  if (spec->spread != Spread::listed && spec->low > spec->high) std::swap(spec->low, spec->high);
  MapAxis axis;
  axis.spec_ = *spec;
  auto made = document::SweepAxis::make(base, std::move(*spec), false);
  if (!made) return std::unexpected(made.error());
  axis.axis_ = std::move(*made);
  axis.count_ = static_cast<int>(axis.axis_.values().size());
  axis.whole_.logarithmic = axis.spec_.spread == Spread::logarithmic;
  if (axis.is_list()) {
    axis.high_ = std::max(1.0, axis.count_ - 1.0);
    axis.whole_.lowest = -0.5;
    axis.whole_.highest = axis.count_ - 0.5;
    return axis;
  }
  axis.low_ = axis.whole_.unit(axis.spec_.low);
  axis.high_ = axis.whole_.unit(axis.spec_.high);
  if (!(axis.low_ < axis.high_))
    return std::unexpected(
        document::join({axis.path(), ": ", text, " is not a range with two different ends"}));
  const double half = axis.step(0) / 2.0;
  axis.whole_.lowest = axis.low_ - half;
  axis.whole_.highest = axis.high_ + half;
  axis.finest_ = axis.find_finest(base.precision);
  return axis;
}

int MapAxis::find_finest(core::Precision precision) const {
  const document::Field& field = axis_.field();
  int level = 0;
  if (field.kind == Kind::integer) {
    // As long as neighbours are different whole numbers everywhere, and a linear axis is even.
    const auto goes_on = [&](int finer) {
      const MapPlace next = stride(finer);
      if (whole_.logarithmic) return value(next) - value(0) >= field.range.step;
      const double apart = (spec_.high - spec_.low) / (count_ - 1.0) / std::ldexp(1.0, finer);
      return apart >= field.range.step && is_whole(apart / field.range.step);
    };
    while (level < kFineLevels && goes_on(level + 1)) ++level;
    return level;
  }
  // Of 64 cells beside one another each has a number of its own.
  const double largest = std::max(std::abs(spec_.low), std::abs(spec_.high));
  const double relative = whole_.logarithmic ? step(0) * std::log(10.0)
                                             : (spec_.high - spec_.low) / (count_ - 1.0) / largest;
  const double levels = std::floor(std::log2(relative / resolution(precision)));
  return std::clamp(static_cast<int>(levels), 0, kFineLevels);
}

double MapAxis::share(MapPlace place) const {
  return std::ldexp(static_cast<double>(place), -kFineLevels) / std::max(1.0, count_ - 1.0);
}

double MapAxis::value(MapPlace place) const {
  if (place % stride(0) == 0)
    return document::grid_value(spec_.spread, spec_.low, spec_.high,
                                static_cast<int>(place / stride(0)), count_);
  const double t = share(place);
  if (!whole_.logarithmic) return spec_.low * (1.0 - t) + spec_.high * t;
  return core::exp(core::log(spec_.low) * (1.0 - t) + core::log(spec_.high) * t);
}

double MapAxis::step(int level) const {
  return std::ldexp((high_ - low_) / std::max(1.0, count_ - 1.0), -level);
}

double MapAxis::unit(MapPlace place) const { return low_ + (high_ - low_) * share(place); }

int MapAxis::level_for(double span) const {
  const double finer = std::ceil(std::log2(whole_.span() / span) - 1e-6);
  return std::clamp(static_cast<int>(finer), 0, finest_);
}

MapPlace MapAxis::place_at(double unit, int level) const {
  return static_cast<MapPlace>(std::floor((unit - low_) / step(level))) * stride(level);
}

std::string MapAxis::text(MapPlace place) const {
  if (is_list()) return name(static_cast<int>(place / stride(0)));
  double number = value(place);
  if (axis_.field().kind == Kind::integer) {
    const document::Range& range = axis_.field().range;
    number = range.lowest + std::floor((number - range.lowest) / range.step + 0.5) * range.step;
  }
  return document::number_text(number);
}

std::optional<double> MapAxis::standing(const document::Document& document) const {
  const auto number = axis_.number_in(document);
  if (!number) return std::nullopt;
  if (is_list()) {
    const auto found = std::ranges::find(axis_.values(), number, &document::AxisValue::number);
    if (found == axis_.values().end()) return std::nullopt;
    return static_cast<double>(found - axis_.values().begin());
  }
  const double unit = whole_.unit(*number);
  return std::isfinite(unit) ? std::optional(unit) : std::nullopt;
}

}  // namespace isobath::app
