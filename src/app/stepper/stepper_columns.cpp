// SPDX-License-Identifier: MIT
// Columns picked or averaged, and which lines a mean may be taken through.
#include "app/stepper/stepper_columns.hpp"

#include <algorithm>
#include <cmath>

#include "core/activation.hpp"
#include "document/sentence.hpp"

namespace isobath::app {

using core::Index;
using document::join;

namespace {

bool is_batch(const Operand& operand) {
  return operand.role == Role::batch || operand.role == Role::turned_batch;
}

/// The course writes one example's column in small letters: "da[1]ᵀ".
std::string small(std::string name) {
  for (char& letter : name)
    if (letter == 'A' || letter == 'Z' || letter == 'Y' || letter == 'M')
      letter = static_cast<char>(letter - 'A' + 'a');
  return name;
}

void narrow(Operand& operand, const ColumnChoice& choice) {
  if (!is_batch(operand)) return;
  const bool turned = operand.role == Role::turned_batch;
  const std::string units = join({"n[", std::to_string(operand.layer), "]"});
  if (choice.columns == Columns::mean) {
    operand.name = "mean " + operand.name;
    operand.values = turned ? core::Matrix<double>(operand.mean.transpose())
                            : core::Matrix<double>(operand.mean);
  } else {
    operand.name = small(operand.name);
    operand.values = turned ? core::Matrix<double>(operand.values.row(choice.column))
                            : core::Matrix<double>(operand.values.col(choice.column));
  }
  (turned ? operand.rows : operand.columns) = 1;
  (turned ? operand.down : operand.along) = Axis::one;
  const std::string count = std::to_string(operand.values.size());
  operand.shape = turned ? join({"(1, ", units, ") = (1, ", count, ")"})
                         : join({"(", units, ", 1) = (", count, ", 1)"});
  operand.range = largest_finite(operand.values);
}

/// What the example adds to dW: (1/m)·dz·aᵀ.
Operand share_of(const Stepper& stepper, const LineView& shown) {
  Operand share = shown.result;
  share.name = "its share";
  share.values = shown.operands[0].values * shown.operands[1].values /
                 static_cast<double>(stepper.dissection().batch);
  share.role = Role::like_weights;
  share.sign = "Σ →";
  share.range = largest_finite(share.values);
  return share;
}

bool has_mask(const Stepper& stepper, int layer) {
  return stepper.dissection().layers[static_cast<std::size_t>(layer) - 1].mask.size() > 0;
}

core::Activation activation_of(const Stepper& stepper, int layer) {
  return stepper.network().layers[static_cast<std::size_t>(layer) - 1].activation;
}

double mean_of(const Operand& operand, Index row) { return operand.mean(row); }

}  // namespace

Index column_of(const core::Dissection<double>& all, int example) {
  const auto found = std::find(all.examples.begin(), all.examples.end(),
                               static_cast<std::uint32_t>(std::max(0, example)));
  return found == all.examples.end() || example < 0 ? 0 : found - all.examples.begin();
}

LineView narrowed(const Stepper& stepper, const LineView& whole, const ColumnChoice& choice) {
  if (choice.columns == Columns::batch) return whole;
  LineView shown = whole;
  for (Operand& operand : shown.operands) narrow(operand, choice);
  narrow(shown.result, choice);
  if (shown.line.kind == LineKind::d_w && choice.columns == Columns::example) {
    Operand share = share_of(stepper, shown);
    // What is told of the share is the error and the input alone; penalties come with the sum.
    shown.operands.resize(2);
    shown.operands[1].sign = "/m =";
    shown.operands.push_back(std::move(share));
  }
  shown.shapes = shapes_of(shown);
  return shown;
}

std::string told_of(const Stepper& stepper, const LineView& whole, const ColumnChoice& choice) {
  const Line& line = whole.line;
  if (choice.columns == Columns::batch) return {};
  if (choice.columns == Columns::example) {
    switch (line.kind) {
      case LineKind::d_w:
        return "One example's share is dz·aᵀ/m, a matrix of dW's shape; dW is the sum of all m "
               "shares.";
      case LineKind::d_b:
        return "db is the mean of dz over all m examples; this is one of them.";
      case LineKind::cost:
        return "J is the mean of the losses of all m examples, of which this is one.";
      default:
        return {};
    }
  }
  switch (line.kind) {
    case LineKind::pre_activation:
      if (whole.operands.size() < 3)
        return "The line is linear in A: the mean of Z is W times the mean of A.";
      return "The line is linear in A: the mean of Z is W times the mean of A, plus b.";
    case LineKind::activation:
      if (activation_of(stepper, line.layer) == core::Activation::linear)
        return "g is the identity here, so the mean passes it as it is.";
      return "g is not linear: this is the mean of the results g(z), not g of the mean of z.";
    case LineKind::output_d_a:
    case LineKind::output_d_z:
      return "A difference is linear: its mean is the mean of A minus the mean of Y.";
    case LineKind::d_z:
      return "A product of two that both vary: the mean of the products, not the product of the "
             "means.";
    case LineKind::dropout:
      return "The mean of the products a·m, not the product of the means.";
    case LineKind::d_a:
      if (has_mask(stepper, line.layer))
        return "Every example has a mask of its own: the mean of the results, not of the means.";
      return "The line is linear in dZ: the mean of dA is Wᵀ times the mean of dZ.";
    case LineKind::d_w:
      return "dW is the mean of the products dz·aᵀ, which is not the product of the two means "
             "shown.";
    case LineKind::d_b:
      return "The mean of dZ is db: the same numbers.";
    case LineKind::cost:
      return "J is the mean of the losses, not the loss of the means.";
    default:
      return {};
  }
}

CellStory story_of(const Stepper& stepper, const LineView& whole, const LineView& shown,
                   const ColumnChoice& choice, Index row, Index column) {
  if (choice.columns == Columns::batch || !whole.result.by_example)
    return stepper.story(whole, row, column,
                         choice.columns != Columns::batch && whole.result.role == Role::bias);
  if (choice.columns == Columns::example) return stepper.story(whole, row, choice.column, true);
  CellStory story;
  story.result = shown.result.values(row, column);
  const auto name = [&](std::string_view of, Index place) {
    return join({of, "(", std::to_string(place + 1), ")"});
  };
  const auto& operands = whole.operands;
  switch (whole.line.kind) {
    case LineKind::pre_activation:
    case LineKind::d_a:
      if (whole.line.kind == LineKind::d_a && has_mask(stepper, whole.line.layer)) break;
      for (Index p = 0; p < operands[0].values.cols(); ++p)
        story.terms.push_back({join({operands[0].name, "(", std::to_string(row + 1), ",",
                                     std::to_string(p + 1), ")·", name(shown.operands[1].name, p)}),
                               operands[0].values(row, p), mean_of(operands[1], p)});
      if (whole.line.kind == LineKind::d_a) return story;
      if (operands.size() < 3) return story;  // no b
      story.added = operands[2].values(row, 0);
      story.added_name = name(operands[2].name, row);
      return story;
    case LineKind::output_d_a:
    case LineKind::output_d_z:
      story.terms.push_back({name(shown.operands[0].name, row), mean_of(operands[0], row)});
      story.terms.push_back({name(shown.operands[1].name, row), mean_of(operands[1], row), -1.0});
      return story;
    default:
      break;
  }
  story.terms.push_back({join({"the mean of ", std::to_string(stepper.dissection().batch),
                               " numbers of row ", std::to_string(row + 1)}),
                         story.result});
  return story;
}

std::string cell_name(const LineView& shown, const ColumnChoice& choice, Index row, Index column) {
  if (shown.result.role == Role::number) return shown.result.name;
  const bool single = choice.columns != Columns::batch &&
                      (is_batch(shown.result) || shown.result.role == Role::bias);
  std::string name = join({shown.result.name, "(", std::to_string(row + 1)});
  if (!single) name += "," + std::to_string(column + 1);
  return name + ")";
}

}  // namespace isobath::app
