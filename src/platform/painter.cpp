// SPDX-License-Identifier: MIT
// From ImGui's lists to triangles.
#include "platform/painter.hpp"

#include <imgui.h>

#include <algorithm>
#include <cstddef>
#include <span>

namespace isobath::platform {
namespace {

static_assert(sizeof(ImDrawVert) == sizeof(gfx::Vertex) && sizeof(ImDrawIdx) == 4);
static_assert(offsetof(ImDrawVert, uv) == offsetof(gfx::Vertex, u));
static_assert(offsetof(ImDrawVert, col) == offsetof(gfx::Vertex, rgba));

gfx::Clip clip_of(const ImVec4& rect, const ImDrawData& data, int width_px, int height_px) {
  const ImVec2 from = data.DisplayPos;
  const ImVec2 ratio{static_cast<float>(width_px) / data.DisplaySize.x,
                     static_cast<float>(height_px) / data.DisplaySize.y};
  const auto pixel = [](float logical, float ratio_of, int limit) {
    return std::clamp(static_cast<int>(logical * ratio_of), 0, limit);
  };
  const int left = pixel(rect.x - from.x, ratio.x, width_px);
  const int top = pixel(rect.y - from.y, ratio.y, height_px);
  const int right = pixel(rect.z - from.x, ratio.x, width_px);
  const int bottom = pixel(rect.w - from.y, ratio.y, height_px);
  return {left, height_px - bottom, right - left, bottom - top};
}

template <class Item>
std::span<const std::byte> bytes_of(const ImVector<Item>& items) {
  return std::as_bytes(std::span(items.begin(), items.end()));
}

GLuint name_of(ImTextureID id) { return static_cast<GLuint>(id); }

}  // namespace

void Painter::follow(ImTextureData& data) {
  const auto at = std::ranges::find(pictures_, data.TexID, &gfx::Texture::id);
  switch (data.Status) {
    case ImTextureStatus_WantCreate:
      pictures_.push_back(gfx::make_picture(data.Pixels, data.Width, data.Height));
      data.SetTexID(pictures_.back().id());
      return data.SetStatus(ImTextureStatus_OK);
    case ImTextureStatus_WantUpdates:
      for (const ImTextureRect& part : data.Updates)
        gfx::renew_picture(name_of(data.TexID), data.Pixels, data.Width,
                           {part.x, part.y, part.w, part.h});
      return data.SetStatus(ImTextureStatus_OK);
    case ImTextureStatus_WantDestroy:
      if (at != pictures_.end()) pictures_.erase(at);
      data.SetTexID(ImTextureID_Invalid);
      return data.SetStatus(ImTextureStatus_Destroyed);
    default:
      return;
  }
}

void Painter::paint(int width_px, int height_px, float red, float green, float blue) {
  glBindFramebuffer(GL_FRAMEBUFFER, 0);
  glViewport(0, 0, width_px, height_px);
  glClearColor(red, green, blue, 1.0F);
  glClear(GL_COLOR_BUFFER_BIT);
  const ImDrawData& data = *ImGui::GetDrawData();
  if (!triangles_) triangles_.emplace();
  if (data.Textures != nullptr)
    for (ImTextureData* texture : *data.Textures) follow(*texture);
  if (width_px <= 0 || height_px <= 0) return;
  triangles_->begin(data.DisplayPos.x, data.DisplayPos.y, data.DisplaySize.x, data.DisplaySize.y);
  for (const ImDrawList* list : data.CmdLists) {
    if (list->IdxBuffer.empty()) continue;
    triangles_->load(bytes_of(list->VtxBuffer), bytes_of(list->IdxBuffer));
    for (const ImDrawCmd& command : list->CmdBuffer) {
      const gfx::Clip clip = clip_of(command.ClipRect, data, width_px, height_px);
      if (clip.width <= 0 || clip.height <= 0 || command.ElemCount == 0) continue;
      triangles_->draw(name_of(command.GetTexID()), clip, command.IdxOffset, command.ElemCount);
    }
  }
  triangles_->end();
}

void Painter::forget() {
  triangles_.reset();
  pictures_.clear();
  // ImGui asks for those that it still needs once more.
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    texture->SetTexID(ImTextureID_Invalid);
    texture->SetStatus(ImTextureStatus_Destroyed);
  }
}

}  // namespace isobath::platform
