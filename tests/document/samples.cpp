// SPDX-License-Identifier: MIT
// Documents to test with.
#include "samples.hpp"

#include <cmath>
#include <limits>

#include "data/dataset.hpp"
#include "document/shape.hpp"

namespace isobath::document::samples {

namespace {

std::vector<double> values_of(const Field& field) {
  std::vector<double> values;
  if (field.kind == Kind::boolean) return {0.0, 1.0};
  if (field.kind == Kind::choice) {
    for (std::size_t i = 0; i < field.choices.size(); ++i) values.push_back(static_cast<double>(i));
    return values;
  }
  const Range& range = field.range;
  values = {range.lowest, range.highest};
  if (range.below_highest) values[1] = std::nextafter(range.highest, range.lowest);
  if (field.kind == Kind::number) {
    values.push_back(range.lowest + (range.highest - range.lowest) / 3.0);
    values.push_back(0.1 + 0.2);
    values.push_back(5e-324);
  }
  return values;
}

core::BiasRule normal_bias() { return {0.1 + 0.2, true}; }

}  // namespace

data::Table table() {
  data::Table table;
  table.x.resize(3, 2);  // [examples, inputs]
  table.x << 0.1, -1e-300, 3, 123456789.125, -0.0, 1e22;
  table.y.resize(3, 1);  // [examples, targets]
  table.y << 1, 0, 0.3;
  table.names = {"a, b", "\"그\"\n\\", ""};
  return table;
}

data::Table mixed_table() {
  auto sheet = std::make_shared<data::Sheet>();
  sheet->rows = 4;
  sheet->has_names = true;
  constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
  const auto add = [&](const char* name, data::ColumnKind kind) -> data::Column& {
    data::Column& column = sheet->columns.emplace_back();
    column.name = name;
    column.kind = kind;
    return column;
  };
  add("무게, kg", data::ColumnKind::number).numbers = {0.1, kMissing, -1e-300, 1240.5};
  sheet->columns.back().format = {',', '.', "kg", data::DateOrder::none};
  add("", data::ColumnKind::text);
  data::Column& town = add("도시", data::ColumnKind::word);
  town.words = {"부산", "서울", "\"제주\"\n"};
  town.codes = {1, -1, 0, 2};
  add("day", data::ColumnKind::date).numbers = {19'725.0, 0.0, -1.0, 19'783.5};
  sheet->columns.back().format.dates = data::DateOrder::day_first;
  add("y", data::ColumnKind::whole).numbers = {0.0, 1.0, 1.0, 0.0};
  add("extra", data::ColumnKind::whole).numbers = {1.0, 2.0, 3.0, 3.0};
  return data::make_table(sheet, {{"extra", data::Use::drop, {}, {}},
                                  {"3", {}, {}, data::Missing::mean},
                                  {"무게, kg", {}, {}, data::Missing::mean}})
      .value();
}

core::Parameters<double> parameters(const Document& document) {
  auto all = core::zero_parameters<double>(input_count(document.data), document.layers);
  double value = 1.0 / 3.0;
  for (auto& layer : all) {
    for (double& weight : layer.weights.reshaped()) weight = value = -1.7 * value;
    for (double& bias : layer.bias) bias = value = 0.9 * value;
  }
  all.front().weights(0, 0) = std::numeric_limits<double>::quiet_NaN();
  all.front().bias(0) = std::numeric_limits<double>::infinity();
  all.back().weights(0, 0) = -std::numeric_limits<double>::infinity();
  all.back().bias(0) = -0.0;
  return all;
}

Document fitted(Document document) {
  if (document.data.source == data::Source::table && !document.data.table)
    document.data.table = std::make_shared<const data::Table>(table());
  if (document.data.source == data::Source::mnist1d) {
    document.loss = core::Loss::categorical_cross_entropy;
  } else if (document.loss == core::Loss::categorical_cross_entropy) {
    document.data.source = data::Source::images;
    document.data.classes = 3;
  }
  if (document.data.target_scaling != data::TargetScaling::none)
    document.data.source = data::Source::plane;
  if (data::task_of(document.data) == data::Task::regression &&
      document.data.source != data::Source::table)
    document.loss = core::Loss::squared_error;
  if (document.study.random > 0) document.study.kind = StudyKind::search;
  if (document.study.kind == StudyKind::map) document.study.y = "scale=1,2";
  if (document.study.kind != StudyKind::none)
    document.study.x = document.study.random > 0 ? "alpha=log:0.1:10" : "alpha=log:0.1:10:3";
  core::LayerOptions& output = document.layers.back();
  output.units = static_cast<int>(target_count(document.data));
  if (document.loss == core::Loss::binary_cross_entropy)
    output.activation = core::Activation::sigmoid;
  if (document.loss == core::Loss::categorical_cross_entropy)
    output.activation = core::Activation::softmax;
  return document;
}

std::vector<Document> away_from_default(const Field& field) {
  std::vector<Document> documents;
  const auto add = [&](auto change) {
    Document document;
    change(document);
    documents.push_back(fitted(document));
  };
  switch (field.kind) {
    case Kind::integer:
    case Kind::number:
    case Kind::boolean:
    case Kind::choice:
      for (const double value : values_of(field))
        if (check_scalar(field, value).empty()) add([&](Document& d) { field.set(d, value); });
      break;
    case Kind::text:
      add([&](Document& d) { field.set_text(d, "한글 \"q\" \\ / & = # + % \n\t\x01\x7F"); });
      break;
    case Kind::features:
      add([](Document& d) {
        d.data.inputs.clear();
        for (std::size_t i = 0; i < data::names(data::Feature{}).size(); ++i)
          d.data.inputs.push_back(static_cast<data::Feature>(i));
      });
      add([](Document& d) { d.data.inputs = {data::Feature::sin_x2, data::Feature::x1}; });
      add([](Document& d) {
        d.data.source = data::Source::gaussian;
        d.data.dimensions = 4096;
        d.data.targets = 3;
      });
      break;
    case Kind::split:
      add([](Document& d) { d.data.split = {1, 0, 0}; });
      add([](Document& d) { d.data.split = {0.7, 0.1 + 0.1, 0.1}; });
      break;
    case Kind::bias:
      add([](Document& d) { d.initialization.bias = {-1e-3, false}; });
      add([](Document& d) { d.initialization.bias = normal_bias(); });
      break;
    case Kind::layers:
      add([](Document& d) { d.layers.erase(d.layers.begin()); });
      add([](Document& d) {
        core::LayerOptions own{8, core::Activation::relu, core::WeightScheme::he_normal, 1.5,
                               normal_bias()};
        d.layers.insert(d.layers.begin(), 60, own);
        own = {512, core::Activation::sin, {}, {}, core::BiasRule{-2.5, false}};
        d.layers.insert(d.layers.begin(), 2, own);
        own = {1, core::Activation::linear, core::WeightScheme::orthogonal, {}, {}};
        d.layers.insert(d.layers.begin(), own);
        d.layers.insert(d.layers.begin(), {3, core::Activation::gelu, {}, 0.25, {}});
      });
      add([](Document& d) {
        d.layers[0].has_bias = false;
        d.layers[0].bias = normal_bias();
        d.layers[0].learning_rate = 0.1 + 0.2;
        d.layers.insert(d.layers.begin(), 5, d.layers[0]);
        d.layers.back().learning_rate = 1e9;
      });
      add([](Document& d) { d.layers.insert(d.layers.begin(), 198, d.layers.front()); });
      break;
    case Kind::rows:
    case Kind::words:
      add([](Document& d) { d.data.source = data::Source::table; });
      break;
    case Kind::sheet:
    case Kind::uses:
      add([](Document& d) {
        d.data.source = data::Source::table;
        d.data.table = std::make_shared<const data::Table>(mixed_table());
      });
      break;
    case Kind::parameters:
      add([](Document& d) {
        d.parameters = std::make_shared<const core::Parameters<double>>(parameters(d));
      });
      break;
    case Kind::progress:
      add([](Document& d) {
        d.parameters = std::make_shared<const core::Parameters<double>>(parameters(d));
        d.progress =
            std::make_shared<const core::Progress>(core::Progress{(1LL << 53), 7, 12, 0, {}, {}});
      });
      add([](Document& d) {
        d.parameters = std::make_shared<const core::Parameters<double>>(parameters(d));
        d.progress = std::make_shared<const core::Progress>(
            core::Progress{3, 0, 0, 2, parameters(d), parameters(d)});
      });
      break;
  }
  return documents;
}

}  // namespace isobath::document::samples
