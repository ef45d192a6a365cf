// SPDX-License-Identifier: MIT
// Telling whether there is something new to examine.
#include "app/consultation.hpp"

#include <algorithm>
#include <bit>

#include "app/snapshot.hpp"

namespace isobath::app {

namespace {

constexpr double kBetween_ms = 250.0;

}  // namespace

bool Consultation::changed(const Snapshot& snapshot) {
  const document::Document& document = *snapshot.document;
  const bool new_data = dataset_ != snapshot.dataset || loss_ != document.loss;
  // NaN is the same as itself here.
  const bool same_cost =
      std::bit_cast<std::uint64_t>(cost_) == std::bit_cast<std::uint64_t>(snapshot.record.cost);
  if (!new_data && same_cost && step_ == snapshot.record.step && layers_ == document.layers &&
      initialization_ == document.initialization && training_ == document.training)
    return false;
  if (new_data) data_ = facts_of(*snapshot.dataset, document.loss);
  dataset_ = snapshot.dataset;
  loss_ = document.loss;
  step_ = snapshot.record.step;
  cost_ = snapshot.record.cost;
  layers_ = document.layers;
  initialization_ = document.initialization;
  training_ = document.training;
  return true;
}

void Consultation::look(Snapshot& snapshot, double now_ms) {
  if (snapshot.playing && now_ms - looked_at_ms_ < kBetween_ms) return;
  if (snapshot.record.layers.size() != snapshot.document->layers.size() || !changed(snapshot))
    return;
  looked_at_ms_ = now_ms;
  const auto later =
      std::ranges::upper_bound(snapshot.costs, snapshot.record.step, {}, &CostSample::step);
  const std::span costs(snapshot.costs.begin(), later);
  snapshot.diagnosis = examine({*snapshot.document, *snapshot.dataset, data_, snapshot.record,
                                snapshot.start, costs, snapshot.links});
}

}  // namespace isobath::app
