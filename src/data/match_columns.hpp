// SPDX-License-Identifier: MIT
// Which columns of a new table are those that a network was trained with.
#pragma once

#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "data/table_choices.hpp"

namespace isobath::data {

/// For each column of the training's sheet the place in `given` that stands for it, if it is an
/// input. Columns go by their names where both sheets have them, otherwise by their places; targets
/// and columns that were left out may be there and are passed over. Errors are sentences.
using Places = std::vector<std::optional<std::size_t>>;
std::expected<Places, std::string> match_columns(const Sheet& given, const Sheet& trained,
                                                 const TablePlan& plan);

}  // namespace isobath::data
