// SPDX-License-Identifier: MIT
// One look at a network over its whole data: the record, without changing anything.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/density.hpp"
#include "core/finite.hpp"
#include "core/record.hpp"
#include "core/trainer.hpp"
#include "core/unit_tally.hpp"

namespace isobath::core {

/// rms of an update over rms of W; 0 where nothing changes, even if W is 0.
inline double update_ratio(double update, double weights) {
  return update == 0.0 ? 0.0 : update / weights;
}

template <class Scalar>
class Probe {
 public:
  /// Allocates what a look needs; memory does not grow with the number of examples.
  explicit Probe(Network network);

  /// The examples of each part; `classes`: do accuracies make sense?
  struct Parts {
    const Examples<Scalar>& train;
    const Examples<Scalar>& dev;
    const Examples<Scalar>& test;
    bool classes = true;
  };

  /// Forward and backward over the training part, forward over the others. Dropout is off,
  /// penalties are in the cost and in dW. `step`, `epoch` and update ratios of a running training
  /// are the caller's to put in; here the ratios are those of the gradient descent step to come.
  /// Fills `densities`, each of the quantity that it names (Z, A, dZ, dA, dW or W), with about
  /// `most` values a layer; 0: with all.
  Record look(const Parameters<Scalar>& parameters, const TrainingOptions& options,
              const Parts& parts, std::span<Densities> densities = {}, Index most = 0);

  /// Of J over the whole training part, from the last look.
  const Parameters<Scalar>& gradients() const { return gradients_; }
  /// Layer l at [l − 1], one a unit, over the training part at the last look; empty before it.
  const std::vector<std::vector<UnitTally>>& units() const { return units_; }

  /// ŷ for x [inputs, examples], any number of them → [outputs, examples].
  void predict(const Parameters<Scalar>& parameters, ConstMatrixRef<Scalar> x,
               MatrixRef<Scalar> outputs);

  /// Forward over x in pieces; `visit(first, cache, examples)` sees each piece's Z and A.
  template <class Visit>
  void for_each_piece(const Parameters<Scalar>& parameters, ConstMatrixRef<Scalar> x,
                      const Visit& visit) {
    NoObserver blind;
    for (Index first = 0; first < x.cols(); first += cache_.capacity) {
      const Index count = std::min(cache_.capacity, x.cols() - first);
      cache_.load_inputs(x.middleCols(first, count));
      forward<Scalar>(network_, parameters, count, cache_, blind);
      visit(first, cache_, count);
    }
  }

 private:
  PartRecord measure(const Parameters<Scalar>& parameters, const Examples<Scalar>& part,
                     bool classes);

  Network network_;
  Cache<Scalar> cache_;
  Parameters<Scalar> gradients_;
  std::vector<std::vector<UnitTally>> units_;
  DensityCounter<Scalar> counter_;
};

extern template class Probe<float>;
extern template class Probe<double>;

}  // namespace isobath::core
