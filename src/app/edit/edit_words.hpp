// SPDX-License-Identifier: MIT
// What an edit did, in a few words: "scale 1.0 → 1.6", "layer 3 added", "data circle → spiral".
#pragma once

#include <string>

#include "document/document.hpp"

namespace isobath::app {

/// The first difference of the two in the order of the field table, and how many more there are;
/// "" if they are the same.
std::string edit_words(const document::Document& before, const document::Document& after);

}  // namespace isobath::app
