// SPDX-License-Identifier: MIT
// The faces in ImGui's atlas: Pretendard as it is embedded, figures of one width, signs drawn by
// us, and what the user's own words need besides.
#include <array>
#include <cmath>
#include <cstddef>

#include "fonts.hpp"
#include "ui/text/signs.hpp"
#include "ui/theme.hpp"

namespace isobath::ui {
namespace {

constexpr std::array<ImWchar, 3> kDigits{'0', '9', 0};
constexpr std::array<ImWchar, 3> kEverything{0x20, 0xFFFD, 0};
constexpr float kDigitWidth = 0.53F;  // of the line: that of the widest figures, semibold 4 and 0

struct Cut {
  const unsigned char* bytes;
  std::size_t size_bytes;
};

void merge(Cut cut, float size_px, const ImWchar* ranges, bool merged, float advance_px) {
  ImFontConfig config;
  config.FontDataOwnedByAtlas = false;
  config.OversampleH = 2;
  config.MergeMode = merged;
  config.GlyphRanges = ranges;
  if (advance_px > 0.0F) config.GlyphMinAdvanceX = config.GlyphMaxAdvanceX = advance_px;
  // ImGui takes the bytes as mutable but only reads what it does not own.
  void* data = const_cast<unsigned char*>(cut.bytes);
  ImGui::GetIO().Fonts->AddFontFromMemoryTTF(data, static_cast<int>(cut.size_bytes), size_px,
                                             &config);
}

}  // namespace

Fonts load_fonts(float pixel_ratio, std::span<const MoreLetters> more) {
  ImGuiIO& io = ImGui::GetIO();
  ImFontAtlas& atlas = *io.Fonts;
  atlas.Clear();
  atlas.Flags |= ImFontAtlasFlags_NoPowerOfTwoHeight;
  Signs signs;
  DotPainter dots;
  dots.reserve(atlas, pixel_ratio);
  const Metrics metric;
  const auto add = [&](bool semibold, float logical_px, bool with_more) {
    const float size_px = std::round(logical_px * pixel_ratio);
    const Cut cut = semibold ? Cut{fonts::semibold, fonts::semibold_bytes}
                             : Cut{fonts::regular, fonts::regular_bytes};
    merge(cut, size_px, kDigits.data(), false, size_px * kDigitWidth);
    merge(cut, size_px, kEverything.data(), true, 0.0F);
    for (const MoreLetters& letters : with_more ? more : std::span<const MoreLetters>())
      merge({letters.face.data(), letters.face.size()}, size_px, letters.ranges, true, 0.0F);
    ImFont* font = atlas.Fonts.back();
    signs.reserve(atlas, *font, size_px, semibold);
    return font;
  };
  Fonts loaded;
  loaded.body = add(false, metric.body_px, true);
  loaded.strong = add(true, metric.body_px, true);
  loaded.small = add(false, metric.small_px, true);
  loaded.label = add(true, metric.small_px, true);
  loaded.title = add(true, metric.title_px, true);
  loaded.large = add(false, metric.large_px, false);
  loaded.display = add(true, metric.display_px, false);
  atlas.Build();
  signs.draw(atlas);
  loaded.dots = dots.draw(atlas);
  io.FontDefault = loaded.body;
  io.FontGlobalScale = 1.0F / pixel_ratio;
  return loaded;
}

}  // namespace isobath::ui
