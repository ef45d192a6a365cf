// SPDX-License-Identifier: MIT
// The training step.
#include "core/trainer.hpp"

#include <algorithm>
#include <utility>

#include "core/loss.hpp"

namespace isobath::core {

namespace {

// Streams of the training's seed: epoch e is shuffled on stream e, update s draws its dropout masks
// on kDropoutStreams + s. So where a training stands says what comes next, with no generator to
// save.
constexpr std::uint64_t kDropoutStreams = std::uint64_t{1} << 40U;

template <class Scalar>
struct WatchObserver {
  static constexpr bool kWantsAll = false;
  FiniteWatch& watch;
  Index first;

  template <class S>
  void forward(int layer, ConstMatrixRef<S> z, ConstMatrixRef<S> a, bool) {
    watch.look<S>(Quantity::z, layer, z, first);
    watch.look<S>(Quantity::a, layer, a, first);
  }
  template <class S>
  void backward(int layer, ConstMatrixRef<S> d_a, ConstMatrixRef<S> d_z, bool) {
    watch.look<S>(Quantity::d_a, layer, d_a, first);
    watch.look<S>(Quantity::d_z, layer, d_z, first);
  }
};

}  // namespace

template <class Scalar>
Trainer<Scalar>::Trainer(Network network, const TrainingOptions& options,
                         const Parameters<double>& start, const Examples<Scalar>& examples)
    : network_(std::move(network)),
      examples_(examples),
      parameters_(cast<Scalar>(start)),
      gradients_(zero_parameters<Scalar>(network_.inputs, network_.layers)),
      order_(static_cast<std::size_t>(examples.count())),
      update_rms_(network_.layers.size(), 0.0),
      watch_(network_.depth()) {
  round_to(network_.precision, parameters_.data(), parameters_.count());
  set_options(options);
}

template <class Scalar>
Index Trainer<Scalar>::batch_size() const {
  const Index all = examples_.count();
  return options_.batch == 0 ? all : std::min<Index>(options_.batch, all);
}

template <class Scalar>
void Trainer<Scalar>::set_options(const TrainingOptions& options) {
  const bool reshuffle = options.seed != options_.seed || options.shuffle != options_.shuffle;
  options_ = options;
  prepare_moments(network_, options_.optimizer, moments_);
  const Index chunk = std::min(batch_size(), kChunk);
  const bool dropout = options_.dropout > 0.0;
  const bool has_masks = !cache_.layers.empty() && cache_.layers.front().mask.size() > 0;
  if (cache_.capacity != chunk || (network_.depth() > 1 && dropout != has_masks)) {
    cache_ = Cache<Scalar>(network_, chunk, dropout);
    gathered_ = false;
  }
  if (reshuffle) ordered_epoch_ = -1;
}

template <class Scalar>
void Trainer<Scalar>::order_examples() {
  if (ordered_epoch_ == epoch_) return;
  ordered_epoch_ = epoch_;
  order_epoch(options_, epoch_, order_);
}

/// Of the update to come; nothing without dropout.
template <class Scalar>
std::optional<Random> Trainer<Scalar>::mask_generator() const {
  if (options_.dropout <= 0.0) return std::nullopt;
  return Random(options_.seed, kDropoutStreams + static_cast<std::uint64_t>(step_));
}

template <class Scalar>
void Trainer<Scalar>::draw_masks(Index examples, Random& random) {
  const double keep = 1.0 - options_.dropout;
  const auto kept = static_cast<Scalar>(1.0 / keep);
  for (auto& layer : cache_.layers) {
    if (layer.mask.size() == 0) continue;
    for (Index unit = 0; unit < layer.mask.rows(); ++unit)
      for (Index example = 0; example < examples; ++example)
        layer.mask(unit, example) = random.uniform() < keep ? kept : Scalar(0);
  }
}

/// Puts `count` examples of this epoch, from number `from` on, into the cache.
template <class Scalar>
void Trainer<Scalar>::gather(Index from, Index count, bool in_order) {
  if (in_order && gathered_) return;
  const auto copy = [&](const Matrix<Scalar>& all, Matrix<Scalar>& to) {
    for (Index row = 0; row < all.rows(); ++row)
      for (Index i = 0; i < count; ++i) {
        const Index example =
            in_order ? from + i : static_cast<Index>(order_[static_cast<std::size_t>(from + i)]);
        to(row, i) = all(row, example);
      }
    cache_.fill_pads(to, count);
  };
  copy(examples_.x, cache_.x);
  copy(examples_.y, cache_.y);
  gathered_ = in_order && count == examples_.count();
}

template <class Scalar>
void Trainer<Scalar>::learn_from(Index examples, Index first, bool accumulate) {
  if (diverged_) {  // the first non-finite value is known; nothing more to look for
    NoObserver blind;
    forward(network_, parameters_, examples, cache_, blind);
    add_batch_loss(examples);
    backward(network_, parameters_, examples, cache_, accumulate, gradients_, blind);
    return;
  }
  WatchObserver<Scalar> observer{watch_, first};
  forward(network_, parameters_, examples, cache_, observer);
  add_batch_loss(examples);
  backward(network_, parameters_, examples, cache_, accumulate, gradients_, observer);
}

template <class Scalar>
void Trainer<Scalar>::add_batch_loss(Index examples) {
  if (!keeps_batch_loss_) return;
  batch_loss_ += loss_sum<Scalar>(network_.loss, cache_.layers.back().z.leftCols(examples),
                                  output_of(cache_, examples), cache_.y.leftCols(examples));
}

/// From the sums over the batch to the new parameters.
template <class Scalar>
void Trainer<Scalar>::finish_step(Index batch, bool in_order, bool measure_update) {
  std::optional<typename Kernels<Scalar>::Finite> at_once;
  if (!measure_update)
    at_once = descend(network_, options_, batch, parameters_, gradients_, moments_);
  const bool gradients_finite =
      at_once ? at_once->g : finish_gradients(network_, options_, batch, parameters_, gradients_);
  if (!at_once) clip_gradients(options_.clip_norm, gradients_);
  if (!diverged_) {
    if (!gradients_finite) watch_gradients();
    keep_divergence(step_, in_order);
  }
  const bool parameters_finite = at_once
                                     ? at_once->w
                                     : update(network_, options_, gradients_, moments_, parameters_,
                                              measure_update ? &update_rms_ : nullptr);
  update_measured_ = update_measured_ || measure_update;
  if (!diverged_ && !parameters_finite) {
    watch_parameters();
    keep_divergence(step_ + 1, in_order);
  }
}

/// Forward and backward over the batch to come; returns its size.
template <class Scalar>
Index Trainer<Scalar>::pass_batch() {
  const Index all = examples_.count();
  const Index batch = std::min(batch_size(), all - position_);
  const bool whole = batch == all;
  if (!whole) order_examples();
  std::optional<Random> masks = mask_generator();
  for (Index done = 0; done < batch; done += cache_.capacity) {
    const Index count = std::min(cache_.capacity, batch - done);
    if (masks) draw_masks(count, *masks);
    // Where every example is used, their order does not matter.
    gather(position_ + done, count, whole);
    learn_from(count, position_ + done, done > 0);
  }
  return batch;
}

template <class Scalar>
std::optional<Divergence> Trainer<Scalar>::coming_divergence() {
  if (diverged_) return diverged_;
  const Index batch = pass_batch();
  if (!finish_gradients(network_, options_, batch, parameters_, gradients_)) watch_gradients();
  keep_divergence(step_, batch == examples_.count());
  return std::exchange(diverged_, std::nullopt);
}

template <class Scalar>
void Trainer<Scalar>::step(bool measure_update) noexcept {
  const Index all = examples_.count();
  batch_loss_ = 0.0;
  const Index batch = pass_batch();
  batch_loss_ /= static_cast<double>(batch);
  finish_step(batch, batch == all, measure_update);
  ++step_;
  position_ += batch;
  if (position_ >= all) {
    position_ = 0;
    ++epoch_;
  }
}

template <class Scalar>
void Trainer<Scalar>::watch_gradients() {
  for (int l = network_.depth(); l >= 1; --l) {
    const auto& layer = gradients_[static_cast<std::size_t>(l) - 1];
    watch_.look<Scalar>(Quantity::d_w, l, layer.weights);
    watch_.look<Scalar>(Quantity::d_b, l, layer.bias);
  }
}

template <class Scalar>
void Trainer<Scalar>::watch_parameters() {
  for (int l = 1; l <= network_.depth(); ++l) {
    const auto& layer = parameters_[static_cast<std::size_t>(l) - 1];
    watch_.look<Scalar>(Quantity::w, l, layer.weights);
    watch_.look<Scalar>(Quantity::b, l, layer.bias);
  }
}

template <class Scalar>
void Trainer<Scalar>::keep_divergence(std::int64_t step, bool in_order) {
  if (!watch_.has_found()) return;
  if (!diverged_) {
    diverged_ = watch_.found();
    diverged_->step = step;
    const bool by_example = diverged_->what == Quantity::z || diverged_->what == Quantity::a ||
                            diverged_->what == Quantity::d_z || diverged_->what == Quantity::d_a;
    if (by_example && !in_order)
      diverged_->example = static_cast<Index>(order_[static_cast<std::size_t>(diverged_->example)]);
  }
  watch_.clear();
}

template <class Scalar>
void Trainer<Scalar>::restore(const Parameters<double>& parameters, const Progress& progress) {
  parameters_ = cast<Scalar>(parameters);
  moments_.first = cast<Scalar>(progress.first_moments);
  moments_.second = cast<Scalar>(progress.second_moments);
  moments_.updates = progress.moment_updates;
  // Saved in another precision, perhaps.
  for (Parameters<Scalar>* all : {&parameters_, &moments_.first, &moments_.second})
    round_to(network_.precision, all->data(), all->count());
  prepare_moments(network_, options_.optimizer, moments_);
  step_ = progress.step;
  epoch_ = progress.epoch;
  position_ = progress.position < examples_.count() ? static_cast<Index>(progress.position) : 0;
  update_measured_ = false;
  diverged_.reset();
  watch_.clear();
}

template <class Scalar>
Progress Trainer<Scalar>::progress() const {
  return {step_,
          epoch_,
          position_,
          moments_.updates,
          cast<double>(moments_.first),
          cast<double>(moments_.second)};
}

template <class Scalar>
Standing<Scalar> Trainer<Scalar>::standing() const {
  return {parameters_, moments_, step_, epoch_, position_, update_rms(), diverged_};
}

template <class Scalar>
void Trainer<Scalar>::restore(const Standing<Scalar>& standing) {
  parameters_ = standing.parameters;
  moments_ = standing.moments;
  prepare_moments(network_, options_.optimizer, moments_);
  step_ = standing.step;
  epoch_ = standing.epoch;
  position_ = standing.position;
  update_measured_ = !standing.update_rms.empty();
  if (update_measured_) update_rms_ = standing.update_rms;
  diverged_ = standing.diverged;
  watch_.clear();
}

template <class Scalar>
const std::vector<double>& Trainer<Scalar>::update_rms() const {
  static const std::vector<double> kNone;
  return update_measured_ ? update_rms_ : kNone;
}

template class Trainer<float>;
template class Trainer<double>;

}  // namespace isobath::core
