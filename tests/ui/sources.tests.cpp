// SPDX-License-Identifier: MIT
// Sources and their amounts in the data panel: what is chosen there fits, and has room.
#include <catch2/catch_test_macros.hpp>

#include "live.hpp"

namespace ui_sources {

using namespace isobath;
using namespace isobath::ui;

TEST_CASE("The new sources are chosen, and bring the outputs that fit", "[ui][data]") {
  for (const ImVec2 display : {kWide, kPhone}) {
    Live live("#layers=4tanh,1sigmoid", display);
    const auto set = [&](const char* field, const char* value) {
      live.session.apply(app::SetField{field, value});
      live.settle();
      CHECK(live.snapshot().message == "");
    };
    set("data.source", "gaussian");
    const document::Document& document = live.session.document();
    CHECK(document.loss == core::Loss::squared_error);
    CHECK(document.data.split == data::Split{1.0, 0.0, 0.0});
    CHECK(live.snapshot().dataset->inputs() == 16);
    set("data.inputs", "8");
    set("data.targets", "3");
    CHECK(document.layers.back().units == 3);
    CHECK(live.snapshot().dataset->inputs() == 8);
    live.check_rules(display);
    CHECK_FALSE(live.stage.has("label-noise"));
    set("data.source", "mnist1d");
    CHECK(document.layers.back().units == 10);
    CHECK(document.layers.back().activation == core::Activation::softmax);
    set("data.label_noise", "0.15");
    live.session.apply(app::Step{3});
    live.settle();
    live.check_rules(display);
    set("data.source", "circle");
    CHECK(document.layers.back().units == 1);
  }
}

TEST_CASE("Sources and their amounts are set in the data panel", "[ui][data]") {
  Live live("#layers=4tanh,1sigmoid");
  live.click("source-gaussian");
  CHECK(live.session.document().data.source == data::Source::gaussian);
  live.drag("gaussian-inputs", {30.0F, 0.0F});
  CHECK(live.session.document().data.dimensions > 16);
  live.drag("gaussian-targets", {30.0F, 0.0F});
  CHECK(live.session.document().data.targets > 1);
  live.click("source-mnist1d");
  CHECK(live.session.document().data.source == data::Source::mnist1d);
  live.drag("label-noise", {30.0F, 0.0F});
  CHECK(live.session.document().data.label_noise > 0.0);
  CHECK(live.snapshot().message == "");
}

}  // namespace ui_sources
