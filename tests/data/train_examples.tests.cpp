// SPDX-License-Identifier: MIT
// Fewer examples of the training part, with everything else as it was.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "core/options.hpp"
#include "data/check.hpp"
#include "data/dataset.hpp"
#include "data/split.hpp"

namespace data_train_examples {

using namespace isobath;
using namespace isobath::data;
using core::Index;

TEST_CASE("Fewer examples are the first of more of them; dev and test stay",
          "[data][train_examples]") {
  const auto source = GENERATE(Source::circle, Source::mnist1d, Source::housing);
  CAPTURE(core::name(source));
  Options options;
  options.source = source;
  options.examples = 80;
  options.label_noise = 0.3;
  const Dataset all = make_dataset(options).value();
  for (const int count : {1, 7, 40}) {
    CAPTURE(count);
    options.train_examples = count;
    CHECK(train_count(options) == count);
    const Dataset few = make_dataset(options).value();
    CHECK(few.train.x == all.train.x.leftCols(count));
    CHECK(few.train.y == all.train.y.leftCols(count));
    CHECK(few.dev.x == all.dev.x);
    CHECK(few.dev.y == all.dev.y);
    CHECK(few.test.x == all.test.x);
  }
  // More than there are: all.
  options.train_examples = 1000;
  CHECK(train_count(options) == 40);
  CHECK(make_dataset(options).value().train.x == all.train.x);
}

TEST_CASE("Scaling goes by the examples that are used", "[data][train_examples]") {
  Options options;
  options.scaling = Scaling::standardize;
  options.train_examples = 10;
  const Dataset few = make_dataset(options).value();
  CHECK(few.train.x.cols() == 10);
  CHECK(few.train.x.rowwise().mean().cwiseAbs().maxCoeff() < 1e-12);
}

TEST_CASE("Less than none is no number of training examples", "[data][train_examples]") {
  Options options;
  options.train_examples = -1;
  CHECK(find_fault(options) == "data.train_examples: -1 is not between 0 and 100000");
}

}  // namespace data_train_examples
