// SPDX-License-Identifier: MIT
// The figures that are made of a training: what stands in them is what was measured.
#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <string>

#include "app/figure/check_figure.hpp"
#include "app/figure/cost_figure.hpp"
#include "app/figure/figure_words.hpp"
#include "app/figure/fit_figure.hpp"
#include "app/figure/slice_figure.hpp"
#include "app/session/session.hpp"

namespace app_made_figures {

using namespace isobath;
using namespace isobath::app;
using figure::Figure;
using figure::Mark;
using figure::Role;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

const Mark* mark_of(const Figure& made, Mark::Kind kind) {
  const auto found = std::find_if(made.marks.begin(), made.marks.end(),
                                  [&](const Mark& mark) { return mark.kind == kind; });
  return found == made.marks.end() ? nullptr : found;
}

TEST_CASE("The cost's figure holds J of every sample, and where one has gone back to",
          "[app][figure][cost]") {
  Session session;
  session.apply(Step{20});
  const Snapshot& snapshot = session.snapshot();
  Figure made;
  figure::make_cost_figure(snapshot, 0, made);
  REQUIRE(made.series.size() == 2);
  const figure::Series& train = made.series[1];
  CHECK(train.name.view() == "J train");
  CHECK(train.legend.view().starts_with("J train 0."));
  REQUIRE(train.x.size() == snapshot.costs.size());
  CHECK(train.x.back() == 20.0);
  CHECK(train.y.back() == snapshot.record.cost);
  CHECK(made.series[0].name.view() == "dev loss");
  CHECK(made.y.logarithmic);
  CHECK_FALSE(made.x.logarithmic);
  const std::string words = figure::in_words(made);
  INFO(words);
  CHECK(words.starts_with("J train from 1."));
  CHECK(words.find("over 20 steps") != std::string::npos);
  CHECK(words.ends_with("2 lines, J logarithmic"));
  CHECK(mark_of(made, Mark::Kind::playhead) == nullptr);

  session.apply(Back{5});
  session.apply(set_view<&View::logarithmic_steps>(true));
  session.apply(set_view<&View::logarithmic_cost>(false));
  figure::make_cost_figure(session.snapshot(), 0, made);
  REQUIRE(mark_of(made, Mark::Kind::playhead) != nullptr);
  CHECK(mark_of(made, Mark::Kind::playhead)->x == 15.0);
  CHECK(made.x.share(0.0) == 0.0);
  CHECK(made.x.share(20.0) == Catch::Approx(1.0));
  CHECK_FALSE(made.y.logarithmic);
}

TEST_CASE("A run that has ended is a line, and a cross where it ceased to be finite",
          "[app][figure][cost]") {
  Session session;
  session.apply(Step{50});
  session.apply(NewStart{});
  session.apply(Step{10});
  Snapshot snapshot = session.snapshot();
  REQUIRE(snapshot.runs.size() == 1);
  Figure made;
  figure::make_cost_figure(snapshot, 0, made);
  REQUIRE(made.series.size() == 3);
  CHECK(made.series[0].name.view() == "run 1");
  CHECK(made.series[0].ink.role == Role::run);
  CHECK(made.series[2].legend.empty());  // the list of runs says it
  CHECK(mark_of(made, Mark::Kind::cross) == nullptr);
  snapshot.runs[0].last.diverged = core::Divergence{7, 1, core::Quantity::z, 0, 0};
  snapshot.runs[0].costs = {{0, 0.7, 0.7}, {5, 0.5, 0.6}, {7, kNaN, kNaN}};
  figure::make_cost_figure(snapshot, 1, made);
  REQUIRE(mark_of(made, Mark::Kind::cross) != nullptr);
  CHECK(mark_of(made, Mark::Kind::cross)->x == 5.0);
  CHECK(made.series[0].width_px > 2.0F);  // pointed at
  snapshot.runs[0].shown = false;
  figure::make_cost_figure(snapshot, 0, made);
  CHECK(made.series.size() == 2);
}

TEST_CASE("What is not finite is told with its step and layer", "[app][figure][cost]") {
  Session session;
  Snapshot snapshot = session.snapshot();
  snapshot.record.diverged = core::Divergence{12, 3, core::Quantity::z, 0, 0};
  Figure made;
  figure::make_cost_figure(snapshot, 0, made);
  REQUIRE(mark_of(made, Mark::Kind::instant) != nullptr);
  CHECK(mark_of(made, Mark::Kind::instant)->name.view() == "step 12: Z[3] is not finite");
}

TEST_CASE("The sample nearest to a step is found", "[app][figure][cost]") {
  const std::vector<CostSample> costs{{0, 1, 1}, {10, 2, 2}, {40, 3, 3}};
  CHECK(figure::nearest_sample(costs, -5.0).step == 0);
  CHECK(figure::nearest_sample(costs, 6.0).step == 10);
  CHECK(figure::nearest_sample(costs, 26.0).step == 40);
  CHECK(figure::nearest_sample(costs, 900.0).step == 40);
}

TEST_CASE("Every dot of the fit is an example's answer", "[app][figure][output]") {
  Session session;
  session.apply(OpenLink{"#source=housing&layers=4tanh,1linear&loss=squared_error"});
  const Snapshot& snapshot = session.snapshot();
  REQUIRE(snapshot.message.empty());
  figure::FitFigures made;
  figure::make_fit_figures(snapshot, made);
  REQUIRE(made.train.there);
  const figure::Series& dots = made.answers.series[made.train.series_of_answers];
  const figure::Series& rest = made.rest.series[made.train.series_of_rest];
  REQUIRE(static_cast<core::Index>(dots.x.size()) == snapshot.outputs.cols());
  for (const std::size_t dot : {std::size_t{0}, dots.x.size() / 2, dots.x.size() - 1}) {
    const core::Index example = made.train.example(dot);
    const auto answer = static_cast<double>(snapshot.outputs(0, example));
    CHECK(dots.x[dot] == snapshot.dataset->train.y(0, example));
    CHECK(dots.y[dot] == answer);
    CHECK(rest.y[dot] == answer - dots.x[dot]);
  }
  CHECK_FALSE(made.not_finite);
  CHECK(figure::in_words(made.answers).find("train: 250 points") != std::string::npos);
  Snapshot lost = snapshot;
  lost.outputs(0, 3) = std::numeric_limits<float>::quiet_NaN();
  figure::make_fit_figures(lost, made);
  CHECK(made.not_finite);
  lost.view.dev_shown = false;
  figure::make_fit_figures(lost, made);
  CHECK_FALSE(made.dev.there);
}

TEST_CASE("The fit is told in the target's own unit", "[app][figure][output]") {
  Session session;
  session.apply(OpenLink{"#source=housing&layers=4tanh,1linear&loss=squared_error"});
  const double price = session.snapshot().dataset->train.y(0, 7);
  session.apply(SetField{"data.target_scaling", "standardize"});
  const Snapshot& snapshot = session.snapshot();
  REQUIRE(snapshot.dataset->target_scale(0) != 1.0);
  figure::FitFigures made;
  figure::make_fit_figures(snapshot, made);
  const figure::Series& dots = made.answers.series[made.train.series_of_answers];
  CHECK(std::fabs(dots.x[7] - price) < 1e-9 * std::fabs(price));
  const auto answer = static_cast<double>(snapshot.outputs(0, 7));
  CHECK(dots.y[7] ==
        answer * snapshot.dataset->target_scale(0) + snapshot.dataset->target_shift(0));
}

HuntView hunt() {
  HuntView view;
  view.check.matrices = {{"dW[1]", 1e-9, lab::Verdict::good},
                         {"db[1]", 0.0, lab::Verdict::good},
                         {"dW[2]", 0.5, lab::Verdict::bad},
                         {"db[2]", kNaN, lab::Verdict::bad}};
  view.updates = 4;
  view.right = {0.7, 0.6, 0.5, 0.4, 0.3};
  view.wrong = {0.7, 90.0, 1e30, kNaN};
  return view;
}

TEST_CASE("Bars of the check are grouped by their verdict", "[app][figure][stepper]") {
  Figure made;
  figure::make_ratio_figure(hunt(), 4, made);
  REQUIRE(made.series.size() == 4);
  CHECK(made.series[0].x == std::vector<double>{0.5, 1.5});
  CHECK(made.series[2].x == std::vector<double>{2.5});
  CHECK(made.series[3].x == std::vector<double>{3.5});
  CHECK(figure::in_words(made) ==
        "not finite: 1 bar; wrong: 1 bar, 0.500; agrees: 2 bars, 0 to 1.00·10⁻⁹; limit at "
        "1.00·10⁻⁷; limit at 0.00100, ratio logarithmic");
  CHECK(std::string(figure::verdict_word(hunt().check.matrices[3])) == "not finite");
}

TEST_CASE("A training that explodes does not flatten the other one", "[app][figure][stepper]") {
  Figure made;
  figure::make_hunt_figure(hunt(), made);
  CHECK(made.y.highest < 4.0);
  REQUIRE(mark_of(made, Mark::Kind::not_finite) != nullptr);
  CHECK(mark_of(made, Mark::Kind::not_finite)->x == 3.0);
  CHECK(figure::in_words(made).starts_with(
      "J without the bug from 0.7000 to 0.3000 over 4 updates; J with the bug from 0.7000 to NaN"));
}

TEST_CASE("The slice's figure has the curve, its tangent and the ball", "[app][figure][stepper]") {
  SliceView view;
  view.name = "w[2](1,3)";
  view.reach = 2.0;
  for (int i = 0; i <= 20; ++i) {
    const double value = -1.0 + i * 0.1;
    view.slice.values.push_back(value);
    view.slice.costs.push_back(value * value);
  }
  view.slice.value = 0.5;
  view.slice.cost = 0.25;
  view.slice.slope = 1.0;
  Figure made;
  figure::make_slice_figure(view, made);
  REQUIRE(made.series.size() == 2);
  const figure::Series& tangent = made.series[1];
  CHECK(tangent.dashed);
  CHECK(tangent.x == std::vector<double>{-0.5, 1.5});
  CHECK(tangent.y == std::vector<double>{-0.75, 1.25});
  REQUIRE(mark_of(made, Mark::Kind::point) != nullptr);
  CHECK(mark_of(made, Mark::Kind::point)->y == 0.25);
  CHECK(figure::in_words(made) ==
        "J from 1.000 to 1.000 over w[2](1,3) −1 to 1, least 0 at w[2](1,3) 0; now at w[2](1,3) "
        "0.5, J 0.2500");
  CHECK(figure::cost_near(view.slice, 0.55) == Catch::Approx(0.305));
  view.slice.cost = kNaN;
  figure::make_slice_figure(view, made);
  CHECK(made.series.size() == 1);
  CHECK(mark_of(made, Mark::Kind::point) == nullptr);
}

}  // namespace app_made_figures
