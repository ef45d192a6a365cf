// SPDX-License-Identifier: MIT
// Published result 8: networks with exact weights for the XOR of n bits, a tree and a single layer,
// and the documents of docs/experiments that hold them.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <cmath>
#include <fstream>
#include <iterator>

#include "document/json.hpp"
#include "published.hpp"

namespace app_published_parity {

using namespace isobath;
using tests::begin;
using tests::check_published;
using tests::experiment;

namespace {

/// A bit (0 or 1) as an affine function of a layer's values.
struct Bit {
  core::Vector<double> weights;  // [units of the layer]
  double bias = 0.0;
};

struct Builder {
  document::Document document;
  std::vector<core::LayerParameters<double>> parameters;

  void add(core::Activation activation, const std::vector<Bit>& units) {
    const auto count = static_cast<core::Index>(units.size());
    core::LayerParameters<double> layer{core::Matrix<double>(count, units.front().weights.size()),
                                        core::Vector<double>(count)};
    for (core::Index unit = 0; unit < count; ++unit) {
      const Bit& from = units[static_cast<std::size_t>(unit)];
      layer.weights.row(unit) = from.weights.transpose();
      layer.bias(unit) = from.bias;
    }
    parameters.push_back(std::move(layer));
    document.layers.push_back({static_cast<int>(count), activation, {}, {}, {}});
  }

  document::Document finish(int bits, std::string title, std::string note) {
    document.title = std::move(title);
    document.note = std::move(note);
    document.data.source = data::Source::parity;
    document.data.bits = bits;
    document.data.split = {1.0, 0.0, 0.0};
    document.loss = core::Loss::squared_error;
    document.parameters = std::make_shared<const core::Parameters<double>>(parameters);
    return document;
  }
};

Builder empty_builder() {
  Builder builder;
  builder.document.layers.clear();
  return builder;
}

/// The inputs ±1 as bits: (x + 1)/2.
std::vector<Bit> input_bits(int bits) {
  std::vector<Bit> all;
  for (int i = 0; i < bits; ++i) all.push_back({0.5 * core::Vector<double>::Unit(bits, i), 0.5});
  return all;
}

Bit difference(const Bit& a, const Bit& b) { return {a.weights - b.weights, a.bias - b.bias}; }

struct Tree {
  document::Document document;
  int xor_units = 0;
  int hidden_layers = 0;
};

/// Pairs of bits become |a − b| = relu(a − b) + relu(b − a), level by level; a bit left over is
/// handed on.
Tree xor_tree(int bits) {
  Builder builder = empty_builder();
  Tree tree;
  std::vector<Bit> level = input_bits(bits);
  while (level.size() > 1) {
    std::vector<Bit> units;
    std::vector<std::vector<core::Index>> sums;  // the units that add up to each bit above
    for (std::size_t i = 0; i < level.size(); i += 2) {
      const auto at = static_cast<core::Index>(units.size());
      if (i + 1 == level.size()) {
        units.push_back(level[i]);
        sums.push_back({at});
      } else {
        units.push_back(difference(level[i], level[i + 1]));
        units.push_back(difference(level[i + 1], level[i]));
        sums.push_back({at, at + 1});
        tree.xor_units += 2;
      }
    }
    builder.add(core::Activation::relu, units);
    ++tree.hidden_layers;
    level.clear();
    for (const auto& sum : sums) {
      Bit bit{core::Vector<double>::Zero(static_cast<core::Index>(units.size())), 0.0};
      for (const core::Index unit : sum) bit.weights(unit) = 1.0;
      level.push_back(std::move(bit));
    }
  }
  builder.add(core::Activation::linear, level);
  tree.document = builder.finish(
      bits, "XOR of " + std::to_string(bits) + " bits as a tree, exact",
      "A tree of |a − b| = relu(a − b) + relu(b − a), log₂ n hidden layers deep (rounded up) with "
      "2(n − 1) XOR units, computes the parity of n bits with error exactly 0. Depth makes it "
      "cheap for units that see two bits each; a single layer of n ReLU units does it as well, "
      "and the 2^(n−1) units that are often named hold for AND and OR units only.");
  return tree;
}

/// One layer of n units: relu(s) − 2 relu(s − 1) + 2 relu(s − 2) − …, s = the number of ones, is a
/// zigzag through parity.
document::Document one_layer(int bits) {
  Builder builder = empty_builder();
  std::vector<Bit> units;
  Bit output{core::Vector<double>::Zero(bits), 0.0};
  for (int i = 0; i < bits; ++i) {
    units.push_back({core::Vector<double>::Constant(bits, 0.5), 0.5 * bits - i});
    output.weights(i) = (i == 0 ? 1.0 : 2.0) * (i % 2 == 0 ? 1.0 : -1.0);
  }
  builder.add(core::Activation::relu, units);
  builder.add(core::Activation::linear, {output});
  return builder.finish(
      bits, "XOR of " + std::to_string(bits) + " bits in one layer, exact",
      "With s the number of ones, relu(s) − 2 relu(s − 1) + 2 relu(s − 2) − … is a zigzag through "
      "the parity: one layer of n ReLU units has error exactly 0. That 2^(n−1) units are needed "
      "in one layer holds for AND and OR units, not for ReLU.");
}

struct Written {
  std::string name;
  document::Document document;
};
std::vector<Written> written_documents() {
  return {{"08-xor-tree-2", xor_tree(2).document},
          {"08-xor-tree-8", xor_tree(8).document},
          {"08-xor-tree-14", xor_tree(14).document},
          {"08-xor-one-layer-8", one_layer(8)}};
}

void check_exact(const std::string& what, const document::Document& document) {
  const auto run = begin(document);
  const data::Part& all = run->dataset().train;
  REQUIRE(all.x.cols() == core::Index{1} << document.data.bits);
  const double worst = (run->predict(all.x) - all.y).cwiseAbs().maxCoeff();
  check_published(what + ": largest error", 0.0, worst, {});
  CHECK(run->record().cost == 0.0);
}

}  // namespace

TEST_CASE("the XOR tree computes parity exactly at every number of bits", "[app][published]") {
  const int bits = GENERATE(range(2, 15));
  const Tree tree = xor_tree(bits);
  const std::string what = "XOR tree of " + std::to_string(bits) + " bits";
  check_published(what + ": hidden layers", std::ceil(std::log2(bits)), tree.hidden_layers, {});
  check_published(what + ": XOR units", 2.0 * (bits - 1), tree.xor_units, {});
  check_exact(what, tree.document);
}

TEST_CASE("one layer of n ReLU units computes parity exactly too", "[app][published]") {
  const int bits = GENERATE(range(2, 15));
  const auto document = one_layer(bits);
  REQUIRE(document.layers.size() == 2);
  check_published("one layer for " + std::to_string(bits) + " bits: units", bits,
                  document.layers[0].units, {});
  check_exact("one layer for " + std::to_string(bits) + " bits", document);
}

TEST_CASE("a wrong weight in the tree shows", "[app][published]") {
  auto document = xor_tree(4).document;
  auto parameters = *document.parameters;
  parameters[1].weights(0, 0) = -parameters[1].weights(0, 0);
  document.parameters = std::make_shared<const core::Parameters<double>>(parameters);
  CHECK(begin(document)->record().cost > 0.01);
}

TEST_CASE("the parity documents hold the exact weights", "[app][published]") {
  for (const auto& [name, expected] : written_documents()) {
    INFO(name);
    CHECK(experiment(name) == expected);
  }
}

// Hidden: `isobath_tests "the parity documents are written anew"` writes the files.
TEST_CASE("the parity documents are written anew", "[.][write]") {
  for (const auto& [name, document] : written_documents()) {
    std::ofstream file(ISOBATH_SOURCE_DIR "/docs/experiments/" + name + ".json", std::ios::binary);
    file << document::to_json(document) << '\n';
    CHECK(file.good());
  }
}

}  // namespace app_published_parity
