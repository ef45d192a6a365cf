// SPDX-License-Identifier: MIT
// The letters: every sign the interface writes is in every face, and Hangul comes when it is used.
#include "ui/text/letters.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "data/csv.hpp"
#include "document/document.hpp"
#include "hangul.hpp"
#include "ui/text/signs.hpp"

namespace ui_letters {

using namespace isobath::ui;
namespace hangul = isobath::platform::fonts;

namespace {

struct Context {
  ImGuiContext* context = ImGui::CreateContext();
  Context() = default;
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
  ~Context() { ImGui::DestroyContext(context); }
};

enum class Hangul { here, elsewhere };

/// The characters beyond ASCII of `text` that a font does not draw.
std::string missing(const ImFont& font, const std::string& text, Hangul hangul = Hangul::here) {
  std::string lacking;
  for (const char *at = text.data(), *end = at + text.size(); at < end;) {
    unsigned point = 0;
    const int bytes = ImTextCharFromUtf8(&point, at, end);
    // Hangul has a face of its own, which is loaded where a word needs it.
    if (point >= 0xAC00 && point <= 0xD7A3 && hangul == Hangul::elsewhere) {
      at += bytes;
      continue;
    }
    if (point > 0x7F && font.FindGlyphNoFallback(static_cast<ImWchar>(point)) == nullptr)
      lacking.append(at, static_cast<std::size_t>(bytes));
    at += bytes;
  }
  return lacking;
}

std::array<const ImFont*, 5> all(const Fonts& fonts) {
  return {fonts.body, fonts.strong, fonts.small, fonts.label, fonts.title};
}

std::span<const unsigned char> at_hand(std::string_view name) {
  if (name == kHangul) return {hangul::hangul, hangul::hangul_bytes};
  if (name == kRareHangul) return {hangul::hangul_rare, hangul::hangul_rare_bytes};
  return {};
}

}  // namespace

TEST_CASE("Every character that our sources write can be drawn in every face", "[ui][letters]") {
  const Context context;
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
      for (const ImFont* font : all(fonts)) CHECK(missing(*font, code, Hangul::elsewhere) == "");
      for (const ImFont* font : {fonts.large, fonts.display})
        CHECK(missing(*font, code, Hangul::elsewhere) == "");
    }
  CHECK(files > 100);
  CHECK(missing(*fonts.body, "∂σαβλ∑Σ√∞⊙ᵀᴸ⁽ˡ⁾×·−≈≤≥→←↑↓⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉∇∈∝⟨⟩‖ŷℓ").empty());
  CHECK(missing(*fonts.body, "α한글") == "한글");
}

TEST_CASE("Signs that the face lacks are drawn into the atlas", "[ui][letters]") {
  const Context context;
  const Fonts fonts = load_fonts(2.0F);
  const ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  for (const ImFont* font : all(fonts))
    for (const ImWchar point : Signs::points()) {
      const ImFontGlyph* glyph = font->FindGlyphNoFallback(point);
      REQUIRE(glyph != nullptr);
      // Marks upon a letter stand over what is before them.
      const bool mark = point == 0x0302;
      CHECK(mark == (glyph->AdvanceX == 0.0F));
      CHECK(mark == (glyph->X0 < -1.0F));
      int inked = 0;
      const auto pixel = [](float share, int size) {
        return static_cast<int>(share * static_cast<float>(size) + 0.5F);
      };
      for (int y = pixel(glyph->V0, atlas.TexHeight); y < pixel(glyph->V1, atlas.TexHeight); ++y)
        for (int x = pixel(glyph->U0, atlas.TexWidth); x < pixel(glyph->U1, atlas.TexWidth); ++x)
          inked += atlas.TexPixelsAlpha8[y * atlas.TexWidth + x] > 128 ? 1 : 0;
      INFO(point);
      CHECK(inked > 10);
    }
}

TEST_CASE("Hangul is asked for only when it is used, and the atlas grows once", "[ui][letters]") {
  const Context context;
  std::vector<std::string> asked;
  bool there = false;
  const Letters::Source source = [&](std::string_view name) {
    asked.emplace_back(name);
    return there ? at_hand(name) : std::span<const unsigned char>();
  };
  Letters letters;
  REQUIRE(letters.renew(1.0F, source));
  letters.note("Latin, α and ∂");
  CHECK(!letters.renew(1.0F, source));
  CHECK(asked.empty());

  letters.note("깊이 놀이터");
  CHECK(!letters.renew(1.0F, source));
  CHECK(asked == std::vector<std::string>{kHangul});
  there = true;
  const auto fonts = letters.renew(1.0F, source);
  REQUIRE(fonts);
  for (const ImFont* font : all(*fonts)) CHECK(missing(*font, "깊이 놀이터").empty());
  CHECK(missing(*fonts->body, "층") == "층");
  CHECK(asked.back() == kHangul);

  letters.note("층마다 ㄱ");
  const auto more = letters.renew(1.0F, source);
  REQUIRE(more);
  CHECK(missing(*more->body, "깊이 층마다 ㄱ").empty());
  letters.note("층마다 깊이");
  CHECK(!letters.renew(1.0F, source));
  CHECK(letters.renewals() == 3);
}

TEST_CASE("A table's file, columns and words are among the user's words", "[ui][letters]") {
  const Context context;
  isobath::document::Document document;
  document.data_file = "꽃.csv";
  auto table = isobath::data::read_csv("번호,값,종류\n1,2.5,가\n2,3.5,나\n3,4.5,다\n");
  REQUIRE(table);
  REQUIRE(table->origin);  // the first column is left out, the last is words
  document.data.table = std::make_shared<const isobath::data::Table>(std::move(*table));
  Letters letters;
  letters.note(document);
  const auto fonts = letters.renew(1.0F, at_hand);
  REQUIRE(fonts);
  CHECK(missing(*fonts->strong, "꽃번호값종류가나다") == "");
}

TEST_CASE("Syllables out of the ordinary come from a file of their own", "[ui][letters]") {
  const Context context;
  Letters letters;
  letters.note("똠방각하 뷁 햏");
  const auto fonts = letters.renew(1.0F, at_hand);
  REQUIRE(fonts);
  CHECK(missing(*fonts->body, "똠방각하 뷁 햏").empty());
}

TEST_CASE("Another pixel ratio keeps the letters", "[ui][letters]") {
  const Context context;
  Letters letters;
  letters.note("깊이");
  REQUIRE(letters.renew(1.0F, at_hand));
  const auto fonts = letters.renew(2.0F, at_hand);
  REQUIRE(fonts);
  CHECK(missing(*fonts->title, "깊이").empty());
  CHECK(!letters.renew(2.0F, at_hand));
}

TEST_CASE("Figures are of one width in every face", "[ui][letters]") {
  const Context context;
  for (const ImFont* font : all(load_fonts(1.0F)))
    for (ImWchar digit = '0'; digit <= '9'; ++digit)
      CHECK(font->FindGlyph(digit)->AdvanceX == font->FindGlyph('0')->AdvanceX);
}

}  // namespace ui_letters
