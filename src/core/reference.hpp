// SPDX-License-Identifier: MIT
// The course's algorithm once more, in plain loops over any number type, written to be read and not
// to be fast: what the gradient check differentiates, and where bugs can be planted for it to find.
#pragma once

#include <cmath>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/double_double.hpp"
#include "core/network.hpp"
#include "core/parameters.hpp"
#include "core/trainer.hpp"

namespace isobath::core {

/// Where a Z lies on the kink of its ReLU, leaky ReLU or SELU, as near as double can tell.
struct Kink {
  int layer = 1;
  Index unit = 0, example = 0;  // from 0
  bool operator==(const Kink&) const = default;
};
/// On which side of the kink such a Z counts.
enum class Side { low, high };

/// The cost J of a batch, remembered layer by layer, so that a change in one layer costs only the
/// layers above it.
template <class Number>
class ReferenceCost {
 public:
  ReferenceCost(const Network& network, const TrainingOptions& options,
                const Parameters<double>& parameters, const Examples<double>& examples);

  /// One entry of W[layer] changed; column −1 is the bias.
  struct Change {
    int layer;
    Index row, column;
    Number by;
  };
  /// What a change does on its way up.
  struct Trace {
    double moved = 0.0;        // the largest |ΔZ| / max(1, |Z|)
    std::optional<Kink> kink;  // the first that is moved off its place
  };
  /// The loss of an example, not yet divided by m, on the smooth piece of J that holds before the
  /// change: no change, however large, takes a Z across a kink.
  Number loss(const Change& change, Index example, Side side, Trace& trace) const;
  /// The penalty's term of the changed entry, on its smooth piece as well.
  Number penalty(const Change& change) const;
  /// Does an example have kinks in `layer` or above?
  bool has_kinks(int layer, Index example) const;

  Number cost() const;

 private:
  using Column = std::vector<Number>;  // one example's values of a layer
  Column pre_activation(int layer, const Column& below) const;
  Column activation(int layer, const Column& z) const;
  Column piece(int layer, const Column& z, Index example, Side side) const;
  Number example_loss(const Column& z, const Column& a, Index example) const;
  /// −1, 0 (on the kink) or 1 for every unit of a layer.
  std::vector<signed char> sides(int layer, const Column& below, const Column& z) const;

  const Network& network_;
  const TrainingOptions& options_;
  const Parameters<double>& parameters_;
  const Examples<double>& examples_;
  std::vector<std::vector<Column>> z_;  // [layer][example]; layer 0 is empty
  std::vector<std::vector<Column>> a_;  // [layer][example]; layer 0 is the input
  std::vector<std::vector<std::vector<signed char>>> sides_;  // [layer][example][unit]
  std::vector<int> last_kink_;                                // [example]: its layer; 0: none
};

/// Mistakes that people make in backward; each leaves the shapes as they are.
enum class PlantedBug {
  none,
  lost_transpose,    // dA[l-1] = W[l]·dZ[l] where W[l] is square, else its rows taken in W's order
  missing_mean,      // dW and db without the 1/m
  wrong_derivative,  // g′ of the sigmoid taken where another belongs, a(1 − a)
  penalised_bias,    // L2 on the biases as well
  forgotten_cache,   // A[l] where dW[l] needs A[l-1] (cut or repeated to fit)
  missing_penalty,   // dW without the penalty that J has
  early_update,      // W[l] := W[l] − αdW[l] before dA[l-1] = W[l]ᵀ·dZ[l] is taken
  doubled_weights,   // dW[l] · 2, in one layer
  halved_weights,    // dW[l] / 2, in one layer
  quadrupled_bias    // db[l] with 4/m, in one layer
};
std::span<const std::string_view> names(PlantedBug);
template <>
inline constexpr int kCount<PlantedBug> = static_cast<int>(PlantedBug::quadrupled_bias) + 1;
/// Is it made in one layer alone, which is to be chosen?
constexpr bool in_one_layer(PlantedBug bug) { return bug >= PlantedBug::doubled_weights; }
/// Where such a bug is planted if no layer (0) is chosen: in the course's second layer, or the only
/// one there is.
int bug_layer(const Network& network, int chosen);

/// ∂J/∂ of every parameter by plain loops in double, with a bug if wanted; `layer` is that of a bug
/// in one layer, see bug_layer(). Shapes as `parameters`.
Parameters<double> reference_gradients(const Network& network, const TrainingOptions& options,
                                       const Parameters<double>& parameters,
                                       const Examples<double>& examples,
                                       PlantedBug bug = PlantedBug::none, int layer = 0);
/// Puts a bug of one layer into gradients that are right.
void plant(PlantedBug bug, int layer, Parameters<double>& gradients);

extern template class ReferenceCost<double>;
extern template class ReferenceCost<DoubleDouble>;

}  // namespace isobath::core
