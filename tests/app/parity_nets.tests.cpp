// SPDX-License-Identifier: MIT
// Exact networks for the parity: J = 0 without training, for every number of bits.
#include "app/edit/parity_nets.hpp"

#include <bit>
#include <catch2/catch_test_macros.hpp>

#include "app/run/maps.hpp"
#include "app/session/session.hpp"

namespace app_parity_nets {

using namespace isobath;
using namespace isobath::app;

namespace {

document::Document parity(int bits) {
  document::Document document;
  document.data.source = data::Source::parity;
  document.data.bits = bits;
  document.data.all_inputs = true;
  document.data.split = {1.0, 0.0, 0.0};
  document.data.scaling = data::Scaling::standardize;
  document.training.l2 = 0.7;
  return document;
}

}  // namespace

TEST_CASE("both exact networks know the parity of any number of bits", "[app][parity]") {
  for (int bits = 2; bits <= 14; ++bits)
    for (const ParityNet net : {ParityNet::tree, ParityNet::one_layer}) {
      CAPTURE(bits, static_cast<int>(net));
      Session session;
      REQUIRE(session.open(parity(bits)));
      session.apply(LoadParity{net});
      const core::Record record = session.record();
      CHECK(session.snapshot().message == "");
      CHECK(record.cost == 0.0);
      CHECK(record.train.accuracy == 1.0);
      // ⌈log₂ n⌉ hidden layers with 2(n − 1) XOR units and what is handed on, or one of n.
      const auto hidden = static_cast<int>(session.document().layers.size()) - 1;
      if (net == ParityNet::tree)
        CHECK(hidden == static_cast<int>(std::bit_width(static_cast<unsigned>(bits - 1))));
      else
        CHECK((hidden == 1 && session.document().layers[0].units == bits));
    }
}

TEST_CASE("an exact network is loaded and taken back by one undo", "[app][parity]") {
  Session session;
  REQUIRE(session.open(parity(5)));
  const document::Document before = session.document();
  session.apply(LoadParity{ParityNet::tree});
  CHECK(session.snapshot().undo == "exact XOR tree loaded");
  session.apply(Undo{});
  CHECK(session.document() == before);
  session.apply(Redo{});
  CHECK(session.record().cost == 0.0);
}

TEST_CASE("where the data are no parity it is said", "[app][parity]") {
  Session session;
  const document::Document before = session.document();
  session.apply(LoadParity{ParityNet::tree});
  CHECK(session.snapshot().message.find("parity alone") != std::string::npos);
  CHECK(session.document() == before);
}

TEST_CASE("where there is no plane, tiles show examples in the order of y", "[app][maps]") {
  Session session;
  REQUIRE(session.open(parity(4)));
  session.apply(LoadParity{ParityNet::one_layer});
  const UnitMaps& maps = session.snapshot().unit_maps;
  REQUIRE(maps.side_cells == 4);
  const auto tile = [&](int layer, int unit) {
    const int first = maps.first_tile[static_cast<std::size_t>(layer)] + unit;
    const auto from = maps.values.begin() + first * 16;
    return std::vector<float>(from, from + 16);
  };
  // Every bit has a picture of its own.
  for (int a = 0; a < 4; ++a)
    for (int b = 0; b < a; ++b) CHECK(tile(0, a) != tile(0, b));
  // The exact answer: first those that are even, then those that are odd.
  const std::vector<float> answer = tile(2, 0);
  for (std::size_t i = 0; i < 16; ++i) CHECK(answer[i] == (i < 8 ? 0.0F : 1.0F));
}

TEST_CASE("a table's tiles rise with its values", "[app][maps]") {
  document::Document document;
  data::Table rows;
  rows.x.resize(64, 3);
  rows.y.resize(64, 1);
  for (core::Index i = 0; i < 64; ++i) {
    rows.y(i, 0) = static_cast<double>((i * 37) % 64);
    rows.x.row(i) << 2.0 * rows.y(i, 0), static_cast<double>(i % 5), 1.0 - rows.y(i, 0);
  }
  document.data.source = data::Source::table;
  document.data.table = std::make_shared<const data::Table>(rows);
  document.data.split = {1.0, 0.0, 0.0};
  document.layers = {{1, core::Activation::linear, {}, {}, {}}};
  document.loss = core::Loss::squared_error;
  Session session;
  REQUIRE(session.open(document));
  const UnitMaps& maps = session.snapshot().unit_maps;
  REQUIRE(maps.side_cells == 8);
  for (std::size_t i = 1; i < 64; ++i) {
    CHECK(maps.values[i] > maps.values[i - 1]);
    CHECK(maps.values[128 + i] < maps.values[128 + i - 1]);
  }
}

TEST_CASE("of a deep network that is whole on screen every unit has a tile", "[app][maps]") {
  Session session;
  session.apply(OpenLink{"#layers=16tanh*199,1sigmoid"});
  UnitWindow window;
  window.first_layer = 0;
  window.last_layer = 200;
  window.rows = 16;
  session.apply(ShowUnits{window});
  const UnitMaps& maps = session.snapshot().unit_maps;
  for (std::size_t l = 1; l < 200; ++l) CHECK(maps.shown_units[l] == 16);
  CHECK(maps.tiles <= kMaxSmallTiles);
}

}  // namespace app_parity_nets
