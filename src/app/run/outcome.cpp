// SPDX-License-Identifier: MIT
// Counting and sorting answers.
#include "app/run/outcome.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace isobath::app {

namespace {

/// The sum of squares of y about its rows' means; without an allocation, for frames ask for it.
double spread_of(const core::Matrix<double>& y) {
  double sum = 0.0;
  for (core::Index row = 0; row < y.rows(); ++row)
    sum += (y.row(row).array() - y.row(row).mean()).square().sum();
  return sum;
}

template <class Scalar>
int class_of(const core::Matrix<Scalar>& values, core::Index example) {
  if (values.rows() == 1) return values(0, example) >= Scalar(0.5) ? 1 : 0;
  core::Index likeliest = 0;
  values.col(example).maxCoeff(&likeliest);
  return static_cast<int>(likeliest);
}

}  // namespace

Confusion confusion_of(const core::Matrix<float>& outputs, const core::Matrix<double>& y,
                       data::Task task) {
  Confusion confusion;
  if (task == data::Task::regression || outputs.rows() != y.rows() || outputs.cols() != y.cols())
    return confusion;
  confusion.classes = y.rows() == 1 ? 2 : static_cast<int>(y.rows());
  confusion.counts.assign(static_cast<std::size_t>(confusion.classes * confusion.classes), 0);
  for (core::Index i = 0; i < y.cols(); ++i) {
    if (outputs.col(i).array().isNaN().any()) {
      ++confusion.undefined;
      continue;
    }
    const int at = class_of(y, i) * confusion.classes + class_of(outputs, i);
    ++confusion.counts[static_cast<std::size_t>(at)];
  }
  return confusion;
}

Fit fit_of(const core::Matrix<float>& outputs, const core::Matrix<double>& y) {
  if (y.cols() == 0 || outputs.rows() != y.rows() || outputs.cols() != y.cols())
    return {std::nan(""), std::nan("")};
  const double errors = (outputs.cast<double>() - y).squaredNorm();
  const double spread = spread_of(y);
  return {spread > 0.0 ? 1.0 - errors / spread : std::nan(""),
          std::sqrt(errors / static_cast<double>(y.size()))};
}

double r_squared(double loss, const core::Matrix<double>& y) {
  if (y.cols() == 0) return std::nan("");
  const double spread = spread_of(y);
  return spread > 0.0 ? 1.0 - 2.0 * loss * static_cast<double>(y.cols()) / spread : std::nan("");
}

double example_loss(const core::Matrix<float>& outputs, const core::Matrix<double>& y,
                    core::Index example, core::Loss loss) {
  double sum = 0.0;
  for (core::Index k = 0; k < y.rows(); ++k) {
    const double answer = static_cast<double>(outputs(k, example)), truth = y(k, example);
    switch (loss) {
      case core::Loss::binary_cross_entropy:
        if (truth > 0.0) sum -= truth * std::log(answer);
        if (truth < 1.0) sum -= (1.0 - truth) * std::log1p(-answer);
        break;
      case core::Loss::categorical_cross_entropy:
        if (truth > 0.0) sum -= truth * std::log(answer);
        break;
      case core::Loss::squared_error:
        sum += 0.5 * (answer - truth) * (answer - truth);
        break;
    }
  }
  return sum;
}

int answer_of(const core::Matrix<float>& outputs, core::Index example, data::Task task) {
  if (task == data::Task::regression || outputs.col(example).array().isNaN().any()) return -1;
  return class_of(outputs, example);
}

std::vector<core::Index> changed_examples(const core::Matrix<float>& outputs,
                                          const core::Matrix<float>& then, data::Task task,
                                          std::size_t most) {
  struct Change {
    core::Index example = 0;
    bool other_class = false;
    float size = 0.0F;
  };
  std::vector<Change> changes;
  if (outputs.rows() != then.rows() || outputs.cols() != then.cols()) return {};
  for (core::Index i = 0; i < outputs.cols(); ++i) {
    const bool other_class = answer_of(outputs, i, task) != answer_of(then, i, task);
    const bool finite = outputs.col(i).allFinite() && then.col(i).allFinite();
    if (!finite && !outputs.col(i).allFinite() && !then.col(i).allFinite()) continue;
    const float size = finite ? (outputs.col(i) - then.col(i)).cwiseAbs().maxCoeff()
                              : std::numeric_limits<float>::infinity();
    if (size > 0.0F || other_class) changes.push_back({i, other_class, size});
  }
  std::ranges::stable_sort(changes, [](const Change& a, const Change& b) {
    return a.other_class != b.other_class ? a.other_class : a.size > b.size;
  });
  if (changes.size() > most) changes.resize(most);
  std::vector<core::Index> examples;
  for (const Change& change : changes) examples.push_back(change.example);
  return examples;
}

Outcome outcome_of(const core::Matrix<float>& outputs, const core::Matrix<float>& dev_outputs,
                   const data::Dataset& dataset) {
  return {confusion_of(outputs, dataset.train.y, dataset.task),
          confusion_of(dev_outputs, dataset.dev.y, dataset.task),
          fit_of(outputs, dataset.train.y),
          fit_of(dev_outputs, dataset.dev.y),
          {}};
}

std::vector<core::Index> worst_examples(const core::Matrix<float>& outputs,
                                        const core::Matrix<double>& y, core::Loss loss,
                                        std::size_t most) {
  if (outputs.rows() != y.rows() || outputs.cols() != y.cols()) return {};
  std::vector<double> losses(static_cast<std::size_t>(y.cols()));
  for (core::Index i = 0; i < y.cols(); ++i) {
    const double of_example = example_loss(outputs, y, i, loss);
    losses[static_cast<std::size_t>(i)] =
        std::isfinite(of_example) ? of_example : std::numeric_limits<double>::infinity();
  }
  std::vector<core::Index> order(losses.size());
  std::iota(order.begin(), order.end(), core::Index{0});
  const std::size_t wanted = std::min(most, order.size());
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(wanted), order.end(),
                    [&](core::Index a, core::Index b) {
                      const double x = losses[static_cast<std::size_t>(a)];
                      const double z = losses[static_cast<std::size_t>(b)];
                      return x != z ? x > z : a < b;
                    });
  order.resize(wanted);
  return order;
}

}  // namespace isobath::app
