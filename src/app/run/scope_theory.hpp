// SPDX-License-Identifier: MIT
// What theory says of the experiment that is open: the sizes of every layer's values at the start,
// and the named places on the scale's dial. Made anew only where the document changes them.
#pragma once

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "core/record.hpp"
#include "data/dataset.hpp"
#include "document/document.hpp"
#include "lab/expected_sizes.hpp"

namespace isobath::app {

/// A place on the dial: the scale at which the typical layer's weights have the variance of a named
/// scheme, or that of the edge of chaos (χ₁ = 1), or both.
struct DialMark {
  double scale = 1.0;
  const char* name = "";  // of the scheme, or ""
  bool critical = false;
};

struct Theory {
  std::vector<lab::LayerSizes> layers;  // layer l at [l − 1]; empty where nothing is expected
  /// At most one of a name and of a place.
  std::vector<DialMark> marks;
};

/// The rms that theory expects of a quantity in layer l (from 1), NaN where it has none; gradients
/// from the last layer of the `start` on.
double expected_rms(const Theory& theory, const core::Record& start, core::Quantity quantity,
                    int layer);

class Theorist {
 public:
  /// The theory of a document; the same as before where nothing that it depends on has changed.
  const std::shared_ptr<const Theory>& of(const document::Document& document,
                                          const std::shared_ptr<const data::Dataset>& dataset);

 private:
  std::shared_ptr<const Theory> theory_;
  std::shared_ptr<const data::Dataset> dataset_;
  std::vector<core::LayerOptions> layers_;
  core::InitializationOptions initialization_;
  bool trained_ = false;      // the document carries parameters
  lab::MomentTables tables_;  // what is slow to compute
};

}  // namespace isobath::app
