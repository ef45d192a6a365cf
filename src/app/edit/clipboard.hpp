// SPDX-License-Identifier: MIT
// What is copied out of an experiment, and what a pasted text means.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/action.hpp"

namespace isobath::app {

class Session;

/// The link of the document behind `address`; if a unit is kept in view, its weights and its bias
/// instead, in one row parted by tabs.
std::string to_copy(Session& session, std::string_view address);

/// Opens the pasted link, document or table (CSV); nothing if there is no text.
std::optional<Action> to_paste(std::string_view text);

}  // namespace isobath::app
