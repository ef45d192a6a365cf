// SPDX-License-Identifier: MIT
// Edits of the document, as pure functions: a document and an action in, the next document out.
#pragma once

#include <expected>
#include <optional>
#include <string>

#include "app/action.hpp"
#include "app/snapshot.hpp"
#include "document/document.hpp"

namespace isobath::app {

/// The document after an action that edits it; nothing for an action that does not. The next
/// document is valid; an error is one sentence.
std::optional<std::expected<document::Document, std::string>> edit(
    const document::Document& document, const Action& action);

/// The view after an action that changes it; nothing for others.
std::optional<View> look(const View& view, const Action& action);

}  // namespace isobath::app
