// SPDX-License-Identifier: MIT
// The choices of a view that last, as JSON and back.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "app/view.hpp"

namespace isobath::app {

/// An object of one entry for each lasting choice, under the key of its row in view_fields.hpp.
nlohmann::json lasting_choices(const View& view);

/// What is missing, unknown or odd is left as it is by default: choices are not worth a refusal.
View view_of_choices(const nlohmann::json& choices);

}  // namespace isobath::app
