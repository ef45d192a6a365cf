// SPDX-License-Identifier: MIT
// The right column on real trainings: what the doctor, the cost and the output panel offer, and
// what a press on it asks for.
#include <imgui_internal.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <string_view>

#include "app/session/session.hpp"
#include "rules.hpp"
#include "stage.hpp"
#include "ui/text/wrap.hpp"

namespace ui_outcome {

using namespace isobath;
using namespace isobath::ui;

namespace {

constexpr ImVec2 kWide{1440.0F, 900.0F};
constexpr ImVec2 kPhone{390.0F, 844.0F};

using Fields = std::vector<app::FieldValue>;

/// A session at work with its screen.
struct Bench {
  app::Session session;
  Stage stage;
  explicit Bench(const Fields& fields = {}, int updates = 0, ImVec2 display = kWide)
      : stage((session.apply(app::ApplyChanges{fields, "", true}), session.snapshot()), display) {
    REQUIRE(session.snapshot().message == "");
    if (updates > 0) session.apply(app::Step{updates});
    show();
  }
  void show() {
    session.snapshot();
    stage.run(2);
  }
  /// Clicks, and lets the session do what was asked for.
  void click(const std::string& id) {
    for (const app::Action& action : stage.click(id)) session.apply(action);
    show();
  }
  const app::Snapshot& snapshot() { return session.snapshot(); }
};

const Fields kDeep{{"network.layers", "16sigmoid*9,1sigmoid"}};
const Fields kImages{{"source", "images"},
                     {"classes", "3"},
                     {"network.layers", "8relu,3softmax"},
                     {"loss", "categorical_cross_entropy"}};
const Fields kWaves{
    {"source", "waves"}, {"loss", "squared_error"}, {"network.layers", "8tanh,1linear"}};

}  // namespace

TEST_CASE("who is well is told so, in one line", "[ui][outcome]") {
  Bench bench({}, 50);
  CHECK(bench.stage.has("doctor-well"));
  CHECK_FALSE(bench.stage.has("doctor-vanishing"));
}

TEST_CASE("the doctor's change is applied by a press, and taken back by undo", "[ui][outcome]") {
  Bench bench(kDeep);
  REQUIRE(bench.stage.has("doctor-vanishing"));
  const document::Document before = bench.session.document();
  bench.click("doctor-apply-vanishing");
  CHECK(bench.session.document().layers[0].activation == core::Activation::relu);
  CHECK_FALSE(bench.stage.has("doctor-vanishing"));
  bench.session.apply(app::Undo{});
  CHECK(bench.session.document() == before);
  bench.show();
  CHECK(bench.stage.has("doctor-vanishing"));
}

TEST_CASE("a finding opens and closes, and points at its layer", "[ui][outcome]") {
  Bench bench(kDeep);
  REQUIRE(bench.stage.has("doctor-apply-vanishing"));
  bench.click("doctor-vanishing");
  CHECK_FALSE(bench.stage.has("doctor-apply-vanishing"));
  bench.click("doctor-vanishing");
  CHECK(bench.stage.has("doctor-apply-vanishing"));
  bench.stage.move_to("doctor-vanishing");
  bool pointed = false;
  for (const app::Action& action : bench.stage.run(2))
    if (const auto* hover = app::action_if<app::HoverLayer>(action)) pointed |= hover->layer == 1;
  CHECK(pointed);
}

TEST_CASE("all findings are listed, and the first one is open", "[ui][outcome]") {
  Bench bench({{"network.layers", "16sigmoid*3,1sigmoid"},
               {"loss", "squared_error"},
               {"source", "housing"},
               {"network.layers[3].activation", "linear"}});
  const auto& findings = bench.snapshot().diagnosis.findings;
  REQUIRE(findings.size() >= 2);
  const auto head = [&](std::size_t i) { return bench.stage.widget("doctor-" + findings[i].rule); };
  for (std::size_t i = 0; i < findings.size(); ++i) {
    INFO(findings[i].rule);
    CHECK(head(i).value == (i == 0 ? "open" : "closed"));
    CHECK(bench.stage.has("doctor-apply-" + findings[i].rule) == (i == 0));
  }
  bench.click("doctor-" + findings[1].rule);
  CHECK(head(0).value == "closed");
  CHECK(head(1).value == "open");
  CHECK(bench.stage.has("doctor-apply-" + findings[1].rule));
}

TEST_CASE("the doctor's title stays where its findings scroll", "[ui][outcome]") {
  Bench bench(kDeep);
  bench.stage.move_to("doctor-vanishing");
  ImGui::GetIO().AddMouseWheelEvent(0.0F, -50.0F);
  bench.stage.run(3);
  const ImGuiWindow* panel = nullptr;
  const ImGuiWindow* list = nullptr;
  for (const ImGuiWindow* window : ImGui::GetCurrentContext()->Windows) {
    const std::string_view name = window->Name;
    if (name.find("findings") != std::string_view::npos)
      list = window;
    else if (name.find("/doctor_") != std::string_view::npos)
      panel = window;
  }
  REQUIRE(panel);
  REQUIRE(list);
  CHECK(panel->ScrollMax.y == 0.0F);
  CHECK(list->Pos.y > panel->Pos.y + 15.0F);
}

TEST_CASE("lines are broken at blanks, and numbers are not", "[ui][outcome]") {
  Bench bench;
  const std::string text = "at most 0.25 of it, 3.5 in all, or 1,200.5 once";
  const Face font{ImGui::GetIO().Fonts->Fonts[0], 16.0F};
  for (float width = 20.0F; width < 400.0F; width += 7.0F) {
    std::string lines = wrapped(font, width, text);
    CHECK((lines.find('\n') != std::string::npos || width > 200.0F));
    std::ranges::replace(lines, '\n', ' ');
    CHECK(lines == text);
  }
  CHECK(wrapped(font, 1.0F, "a 0.25 b") == "a\n0.25\nb");
  CHECK(wrapped(font, 1.0F, "a 100 % b") == "a\n100 %\nb");
  CHECK(wrapped(font, 1000.0F, "a b\nc d") == "a b\nc d");
}

TEST_CASE("on a phone the doctor has a page", "[ui][outcome]") {
  Bench bench({}, 0, kPhone);
  CHECK_FALSE(bench.stage.has("panel-doctor"));
  bench.click("tab-doctor");
  CHECK(bench.stage.has("panel-doctor"));
  CHECK(rules::overlap(bench.stage.widgets()) == "");
  CHECK(rules::too_small(bench.stage.widgets(), 28.0F) == "");
}

TEST_CASE("on low columns cost and doctor share their place", "[ui][outcome]") {
  Bench bench({}, 0, {1280.0F, 680.0F});
  REQUIRE(bench.stage.has("panel-cost"));
  CHECK_FALSE(bench.stage.has("panel-doctor"));
  bench.click("tab-doctor");
  CHECK(bench.stage.has("panel-doctor"));
  CHECK_FALSE(bench.stage.has("panel-cost"));
  CHECK(bench.stage.has("panel-output"));
}

TEST_CASE("runs that have ended are hidden, restored, deleted and cleared", "[ui][outcome]") {
  Bench bench({}, 20);
  CHECK_FALSE(bench.stage.has("runs-clear"));
  bench.session.apply(app::NewStart{});
  bench.show();
  REQUIRE(bench.snapshot().runs.size() == 1);
  bench.click("run-1-show");
  CHECK_FALSE(bench.snapshot().runs[0].shown);
  bench.click("run-1-restore");
  CHECK(bench.snapshot().record.step == 20);
  CHECK(bench.snapshot().runs.empty());
  for (int i = 0; i < 3; ++i) {
    bench.session.apply(app::NewStart{});
    bench.session.apply(app::Step{20});
  }
  bench.show();
  REQUIRE(bench.snapshot().runs.size() == 3);
  const int newest = bench.snapshot().runs.back().id;
  bench.click("run-" + std::to_string(newest) + "-delete");
  CHECK(bench.snapshot().runs.size() == 2);
  bench.click("runs-clear");
  CHECK(bench.snapshot().runs.empty());
}

TEST_CASE("dragging along the plot of J goes through the past", "[ui][outcome]") {
  Bench bench({}, 200);
  bench.stage.move_to("plot-cost");
  for (const app::Action& action : bench.stage.drag("plot-cost", {-40.0F, 0.0F}))
    bench.session.apply(action);
  const std::int64_t gone_to = bench.session.record().step;
  CHECK(gone_to > 20);
  CHECK(gone_to < 100);
  bench.show();
  bench.click("plot-cost");  // a press alone goes to the step under it
  const std::int64_t pressed = bench.session.record().step;
  CHECK(pressed > gone_to);
  CHECK(pressed > 90);
  CHECK(pressed < 110);
}

TEST_CASE("the last tenth of J is shown alone", "[ui][outcome]") {
  Bench bench({}, 100);
  bench.click("cost-recent");
  CHECK(bench.snapshot().view.recent_cost);
  bench.click("cost-recent");
  CHECK_FALSE(bench.snapshot().view.recent_cost);
}

TEST_CASE("classes are counted, for the training and the dev part", "[ui][outcome]") {
  Bench bench({}, 100);
  CHECK_FALSE(bench.stage.has("confusion-train"));
  bench.click("output-confusion");
  CHECK(bench.stage.has("confusion-train"));
  CHECK(bench.stage.has("confusion-dev"));
  bench.click("output-map");
  CHECK(bench.stage.has("plot-output"));
  CHECK_FALSE(bench.stage.has("confusion-train"));
}

TEST_CASE("a press on an example of the map follows it, another one lets it go", "[ui][outcome]") {
  Bench bench;
  const data::Dataset& dataset = *bench.snapshot().dataset;
  const data::PlaneRange& plane = *dataset.plane;
  const auto share = [](double value, double low, double high) {
    return static_cast<float>((value - low) / (high - low));
  };
  bench.stage.move_to("plot-output", share(dataset.train.plane(0, 7), plane.x_min, plane.x_max),
                      1.0F - share(dataset.train.plane(1, 7), plane.y_min, plane.y_max));
  bench.stage.run();
  ImGui::GetIO().AddMouseButtonEvent(ImGuiMouseButton_Left, true);
  bench.stage.run();
  ImGui::GetIO().AddMouseButtonEvent(ImGuiMouseButton_Left, false);
  CHECK(set_to<&app::View::example>(Stage::without_hover(bench.stage.run())) == 7);
}

TEST_CASE("pictures come with their answers, and a press follows one", "[ui][outcome]") {
  Bench bench(kImages, 3);
  REQUIRE(bench.snapshot().output_kind() == app::OutputKind::gallery);
  const core::Index worst = bench.snapshot().outcome.worst.front();
  const std::string id = "example-" + std::to_string(worst);
  REQUIRE(bench.stage.has(id));
  bench.click(id);
  CHECK(bench.snapshot().view.example == static_cast<int>(worst));
  bench.click(id);
  CHECK(bench.snapshot().view.example == -1);
  bench.click("output-confusion");
  CHECK(bench.stage.has("confusion-train"));
}

TEST_CASE("a regression shows its fit, and no classes", "[ui][outcome]") {
  Bench bench(kWaves, 20);
  CHECK_FALSE(bench.stage.has("output-confusion"));
  bench.click("output-fit");
  CHECK(bench.stage.widget("plot-output").value.starts_with("rms error "));
}

TEST_CASE("every view fits narrow columns and phones", "[ui][outcome]") {
  struct Case {
    const Fields fields;
    app::OutputKind kind;
  };
  for (const Case& one :
       {Case{{}, app::OutputKind::map}, Case{{}, app::OutputKind::confusion},
        Case{kImages, app::OutputKind::gallery}, Case{kImages, app::OutputKind::confusion},
        Case{kWaves, app::OutputKind::fit}})
    for (const ImVec2 display : {ImVec2{910.0F, 700.0F}, ImVec2{1280.0F, 720.0F}, kPhone,
                                 ImVec2{844.0F, 390.0F}, ImVec2{700.0F, 1000.0F}}) {
      Bench bench(one.fields, 5, display);
      bench.session.apply(app::set_view<&app::View::output>(one.kind));
      bench.show();
      if (bench.stage.has("tab-output")) bench.click("tab-output");
      INFO(display.x << " by " << display.y << ", view " << static_cast<int>(one.kind));
      CHECK(bench.stage.has("panel-output"));
      CHECK(rules::overlap(bench.stage.widgets()) == "");
      CHECK(rules::outside_of_panels(bench.stage.widgets()) == "");
      CHECK(rules::empty_or_off_screen(bench.stage.widgets(), display) == "");
    }
}

TEST_CASE("what playing is to stop at is chosen beside J", "[ui][outcome]") {
  Bench bench;
  bench.click("breakpoints");
  REQUIRE(bench.stage.has("break-cost"));
  bench.click("break-cost");
  CHECK(bench.snapshot().view.breakpoints.cost_rises);
  bench.click("break-non-finite");
  CHECK_FALSE(bench.snapshot().view.breakpoints.non_finite);
  bench.click("break-step");
  CHECK(bench.snapshot().view.breakpoints.step == 100);
  bench.click("break-step");
  CHECK_FALSE(bench.snapshot().view.breakpoints.step);
}

TEST_CASE("a difference reaches the classes, the images and the fit", "[ui][outcome]") {
  SECTION("classes: signed changes of the counts") {
    Bench bench({}, 0);
    bench.session.apply(app::PinMoment{});
    bench.session.apply(app::Step{150});
    bench.session.apply(app::set_view<&app::View::output>(app::OutputKind::confusion));
    bench.show();
    const std::string plain = bench.stage.widget("confusion-train").value;
    bench.session.apply(app::set_view<&app::View::difference>(true));
    bench.show();
    REQUIRE(bench.snapshot().compares_answers());
    const app::Snapshot& snapshot = bench.snapshot();
    core::Index sum = 0;
    for (std::size_t i = 0; i < snapshot.outcome.train.counts.size(); ++i)
      sum += snapshot.outcome.train.counts[i] - snapshot.then_outcome.train.counts[i];
    CHECK(sum == 0);
    CHECK(snapshot.then_outcome.train.counts != snapshot.outcome.train.counts);
    CHECK(bench.stage.widget("confusion-train").value != plain);
    CHECK(bench.stage.widget("confusion-train").value.find("→") != std::string::npos);
    CHECK(bench.stage.widget("panel-output").label.find("STEP 0") != std::string::npos);
    bench.session.apply(app::set_view<&app::View::difference>(false));
    bench.show();
    CHECK(bench.snapshot().then_outputs.size() == 0);
    CHECK(bench.stage.widget("confusion-train").value == plain);
  }
  SECTION("images: what changed comes first") {
    Bench bench(kImages, 1);
    bench.session.apply(app::PinMoment{});
    bench.session.apply(app::Step{60});
    bench.session.apply(app::set_view<&app::View::output>(app::OutputKind::gallery));
    bench.session.apply(app::set_view<&app::View::difference>(true));
    bench.show();
    const app::Snapshot& snapshot = bench.snapshot();
    REQUIRE(snapshot.compares_answers());
    REQUIRE_FALSE(snapshot.most_changed.empty());
    const core::Index first = snapshot.most_changed.front();
    const auto task = snapshot.dataset->task;
    REQUIRE(app::answer_of(snapshot.outputs, first, task) !=
            app::answer_of(snapshot.then_outputs, first, task));
    const std::string value = bench.stage.widget("example-" + std::to_string(first)).value;
    CHECK(value.find("changed") != std::string::npos);
    // A press follows it, as it does without a difference.
    bench.click("example-" + std::to_string(first));
    CHECK(bench.snapshot().view.example == static_cast<int>(first));
  }
  SECTION("fit: both errors are told") {
    Bench bench(kWaves, 5);
    bench.session.apply(app::PinMoment{});
    bench.session.apply(app::Step{100});
    bench.session.apply(app::set_view<&app::View::output>(app::OutputKind::fit));
    bench.session.apply(app::set_view<&app::View::difference>(true));
    bench.show();
    CHECK(bench.snapshot().compares_answers());
    CHECK(bench.stage.widget("plot-output").value.find("→") != std::string::npos);
    CHECK(bench.snapshot().then_outcome.train_fit.rmse > bench.snapshot().outcome.train_fit.rmse);
  }
}

}  // namespace ui_outcome
