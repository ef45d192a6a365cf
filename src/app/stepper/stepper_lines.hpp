// SPDX-License-Identifier: MIT
// The lines of one gradient descent update, in the order in which the course writes them.
#pragma once

#include <cstddef>
#include <vector>

#include "core/network.hpp"
#include "core/options.hpp"

namespace isobath::app {

enum class Pass { forward, cost, backward, update };

enum class LineKind {
  input,           // A[0] = X
  pre_activation,  // Z[l] = W[l]·A[l-1] + b[l]
  activation,      // A[l] = g(Z[l])
  dropout,         // A[l] = A[l] ∗ M[l]
  cost,            // J
  output_d_a,      // dA[L] = ∂loss/∂A[L]
  output_d_z,      // dZ[L] = A[L] − Y, where loss and activation are made for one another
  d_z,             // dZ[l] = dA[l] ∗ g′(Z[l])
  d_w,             // dW[l] = (1/m)·dZ[l]·A[l-1]ᵀ + penalties
  d_b,             // db[l] = (1/m)·Σ dZ[l]
  d_a,             // dA[l] = W[l+1]ᵀ·dZ[l+1]
  clip,            // all gradients scaled down together
  first_moment,    // v[l] = βv[l] + (1−β)dW[l]
  second_moment,   // s[l] = β₂s[l] + (1−β₂)dW[l]²
  correction,      // v̂[l] = v[l]/(1−βᵗ), ŝ[l] = s[l]/(1−β₂ᵗ)
  weights,         // W[l] := W[l] − …
  bias             // b[l] := b[l] − …
};

/// `layer`: the one whose matrix the line makes; 0 for A[0] and for what concerns all layers.
struct Line {
  LineKind kind = LineKind::input;
  int layer = 0;
  Pass pass = Pass::forward;
  bool operator==(const Line&) const = default;
};

/// Those of b only where a layer has one.
std::vector<Line> lines_of(const core::Network& network, const core::TrainingOptions& options);

/// How far one move goes.
enum class Stride { line, layer, pass, update };

/// Lines done after one move onwards from `done` of them: over the next line, or to the end of its
/// layer's lines, of its pass, of the update. `done` where nothing is left.
std::size_t onwards(const std::vector<Line>& lines, std::size_t done, Stride stride);
/// The same backwards: to before the last line done, or to where its layer's, its pass's or all
/// lines begin.
std::size_t backwards(const std::vector<Line>& lines, std::size_t done, Stride stride);

}  // namespace isobath::app
