// SPDX-License-Identifier: MIT
// The fonts of ImGui's atlas, whose glyphs are rasterised when they are first drawn: Pretendard as
// it is embedded, figures of one width, signs drawn by us, and Hangul where a text needs it.
#include <imgui_internal.h>

#include <array>

#include "fonts.hpp"
#include "ui/text/letters.hpp"
#include "ui/text/signs.hpp"
#include "ui/theme.hpp"

namespace isobath::ui {
namespace {

constexpr std::array<ImWchar, 5> kAllButDigits{1, '0' - 1, '9' + 1, 0xFFFF, 0};
constexpr float kDigitWidth = 0.53F;  // of the line: that of the widest figures, semibold 4 and 0

/// ImGui's own loader copies the file for every source that is made of it; this one reads it where
/// it is.
const ImFontLoader& embedded_loader() {
  static const ImFontLoader kLoader = [] {
    ImFontLoader loader = *ImFontAtlasGetFontLoaderForStbTruetype();
    loader.Name = "embedded";
    loader.FontSrcInit = [](ImFontAtlas* atlas, ImFontConfig* source) {
      return begin_in_place(*atlas, *source,
                            source->FontLoaderFlags == kSemiboldSource
                                ? std::span(fonts::semibold, fonts::semibold_bytes)
                                : std::span(fonts::regular, fonts::regular_bytes));
    };
    return loader;
  }();
  return kLoader;
}

ImFont* add_font(unsigned flags, float size_px, Letters* letters) {
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  ImFontConfig config;
  config.SizePixels = size_px;
  config.OversampleH = 2;
  config.FontLoader = &embedded_loader();
  config.FontLoaderFlags = flags;
  ImFontConfig digits = config;
  digits.GlyphExcludeRanges = kAllButDigits.data();
  digits.GlyphMinAdvanceX = digits.GlyphMaxAdvanceX = size_px * kDigitWidth;
  ImFont* font = atlas.AddFont(&digits);
  config.MergeMode = true;
  ImFontConfig signs = config;
  signs.FontLoader = &sign_loader();
  atlas.AddFont(&signs);
  atlas.AddFont(&config);
  if (letters != nullptr) letters->join(atlas, config);
  return font;
}

}  // namespace

Fonts load_fonts(float pixel_ratio, Letters* letters) {
  ImGuiIO& io = ImGui::GetIO();
  // Room for what a screen shows, so that the picture need not grow while the first one is drawn.
  io.Fonts->TexMinWidth = 1024;
  io.Fonts->TexMinHeight = pixel_ratio > 1.0F ? 1024 : 512;
  const Metrics metric;
  ImFont* regular = add_font(0, metric.body_px, letters);
  ImFont* semibold = add_font(kSemiboldSource, metric.body_px, letters);
  io.FontDefault = regular;
  return {.body = {regular, metric.body_px},
          .strong = {semibold, metric.body_px},
          .small = {regular, metric.small_px},
          .label = {semibold, metric.small_px},
          .title = {semibold, metric.title_px},
          .dots = paint_dots(*io.Fonts, pixel_ratio)};
}

void follow_pixel_ratio() {
  // ImGui tells it only the font that it writes with itself.
  for (ImFont* font : ImGui::GetIO().Fonts->Fonts)
    font->CurrentRasterizerDensity = ImGui::GetFontRasterizerDensity();
}

}  // namespace isobath::ui
