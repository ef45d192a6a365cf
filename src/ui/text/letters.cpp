// SPDX-License-Identifier: MIT
// A source of glyphs that opens its file when it is asked for the first one that is Hangul.
#include "ui/text/letters.hpp"

#include <imgui_internal.h>

#include <utility>

namespace isobath::ui {
namespace {

constexpr std::array<const char*, 2> kFiles{kHangul, kRareHangul};

/// Hangul as one finds it in files: syllables and single letters.
bool is_hangul(ImWchar c) { return (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x3131 && c <= 0x318E); }

const ImFontLoader& truetype() { return *ImFontAtlasGetFontLoaderForStbTruetype(); }

}  // namespace

bool begin_in_place(ImFontAtlas& atlas, ImFontConfig& source,
                    std::span<const unsigned char> bytes) {
  // What stands in the source for good is its own, and freed with it. ImGui takes the bytes as
  // mutable but only reads them.
  void* own = std::exchange(source.FontData, const_cast<unsigned char*>(bytes.data()));
  const bool begun = truetype().FontSrcInit(&atlas, &source);
  source.FontData = own;
  return begun;
}

std::span<const unsigned char> Letters::face(Set set) {
  // Which syllables are rare is known only by the file of the others.
  if (set == rare && face(common).empty()) return {};
  const auto bytes = source_(kFiles[set]);
  awaited_[set] = bytes.empty();
  return bytes;
}

bool Letters::load_glyph(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void* data,
                         ImWchar character, ImFontGlyph* glyph, float* advance) {
  if (!is_hangul(character)) return false;
  if (source->FontLoaderData == nullptr) {
    Letters& letters = **static_cast<Letters**>(source->FontData);
    const auto bytes = letters.face(static_cast<Set>(source->FontLoaderFlags));
    if (bytes.empty() || !begin_in_place(*atlas, *source, bytes)) return false;
  }
  return truetype().FontBakedLoadGlyph(atlas, source, baked, data, character, glyph, advance);
}

const ImFontLoader& Letters::loader() {
  static const ImFontLoader kLoader = [] {
    ImFontLoader loader;
    loader.Name = "hangul";
    loader.FontSrcDestroy = truetype().FontSrcDestroy;
    loader.FontBakedLoadGlyph = load_glyph;
    return loader;
  }();
  return kLoader;
}

void Letters::join(ImFontAtlas& atlas, const ImFontConfig& config) {
  Letters* self = this;
  ImFontConfig hangul = config;
  hangul.FontLoader = &loader();
  hangul.FontData = &self;  // ImGui keeps a copy of the pointer
  hangul.FontDataSize = sizeof(self);
  hangul.FontDataOwnedByAtlas = false;
  for (const Set set : {common, rare}) {
    hangul.FontLoaderFlags = set;
    atlas.AddFont(&hangul);
  }
}

const Fonts& Letters::renew(float pixel_ratio) {
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  if (!fonts_) {
    fonts_ = load_fonts(pixel_ratio, this);
  } else if (pixel_ratio != ratio_) {
    drop_dots(atlas, fonts_->dots);
    fonts_->dots = paint_dots(atlas, pixel_ratio);
  }
  ratio_ = pixel_ratio;
  bool came = false;
  for (const Set set : {common, rare})
    if (awaited_[set] && !face(set).empty()) came = true;
  // What was missing is remembered as missing.
  if (came)
    for (ImFont* font : atlas.Fonts) ImFontAtlasFontDiscardBakes(&atlas, font, 0);
  return *fonts_;
}

}  // namespace isobath::ui
