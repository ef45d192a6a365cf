// SPDX-License-Identifier: MIT
// Filling slots, and the language in use.
#include "words/words.hpp"

#include <algorithm>
#include <deque>
#include <vector>

namespace isobath::words {
namespace {

std::atomic<Language> language_in_use{Language::english};

/// The last code point of the text, 0 of an empty one.
char32_t last_sign(std::string_view text) {
  std::size_t begin = text.size();
  while (begin > 0 && (static_cast<unsigned char>(text[begin - 1]) & 0xC0U) == 0x80U) --begin;
  if (begin == 0) return 0;
  const std::string_view sign = text.substr(begin - 1);
  const auto lead = static_cast<unsigned char>(sign.front());
  char32_t code = sign.size() == 1 ? lead : lead & (0x7FU >> sign.size());
  for (const char byte : sign.substr(1))
    code = (code << 6U) | (static_cast<unsigned char>(byte) & 0x3FU);
  return code;
}

/// Does its name, read in Korean, end with a consonant?
bool ends_with_consonant(char32_t sign) {
  constexpr char32_t kFirstSyllable = 0xAC00, kLastSyllable = 0xD7A3, kFinals = 28;
  if (sign >= kFirstSyllable && sign <= kLastSyllable)
    return (sign - kFirstSyllable) % kFinals != 0;
  // 영 일 삼 육 칠 팔; 엘 엠 엔 알.
  constexpr std::u32string_view kConsonants = U"013678LMNRlmnr";
  return kConsonants.find(sign) != std::u32string_view::npos;
}

}  // namespace

bool takes_first_form(Language language, std::string_view text) {
  return language == Language::english ? text == "1" : ends_with_consonant(last_sign(text));
}

std::string_view Filled::slot(std::string_view between_braces) const {
  const std::string_view text = slots_[static_cast<std::size_t>(between_braces.front() - '0')];
  if (between_braces.size() == 1) return text;
  const std::string_view forms = between_braces.substr(2);
  const std::size_t bar = forms.find('|');
  return takes_first_form(language(), text) ? forms.substr(0, bar) : forms.substr(bar + 1);
}

std::string Filled::str() const {
  std::string text;
  write([&](std::string_view piece) { text += piece; });
  return text;
}

void use(Language language, std::span<const Translation> translations) {
  // Never destroyed: somebody may hold a sentence of before.
  static auto* const kept = new std::deque<std::string>;
  static auto* const tables = new std::deque<std::vector<std::string_view>>;
  language_in_use.store(language, std::memory_order_relaxed);
  for (Group* const group : groups()) {
    if (translations.empty()) {
      group->other.store(nullptr, std::memory_order_relaxed);
      continue;
    }
    auto& table = tables->emplace_back(group->english.begin(), group->english.end());
    for (const Translation& translation : translations) {
      const std::size_t dot = translation.id.find('.');
      if (translation.id.substr(0, dot) != group->name) continue;
      const auto found = std::ranges::find(group->ids, translation.id.substr(dot + 1));
      if (found == group->ids.end()) continue;
      table[static_cast<std::size_t>(found - group->ids.begin())] =
          kept->emplace_back(translation.text);
    }
    group->other.store(table.data(), std::memory_order_relaxed);
  }
}

Language language() { return language_in_use.load(std::memory_order_relaxed); }

}  // namespace isobath::words
