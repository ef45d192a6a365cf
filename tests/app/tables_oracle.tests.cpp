// SPDX-License-Identifier: MIT
// Twelve tables whose statistics and whose J after 200 updates NumPy has computed from the values
// that were written (tests/oracle/make_tables.py).
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

#include "app/edit/adapt.hpp"
#include "app/run/run.hpp"
#include "data/csv.hpp"
#include "document/json.hpp"
#include "files/whole.hpp"

namespace app_tables_oracle {

using namespace isobath;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using Json = nlohmann::json;

namespace {

const Json& oracle() {
  static const Json kOracle =
      Json::parse(std::ifstream(ISOBATH_SOURCE_DIR "/tests/oracle/tables.json"));
  return kOracle;
}

std::vector<data::ColumnChoice> choices_of(const Json& list) {
  std::vector<data::ColumnChoice> choices;
  for (const Json& choice : list)
    choices.push_back(
        {choice["name"], choice["use"] == "target" ? data::Use::target : data::Use::drop, {}, {}});
  return choices;
}

core::Parameters<double> parameters_of(const Json& layers) {
  std::vector<core::LayerParameters<double>> all;
  for (const Json& layer : layers) {
    const auto rows = static_cast<core::Index>(layer["W"].size());
    const auto columns = static_cast<core::Index>(layer["W"][0].size());
    core::LayerParameters<double> values{core::Matrix<double>(rows, columns),
                                         core::Vector<double>(rows)};
    for (core::Index i = 0; i < rows; ++i) {
      const auto at = static_cast<std::size_t>(i);
      values.bias(i) = layer["b"][at];
      for (core::Index j = 0; j < columns; ++j)
        values.weights(i, j) = layer["W"][at][static_cast<std::size_t>(j)];
    }
    all.push_back(std::move(values));
  }
  return core::Parameters<double>(all);
}

document::Document document_of(const Json& wanted) {
  const auto bytes = files::read_whole(wanted["file"]);
  REQUIRE(bytes);
  data::CsvOptions options;
  options.choices = choices_of(wanted["choices"]);
  auto table = data::read_csv(*bytes, options);
  INFO((table ? "" : table.error()));
  REQUIRE(table);
  document::Document document;
  document.data.split = {1.0, 0.0, 0.0};
  document.data.scaling = data::Scaling::standardize;
  if (wanted["target_scaling"].get<bool>())
    document.data.target_scaling = data::TargetScaling::standardize;
  document.precision = core::Precision::twofold;
  document.training.learning_rate = oracle()["learning_rate"];
  document = app::with_table(document, std::make_shared<const data::Table>(std::move(*table)));
  document.parameters =
      std::make_shared<const core::Parameters<double>>(parameters_of(wanted["parameters"]));
  INFO(document::validate(document));
  REQUIRE(document::validate(document).empty());
  return document;
}

void check_values(const core::Vector<double>& values, const Json& wanted) {
  REQUIRE(values.size() == std::ssize(wanted));
  for (core::Index i = 0; i < values.size(); ++i) {
    const double value = wanted[static_cast<std::size_t>(i)];
    CHECK_THAT(values(i), WithinRel(value, 1e-12) || WithinAbs(value, 1e-12));
  }
}

void check_dataset(const data::Dataset& dataset, const Json& wanted) {
  check_values(dataset.shift, wanted["mean"]);
  check_values(dataset.scale, wanted["deviation"]);
  check_values(dataset.target_shift, wanted["target_mean"]);
  check_values(dataset.target_scale, wanted["target_deviation"]);
  CHECK(dataset.class_names == wanted["classes"].get<std::vector<std::string>>());
  CHECK(dataset.dropped_rows == wanted["dropped_rows"].get<core::Index>());
  const std::string task = wanted["task"];
  CHECK(dataset.task == (task == "binary"        ? data::Task::binary
                         : task == "categorical" ? data::Task::categorical
                                                 : data::Task::regression));
  if (!wanted["inputs"].empty())
    CHECK(dataset.input_names == wanted["inputs"].get<std::vector<std::string>>());
}

}  // namespace

TEST_CASE("tables as people have them give what NumPy has", "[app][tables]") {
  REQUIRE(oracle()["cases"].size() == 12);
  const auto at = GENERATE(Catch::Generators::range(0, 12));
  const Json& wanted = oracle()["cases"][static_cast<std::size_t>(at)];
  INFO(wanted["file"].get<std::string>());
  const document::Document document = document_of(wanted);
  auto run = app::Run::begin(document);
  REQUIRE(run);
  check_dataset((*run)->dataset(), wanted);
  for (int i = 0; i < oracle()["updates"].get<int>(); ++i) (*run)->step(false);
  CHECK_THAT((*run)->record().cost, WithinRel(wanted["cost"].get<double>(), 1e-9));

  // What was saved is the same training: data, reading, filling and scaling.
  const auto again = document::from_json(document::to_json(document));
  REQUIRE(again);
  CHECK(*again == document);
  auto other = app::Run::begin(*again);
  REQUIRE(other);
  check_dataset((*other)->dataset(), wanted);
  for (int i = 0; i < 3; ++i) (*other)->step(false);
  auto third = app::Run::begin(document);
  for (int i = 0; i < 3; ++i) (*third)->step(false);
  CHECK((*other)->record().cost == (*third)->record().cost);
}

}  // namespace app_tables_oracle
