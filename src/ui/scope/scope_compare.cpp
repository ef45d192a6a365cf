// SPDX-License-Identifier: MIT
// Then and now.
#include "ui/scope/scope_compare.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "app/run/moment.hpp"
#include "app/study/curves_figure.hpp"
#include "say/curves.hpp"
#include "ui/scope/scope_curve.hpp"
#include "ui/study/curves_rows.hpp"

namespace isobath::ui {

Earlier start_of(const app::Snapshot& snapshot, core::Quantity quantity) {
  if (snapshot.record.step <= snapshot.start.step ||
      snapshot.start.layers.size() != snapshot.record.layers.size())
    return {};
  Earlier start{&snapshot.start, nullptr};
  if (snapshot.scope.start) start.densities = app::densities_of(*snapshot.scope.start, quantity);
  if (start.densities && start.densities->layers.size() != snapshot.record.layers.size())
    start.densities = nullptr;
  return start;
}

Earlier pinned_of(const app::Snapshot& snapshot, core::Quantity quantity) {
  if (!snapshot.pinned) return {};
  const app::Moment& moment = *snapshot.pinned;
  if (moment.look.record.layers.size() != snapshot.record.layers.size()) return {};
  return {&moment.look.record, app::densities_of(moment.values, quantity)};
}

Twin twin_of(const app::Snapshot& snapshot) {
  const int chosen = snapshot.view.curve;
  if (!snapshot.curves || chosen < 0 || chosen >= static_cast<int>(snapshot.curves->groups.size()))
    return {};
  const auto i = static_cast<std::size_t>(chosen);
  const app::CurveGroup& group = snapshot.curves->groups[i];
  const bool starts = snapshot.record.step == 0;
  const auto& layers = starts ? group.start : group.end;
  if (layers.empty()) return {};
  const std::int64_t step = starts ? 0 : snapshot.curves->study.steps;
  return {
      &layers, app::figure::group_ink(i),
      text_of(say::curves::in_scope(group_title(*snapshot.curves, i).view(), count(step).view()))};
}

Text change_in_words(const app::Snapshot& snapshot, core::Quantity quantity) {
  const Earlier pinned = pinned_of(snapshot, quantity);
  if (pinned.record == nullptr) return {};
  double least = 1e300, most = 0.0, largest = -1.0;
  std::size_t where = 0;
  for (std::size_t i = 0; i < snapshot.record.layers.size(); ++i) {
    const double then = rms_of(pinned.record->layers[i], quantity);
    const double now = rms_of(snapshot.record.layers[i], quantity);
    const double factor = now / then;
    if (!std::isfinite(factor) || factor <= 0.0) continue;
    least = std::min(least, factor);
    most = std::max(most, factor);
    if (const double size = std::fabs(std::log(factor)); size > largest) largest = size, where = i;
  }
  if (largest < 0.0) return {};
  return Text("×") + number(least, 2) + " … ×" + number(most, 2) + " since step " +
         count(pinned.record->step) + ", most in layer " + std::to_string(where + 1);
}

}  // namespace isobath::ui
