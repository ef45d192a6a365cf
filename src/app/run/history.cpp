// SPDX-License-Identifier: MIT
// Thinning the cost's history.
#include "app/run/history.hpp"

#include <algorithm>
#include <utility>

namespace isobath::app {

namespace {

/// Two neighbours become one, but for the first sample, which is the start, and the last, which is
/// now. With `landmarks`, these stay too.
void halve(std::vector<CostSample>& samples, bool landmarks = true) {
  const auto stays = [landmarks](const CostSample& sample) {
    return landmarks && next_landmark(sample.step - 1) == sample.step;
  };
  std::size_t kept = 1;
  std::size_t i = 1;
  for (; i + 2 < samples.size(); i += 2) {
    if (stays(samples[i]) || stays(samples[i + 1])) {
      samples[kept++] = samples[i--];
      continue;
    }
    const bool first_is_spike = !(samples[i].cost < samples[i + 1].cost);
    samples[kept++] = samples[first_is_spike ? i : i + 1];
  }
  for (; i < samples.size(); ++i) samples[kept++] = samples[i];
  samples.resize(kept);
}

}  // namespace

std::int64_t next_landmark(std::int64_t step) {
  std::int64_t before = 1;
  std::int64_t next = 1;
  while (next <= step) before = std::exchange(next, next + before);
  return next;
}

void append(std::vector<CostSample>& samples, const CostSample& sample) {
  if (!samples.empty() && samples.back().step == sample.step) {
    samples.back() = sample;
    return;
  }
  samples.push_back(sample);
  if (samples.size() > kMaxCostSamples) halve(samples);
}

std::vector<CostSample> thinned(std::vector<CostSample> samples, std::size_t most) {
  most = std::max<std::size_t>(most, 4);
  for (bool landmarks = true; samples.size() > most;) {
    const std::size_t before = samples.size();
    halve(samples, landmarks);
    landmarks = landmarks && samples.size() < before;
  }
  return samples;
}

}  // namespace isobath::app
