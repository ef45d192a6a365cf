// SPDX-License-Identifier: MIT
// One layer's product Z = W·A + b on this very machine, three ways: a loop over numbers, a matrix
// library, and the kernels that train here.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "core/matrix.hpp"

namespace isobath::lab {

enum class ProductMethod {
  loop,        // three nested loops over single numbers, as a for-loop in the course
  one_by_one,  // an example at a time: a matrix times a vector, m times
  vectorised,  // the whole batch at once, by Eigen
  kernel       // the whole batch at once, by the kernel of the training step
};
std::string_view readable(ProductMethod method);

struct ProductTime {
  ProductMethod method = ProductMethod::loop;
  double microseconds = 0.0;  // one product, the median of several rounds
  double gflops = 0.0;        // 2·units·inputs·examples operations in it
  double ratio = 1.0;         // times faster than the loop
};

/// Measures all of them in turns, for about `budget_ms` together. W [units, inputs], A [inputs,
/// examples], float. All give the same Z within rounding: `largest_difference` between any of them
/// and the loop, relative to the largest |z|.
struct ProductRace {
  std::vector<ProductTime> times;  // in the order of ProductMethod
  double largest_difference = 0.0;
};
/// In pieces of a few milliseconds, for those who cannot stand still.
class ProductRacer {
 public:
  ProductRacer(core::Index units, core::Index inputs, core::Index examples, double budget_ms);
  ~ProductRacer();
  ProductRacer(const ProductRacer&) = delete;
  ProductRacer& operator=(const ProductRacer&) = delete;

  /// Some of the numbers to be multiplied, then one method's part of a round; false once all rounds
  /// are done.
  bool advance();
  /// Complete after the last round.
  const ProductRace& race() const { return race_; }
  /// 0 to 1.
  double progress() const;

 private:
  struct Work;
  std::unique_ptr<Work> work_;
  ProductRace race_;
};

/// All of it at once.
ProductRace race_products(core::Index units, core::Index inputs, core::Index examples,
                          double budget_ms);

}  // namespace isobath::lab
