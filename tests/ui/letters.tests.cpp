// SPDX-License-Identifier: MIT
// The letters: every sign the interface writes is in every face, and Hangul comes when it is used.
#include "ui/text/letters.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "bare_imgui.hpp"
#include "hangul.hpp"
#include "ui/text/signs.hpp"

namespace ui_letters {

using namespace isobath;
using namespace isobath::ui;
namespace hangul = isobath::platform::fonts;

namespace {

enum class Hangul { here, elsewhere };

/// The characters beyond ASCII of `text` that a font does not draw.
std::string missing(Face face, const std::string& text, Hangul hangul = Hangul::here) {
  std::string lacking;
  for (const char *at = text.data(), *end = at + text.size(); at < end;) {
    unsigned point = 0;
    const int bytes = ImTextCharFromUtf8(&point, at, end);
    // Hangul has a face of its own, which is loaded where a word needs it.
    if (point >= 0xAC00 && point <= 0xD7A3 && hangul == Hangul::elsewhere) {
      at += bytes;
      continue;
    }
    if (point > 0x7F && face.font->GetFontBaked(face.px)->FindGlyphNoFallback(
                            static_cast<ImWchar>(point)) == nullptr)
      lacking.append(at, static_cast<std::size_t>(bytes));
    at += bytes;
  }
  return lacking;
}

std::array<Face, 5> all(const Fonts& fonts) {
  return {fonts.body, fonts.strong, fonts.small, fonts.label, fonts.title};
}

/// What is drawn of `text` in a frame of its own.
int drawn(Letters& letters, Face Fonts::*face, const std::string& text, float pixel_ratio = 1.0F) {
  const Fonts& fonts = letters.renew(pixel_ratio);
  ImGui::GetIO().DisplayFramebufferScale = {pixel_ratio, pixel_ratio};
  ImGui::NewFrame();
  follow_pixel_ratio();
  const Face wanted = fonts.*face;
  ImGui::GetForegroundDrawList()->AddText(wanted.font, wanted.px, {10.0F, 10.0F}, IM_COL32_WHITE,
                                          text.c_str());
  ImGui::Render();
  return ImGui::GetDrawData()->TotalVtxCount / 4;
}

std::span<const unsigned char> at_hand(std::string_view name) {
  if (name == kHangul) return {hangul::hangul, hangul::hangul_bytes};
  if (name == kRareHangul) return {hangul::hangul_rare, hangul::hangul_rare_bytes};
  return {};
}

}  // namespace

TEST_CASE("Every character that our sources write can be drawn in every face", "[ui][letters]") {
  const BareImGui bare;
  const Fonts fonts = load_fonts(1.0F);
  int files = 0;
  for (const char* room : {"ui", "app", "document", "data", "core"})
    for (const auto& entry : std::filesystem::recursive_directory_iterator(
             std::filesystem::path(ISOBATH_SOURCE_DIR) / "src" / room)) {
      if (!entry.is_regular_file()) continue;
      ++files;
      std::ifstream file(entry.path(), std::ios::binary);
      std::string code;  // comments are not drawn
      for (std::string line; std::getline(file, line);) code += line.substr(0, line.find("//"));
      INFO(entry.path().string());
      for (const Face face : {fonts.body, fonts.strong})
        CHECK(missing(face, code, Hangul::elsewhere) == "");
    }
  CHECK(files > 100);
  CHECK(missing(fonts.body, "∂σαβλ∑Σ√∞⊙ᵀᴸ⁽ˡ⁾×·−≈≤≥→←↑↓⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉∇∈∝⟨⟩‖ŷℓ").empty());
  CHECK(missing(fonts.body, "α한글") == "한글");
}

TEST_CASE("Signs that the face lacks are drawn, in any size", "[ui][letters]") {
  const float ratio = GENERATE(1.0F, 1.5F, 2.0F);
  const BareImGui bare({800.0F, 600.0F}, ratio);
  const Fonts fonts = load_fonts(ratio);
  ImGui::NewFrame();
  follow_pixel_ratio();
  for (const Face face : {fonts.body, fonts.strong})
    for (const float px : {11.0F, 15.0F, 16.0F, 31.0F, 60.0F})
      for (const ImWchar point : sign_points()) {
        ImFontBaked& baked = *face.font->GetFontBaked(px);
        const ImFontGlyph* glyph = baked.FindGlyphNoFallback(point);
        REQUIRE(glyph != nullptr);
        INFO(point << " at " << px);
        // Marks upon a letter stand over what is before them.
        const bool mark = point == 0x0302;
        CHECK(mark == (glyph->AdvanceX == 0.0F));
        CHECK(mark == (glyph->X0 < -1.0F));
        // The strokes are within the line, and as many pixels as it has on this screen.
        const ImTextureData& atlas = *ImGui::GetIO().Fonts->TexData;
        const auto pixel = [](float share, int size) {
          return static_cast<int>(share * static_cast<float>(size) + 0.5F);
        };
        const int top = pixel(glyph->V0, atlas.Height), bottom = pixel(glyph->V1, atlas.Height);
        CHECK(std::abs(static_cast<float>(bottom - top) - px * ratio) <= 1.0F);
        int inked = 0;
        for (int y = top; y < bottom; ++y)
          for (int x = pixel(glyph->U0, atlas.Width); x < pixel(glyph->U1, atlas.Width); ++x)
            inked += atlas.Pixels[(y * atlas.Width + x) * atlas.BytesPerPixel + 3] > 128 ? 1 : 0;
        CHECK(inked > (px * ratio < 24.0F ? 0 : 10));
      }
  ImGui::EndFrame();
}

TEST_CASE("Hangul is asked for when it is first drawn, and drawn once it is there",
          "[ui][letters]") {
  const BareImGui bare;
  std::vector<std::string> asked;
  bool there = false;
  Letters letters([&](std::string_view name) {
    asked.emplace_back(name);
    return there ? at_hand(name) : std::span<const unsigned char>();
  });
  drawn(letters, &Fonts::body, "Latin, α and ∂");
  drawn(letters, &Fonts::title, "0.25");
  CHECK(asked.empty());

  const Face body = letters.renew(1.0F).body;
  const auto is_there = [&](Face face) { return missing(face, "깊이 놀이터").empty(); };
  drawn(letters, &Fonts::body, "깊이 놀이터");
  REQUIRE(!asked.empty());
  CHECK(asked.front() == kHangul);
  CHECK(std::ranges::count(asked, kRareHangul) == 0);
  drawn(letters, &Fonts::body, "깊이 놀이터");
  CHECK(!is_there(body));

  there = true;
  for (Face Fonts::*face : {&Fonts::body, &Fonts::title, &Fonts::label}) {
    CHECK(drawn(letters, face, "깊이 놀이터") == 5);
    CHECK(is_there(letters.renew(1.0F).*face));
  }
  CHECK(std::ranges::count(asked, kRareHangul) == 0);
  asked.clear();
  drawn(letters, &Fonts::body, "깊이 놀이터");
  CHECK(asked.empty());
}

TEST_CASE("What is at hand is drawn in the frame that first needs it", "[ui][letters]") {
  const BareImGui bare;
  Letters letters(at_hand);
  drawn(letters, &Fonts::strong, "층마다 ㄱ");
  CHECK(missing(letters.renew(1.0F).strong, "층마다 ㄱ").empty());
}

TEST_CASE("Syllables out of the ordinary come from a file of their own", "[ui][letters]") {
  const BareImGui bare;
  std::vector<std::string> asked;
  Letters letters([&](std::string_view name) {
    asked.emplace_back(name);
    return at_hand(name);
  });
  drawn(letters, &Fonts::body, "똠방각하 뷁 햏");
  CHECK(std::ranges::count(asked, kRareHangul) == 1);
  CHECK(missing(letters.renew(1.0F).body, "똠방각하 뷁 햏").empty());
}

TEST_CASE("Another pixel ratio keeps the letters and renews the marks of data", "[ui][letters]") {
  const BareImGui bare;
  Letters letters(at_hand);
  const auto mark_px = [&](float ratio) {
    const Dots::Picture picture = letters.renew(ratio).dots.pictures.front();
    ImFontAtlasRect rect;
    REQUIRE(ImGui::GetIO().Fonts->GetCustomRect(picture.rect, &rect));
    CHECK(static_cast<float>(rect.w) == 2.0F * picture.half_px * ratio);
    return rect.w;
  };
  drawn(letters, &Fonts::title, "깊이");
  const auto before = mark_px(1.0F);
  drawn(letters, &Fonts::title, "깊이", 2.0F);
  CHECK(missing(letters.renew(2.0F).title, "깊이").empty());
  CHECK(mark_px(2.0F) > before);
  CHECK(letters.renew(2.0F).title.font->GetFontBaked(24.0F)->RasterizerDensity == 2.0F);
}

TEST_CASE("Figures are of one width in every face", "[ui][letters]") {
  const BareImGui bare;
  const Fonts fonts = load_fonts(1.0F);
  for (const Face face : all(fonts)) {
    ImFontBaked& baked = *face.font->GetFontBaked(face.px);
    for (ImWchar digit = '0'; digit <= '9'; ++digit)
      CHECK(baked.GetCharAdvance(digit) == baked.GetCharAdvance('0'));
    // Letters keep their own.
    CHECK(baked.GetCharAdvance('i') < baked.GetCharAdvance('m'));
  }
}

}  // namespace ui_letters
