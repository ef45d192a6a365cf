// SPDX-License-Identifier: MIT
// The session by name and JSON, as the page's script calls it.

#include "app/remote.hpp"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

namespace app_remote {

using namespace isobath;
using namespace isobath::app;

namespace {

using nlohmann::json;

json ask(Session& session, std::string_view method, const json& arguments = json::array()) {
  return json::parse(call(session, {}, method, arguments.dump()));
}

std::string error_of(const json& answer) {
  return answer.is_object() && answer.contains("error") ? answer["error"].get<std::string>() : "";
}

TEST_CASE("a document is opened as an object, as text and as a link", "[app][remote]") {
  Session session;
  const std::string text = R"({"isobath": 1, "data": {"source": "xor"}})";
  CHECK(ask(session, "open", json::array({text})).is_null());
  CHECK(ask(session, "document")["data"]["source"] == "xor");
  CHECK(ask(session, "open", json::array({json::parse(R"({"isobath": 1, "title": "t"})")}))
            .is_null());
  CHECK(ask(session, "document")["title"] == "t");
  CHECK(ask(session, "open", json::array({"https://example.org/#source=spiral"})).is_null());
  CHECK(ask(session, "document")["data"]["source"] == "spiral");
  CHECK(ask(session, "link") == "#source=spiral");
}

TEST_CASE("a bad document is one sentence and leaves the old one", "[app][remote]") {
  Session session;
  const json before = ask(session, "document");
  CHECK(error_of(ask(session, "open", json::array({R"({"isobath": 1, "network": {"layers": [
      {"units": 0, "activation": "tanh"}]}})"})))
            .starts_with("network.layers[0].units: 0 is not between 1 and 512"));
  CHECK_FALSE(error_of(ask(session, "open", json::array({"{"}))).empty());
  CHECK_FALSE(error_of(ask(session, "open", json::array({"#source=nowhere"}))).empty());
  CHECK_FALSE(error_of(ask(session, "open", json::array({nullptr}))).empty());
  CHECK_FALSE(error_of(ask(session, "open", json::array({""}))).empty());
  CHECK(error_of(ask(session, "open")) == "open: a document or a link is missing");
  CHECK(ask(session, "document") == before);
}

TEST_CASE("the document is given whole", "[app][remote]") {
  Session session;
  const json document = ask(session, "document");
  CHECK(document["isobath"] == 1);
  CHECK(document["training"].contains("learning_rate"));
  CHECK(document["network"]["layers"].size() == session.document().layers.size());
}

TEST_CASE("steps are counted and the start comes back", "[app][remote]") {
  Session session;
  const json start = ask(session, "parameters");
  CHECK(ask(session, "step").is_null());
  CHECK(ask(session, "record")["step"] == 1);
  CHECK(ask(session, "step", json::array({9})).is_null());
  CHECK(ask(session, "record")["step"] == 10);
  CHECK(ask(session, "parameters") != start);
  CHECK(ask(session, "reset").is_null());
  CHECK(ask(session, "record")["step"] == 0);
  CHECK(ask(session, "parameters") == start);
}

TEST_CASE("what is not a count of updates is refused", "[app][remote]") {
  Session session;
  for (const json& wrong : {json(0), json(-1), json(1.5), json("3"), json(true), json(1e300),
                            json::array(), json::object()}) {
    INFO(wrong.dump());
    const std::string error = error_of(ask(session, "step", json::array({wrong})));
    CHECK(error == "step: " + wrong.dump() + " is not a whole number between 1 and 1000000000");
  }
  CHECK(ask(session, "record")["step"] == 0);
}

TEST_CASE("stepping back is stepping back", "[app][remote]") {
  Session session;
  CHECK(error_of(ask(session, "back", json::array({0}))).starts_with("back: 0 is not"));
  ask(session, "step", json::array({10}));
  const json ten = ask(session, "parameters");
  ask(session, "step", json::array({25}));
  CHECK(ask(session, "back", json::array({25})).is_null());
  CHECK(ask(session, "record")["step"] == 10);
  CHECK(ask(session, "parameters") == ten);
  ask(session, "back");
  CHECK(ask(session, "record")["step"] == 9);
}

TEST_CASE("play and pause are the session's", "[app][remote]") {
  Session session;
  CHECK(ask(session, "play").is_null());
  CHECK(session.playing());
  CHECK(ask(session, "pause").is_null());
  CHECK_FALSE(session.playing());
}

TEST_CASE("parameters have the shapes of the network", "[app][remote]") {
  Session session;
  const json parameters = ask(session, "parameters");
  REQUIRE(parameters.size() == session.document().layers.size());
  for (std::size_t l = 0; l < parameters.size(); ++l) {
    const auto units = static_cast<std::size_t>(session.document().layers[l].units);
    CHECK(parameters[l]["W"].size() == units);
    CHECK(parameters[l]["b"].size() == units);
  }
}

TEST_CASE("the screen is told as it is given", "[app][remote]") {
  Session session;
  Screen screen;
  screen.controls.push_back({"play", "Play \"it\"", "button", "off", 1.5F, 2.0F, 30.0F, 26.0F});
  screen.controls.push_back({"plot", "J", "plot", "", 0.0F, 0.0F, 9.0F, 9.0F, "J from 1 to 0"});
  screen.frame = {7, 1.25, 0.5, 2, 0.25};
  const json widgets = json::parse(call(session, screen, "widgets", "[]"));
  CHECK(widgets == json::parse(R"([{"id": "play", "label": "Play \"it\"", "kind": "button",
      "value": "off", "x": 1.5, "y": 2.0, "width": 30.0, "height": 26.0},
      {"id": "plot", "label": "J", "kind": "plot", "value": "", "x": 0.0, "y": 0.0, "width": 9.0,
      "height": 9.0, "description": "J from 1 to 0"}])"));
  const json frame = json::parse(call(session, screen, "frame", "[]"));
  CHECK(frame == json::parse(R"({"count": 7, "ui_ms": 1.25, "train_ms": 0.5, "dropped": 2,
      "gl_ms": 0.25})"));
}

TEST_CASE("unknown methods and broken arguments are refused", "[app][remote]") {
  Session session;
  CHECK(error_of(ask(session, "fly")) == "fly: there is no such method");
  CHECK(error_of(json::parse(call(session, {}, "step", "[1"))) ==
        "step: the arguments are not a JSON array");
  CHECK(error_of(json::parse(call(session, {}, "step", "3"))) ==
        "step: the arguments are not a JSON array");
  CHECK_FALSE(error_of(json::parse(call(session, {}, "\xFF\xFE", "[]"))).empty());
}

TEST_CASE("the core's speed is measured by name", "[app][remote][bench]") {
  Session session;
  CHECK(ask(session, "bench", json::array({json::array({"W2", "W1"})})) ==
        json::array({"W1", "W2"}));
  CHECK(ask(session, "bench").size() > 5);
  const json measured = ask(session, "bench", json::array({"W1", 1}));
  CHECK(measured["name"] == "W1");
  CHECK(measured["steps_per_second"] > 0.0);
  CHECK(measured["share"] > 0.0);
  CHECK(error_of(ask(session, "bench", json::array({json::array({"W7"})})))
            .starts_with("bench: \"W7\" is not one of"));
  CHECK(error_of(ask(session, "bench", json::array({"standing", 1}))) ==
        "bench: \"standing\" is no workload");
  CHECK(error_of(ask(session, "bench", json::array({"W1", 5000})))
            .starts_with("bench: 5000 is not a number"));
}

}  // namespace
}  // namespace app_remote
