// SPDX-License-Identifier: MIT
// Telling whether there is something new to examine.
#include "app/doctor/consultation.hpp"

#include <algorithm>
#include <bit>

#include "app/snapshot.hpp"

namespace isobath::app {

namespace {

/// Sentences whose numbers change faster cannot be read.
constexpr double kBetween_ms = 1000.0;

}  // namespace

bool Consultation::another_experiment(const Snapshot& snapshot) {
  const document::Document& document = *snapshot.document;
  const bool new_data = dataset_ != snapshot.dataset || loss_ != document.loss;
  if (!new_data && layers_ == document.layers && initialization_ == document.initialization &&
      training_ == document.training)
    return false;
  if (new_data) data_ = facts_of(*snapshot.dataset, document.loss);
  dataset_ = snapshot.dataset;
  loss_ = document.loss;
  layers_ = document.layers;
  initialization_ = document.initialization;
  training_ = document.training;
  return true;
}

bool Consultation::another_moment(const Snapshot& snapshot) const {
  // NaN is the same as itself here.
  return step_ != snapshot.record.step ||
         std::bit_cast<std::uint64_t>(cost_) != std::bit_cast<std::uint64_t>(snapshot.record.cost);
}

void Consultation::look(Snapshot& snapshot, double now_ms) {
  if (snapshot.record.layers.size() != snapshot.document->layers.size()) return;
  const bool soon = snapshot.playing && now_ms - looked_at_ms_ < kBetween_ms;
  if (!another_experiment(snapshot) && (soon || !another_moment(snapshot))) return;
  looked_at_ms_ = now_ms;
  step_ = snapshot.record.step;
  cost_ = snapshot.record.cost;
  const auto later =
      std::ranges::upper_bound(snapshot.costs, snapshot.record.step, {}, &CostSample::step);
  const std::span costs(snapshot.costs.begin(), later);
  snapshot.diagnosis = examine({*snapshot.document, *snapshot.dataset, data_, snapshot.record,
                                snapshot.start, costs, snapshot.links});
}

}  // namespace isobath::app
