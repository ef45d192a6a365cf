// SPDX-License-Identifier: MIT
// Which neuron, and for which example.
#include "app/stepper/graph_page.hpp"

#include <algorithm>

#include "app/stepper/stepping.hpp"

namespace isobath::app {

namespace {

/// The one that is pointed at, else the one that is kept in view, else the first output.
UnitId chosen_unit(const Snapshot& snapshot) {
  UnitId unit{snapshot.layers(), 0};
  for (const auto& wanted : {snapshot.view.pinned_unit, snapshot.view.hovered_unit})
    if (wanted && wanted->layer > 0 && wanted->layer <= snapshot.layers() && wanted->unit >= 0 &&
        wanted->unit < snapshot.units(wanted->layer))
      unit = *wanted;
  return unit;
}

/// The example that is followed, where the batch holds it, else the first.
core::Index chosen_example(const Snapshot& snapshot, const core::Dissection<double>& all) {
  const auto followed = std::find(all.examples.begin(), all.examples.end(),
                                  static_cast<std::uint32_t>(snapshot.view.example));
  const bool there = snapshot.view.example >= 0 && followed != all.examples.end();
  return there ? followed - all.examples.begin() : 0;
}

}  // namespace

void GraphPage::renew(Snapshot& snapshot) {
  if (!snapshot.stepping) {
    snapshot.graph.reset();
    of_.reset();
    return;
  }
  if (snapshot.view.stepper_page != StepperPage::graph) return;
  const Stepper& stepper = snapshot.stepping->stepper;
  const core::Dissection<double>& all = stepper.dissection();
  const UnitId unit = chosen_unit(snapshot);
  const core::Index example = chosen_example(snapshot, all);
  if (snapshot.graph && same_update(of_, snapshot.stepping) && snapshot.graph->unit == unit &&
      snapshot.graph->example == example)
    return;
  of_ = snapshot.stepping;
  snapshot.graph = std::make_shared<const NeuronGraph>(
      NeuronGraph{unit, example, all.kept, all.examples[static_cast<std::size_t>(example)],
                  graph_of(stepper.network(), all, unit.layer, unit.unit, example)});
}

}  // namespace isobath::app
