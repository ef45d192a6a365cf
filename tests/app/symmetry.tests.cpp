// SPDX-License-Identifier: MIT
// The symmetry detector, and what a session shows of it.
#include "app/run/symmetry.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <limits>
#include <vector>

#include "app/session/session.hpp"

namespace app_symmetry {

using namespace isobath;

namespace {

struct Found {
  std::vector<int> group, size;
  explicit Found(const core::Matrix<double>& weights, const core::Vector<double>& bias) {
    app::SymmetryFinder finder;
    finder.find(weights.data(), bias.data(), weights.rows(), weights.cols(), group, size);
  }
};

const app::LayerMarks& marks_of(app::Session& session, const char* link, int updates) {
  session.apply(app::OpenLink{link});
  if (updates > 0) session.apply(app::Step{updates});
  const app::Snapshot& snapshot = session.snapshot();
  REQUIRE(snapshot.message.empty());
  return snapshot.marks.front();
}

}  // namespace

TEST_CASE("Equal rows with equal biases are one group, whatever stands between them",
          "[app][symmetry]") {
  core::Matrix<double> weights(6, 2);
  weights << 1, 2,  //
      3, 4,         //
      1, 2,         //
      3, 4,         //
      1, 2,         //
      2, 1;         // the same numbers elsewhere
  core::Vector<double> bias = core::Vector<double>::Zero(6);
  CHECK(Found(weights, bias).group == std::vector<int>{1, 2, 1, 2, 1, 0});
  CHECK(Found(weights, bias).size == std::vector<int>{3, 2});
  bias(4) = 0.5;
  CHECK(Found(weights, bias).group == std::vector<int>{1, 2, 1, 2, 0, 0});
  CHECK(Found(weights, bias).size == std::vector<int>{2, 2});
}

TEST_CASE("Rounding does not part identical units, a thousandth does", "[app][symmetry]") {
  core::Matrix<double> weights(2, 3);
  weights << 0.7, -0.2, 1.1, 0.7 + 1e-7, -0.2 - 1e-7, 1.1;
  const core::Vector<double> bias = core::Vector<double>::Zero(2);
  CHECK(Found(weights, bias).group == std::vector<int>{1, 1});
  weights(1, 1) = -0.201;
  CHECK(Found(weights, bias).group == std::vector<int>{0, 0});
  // The measure is the units' own size: tiny ones differ as well as large ones.
  weights *= 1e-30;
  CHECK(Found(weights, bias).group == std::vector<int>{0, 0});
}

TEST_CASE("Zeros are all one, and what is not finite is like nothing", "[app][symmetry]") {
  core::Matrix<double> weights = core::Matrix<double>::Zero(4, 3);
  const core::Vector<double> bias = core::Vector<double>::Zero(4);
  CHECK(Found(weights, bias).size == std::vector<int>{4});
  weights(1, 2) = std::numeric_limits<double>::quiet_NaN();
  weights(2, 2) = std::numeric_limits<double>::infinity();
  weights(3, 2) = std::numeric_limits<double>::infinity();
  CHECK(Found(weights, bias).group == std::vector<int>{0, 0, 0, 0});
  weights(2, 2) = weights(3, 2) = 0.0;
  CHECK(Found(weights, bias).group == std::vector<int>{1, 0, 1, 1});
}

TEST_CASE("A start from zeros or a constant is one unit many times, and stays so in training",
          "[app][symmetry]") {
  app::Session session;
  for (const char* link : {"#layers=6tanh,6tanh,1sigmoid&weights=zeros",
                           "#layers=6tanh,6tanh,1sigmoid&weights=constant&scale=0.5"})
    for (const int updates : {0, 50}) {
      CAPTURE(link, updates);
      CHECK(marks_of(session, link, updates).group_size == std::vector<int>{6});
      CHECK(std::ranges::all_of(session.snapshot().marks[1].group,
                                [](int group) { return group == 1; }));
      CHECK(session.snapshot().marks[2].group_size.empty());
    }
}

TEST_CASE("Random starts have no identical units", "[app][symmetry]") {
  app::Session session;
  for (const char* scheme : {"xavier_normal", "uniform", "orthogonal", "identity"}) {
    const std::string link = std::string("#layers=40tanh,40tanh,1sigmoid&weights=") + scheme;
    CAPTURE(link);
    marks_of(session, link.c_str(), 0);
    CHECK(session.snapshot().marks[1].group_size.empty());
  }
}

}  // namespace app_symmetry
