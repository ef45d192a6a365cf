// SPDX-License-Identifier: MIT
// One font atlas for all stages, so that each letter is rasterised once.
#include "stage.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "ui/controls/controls.hpp"

namespace isobath::ui {
namespace {

struct Faces {
  std::unique_ptr<ImFontAtlas> atlas = std::make_unique<ImFontAtlas>();
  Fonts fonts;
  int frames = 0;

  /// In a context that is to draw with them; nobody makes the pictures that ImGui asks for.
  ImGuiContext* create_context() const {
    ImGuiContext* context = ImGui::CreateContext(atlas.get());
    ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    return context;
  }
  void new_frame() { ImFontAtlasUpdateNewFrame(atlas.get(), ++frames, true); }

  Faces() {
    ImGuiContext* context = create_context();
    fonts = load_fonts(1.0F);
    new_frame();
    ImGui::DestroyContext(context);
  }
};

Faces& faces() {
  static Faces shared;
  return shared;
}

}  // namespace

Stage::Stage(const app::Snapshot& snapshot, ImVec2 display_px, bool dark, Panel panel)
    : snapshot_(snapshot), panel_(std::move(panel)) {
  const Faces& shared = faces();
  shared.create_context();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.DisplaySize = display_px;
  io.FontDefault = shared.fonts.body.font;
  io.ConfigInputTrickleEventQueue = false;
  theme_ = make_theme(dark, shared.fonts);
}

Stage::~Stage() { ImGui::DestroyContext(); }

void Stage::draw_into(app::Actions& actions) {
  ImGui::GetIO().DeltaTime = 1.0F / 60.0F;
  faces().new_frame();
  ImGui::NewFrame();
  Frame frame{snapshot_, actions, theme_, pictures_, widgets_, {}, widgets_wanted_};
  if (panel_)
    draw_panel(frame);
  else
    draw(frame);
  ImGui::Render();
  // What was disabled and not enabled again would fade away, frame by frame.
  if (ImGui::GetStyle().Alpha != 1.0F) FAIL("a disabled part of the page was not ended");
  vertices_ = ImGui::GetDrawData()->TotalVtxCount;
}

void Stage::draw_panel(Frame& frame) {
  widgets_.clear();
  apply(theme_);
  ImGui::GetIO().ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  ImGui::SetNextWindowPos({0.0F, 0.0F});
  ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
  ImGui::Begin("panel", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove);
  panel_(frame);
  leave_cursor();
  ImGui::End();
}

app::Actions Stage::run(int frames) {
  app::Actions actions;
  for (int i = 0; i < frames; ++i) draw_into(actions);
  return actions;
}

void Stage::draw_only() {
  dropped_.clear();
  draw_into(dropped_);
}

app::Actions Stage::without_hover(const app::Actions& actions) {
  app::Actions kept;
  for (const app::Action& action : actions)
    if (!app::action_if<app::HoverLayer>(action) && !app::action_if<app::HoverUnit>(action))
      kept.push_back(action);
  return kept;
}

void Stage::move_to(const std::string& id, float share_x, float share_y) {
  const Widget& target = widget(id);
  ImGui::GetIO().AddMousePosEvent(target.x + target.width * share_x,
                                  target.y + target.height * share_y);
}

app::Actions Stage::click(const std::string& id) {
  move_to(id);
  run();
  ImGui::GetIO().AddMouseButtonEvent(ImGuiMouseButton_Left, true);
  app::Actions actions = run();
  ImGui::GetIO().AddMouseButtonEvent(ImGuiMouseButton_Left, false);
  const app::Actions released = run();
  actions.insert(actions.end(), released.begin(), released.end());
  return without_hover(actions);
}

app::Actions Stage::drag(const std::string& id, ImVec2 by_px) {
  move_to(id);
  run();
  const ImVec2 start = ImGui::GetIO().MousePos;
  ImGui::GetIO().AddMouseButtonEvent(ImGuiMouseButton_Left, true);
  app::Actions actions = run();
  constexpr int kSteps = 5;
  for (int i = 1; i <= kSteps; ++i) {
    const float share = static_cast<float>(i) / kSteps;
    ImGui::GetIO().AddMousePosEvent(start.x + by_px.x * share, start.y + by_px.y * share);
    const app::Actions moved = run();
    actions.insert(actions.end(), moved.begin(), moved.end());
  }
  ImGui::GetIO().AddMouseButtonEvent(ImGuiMouseButton_Left, false);
  const app::Actions released = run();
  actions.insert(actions.end(), released.begin(), released.end());
  return without_hover(actions);
}

app::Actions Stage::press(ImGuiKey key) {
  ImGui::GetIO().AddKeyEvent(key, true);
  app::Actions actions = run();
  ImGui::GetIO().AddKeyEvent(key, false);
  const app::Actions released = run();
  actions.insert(actions.end(), released.begin(), released.end());
  return without_hover(actions);
}

const Widget& Stage::widget(std::string_view id) const {
  const auto found = std::ranges::find(widgets_, id, &Widget::id);
  INFO("widget " << id);
  REQUIRE(found != widgets_.end());
  return *found;
}

bool Stage::has(std::string_view id) const {
  return std::ranges::find(widgets_, id, &Widget::id) != widgets_.end();
}

}  // namespace isobath::ui
