// SPDX-License-Identifier: MIT
// Thinning the cost's history.
#include "app/history.hpp"

#include <algorithm>

namespace isobath::app {

namespace {

/// Two neighbours become one, but for the first sample, which is the start, and the last, which is
/// now.
void halve(std::vector<CostSample>& samples) {
  std::size_t kept = 1;
  std::size_t i = 1;
  for (; i + 2 < samples.size(); i += 2) {
    const bool first_is_spike = !(samples[i].cost < samples[i + 1].cost);
    samples[kept++] = samples[first_is_spike ? i : i + 1];
  }
  for (; i < samples.size(); ++i) samples[kept++] = samples[i];
  samples.resize(kept);
}

}  // namespace

void append(std::vector<CostSample>& samples, const CostSample& sample) {
  if (!samples.empty() && samples.back().step == sample.step) {
    samples.back() = sample;
    return;
  }
  samples.push_back(sample);
  if (samples.size() > kMaxCostSamples) halve(samples);
}

std::vector<CostSample> thinned(std::vector<CostSample> samples, std::size_t most) {
  while (samples.size() > std::max<std::size_t>(most, 4)) halve(samples);
  return samples;
}

}  // namespace isobath::app
