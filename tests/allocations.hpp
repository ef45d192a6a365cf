// SPDX-License-Identifier: MIT
// Counts what our code allocates, for the promise that a training step allocates nothing.
#pragma once

#include <cstdint>

namespace isobath::tests {

/// How often malloc (Eigen's way) and operator new (the standard library's) were called from our
/// own objects on this thread since it began. The linker leads those calls here, see
/// tests/CMakeLists.txt.
std::int64_t allocations();

}  // namespace isobath::tests
