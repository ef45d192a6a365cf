// SPDX-License-Identifier: MIT
// Same document, same numbers: trainings of 1000 updates against the numbers that the native
// release build wrote to same_numbers.json. Every other build (WebAssembly, debug, another
// compiler) reads them. What may differ, and by how much, stands in docs/numbers.md.
#include <algorithm>
#include <bit>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <limits>
#include <nlohmann/json.hpp>

#include "document/link.hpp"
#include "published.hpp"

namespace app_same_numbers {

using namespace isobath;
using nlohmann::json;

namespace {

constexpr int kUpdates = 1000;
constexpr const char* kFile = ISOBATH_SOURCE_DIR "/tests/app/same_numbers.json";

struct Case {
  const char* name;
  const char* link;
  bool quick;             // in builds without optimisation too
  double ulps = 0.0;      // of the largest parameter of a layer, in the document's number format
  double relative = 0.0;  // of the cost
};

// GELU goes through the library's erfc, the orthogonal start through Eigen's QR, whose order of
// summation follows the machine's vectors; everything else is our own, to the last bit. A thousand
// updates carry a last bit on to a few more.
constexpr double kLibrary_ulps = 64.0;
constexpr double kSingleCost = 1e-6;
constexpr double kDoubleCost = 1e-13;
constexpr Case kCases[] = {
    {"gradient descent, tanh", "#examples=200&layers=6tanh,5tanh,1sigmoid", true},
    {"momentum, ReLU, batches",
     "#source=xor&examples=200&layers=8relu,6relu,1sigmoid&weights=he_normal&optimizer=momentum&"
     "batch=32",
     true},
    {"Nesterov, leaky ReLU, clipping",
     "#source=spiral&examples=150&layers=8leaky_relu,6leaky_relu,1sigmoid&weights=he_uniform&"
     "optimizer=nesterov&batch=50&clip_norm=0.5",
     false},
    {"RMSprop, ELU and SELU",
     "#source=moons&examples=150&layers=6elu,5selu,1sigmoid&weights=lecun_normal&"
     "optimizer=rmsprop&alpha=0.01",
     false},
    {"Adam, SiLU and softplus, penalties",
     "#source=checkerboard&examples=150&layers=6silu,5softplus,1sigmoid&optimizer=adam&alpha=0.01&"
     "l1=0.01&l2=0.1",
     false},
    {"double, Adam, dropout",
     "#source=gaussians&examples=150&layers=6tanh,5tanh,1sigmoid&optimizer=adam&alpha=0.01&"
     "dropout=0.2&precision=double",
     true},
    {"double, sine, squared error",
     "#source=waves&examples=150&layers=8sin,6sin,1linear&loss=squared_error&alpha=0.05&"
     "scaling=standardize&precision=double",
     false},
    {"half, Adam",
     "#examples=150&layers=6tanh,5tanh,1sigmoid&optimizer=adam&alpha=0.01&"
     "precision=half&epsilon=0.0001",
     true},
    {"bfloat16, momentum",
     "#examples=150&layers=8relu,1sigmoid&weights=he_normal&optimizer=momentum&"
     "precision=bfloat16",
     false},
    {"images, softmax",
     "#source=images&classes=3&side=5&examples=120&layers=4relu,3softmax&"
     "loss=categorical_cross_entropy&batch=20",
     false},
    {"pictures in colour, sigmoid",
     "#source=images&channels=3&side=4&examples=100&layers=3sigmoid,1sigmoid&optimizer=rmsprop&"
     "alpha=0.01&scaling=center&precision=double",
     false},
    {"housing, standardised",
     "#source=housing&examples=150&layers=5tanh,1linear&loss=squared_error&scaling=standardize&"
     "optimizer=nesterov&precision=double",
     false},
    {"parity, uniform start",
     "#source=parity&bits=4&layers=8tanh,1sigmoid&weights=xavier_uniform&"
     "optimizer=momentum&alpha=0.5&split=1,0,0",
     false},
    {"twenty layers", "#examples=100&layers=4tanh*20,1sigmoid&scale=1.5&bias=0.1", false},
    {"plane features",
     "#source=plane&inputs=x1,x2,x1^2,x1*x2,sin(x1)&examples=100&layers=5elu,1linear&"
     "loss=squared_error&alpha=0.01&scaling=standardize",
     false},
    {"GELU", "#examples=150&layers=6gelu,5gelu,1sigmoid&weights=he_normal", false, kLibrary_ulps,
     kSingleCost},
    {"orthogonal start",
     "#examples=150&layers=6tanh,5tanh,1sigmoid&weights=orthogonal&"
     "precision=double",
     false, kLibrary_ulps, kDoubleCost},
};

struct Numbers {
  double cost = 0.0;
  std::vector<std::vector<double>> parameters;  // [layer]: W row by row, then b
};

Numbers train(const Case& of, core::Arithmetic arithmetic = core::Arithmetic::reproducible) {
  auto document = document::from_link(of.link);
  if (!document) FAIL(of.name << ": " << document.error());
  document->arithmetic = arithmetic;
  const auto run = tests::begin(*document);
  tests::advance(*run, kUpdates);
  Numbers numbers{run->record().cost, {}};
  for (const auto& layer : run->parameters()) {
    std::vector<double> values(layer.weights.data(), layer.weights.data() + layer.weights.size());
    values.insert(values.end(), layer.bias.begin(), layer.bias.end());
    numbers.parameters.push_back(std::move(values));
  }
  return numbers;
}

/// The distance of neighbours at `size` in a number format.
double ulp_at(double size, core::Precision precision) {
  int digits = 53;
  if (precision == core::Precision::single) digits = 24;
  if (precision == core::Precision::half) digits = 11;
  if (precision == core::Precision::bfloat16) digits = 8;
  return std::ldexp(1.0, std::ilogb(size) + 1 - digits);
}

double worst_ulps(const Numbers& expected, const Numbers& got, core::Precision precision) {
  double worst = 0.0;
  for (std::size_t l = 0; l < expected.parameters.size(); ++l) {
    REQUIRE(got.parameters[l].size() == expected.parameters[l].size());
    double largest = 0.0;
    double gap = 0.0;
    for (std::size_t i = 0; i < expected.parameters[l].size(); ++i) {
      largest = std::max(largest, std::abs(expected.parameters[l][i]));
      const double difference = std::abs(got.parameters[l][i] - expected.parameters[l][i]);
      if (std::isnan(difference)) return std::numeric_limits<double>::infinity();
      gap = std::max(gap, difference);
    }
    if (gap > 0.0) worst = std::max(worst, gap / ulp_at(largest, precision));
  }
  return worst;
}

json reference() {
  std::ifstream file(kFile, std::ios::binary);
  REQUIRE(file.is_open());
  return json::parse(file);
}

void compare_with_reference(bool quick_only) {
  const json stored = reference();
  double worst = 0.0;
  double worst_cost = 0.0;
  int count = 0;
  int identical = 0;
  for (const Case& of : kCases) {
    if (quick_only && !of.quick) continue;
    INFO(of.name);
    REQUIRE(stored.contains(of.name));
    const json& entry = stored[of.name];
    REQUIRE(entry["link"] == of.link);
    Numbers expected{entry["cost"], entry["parameters"]};
    const Numbers got = train(of);
    const core::Precision precision = document::from_link(of.link)->precision;
    const double ulps = worst_ulps(expected, got, precision);
    const double cost = tests::compare(expected.cost, got.cost, {}).relative;
    std::printf("same numbers: %s: %.3g ulps, cost %.2g\n", of.name, ulps, cost);
    CHECK(ulps <= of.ulps);
    CHECK(cost <= of.relative);
    CHECK(std::isfinite(got.cost));
    worst = std::max(worst, ulps);
    worst_cost = std::max(worst_cost, cost);
    ++count;
    if (ulps == 0.0 && cost == 0.0) ++identical;
  }
  std::printf("worst of %d trainings of %d updates: %.3g ulps, cost %.2g; %d of them bit for bit\n",
              count, kUpdates, worst, worst_cost, identical);
  std::fflush(stdout);
}

}  // namespace

TEST_CASE("a few documents train to the same numbers in every build", "[app][same_numbers]") {
  compare_with_reference(true);
}

TEST_CASE("all kinds of documents train to the same numbers", "[app][same_numbers][slow]") {
  compare_with_reference(false);
}

// How far last bits have grown depends on the training: half a percent of J is what the coarsest
// format may lose, one part in 10⁴ the others.
TEST_CASE("fast arithmetic trains to the same cost within the stated tolerance",
          "[app][same_numbers]") {
  for (const Case& of : kCases) {
    if (!of.quick) continue;
    INFO(of.name);
    const Numbers exact = train(of);
    const Numbers fast = train(of, core::Arithmetic::fast);
    const core::Precision precision = document::from_link(of.link)->precision;
    const double cost = tests::compare(exact.cost, fast.cost, {}).relative;
    std::printf("fast arithmetic: %s: %.3g ulps, cost %.2g\n", of.name,
                worst_ulps(exact, fast, precision), cost);
    const bool simulated =
        precision == core::Precision::half || precision == core::Precision::bfloat16;
    CHECK(cost <= (simulated ? 5e-3 : precision == core::Precision::single ? 1e-4 : 1e-11));
  }
}

TEST_CASE("another seed is not the same numbers", "[app][same_numbers]") {
  const Case& first = kCases[0];
  const Numbers got = train(first);
  const Numbers other =
      train({first.name, "#examples=200&layers=6tanh,5tanh,1sigmoid&init_seed=2", true});
  CHECK(worst_ulps(got, other, core::Precision::single) > kLibrary_ulps);
}

// Hidden: `isobath_tests "the reference numbers are written anew"` of the native release build
// writes the file. It shares no tag with the comparisons: asking for a tag would run it with them,
// and a build would then be compared with itself.
TEST_CASE("the reference numbers are written anew", "[.][write]") {
  json stored = json::object();
  for (const Case& of : kCases) {
    const Numbers numbers = train(of);
    stored[of.name] = {
        {"link", of.link}, {"cost", numbers.cost}, {"parameters", numbers.parameters}};
  }
  std::ofstream file(kFile, std::ios::binary);
  file << "{\n";
  for (auto item = stored.begin(); item != stored.end(); ++item)
    file << (item == stored.begin() ? "" : ",\n") << json(item.key()).dump() << ": "
         << item.value().dump();
  file << "\n}\n";
  CHECK(file.good());
}

}  // namespace app_same_numbers
