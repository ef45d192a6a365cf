// SPDX-License-Identifier: MIT
// The atlas grows when a character turns up that it does not hold.
#include "ui/text/letters.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

namespace isobath::ui {
namespace {

/// Hangul as one finds it in files: syllables and single letters.
bool is_hangul(ImWchar c) { return (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x3131 && c <= 0x318E); }

}  // namespace

void Letters::note(ImWchar character) {
  if (!is_hangul(character)) return;
  const auto place = std::ranges::lower_bound(wanted_, character);
  if (place != wanted_.end() && *place == character) return;
  wanted_.insert(place, character);
  news_ = true;
}

void Letters::note(const document::Document& document) {
  for (const std::string& text : {document.title, document.note, document.data_file}) note(text);
  const data::Table* table = document.data.table.get();
  if (table == nullptr) return;
  for (const std::string& name : table->names) note(name);
  if (!table->origin) return;
  for (const data::Column& column : table->origin->sheet->columns) {
    note(column.name);
    for (const std::string& word : column.words) note(word);
  }
}

void Letters::note(std::string_view text) {
  const char* at = text.data();
  const char* end = at + text.size();
  while (at < end) {
    unsigned point = 0;
    at += std::max(1, ImTextCharFromUtf8(&point, at, end));
    if (point <= 0xFFFF) note(static_cast<ImWchar>(point));
  }
}

/// Asks for the faces that are wanted; has one come?
bool Letters::fetch(const Source& source) {
  bool came = false;
  const auto ask = [&](std::span<const unsigned char>& face, const char* name) {
    if (!face.empty()) return;
    face = source(name);
    came = came || !face.empty();
  };
  if (!wanted_.empty()) ask(common_, kHangul);
  if (rare_wanted_) ask(rare_, kRareHangul);
  return came;
}

std::optional<Fonts> Letters::renew(float pixel_ratio, const Source& source) {
  const bool came = fetch(source);
  const bool first = ratio_ == 0.0F;
  const bool more = news_ && !common_.empty();
  if (!first && !came && !more && pixel_ratio == ratio_) return std::nullopt;
  ratio_ = pixel_ratio;
  news_ = common_.empty();
  ImFontGlyphRangesBuilder builder;
  for (const ImWchar character : wanted_) builder.AddChar(character);
  ranges_.clear();
  builder.BuildRanges(&ranges_);
  std::array<MoreLetters, 2> faces;
  std::size_t size = 0;
  for (const auto face : {common_, rare_})
    if (!face.empty()) faces[size++] = {face, ranges_.Data};
  const Fonts fonts = load_fonts(pixel_ratio, std::span(faces).first(size));
  ++renewals_;
  if (!common_.empty() && rare_.empty())
    rare_wanted_ = std::ranges::any_of(wanted_, [&](ImWchar character) {
      return fonts.body->FindGlyphNoFallback(character) == nullptr;
    });
  if (rare_wanted_ && rare_.empty() && fetch(source)) {
    // Where everything is at hand, the second face need not wait for another frame.
    ratio_ = 0.0F;
    return renew(pixel_ratio, source);
  }
  return fonts;
}

}  // namespace isobath::ui
