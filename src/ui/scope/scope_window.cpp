// SPDX-License-Identifier: MIT
// Zooming along the layers.
#include "ui/scope/scope_window.hpp"

#include <algorithm>
#include <cmath>

namespace isobath::ui {
namespace {

constexpr double kFewest = 6.0;    // layers that fill the width at most
constexpr double kPerNotch = 0.8;  // what is left of the window after one notch of the wheel

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

/// Within the layers that there are, as wide as it is.
void store_moved(int layers, double first, double width) {
  const double whole = static_cast<double>(layers);
  width = std::clamp(width, std::min(kFewest, whole), whole);
  first = std::clamp(first, 0.5, 0.5 + whole - width);
  store(layers, first, first + width);
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

void steer_layers(const ScopeLane& lane, int layers) {
  const ImGuiIO& io = ImGui::GetIO();
  const double first = lane.layers.lowest, width = lane.layers.highest - lane.layers.lowest;
  const auto per_pixel = width / static_cast<double>(lane.area.width());
  if (ImGui::IsItemHovered() && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) {
    store(layers, 0.5, static_cast<double>(layers) + 0.5);
  } else if (ImGui::IsItemHovered() && io.MouseWheel != 0.0F && !io.KeyCtrl) {
    const double at = static_cast<double>(io.MousePos.x - lane.area.min.x) * per_pixel;
    const double factor = std::pow(kPerNotch, static_cast<double>(io.MouseWheel));
    const double narrower =
        std::clamp(width * factor, std::min(kFewest, static_cast<double>(layers)),
                   static_cast<double>(layers));
    // What is under the pointer stays there.
    store_moved(layers, first + at * (1.0 - narrower / width), narrower);
  } else if (ImGui::IsItemActive() && ImGui::IsMouseDragging(ImGuiMouseButton_Left, 4.0F) &&
             width < static_cast<double>(layers) - 1e-3) {
    store_moved(layers, first - static_cast<double>(io.MouseDelta.x) * per_pixel, width);
  }
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
