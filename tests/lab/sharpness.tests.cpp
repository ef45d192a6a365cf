// SPDX-License-Identifier: MIT
// The largest and the smallest eigenvalue of the Hessian: against all of them, against closed
// forms, and against trainings that they say will diverge.
#include "lab/sharpness.hpp"

#include <Eigen/Eigenvalues>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>

#include "core/networks.hpp"
#include "core/reference.hpp"

namespace lab_sharpness {

using namespace isobath;
using namespace isobath::core;
using namespace isobath::lab;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

/// By differences of the gradient, made symmetric.
Eigen::VectorXd eigenvalues_of(const Network& network, const TrainingOptions& options,
                               const Parameters<double>& parameters,
                               const Examples<double>& examples) {
  const Index n = parameters.count();
  Eigen::MatrixXd whole(n, n);
  const double h = 1e-5;
  for (Index i = 0; i < n; ++i) {
    Parameters<double> high = parameters, low = parameters;
    high.data()[i] += h;
    low.data()[i] -= h;
    const auto above = reference_gradients(network, options, high, examples);
    const auto below = reference_gradients(network, options, low, examples);
    for (Index j = 0; j < n; ++j) whole(j, i) = (above.data()[j] - below.data()[j]) / (2.0 * h);
  }
  return Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>((whole + whole.transpose()) * 0.5)
      .eigenvalues();
}

}  // namespace

TEST_CASE("both ends of the spectrum are Eigen's of the full Hessian", "[lab][sharpness]") {
  const auto activation = GENERATE(Activation::tanh, Activation::gelu, Activation::relu);
  const auto loss =
      GENERATE(Loss::binary_cross_entropy, Loss::categorical_cross_entropy, Loss::squared_error);
  const Network network = tests::network_of(activation, loss, 3, 7);
  const Examples<double> examples = tests::examples_for<double>(network, 40);
  TrainingOptions options;
  options.l2 = 0.1;
  InitializationOptions start;
  start.scale = 1.5;
  const Parameters<double> parameters = start_parameters(network, start);
  REQUIRE(parameters.count() < 200);
  const Eigen::VectorXd all = eigenvalues_of(network, options, parameters, examples);
  const Sharpness found = find_sharpness(network, options, parameters, examples);
  const double scale = std::max(std::abs(all(0)), std::abs(all(all.size() - 1)));
  CHECK_THAT(found.largest, WithinAbs(all(all.size() - 1), 1e-6 * scale));
  CHECK_THAT(found.smallest, WithinAbs(all(0), 1e-6 * scale));
  // The direction is its eigenvector.
  HessianProduct hessian(network, options, examples);
  Parameters<double> product;
  hessian.multiply(parameters, found.direction, product);
  double length = 0.0;
  for (Index i = 0; i < product.count(); ++i) {
    const double v = found.direction.data()[i];
    length += v * v;
    CHECK_THAT(product.data()[i], WithinAbs(found.largest * v, 1e-5 * scale));
  }
  CHECK_THAT(length, WithinAbs(1.0, 1e-12));
}

TEST_CASE("of a linear neuron it is that of the inputs' second moments", "[lab][sharpness]") {
  Network network;
  network.inputs = 2;
  network.loss = Loss::squared_error;
  network.precision = Precision::twofold;
  network.layers = {{1, Activation::linear, {}, {}, {}}};
  const Examples<double> examples = tests::examples_for<double>(network, 50);
  Eigen::MatrixXd with_one(3, 50);
  with_one << examples.x, Eigen::RowVectorXd::Ones(50);
  const auto values =
      Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(with_one * with_one.transpose() / 50.0)
          .eigenvalues();
  const Sharpness found = find_sharpness(network, {}, start_parameters(network, {}), examples);
  CHECK_THAT(found.largest, WithinRel(values(2), 1e-12));
  CHECK_THAT(found.smallest, WithinRel(values(0), 1e-10));
}

TEST_CASE("an α below the limit converges on a bowl, one above it does not", "[lab][sharpness]") {
  const auto optimizer =
      GENERATE(Optimizer::gradient_descent, Optimizer::momentum, Optimizer::nesterov);
  CAPTURE(static_cast<int>(optimizer));
  Network network;
  network.inputs = 2;
  network.loss = Loss::squared_error;
  network.precision = Precision::twofold;
  network.layers = {{1, Activation::linear, {}, {}, {}}};
  const Examples<double> examples = tests::examples_for<double>(network, 50);
  const Parameters<double> start = start_parameters(network, {});
  TrainingOptions options;
  options.optimizer = optimizer;
  options.batch = 0;
  const auto limit =
      largest_rate(options, find_sharpness(network, options, start, examples).largest);
  REQUIRE(limit);
  const auto moved = [&](double share) {
    TrainingOptions at = options;
    at.learning_rate = share * *limit;
    Trainer<double> trainer(network, at, start, examples);
    const auto size = [&] {
      double sum = 0.0;
      for (Index i = 0; i < start.count(); ++i) sum += std::abs(trainer.parameters().data()[i]);
      return sum;
    };
    for (int i = 0; i < 20'000; ++i) trainer.step();
    return size();
  };
  CHECK(moved(0.98) < 10.0);
  const double above = moved(1.02);
  CHECK((!std::isfinite(above) || above > 1e6));
  options.learning_rate = 0.1;
  const auto curvature = sharpness_limit(options);
  REQUIRE(curvature);
  CHECK_THAT(*largest_rate(options, *curvature), WithinRel(0.1, 1e-12));
}

TEST_CASE("where every parameter has a step of its own there is no one limit", "[lab][sharpness]") {
  TrainingOptions options;
  options.optimizer = Optimizer::adam;
  CHECK_FALSE(largest_rate(options, 3.0));
  CHECK_FALSE(sharpness_limit(options));
  options.optimizer = Optimizer::gradient_descent;
  CHECK_FALSE(largest_rate(options, -3.0));
  CHECK_FALSE(largest_rate(options, std::nan("")));
}

TEST_CASE("a J that is not finite has no sharpness", "[lab][sharpness]") {
  const Network network = tests::network_of(Activation::relu, Loss::squared_error, 3);
  InitializationOptions start;
  start.scale = 1e200;
  const Sharpness found = find_sharpness(network, {}, start_parameters(network, start),
                                         tests::examples_for<double>(network, 5));
  CHECK(std::isnan(found.largest));
}

TEST_CASE("the catapult: f and lambda of two linear layers follow their recursion",
          "[lab][sharpness]") {
  // On x = 1, y = 0: f' = f(1 - a*l + a^2 f^2), l' = l + a*f^2 (a*l - 4), l = |W[1]|^2 + |W[2]|^2.
  constexpr int kWidth = 256;
  Network network;
  network.inputs = 1;
  network.loss = Loss::squared_error;
  network.precision = Precision::twofold;
  network.layers = {{kWidth, Activation::linear, {}, {}, {}}, {1, Activation::linear, {}, {}, {}}};
  for (LayerOptions& layer : network.layers) layer.has_bias = false;
  InitializationOptions draws;
  draws.weights = WeightScheme::normal;
  draws.scale = 0.25;
  const Parameters<double> start = start_parameters(network, draws);
  const Examples<double> examples{Matrix<double>::Ones(1, 1), Matrix<double>::Zero(1, 1)};
  const auto f_of = [](const Parameters<double>& at) {
    return (at[1].weights * at[0].weights)(0, 0);
  };
  const auto lambda_of = [](const Parameters<double>& at) {
    return at[0].weights.squaredNorm() + at[1].weights.squaredNorm();
  };
  const double share = GENERATE(1.5, 2.5, 3.9, 4.1);
  CAPTURE(share);
  double f = f_of(start), lambda = lambda_of(start), largest = std::abs(f);
  TrainingOptions options;
  options.optimizer = Optimizer::gradient_descent;
  options.learning_rate = share / lambda;
  Trainer<double> trainer(network, options, start, examples);
  const double first = std::abs(f), alpha = options.learning_rate;
  bool diverged = false;
  for (int step = 0; step < 400 && !diverged; ++step) {
    trainer.step();
    const double next = f * (1.0 - alpha * lambda + alpha * alpha * f * f);
    lambda += alpha * f * f * (alpha * lambda - 4.0);
    f = next;
    diverged = std::abs(f) > 1e6;
    if (diverged) break;
    largest = std::max(largest, std::abs(f));
    CHECK_THAT(f_of(trainer.parameters()), WithinAbs(f, 1e-9 * std::max(1.0, largest)));
    CHECK_THAT(lambda_of(trainer.parameters()), WithinRel(lambda, 1e-9));
  }
  CHECK(diverged == (share > 4.0));
  if (diverged) return;
  // Between 2 and 4 over lambda J grows first, and it ends where the step is small enough.
  CHECK((largest > 2.0 * first) == (share > 2.0));
  CHECK(std::abs(f) < 1e-6);
  CHECK(alpha * lambda < 2.0);
  // There J = f^2/2 has no curvature but along the gradient of f: lambda is the sharpness.
  const Sharpness found = find_sharpness(network, options, trainer.parameters(), examples);
  CHECK_THAT(found.largest, WithinRel(lambda, 1e-5));
}

TEST_CASE("gradient descent goes to the edge of stability, and stays there",
          "[lab][sharpness][slow]") {
  // 1-100-1 tanh on 20 even points of T4, as Cohen and others (2021) train on such tasks.
  Network network;
  network.inputs = 1;
  network.loss = Loss::squared_error;
  network.precision = Precision::twofold;
  network.layers = {{100, Activation::tanh, {}, {}, {}}, {1, Activation::linear, {}, {}, {}}};
  network.layers[0].scale = 1.9;
  Examples<double> examples{Matrix<double>(1, 20), Matrix<double>(1, 20)};
  for (Index i = 0; i < 20; ++i) {
    const double x = -1.0 + 2.0 * static_cast<double>(i) / 19.0;
    examples.x(0, i) = x;
    examples.y(0, i) = 8.0 * x * x * x * x - 8.0 * x * x + 1.0;
  }
  const auto seed = GENERATE(1U, 2U, 3U);
  CAPTURE(seed);
  InitializationOptions draws;
  draws.weights = WeightScheme::xavier_normal;
  draws.seed = seed;
  TrainingOptions options;
  options.optimizer = Optimizer::gradient_descent;
  options.learning_rate = 0.2;
  Trainer<double> trainer(network, options, start_parameters(network, draws), examples);
  const auto share = [&] {
    return find_sharpness(network, options, trainer.parameters(), examples, 1e-4).largest *
           options.learning_rate / 2.0;
  };
  const auto cost = [&] {
    const auto& at = trainer.parameters();
    const Matrix<double> hidden =
        ((at[0].weights * examples.x).colwise() + at[0].bias).array().tanh().matrix();
    const Matrix<double> out = (at[1].weights * hidden).colwise() + at[1].bias;
    return (out - examples.y).squaredNorm() / 40.0;
  };
  CHECK(share() > 0.2);
  CHECK(share() < 0.5);
  int reached = 0;
  while (reached < 3000) {
    for (int i = 0; i < 50; ++i) trainer.step();
    reached += 50;
    if (share() >= 1.0) break;
  }
  CHECK(reached >= 1900);
  CHECK(reached <= 2500);
  double mean = 0.0, last = cost(), least = last;
  int rises = 0;
  for (int i = 0; i < 8000; ++i) {
    trainer.step();
    const double now = cost();
    rises += now > last ? 1 : 0;
    last = now;
    least = std::min(least, now);
    if (i >= 1000 && i % 50 == 0) mean += share() / 140.0;
  }
  CHECK(mean > 0.99);
  CHECK(mean < 1.02);
  CHECK(rises > 1000);
  // J goes on falling all the same, from about 0.3 at the start.
  CHECK(least < 0.013);
}

}  // namespace lab_sharpness
