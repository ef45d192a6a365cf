// SPDX-License-Identifier: MIT
// Letters that the embedded faces lack: Hangul is fetched when a text that is drawn has some.
#pragma once

#include <imgui.h>

#include <array>
#include <functional>
#include <optional>
#include <span>
#include <string_view>

#include "ui/theme.hpp"

struct ImFontLoader;

namespace isobath::ui {

/// The syllables in daily use (KS X 1001), and all others.
inline constexpr const char* kHangul = "hangul.ttf";
inline constexpr const char* kRareHangul = "hangul_rare.ttf";

class Letters {
 public:
  /// The bytes of a face by its name; empty while they are not there yet. They stay where they are.
  using Source = std::function<std::span<const unsigned char>(std::string_view)>;

  explicit Letters(Source source) : source_(std::move(source)) {}
  Letters(const Letters&) = delete;
  Letters& operator=(const Letters&) = delete;

  /// The faces for a frame that is to begin: made at first, and fit for another ratio or for what
  /// has come since the last one.
  const Fonts& renew(float pixel_ratio);

  /// Adds Hangul to the font that was added last; `config` says how it is merged.
  void join(ImFontAtlas& atlas, const ImFontConfig& config);

 private:
  enum Set : unsigned { common, rare };
  static const ImFontLoader& loader();
  static bool load_glyph(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void* data,
                         ImWchar character, ImFontGlyph* glyph, float* advance);
  std::span<const unsigned char> face(Set set);

  Source source_;
  std::array<bool, 2> awaited_{};  // by Set
  std::optional<Fonts> fonts_;
  float ratio_ = 0.0F;
};

/// Makes ImGui's loader for TrueType read `bytes` where they are, as long as `source` lives.
bool begin_in_place(ImFontAtlas& atlas, ImFontConfig& source, std::span<const unsigned char> bytes);

}  // namespace isobath::ui
