// SPDX-License-Identifier: MIT
#include "lab/sharpness.hpp"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "core/random.hpp"

namespace isobath::lab {

namespace {

using Column = Eigen::Map<Eigen::VectorXd>;

constexpr std::uint64_t kStartStream = 0x5ea2c4;

/// A start with a part in every direction; the same for the same number of parameters.
Eigen::VectorXd start_of(core::Index count) {
  core::Random random(1, kStartStream);
  Eigen::VectorXd start(count);
  for (double& value : start) value = random.normal();
  return start.normalized();
}

}  // namespace

std::optional<double> largest_rate(const core::TrainingOptions& options, double sharpness) {
  if (!(sharpness > 0.0)) return std::nullopt;
  const double beta = options.momentum;
  switch (options.optimizer) {
    case core::Optimizer::gradient_descent:
      return 2.0 / sharpness;
    case core::Optimizer::momentum:
      return 2.0 * (1.0 + beta) / ((1.0 - beta) * sharpness);
    case core::Optimizer::nesterov:
      return 2.0 * (1.0 + beta) / ((1.0 - beta) * (1.0 + 2.0 * beta) * sharpness);
    case core::Optimizer::rmsprop:
    case core::Optimizer::adam:
      return std::nullopt;
  }
  std::unreachable();
}

std::optional<double> sharpness_limit(const core::TrainingOptions& options) {
  return largest_rate(options, options.learning_rate);
}

SharpnessSearch::SharpnessSearch(const core::Network& network, const core::TrainingOptions& options,
                                 core::Parameters<double> parameters,
                                 std::shared_ptr<const core::Examples<double>> examples,
                                 double tolerance, int most)
    : examples_(std::move(examples)),
      hessian_(network, options, *examples_),
      parameters_(std::move(parameters)),
      direction_(parameters_),
      product_(parameters_),
      tolerance_(tolerance),
      most_(
          static_cast<std::size_t>(std::min<core::Index>(parameters_.count(), std::max(1, most)))) {
  basis_.push_back(start_of(parameters_.count()));
}

bool SharpnessSearch::advance() {
  const core::Index count = parameters_.count();
  std::copy_n(basis_.back().data(), count, direction_.data());
  hessian_.multiply(parameters_, direction_, product_);
  Eigen::VectorXd next = Column(product_.data(), count);
  const double along = basis_.back().dot(next);
  alpha_.push_back(along);
  if (!next.allFinite()) {
    found_.largest = found_.smallest = std::numeric_limits<double>::quiet_NaN();
    found_.direction = direction_;
    return false;
  }
  // Twice against all of them: once leaves what rounding brings back, and ghosts of eigenvalues.
  for (int pass = 0; pass < 2; ++pass)
    for (const Eigen::VectorXd& earlier : basis_) next -= earlier.dot(next) * earlier;
  beta_.push_back(next.norm());
  if (settle()) return false;
  basis_.push_back(next / beta_.back());
  return true;
}

double SharpnessSearch::progress() const {
  return static_cast<double>(alpha_.size()) / static_cast<double>(most_);
}

/// Are both ends of the spectrum known well enough? Then they are put down.
bool SharpnessSearch::settle() {
  const auto size = static_cast<Eigen::Index>(alpha_.size());
  const bool last = alpha_.size() >= most_;
  // To look at every product would cost more than the products of small networks.
  if (!last && size % 4 != 0 && beta_.back() > 0.0) return false;
  const Eigen::VectorXd diagonal = Eigen::VectorXd::Map(alpha_.data(), size);
  const Eigen::VectorXd beside = Eigen::VectorXd::Map(beta_.data(), size - 1);
  Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver;
  solver.computeFromTridiagonal(diagonal, beside);
  const auto& values = solver.eigenvalues();
  const auto& vectors = solver.eigenvectors();
  const double scale = std::max(std::abs(values(0)), std::abs(values(size - 1)));
  // The residual of a Ritz vector is β times its last entry, and bounds the eigenvalue's error.
  const auto error = [&](Eigen::Index i) { return beta_.back() * std::abs(vectors(size - 1, i)); };
  const bool settled = error(0) <= tolerance_ * scale && error(size - 1) <= tolerance_ * scale;
  if (!last && !settled) return false;
  found_.largest = values(size - 1);
  found_.smallest = values(0);
  found_.direction = parameters_;
  Column direction(found_.direction.data(), parameters_.count());
  direction.setZero();
  for (Eigen::Index i = 0; i < size; ++i)
    direction += vectors(i, size - 1) * basis_[static_cast<std::size_t>(i)];
  return true;
}

Sharpness find_sharpness(const core::Network& network, const core::TrainingOptions& options,
                         const core::Parameters<double>& parameters,
                         const core::Examples<double>& examples, double tolerance) {
  SharpnessSearch search(
      network, options, parameters,
      std::shared_ptr<const core::Examples<double>>(std::shared_ptr<void>(), &examples), tolerance);
  while (search.advance()) {
  }
  return search.found();
}

}  // namespace isobath::lab
