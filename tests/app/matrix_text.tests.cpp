// SPDX-License-Identifier: MIT
// Matrices to text and back.
#include "app/stepper/matrix_text.hpp"

#include <bit>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cmath>
#include <limits>

#include "core/random.hpp"

namespace app_matrix_text {

using namespace isobath;
using namespace isobath::app;

namespace {

core::Matrix<double> small() {
  core::Matrix<double> values(2, 3);
  values << 0.1, -2, 1e-30, 3.5, 0, 7;
  return values;
}

}  // namespace

TEST_CASE("a matrix is written for NumPy, as CSV and for LaTeX", "[app][matrix_text]") {
  CHECK(to_text(small(), MatrixFormat::numpy) ==
        "np.array([[0.1, -2, 1e-30],\n          [3.5, 0, 7]])\n");
  CHECK(to_text(small(), MatrixFormat::csv) == "0.1,-2,1e-30\n3.5,0,7\n");
  CHECK(to_text(small(), MatrixFormat::latex) ==
        "\\begin{bmatrix}\n  0.1 & -2 & 1e-30 \\\\\n  3.5 & 0 & 7\n\\end{bmatrix}\n");
}

TEST_CASE("every format brings the same bits back, NaN and infinities too", "[app][matrix_text]") {
  const auto format = GENERATE(MatrixFormat::numpy, MatrixFormat::csv, MatrixFormat::latex);
  core::Random random(3);
  core::Matrix<double> values(7, 5);
  for (core::Index i = 0; i < values.size(); ++i)
    values.data()[i] = random.normal() * std::pow(10.0, random.uniform(-300, 300));
  values(1, 1) = std::numeric_limits<double>::infinity();
  values(2, 2) = -std::numeric_limits<double>::infinity();
  values(3, 3) = std::nan("");
  const auto back = read_matrix(to_text(values, format));
  REQUIRE(back);
  REQUIRE(back->rows() == 7);
  REQUIRE(back->cols() == 5);
  for (core::Index i = 0; i < values.size(); ++i)
    CHECK((std::bit_cast<std::uint64_t>(values.data()[i]) ==
               std::bit_cast<std::uint64_t>(back->data()[i]) ||
           (std::isnan(values.data()[i]) && std::isnan(back->data()[i]))));
}

TEST_CASE("what people paste is read", "[app][matrix_text]") {
  for (const char* text :
       {"[[ 0.1 -2.  1e-30]\n [ 3.5  0.  7. ]]", "0.1\t-2\t1e-30\n3.5\t0\t7\n",
        "0.1; -2; 1e-30\r\n3.5; 0; 7", "W1 = np.array([[0.1, -2, 1e-30], [3.5, 0, 7]])",
        "\\begin{pmatrix}0.1&-2&1e-30\\\\3.5&0&7\\end{pmatrix}"}) {
    CAPTURE(text);
    const auto values = read_matrix(text);
    REQUIRE(values);
    CHECK(*values == small());
  }
}

TEST_CASE("what is not a matrix gets a sentence", "[app][matrix_text]") {
  CHECK(read_matrix("").error() == "there are no numbers in it");
  CHECK(read_matrix("1 2\n3").error() == "row 2: 1 numbers are not the 2 of the first row");
  CHECK(read_matrix("1 2\n3 x").error() == "row 2: \"x\" is not a number");
  CHECK(read_matrix("\\begin{bmatrix}").error() == "there are no numbers in it");
  CHECK(read_matrix("[[[").error() == "there are no numbers in it");
}

TEST_CASE("a matrix for a place must have its shape", "[app][matrix_text]") {
  CHECK(read_matrix_for("1 2 3\n4 5 6", "W[2]", 3, 2).error() ==
        "W[2]: (2, 3) is not (3, 2); its transpose would fit");
  CHECK(read_matrix_for("1 2", "W[2]", 3, 2).error() == "W[2]: (1, 2) is not (3, 2)");
  CHECK(read_matrix_for("x", "W[2]", 3, 2).error() == "W[2]: row 1: \"x\" is not a number");
  const auto bias = read_matrix_for("[1, 2, 3]", "b[1]", 3, 1);
  REQUIRE(bias);
  CHECK(bias->rows() == 3);
}

}  // namespace app_matrix_text
