// SPDX-License-Identifier: MIT
// Rows, parameters and progress from JSON and to it: the fields that can be large.
#include <array>
#include <cmath>
#include <limits>

#include "document/values.hpp"

namespace isobath::document {

namespace {

constexpr std::array<std::string_view, 2> kLayerNames{"W", "b"};
constexpr std::array<std::string_view, 6> kProgressNames{
    "step", "epoch", "position", "moment_updates", "first_moments", "second_moments"};
constexpr double kLargestCount = 9007199254740992.0;  // 2^53: whole in a double

std::string at(const std::string& path, std::size_t index) {
  return join({path, "[", std::to_string(index), "]"});
}

/// True and the number in `out` if one stands there.
bool read_value(const Json& value, bool finite, double& out) {
  if (value.is_number()) {
    out = value.get<double>();
    return !finite || std::isfinite(out);
  }
  if (finite || !value.is_string()) return false;
  const auto& text = value.get_ref<const std::string&>();
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  if (text == "NaN")
    out = std::numeric_limits<double>::quiet_NaN();
  else if (text == "Infinity")
    out = kInfinity;
  else if (text == "-Infinity")
    out = -kInfinity;
  else
    return false;
  return true;
}

Problem not_a_number(const std::string& path, const Json& value, bool finite) {
  return join({path, ": ", described(value), " is not a number",
               finite ? "" : R"( or "NaN", "Infinity", "-Infinity")"});
}

Problem read_vector(const Json& value, const std::string& path, core::Vector<double>& out) {
  if (!value.is_array()) return join({path, ": ", described(value), " is not a list of numbers"});
  out.resize(static_cast<core::Index>(value.size()));
  for (std::size_t i = 0; i < value.size(); ++i)
    if (!read_value(value[i], false, out(static_cast<core::Index>(i))))
      return not_a_number(at(path, i), value[i], false);
  return "";
}

Problem read_count(const Json& value, const char* name, const std::string& path,
                   std::int64_t& out) {
  if (!value.contains(name)) return "";
  const Field count{.kind = Kind::integer, .range = {0, kLargestCount}};
  double number = 0.0;
  if (auto bad = read_scalar(value[name], count, join({path, ".", name}), number); !bad.empty())
    return bad;
  out = static_cast<std::int64_t>(number);
  return "";
}

}  // namespace

Problem read_rows(const Json& value, const std::string& path, bool finite,
                  core::Matrix<double>& out) {
  if (!value.is_array() || value.empty() || !value[0].is_array() || value[0].empty()) {
    const bool empty = value.is_array() && (value.empty() || value[0].is_array());
    return join({path, ": ", empty ? "an empty list" : described(value),
                 " is not a list of rows like [[1, 2], [3, 4]]"});
  }
  const std::size_t columns = value[0].size();
  for (std::size_t row = 0; row < value.size(); ++row) {
    if (!value[row].is_array())
      return join({at(path, row), ": ", described(value[row]), " is not a list of ",
                   std::to_string(columns), columns == 1 ? " number" : " numbers"});
    if (value[row].size() != columns)
      return join({at(path, row), ": ", std::to_string(value[row].size()),
                   value[row].size() == 1 ? " value, " : " values, ", std::to_string(columns),
                   " in the first row"});
  }
  core::Matrix<double> rows(static_cast<core::Index>(value.size()),
                            static_cast<core::Index>(columns));
  for (std::size_t row = 0; row < value.size(); ++row)
    for (std::size_t column = 0; column < columns; ++column)
      if (!read_value(value[row][column], finite,
                      rows(static_cast<core::Index>(row), static_cast<core::Index>(column))))
        return not_a_number(at(at(path, row), column), value[row][column], finite);
  out = std::move(rows);
  return "";
}

OrderedJson rows_value(const core::Matrix<double>& rows) {
  OrderedJson list = OrderedJson::array();
  for (core::Index row = 0; row < rows.rows(); ++row) {
    OrderedJson values = OrderedJson::array();
    for (core::Index column = 0; column < rows.cols(); ++column)
      values.push_back(rows(row, column));
    list.push_back(std::move(values));
  }
  return list;
}

Problem read_words(const Json& value, const std::string& path, std::vector<std::string>& out) {
  if (!value.is_array())
    return join({path, ": ", described(value), " is not a list of texts in quotes"});
  std::vector<std::string> words(value.size());
  for (std::size_t i = 0; i < value.size(); ++i)
    if (auto bad = read_text(value[i], at(path, i), words[i]); !bad.empty()) return bad;
  out = std::move(words);
  return "";
}

Problem read_parameters(const Json& value, const std::string& path, core::Parameters<double>& out) {
  if (!value.is_array())
    return join({path, ": ", described(value), R"( is not a list of {"W": rows, "b": list})"});
  std::vector<core::LayerParameters<double>> layers(value.size());
  for (std::size_t l = 0; l < value.size(); ++l) {
    const std::string layer = at(path, l);
    if (!value[l].is_object())
      return join({layer, ": ", described(value[l]), R"( is not {"W": rows, "b": list})"});
    if (auto bad = check_names(value[l], layer, kLayerNames); !bad.empty()) return bad;
    if (!value[l].contains("W")) return join({layer, ".W: is missing"});
    if (auto bad = read_rows(value[l]["W"], layer + ".W", false, layers[l].weights); !bad.empty())
      return bad;
    // Whether there must be one, the network says.
    if (!value[l].contains("b")) continue;
    if (auto bad = read_vector(value[l]["b"], layer + ".b", layers[l].bias); !bad.empty())
      return bad;
    if (layers[l].bias.size() != layers[l].weights.rows())
      return join({layer, ".b: ", std::to_string(layers[l].bias.size()), " values, ",
                   std::to_string(layers[l].weights.rows()), " fit the layer"});
  }
  out = layers;
  return "";
}

OrderedJson parameters_value(const core::Parameters<double>& parameters) {
  OrderedJson list = OrderedJson::array();
  for (const auto& [weights, bias] : parameters) {
    list.push_back({{"W", rows_value(weights)}});
    if (bias.size() == 0) continue;
    OrderedJson values = OrderedJson::array();
    for (const double value : bias) values.push_back(value);
    list.back()["b"] = std::move(values);
  }
  return list;
}

Problem read_progress(const Json& value, const std::string& path, core::Progress& out) {
  if (!value.is_object())
    return join({path, ": ", described(value),
                 R"( is not an object like {"step": 10, "epoch": 2, "position": 0})"});
  if (auto bad = check_names(value, path, kProgressNames); !bad.empty()) return bad;
  core::Progress progress;
  if (auto bad = read_count(value, "step", path, progress.step); !bad.empty()) return bad;
  if (auto bad = read_count(value, "epoch", path, progress.epoch); !bad.empty()) return bad;
  if (auto bad = read_count(value, "position", path, progress.position); !bad.empty()) return bad;
  if (auto bad = read_count(value, "moment_updates", path, progress.moment_updates); !bad.empty())
    return bad;
  const auto read_moments = [&](const char* name, core::Parameters<double>& moments) -> Problem {
    if (!value.contains(name)) return "";
    return read_parameters(value[name], join({path, ".", name}), moments);
  };
  if (auto bad = read_moments("first_moments", progress.first_moments); !bad.empty()) return bad;
  if (auto bad = read_moments("second_moments", progress.second_moments); !bad.empty()) return bad;
  out = std::move(progress);
  return "";
}

OrderedJson progress_value(const core::Progress& progress) {
  // Taken apart by name, so that a field that core adds does not compile until it is saved here.
  const auto& [step, epoch, position, moment_updates, first_moments, second_moments] = progress;
  OrderedJson object{{"step", step}, {"epoch", epoch}, {"position", position}};
  if (moment_updates != 0) object["moment_updates"] = moment_updates;
  if (!first_moments.empty()) object["first_moments"] = parameters_value(first_moments);
  if (!second_moments.empty()) object["second_moments"] = parameters_value(second_moments);
  return object;
}

}  // namespace isobath::document
