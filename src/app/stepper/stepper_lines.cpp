// SPDX-License-Identifier: MIT
// Writing the lines down, and walking along them.
#include "app/stepper/stepper_lines.hpp"

#include <algorithm>

#include "core/optimizer.hpp"

namespace isobath::app {

namespace {

/// Do two neighbouring lines belong to one stretch of the stride?
bool together(const Line& a, const Line& b, Stride stride) {
  switch (stride) {
    case Stride::line:
      return false;
    case Stride::layer:
      return a.pass == b.pass && a.layer == b.layer;
    case Stride::pass:
      return a.pass == b.pass;
    case Stride::update:
      break;
  }
  return true;
}

}  // namespace

std::vector<Line> lines_of(const core::Network& network, const core::TrainingOptions& options) {
  std::vector<Line> lines;
  const int depth = network.depth();
  const bool dropout = options.dropout > 0.0;
  const auto has_bias = [&](int l) {
    return network.layers[static_cast<std::size_t>(l) - 1].has_bias;
  };
  const auto add = [&](Pass pass, LineKind kind, int layer) {
    lines.push_back({kind, layer, pass});
  };

  add(Pass::forward, LineKind::input, 0);
  for (int l = 1; l <= depth; ++l) {
    add(Pass::forward, LineKind::pre_activation, l);
    add(Pass::forward, LineKind::activation, l);
    if (dropout && l < depth) add(Pass::forward, LineKind::dropout, l);
  }
  add(Pass::cost, LineKind::cost, depth);

  if (core::has_direct_output_gradient(network)) {
    add(Pass::backward, LineKind::output_d_z, depth);
  } else {
    add(Pass::backward, LineKind::output_d_a, depth);
    add(Pass::backward, LineKind::d_z, depth);
  }
  for (int l = depth; l >= 1; --l) {
    if (l < depth) {
      add(Pass::backward, LineKind::d_a, l);
      add(Pass::backward, LineKind::d_z, l);
    }
    add(Pass::backward, LineKind::d_w, l);
    if (has_bias(l)) add(Pass::backward, LineKind::d_b, l);
  }

  if (options.clip_norm > 0.0) add(Pass::update, LineKind::clip, 0);
  const bool first = core::keeps_first_moment(options.optimizer);
  const bool second = core::keeps_second_moment(options.optimizer);
  for (int l = 1; l <= depth; ++l) {
    if (first) add(Pass::update, LineKind::first_moment, l);
    if (second) add(Pass::update, LineKind::second_moment, l);
    if (first && second) add(Pass::update, LineKind::correction, l);
    add(Pass::update, LineKind::weights, l);
    if (has_bias(l)) add(Pass::update, LineKind::bias, l);
  }
  return lines;
}

std::size_t onwards(const std::vector<Line>& lines, std::size_t done, Stride stride) {
  if (done >= lines.size()) return lines.size();
  std::size_t next = done + 1;
  while (next < lines.size() && together(lines[next - 1], lines[next], stride)) ++next;
  return next;
}

std::size_t backwards(const std::vector<Line>& lines, std::size_t done, Stride stride) {
  if (done == 0) return 0;
  std::size_t before = std::min(done, lines.size()) - 1;
  while (before > 0 && together(lines[before - 1], lines[before], stride)) --before;
  return before;
}

}  // namespace isobath::app
