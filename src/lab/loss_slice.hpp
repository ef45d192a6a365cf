// SPDX-License-Identifier: MIT
// J along one parameter, all others held: the curve whose slope is dJ/dw.
#pragma once

#include <vector>

#include "core/network.hpp"
#include "core/probe.hpp"
#include "core/trainer.hpp"

namespace isobath::lab {

/// One entry of W[layer], or of b[layer] where `column` is −1; both from 0.
struct ParameterPlace {
  int layer = 1;
  core::Index row = 0;
  core::Index column = 0;
  bool operator==(const ParameterPlace&) const = default;
};

/// The least column of a layer's parameters: −1 where it has a b.
inline core::Index first_column(const core::LayerOptions& layer) { return layer.has_bias ? -1 : 0; }

struct LossSlice {
  std::vector<double> values;  // of the parameter, ascending
  std::vector<double> costs;   // J there, penalties in; non-finite where it is
  double value = 0.0;          // of the parameter now
  double cost = 0.0;           // J now
  double slope = 0.0;          // dJ/dw now
  double next = 0.0;       // w − α·dJ/dw, α the layer's own: where plain gradient descent goes
  double next_cost = 0.0;  // J there
};

/// Where the parameter is, its slope over `examples`, and the step: no costs, and no curve.
LossSlice slope_along(const core::Network& network, const core::TrainingOptions& options,
                      const core::Parameters<double>& parameters,
                      const core::Examples<double>& examples, const ParameterPlace& place);

/// J over `examples` at `points` (at least 2) evenly spaced values from `low` to `high`, value by
/// value, in double and without dropout. The place must exist; low < high. `slope` is what
/// slope_along() gives. `network` and `examples` must outlive it.
class LossSlicer {
 public:
  LossSlicer(const core::Network& network, const core::TrainingOptions& options,
             const core::Parameters<double>& parameters, const core::Examples<double>& examples,
             const ParameterPlace& place, double low, double high, int points, LossSlice slope);

  /// J at the next value; false after the last.
  bool advance();
  /// 0 to 1.
  double progress() const;
  /// Complete after the last value.
  const LossSlice& slice() const { return slice_; }

 private:
  double cost_at(double value);

  const core::Network& network_;
  core::TrainingOptions options_;
  core::Parameters<double> moved_;
  const core::Examples<double>& examples_;
  ParameterPlace place_;
  double low_, high_;
  int points_;
  int done_ = 0;  // values, of the parameter now and after the step first
  core::Probe<double> probe_;
  LossSlice slice_;
};

/// All of it at once.
LossSlice slice_loss(const core::Network& network, const core::TrainingOptions& options,
                     const core::Parameters<double>& parameters,
                     const core::Examples<double>& examples, const ParameterPlace& place,
                     double low, double high, int points);

}  // namespace isobath::lab
