// SPDX-License-Identifier: MIT
// The training step of a group, along the lines of trainer.cpp and propagation.hpp.
#include "core/network_group.hpp"

#include <algorithm>
#include <cmath>

#include "core/elementary.hpp"
#include "core/loss.hpp"
#include "core/optimizer.hpp"
#include "core/precision.hpp"

namespace isobath::core {

namespace {

/// Numbers of one network's largest matrix of a batch, and its widest layer; beyond, one network
/// fills registers as well as lanes do, and the buffers of a group leave the nearest caches.
constexpr Index kMostNumbers = 4096;
constexpr Index kWidest = 64;
/// With fewer examples the kernels for one network sum in another order.
constexpr Index kFewestExamples = 4;
/// A line of the processor's cache: no register of a buffer that begins on one straddles two.
constexpr std::size_t kLine_bytes = 64;

Index batch_size(const TrainingOptions& options, Index examples) {
  return options.batch == 0 ? examples : std::min<Index>(options.batch, examples);
}

}  // namespace

bool fits_group(const Network& network, const TrainingOptions& options, Index examples) {
  const Index batch = batch_size(options, examples);
  const Index last = examples % batch;
  return kernels<float>(network.arithmetic).has_group && !is_simulated(network.precision) &&
         options.dropout == 0.0 && options.clip_norm == 0.0 && batch >= kFewestExamples &&
         batch <= kChunk && (last == 0 || last >= kFewestExamples) && network.widest() <= kWidest &&
         network.widest() * batch <= kMostNumbers;
}

bool fit_together(const Network& a, const TrainingOptions& options_a, const Network& b,
                  const TrainingOptions& options_b) {
  const auto same_layer = [](const LayerOptions& x, const LayerOptions& y) {
    return x.units == y.units && x.activation == y.activation && x.has_bias == y.has_bias;
  };
  return a.inputs == b.inputs && a.loss == b.loss && a.precision == b.precision &&
         a.arithmetic == b.arithmetic && std::ranges::equal(a.layers, b.layers, same_layer) &&
         options_a.optimizer == options_b.optimizer && options_a.batch == options_b.batch;
}

template <class Scalar>
NetworkGroup<Scalar>::NetworkGroup(Network network, std::span<const GroupMember<Scalar>> members,
                                   EpochOrders* orders)
    : network_(std::move(network)),
      kernels_(kernels<Scalar>(network_.arithmetic)),
      lanes_(kernels_.lanes),
      all_(members.front().examples->count()),
      orders_(orders ? *orders : own_orders_),
      layers_(network_.layers.size()) {
  members_.reserve(members.size());
  for (const GroupMember<Scalar>& member : members)
    members_.push_back({member.options, member.examples, {}, FiniteWatch(network_.depth()), {}});
  examples_ = batch_size(at(0).options, all_);
  if (examples_ < all_) orders_.reserve(all_);
  lay_out();
  const auto put = [this](Index lane, const auto& from, const Tensor& to) {
    for (Index i = 0; i < from.size(); ++i)
      to.data[i * lanes_ + lane] = static_cast<Scalar>(from.data()[i]);
  };
  for (Index lane = 0; lane < lanes_; ++lane) {
    // A lane without a network of its own goes along with the first one.
    const bool own = lane < std::ssize(members);
    const Parameters<double>& start = *members[own ? static_cast<std::size_t>(lane) : 0].start;
    for (std::size_t l = 0; l < layers_.size(); ++l) {
      put(lane, start[l].weights, layers_[l].weights);
      put(lane, start[l].bias, layers_[l].bias);
    }
    if (!own) diverged_ |= 1U << static_cast<unsigned>(lane);
  }
  keep_rates(members);
}

template <class Scalar>
void NetworkGroup<Scalar>::keep_rates(std::span<const GroupMember<Scalar>> members) {
  std::vector<Network> networks(static_cast<std::size_t>(lanes_), network_);
  for (std::size_t lane = 0; lane < networks.size(); ++lane)
    if (const auto* own = members[lane < members.size() ? lane : 0].layers)
      networks[lane].layers = *own;
  if (std::ranges::none_of(networks, &Network::has_own_rates)) return;
  for (int l = 1; l <= network_.depth(); ++l)
    for (Index lane = 0; lane < lanes_; ++lane)
      rates_.push_back(
          static_cast<Scalar>(learning_rate_of(networks[static_cast<std::size_t>(lane)],
                                               at(lane < this->members() ? lane : 0).options, l)));
}

template <class Scalar>
void NetworkGroup<Scalar>::lay_out() {
  const Optimizer optimizer = at(0).options.optimizer;
  const auto for_each_place = [&](const auto& visit) {
    const auto parameters = [&](Tensor Layer::*weights, Tensor Layer::*bias) {
      for (int l = 1; l <= network_.depth(); ++l) {
        Layer& layer = layers_[static_cast<std::size_t>(l) - 1];
        visit(layer.*weights, network_.units(l), network_.units(l - 1));
        visit(layer.*bias, network_.layers[static_cast<std::size_t>(l) - 1].biases(), Index{1});
      }
    };
    // All parameters side by side, and all of their gradients and moments: one update does them.
    parameters(&Layer::weights, &Layer::bias);
    parameters(&Layer::d_weights, &Layer::d_bias);
    if (keeps_first_moment(optimizer)) parameters(&Layer::first_weights, &Layer::first_bias);
    if (keeps_second_moment(optimizer)) parameters(&Layer::second_weights, &Layer::second_bias);
    for (Layer& layer : layers_) {
      visit(layer.z, layer.weights.rows, examples_);
      visit(layer.a, layer.weights.rows, examples_);
    }
    visit(x_, network_.inputs, examples_);
    visit(y_, network_.outputs(), examples_);
    visit(d_a_, network_.widest(), examples_);
    visit(d_z_, network_.widest(), examples_);
    visit(d_z_above_, network_.widest(), examples_);
    const Index spare = network_.has_biases() ? 0 : network_.widest();
    visit(no_bias_, spare, Index{1});
    visit(spare_d_bias_, spare, Index{1});
  };
  std::size_t total = 0, largest = 0;
  for_each_place([&](Tensor& tensor, Index rows, Index columns) {
    tensor = {nullptr, rows, columns};
    total += static_cast<std::size_t>(rows * columns * lanes_);
    largest = std::max(largest, static_cast<std::size_t>(rows * columns));
  });
  one_.resize(largest);
  numbers_.resize(total + kLine_bytes / sizeof(Scalar));
  const auto over = reinterpret_cast<std::uintptr_t>(numbers_.data()) % kLine_bytes;
  Scalar* next = numbers_.data() + (over == 0 ? 0 : (kLine_bytes - over) / sizeof(Scalar));
  for_each_place([&](Tensor& tensor, Index, Index) {
    tensor.data = next;
    next += tensor.count() * lanes_;
  });
}

template <class Scalar>
void NetworkGroup<Scalar>::order_examples() {
  if (ordered_epoch_ == epoch_) return;
  ordered_epoch_ = epoch_;
  for (Member& member : members_) member.order = orders_.of(member.options, epoch_);
}

template <class Scalar>
void NetworkGroup<Scalar>::gather(bool whole) {
  if (whole && gathered_) return;
  gathered_ = whole;
  const auto same = [&](const Member& member) {
    return member.examples == at(0).examples &&
           (whole || member.order.data() == at(0).order.data());
  };
  const bool alike = std::ranges::all_of(members_, same);
  for (Index lane = 0; lane < (alike ? 1 : lanes_); ++lane) {
    const Member& member = at(lane < members() ? lane : 0);
    const std::uint32_t* const order = whole ? nullptr : member.order.data() + position_;
    const auto copy = [&](const Matrix<Scalar>& from, Scalar* to) {
      for (Index row = 0; row < from.rows(); ++row, to += examples_ * lanes_) {
        const Scalar* const values = from.data() + row * from.outerStride();
        if (alike)
          kernels_.group.spread(values, order, examples_, to);
        else
          for (Index i = 0; i < examples_; ++i)
            to[i * lanes_ + lane] = values[order ? static_cast<Index>(order[i]) : i];
      }
    };
    copy(member.examples->x, x_.data);
    copy(member.examples->y, y_.data);
  }
}

template <class Scalar>
void NetworkGroup<Scalar>::set_rule() {
  const bool adam = at(0).options.optimizer == Optimizer::adam;
  if (rule_examples_ == examples_ && !adam) return;
  rule_examples_ = examples_;
  const auto m = static_cast<double>(examples_);
  rule_.factor = static_cast<Scalar>(1.0 / m);
  penalised_ = std::ranges::any_of(members_, [](const Member& member) {
    return member.options.l1 != 0.0 || member.options.l2 != 0.0;
  });
  for (Index lane = 0; lane < lanes_; ++lane) {
    const TrainingOptions& options = at(lane < members() ? lane : 0).options;
    rule_.l2[lane] = static_cast<Scalar>(options.l2 / m);
    rule_.l1[lane] = static_cast<Scalar>(options.l1 / m);
    rule_.rate[lane] = static_cast<Scalar>(options.learning_rate);
    rule_.beta[lane] = static_cast<Scalar>(options.momentum);
    rule_.beta2[lane] = static_cast<Scalar>(options.beta2);
    rule_.epsilon[lane] = static_cast<Scalar>(options.epsilon);
    if (!adam) continue;
    rule_.correction1[lane] = static_cast<Scalar>(1.0 - power(options.momentum, step_ + 1));
    rule_.correction2[lane] = static_cast<Scalar>(1.0 - power(options.beta2, step_ + 1));
  }
}

template <class Scalar>
void NetworkGroup<Scalar>::step() noexcept {
  if (lost_) {
    ++step_;
    return;
  }
  examples_ = std::min(batch_size(at(0).options, all_), all_ - position_);
  const bool whole = examples_ == all_;
  if (!whole) order_examples();
  gather(whole);
  set_rule();
  forward();
  if (!batch_losses_.empty()) measure_batch_losses();
  backward();
  update(whole);
  ++step_;
  position_ += examples_;
  if (position_ >= all_) {
    position_ = 0;
    ++epoch_;
  }
}

template <class Scalar>
void NetworkGroup<Scalar>::forward() {
  const Tensor* below = &x_;
  for (int l = 1; l <= network_.depth(); ++l) {
    const auto at_layer = static_cast<std::size_t>(l) - 1;
    const Layer& layer = layers_[at_layer];
    const Index units = layer.z.rows;
    const Tensor& bias = layer.bias.count() > 0 ? layer.bias : no_bias_;
    kernels_.group.product(layer.weights.data, bias.data, batch(*below, below->rows),
                           batch(layer.z, units));
    const Activation activation = network_.layers[at_layer].activation;
    const Index columns = examples_ * lanes_;
    const unsigned lacking = activation == Activation::softmax
                                 ? kernels_.softmax({layer.z.data, units, columns, columns},
                                                    {layer.a.data, units, columns, columns})
                                 : kernels_.activate[static_cast<std::size_t>(activation)](
                                       layer.z.data, layer.a.data, numbers(units));
    if ((lacking & ~diverged_) != 0) {
      look(Quantity::z, l, layer.z.data, units, examples_, position_);
      look(Quantity::a, l, layer.a.data, units, examples_, position_);
    }
    below = &layer.a;
  }
}

template <class Scalar>
void NetworkGroup<Scalar>::keep_batch_losses() {
  batch_losses_.assign(members_.size(), 0.0);
  if (network_.loss == Loss::squared_error)
    squared_errors_.resize(static_cast<std::size_t>(lanes_));
  else
    outputs_.resize(static_cast<std::size_t>(3 * network_.layers.back().units * examples_));
}

template <class Scalar>
void NetworkGroup<Scalar>::measure_batch_losses() {
  const Layer& last = layers_.back();
  const Index rows = last.z.rows, count = rows * examples_;
  if (network_.loss == Loss::squared_error) {
    kernels_.group.squared_errors(batch(last.a, rows), y_.data, squared_errors_.data());
    for (std::size_t member = 0; member < members_.size(); ++member)
      batch_losses_[member] = squared_errors_[member] / static_cast<double>(examples_);
    return;
  }
  using Map = Eigen::Map<const Matrix<Scalar>>;
  Scalar* const numbers = outputs_.data();
  const Map z(numbers, rows, examples_), a(numbers + count, rows, examples_),
      y(numbers + 2 * count, rows, examples_);
  for (Index lane = 0; lane < members(); ++lane) {
    for (Index i = 0; i < count; ++i) {
      numbers[i] = last.z.data[i * lanes_ + lane];
      numbers[count + i] = last.a.data[i * lanes_ + lane];
      numbers[2 * count + i] = y_.data[i * lanes_ + lane];
    }
    batch_losses_[static_cast<std::size_t>(lane)] =
        loss_sum<Scalar>(network_.loss, z, a, y) / static_cast<double>(examples_);
  }
}

template <class Scalar>
void NetworkGroup<Scalar>::backward() {
  for (int l = network_.depth(); l >= 1; --l) {
    const auto at_layer = static_cast<std::size_t>(l) - 1;
    const Layer& layer = layers_[at_layer];
    const Index units = layer.z.rows;
    const bool last = l == network_.depth();
    const bool direct = last && has_direct_output_gradient(network_);
    const auto activation = static_cast<std::size_t>(network_.layers[at_layer].activation);
    const Layer& above = layers_[last ? at_layer : at_layer + 1];
    if (direct) {
      kernels_.subtract(layer.a.data, y_.data, d_z_.data, numbers(units));
    } else if (last) {  // squared error
      kernels_.subtract(layer.a.data, y_.data, d_a_.data, numbers(units));
      kernels_.derive[activation](layer.z.data, layer.a.data, d_a_.data, d_z_.data, numbers(units));
    } else {
      std::swap(d_z_, d_z_above_);
      kernels_.group.backward[activation](above.weights.data, batch(d_z_above_, above.weights.rows),
                                          layer.z.data, layer.a.data, batch(d_z_, units));
    }
    const Tensor& below = l == 1 ? x_ : layers_[at_layer - 1].a;
    const Tensor& d_bias = layer.d_bias.count() > 0 ? layer.d_bias : spare_d_bias_;
    const unsigned lacking =
        kernels_.group.gradients(batch(d_z_, units), batch(below, below.rows), rule_.factor,
                                 layer.d_weights.data, d_bias.data);
    if ((lacking & ~diverged_) == 0) continue;
    if (!last)
      kernels_.group.transposed_product(above.weights.data, batch(d_z_above_, above.weights.rows),
                                        batch(d_a_, units));
    if (!direct) look(Quantity::d_a, l, d_a_.data, units, examples_, position_);
    look(Quantity::d_z, l, d_z_.data, units, examples_, position_);
  }
}

/// The optimizer's differences. Bit n: has network n a parameter that is not finite after that?
template <class Scalar>
unsigned NetworkGroup<Scalar>::take_off() {
  const auto& update = kernels_.group.update[static_cast<std::size_t>(at(0).options.optimizer)];
  const auto from = [&](const Layer& layer, Index count) {
    return update(rule_, layer.d_weights.data, layer.first_weights.data, layer.second_weights.data,
                  layer.weights.data, count);
  };
  const auto size_of = [](const Layer& layer) {
    return layer.weights.count() + layer.bias.count();
  };
  if (rates_.empty()) {
    Index all = 0;
    for (const Layer& layer : layers_) all += size_of(layer);
    return from(layers_.front(), all);
  }
  unsigned lacking = 0;
  for (std::size_t l = 0; l < layers_.size(); ++l) {
    std::copy_n(rates_.data() + static_cast<Index>(l) * lanes_, lanes_, rule_.rate);
    lacking |= from(layers_[l], size_of(layers_[l]));
  }
  return lacking;
}

/// Is every parameter NaN? A sum with it is NaN, and so are the outputs, the losses and, in the
/// end, the parameters again.
template <class Scalar>
bool NetworkGroup<Scalar>::is_lost() const {
  return std::ranges::all_of(layers_, [this](const Layer& layer) {
    const Index count = (layer.weights.count() + layer.bias.count()) * lanes_;
    return std::all_of(layer.weights.data, layer.weights.data + count,
                       [](Scalar value) { return std::isnan(value); });
  });
}

template <class Scalar>
void NetworkGroup<Scalar>::update(bool whole) {
  if (penalised_)
    for (const Layer& layer : layers_)
      kernels_.group.penalise(rule_, layer.weights.data, layer.d_weights.data,
                              layer.weights.count());
  const unsigned every = (2U << static_cast<unsigned>(lanes_ - 1)) - 1U;
  const bool lost = diverged_ == every && is_lost();
  const unsigned lacking = take_off();
  lost_ = lost && lacking == every && is_lost();
  const bool finite = (lacking & ~diverged_) == 0;
  const auto look_at = [&](Quantity of_weights, Quantity of_bias, auto weights, auto bias) {
    for (int l = network_.depth(); l >= 1; --l) {
      const Layer& layer = layers_[static_cast<std::size_t>(l) - 1];
      look(of_weights, l, (layer.*weights).data, layer.weights.rows, layer.weights.columns);
      look(of_bias, l, (layer.*bias).data, layer.bias.rows, Index{1});
    }
  };
  // A gradient that is not finite leaves no finite parameter, so that parameters tell of both.
  if (!finite) look_at(Quantity::d_w, Quantity::d_b, &Layer::d_weights, &Layer::d_bias);
  keep_divergences(step_, whole);
  if (finite) return;
  look_at(Quantity::w, Quantity::b, &Layer::weights, &Layer::bias);
  keep_divergences(step_ + 1, whole);
}

template <class Scalar>
void NetworkGroup<Scalar>::look(Quantity what, int layer, const Scalar* values, Index rows,
                                Index columns, Index first_example) {
  const unsigned found = kernels_.group.non_finite(values, rows * columns) & ~diverged_;
  for (Index lane = 0; lane < members(); ++lane) {
    if ((found >> static_cast<unsigned>(lane) & 1U) == 0) continue;
    found_ = true;
    for (Index i = 0; i < rows * columns; ++i)
      one_[static_cast<std::size_t>(i)] = values[i * lanes_ + lane];
    const Eigen::Map<const Matrix<Scalar>> matrix(one_.data(), rows, columns);
    members_[static_cast<std::size_t>(lane)].watch.template look<Scalar>(what, layer, matrix,
                                                                         first_example);
  }
}

template <class Scalar>
void NetworkGroup<Scalar>::keep_divergences(std::int64_t step, bool whole) {
  if (!found_) return;
  found_ = false;
  for (std::size_t lane = 0; lane < members_.size(); ++lane) {
    Member& member = members_[lane];
    if (!member.watch.found()) continue;
    Divergence divergence = *member.watch.found();
    member.watch.clear();
    divergence.step = step;
    const bool by_example = divergence.what == Quantity::z || divergence.what == Quantity::a ||
                            divergence.what == Quantity::d_z || divergence.what == Quantity::d_a;
    if (by_example && !whole)
      divergence.example =
          static_cast<Index>(member.order[static_cast<std::size_t>(divergence.example)]);
    member.diverged = divergence;
    diverged_ |= 1U << static_cast<unsigned>(lane);
  }
}

template <class Scalar>
void NetworkGroup<Scalar>::copy_parameters(Index member, Parameters<Scalar>& to) const {
  const auto copy = [&](const Tensor& from, Scalar* out) {
    for (Index i = 0; i < from.count(); ++i) out[i] = from.data[i * lanes_ + member];
  };
  for (std::size_t l = 0; l < layers_.size(); ++l) {
    copy(layers_[l].weights, to[l].weights.data());
    copy(layers_[l].bias, to[l].bias.data());
  }
}

template class NetworkGroup<float>;
template class NetworkGroup<double>;

}  // namespace isobath::core
