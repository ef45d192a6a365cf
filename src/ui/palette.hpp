// SPDX-License-Identifier: MIT
// The colours that carry data: one diverging scale for signed values, one list for classes, one
// mark for what is not a number. The shaders of the maps are given the same stops.
#pragma once

#include <imgui.h>

#include <array>
#include <cmath>
#include <cstddef>

namespace isobath::ui::palette {

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

/// Signed values, evenly spaced from most negative over zero (stop 4) to most positive; between two
/// stops mixed linearly in sRGB. Negative is sand, #8F4308 on paper and #FFD38A at night; positive
/// is sea, #06456B on paper and #97EFE9 at night. Sand against sea differs along the blue-yellow
/// axis and along red-cyan, so no common colour blindness folds one onto the other (the tests
/// simulate them), and size is lightness, which survives any of them.
inline constexpr Stops kDivergingLight{rgb(0x8F4308), rgb(0xC06F1C), rgb(0xE2A457),
                                       rgb(0xF3D4A4), rgb(0xF7F5EF), rgb(0xBFDFE6),
                                       rgb(0x6FB4C9), rgb(0x237DA0), rgb(0x06456B)};
inline constexpr Stops kDivergingDark{rgb(0xFFD38A), rgb(0xDDA04F), rgb(0xA4702F),
                                      rgb(0x584631), rgb(0x10283A), rgb(0x14516B),
                                      rgb(0x1C82A0), rgb(0x3DBBC8), rgb(0x97EFE9)};

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

/// The colour of `value` on a scale from -range to range; beyond its ends the end colour.
inline Rgb diverging(bool dark, double value, double range) {
  if (!std::isfinite(value)) return kNonFinite;
  const Stops& stops = diverging_stops(dark);
  const double share = range > 0.0 ? value / range : 0.0;
  const double at = (std::fmin(std::fmax(share, -1.0), 1.0) + 1.0) * 0.5 * (kStops - 1);
  const auto below = static_cast<std::size_t>(std::fmin(std::floor(at), kStops - 2.0));
  return mix(stops[below], stops[below + 1], static_cast<float>(at - static_cast<double>(below)));
}

constexpr ImU32 pack(Rgb colour, float alpha = 1.0F) {
  const auto byte = [](float value) { return static_cast<ImU32>(value * 255.0F + 0.5F); };
  return (byte(colour.red) << IM_COL32_R_SHIFT) | (byte(colour.green) << IM_COL32_G_SHIFT) |
         (byte(colour.blue) << IM_COL32_B_SHIFT) | (byte(alpha) << IM_COL32_A_SHIFT);
}

}  // namespace isobath::ui::palette
