// SPDX-License-Identifier: MIT
// What a map's sides and colours are called on screen.
#pragma once

#include <string>
#include <string_view>

#include "app/study/map_view.hpp"
#include "app/study/search_view.hpp"
#include "ui/text/format.hpp"

namespace isobath::ui {

/// "α of layer 2" of "network.layers[1].learning_rate".
Text field_title(std::string_view path);

/// A value of a field as people read it: "gradient descent", "all" of the batch 0.
Text value_title(std::string_view path, const std::string& value);

/// A value of a list alone, without the field.
Text name_title(std::string_view path, const std::string& name);

const char* measure_title(document::Measure measure);

/// A value of the measure as people read it; what is not finite too.
Text measured(document::Measure measure, double value);

/// What stands at the ends of the colours, from sand to sea.
struct ShadeEnds {
  Text sand, sea;
};
ShadeEnds shade_ends(document::Measure measure, double lowest, double highest);

/// "diverged at update 12, Z[7]", or that it did not; of several draws how many did.
Text verdict_of(const lab::CellResult& result);

/// All of it in a sentence, for those who do not see it.
std::string told(const app::MapView& map);
std::string told(const app::SearchView& search);

/// The value of a search's field in the cell that is looked at.
Text point_text(const app::SearchView& search, std::size_t field);

/// "12 s", "3 min".
Text time_left(double seconds);

}  // namespace isobath::ui
