// SPDX-License-Identifier: MIT
// The colours that carry data, made in OKLab: one diverging scale for signed values, one for
// magnitudes, a list for classes, a mark for what is not a number. The shaders get the same stops.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>

#include "app/figure/oklab.hpp"

namespace isobath::app::figure::palette {

/// sRGB, 0 … 1.
struct Rgb {
  float red = 0.0F, green = 0.0F, blue = 0.0F;
};

constexpr Rgb rgb(unsigned hex) {
  return {static_cast<float>((hex >> 16U) & 0xFFU) / 255.0F,
          static_cast<float>((hex >> 8U) & 0xFFU) / 255.0F,
          static_cast<float>(hex & 0xFFU) / 255.0F};
}

inline constexpr std::size_t kStops = 9;
using Stops = std::array<Rgb, kStops>;

/// The sRGB colour of this lightness, chroma and hue in OKLab; less chroma if the screen has not so
/// much of it.
constexpr Rgb perceived(double lightness, double chroma, double hue_degrees) {
  oklab::Linear light = oklab::to_linear(oklab::polar(lightness, chroma, hue_degrees));
  while (!light.in_gamut() && chroma > 1e-3) {
    chroma *= 0.98;
    light = oklab::to_linear(oklab::polar(lightness, chroma, hue_degrees));
  }
  return {static_cast<float>(oklab::encode(light.red)),
          static_cast<float>(oklab::encode(light.green)),
          static_cast<float>(oklab::encode(light.blue))};
}

/// How a scale's side looks from next to zero to its end.
struct Hues {
  std::array<double, 4> chroma, hue;
};

/// `lightness` at zero and outwards, the same for both sides.
constexpr Stops two_sided(const std::array<double, 5>& lightness, Rgb zero, const Hues& negative,
                          const Hues& positive) {
  Stops stops{};
  stops[4] = zero;
  for (std::size_t i = 0; i < 4; ++i) {
    stops[3 - i] = perceived(lightness[i + 1], negative.chroma[i], negative.hue[i]);
    stops[5 + i] = perceived(lightness[i + 1], positive.chroma[i], positive.hue[i]);
  }
  return stops;
}

/// Signed values, evenly spaced from most negative over zero (stop 4) to most positive; between two
/// stops mixed linearly in sRGB. Negative is sand and positive is sea, dark at the ends on paper
/// and bright at night; equal sizes are equally light. Sand against sea differs along the
/// blue-yellow axis and along red-cyan, so no common colour blindness folds one onto the other (the
/// tests simulate them), and size is lightness, which survives any of them.
inline constexpr Stops kDivergingLight =
    two_sided({0.97, 0.885, 0.755, 0.595, 0.425}, perceived(0.97, 0.008, 95.0),
              {{0.071, 0.119, 0.132, 0.108}, {80.0, 71.0, 60.0, 52.0}},
              {{0.045, 0.082, 0.100, 0.092}, {210.0, 218.0, 228.0, 241.0}});
inline constexpr Stops kDivergingDark =
    two_sided({0.267, 0.415, 0.575, 0.740, 0.890}, perceived(0.267, 0.045, 243.0),
              {{0.050, 0.100, 0.121, 0.103}, {74.0, 70.0, 73.0, 80.0}},
              {{0.074, 0.100, 0.110, 0.085}, {233.0, 224.0, 208.0, 190.0}});

/// Magnitudes, from nothing (the ground) to the most: from shallow to deep on paper, from the deep
/// to the light at night. Lightness goes evenly one way.
constexpr Stops sounding(double from, double to, double hue_from, double hue_to) {
  Stops stops{};
  for (std::size_t i = 0; i < kStops; ++i) {
    const double share = static_cast<double>(i) / (kStops - 1);
    const double chroma = 0.02 + 0.36 * share * (1.0 - share) + 0.06 * share;
    stops[i] =
        perceived(from + (to - from) * share, chroma, hue_from + (hue_to - hue_from) * share);
  }
  return stops;
}
inline constexpr Stops kSequentialLight = sounding(0.97, 0.30, 190.0, 250.0);
inline constexpr Stops kSequentialDark = sounding(0.24, 0.93, 245.0, 175.0);

constexpr const Stops& sequential_stops(bool dark) {
  return dark ? kSequentialDark : kSequentialLight;
}

constexpr const Stops& diverging_stops(bool dark) {
  return dark ? kDivergingDark : kDivergingLight;
}

/// NaN and ±Inf: on no scale of ours.
inline constexpr Rgb kNonFinite = rgb(0xE6259B);

/// Classes of a categorical output, in order; after the last it begins again.
inline constexpr std::array<Rgb, 8> kClasses{rgb(0x2A8FB5), rgb(0xDE9A3C), rgb(0x7A6BC8),
                                             rgb(0x4FA36B), rgb(0xC7567A), rgb(0x8C8C5A),
                                             rgb(0x3F5FA8), rgb(0xB0724A)};

constexpr Rgb mix(Rgb a, Rgb b, float share_of_b) {
  const float rest = 1.0F - share_of_b;
  return {a.red * rest + b.red * share_of_b, a.green * rest + b.green * share_of_b,
          a.blue * rest + b.blue * share_of_b};
}

/// `share` 0 … 1 of the way along a scale's stops.
inline Rgb along(const Stops& stops, double share) {
  const double at = std::fmin(std::fmax(share, 0.0), 1.0) * (kStops - 1);
  const auto below = static_cast<std::size_t>(std::fmin(std::floor(at), kStops - 2.0));
  return mix(stops[below], stops[below + 1], static_cast<float>(at - static_cast<double>(below)));
}

/// The colour of `value` on a scale from -range to range; beyond its ends the end colour.
inline Rgb diverging(bool dark, double value, double range) {
  if (!std::isfinite(value)) return kNonFinite;
  const double share = range > 0.0 ? value / range : 0.0;
  return along(diverging_stops(dark), (std::fmin(std::fmax(share, -1.0), 1.0) + 1.0) * 0.5);
}

/// The colour of a magnitude on a scale from 0 to range.
inline Rgb sequential(bool dark, double magnitude, double range) {
  if (!std::isfinite(magnitude)) return kNonFinite;
  return along(sequential_stops(dark), range > 0.0 ? magnitude / range : 0.0);
}

}  // namespace isobath::app::figure::palette
