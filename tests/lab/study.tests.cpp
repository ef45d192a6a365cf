// SPDX-License-Identifier: MIT
// Studies: what a cell's value is, and maps whose borders are known.
#include "lab/study.hpp"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <fstream>
#include <iterator>
#include <limits>

#include "core/initialization.hpp"
#include "data/dataset.hpp"
#include "document/json.hpp"
#include "document/sentence.hpp"
#include "document/shape.hpp"
#include "lab/convergence.hpp"
#include "lab/mean_field.hpp"
#include "lab/sweep_lines.hpp"
#include "lab/sweep_runs.hpp"

namespace lab_study {

using namespace isobath;
using namespace isobath::lab;
using isobath::tests::document_of;
using isobath::tests::Results;

namespace {

Results run_study(const document::Document& document, int workers = 2) {
  const auto plan = study_plan(document);
  INFO((plan ? "" : plan.error()));
  REQUIRE(plan);
  return tests::run_all(
      *plan, {.steps = study_steps(document.study), .measure = document.study.measure}, workers);
}

std::string refusal(std::string_view link) {
  const auto document = document::from_link(link);
  REQUIRE_FALSE(document);
  return document.error();
}

double convergence_of(const std::vector<double>& losses) {
  Convergence convergence;
  for (const double loss : losses) convergence.add(loss);
  return convergence.value();
}

}  // namespace

TEST_CASE("convergence is the sum of what is left of the loss, or of its inverse", "[lab][study]") {
  CHECK(std::isnan(convergence_of({})));
  // 20 losses at half of the first, after it: 1 + 20/2.
  std::vector<double> falls(21, 2.0);
  falls[0] = 4.0;
  CHECK(convergence_of(falls) == -11.0);
  // Twice as much: 1 + 20/2 again, of the inverse.
  std::vector<double> grows(21, 8.0);
  grows[0] = 4.0;
  CHECK(convergence_of(grows) == 11.0);
  // As many as there are decide where there are fewer than 20.
  CHECK(convergence_of({1.0, 0.5}) == -1.5);
  CHECK(convergence_of({1.0, 1.0}) == 2.0);
  // NaN and Inf are 10^6 of the units of the loss, and no v is more than 10^6.
  CHECK(convergence_of({2.0, std::nan("")}) == 1.0 + 2e-6);
  CHECK(convergence_of({1e-3, 1e9}) == 1.0 + 1e-6);
  // It can come back: no early stop.
  std::vector<double> back{1.0, 1e8, std::numeric_limits<double>::infinity()};
  back.resize(30, 0.25);
  CHECK(convergence_of(back) == -(1.0 + 2e6 + 27 * 0.25));
}

TEST_CASE("a study is a part of the document", "[lab][study]") {
  const auto document = document_of(
      "#study=map&study_x=scale=log:0.1:10:4&study_y=depth=lin:2:6:3&study_steps=50"
      "&study_measure=dev.loss");
  CHECK(document.study.kind == document::StudyKind::map);
  CHECK(document.study.x == "scale=log:0.1:10:4");
  CHECK(document.study.measure == document::Measure::dev_loss);
  for (const bool whole : {false, true})
    CHECK(document::from_json(document::to_json(document, whole, 2)).value() == document);
  CHECK(document::from_link(document::to_link(document)).value() == document);
  // Without one there is no word of it.
  CHECK(document::to_json({}, true, 2).find("study") == std::string::npos);

  CHECK(refusal("#study=map&study_y=depth=lin:2:6:3") ==
        "study.x: is missing, a map varies a field like initialization.scale=log:0.1:10:64");
  CHECK(refusal("#study=map&study_x=alpha=log:0.1:1:3").starts_with("study.y: is missing"));
  CHECK(refusal("#study=curves&study_x=alpha=0.1,1&study_y=depth=2,3").starts_with("study.y: "));
  CHECK(refusal("#study=curves").starts_with("study.x: is missing"));
  CHECK(refusal("#study=map&study_x=alpha=log:0:1:3&study_y=depth=lin:2:6:3")
            .starts_with("study.x: training.learning_rate: log:0:1 is not a range"));
  CHECK(refusal("#study=map&study_x=nothing=1,2&study_y=depth=lin:2:6:3").starts_with("study.x: "));
}

TEST_CASE("a search has one to three fields, on their grid or drawn", "[lab][study]") {
  const auto drawn = document_of(
      "#study=search&study_x=alpha=log:0.001:10&study_y=scale=lin:0.5:2&study_z=width=log:2:32"
      "&study_random=50");
  CHECK(drawn.study.random == 50);
  for (const bool whole : {false, true})
    CHECK(document::from_json(document::to_json(drawn, whole, 2)).value() == drawn);
  CHECK(document::from_link(document::to_link(drawn)).value() == drawn);
  const auto plan = study_plan(drawn).value();
  CHECK(plan->drawn());
  CHECK(plan->cells() == 50);
  CHECK(plan->axes().size() == 3);
  // The first ten of fifty are the ten.
  auto fewer = drawn;
  fewer.study.random = 10;
  CHECK(study_plan(fewer).value()->values(9)[0].number == plan->values(9)[0].number);
  const auto grid =
      study_plan(document_of("#study=search&study_x=alpha=log:0.001:10:3&study_z=depth=1,2"));
  CHECK(grid.value()->cells() == 6);

  CHECK(refusal("#study=search&study_random=5") ==
        "study.x: is missing, a search varies a field like initialization.scale=log:0.1:10");
  CHECK(refusal("#study=search&study_x=alpha=log:0.1:1").starts_with("study.x: "));
  CHECK(refusal("#study=search&study_x=alpha=log:0.1:1:4&study_random=5").starts_with("study.x: "));
  CHECK(refusal("#study=search&study_x=alpha=1,2&study_z=nothing=1").starts_with("study.z: "));
  CHECK(refusal("#study=map&study_x=alpha=1,2&study_y=depth=1,2&study_z=width=2,3") ==
        "study.z: \"width=2,3\" is given with study.kind map; it is allowed only with search");
  CHECK(refusal("#study=curves&study_x=alpha=1,2&study_random=3") ==
        "study.random: 3 is given with study.kind curves; it is allowed only with search");
}

TEST_CASE("a study changes nothing of the experiment, and its cells have none", "[lab][study]") {
  const auto document = document_of("#study=map&study_x=scale=1,2&study_y=depth=1,2");
  const auto plan = study_plan(document).value();
  CHECK(plan->cells() == 4);
  CHECK(plan->document(3, 0).study == document::Study{});
  CHECK(plan->document(3, 0).layers.size() == 3);
}

TEST_CASE("a cell shows the median of its seeds, or the share that came to the target",
          "[lab][study]") {
  CellResult cell{0, std::vector<RunResult>(4)};
  const double losses[] = {0.3, 0.1, std::numeric_limits<double>::quiet_NaN(), 0.05};
  for (std::size_t i = 0; i < 4; ++i) cell.runs[i].cost = cell.runs[i].train.loss = losses[i];
  document::Study study;
  study.target = 0.1;
  CHECK(study_value(study, cell) == Catch::Approx(0.2));
  study.measure = document::Measure::trained;
  CHECK(study_value(study, cell) == 0.5);
}

TEST_CASE("alone and in a group trainings converge alike, to the bit", "[lab][study]") {
  auto document = document_of(
      "#layers=6tanh,1sigmoid&examples=60&study=map&study_x=alpha=log:0.01:100:8"
      "&study_y=scale=lin:0.5:3:3&study_measure=convergence&study_steps=40");
  const Results together = run_study(document);
  for (const auto& [cell, result] : together) {
    auto alone = study_plan(document).value()->document(cell, 0);
    alone.study = document.study;
    alone.study.x = "alpha=" + document::number_text(alone.training.learning_rate);
    alone.study.y = "scale=" + document::number_text(alone.initialization.scale);
    const Results one = run_study(alone, 0);
    REQUIRE(one.size() == 1);
    CHECK(one.at(0).runs[0].convergence == result.runs[0].convergence);
  }
}

TEST_CASE("the map of a linear neuron ends at alpha = 2 / lambda_max, to the cell",
          "[lab][study]") {
  constexpr int kCells = 64;
  const auto document = document_of(
      "#source=plane&layers=1linear&loss=squared_error&examples=200&study=map"
      "&study_x=alpha=log:0.02:20:64&study_y=scale=0.5,1&study_measure=convergence"
      "&study_steps=300");
  const auto dataset = data::make_dataset(document.data).value();
  const core::Index m = dataset.train.x.cols();
  Eigen::MatrixXd x(dataset.train.x.rows() + 1, m);
  x << dataset.train.x.cast<double>(), Eigen::RowVectorXd::Ones(m);
  const Eigen::MatrixXd hessian = x * x.transpose() / static_cast<double>(m);
  const double largest =
      Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(hessian).eigenvalues().maxCoeff();
  const double border = 2.0 / largest;
  const Results results = run_study(document);
  const auto plan = study_plan(document).value();
  for (int column = 0; column < kCells; ++column) {
    const double alpha = plan->axes()[0].values()[static_cast<std::size_t>(column)].number.value();
    // The border's own cell may be either.
    if (std::abs(std::log(alpha / border)) < 0.5 * std::log(1000.0) / (kCells - 1)) continue;
    for (const std::size_t row : {std::size_t{0}, std::size_t{1}}) {
      CAPTURE(alpha, border, row);
      const double value =
          results.at(row * kCells + static_cast<std::size_t>(column)).runs[0].convergence;
      CHECK((value < 0.0) == (alpha < border));
    }
  }
}

namespace {

/// The published net (Sohl-Dickstein 2024) of this width as a document, rates over decades.
document::Document fractal(int width, int examples, int cells, int steps) {
  document::Document document;
  document.data.source = data::Source::gaussian;
  document.data.dimensions = width;
  document.data.examples = examples;
  document.data.split = document::default_split(document.data.source);
  document.loss = core::Loss::squared_error;
  const double n = width;
  document.layers = {{width, core::Activation::tanh, {}, {}, {}},
                     {1, core::Activation::linear, {}, {}, {}}};
  for (core::LayerOptions& layer : document.layers) {
    layer.weights = core::WeightScheme::normal;
    layer.has_bias = false;
  }
  document.layers[0].scale = std::sqrt(2.0 / n);
  document.layers[1].scale = 1.0 / n;
  document.training.learning_rate = 1.0;
  const auto axis = [&](int layer, double factor) {
    return "network.layers[" + std::to_string(layer) +
           "].learning_rate=log:" + document::number_text(1e-3 * factor) + ":" +
           document::number_text(1e6 * factor) + ":" + std::to_string(cells);
  };
  document.study = {.kind = document::StudyKind::map,
                    .x = axis(0, 4.0 / n),
                    .y = axis(1, 2.0 / (n * n)),
                    .over = {},
                    .steps = steps,
                    .seeds = 1,
                    .measure = document::Measure::convergence,
                    .target = 0.1};
  return document;
}

}  // namespace

TEST_CASE("where only the last layer learns, the fractal's border is 2 / lambda_max of it",
          "[lab][study]") {
  document::Document document = fractal(8, 72, 2, 500);
  document.precision = core::Precision::twofold;
  const auto x = data::make_dataset(document.data).value().train.x;
  const core::Network network{8, document.layers, document.loss, document.precision,
                              document.arithmetic};
  const auto start = core::scale_parameters(core::unit_parameters(network, document.initialization),
                                            network, document.initialization);
  const Eigen::MatrixXd a = (start[0].weights * x.cast<double>()).array().tanh().matrix();
  const double border = 2.0 / Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(
                                  a * a.transpose() / static_cast<double>(a.cols()))
                                  .eigenvalues()
                                  .maxCoeff();
  document.study.x = "network.layers[0].learning_rate=0,1e-12";
  document.study.y = "network.layers[1].learning_rate=" + document::number_text(border * 0.995) +
                     "," + document::number_text(border * 1.005);
  const Results results = run_study(document);
  for (const std::size_t column : {std::size_t{0}, std::size_t{1}}) {
    CHECK(results.at(column).runs[0].convergence < 0.0);
    CHECK(results.at(2 + column).runs[0].convergence > 0.0);
  }
}

TEST_CASE("of the published fractal's cells 55 % converge", "[lab][study][slow]") {
  const Results results = run_study(fractal(16, 272, 64, 500));
  const auto converged = std::ranges::count_if(
      results, [](const auto& cell) { return cell.second.runs[0].convergence < 0.0; });
  CAPTURE(converged);
  CHECK(static_cast<double>(converged) / 4096.0 == Catch::Approx(0.55).margin(0.02));
}

TEST_CASE("the scope at the start is measured without an update", "[lab][study]") {
  // Of linear layers W = 1.5 I, each is 1.5 times the one below: 9 layers, 8 times.
  const auto document = document_of(
      "#layers=2linear*8,2linear&weights=identity&scale=1.5&loss=squared_error&source=gaussian"
      "&inputs=2&targets=2&study=map&study_x=scale=0.5,1.5&study_y=alpha=0.1,1"
      "&study_measure=scope.A");
  const Results results = run_study(document);
  CHECK(results.at(0).runs[0].scope_a == Catch::Approx(8 * std::log10(0.5)).epsilon(1e-5));
  CHECK(results.at(1).runs[0].scope_a == Catch::Approx(8 * std::log10(1.5)).epsilon(1e-5));
  CHECK(results.at(1).runs[0].scope_dz == Catch::Approx(8 * std::log10(1.5)).epsilon(1e-5));
  CHECK(results.at(3).runs[0].step == 0);
}

TEST_CASE("draws of He scatter at depth as theory says of this width", "[lab][study]") {
  // log10 of the rms over D layers of n units: N(-0.543 D/n, 0.486 sqrt(D/n)).
  const auto document = document_of(
      "#layers=100relu*31&weights=he_normal&loss=squared_error&source=gaussian&inputs=100"
      "&targets=100&examples=16&study=curves&study_seeds=50&study_measure=scope.A");
  const Results results = run_study(document);
  std::vector<double> decades;
  for (const RunResult& run : results.at(0).runs) decades.push_back(run.scope_a);
  REQUIRE(decades.size() == 50);
  const double ratio = 30.0 / 100.0, n = 50.0;
  double mean = 0.0, square = 0.0;
  for (const double value : decades) mean += value / n;
  for (const double value : decades) square += (value - mean) * (value - mean) / (n - 1.0);
  const double spread = 0.486 * std::sqrt(ratio);
  CHECK(std::abs(mean + 0.543 * ratio) < 4.0 * spread / std::sqrt(n));
  CHECK(std::abs(std::sqrt(square) - spread) < 4.0 * spread / std::sqrt(2.0 * n));
}

TEST_CASE("a saved training is left aside: every cell has a start of its own", "[lab][study]") {
  document::Document document = document_of(
      "#layers=3tanh,1sigmoid&examples=20&study=map&study_x=alpha=0.1,1&study_y=momentum=0,0.9"
      "&study_steps=3");
  const Results fresh = run_study(document);
  const auto dataset = data::make_dataset(document.data).value();
  const core::Network network{dataset.inputs(), document.layers, document.loss, document.precision,
                              document.arithmetic};
  core::InitializationOptions other = document.initialization;
  other.seed = 77;
  document.parameters =
      std::make_shared<const core::Parameters<double>>(core::start_parameters(network, other));
  const Results saved = run_study(document);
  for (std::size_t cell = 0; cell < 4; ++cell)
    CHECK(saved.at(cell).runs[0].cost == fresh.at(cell).runs[0].cost);
}

TEST_CASE("deep networks train best within a cell of the critical scale", "[lab][study][slow]") {
  std::ifstream file(ISOBATH_SOURCE_DIR "/docs/experiments/09-scale-depth.json");
  const auto document =
      document::from_json(std::string((std::istreambuf_iterator<char>(file)), {}));
  REQUIRE(document);
  const auto plan = study_plan(*document);
  REQUIRE(plan);
  const Results results = run_study(*document);
  // The sum of accuracies over all depths, column by column.
  std::vector<double> columns((*plan)->side(0));
  for (const auto& [cell, result] : results)
    columns[cell % columns.size()] += study_value(document->study, result);
  const auto best = static_cast<std::size_t>(std::ranges::max_element(columns) - columns.begin());
  const double scale = (*plan)->axes()[0].values()[best].number.value();
  const double cell = 2.0 / 24.0;
  // Of lecun_normal tanh layers sigma_w2 is the scale squared, and chi_1 = 1 where it is critical.
  const double critical =
      std::sqrt(critical_sigma_w2(nonlinearity_of(core::Activation::tanh), 0.05 * 0.05).value());
  CAPTURE(scale, critical);
  CHECK(std::abs(scale - critical) < cell);
}

TEST_CASE("the error on new examples has a valley, a peak and a second descent",
          "[lab][study][slow]") {
  std::ifstream file(ISOBATH_SOURCE_DIR "/docs/experiments/10-double-descent.json");
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  auto document = document::from_json(text);
  REQUIRE(document);
  document->study.over = "network.width=12,32,128";
  document->study.seeds = 1;
  const Results results = run_study(*document);
  const auto error = [&](std::size_t cell) {
    return lab::study_value(document->study, results.at(cell));
  };
  const auto of_training = [&](std::size_t cell) {
    return 1.0 - results.at(cell).runs[0].train.accuracy;
  };
  // The valley, where not all can be memorised; the peak, where it just can; what comes after it.
  CHECK(of_training(0) > 0.25);
  CHECK(of_training(1) < 0.1);
  CHECK(of_training(2) < 0.001);
  CHECK(error(1) > error(0) + 0.04);
  CHECK(error(1) > error(2) + 0.03);
}

}  // namespace lab_study
