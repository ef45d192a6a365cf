// SPDX-License-Identifier: MIT
// Gradient descent over mini-batches, one update at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/dissection.hpp"
#include "core/epoch_orders.hpp"
#include "core/finite.hpp"
#include "core/optimizer.hpp"
#include "core/progress.hpp"
#include "core/propagation.hpp"
#include "core/random.hpp"

namespace isobath::core {

/// Examples to learn from or to measure on.
template <class Scalar>
struct Examples {
  Matrix<Scalar> x;  // [inputs, examples]
  Matrix<Scalar> y;  // [outputs, examples]
  Index count() const { return x.cols(); }
};

/// Where a training stands, in its own number format: nothing is rounded and nothing is left out,
/// so that going on from it is going on exactly.
template <class Scalar>
struct Standing {
  Parameters<Scalar> parameters;
  Moments<Scalar> moments;
  std::int64_t step = 0;
  std::int64_t epoch = 0;
  Index position = 0;              // examples of this epoch already used
  std::vector<double> update_rms;  // [layer - 1], of the last measured update; empty without one
  std::optional<Divergence> diverged;
};

template <class Scalar>
class Trainer {
 public:
  /// Starts from `start`; `examples` (at least one) must outlive the trainer. Everything a step
  /// needs is allocated here and in set_options.
  Trainer(Network network, const TrainingOptions& options, const Parameters<double>& start,
          const Examples<Scalar>& examples);

  /// Takes effect at the next step; the training goes on.
  void set_options(const TrainingOptions& options);
  const TrainingOptions& options() const { return options_; }

  /// One update. Allocates nothing and throws nothing. With `measure_update` the sizes of the
  /// update are kept for update_rms().
  void step(bool measure_update = false) noexcept;

  /// From now on every step() keeps the loss over its batch as it was before the update.
  void keep_batch_loss() { keeps_batch_loss_ = true; }
  /// Of the last step(): the mean over its batch, without penalties; 0 before the first.
  double batch_loss() const { return batch_loss_; }

  /// The update to come, taken apart: all that step() would compute, to the bit, with at most
  /// `most` of the batch's examples. The training stays where it is.
  Dissection<Scalar> dissect(Index most);

  /// What the update to come would find first, or what was found before: a probe of the whole
  /// training part may come upon another value of the same step. The training stays where it is.
  std::optional<Divergence> coming_divergence();

  /// Parameters, moments and counters put back; shapes must fit.
  void restore(const Parameters<double>& parameters, const Progress& progress);
  Progress progress() const;
  /// The same without rounding, for this trainer or one of the same network and examples; options
  /// are not part of it.
  Standing<Scalar> standing() const;
  void restore(const Standing<Scalar>& standing);

  const Network& network() const { return network_; }
  const Parameters<Scalar>& parameters() const { return parameters_; }
  Parameters<Scalar>& parameters() { return parameters_; }
  /// Of J on the last batch, penalties and clipping in.
  const Parameters<Scalar>& gradients() const { return gradients_; }
  std::int64_t step_count() const { return step_; }
  std::int64_t epoch() const { return epoch_; }
  /// [layer - 1]: rms of the last measured update of W; empty before the first one.
  const std::vector<double>& update_rms() const;
  const std::optional<Divergence>& diverged() const { return diverged_; }

 private:
  Index batch_size() const;
  Index pass_batch();
  void order_examples();
  std::optional<Random> mask_generator() const;
  void draw_masks(Index examples, Random& random);
  void gather(Index from, Index count, bool in_order);
  void learn_from(Index examples, Index first, bool accumulate);
  void add_batch_loss(Index examples);
  void finish_step(Index batch, bool in_order, bool measure_update);
  void watch_gradients();
  void watch_parameters();
  void keep_divergence(std::int64_t step, bool in_order);

  Network network_;
  TrainingOptions options_;
  const Examples<Scalar>& examples_;
  Parameters<Scalar> parameters_;
  Parameters<Scalar> gradients_;
  Moments<Scalar> moments_;
  Cache<Scalar> cache_;
  bool gathered_ = false;             // the cache holds all examples, in order
  std::vector<std::uint32_t> order_;  // of the examples in epoch ordered_epoch_
  std::int64_t ordered_epoch_ = -1;
  std::vector<double> update_rms_;
  bool update_measured_ = false;
  bool keeps_batch_loss_ = false;
  double batch_loss_ = 0.0;  // during a step the sum over the batch
  FiniteWatch watch_;
  std::optional<Divergence> diverged_;
  std::int64_t step_ = 0;
  std::int64_t epoch_ = 0;
  Index position_ = 0;  // examples of this epoch already used
};

/// Examples that pass through the network at once. A larger batch goes in pieces of this size, so
/// that memory stays bounded; the same on every machine, so that sums come out the same.
inline constexpr Index kChunk = 256;

extern template class Trainer<float>;
extern template class Trainer<double>;

}  // namespace isobath::core
