// SPDX-License-Identifier: MIT
// The fields that are more than one number: from JSON values and to them. Readers leave `out` as
// it was where they return a problem, a sentence beginning with `path`.
#pragma once

#include <string>
#include <vector>

#include "document/fields.hpp"
#include "document/json_tree.hpp"

namespace isobath::document {

/// A scalar of any kind as the double that the table speaks of.
Problem read_scalar(const Json& value, const Field& field, const std::string& path, double& out);
OrderedJson scalar_value(const Field& field, double value);

Problem read_text(const Json& value, const std::string& path, std::string& out);

Problem read_bias(const Json& value, const Field& field, const std::string& path,
                  core::BiasRule& out);
OrderedJson bias_value(const core::BiasRule& bias);

Problem read_split(const Json& value, const std::string& path, data::Split& out);
OrderedJson split_value(const data::Split& split);

Problem read_features(const Json& value, const std::string& path, std::vector<data::Feature>& out);
OrderedJson features_value(const std::vector<data::Feature>& features);

/// data.inputs of gaussian: how many there are, a whole number.
const Field& dimensions_field();
Problem read_dimensions(const Json& value, const std::string& path, int& out);

Problem read_layers(const Json& value, const std::string& path,
                    std::vector<core::LayerOptions>& out);
OrderedJson layers_value(const std::vector<core::LayerOptions>& layers);

/// A matrix as a list of rows of one length. With `finite` every value is a plain number, else
/// "NaN", "Infinity" and "-Infinity" may stand too.
Problem read_rows(const Json& value, const std::string& path, bool finite,
                  core::Matrix<double>& out);
OrderedJson rows_value(const core::Matrix<double>& rows);

Problem read_words(const Json& value, const std::string& path, std::vector<std::string>& out);

/// Columns of one length; and what is done with them.
Problem read_sheet(const Json& value, const std::string& path, data::Sheet& out);
OrderedJson sheet_value(const data::Sheet& sheet);
Problem read_choices(const Json& value, const std::string& path,
                     std::vector<data::ColumnChoice>& out);
OrderedJson choices_value(const std::vector<data::ColumnChoice>& choices);

/// A list of {"W": rows, "b": list}, without b of a layer that has none.
Problem read_parameters(const Json& value, const std::string& path, core::Parameters<double>& out);
OrderedJson parameters_value(const core::Parameters<double>& parameters);

Problem read_progress(const Json& value, const std::string& path, core::Progress& out);
OrderedJson progress_value(const core::Progress& progress);

/// "" if the object's names are all among `known`; else a sentence naming the nearest.
Problem check_names(const Json& object, const std::string& path,
                    std::span<const std::string_view> known);

}  // namespace isobath::document
