// SPDX-License-Identifier: MIT
// The most that one core can multiply and add: a loop over independent accumulators that never
// leaves the registers. Shares of this limit compare machines and builds where steps a second do
// not.
#pragma once

#include <cstdint>
#include <string_view>

namespace isobath::lab {

/// Which instructions the loop is made of: "AVX-512 fma" or "AVX2 fma" where the processor has it,
/// "relaxed_madd" or "f32x4 mul, add" in WebAssembly, as the build is.
std::string_view multiply_add_instructions();

/// Floating-point operations of one turn of the loop; a multiply-add counts as two.
std::int64_t multiply_add_operations();

/// `turns` turns.
void multiply_add_loop(std::int64_t turns);

}  // namespace isobath::lab
