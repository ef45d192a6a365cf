// SPDX-License-Identifier: MIT
// Strokes in the square of the em: x from the left bearing, y upwards from the baseline. A pixel's
// coverage is its distance from the nearest stroke.
#include "ui/text/signs.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace isobath::ui {
namespace {

// Pretendard's line is 2444 units of a square of 2048.
constexpr float kEm = 2048.0F / 2444.0F;
// Its stems, as parts of the em.
constexpr float kRegular = 0.082F, kSemibold = 0.115F;

/// A line from a to b; or, with a radius, the arc around a from turn b.x to b.y (of the circle,
/// counterclockwise from the right).
struct SignStroke {
  ImVec2 a, b;
  float radius = 0.0F;
};

struct Sign {
  ImWchar point;
  float advance;
  float weight;  // of the strokes, as part of the face's stems
  std::array<SignStroke, 4> strokes;
  std::size_t size;
  float shift = 0.0F;  // of a mark upon the letter before it, which takes no room of its own
};

constexpr std::array<Sign, 11> kSigns{{
    // ̂ : upon the letter before it
    {0x0302,
     0.36F,
     0.75F,
     {{{{0.06F, 0.60F}, {0.18F, 0.74F}}, {{0.18F, 0.74F}, {0.30F, 0.60F}}}},
     2,
     -0.44F},
    // ᴸ: to the power of L
    {0x1D38,
     0.40F,
     0.75F,
     {{{{0.08F, 0.74F}, {0.08F, 0.38F}}, {{0.08F, 0.38F}, {0.34F, 0.38F}}}},
     2},
    // ᵀ: transposed
    {0x1D40,
     0.44F,
     0.75F,
     {{{{0.05F, 0.72F}, {0.39F, 0.72F}}, {{0.22F, 0.72F}, {0.22F, 0.36F}}}},
     2},
    // ᵗ
    {0x1D57,
     0.30F,
     0.75F,
     {{{{0.13F, 0.77F}, {0.13F, 0.42F}},
       {{0.13F, 0.41F}, {0.24F, 0.38F}},
       {{0.04F, 0.64F}, {0.25F, 0.64F}}}},
     3},
    // ∇
    {0x2207,
     0.72F,
     1.0F,
     {{{{0.07F, 0.66F}, {0.65F, 0.66F}},
       {{0.07F, 0.66F}, {0.36F, 0.04F}},
       {{0.65F, 0.66F}, {0.36F, 0.04F}}}},
     3},
    // ∈
    {0x2208,
     0.66F,
     0.9F,
     {{{{0.34F, 0.34F}, {0.25F, 0.75F}, 0.27F},
       {{0.34F, 0.61F}, {0.58F, 0.61F}},
       {{0.34F, 0.07F}, {0.58F, 0.07F}},
       {{0.07F, 0.34F}, {0.55F, 0.34F}}}},
     4},
    // ∗
    {0x2217,
     0.56F,
     0.9F,
     {{{{0.28F, 0.17F}, {0.28F, 0.51F}},
       {{0.13F, 0.255F}, {0.43F, 0.425F}},
       {{0.13F, 0.425F}, {0.43F, 0.255F}}}},
     3},
    // ∝
    {0x221D,
     0.78F,
     0.9F,
     {{{{0.24F, 0.34F}, {0.125F, 0.875F}, 0.17F},
       {{0.36F, 0.46F}, {0.70F, 0.16F}},
       {{0.36F, 0.22F}, {0.70F, 0.52F}}}},
     3},
    // ⊙: element by element
    {0x2299,
     0.80F,
     0.85F,
     {{{{0.40F, 0.34F}, {0.0F, 1.0F}, 0.31F}, {{0.385F, 0.34F}, {0.415F, 0.34F}}}},
     2},
    // ⟨ ⟩
    {0x27E8,
     0.38F,
     0.9F,
     {{{{0.31F, 0.80F}, {0.09F, 0.34F}}, {{0.09F, 0.34F}, {0.31F, -0.12F}}}},
     2},
    {0x27E9,
     0.38F,
     0.9F,
     {{{{0.07F, 0.80F}, {0.29F, 0.34F}}, {{0.29F, 0.34F}, {0.07F, -0.12F}}}},
     2},
}};

constexpr auto kPoints = [] {
  std::array<ImWchar, kSigns.size()> points{};
  for (std::size_t i = 0; i < kSigns.size(); ++i) points[i] = kSigns[i].point;
  return points;
}();

constexpr float kTurn = 6.2831853F;

/// Distance of p from a stroke, all in parts of the em.
float distance(const SignStroke& stroke, ImVec2 p) {
  const ImVec2 from_a{p.x - stroke.a.x, p.y - stroke.a.y};
  if (stroke.radius > 0.0F) {
    float turn = std::atan2(from_a.y, from_a.x) / kTurn;
    if (turn < 0.0F) turn += 1.0F;
    if (turn >= stroke.b.x && turn <= stroke.b.y)
      return std::fabs(std::hypot(from_a.x, from_a.y) - stroke.radius);
    const auto end = [&](float at) {
      return std::hypot(from_a.x - stroke.radius * std::cos(at * kTurn),
                        from_a.y - stroke.radius * std::sin(at * kTurn));
    };
    return std::min(end(stroke.b.x), end(stroke.b.y));
  }
  const ImVec2 way{stroke.b.x - stroke.a.x, stroke.b.y - stroke.a.y};
  const float along = std::clamp(
      (from_a.x * way.x + from_a.y * way.y) / (way.x * way.x + way.y * way.y), 0.0F, 1.0F);
  return std::hypot(from_a.x - along * way.x, from_a.y - along * way.y);
}

const Sign* sign_of(ImWchar point) {
  const auto found = std::ranges::lower_bound(kPoints, point);
  if (found == kPoints.end() || *found != point) return nullptr;
  return &kSigns[static_cast<std::size_t>(found - kPoints.begin())];
}

/// Coverage of `width` × `height` pixels by the sign's strokes, its baseline at `baseline_px`.
void paint_sign(const Sign& sign, float em_px, float weight_px, float baseline_px, int width,
                int height, ImVector<unsigned char>& pixels) {
  pixels.resize(width * height);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      const ImVec2 p{(static_cast<float>(x) + 0.5F) / em_px,
                     (baseline_px - static_cast<float>(y) - 0.5F) / em_px};
      float nearest = 1e9F;
      for (std::size_t i = 0; i < sign.size; ++i)
        nearest = std::min(nearest, distance(sign.strokes[i], p));
      const float inked = 0.5F + weight_px * 0.5F - nearest * em_px;
      pixels[y * width + x] =
          static_cast<unsigned char>(std::clamp(inked, 0.0F, 1.0F) * 255.0F + 0.5F);
    }
}

bool load_sign(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void*, ImWchar point,
               ImFontGlyph* glyph, float* advance) {
  const Sign* sign = sign_of(point);
  if (sign == nullptr) return false;
  const float density = baked->RasterizerDensity;
  const float em_px = baked->Size * density * kEm;  // of the device, as all below
  const float advance_px = sign->shift < 0.0F ? 0.0F : std::round(em_px * sign->advance);
  if (advance != nullptr) {  // only this is asked for
    *advance = advance_px / density;
    return true;
  }
  const float stem = source->FontLoaderFlags == kSemiboldSource ? kSemibold : kRegular;
  const int width = static_cast<int>(std::ceil(em_px * sign->advance)) + 1;
  const int height = static_cast<int>(std::ceil(baked->Size * density));
  const ImFontAtlasRectId id = ImFontAtlasPackAddRect(atlas, width, height);
  if (id == ImFontAtlasRectId_Invalid) return false;
  ImTextureRect* rect = ImFontAtlasPackGetRect(atlas, id);
  ImVector<unsigned char>& pixels = atlas->Builder->TempBuffer;
  paint_sign(*sign, em_px, std::max(1.0F, em_px * stem * sign->weight), baked->Ascent * density,
             width, height, pixels);
  glyph->AdvanceX = advance_px / density;
  glyph->X0 = std::round(em_px * sign->shift) / density;
  glyph->Y0 = 0.0F;
  glyph->X1 = glyph->X0 + static_cast<float>(width) / density;
  glyph->Y1 = static_cast<float>(height) / density;
  glyph->Visible = true;
  glyph->PackId = id;
  ImFontAtlasBakedSetFontGlyphBitmap(atlas, baked, source, glyph, rect, pixels.Data,
                                     ImTextureFormat_Alpha8, width);
  return true;
}

}  // namespace

std::span<const ImWchar> sign_points() { return kPoints; }

const ImFontLoader& sign_loader() {
  static const ImFontLoader kLoader = [] {
    ImFontLoader loader;
    loader.Name = "signs";
    loader.FontBakedLoadGlyph = load_sign;
    return loader;
  }();
  return kLoader;
}

}  // namespace isobath::ui
