// SPDX-License-Identifier: MIT
// What the window asks of the store of texts and records (platform.hpp).
#pragma once

namespace isobath::platform {

/// Is there a place to keep anything between two visits?
bool keeps();

}  // namespace isobath::platform
