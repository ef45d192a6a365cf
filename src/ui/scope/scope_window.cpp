// SPDX-License-Identifier: MIT
// Zooming along the layers.
#include "ui/scope/scope_window.hpp"

#include <algorithm>
#include <cmath>

#include "ui/plot/steer.hpp"

namespace isobath::ui {
namespace {

constexpr double kFewest = 6.0;  // layers that fill the width at most

struct Ids {
  ImGuiID first = ImGui::GetID("scope-first");
  ImGuiID last = ImGui::GetID("scope-last");
  ImGuiID layers = ImGui::GetID("scope-layers");
};

void store(int layers, double first, double last) {
  const Ids ids;
  ImGuiStorage& storage = *ImGui::GetStateStorage();
  storage.SetInt(ids.layers, layers);
  storage.SetFloat(ids.first, static_cast<float>(first));
  storage.SetFloat(ids.last, static_cast<float>(last));
}

}  // namespace

Axis layers_in_view(int layers) {
  const Ids ids;
  const ImGuiStorage& storage = *ImGui::GetStateStorage();
  const double end = static_cast<double>(std::max(1, layers)) + 0.5;
  if (storage.GetInt(ids.layers) != layers) return {0.5, end, false};
  return {static_cast<double>(storage.GetFloat(ids.first)),
          static_cast<double>(storage.GetFloat(ids.last)), false};
}

void steer_layers(Frame& frame, const ScopeLane& lane, int layers) {
  const Axis whole{0.5, static_cast<double>(layers) + 0.5, false};
  const auto next = steer(frame, lane.whole(),
                          {.whole = {whole, lane.magnitude},
                           .least_x = kFewest,
                           .along_y = false,
                           .boxes = false,
                           .keys = false});
  if (next) store(layers, next->x.lowest, next->x.highest);
}

void keep_tapped_layer(Frame& frame, const ScopeLane& lane) {
  constexpr float kStray_px = 8.0F;
  const ImGuiIO& io = ImGui::GetIO();
  const ImGuiID id = ImGui::GetID("scope-tapped");
  ImGuiStorage& storage = *ImGui::GetStateStorage();
  const int kept = storage.GetInt(id);
  if (ImGui::IsItemDeactivated() && io.MouseDragMaxDistanceSqr[0] < kStray_px * kStray_px) {
    const int tapped = lane.layer_at(io.MouseClickedPos[0].x);
    storage.SetInt(id, tapped == kept ? 0 : tapped);
  }
  const auto layers = static_cast<int>(frame.snapshot.record.layers.size());
  if (frame.pointer.layer == 0 && kept <= layers) frame.pointer.layer = kept;
}

}  // namespace isobath::ui
