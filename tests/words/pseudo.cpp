// SPDX-License-Identifier: MIT
// Made of English, slots untouched.
#include "words/pseudo.hpp"

#include <cctype>

namespace isobath::words {
namespace {

// A syllable is about as wide as two letters: two for three of them.
std::string hangul(std::size_t letters) {
  static constexpr std::string_view kSyllables[] = {"가", "늘", "돌", "림", "봄", "산"};
  std::string text;
  for (std::size_t i = 0; i < (2 * letters + 2) / 3; ++i) text += kSyllables[i % 6];
  return text;
}

std::string translated(std::string_view english) {
  std::string text;
  std::size_t letters = 0;
  bool in_slot = false;
  for (const char sign : english) {
    in_slot = in_slot ? sign != '}' : sign == '{';
    const bool letter = !in_slot && std::isalpha(static_cast<unsigned char>(sign)) != 0;
    if (letter) {
      ++letters;
      continue;
    }
    text += hangul(letters);
    letters = 0;
    text += sign;
  }
  return text + hangul(letters);
}

}  // namespace

std::vector<Translation> pseudo_language() {
  static std::vector<std::string> ids;
  ids.clear();
  std::vector<Translation> translations;
  for (const Group* group : groups())
    for (const std::string_view id : group->ids)
      ids.push_back(std::string(group->name) + "." + std::string(id));
  std::size_t place = 0;
  for (const Group* group : groups())
    for (const std::string_view sentence : group->english)
      translations.push_back({ids[place++], translated(sentence)});
  return translations;
}

}  // namespace isobath::words
