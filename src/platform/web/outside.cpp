// SPDX-License-Identifier: MIT
// What comes from outside the canvas and goes there: files, fonts, the address bar, the page's
// JavaScript object.

#include <emscripten/emscripten.h>

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <memory>
#include <string>
#include <utility>

#include "platform/web/page.hpp"

// Of web/library_isobath.js. Strings are UTF-8 with their length.
extern "C" {
void isobath_js_set_link(const char* text, std::size_t bytes, int new_entry);
void isobath_js_save(const char* name, std::size_t name_bytes, const char* text, std::size_t bytes);
void isobath_js_choose_file();
void isobath_js_announce(const char* event, std::size_t event_bytes, const char* detail,
                         std::size_t detail_bytes);
void isobath_js_fetch(const char* name, std::size_t bytes);  // answered by isobath_asset
char* isobath_js_address();  // the page's without its link; to be freed
}

namespace isobath::platform {

std::span<const unsigned char> asset(std::string_view name) {
  const auto found = page.assets.find(name);
  if (found != page.assets.end()) return found->second;
  page.assets.emplace(name, std::vector<unsigned char>());
  isobath_js_fetch(name.data(), name.size());
  return {};
}

std::vector<File> take_files() { return std::exchange(page.files, {}); }
std::optional<std::string> take_link() { return std::exchange(page.link, std::nullopt); }

std::string address() {
  char* text = isobath_js_address();
  std::string copied = text;
  std::free(text);
  return copied;
}

void set_link(std::string_view link, bool new_entry) {
  isobath_js_set_link(link.data(), link.size(), new_entry ? 1 : 0);
}

void choose_file() { isobath_js_choose_file(); }

File read_file(const std::string& path) {
  return {path, "", path + " cannot be read: a page opens files that are dropped or chosen."};
}

std::expected<void, std::string> save_file(const std::string& path, std::string_view text) {
  isobath_js_save(path.data(), path.size(), text.data(), text.size());
  return {};
}

void announce(std::string_view event, std::string_view detail) {
  isobath_js_announce(event.data(), event.size(), detail.data(), detail.size());
}

void on_call(std::function<std::string(std::string_view, std::string_view)> answer) {
  page.answer = std::move(answer);
}

}  // namespace isobath::platform

// What web/library_isobath.js calls.
extern "C" {

using isobath::platform::page;

/// Room for the bytes of a file that is about to come; null if there is not enough memory for it.
/// A large one is so copied but once on its way.
EMSCRIPTEN_KEEPALIVE char* isobath_file_room(std::size_t bytes) {
  try {
    // The room of an empty file is told from none by its zero at the end.
    auto text = std::make_unique<std::string>();
    // Nobody reads what is there before the file is.
    text->resize_and_overwrite(bytes, [](char*, std::size_t size) { return size; });
    return page.coming.emplace_back(std::move(text))->data();
  } catch (const std::exception&) {
    return nullptr;
  }
}

/// The file does not come after all.
EMSCRIPTEN_KEEPALIVE void isobath_file_dropped(const char* room) {
  std::erase_if(page.coming, [room](const auto& text) { return text->data() == room; });
}

/// A file has come, `bytes` of it, in the room that it was given; or why it has not.
EMSCRIPTEN_KEEPALIVE void isobath_file(const char* name, std::size_t name_bytes, const char* room,
                                       std::size_t bytes, const char* error,
                                       std::size_t error_bytes) {
  std::string text;
  const auto found =
      std::ranges::find_if(page.coming, [room](const auto& of) { return of->data() == room; });
  if (found != page.coming.end()) {
    text = std::move(**found);
    text.resize(std::min(text.size(), bytes));
    page.coming.erase(found);
  }
  page.files.push_back(
      {std::string(name, name_bytes), std::move(text), std::string(error, error_bytes)});
  isobath::platform::note_input();
}

EMSCRIPTEN_KEEPALIVE void isobath_asset(const char* name, std::size_t name_bytes,
                                        const unsigned char* data, std::size_t bytes) {
  page.assets[std::string(name, name_bytes)].assign(data, data + bytes);
  isobath::platform::note_input();
}

EMSCRIPTEN_KEEPALIVE void isobath_link(const char* text, std::size_t bytes) {
  page.link = std::string(text, bytes);
  isobath::platform::note_input();
}

/// The page's JavaScript object: a method and its arguments as JSON; the result as JSON.
EMSCRIPTEN_KEEPALIVE const char* isobath_call(const char* method, const char* arguments) {
  try {
    page.answered = page.answer ? page.answer(method, arguments) : R"({"busy": true})";
  } catch (const std::exception&) {
    page.answered = R"({"error": "There is not enough memory for that."})";
  }
  return page.answered.c_str();
}

}  // extern "C"
