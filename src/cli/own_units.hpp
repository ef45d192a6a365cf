// SPDX-License-Identifier: MIT
// What the targets' own units say of a training whose targets are scaled.
#pragma once

#include "app/run/run.hpp"
#include "cli/number.hpp"

namespace isobath::cli {

/// For each target the root-mean-square error of every part: {"price": {"train": 12.5, "dev": 14,
/// "test": 13}}; null for a part without examples.
Json own_errors(app::Run& run);

}  // namespace isobath::cli
