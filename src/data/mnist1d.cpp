// SPDX-License-Identifier: MIT
// Ten shapes of a line, each found again at another place, of another size, under noise: the facts
// of S. Greydanus' MNIST-1D (2020), with templates of our own.
#include <algorithm>
#include <array>
#include <cmath>

#include "core/elementary.hpp"
#include "core/random.hpp"
#include "data/sources.hpp"

namespace isobath::data {
namespace {

using core::Index;
using core::Random;

constexpr int kTemplatePoints = 12;
constexpr int kLeastPadding = 36, kMostPadding = 60;
constexpr int kPoints = kTemplatePoints + kMostPadding;  // of a signal before it is sampled
constexpr int kMostShift = 48;
constexpr double kScaleSpread = 0.4, kShearSpread = 0.75;
// As many times `noise`: .25 and .02 where that is .1.
constexpr double kCorrelated = 2.5, kWhite = 0.2;
constexpr int kReach = 8;               // of the filter that correlates noise, in points
constexpr double kFilterWidth_2 = 4.0;  // its variance

using Signal = std::array<double, kPoints>;

/// Heights, in units of kHeight; every line begins and ends at 0.
constexpr double kHeight = 1.0 / 17.0;
constexpr std::array<std::array<double, kTemplatePoints>, kMnist1dClasses> kTemplates{{
    {0, 3, 5, 6, 6, 6, 6, 6, 6, 5, 3, 0},
    {0, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 0},
    {0, 4, 6, 5, 3, 0, -3, -5, -6, -5, -3, 0},
    {0, 5, 6, 5, 1, -2, 1, 5, 6, 5, 2, 0},
    {0, -1, -3, -5, -6, -2, 5, 6, 4, 1, 0, 0},
    {0, 6, 6, 6, 1, -3, -5, -5, -4, -3, -1, 0},
    {0, -3, -5, -6, -6, -4, 0, 3, 4, 3, 1, 0},
    {0, 5, 5, 5, 5, 5, 2, -1, -4, -6, -6, 0},
    {0, 5, 2, -4, -4, 2, 5, 2, -4, -4, 0, 0},
    {0, -3, -5, -6, -6, -6, -6, -6, -6, -5, -3, 0},
}};

/// Of a list of `count` values at places 0 … count − 1, between two of them on the line.
template <class Value>
double between(double place, int count, const Value& value) {
  const int left = std::min(static_cast<int>(place), count - 2);
  const double share = place - left;
  return (1.0 - share) * value(left) + share * value(left + 1);
}

/// The template followed by nothing, drawn out to all points and moved along a ring.
struct Placed {
  Signal height{};
  std::array<bool, kPoints> empty{};  // where there is no template
};

Placed place_template(int label, Random& random) {
  const int padding =
      kLeastPadding + static_cast<int>(random.below(kMostPadding - kLeastPadding + 1));
  const double scale = 1.0 + kScaleSpread * (random.uniform() - 0.5);
  const int shift = static_cast<int>(random.below(kMostShift));
  const int length = kTemplatePoints + padding;
  const auto& shape = kTemplates[static_cast<std::size_t>(label)];
  const auto drawn = [&](int at) {
    return at < kTemplatePoints ? shape[static_cast<std::size_t>(at)] * kHeight : 0.0;
  };
  Placed placed;
  for (int i = 0; i < kPoints; ++i) {
    const double from = static_cast<double>(i * (length - 1)) / (kPoints - 1);
    const auto to = static_cast<std::size_t>((i + shift) % kPoints);
    placed.height[to] = scale * between(from, length, drawn);
    placed.empty[to] = from >= kTemplatePoints;
  }
  return placed;
}

/// Gaussian weights of the points around one, adding up to 1.
std::array<double, 2 * kReach + 1> filter() {
  std::array<double, 2 * kReach + 1> weights{};
  double sum = 0.0;
  for (int i = -kReach; i <= kReach; ++i)
    sum += weights[static_cast<std::size_t>(i + kReach)] = core::exp(-0.5 * i * i / kFilterWidth_2);
  for (double& weight : weights) weight /= sum;
  return weights;
}

/// Correlated noise where there is no template, white noise everywhere.
void add_noise(double amount, Random& random, Placed& placed) {
  static const auto kFilter = filter();
  Signal rough{};
  for (double& value : rough) value = random.normal();
  for (int i = 0; i < kPoints; ++i) {
    const auto at = static_cast<std::size_t>(i);
    double smooth = 0.0;
    for (int k = -kReach; k <= kReach; ++k)
      smooth += kFilter[static_cast<std::size_t>(k + kReach)] *
                rough[static_cast<std::size_t>((i + k + kPoints) % kPoints)];
    if (placed.empty[at]) placed.height[at] += kCorrelated * amount * smooth;
    placed.height[at] += kWhite * amount * random.normal();
  }
}

}  // namespace

Table draw_mnist1d(const Options& options) {
  Random place(options.seed, kPlaceStream);
  Random noise(options.seed, kNoiseStream);
  Table table;
  table.x.resize(options.examples, kMnist1dInputs);
  table.y = core::Matrix<double>::Zero(options.examples, kMnist1dClasses);
  for (Index i = 0; i < table.x.rows(); ++i) {
    const int label = static_cast<int>(i % kMnist1dClasses);
    Placed placed = place_template(label, place);
    const double shear = kShearSpread * (place.uniform() - 0.5);
    add_noise(options.noise, noise, placed);
    for (Index j = 0; j < kMnist1dInputs; ++j) {
      const double along = static_cast<double>(j) / (kMnist1dInputs - 1);
      const double height = between(along * (kPoints - 1), kPoints, [&](int at) {
        return placed.height[static_cast<std::size_t>(at)];
      });
      table.x(i, j) = height - shear * (along - 0.5);
    }
    table.y(i, label) = 1.0;
  }
  for (int j = 1; j <= kMnist1dInputs; ++j) table.names.push_back("x" + std::to_string(j));
  for (int k = 0; k < kMnist1dClasses; ++k) table.names.push_back("class " + std::to_string(k));
  return table;
}

}  // namespace isobath::data
