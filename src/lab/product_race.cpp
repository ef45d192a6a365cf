// SPDX-License-Identifier: MIT
// The contestants, on the same numbers, in turns.
#include "lab/product_race.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "core/kernels.hpp"
#include "core/random.hpp"
#include "lab/rounds.hpp"

namespace isobath::lab {

using core::Index;
using core::Matrix;

namespace {

constexpr std::size_t kMethods = 4;

/// The same W, A and b for all; each writes its own Z.
struct Track {
  Matrix<float> weights;     // [units, inputs]
  core::Vector<float> bias;  // [units]
  Matrix<float> a;           // [inputs, padded examples]
  Matrix<float> a_columns;   // [examples, inputs]: an example's inputs side by side
  Matrix<float> z;           // [units, padded examples]
  Index examples;
  core::Random random{1};
  Index filled = 0;  // rows of A
  const core::Kernels<float>& kernels = core::kernels<float>(core::Arithmetic::fast);

  Track(Index units, Index inputs, Index count)
      : weights(units, inputs), bias(units), examples(count) {
    const Index padded =
        count < 4 ? count : (count + kernels.lanes - 1) / kernels.lanes * kernels.lanes;
    fill(weights.data(), weights.size());
    fill(bias.data(), bias.size());
    a.resize(inputs, padded);
    a_columns.resize(count, inputs);
    z = Matrix<float>::Zero(units, padded);
  }

  void fill(float* values, Index size) {
    for (Index i = 0; i < size; ++i) values[i] = static_cast<float>(random.normal());
  }
  /// Some more rows of A, which may have millions of numbers; false once it is full.
  bool fill_more() {
    constexpr Index kNumbers = 1 << 17;
    if (filled == a.rows()) return false;
    const Index rows =
        std::min(a.rows() - filled, std::max<Index>(1, kNumbers / std::max<Index>(1, a.cols())));
    fill(a.row(filled).data(), rows * a.cols());
    a_columns.middleCols(filled, rows) = a.middleRows(filled, rows).leftCols(examples).transpose();
    filled += rows;
    return true;
  }

  void loop() {
    for (Index unit = 0; unit < weights.rows(); ++unit)
      for (Index example = 0; example < examples; ++example) {
        float sum = bias(unit);
        for (Index input = 0; input < weights.cols(); ++input)
          sum += weights(unit, input) * a(input, example);
        z(unit, example) = sum;
      }
  }
  void one_by_one() {
    for (Index example = 0; example < examples; ++example)
      z.col(example).noalias() = weights * a_columns.row(example).transpose() + bias;
  }
  void vectorised() {
    z.leftCols(examples).noalias() = weights * a.leftCols(examples);
    z.leftCols(examples).colwise() += bias;
  }
  void kernel() {
    kernels.product(weights.data(), bias.data(), {a.data(), a.rows(), examples, a.outerStride()},
                    {z.data(), z.rows(), examples, z.outerStride()});
  }
  void run(ProductMethod method) {
    switch (method) {
      case ProductMethod::loop:
        return loop();
      case ProductMethod::one_by_one:
        return one_by_one();
      case ProductMethod::vectorised:
        return vectorised();
      case ProductMethod::kernel:
        return kernel();
    }
  }
};

}  // namespace

std::string_view readable(ProductMethod method) {
  switch (method) {
    case ProductMethod::loop:
      return "for-loops";
    case ProductMethod::one_by_one:
      return "an example at a time";
    case ProductMethod::vectorised:
      return "vectorised";
    case ProductMethod::kernel:
      return "SIMD kernel";
  }
  return {};
}

constexpr int kRounds = 5;

struct ProductRacer::Work {
  Track track;
  double budget_ms;
  Matrix<float> expected{};  // the loop's Z
  std::array<std::vector<double>, kMethods> rates{};
  std::array<std::int64_t, kMethods> portions{};
  std::size_t turn = 0;  // of all methods in all rounds
};

ProductRacer::ProductRacer(Index units, Index inputs, Index examples, double budget_ms)
    : work_(new Work{{units, inputs, examples}, budget_ms}) {
  work_->portions.fill(1);
  for (std::size_t i = 0; i < kMethods; ++i)
    race_.times.push_back({.method = static_cast<ProductMethod>(i)});
}

ProductRacer::~ProductRacer() = default;

double ProductRacer::progress() const {
  constexpr double kFilling = 0.1;
  const Track& track = work_->track;
  const auto filled = static_cast<double>(track.filled) / static_cast<double>(track.a.rows());
  const auto turns =
      static_cast<double>(work_->turn) / static_cast<double>(kMethods * (kRounds + 1));
  return kFilling * filled + (1.0 - kFilling) * turns;
}

bool ProductRacer::advance() {
  Work& w = *work_;
  constexpr std::size_t kTurns = kMethods * (kRounds + 1);
  if (w.turn >= kTurns) return false;
  const std::size_t i = w.turn % kMethods;
  const auto method = static_cast<ProductMethod>(i);
  Track& track = w.track;
  if (track.fill_more()) return true;
  // A first round, which does not count, compares the results and finds how much is a portion.
  if (w.turn < kMethods) {
    track.z.setZero();
    track.run(method);
    if (i == 0) w.expected = track.z.leftCols(track.examples);
    const float largest = std::max(w.expected.cwiseAbs().maxCoeff(), 1e-30F);
    const float off =
        (track.z.leftCols(track.examples) - w.expected).cwiseAbs().maxCoeff() / largest;
    race_.largest_difference = std::max(race_.largest_difference, static_cast<double>(off));
  }
  const auto work = [&](std::int64_t times) {
    for (std::int64_t n = 0; n < times; ++n) track.run(method);
  };
  const double per_second = rate(work, w.budget_ms / static_cast<double>(kTurns), w.portions[i]);
  if (w.turn >= kMethods) w.rates[i].push_back(per_second);
  if (++w.turn < kTurns) return true;
  const double operations = 2.0 * static_cast<double>(track.weights.size() * track.examples);
  for (std::size_t k = 0; k < kMethods; ++k) {
    const double median_rate = median(w.rates[k]);
    race_.times[k].microseconds = 1e6 / median_rate;
    race_.times[k].gflops = 1e-9 * operations * median_rate;
    race_.times[k].ratio = race_.times[0].microseconds / race_.times[k].microseconds;
  }
  return false;
}

ProductRace race_products(Index units, Index inputs, Index examples, double budget_ms) {
  ProductRacer racer(units, inputs, examples, budget_ms);
  while (racer.advance()) {
  }
  return racer.race();
}

}  // namespace isobath::lab
