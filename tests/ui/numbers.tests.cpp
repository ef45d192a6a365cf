// SPDX-License-Identifier: MIT
// Every number of the page takes a typed one: exactly, as one edit, or not at all and with a
// reason.
#include <imgui_internal.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <map>
#include <string>

#include "app/session/session.hpp"
#include "document/fields.hpp"
#include "document/json.hpp"
#include "document/link.hpp"
#include "stage.hpp"

namespace ui_numbers {

using namespace isobath;
using namespace isobath::ui;

namespace {

constexpr ImVec2 kWide{1440.0F, 900.0F}, kPhone{390.0F, 844.0F};

/// A session on a stage: what is pushed is carried out before the next frame.
struct Live {
  app::Session session;
  Stage stage;

  explicit Live(const char* link, ImVec2 display = kWide)
      : stage((open(link), session.snapshot()), display) {
    run(3);
  }
  void open(const char* link) {
    const auto document = document::from_link(link);
    REQUIRE(document);
    REQUIRE(session.open(*document));
    session.apply(app::Step{10});
  }
  void run(int frames = 1) {
    for (int i = 0; i < frames; ++i) {
      for (const app::Action& action : stage.run()) session.apply(action);
      session.advance(5.0);
      session.snapshot();
    }
  }
  void press(ImGuiKey key) {
    ImGui::GetIO().AddKeyEvent(key, true);
    run();
    ImGui::GetIO().AddKeyEvent(key, false);
    run(2);
  }
  void click(const std::string& id, float share_x = 0.5F, bool ctrl = false) {
    stage.move_to(id, share_x);
    run(2);
    ImGui::GetIO().AddKeyEvent(ImGuiMod_Ctrl, ctrl);
    run();
    for (const bool down : {true, false}) {
      ImGui::GetIO().AddMouseButtonEvent(ImGuiMouseButton_Left, down);
      run();
    }
    ImGui::GetIO().AddKeyEvent(ImGuiMod_Ctrl, false);
    run(2);
  }
  /// Opens the number's field.
  void begin(const std::string& id) {
    const Widget row = stage.widget(id);
    const bool whole = id == "layers" || id == "hidden-units" || row.kind == "field";
    const bool plain = id == "scale" || id == "bias" || id == "time";  // no number on them
    click(id, whole || plain ? 0.5F : (row.width - 14.0F) / row.width, plain);
    INFO(id);
    REQUIRE(ImGui::GetIO().WantTextInput);
  }
  void type(const std::string& id, const char* text) {
    begin(id);
    ImGui::GetIO().AddInputCharactersUTF8(text);
    run(2);
    press(ImGuiKey_Enter);
    run(2);
    INFO(id);
    CHECK(!ImGui::GetIO().WantTextInput);
  }
  /// What was refused; that the last edit was undone is no refusal.
  std::string told() const {
    for (const char* id : {"told", "message"})
      if (stage.has(id) && !stage.widget(id).label.starts_with("Undone"))
        return stage.widget(id).label;
    return "";
  }
  std::string document() const { return document::to_json(session.document()); }
};

bool is_number(const Widget& widget) {
  // The strip of layers is a window upon them; the parameter's own field has tests of its own.
  return (widget.kind == "slider" || widget.kind == "field") && widget.id != "network-minimap" &&
         widget.id != "parameter-value" && widget.id != "break-step-number";
}

/// A number that the control's rungs do not have, wherever rungs are.
const char* wanted(const std::string& id) {
  static const std::map<std::string, const char*> kWanted{{"noise", "0.375"},
                                                          {"examples", "333"},
                                                          {"learning-rate", "0.0075"},
                                                          {"batch", "48"},
                                                          {"momentum", "0.85"},
                                                          {"beta2", "0.995"},
                                                          {"l2", "0.7"},
                                                          {"l1", "0.002"},
                                                          {"dropout", "0.25"},
                                                          {"clip-norm", "5"},
                                                          {"scale", "1.37"},
                                                          {"scale-value", "0.73"},
                                                          {"bias", "0.037"},
                                                          {"bias-value", "0.041"},
                                                          {"layers", "5"},
                                                          {"hidden-units", "7"},
                                                          {"seed", "4711"},
                                                          {"speed", "37"},
                                                          {"time", "3"},
                                                          {"readout-step", "7"},
                                                          {"bits", "5"},
                                                          {"side", "12"},
                                                          {"layer-scale", "1.37"},
                                                          {"layer-bias", "0.125"},
                                                          {"slice-reach", "0.65"},
                                                          {"layer-1-units", "5"},
                                                          {"layer-2-units", "6"},
                                                          {"layer-3-units", "3"},
                                                          {"label-noise", "0.375"},
                                                          {"gaussian-inputs", "12"},
                                                          {"gaussian-targets", "3"},
                                                          {"layer-rate", "1.75"}};
  const auto found = kWanted.find(id);
  return found == kWanted.end() ? nullptr : found->second;
}

/// Not of the document, so not to be undone.
bool is_of_view(const std::string& id) {
  static constexpr std::array<std::string_view, 4> kOfView{"speed", "time", "readout-step",
                                                           "slice-reach"};
  return std::ranges::find(kOfView, id) != kOfView.end();
}

std::vector<std::string> numbers(const Stage& stage) {
  std::vector<std::string> ids;
  for (const Widget& widget : stage.widgets())
    if (is_number(widget)) ids.push_back(widget.id);
  return ids;
}

/// Types a number into every control that has one, and takes it back.
void type_all(Live& live) {
  for (const std::string& id : numbers(live.stage)) {
    if (!live.stage.has(id)) continue;
    INFO(id);
    const char* text = wanted(id);
    REQUIRE(text != nullptr);
    const std::string before = live.document(), value = live.stage.widget(id).value;
    live.type(id, text);
    CHECK(live.told() == "");
    CHECK(live.stage.widget(id).value == text);
    if (is_of_view(id)) continue;
    CHECK(live.document() != before);
    live.session.apply(app::Undo{});
    live.run(3);
    CHECK(live.document() == before);
    CHECK(live.stage.widget(id).value == value);
  }
}

}  // namespace

TEST_CASE("Every number of the page takes a typed one, exactly and as one edit", "[ui][numbers]") {
  SECTION("data, hyperparameters, network, scope, time") {
    Live live("#layers=4tanh*3,1sigmoid&optimizer=adam&bias=normal(0.1)");
    CHECK(numbers(live.stage).size() >= 20);
    type_all(live);
  }
  SECTION("parity") {
    Live live("#source=parity");
    type_all(live);
  }
  SECTION("gaussian") {
    Live live("#source=gaussian&layers=4tanh,1linear&loss=squared_error");
    CHECK(live.stage.has("gaussian-inputs"));
    type_all(live);
  }
  SECTION("images") {
    Live live("#source=images");
    type_all(live);
  }
  SECTION("the slice of J") {
    Live live("#layers=4tanh,1sigmoid");
    live.session.apply(app::set_view<&app::View::stepping>(true));
    live.session.apply(app::set_view<&app::View::stepper_page>(app::StepperPage::slice));
    live.run(4);
    REQUIRE(live.stage.has("slice-reach"));
    type_all(live);
  }
  SECTION("the card of a unit that follows an example") {
    Live live("#layers=4tanh,1sigmoid");
    live.session.apply(app::PinUnit{{1, 0}, true});
    live.session.apply(app::set_view<&app::View::example>(2));
    live.run(4);
    REQUIRE(live.stage.has("card-number"));
    live.type("card-number", "7");
    CHECK(live.session.snapshot().view.example == 6);
    live.type("card-number", "0");
    CHECK(live.told().starts_with("example: 0 is not a whole number between 1 and "));
  }
  SECTION("fingers") {
    Live live("#layers=4tanh,1sigmoid", kPhone);
    for (const char* tab : {"tab-data", "tab-hyperparameters", "tab-network"}) {
      live.click(tab);
      live.run(2);
      type_all(live);
    }
  }
}

TEST_CASE("A layer's own numbers take typed ones", "[ui][numbers]") {
  Live live("#layers=4tanh*3,1sigmoid");
  for (const char* id : {"layer-scale", "layer-bias", "layer-rate"}) {
    const std::string before = live.document();
    live.click("layer-2-options");
    live.run(2);
    live.type(id, wanted(id));
    CHECK(live.stage.widget(id).value == wanted(id));
    const core::LayerOptions& layer = live.session.document().layers[1];
    const std::string set = id;
    if (set == "layer-scale") CHECK(layer.scale == 1.37);
    if (set == "layer-bias") CHECK(layer.bias->value == 0.125);
    if (set == "layer-rate") CHECK(layer.learning_rate == 1.75);
    live.press(ImGuiKey_Escape);
    live.session.apply(app::Undo{});
    live.run(3);
    CHECK(live.document() == before);
  }
}

TEST_CASE("A number out of its range is refused with what is allowed", "[ui][numbers]") {
  Live live("#layers=4tanh*3,1sigmoid&optimizer=adam&bias=normal(0.1)");
  const bool words = GENERATE(false, true);
  for (const std::string& id : numbers(live.stage)) {
    INFO(id);
    const std::string before = live.document(), value = live.stage.widget(id).value;
    if (!words && id == "speed") continue;  // no number is too large for it
    live.type(id, words ? "seven" : "1e30");
    CHECK(live.told().find(words ? "\"seven\" is not a number" : " is not ") != std::string::npos);
    CHECK(live.document() == before);
    CHECK(live.stage.widget(id).value == value);
    live.press(ImGuiKey_Escape);
    CHECK(live.told() == "");
  }
}

TEST_CASE("Halves of layers, negative speeds and steps that were not trained are refused",
          "[ui][numbers]") {
  Live live("#layers=4tanh*3,1sigmoid");
  struct Case {
    const char *id, *text, *sentence;
  };
  for (const auto& [id, text, sentence] :
       {Case{"layers", "2.5", "L: 2.5 is not a whole number between 1 and 200."},
        Case{"layers", "0", "L: 0 is not a whole number between 1 and 200."},
        Case{"hidden-units", "513", "units: 513 is not a whole number between 1 and 512."},
        Case{"layer-1-units", "0", "units: 0 is not a whole number between 1 and 512."},
        Case{"speed", "-1", "speed: -1 is not between 0.5 and max."},
        Case{"readout-step", "11", "step: 11 is not a whole number between 0 and 10."},
        Case{"time", "-1", "step: -1 is not a whole number between 0 and 10."}}) {
    live.type(id, text);
    CHECK(live.told() == sentence);
    live.press(ImGuiKey_Escape);
  }
}

TEST_CASE("Enter types the number of the control that the keyboard has reached", "[ui][numbers]") {
  Live live("#layers=4tanh*3,1sigmoid");
  const auto [id, field] =
      GENERATE(std::pair{"learning-rate", "training.learning_rate"},
               std::pair{"scale", "initialization.scale"}, std::pair{"layers", "network.depth"},
               std::pair{"seed", "initialization.seed"});
  INFO(id);
  const Widget row = live.stage.widget(id);
  bool reached = false;
  for (int i = 0; i < 250 && !reached; ++i) {
    live.press(ImGuiKey_Tab);
    const ImGuiContext& context = *ImGui::GetCurrentContext();
    const ImGuiWindow* window = context.NavWindow;
    if (window == nullptr || !context.NavCursorVisible) continue;
    const ImRect lit = ImGui::WindowRectRelToAbs(const_cast<ImGuiWindow*>(window),
                                                 window->NavRectRel[context.NavLayer]);
    reached = lit.Contains(ImVec2(row.x + row.width * 0.5F, row.y + row.height * 0.5F)) &&
              lit.GetWidth() < row.width + 20.0F;
  }
  REQUIRE(reached);
  live.press(ImGuiKey_Enter);
  live.run(2);
  REQUIRE(ImGui::GetIO().WantTextInput);
  ImGui::GetIO().AddInputCharactersUTF8("2");
  live.run(2);
  live.press(ImGuiKey_Enter);
  const auto* known = document::find_field(field);
  REQUIRE(known != nullptr);
  CHECK(known->get(live.session.document()) == (id == std::string("layers") ? 1.0 : 2.0));
}

TEST_CASE("Where all weights start at 0, the dial of their scale rests", "[ui][numbers]") {
  Live live("#layers=4tanh*3,1sigmoid&weights=zeros");
  CHECK(live.stage.widget("scale").value == "disabled");
  const std::string before = live.document();
  for (const app::Action& action : live.stage.drag("scale", {80.0F, 0.0F}))
    live.session.apply(action);
  live.click("scale-value");
  live.run(2);
  CHECK(!ImGui::GetIO().WantTextInput);
  CHECK(live.document() == before);
  // One layer that draws its weights is enough for k to matter.
  document::Document document = live.session.document();
  document.layers[1].weights = core::WeightScheme::xavier_normal;
  REQUIRE(live.session.open(document));
  live.run(2);
  CHECK(live.stage.widget("scale").value == "1");
}

TEST_CASE("The step to stop at is no negative one", "[ui][numbers]") {
  Live live("#layers=4tanh,1sigmoid");
  live.click("breakpoints");
  live.click("break-step");
  live.run(2);
  const auto step = live.session.snapshot().view.breakpoints.step;
  REQUIRE(step);
  live.type("break-step-number", "-5");
  CHECK(live.told().starts_with("step: -5 is not between 0 and "));
  CHECK(live.session.snapshot().view.breakpoints.step == step);
  live.type("break-step-number", "250");
  CHECK(live.session.snapshot().view.breakpoints.step == 250);
}

}  // namespace ui_numbers
