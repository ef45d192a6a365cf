// SPDX-License-Identifier: MIT
// The cursor over the lines, and what lies in the cache between two of them.
#include "app/stepper/stepper.hpp"

#include <algorithm>
#include <utility>

namespace isobath::app {

namespace {

/// Does `reader` take the matrix that `writer` made and that forward keeps for backward?
bool reads(const Line& reader, const Line& writer) {
  switch (writer.kind) {
    case LineKind::pre_activation:
      return reader.kind == LineKind::d_z && reader.layer == writer.layer;
    case LineKind::input:
    case LineKind::activation:
      return reader.kind == LineKind::d_w && reader.layer == writer.layer + 1;
    case LineKind::dropout:
      return reader.kind == LineKind::d_a && reader.layer == writer.layer;
    default:
      return false;
  }
}

std::string cached_name(const Line& writer) {
  const std::string place = "[" + std::to_string(writer.layer) + "]";
  if (writer.kind == LineKind::pre_activation) return "Z" + place;
  if (writer.kind == LineKind::dropout) return "M" + place;
  return "A" + place;
}

}  // namespace

Stepper::Stepper(core::Network network, std::shared_ptr<const core::Dissection<double>> dissection)
    : network_(std::move(network)),
      all_(std::move(dissection)),
      lines_(lines_of(network_, all_->options)) {}

bool Stepper::forward(Stride stride) {
  return std::exchange(done_, onwards(lines_, done_, stride)) != done_;
}

bool Stepper::backward(Stride stride) {
  return std::exchange(done_, backwards(lines_, done_, stride)) != done_;
}

bool Stepper::go_to(std::size_t at) {
  return std::exchange(done_, std::min(at, lines_.size() - 1)) != done_;
}

std::vector<Cached> Stepper::cache() const {
  std::vector<Cached> cached;
  for (std::size_t writer = 0; writer < done_; ++writer) {
    if (lines_[writer].pass != Pass::forward) break;
    const auto reader =
        std::find_if(lines_.begin() + static_cast<std::ptrdiff_t>(done_), lines_.end(),
                     [&](const Line& line) { return reads(line, lines_[writer]); });
    if (reader == lines_.end()) continue;
    const auto at = static_cast<std::size_t>(reader - lines_.begin());
    cached.push_back(
        {cached_name(lines_[writer]), formula_of(network_, all_->options, *reader), at});
  }
  // Backward reads it from behind.
  std::stable_sort(cached.begin(), cached.end(),
                   [](const Cached& a, const Cached& b) { return a.reader < b.reader; });
  return cached;
}

int Stepper::layer() const { return finished() ? 0 : lines_[done_].layer; }

Reach Stepper::reach() const {
  Reach reach;
  reach.backward = network_.depth() + 1;
  for (std::size_t at = 0; at < done_; ++at) {
    const Line& line = lines_[at];
    if (line.kind == LineKind::input || line.kind == LineKind::activation)
      reach.forward = line.layer;
    if (line.kind == LineKind::d_z || line.kind == LineKind::output_d_z)
      reach.backward = line.layer;
    // The last of a layer's lines.
    const bool weights_only = line.kind == LineKind::weights &&
                              !network_.layers[static_cast<std::size_t>(line.layer) - 1].has_bias;
    if (line.kind == LineKind::bias || weights_only) reach.updated = line.layer;
  }
  return reach;
}

}  // namespace isobath::app
