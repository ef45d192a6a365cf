// SPDX-License-Identifier: MIT
// The field table for readers: what docs/document.md shows of every field.
#pragma once

#include <string>

namespace isobath::document {

/// A Markdown table of all fields, those of a layer included.
std::string reference_table();

}  // namespace isobath::document
