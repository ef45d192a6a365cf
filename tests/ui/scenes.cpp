// SPDX-License-Identifier: MIT
// Plausible values everywhere, by simple formulas.
#include "scenes.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace isobath::ui::scenes {
namespace {

constexpr int kShownUnits = 16;
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInf = std::numeric_limits<double>::infinity();

data::Part make_part(core::Index inputs, core::Index targets, core::Index examples, bool planar) {
  data::Part part;
  part.x = core::Matrix<double>::Zero(inputs, examples);
  part.y = core::Matrix<double>::Zero(targets, examples);
  part.plane = core::Matrix<double>::Zero(planar ? 2 : 0, planar ? examples : 0);
  for (core::Index i = 0; i < examples; ++i) {
    const auto turn = static_cast<double>(i);
    for (core::Index row = 0; row < inputs; ++row)
      part.x(row, i) = 4.0 * std::sin(turn * 0.7 + static_cast<double>(row));
    if (planar) part.plane.col(i) = part.x.col(i).head(2);
    part.y(i % targets, i) = targets > 1 ? 1.0 : static_cast<double>(i % 2);
  }
  return part;
}

core::LayerRecord make_layer(int layer, double size) {
  core::LayerRecord record;
  record.layer = layer;
  record.z = {0.0, size, size, 3.0 * size};
  record.a = {0.0, size, size, 2.0 * size};
  record.d_a = record.d_z = record.d_w = record.d_b = {size * 0.1, size * 0.3};
  record.w = {0.5, 1.2};
  record.saturated = 0.1;
  record.update_ratio = 1e-3;
  return record;
}

core::Record make_record(int layers, double factor) {
  core::Record record;
  record.step = 1240;
  record.epoch = 31;
  record.cost = 0.0812;
  record.train = {0.0812, 0.97};
  record.dev = {0.0931, 0.95};
  record.test = {0.1, 0.94};
  for (int layer = 1; layer <= layers; ++layer)
    record.layers.push_back(make_layer(layer, std::pow(factor, layer)));
  return record;
}

void fill_maps(Scene& scene) {
  app::Snapshot& snapshot = scene.snapshot;
  app::UnitMaps& maps = snapshot.unit_maps;
  maps.side_cells = 4;
  for (int layer = 0; layer <= snapshot.layers(); ++layer) {
    const int shown = std::min(snapshot.units(layer), kShownUnits);
    maps.first_tile.push_back(maps.tiles);
    maps.first_unit.push_back(0);
    maps.shown_units.push_back(shown);
    maps.tiles += shown;
  }
  maps.values.assign(static_cast<std::size_t>(maps.tiles) * 16, 0.5F);
  maps.range.assign(static_cast<std::size_t>(maps.tiles), 1.0F);
  for (int layer = 1; layer <= snapshot.layers(); ++layer) {
    app::LayerLinks links;
    const auto shown = [&](int l) { return maps.shown_units[static_cast<std::size_t>(l)]; };
    links.weights = core::Matrix<float>::Zero(shown(layer), shown(layer - 1));
    links.bias = core::Vector<float>::Constant(shown(layer), 0.1F);
    for (core::Index row = 0; row < links.weights.rows(); ++row)
      for (core::Index column = 0; column < links.weights.cols(); ++column)
        links.weights(row, column) = std::sin(static_cast<float>(row * 3 + column * 5 + layer));
    links.measure();
    snapshot.links.push_back(links);
  }
}

/// What follows from the document and the data.
void finish(Scene& scene, double factor) {
  app::Snapshot& snapshot = scene.snapshot;
  snapshot.document = &scene.document;
  snapshot.dataset = &scene.dataset;
  data::Dataset& dataset = scene.dataset;
  dataset.shift = core::Vector<double>::Zero(dataset.inputs());
  dataset.scale = core::Vector<double>::Ones(dataset.inputs());
  dataset.target_shift = core::Vector<double>::Zero(dataset.targets());
  dataset.target_scale = core::Vector<double>::Ones(dataset.targets());
  const int layers = static_cast<int>(scene.document.layers.size());
  snapshot.record = make_record(layers, factor);
  snapshot.start = make_record(layers, factor * 0.9);
  snapshot.parameter_count = 4321;
  for (int i = 0; i < 200; ++i) snapshot.costs.push_back({i * 6, 1.0 / (1.0 + i), 1.1 / (1.0 + i)});
  fill_maps(scene);
  if (scene.dataset.plane) {
    snapshot.output_map.side_cells = 8;
    snapshot.output_map.values.assign(64, 0.25F);
    snapshot.output_map.range = 0.5F;
  }
  snapshot.outputs =
      core::Matrix<float>::Constant(scene.dataset.targets(), scene.dataset.train.y.cols(), 0.4F);
}

ScenePtr empty_scene(const std::string& name) {
  auto scene = std::make_unique<Scene>();
  scene->name = name;
  return scene;
}

void give_plane(data::Dataset& dataset, core::Index dev) {
  dataset.train = make_part(2, 1, 120, true);
  dataset.dev = make_part(2, 1, dev, true);
  dataset.test = make_part(2, 1, dev, true);
  dataset.input_names = {"x1", "x2"};
  dataset.target_names = {"y"};
  dataset.plane = data::PlaneRange{};
}

}  // namespace

ScenePtr network(const std::string& name, int hidden, int units) {
  ScenePtr scene = empty_scene(name);
  give_plane(scene->dataset, 60);
  core::LayerOptions layer;
  layer.units = units;
  core::LayerOptions output = scene->document.layers.back();
  scene->document.layers.assign(static_cast<std::size_t>(hidden), layer);
  scene->document.layers.push_back(output);
  finish(*scene, 0.8);
  return scene;
}

ScenePtr first_document() { return network("first document", 1, 4); }

ScenePtr logistic_regression() { return network("logistic regression", 0, 1); }

ScenePtr diverged() {
  ScenePtr scene = network("diverged", 6, 4);
  app::Snapshot& snapshot = scene->snapshot;
  snapshot.record.layers[2].a.rms = kInf;
  for (std::size_t i = 3; i < snapshot.record.layers.size(); ++i)
    snapshot.record.layers[i].a.rms = snapshot.record.layers[i].d_z.rms = kNan;
  snapshot.record.layers[0].d_z.rms = 0.0;
  snapshot.record.cost = kNan;
  snapshot.record.train.loss = snapshot.record.dev.loss = kNan;
  snapshot.record.diverged = core::Divergence{12, 3, core::Quantity::z, 1, 41};
  app::Finding finding{"not-finite", app::Severity::error};
  finding.title = "Not a number";
  finding.sentence = "First NaN or Inf: Z[3] at update 12, unit 2.";
  finding.advice = "Begin again with a tenth of α.";
  finding.layer = 3;
  finding.treatment = {{{"training.learning_rate", "0.01"}}, "α 0.1 → 0.01", true};
  snapshot.diagnosis.findings.push_back(finding);
  for (int id = 1; id <= 12; ++id) {
    app::EndedRun run;
    run.id = id;
    run.colour = id - 1;
    run.name = "a rather long name of α 0.3 · 8 relu · and more …";
    run.document = scene->document;
    run.costs = {{0, 0.7, 0.7}, {5, 0.5, 0.6}, {9, kInf, kNan}};
    run.last.step = 9;
    run.last.cost = kInf;
    run.last.diverged = snapshot.record.diverged;
    snapshot.runs.push_back(run);
  }
  snapshot.costs = {{0, 0.7, 0.7}, {5, 1e200, kInf}, {10, kNan, kNan}, {12, kInf, kNan}};
  snapshot.links[1].weights.setConstant(std::numeric_limits<float>::quiet_NaN());
  snapshot.links[1].max_abs = std::numeric_limits<float>::infinity();
  snapshot.output_map.values.assign(64, std::numeric_limits<float>::quiet_NaN());
  snapshot.outputs.setConstant(std::numeric_limits<float>::quiet_NaN());
  return scene;
}

ScenePtr table() {
  ScenePtr scene = empty_scene("table");
  data::Dataset& dataset = scene->dataset;
  dataset.train = make_part(11, 2, 50, false);
  dataset.dev = make_part(11, 2, 20, false);
  dataset.test = make_part(11, 2, 20, false);
  dataset.task = data::Task::regression;
  for (int i = 0; i < 11; ++i) dataset.input_names.push_back("a rather long column name");
  dataset.target_names = {"price", "weight"};
  auto rows = std::make_shared<data::Table>();
  rows->x = dataset.train.x.transpose();
  rows->y = dataset.train.y.transpose();
  scene->document.data.source = data::Source::table;
  scene->document.data.table = rows;
  scene->document.layers = {{6, core::Activation::relu, {}, {}, {}},
                            {2, core::Activation::linear, {}, {}, {}}};
  scene->document.loss = core::Loss::squared_error;
  finish(*scene, 0.8);
  scene->snapshot.record.train.accuracy = kNan;
  return scene;
}

ScenePtr no_dev() {
  ScenePtr scene = empty_scene("no dev part");
  give_plane(scene->dataset, 0);
  scene->document.data.split = {1.0, 0.0, 0.0};
  finish(*scene, 0.8);
  scene->snapshot.record.dev = scene->snapshot.record.test = {};
  for (app::CostSample& sample : scene->snapshot.costs) sample.dev_loss = kNan;
  return scene;
}

ScenePtr with_message() {
  ScenePtr scene = network("message", 2, 4);
  scene->snapshot.message =
      "network.layers[1].activation: softmax stands here, and only the last layer may have it.";
  scene->snapshot.message_is_error = true;
  return scene;
}

core::Record powers(int layers, double factor) {
  core::Record record;
  for (int layer = 1; layer <= layers; ++layer) {
    core::LayerRecord values;
    values.layer = layer;
    values.a.rms = std::pow(factor, layer);
    values.d_z.rms = std::pow(factor, layers - layer);
    record.layers.push_back(values);
  }
  return record;
}

std::vector<ScenePtr> all() {
  std::vector<ScenePtr> scenes;
  scenes.push_back(first_document());
  scenes.push_back(network("60 layers of 8", 59, 8));
  scenes.push_back(network("200 layers of 512", 199, 512));
  scenes.push_back(logistic_regression());
  scenes.push_back(diverged());
  scenes.push_back(table());
  scenes.push_back(no_dev());
  scenes.push_back(with_message());
  return scenes;
}

}  // namespace isobath::ui::scenes
