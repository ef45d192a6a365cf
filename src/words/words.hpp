// SPDX-License-Identifier: MIT
// What the program says, apart from the code that says it: sentences by id in messages/*.json, one
// file a language, made into functions of namespace isobath::say when the program is built.
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <concepts>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace isobath::words {

enum class Language { english, korean };

/// The sentences whose ids begin alike ("brush.erase", "brush.paper"), in the order of their ids.
struct Group {
  std::string_view name;
  std::span<const std::string_view> ids;
  std::span<const std::string_view> english;
  /// Of the language in use, or null: English.
  std::atomic<const std::string_view*> other{nullptr};

  /// Zero-terminated.
  std::string_view sentence(std::size_t index) const {
    const std::string_view* const table = other.load(std::memory_order_relaxed);
    return table ? table[index] : english[index];
  }
};

/// All groups by name; generated.
std::span<Group* const> groups();

/// What stands in a slot. It refers to the text it is given.
class Argument {
 public:
  Argument(const char* text) : text_(text) {}
  Argument(const std::string& text) : text_(text) {}
  Argument(std::string_view text) : text_(text) {}
  template <class Text>
  requires requires(const Text& text) {
    { text.view() } -> std::same_as<std::string_view>;
  }
  Argument(const Text& text) : text_(text.view()) {}
  std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

/// A sentence and what its slots hold: good as long as these are, so it is written at once.
class Filled {
 public:
  static constexpr std::size_t kMostSlots = 8;

  template <class... Arguments>
  explicit Filled(std::string_view pattern, const Arguments&... arguments)
      : pattern_(pattern), slots_{arguments.text()...} {
    static_assert(sizeof...(Arguments) <= kMostSlots);
  }

  /// Calls `sink` with one piece of the text after the other.
  template <class Sink>
  void write(Sink&& sink) const {
    std::string_view rest = pattern_;
    while (!rest.empty()) {
      const std::size_t open = std::min(rest.find('{'), rest.size());
      if (open > 0) sink(rest.substr(0, open));
      rest.remove_prefix(open);
      if (rest.empty()) return;
      const std::size_t close = rest.find('}');
      const std::string_view piece = slot(rest.substr(1, close - 1));
      if (!piece.empty()) sink(piece);
      rest.remove_prefix(close + 1);
    }
  }
  std::string str() const;
  operator std::string() const { return str(); }

 private:
  /// What stands for "0", or for "0|example|examples".
  std::string_view slot(std::string_view between_braces) const;

  std::string_view pattern_;
  std::array<std::string_view, kMostSlots> slots_;
};

/// In tables that are there before a language is chosen: a message, or signs that are the same in
/// every language.
class Later {
 public:
  constexpr Later(const char* (*message)()) : message_(message) {}
  constexpr Later(const char* signs) : signs_(signs) {}
  const char* c_str() const { return message_ ? message_() : signs_; }
  operator const char*() const { return c_str(); }
  operator std::string_view() const { return c_str(); }

 private:
  const char* (*message_)() = nullptr;
  const char* signs_ = nullptr;
};

/// A table of them as it is said now.
template <std::size_t size>
std::array<const char*, size> said(const std::array<Later, size>& table) {
  std::array<const char*, size> words{};
  for (std::size_t i = 0; i < size; ++i) words[i] = table[i];
  return words;
}

/// Which of two forms goes with this text: in English the first with "1" alone; in Korean the first
/// behind a syllable that ends with a consonant, for particles.
bool takes_first_form(Language language, std::string_view text);

/// Of all groups, one sentence each by id. What is lacking is English.
struct Translation {
  std::string_view id;  // "brush.erase"
  std::string text;     // slots by number: "{0}"
};

/// From now on sentences are said so; an empty list is English again. Texts that were handed out
/// stay good.
void use(Language language, std::span<const Translation> translations);
Language language();

}  // namespace isobath::words
