// SPDX-License-Identifier: MIT
// Thinning the cost's history.
#include "app/history.hpp"

namespace isobath::app {

void append(std::vector<CostSample>& samples, const CostSample& sample) {
  if (!samples.empty() && samples.back().step == sample.step) {
    samples.back() = sample;
    return;
  }
  samples.push_back(sample);
  if (samples.size() <= kMaxCostSamples) return;
  // The first sample is the start and the last one is now; both stay.
  std::size_t kept = 1;
  std::size_t i = 1;
  for (; i + 2 < samples.size(); i += 2) {
    const bool first_is_spike = !(samples[i].cost < samples[i + 1].cost);
    samples[kept++] = samples[first_is_spike ? i : i + 1];
  }
  for (; i < samples.size(); ++i) samples[kept++] = samples[i];
  samples.resize(kept);
}

}  // namespace isobath::app
