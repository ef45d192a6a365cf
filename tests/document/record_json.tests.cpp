// SPDX-License-Identifier: MIT
// Records and parameters as lines of JSON.
#include "document/record_json.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>

#include "document/json.hpp"
#include "samples.hpp"

namespace document_record_json {

using namespace isobath;

TEST_CASE("A record is one line under the names that others build on", "[document][record]") {
  core::Record record;
  record.cost = 0.69;
  record.train = {0.69, 0.5};
  record.dev = {0.7, 0.25};
  record.test = {0.71, 1};
  core::LayerRecord layer;
  layer.z = {0, 1, 1, 3};
  layer.a = {0, 0.6, 0.6, 0.99};
  layer.saturated = 0.02;
  layer.d_a = {0.01, 0.1};
  layer.d_z = {0.02, 0.2};
  layer.w = {0.5, 1.2};
  layer.d_w = {0.03, 0.3};
  layer.d_b = {0.04, 0.4};
  layer.update_ratio = 0.001;
  record.layers = {layer};
  CHECK(document::to_json(record) ==
        R"({"step": 0, "epoch": 0, "cost": 0.69, "train": {"loss": 0.69, "accuracy": 0.5}, )"
        R"("dev": {"loss": 0.7, "accuracy": 0.25}, "test": {"loss": 0.71, "accuracy": 1}, )"
        R"("layers": [{"layer": 1, "Z": {"mean": 0, "std": 1, "rms": 1, "max_abs": 3}, )"
        R"("A": {"mean": 0, "std": 0.6, "rms": 0.6, "max_abs": 0.99, "saturated": 0.02, )"
        R"("dead": 0}, "dA": {"rms": 0.01, "max_abs": 0.1}, "dZ": {"rms": 0.02, "max_abs": 0.2}, )"
        R"("W": {"rms": 0.5, "max_abs": 1.2}, "dW": {"rms": 0.03, "max_abs": 0.3}, )"
        R"("db": {"rms": 0.04, "max_abs": 0.4}, "update_ratio": 0.001}], "diverged": null})");
}

TEST_CASE("Numbers that are not finite are words, what does not apply is null",
          "[document][record]") {
  core::Record record;
  record.step = 12;
  record.epoch = 3;
  record.cost = std::numeric_limits<double>::infinity();
  record.train.loss = -std::numeric_limits<double>::infinity();
  record.diverged = core::Divergence{12, 7, core::Quantity::d_w, 3, 41};
  CHECK(document::to_json(record) ==
        R"({"step": 12, "epoch": 3, "cost": "Infinity", )"
        R"("train": {"loss": "-Infinity", "accuracy": null}, )"
        R"("dev": {"loss": "NaN", "accuracy": null}, "test": {"loss": "NaN", "accuracy": null}, )"
        R"("layers": [], )"
        R"("diverged": {"step": 12, "layer": 7, "what": "dW", "unit": 3, "example": 41}})");
}

TEST_CASE("Parameters are one line that a document takes", "[document][record]") {
  document::Document document;
  document.parameters =
      std::make_shared<const core::Parameters<double>>(document::samples::parameters(document));
  const std::string line = document::parameters_json(*document.parameters);
  CHECK(line.find('\n') == std::string::npos);
  const auto back = document::from_json(R"({"isobath": 1, "parameters": )" + line + "}");
  REQUIRE(back.has_value());
  CHECK(*back == document);
}

}  // namespace document_record_json
