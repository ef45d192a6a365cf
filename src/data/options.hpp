// SPDX-License-Identifier: MIT
// What data an experiment wants: plain values with their defaults, as the document's `data`
// section.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/matrix.hpp"
#include "data/table.hpp"

namespace isobath::data {

enum class Source {
  circle,
  xor_quadrants,
  gaussians,
  spiral,
  moons,
  checkerboard,  // two classes in the plane
  plane,
  waves,  // regression over the plane
  parity,
  housing,
  images,
  gaussian,
  mnist1d,
  table
};

enum class Scaling { none, center, standardize };

/// What is done with the targets of a regression before the network sees them; of classes nothing.
enum class TargetScaling { none, standardize };

/// What is computed of a point (x1, x2) of the plane as an input of the network.
enum class Feature { x1, x2, x1_squared, x2_squared, x1_x2, sin_x1, sin_x2 };

/// Fractions of the examples; they add up to 1.
struct Split {
  double train = 0.5;
  double dev = 0.25;
  double test = 0.25;
  bool operator==(const Split&) const = default;
};

inline constexpr int kMaxExamples = 100'000;
inline constexpr int kMinBits = 2, kMaxBits = 14;
inline constexpr int kMinSide = 4, kMaxSide = 64;
inline constexpr int kMaxDimensions = 4096, kMaxTargets = 512;
inline constexpr int kMinClasses = 2, kMaxClasses = 4;

struct Options {
  Source source = Source::circle;
  int examples = 500;
  double noise = 0.1;  // 0 … 1; what it does to each source stands in data/sources.hpp
  std::uint32_t seed = 1;
  std::vector<Feature> inputs{Feature::x1, Feature::x2};
  Scaling scaling = Scaling::none;
  TargetScaling target_scaling = TargetScaling::none;
  Split split;
  int bits = 4;  // parity: kMinBits … kMaxBits
  bool all_inputs =
      true;             // parity: every input once (`examples` is not given), else `examples` drawn
  int side = 8;         // images: pixels, kMinSide … kMaxSide
  int channels = 1;     // images: 1 (bars) or 3 (shapes in colour)
  int classes = 2;      // images: kMinClasses … kMaxClasses
  int dimensions = 16;  // gaussian: inputs, 1 … kMaxDimensions
  int targets = 1;      // gaussian: 1 … kMaxTargets
  /// Of classes: the share of the training part whose labels are drawn anew, all classes alike.
  double label_noise = 0.0;
  /// Of the training part the first so many are used, so that fewer of them are among more of them
  /// and dev and test stay what they are; 0, or more than there are: all.
  int train_examples = 0;
  std::shared_ptr<const Table> table;  // source `table` only
};

/// Equal in every value; tables by their contents.
bool operator==(const Options& a, const Options& b);

std::span<const std::string_view> names(Source);
std::span<const std::string_view> names(Scaling);
std::span<const std::string_view> names(TargetScaling);
std::span<const std::string_view> names(Feature);

/// Does this source live in the plane of x1 and x2, so that a decision map can be drawn?
bool is_planar(Source source);

}  // namespace isobath::data
