// SPDX-License-Identifier: MIT
// Where the linker leads malloc and operator new (--wrap): count, then allocate as ever.
#include "allocations.hpp"

#include <cstddef>

namespace {
thread_local std::int64_t count = 0;
}

extern "C" {
void* __real_malloc(std::size_t size);
void* __wrap_malloc(std::size_t size);
void* __real__Znwm(std::size_t size);
void* __wrap__Znwm(std::size_t size);

void* __wrap_malloc(std::size_t size) {
  ++count;
  return __real_malloc(size);
}

void* __wrap__Znwm(std::size_t size) {
  ++count;
  return __real__Znwm(size);
}
}

namespace isobath::tests {
std::int64_t allocations() { return count; }
}  // namespace isobath::tests
