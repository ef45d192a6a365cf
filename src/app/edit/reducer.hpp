// SPDX-License-Identifier: MIT
// Edits and choices as pure functions: a document or a view and an action in, the next one out.
#pragma once

#include <expected>
#include <optional>
#include <string>

#include "app/action.hpp"
#include "document/document.hpp"

namespace isobath::app {

/// The document after an edit; nothing for one of the run's parameters, see edit_parameters(). The
/// next document is valid; an error is one sentence.
std::optional<std::expected<document::Document, std::string>> edit(
    const document::Document& document, const EditAction& action);

/// The view after an action.
View look(const View& view, const ViewAction& action);

}  // namespace isobath::app
