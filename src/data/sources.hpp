// SPDX-License-Identifier: MIT
// The examples that are drawn on the spot: every source but `table`, as rows of raw inputs.
//
// Everything comes from Options::seed through streams of their own: where the examples lie, what
// the noise does to them, and in which order they are split. Turning the noise therefore moves the
// same examples a little, and asking for more of them keeps the first ones. Classes take turns, so
// that they are of equal size to within one example.
#pragma once

#include <cstdint>

#include "data/options.hpp"

namespace isobath::data {

inline constexpr std::uint64_t kPlaceStream = 0x100;
inline constexpr std::uint64_t kNoiseStream = 0x101;
inline constexpr std::uint64_t kOrderStream = 0x102;
inline constexpr std::uint64_t kLabelStream = 0x103;  // of labels that are drawn anew

/// The six sources of two classes and the two regressions over the plane; x [examples, 2] are the
/// points x1, x2. `noise` moves every point of the classes by N(0, (1.5·noise)²) in both
/// coordinates, without changing its class; to the targets of the regressions it adds
/// N(0, (noise/2)²).
///   circle        1: a disc of radius 2.5; 0: the ring from 3.5 to 5
///   xor           1 where the signs of x1 and x2 differ; 0.3 ≤ |x1|, |x2| < 5
///   gaussians     1 around (2, 2), 0 around (−2, −2), each with σ = 0.6
///   spiral        two arms of 1¾ turns and radius 5, half a turn apart
///   moons         two interlocking half circles of radius 3.2
///   checkerboard  4 × 4 squares of side 2.5, the corner at (−5, −5) being 0
///   plane         y = (x1 + x2) / 10 on [−6, 6]²
///   waves         y = sin(x1) · cos(x2) on [−6, 6]²
Table draw_planar(const Options& options);

/// `bits` inputs, −1 or +1; the target is 1 where an odd number of them is +1. All 2^bits rows in
/// counting order, the first input being the highest bit; or `examples` rows, drawn with equal
/// chances among those of each class in turn. `noise` does nothing.
Table draw_parity(const Options& options);

/// Houses, in raw and badly matching units: size in m² (35 … 220), bedrooms (1 … 6), postcode
/// (10100 … 10199), wealth of the district (an index, 0 … 100) → price in 100 000. The price comes
/// of three things that the inputs only hint at:
///   family = min(bedrooms + 1, size / 30)                    people it has room for
///   walkability = 1 / (1 + ((postcode − 10150) / 20)²)       the centre is at 10150
///   school = 0.3·walkability + 0.7·wealth / 100
///   price = 0.5 + 0.45·family + 1.5·walkability + 2·school + 0.25·family·school
/// and `noise` adds N(0, noise²) to it. Sizes, postcodes and wealth are evenly spread; bedrooms are
/// size / 35 + N(0, 0.7²), rounded and limited.
Table draw_housing(const Options& options);

/// Pictures of side × side pixels with values k/255, k = 0 … 255; one target 0/1 for two classes,
/// one-hot for more. They are flattened as the course does it, all of red, then all of green, then
/// all of blue, each row by row (64 × 64 × 3 → 12288): see pixel_input in data/dataset.hpp.
///   1 channel: a light bar on a dark ground, class k turned by k·180°/classes from lying flat (for
///   two classes: lying is 0, standing is 1), at a random place.
///   3 channels: a shape of a random colour, size and place on a ground of another colour; class 0
///   is a ring, 1 a disc, 2 a square, 3 a cross.
/// `noise` adds N(0, (noise/2)²) to every value, which is then limited to [0, 1].
Table draw_images(const Options& options);

/// `dimensions` inputs and `targets` targets, all from N(0, 1) and independent: there is nothing to
/// be learned but these very examples. `noise` does nothing.
Table draw_gaussian_noise(const Options& options);

inline constexpr int kMnist1dInputs = 40, kMnist1dClasses = 10;

/// MNIST-1D (S. Greydanus, 2020), with templates of our own: ten lines of 12 points, one-hot. Each
/// example is its class's line, followed by 36 to 60 zeros and drawn out to 72 points, times 0.8 to
/// 1.2, moved by up to 48 points along a ring, and sheared by up to ±0.375 from one end to the
/// other; then it is sampled at 40 points. `noise` adds, where there is no line, N(0, (2.5·noise)²)
/// smoothed by a Gaussian of two points, and everywhere N(0, (noise/5)²): at 0.1 as published.
Table draw_mnist1d(const Options& options);

}  // namespace isobath::data
