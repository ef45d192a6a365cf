// SPDX-License-Identifier: MIT
// What other tools call the same things, so that an error can say what it is called here.
#pragma once

#include <string>
#include <string_view>

#include "document/fields.hpp"

namespace isobath::document {

/// The last part of a field's path ("learning_rate") for another tool's name of it ("lr"), or what
/// is used instead; empty if it is none that is known.
std::string_view field_elsewhere(std::string_view name);

/// allowed(field), and of a choice what `text` is called here ("he_normal" for "kaiming").
std::string allowed_instead(const Field& field, std::string_view text);

}  // namespace isobath::document
