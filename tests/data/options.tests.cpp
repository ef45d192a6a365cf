// SPDX-License-Identifier: MIT
// Names of the choices, and equality by value.
#include "data/options.hpp"

#include <catch2/catch_test_macros.hpp>
#include <set>

#include "core/options.hpp"

namespace data_options {

using namespace isobath;
using namespace isobath::data;

TEST_CASE("Sources are spelled as the document spells them", "[data][options]") {
  const std::vector<std::string_view> expected{
      "circle", "xor",    "gaussians", "spiral", "moons",    "checkerboard", "plane",
      "waves",  "parity", "housing",   "images", "gaussian", "mnist1d",      "table"};
  const auto all = names(Source{});
  CHECK(std::vector<std::string_view>(all.begin(), all.end()) == expected);
  CHECK(core::name(Source::xor_quadrants) == "xor");
  CHECK(core::name(Source::table) == "table");
  CHECK(core::parse<Source>("waves") == Source::waves);
  CHECK_FALSE(core::parse<Source>("xor_quadrants").has_value());
}

TEST_CASE("Features and scalings are spelled as the document spells them", "[data][options]") {
  CHECK(core::name(Feature::x1_squared) == "x1^2");
  CHECK(core::name(Feature::x1_x2) == "x1*x2");
  CHECK(core::name(Feature::sin_x2) == "sin(x2)");
  CHECK(names(Feature{}).size() == 7);
  CHECK(core::name(Scaling::center) == "center");
  CHECK(core::name(Scaling::standardize) == "standardize");
  CHECK(names(Scaling{}).size() == 3);
}

TEST_CASE("Classes and regressions of the plane are planar, and nothing else is",
          "[data][options]") {
  for (std::size_t i = 0; i < names(Source{}).size(); ++i)
    CHECK(is_planar(static_cast<Source>(i)) == (i < 8));
}

TEST_CASE("Options are equal only if every field is", "[data][options]") {
  const Options original;
  CHECK(original == Options{});
  std::vector<Options> changed(17);
  changed[0].source = Source::spiral;
  changed[1].examples = 501;
  changed[2].noise = 0.2;
  changed[3].seed = 2;
  changed[4].inputs = {Feature::x2, Feature::x1};
  changed[5].scaling = Scaling::center;
  changed[6].split = {1.0, 0.0, 0.0};
  changed[7].bits = 5;
  changed[8].all_inputs = false;
  changed[9].side = 9;
  changed[10].channels = 3;
  changed[11].classes = 3;
  changed[12].dimensions = 8;
  changed[13].targets = 2;
  changed[14].label_noise = 0.15;
  changed[15].train_examples = 9;
  changed[16].table = std::make_shared<const Table>();
  for (const Options& options : changed) {
    CHECK_FALSE(options == original);
    CHECK_FALSE(original == options);
  }
}

TEST_CASE("Tables are compared by what is in them", "[data][options]") {
  Table table;
  table.x = core::Matrix<double>::Constant(2, 2, 1.0);
  table.y = core::Matrix<double>::Constant(2, 1, 0.0);
  Options a;
  Options b;
  a.table = std::make_shared<const Table>(table);
  b.table = std::make_shared<const Table>(table);
  CHECK(a == b);

  Table other = table;
  other.x(1, 1) = 2.0;
  CHECK_FALSE(table == other);
  other = table;
  other.names = {"a", "b", "c"};
  CHECK_FALSE(table == other);
  // Eigen alone may not be asked this.
  other = table;
  other.x = core::Matrix<double>::Constant(3, 2, 1.0);
  CHECK_FALSE(table == other);
  other.x = core::Matrix<double>::Constant(1, 4, 1.0);
  CHECK_FALSE(table == other);
  b.table = std::make_shared<const Table>(other);
  CHECK_FALSE(a == b);
}

}  // namespace data_options
