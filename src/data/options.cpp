// SPDX-License-Identifier: MIT
// The names of the data's choices, as the document spells them, and equality by value.
#include "data/options.hpp"

#include <array>

namespace isobath::data {

bool operator==(const Options& a, const Options& b) {
  const bool same_table =
      a.table == b.table || (a.table != nullptr && b.table != nullptr && *a.table == *b.table);
  return same_table && a.source == b.source && a.examples == b.examples && a.noise == b.noise &&
         a.seed == b.seed && a.inputs == b.inputs && a.scaling == b.scaling &&
         a.target_scaling == b.target_scaling && a.split == b.split && a.bits == b.bits &&
         a.all_inputs == b.all_inputs && a.side == b.side && a.channels == b.channels &&
         a.classes == b.classes && a.dimensions == b.dimensions && a.targets == b.targets &&
         a.label_noise == b.label_noise && a.train_examples == b.train_examples;
}

std::span<const std::string_view> names(Source) {
  static constexpr std::array<std::string_view, 14> kNames{
      "circle", "xor",    "gaussians", "spiral", "moons",    "checkerboard", "plane",
      "waves",  "parity", "housing",   "images", "gaussian", "mnist1d",      "table"};
  return kNames;
}

std::span<const std::string_view> names(Scaling) {
  static constexpr std::array<std::string_view, 3> kNames{"none", "center", "standardize"};
  return kNames;
}

std::span<const std::string_view> names(TargetScaling) {
  static constexpr std::array<std::string_view, 2> kNames{"none", "standardize"};
  return kNames;
}

std::span<const std::string_view> names(Feature) {
  static constexpr std::array<std::string_view, 7> kNames{"x1",    "x2",      "x1^2",   "x2^2",
                                                          "x1*x2", "sin(x1)", "sin(x2)"};
  return kNames;
}

bool is_planar(Source source) { return source <= Source::waves; }

}  // namespace isobath::data
