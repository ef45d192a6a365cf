// SPDX-License-Identifier: MIT
// Statistics gathered while the matrices pass by.
#include "core/probe.hpp"

#include <algorithm>
#include <cmath>

#include "core/optimizer.hpp"
#include "core/statistics.hpp"

namespace isobath::core {

namespace {

struct LayerTally {
  Accumulator z, a, d_a, d_z;
  Index values = 0;
};

/// Sorts layers' values into the densities that are wanted.
template <class Scalar>
struct DensityTally {
  std::span<Densities> wanted;
  DensityCounter<Scalar>& counter;
  Index most = 0;

  void begin(int depth) {
    for (Densities& densities : wanted) {
      densities.layers.resize(static_cast<std::size_t>(depth));
      for (Density& density : densities.layers) density.clear();
    }
  }
  /// A piece of a layer's values, of `whole` that there are.
  void take(Quantity quantity, int layer, ConstMatrixRef<Scalar> values, Index whole) {
    for (Densities& densities : wanted) {
      if (densities.quantity != quantity) continue;
      const Index stride = sampling_stride(whole, most);
      Index next = 0;
      for_each_stretch(values.rows(), values.cols(), values.outerStride(),
                       [&](Index at, Index count) {
                         next = counter.count(values.data() + at, count, next, stride) - count;
                       });
      counter.flush(densities.layers[static_cast<std::size_t>(layer) - 1]);
    }
  }
};

template <class Scalar>
struct TallyObserver {
  static constexpr bool kWantsAll = true;
  const Network& network;
  std::vector<LayerTally>& tallies;
  std::vector<std::vector<UnitTally>>& units;
  FiniteWatch& watch;
  DensityTally<Scalar>& densities;
  Index examples = 0;  // of the whole part
  Index first = 0;

  template <class S>
  void forward(int layer, ConstMatrixRef<S> z, ConstMatrixRef<S> a, bool finite) {
    const auto at = static_cast<std::size_t>(layer) - 1;
    LayerTally& tally = tallies[at];
    tally.z.add<S>(z);
    tally.a.add<S>(a);
    tally.values += a.size();
    tally_units<S>(network.layers[at].activation, z, a, units[at]);
    densities.take(Quantity::z, layer, z, z.rows() * examples);
    densities.take(Quantity::a, layer, a, a.rows() * examples);
    if (finite) return;
    watch.look<S>(Quantity::z, layer, z, first);
    watch.look<S>(Quantity::a, layer, a, first);
  }

  template <class S>
  void backward(int layer, ConstMatrixRef<S> d_a, ConstMatrixRef<S> d_z, bool finite) {
    LayerTally& tally = tallies[static_cast<std::size_t>(layer) - 1];
    tally.d_a.add<S>(d_a);
    tally.d_z.add<S>(d_z);
    densities.take(Quantity::d_a, layer, d_a, d_a.rows() * examples);
    densities.take(Quantity::d_z, layer, d_z, d_z.rows() * examples);
    if (finite) return;
    // dA[L] of the cross-entropies is shown but not computed with: training goes on without it.
    const bool used = layer < network.depth() || !has_direct_output_gradient(network);
    if (used) watch.look<S>(Quantity::d_a, layer, d_a, first);
    watch.look<S>(Quantity::d_z, layer, d_z, first);
  }
};

template <class Scalar>
Magnitude magnitude_of(const Scalar* values, Index count) {
  Accumulator accumulator;
  accumulator.add(values, count);
  return accumulator.magnitude();
}

}  // namespace

template <class Scalar>
Probe<Scalar>::Probe(Network network)
    : network_(std::move(network)),
      cache_(network_, kChunk),
      gradients_(zero_parameters<Scalar>(network_.inputs, network_.layers)) {}

template <class Scalar>
PartRecord Probe<Scalar>::measure(const Parameters<Scalar>& parameters,
                                  const Examples<Scalar>& part, bool classes) {
  PartRecord record;
  if (part.count() == 0) return record;
  double loss = 0.0;
  Index correct = 0;
  for_each_piece(parameters, part.x, [&](Index first, Cache<Scalar>& cache, Index count) {
    const auto y = part.y.middleCols(first, count);
    loss += loss_sum<Scalar>(network_.loss, cache.layers.back().z.leftCols(count),
                             output_of(cache, count), y);
    if (classes) correct += correct_count<Scalar>(output_of(cache, count), y);
  });
  const auto m = static_cast<double>(part.count());
  record.loss = loss / m;
  if (classes) record.accuracy = static_cast<double>(correct) / m;
  return record;
}

template <class Scalar>
Record Probe<Scalar>::look(const Parameters<Scalar>& parameters, const TrainingOptions& options,
                           const Parts& parts, std::span<Densities> densities, Index most) {
  const int depth = network_.depth();
  const Index examples = parts.train.count();
  std::vector<LayerTally> tallies(static_cast<std::size_t>(depth));
  units_.resize(static_cast<std::size_t>(depth));
  for (int l = 1; l <= depth; ++l)
    units_[static_cast<std::size_t>(l) - 1].assign(static_cast<std::size_t>(network_.units(l)), {});
  FiniteWatch watch(depth);
  DensityTally<Scalar> density_tally{densities, counter_, most};
  density_tally.begin(depth);
  TallyObserver<Scalar> observer{network_, tallies, units_, watch, density_tally, examples};
  double loss = 0.0;
  Index correct = 0;
  for (Index first = 0; first < examples; first += cache_.capacity) {
    const Index count = std::min(cache_.capacity, examples - first);
    const auto x = parts.train.x.middleCols(first, count);
    const auto y = parts.train.y.middleCols(first, count);
    observer.first = first;
    cache_.load_inputs(x);
    cache_.load_targets(y);
    forward<Scalar>(network_, parameters, count, cache_, observer);
    loss += loss_sum<Scalar>(network_.loss, cache_.layers.back().z.leftCols(count),
                             output_of(cache_, count), y);
    if (parts.classes) correct += correct_count<Scalar>(output_of(cache_, count), y);
    backward<Scalar>(network_, parameters, count, cache_, first > 0, gradients_, observer);
  }
  finish_gradients(network_, options, examples, parameters, gradients_);

  Record record;
  const auto m = static_cast<double>(examples);
  record.train.loss = loss / m;
  if (parts.classes) record.train.accuracy = static_cast<double>(correct) / m;
  record.cost = record.train.loss + penalty(options, examples, parameters);
  record.dev = measure(parameters, parts.dev, parts.classes);
  record.test = measure(parameters, parts.test, parts.classes);
  for (int l = 1; l <= depth; ++l) {
    const auto at = static_cast<std::size_t>(l) - 1;
    const LayerTally& tally = tallies[at];
    LayerRecord layer;
    layer.layer = l;
    layer.z = tally.z.result();
    layer.a = tally.a.result();
    layer.d_a = tally.d_a.magnitude();
    layer.d_z = tally.d_z.magnitude();
    Index saturated = 0, dead = 0;
    for (const UnitTally& unit : units_[at]) {
      saturated += unit.saturated;
      dead += unit.alive ? 0 : 1;
    }
    layer.saturated = static_cast<double>(saturated) / static_cast<double>(tally.values);
    layer.dead = static_cast<double>(dead) / static_cast<double>(units_[at].size());
    const auto& w = parameters[at].weights;
    const auto& d_w = gradients_[at].weights;
    const auto& d_b = gradients_[at].bias;
    layer.w = magnitude_of(w.data(), w.size());
    layer.d_w = magnitude_of(d_w.data(), d_w.size());
    layer.has_bias = d_b.size() > 0;
    if (layer.has_bias) layer.d_b = magnitude_of(d_b.data(), d_b.size());
    layer.update_ratio =
        update_ratio(learning_rate_of(network_, options, l) * layer.d_w.rms, layer.w.rms);
    density_tally.take(Quantity::w, l, w, w.size());
    density_tally.take(Quantity::d_w, l, d_w, d_w.size());
    watch.look<Scalar>(Quantity::d_w, l, d_w);
    watch.look<Scalar>(Quantity::d_b, l, d_b);
    record.layers.push_back(layer);
  }
  record.diverged = watch.found();
  return record;
}

template <class Scalar>
void Probe<Scalar>::predict(const Parameters<Scalar>& parameters, ConstMatrixRef<Scalar> x,
                            MatrixRef<Scalar> outputs) {
  for_each_piece(parameters, x, [&](Index first, Cache<Scalar>& cache, Index count) {
    outputs.middleCols(first, count) = output_of(cache, count);
  });
}

template class Probe<float>;
template class Probe<double>;

}  // namespace isobath::core
