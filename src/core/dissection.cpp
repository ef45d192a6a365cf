// SPDX-License-Identifier: MIT
// The training step of trainer.cpp, with everything kept and nothing moved on.
#include "core/dissection.hpp"

#include <algorithm>

#include "core/random.hpp"
#include "core/trainer.hpp"

namespace isobath::core {

namespace {

/// Copies what passes into its columns of the dissection, from number `first` on, and adds all of
/// it to the means.
template <class Scalar>
struct Keeper {
  static constexpr bool kWantsAll = true;
  Dissection<Scalar>& all;
  const Cache<Scalar>& cache;
  Index first;

  void add(ConstMatrixRef<Scalar> from, Vector<double>& mean) const {
    if (from.rows() == 0) return;
    mean += from.template cast<double>().rowwise().sum() / static_cast<double>(all.batch);
  }

  void keep(ConstMatrixRef<Scalar> from, Matrix<Scalar>& to) const {
    const Index count = std::min(from.cols(), to.cols() - first);
    if (count > 0 && from.rows() > 0) to.middleCols(first, count) = from.leftCols(count);
  }
  template <class S>
  void forward(int layer, ConstMatrixRef<S> z, ConstMatrixRef<S> a, bool) const {
    auto& to = all.layers[static_cast<std::size_t>(layer) - 1];
    keep(z, to.z);
    keep(a, to.a);
    add(z, to.mean_z);
    add(a, to.mean_a);
    if (to.mask.size() == 0) return add(a, to.mean_out);
    const auto& mask = cache.layers[static_cast<std::size_t>(layer) - 1].mask;
    add(mask.leftCols(a.cols()), to.mean_mask);
    add(a.cwiseProduct(mask.leftCols(a.cols())).eval(), to.mean_out);
  }
  template <class S>
  void backward(int layer, ConstMatrixRef<S> d_a, ConstMatrixRef<S> d_z, bool) const {
    auto& to = all.layers[static_cast<std::size_t>(layer) - 1];
    keep(d_a, to.d_a);
    keep(d_z, to.d_z);
    add(d_a, to.mean_d_a);
    add(d_z, to.mean_d_z);
  }
};

}  // namespace

template <class Scalar>
Dissection<Scalar> Trainer<Scalar>::dissect(Index most) {
  const Index total = examples_.count();
  const Index batch = std::min(batch_size(), total - position_);
  const bool whole = batch == total;
  if (!whole) order_examples();

  Dissection<Scalar> all;
  all.step = step_;
  all.batch = batch;
  all.kept = std::clamp<Index>(most, 1, batch);
  all.options = options_;
  all.before = parameters_;
  all.moments_before = moments_;
  const auto room = [&](Index units) { return Matrix<Scalar>::Zero(units, all.kept).eval(); };
  all.x = room(network_.inputs);
  all.y = room(network_.outputs());
  all.mean_x = Vector<double>::Zero(network_.inputs);
  all.mean_y = Vector<double>::Zero(network_.outputs());
  for (const auto& layer : cache_.layers) {
    const Matrix<Scalar> none = room(layer.z.rows());
    const Vector<double> sum = Vector<double>::Zero(layer.z.rows());
    all.layers.push_back({none, none, layer.mask.size() > 0 ? none : Matrix<Scalar>(), none, none,
                          sum, sum, sum, sum, sum, sum});
  }
  for (Index i = 0; i < all.kept; ++i)
    all.examples.push_back(whole ? static_cast<std::uint32_t>(i)
                                 : order_[static_cast<std::size_t>(position_ + i)]);

  std::optional<Random> masks = mask_generator();
  for (Index done = 0; done < batch; done += cache_.capacity) {
    const Index count = std::min(cache_.capacity, batch - done);
    if (masks) draw_masks(count, *masks);
    gather(position_ + done, count, whole);
    const Keeper<Scalar> keeper{all, cache_, done};
    keeper.add(cache_.x.leftCols(count), all.mean_x);
    keeper.add(cache_.y.leftCols(count), all.mean_y);
    keeper.keep(cache_.x.leftCols(count), all.x);
    keeper.keep(cache_.y.leftCols(count), all.y);
    for (std::size_t l = 0; l < all.layers.size(); ++l)
      if (all.layers[l].mask.size() > 0)
        keeper.keep(cache_.layers[l].mask.leftCols(count), all.layers[l].mask);
    forward(network_, parameters_, count, cache_, keeper);
    all.loss += loss_sum<Scalar>(network_.loss, cache_.layers.back().z.leftCols(count),
                                 output_of(cache_, count), cache_.y.leftCols(count));
    backward(network_, parameters_, count, cache_, done > 0, gradients_, keeper);
  }
  all.loss /= static_cast<double>(batch);

  all.sums = gradients_;
  finish_gradients(network_, options_, batch, parameters_, gradients_);
  all.gradients = gradients_;
  clip_gradients(options_.clip_norm, gradients_);
  all.clipped = gradients_;
  update(network_, options_, gradients_, moments_, parameters_, nullptr);
  all.moments_after = moments_;
  all.after = parameters_;
  parameters_ = all.before;
  moments_ = all.moments_before;
  return all;
}

template Dissection<float> Trainer<float>::dissect(Index);
template Dissection<double> Trainer<double>::dissect(Index);

template <class Scalar>
Dissection<double> in_double(const Dissection<Scalar>& from) {
  const auto matrix = [](const Matrix<Scalar>& values) {
    return values.template cast<double>().eval();
  };
  const auto moments = [](const Moments<Scalar>& values) {
    return Moments<double>{cast<double>(values.first), cast<double>(values.second), values.updates};
  };
  Dissection<double> to;
  to.step = from.step;
  to.batch = from.batch;
  to.kept = from.kept;
  to.examples = from.examples;
  to.x = matrix(from.x);
  to.y = matrix(from.y);
  to.mean_x = from.mean_x;
  to.mean_y = from.mean_y;
  for (const auto& layer : from.layers)
    to.layers.push_back({matrix(layer.z), matrix(layer.a), matrix(layer.mask), matrix(layer.d_a),
                         matrix(layer.d_z), layer.mean_z, layer.mean_a, layer.mean_mask,
                         layer.mean_out, layer.mean_d_a, layer.mean_d_z});
  to.loss = from.loss;
  to.options = from.options;
  to.before = cast<double>(from.before);
  to.sums = cast<double>(from.sums);
  to.gradients = cast<double>(from.gradients);
  to.clipped = cast<double>(from.clipped);
  to.moments_before = moments(from.moments_before);
  to.moments_after = moments(from.moments_after);
  to.after = cast<double>(from.after);
  return to;
}

template Dissection<double> in_double(const Dissection<float>&);
template Dissection<double> in_double(const Dissection<double>&);

}  // namespace isobath::core
