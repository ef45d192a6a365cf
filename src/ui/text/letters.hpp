// SPDX-License-Identifier: MIT
// Which characters the user's own words need beside those of the interface: Hangul is fetched and
// rasterised only where it is in use.
#pragma once

#include <imgui.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "document/document.hpp"
#include "ui/theme.hpp"

namespace isobath::ui {

/// The syllables in daily use (KS X 1001), and all others.
inline constexpr const char* kHangul = "hangul.ttf";
inline constexpr const char* kRareHangul = "hangul_rare.ttf";

class Letters {
 public:
  /// The bytes of a face by its name; empty while they are not there yet. They stay where they are.
  using Source = std::function<std::span<const unsigned char>(std::string_view)>;

  /// Notes the characters of `text` (UTF-8).
  void note(std::string_view text);
  void note(ImWchar character);
  /// The words in it that are its user's own: title, note, and of a table its file, columns and
  /// words.
  void note(const document::Document& document);

  /// The faces anew, if those in ImGui's atlas do not fit `pixel_ratio` or lack a character that
  /// can be had by now. Outside of a frame.
  std::optional<Fonts> renew(float pixel_ratio, const Source& source);

  /// How often the atlas was made.
  int renewals() const { return renewals_; }

 private:
  bool fetch(const Source& source);

  std::vector<ImWchar> wanted_;  // ascending
  bool news_ = true;             // characters that the atlas was not asked for yet
  bool rare_wanted_ = false;
  std::span<const unsigned char> common_, rare_;
  ImVector<ImWchar> ranges_;  // ImGui reads them while it builds the atlas
  float ratio_ = 0.0F;
  int renewals_ = 0;
};

}  // namespace isobath::ui
