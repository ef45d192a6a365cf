// SPDX-License-Identifier: MIT
// Several small networks of one shape trained side by side, one in each lane of the machine's
// registers. Each gets, bit for bit, what a Trainer gives it alone.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/epoch_orders.hpp"
#include "core/finite.hpp"
#include "core/kernels.hpp"
#include "core/trainer.hpp"

namespace isobath::core {

/// One network of a group: what may differ from the others.
template <class Scalar>
struct GroupMember {
  TrainingOptions options;
  const Parameters<double>* start = nullptr;   // read by the constructor
  const Examples<Scalar>* examples = nullptr;  // as many as the others'; must outlive the group
  /// Whose learning rates are this one's; null: those of the group's network.
  const std::vector<LayerOptions>* layers = nullptr;
};

/// Can such a training go in a group? Dropout, clipping and simulated formats cannot, nor batches
/// of fewer than four examples or more than kChunk (the last of an epoch included), nor networks so
/// large that lanes would gain nothing; nor where the program lacks the kernels for it.
bool fits_group(const Network& network, const TrainingOptions& options, Index examples);

/// Can two such trainings, on as many examples each, go in the same group? Shapes, functions, loss,
/// optimizer and batch must agree; start, data, seeds, learning rates, penalties and the like may
/// differ.
bool fit_together(const Network& a, const TrainingOptions& options_a, const Network& b,
                  const TrainingOptions& options_b);

template <class Scalar>
class NetworkGroup {
 public:
  /// How many networks a group has room for.
  static Index lanes(const Network& network) { return kernels<Scalar>(network.arithmetic).lanes; }

  /// One to `lanes` members that fit together. Everything a step needs is allocated here. `orders`:
  /// of this group alone while it trains, and of others before and after; null: its own.
  NetworkGroup(Network network, std::span<const GroupMember<Scalar>> members,
               EpochOrders* orders = nullptr);
  NetworkGroup(const NetworkGroup&) = delete;
  NetworkGroup& operator=(const NetworkGroup&) = delete;

  /// One update of each. Allocates nothing and throws nothing.
  void step() noexcept;

  const Network& network() const { return network_; }
  Index members() const { return std::ssize(members_); }
  const TrainingOptions& options(Index member) const { return at(member).options; }
  std::int64_t step_count() const { return step_; }
  const std::optional<Divergence>& diverged(Index member) const { return at(member).diverged; }
  /// From now on every step() keeps the loss over each member's batch before the update.
  void keep_batch_losses();
  /// Of the last step(), [member]: the mean over its batch, without penalties; empty if not kept.
  std::span<const double> batch_losses() const { return batch_losses_; }
  /// Into parameters of the network's shapes.
  void copy_parameters(Index member, Parameters<Scalar>& to) const;

 private:
  struct Member {
    TrainingOptions options;
    const Examples<Scalar>* examples;
    std::span<const std::uint32_t> order;  // of the examples in this epoch; empty: as they come
    FiniteWatch watch;
    std::optional<Divergence> diverged;
  };
  /// A place in numbers_.
  struct Tensor {
    Scalar* data = nullptr;  // [rows][columns][lane]
    Index rows = 0, columns = 0;
    Index count() const { return rows * columns; }
  };
  struct Layer {
    Tensor weights, bias;                // [units, inputs], [units, 1] or [0, 1]
    Tensor d_weights, d_bias;            // alike
    Tensor first_weights, first_bias;    // moments, or nothing
    Tensor second_weights, second_bias;  // alike
    Tensor z, a;                         // [units, examples]
  };

  const Member& at(Index member) const { return members_[static_cast<std::size_t>(member)]; }
  void lay_out();
  void keep_rates(std::span<const GroupMember<Scalar>> members);
  unsigned take_off();
  bool is_lost() const;
  void order_examples();
  void gather(bool whole);
  void set_rule();
  void forward();
  void backward();
  void update(bool whole);
  void measure_batch_losses();
  void look(Quantity what, int layer, const Scalar* values, Index rows, Index columns,
            Index first_example = 0);
  void keep_divergences(std::int64_t step, bool whole);

  GroupBatch<Scalar> batch(const Tensor& tensor, Index units) const {
    return {tensor.data, units, examples_};
  }
  Index numbers(Index units) const { return units * examples_ * lanes_; }

  Network network_;
  const Kernels<Scalar>& kernels_;
  const Index lanes_;
  const Index all_;  // examples of each member
  std::vector<Member> members_;
  EpochOrders own_orders_;
  EpochOrders& orders_;
  std::vector<Scalar> numbers_;
  std::vector<Layer> layers_;
  Tensor x_, y_;                  // [inputs or outputs, examples]
  Tensor d_a_, d_z_, d_z_above_;  // [widest, examples]
  /// [widest, 1], where a layer has no b: zeros in its place, and where its db goes.
  Tensor no_bias_, spare_d_bias_;
  bool gathered_ = false;             // x_ and y_ hold all examples, in order
  std::vector<Scalar> one_;           // one member's values of a matrix, to look for NaN and Inf in
  std::vector<double> batch_losses_;  // [member], empty if they are not kept
  std::vector<double> squared_errors_;  // [lane], likewise
  std::vector<Scalar> outputs_;         // one member's z, a and y of the last layer, likewise
  GroupRule<Scalar> rule_;
  std::vector<Scalar> rates_;  // [layer - 1][lane], where a layer has one of its own; else empty
  bool penalised_ = false;     // is any member?
  Index rule_examples_ = 0;    // that rule_ is for
  bool found_ = false;         // has look() found anything that keep_divergences() has not kept?
  unsigned diverged_ = 0;      // a bit for each member, and for the empty lanes
  /// Was every parameter of every network NaN before the last update? Then nothing changes any
  /// more.
  bool lost_ = false;
  Index examples_ = 0;  // of the present update
  std::int64_t step_ = 0;
  std::int64_t epoch_ = 0;
  std::int64_t ordered_epoch_ = -1;
  Index position_ = 0;  // examples of this epoch already used
};

extern template class NetworkGroup<float>;
extern template class NetworkGroup<double>;

}  // namespace isobath::core
