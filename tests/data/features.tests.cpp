// SPDX-License-Identifier: MIT
// Inputs computed of points, and their scaling.
#include "data/features.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <vector>

#include "core/random.hpp"

namespace data_features {

using namespace isobath;
using namespace isobath::data;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using core::Index;
using Matrix = core::Matrix<double>;

TEST_CASE("Features are what their names say, in the order asked for", "[data][features]") {
  core::Random random(5);
  Matrix plane(2, 100);
  for (double& value : plane.reshaped()) value = random.uniform(-6.0, 6.0);
  const std::vector<Feature> features{Feature::sin_x2,     Feature::x1_x2, Feature::x2_squared,
                                      Feature::x1_squared, Feature::x2,    Feature::x1,
                                      Feature::sin_x1,     Feature::x1};
  const Matrix x = compute_features(features, plane);
  REQUIRE(x.rows() == 8);
  REQUIRE(x.cols() == 100);
  for (Index j = 0; j < 100; ++j) {
    const double x1 = plane(0, j);
    const double x2 = plane(1, j);
    CHECK_THAT(x(0, j), WithinAbs(std::sin(x2), 1e-15));
    CHECK(x(1, j) == x1 * x2);
    CHECK(x(2, j) == x2 * x2);
    CHECK(x(3, j) == x1 * x1);
    CHECK(x(4, j) == x2);
    CHECK(x(5, j) == x1);
    CHECK_THAT(x(6, j), WithinAbs(std::sin(x1), 1e-15));
    CHECK(x(7, j) == x1);
  }
}

TEST_CASE("Scaling takes the mean and the deviation over m, not m − 1", "[data][features]") {
  Matrix x(2, 4);
  x << 1, 2, 3, 4, 10, 10, 30, 30;
  const Affine none = fit_scaling(Scaling::none, x);
  CHECK(none.shift == core::Vector<double>{{0.0, 0.0}});
  CHECK(none.scale == core::Vector<double>{{1.0, 1.0}});
  const Affine centred = fit_scaling(Scaling::center, x);
  CHECK(centred.shift == core::Vector<double>{{2.5, 20.0}});
  CHECK(centred.scale == core::Vector<double>{{1.0, 1.0}});
  const Affine standard = fit_scaling(Scaling::standardize, x);
  CHECK(standard.shift == centred.shift);
  CHECK_THAT(standard.scale(0), WithinRel(std::sqrt(1.25), 1e-15));
  CHECK(standard.scale(1) == 10.0);

  apply_scaling(standard.shift, standard.scale, x);
  CHECK(x.row(1) == Matrix{{-1.0, -1.0, 1.0, 1.0}});
}

TEST_CASE("An input that never changes is divided by 1 and becomes exactly 0", "[data][features]") {
  // Three times 0.1 add up to more than 0.3.
  Matrix x = Matrix::Constant(1, 3, 0.1);
  const Affine affine = fit_scaling(Scaling::standardize, x);
  CHECK(affine.shift(0) == 0.1);
  CHECK(affine.scale(0) == 1.0);
  apply_scaling(affine.shift, affine.scale, x);
  CHECK(x == Matrix::Zero(1, 3));
}

TEST_CASE("Very large and very small inputs are standardised without overflow",
          "[data][features]") {
  for (const double unit : {1e307, 1e200, 1e-200, 1e-300}) {
    Matrix x(1, 4);
    x << unit, 2.0 * unit, 3.0 * unit, 4.0 * unit;
    const Affine affine = fit_scaling(Scaling::standardize, x);
    CHECK_THAT(affine.shift(0) / unit, WithinRel(2.5, 1e-12));
    CHECK_THAT(affine.scale(0) / unit, WithinRel(std::sqrt(1.25), 1e-12));
  }
}

}  // namespace data_features
