// SPDX-License-Identifier: MIT
// What is kept between two visits: texts in the page's local store, at once, and records in its
// database, some time later. The browser's side is in web/library_store.js.

#include <emscripten/emscripten.h>

#include <cstdlib>
#include <utility>

#include "platform/web/page.hpp"

extern "C" {
int isobath_js_keeps();
int isobath_js_store(const char* key, const char* text, std::size_t bytes);  // 0: refused
char* isobath_js_stored(const char* key);  // null if there is nothing; to be freed
// Keys are lines. Answered by isobath_record for each one there is, then by
// isobath_records_fetched.
void isobath_js_fetch_records(const char* keys);
void isobath_js_keep_record(const char* key, const char* bytes, std::size_t size);
void isobath_js_tidy_records(const char* prefix, const char* used, double most_bytes);
}

namespace isobath::platform {
namespace {

struct Records {
  std::map<std::string, std::string, std::less<>> fetched;
  std::function<void(FetchedRecords)> take;
  std::function<void(const std::string&)> refused;
};

Records records;

std::string lines(const std::vector<std::string>& keys) {
  std::string text;
  for (const std::string& key : keys) text += key + "\n";
  return text;
}

}  // namespace

bool keeps() { return isobath_js_keeps() != 0; }

std::expected<void, std::string> store(std::string_view key, std::string_view text) {
  const std::string name(key);
  if (isobath_js_store(name.c_str(), text.data(), text.size()) != 0) return {};
  return std::unexpected(
      "The browser has no room to keep this session: closing the page would lose it.");
}

std::optional<std::string> stored(std::string_view key) {
  const std::string name(key);
  char* text = isobath_js_stored(name.c_str());
  if (text == nullptr) return std::nullopt;
  std::string copied = text;
  std::free(text);
  return copied;
}

void fetch_records(const std::vector<std::string>& keys, std::function<void(FetchedRecords)> take) {
  if (keys.empty()) return take({});
  records.take = std::move(take);
  isobath_js_fetch_records(lines(keys).c_str());
}

void keep_record(std::string_view key, std::string_view bytes,
                 std::function<void(const std::string&)> refused) {
  records.refused = std::move(refused);
  const std::string name(key);
  isobath_js_keep_record(name.c_str(), bytes.data(), bytes.size());
}

void tidy_records(std::string_view prefix, const std::vector<std::string>& used,
                  std::size_t most_bytes) {
  isobath_js_tidy_records(std::string(prefix).c_str(), lines(used).c_str(),
                          static_cast<double>(most_bytes));
}

}  // namespace isobath::platform

// What web/library_store.js calls.
extern "C" {

using isobath::platform::records;

EMSCRIPTEN_KEEPALIVE void isobath_record(const char* key, const char* bytes, std::size_t size) {
  records.fetched[key] = std::string(bytes, size);
}

EMSCRIPTEN_KEEPALIVE void isobath_records_fetched() {
  if (records.take) std::exchange(records.take, nullptr)(std::exchange(records.fetched, {}));
  isobath::platform::note_input();
}

EMSCRIPTEN_KEEPALIVE void isobath_record_refused() {
  if (records.refused)
    records.refused(
        "The browser has no room to keep this training and its runs: closing the page would lose "
        "where they stand.");
}

}  // extern "C"
