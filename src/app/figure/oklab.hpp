// SPDX-License-Identifier: MIT
// Colours by how they look: OKLab (Ottosson 2020), where equal distances look equally far. Known
// at compile time, so that the scales are constants.
#pragma once

namespace isobath::app::figure::oklab {

/// Linear sRGB, 0 … 1 within the gamut.
struct Linear {
  double red = 0.0, green = 0.0, blue = 0.0;
  constexpr bool in_gamut() const {
    constexpr double kSlack = 1e-4;
    const auto within = [](double value) { return value >= -kSlack && value <= 1.0 + kSlack; };
    return within(red) && within(green) && within(blue);
  }
};

/// Lightness 0 (black) … 1 (white); a from green to red, b from blue to yellow.
struct Lab {
  double lightness = 0.0, a = 0.0, b = 0.0;
};

/// The k-th root of `value` in 0 … 1, by Newton's method.
constexpr double root(double value, int k) {
  if (value <= 0.0) return 0.0;
  double at = 1.0;
  for (int round = 0; round < 80; ++round) {
    double power = 1.0;
    for (int i = 1; i < k; ++i) power *= at;
    at -= (at * power - value) / (k * power);
  }
  return at;
}

/// sin(turns · 2π), by its series around the nearest half turn.
constexpr double sine(double turns) {
  constexpr double kPi = 3.14159265358979323846;
  const double whole = static_cast<double>(static_cast<long long>(turns * 2.0 + 1000.5)) - 1000.0;
  const double x = (turns * 2.0 - whole) * kPi;
  double term = x, sum = x;
  for (int n = 1; n < 12; ++n) {
    term *= -x * x / ((2.0 * n) * (2.0 * n + 1.0));
    sum += term;
  }
  return static_cast<long long>(whole) % 2 == 0 ? sum : -sum;
}

/// By lightness, chroma (distance from grey) and hue in degrees.
constexpr Lab polar(double lightness, double chroma, double hue_degrees) {
  const double turns = hue_degrees / 360.0;
  return {lightness, chroma * sine(turns + 0.25), chroma * sine(turns)};
}

constexpr Linear to_linear(Lab colour) {
  const auto cube = [](double x) { return x * x * x; };
  const double l = cube(colour.lightness + 0.3963377774 * colour.a + 0.2158037573 * colour.b);
  const double m = cube(colour.lightness - 0.1055613458 * colour.a - 0.0638541728 * colour.b);
  const double s = cube(colour.lightness - 0.0894841775 * colour.a - 1.2914855480 * colour.b);
  return {4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
          -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
          -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s};
}

constexpr Lab from_linear(Linear colour) {
  const double l =
      root(0.4122214708 * colour.red + 0.5363325363 * colour.green + 0.0514459929 * colour.blue, 3);
  const double m =
      root(0.2119034982 * colour.red + 0.6806995451 * colour.green + 0.1073969566 * colour.blue, 3);
  const double s =
      root(0.0883024619 * colour.red + 0.2817188376 * colour.green + 0.6299787005 * colour.blue, 3);
  return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
          1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
          0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

/// A channel of sRGB to its amount of light, and back.
constexpr double decode(double channel) {
  if (channel <= 0.04045) return channel / 12.92;
  // x^2.4 as the fifth root of its twelfth power.
  const double x = (channel + 0.055) / 1.055;
  const double squared = x * x;
  return squared * root(squared, 5);
}
constexpr double encode(double light) {
  if (light <= 0.0031308) return light > 0.0 ? 12.92 * light : 0.0;
  const double bounded = light < 1.0 ? light : 1.0;
  // x^(5/12): the square root's square root is x^(1/4), times x^(1/6).
  return 1.055 * root(bounded, 4) * root(bounded, 6) - 0.055;
}

}  // namespace isobath::app::figure::oklab
