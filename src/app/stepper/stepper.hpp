// SPDX-License-Identifier: MIT
// Gradient descent one product at a time: which line runs now, the matrices in it, and how each of
// their cells comes about. A lens on the update to come: the training itself stays where it is
// until the last line is done.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/stepper/stepper_lines.hpp"
#include "core/dissection.hpp"
#include "core/network.hpp"

namespace isobath::app {

/// A line as the course writes it: "Z[2] = W[2]·A[1] + b[2]".
std::string formula_of(const core::Network& network, const core::TrainingOptions& options,
                       const Line& line);

/// α as the updates of a layer have it: "α", or "0.5·α" where its rate is its own.
std::string rate_of(const core::Network& network, int layer);

/// What the rows or the columns of a matrix are counted by: the result's rows or columns, what a
/// product sums over, or nothing, where there is but one.
enum class Axis { row, column, inner, one };

/// What a matrix is in the algorithm, which says what shape it must have.
enum class Role {
  weights,       // a row for each unit, a column for each unit of the layer before
  like_weights,  // dW, v, s: a number for each weight
  transposed,    // W[l]ᵀ
  bias,          // a number for each unit, in one column
  batch,         // a row for each unit, a column for each example
  turned_batch,  // Aᵀ: a row for each example
  number
};

/// A matrix of a line, with its name as the course writes it.
struct Operand {
  std::string name;             // "W[2]", "A[1]ᵀ", "(1/m)"
  std::string shape;            // "(n[2], n[1]) = (5, 3)"
  core::Matrix<double> values;  // what it holds; [rows, columns] as in `shape`
  bool by_example = false;      // are its columns examples?
  Role role = Role::number;
  int layer = 0;                      // whose units its rows (W[l]ᵀ, Aᵀ: its columns) are
  core::Index rows = 1, columns = 1;  // of the whole matrix: of a batch, all m examples
  core::Vector<double> mean;          // over the whole batch, [units], where there are examples
  Axis down = Axis::row, along = Axis::column;
  const char* sign = "";  // what stands between it and the next: "·", "+", "∗", "→"
  double range = 0.0;     // the largest finite |value|
};

double largest_finite(const core::Matrix<double>& values);

/// "W[2]"
std::string at(std::string_view name, int layer);

/// A line with everything in it.
struct LineView {
  Line line;
  std::string formula;  // "Z[2] = W[2]·A[1] + b[2]"
  std::string shapes;   // "(5, 3)·(3, m) + (5, 1) → (5, m)"
  std::string why;      // one sentence: what the line does, or why it may be written so
  std::vector<Operand> operands;
  Operand result;
};

/// The line under the formula: names and shapes of operands and result.
std::string shapes_of(const LineView& view);

/// One product of a sum; what is taken off is one with −1.
struct CellTerm {
  std::string name;  // "w(1,2)·a(2,7)"
  double left = 0.0, right = 1.0;
};

/// How one cell of a line's result comes about: factor·Σ left·right + added, up to rounding.
struct CellStory {
  std::vector<CellTerm> terms;
  double factor = 1.0;  // 1/m, or 1
  double added = 0.0;   // bias, penalty, what was there
  std::string added_name;
  double result = 0.0;    // as the training computed it
  bool complete = true;   // false where the sum runs over examples that are not kept
  double slope_at = 0.0;  // where g and g′ are taken: z
  bool has_slope = false;
};

/// What is in the cache after some lines: a matrix that backward is still to read.
struct Cached {
  std::string name;        // "Z[1]"
  std::string read_by;     // "dZ[1] = dA[1] ∗ g′(Z[1])"
  std::size_t reader = 0;  // number of that line
};

/// How far the passes have come: what of every layer is computed.
struct Reach {
  int forward = -1;  // the last layer with A; 0: the batch is in; −1: nothing is
  int backward = 0;  // the lowest layer with dZ; L + 1: none yet
  int updated = 0;   // the last layer with new W and b
};

class Stepper {
 public:
  Stepper(core::Network network, std::shared_ptr<const core::Dissection<double>> dissection);

  const core::Network& network() const { return network_; }
  const core::Dissection<double>& dissection() const { return *all_; }
  const std::vector<Line>& lines() const { return lines_; }
  /// Lines done; lines().size() at the end of the update.
  std::size_t done() const { return done_; }
  bool finished() const { return done_ == lines_.size(); }

  /// Both return whether anything moved.
  bool forward(Stride stride);
  bool backward(Stride stride);
  /// To where line `at` is the next one; no further than the last.
  bool go_to(std::size_t at);

  /// Line number `at`, whether done or to come.
  LineView view(std::size_t at) const;
  /// The cell (row, column) of a view's result, from 0; it must exist. `single`: of one example,
  /// whose columns are vectors with one index, "a[1](2)".
  CellStory story(const LineView& view, core::Index row, core::Index column,
                  bool single = false) const;
  /// What the lines done have put aside for lines to come, in the order in which it is read.
  std::vector<Cached> cache() const;
  /// The layer of the line to come, to be lit in the network and the scope; 0: none.
  int layer() const;
  Reach reach() const;

 private:
  core::Network network_;
  std::shared_ptr<const core::Dissection<double>> all_;
  std::vector<Line> lines_;
  std::size_t done_ = 0;
};

}  // namespace isobath::app
