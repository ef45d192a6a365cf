// SPDX-License-Identifier: MIT
// Shapes that are right are found right, on every line of every kind of network; wrong ones are
// told by NumPy's rules.
#include "app/stepper/shape_check.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <initializer_list>
#include <memory>
#include <set>

#include "core/networks.hpp"

namespace app_shape_check {

using namespace isobath;
using namespace isobath::app;
using isobath::tests::examples_for;
using isobath::tests::network_of;
using isobath::tests::start_of;

namespace {

Stepper stepper_of(const core::Network& network, const core::TrainingOptions& options) {
  const auto examples = examples_for<double>(network, 9);
  core::Trainer<double> trainer(network, options, start_of(network), examples);
  return {network, std::make_shared<const core::Dissection<double>>(trainer.dissect(4))};
}

/// The course's 3-5-5-3-1; a batch of nine, of which four are kept.
const Stepper& course() {
  static const Stepper stepper = [] {
    core::Network network;
    network.inputs = 3;
    for (const int units : {5, 5, 3})
      network.layers.push_back({units, core::Activation::tanh, {}, {}, {}});
    network.layers.push_back({1, core::Activation::sigmoid, {}, {}, {}});
    network.precision = core::Precision::twofold;
    return stepper_of(network, {});
  }();
  return stepper;
}

LineView line(const Stepper& stepper, LineKind kind, int layer) {
  for (std::size_t at = 0; at < stepper.lines().size(); ++at)
    if (stepper.lines()[at].kind == kind && stepper.lines()[at].layer == layer)
      return stepper.view(at);
  FAIL("there is no such line");
  return {};
}

ShapeVerdict tried(LineKind kind, int layer, std::size_t operand, const char* typed) {
  return try_shape(course().network(), line(course(), kind, layer), 9, operand, typed);
}

using Kind = ShapeVerdict::Kind;

}  // namespace

TEST_CASE("the shapes that the lines have are right, on every line", "[app][shapes]") {
  const auto loss = static_cast<core::Loss>(GENERATE(range(0, core::kCount<core::Loss>)));
  const auto optimizer =
      static_cast<core::Optimizer>(GENERATE(range(0, core::kCount<core::Optimizer>)));
  core::TrainingOptions options;
  options.optimizer = optimizer;
  options.batch = 7;
  options.dropout = GENERATE(0.0, 0.4);
  options.clip_norm = options.dropout;
  options.l1 = options.l2 = options.dropout;
  for (const int depth : {1, 2, 4}) {
    const Stepper stepper = stepper_of(network_of(core::Activation::relu, loss, depth, 5), options);
    for (std::size_t at = 0; at < stepper.lines().size(); ++at) {
      const LineView view = stepper.view(at);
      for (std::size_t operand = 0; operand < view.operands.size(); ++operand) {
        const Shape right = shape_of(view.operands[operand]);
        CAPTURE(view.formula, view.operands[operand].name, text_of(right));
        CHECK(check_shape(view, operand, right).kind == Kind::right);
        // As it is printed, it is read.
        CHECK(try_shape(stepper.network(), view, 7, operand, text_of(right)).kind == Kind::right);
        // One row more never is.
        Shape taller = right;
        taller.sizes[0] = {right.sizes[0].value + 1};
        CHECK(check_shape(view, operand, taller).kind != Kind::right);
      }
    }
  }
}

TEST_CASE("a product whose inner sizes differ is told with both", "[app][shapes]") {
  const ShapeVerdict turned = tried(LineKind::pre_activation, 3, 0, "(5, 3)");
  CHECK(turned.kind == Kind::broken);
  CHECK(turned.sentence ==
        "W[3] as (5, 3) times A[2] (5, m): the inner sizes 3 and 5 differ; W[l] has a row for each "
        "unit of its layer and a column for each unit of the layer before, (n[l], n[l-1]).");
  CHECK(tried(LineKind::pre_activation, 2, 1, "(m, 5)")
            .sentence.starts_with(
                "W[2] (5, 5) times A[1] as (m, 5): the inner sizes 5 and m differ"));
  CHECK(tried(LineKind::d_a, 2, 0, "(3, 5)").kind == Kind::broken);
  CHECK(tried(LineKind::d_a, 2, 0, "(5, 3)").kind == Kind::right);
  CHECK(tried(LineKind::d_w, 3, 1, "(5, m)").kind == Kind::broken);
  CHECK(tried(LineKind::d_w, 3, 1, "(m, 5)").kind == Kind::right);
}

TEST_CASE("a bias of another shape is broadcast, or breaks", "[app][shapes]") {
  const auto bias = [](const char* shape) { return tried(LineKind::pre_activation, 1, 2, shape); };
  CHECK(bias("(5, 1)").kind == Kind::right);
  CHECK(bias("(n[1], 1)").kind == Kind::right);
  const ShapeVerdict of_examples = bias("(m,)");
  CHECK(of_examples.kind == Kind::silent);
  CHECK(of_examples.sentence ==
        "b[1] as (m,) runs without an error and is broadcast in silence: every column would have "
        "a number of its own, the same for all units; b[1] has one number for each unit, in one "
        "column, (n[l], 1).");
  CHECK(bias("(1, 1)").kind == Kind::silent);
  CHECK(bias("(5, m)").kind == Kind::silent);
  // A list of five is taken as a row, against nine examples.
  const ShapeVerdict list = bias("(5,)");
  CHECK(list.kind == Kind::broken);
  CHECK(list.sentence.find("(5,) counts as one row, (1, 5)") != std::string::npos);
  CHECK(bias("(4, 1)").kind == Kind::broken);
}

TEST_CASE("what runs but gives another shape says which", "[app][shapes]") {
  const ShapeVerdict list = tried(LineKind::pre_activation, 1, 1, "(3,)");
  CHECK(list.kind == Kind::silent);
  CHECK(list.sentence.find("Z[1] comes out as (5, 5) in place of (5, m)") != std::string::npos);
  const ShapeVerdict single = tried(LineKind::pre_activation, 1, 1, "(3, 1)");
  CHECK(single.sentence.find("Z[1] comes out as (5, 1) in place of (5, m)") != std::string::npos);
  CHECK(
      tried(LineKind::activation, 1, 0, "(3, m)").sentence.find("the next line's product fails") !=
      std::string::npos);
  CHECK(tried(LineKind::d_b, 1, 0, "(5, 4)")
            .sentence.find("sums over 4 columns in place of the m examples") != std::string::npos);
  CHECK(tried(LineKind::d_b, 1, 0, "(5,)").kind == Kind::broken);
}

TEST_CASE("number by number, only a 1 is broadcast", "[app][shapes]") {
  CHECK(tried(LineKind::d_z, 2, 0, "(5, m)").kind == Kind::right);
  CHECK(tried(LineKind::d_z, 2, 0, "(m, 5)").sentence.find("m stands against 5") ==
        std::string::npos);
  CHECK(tried(LineKind::d_z, 2, 0, "(m, 5)").kind == Kind::broken);
  CHECK(tried(LineKind::d_z, 2, 0, "(1, m)").kind == Kind::silent);
  CHECK(tried(LineKind::weights, 2, 1, "(5, 1)").kind == Kind::silent);
  CHECK(tried(LineKind::weights, 3, 1, "(5, 3)").kind == Kind::broken);
}

TEST_CASE("what is no shape is told so, and why", "[app][shapes]") {
  for (const char* typed : {"five", "(5, 3, 1)", "(0, 3)", "(n[9], 1)", "5 ; 3", "(-1, 3)"}) {
    CAPTURE(typed);
    const ShapeVerdict verdict = tried(LineKind::pre_activation, 1, 0, typed);
    CHECK(verdict.kind == Kind::unread);
    CHECK(verdict.sentence.find("is not a shape") != std::string::npos);
  }
  CHECK(tried(LineKind::pre_activation, 1, 0, "").sentence ==
        "What is the shape of W[1]? Rows, then columns.");
  CHECK(tried(LineKind::pre_activation, 1, 0, "5x3").kind == Kind::right);
  CHECK(tried(LineKind::pre_activation, 1, 0, " 5,3 ").kind == Kind::right);
  CHECK(tried(LineKind::pre_activation, 1, 0, "5 3").kind == Kind::right);
  CHECK(tried(LineKind::pre_activation, 1, 0, "5 x 3").kind == Kind::right);
  CHECK(tried(LineKind::pre_activation, 1, 0, "(n[1] n[0])").kind == Kind::right);
  CHECK(tried(LineKind::pre_activation, 1, 1, "3 m").kind == Kind::right);
  CHECK(tried(LineKind::pre_activation, 1, 7, "(5, 3)").kind == Kind::unread);
}

}  // namespace app_shape_check
