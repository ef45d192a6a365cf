// SPDX-License-Identifier: MIT
// What is kept between two visits: texts and records as files in the desktop's place for state.
#include "platform/desktop/store.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <utility>

#include "files/whole.hpp"
#include "platform/platform.hpp"

namespace isobath::platform {
namespace {

/// Where programs of this desktop keep their state; empty without a home.
std::filesystem::path state_directory() {
  if (const char* state = std::getenv("XDG_STATE_HOME"); state != nullptr && *state != '\0')
    return std::filesystem::path(state) / "isobath";
  const char* home = std::getenv("HOME");
  if (home == nullptr || *home == '\0') return {};
  return std::filesystem::path(home) / ".local" / "state" / "isobath";
}

bool keep(std::string_view key, std::string_view bytes) {
  const std::filesystem::path directory = state_directory();
  std::error_code problem;
  std::filesystem::create_directories(directory, problem);
  return files::write_whole((directory / key).string(), bytes).has_value();
}

std::string cannot_keep(const char* what) {
  return std::string(what) + " cannot be kept in " + state_directory().string() + ".";
}

struct Left {
  std::filesystem::path path;
  std::filesystem::file_time_type written;
  std::uintmax_t bytes = 0;
};

}  // namespace

bool keeps() { return !state_directory().empty(); }

std::expected<void, std::string> store(std::string_view key, std::string_view text) {
  if (keep(key, text)) return {};
  return std::unexpected(cannot_keep("The session"));
}

std::optional<std::string> stored(std::string_view key) {
  File file = read_file((state_directory() / key).string());
  if (!file.error.empty()) return std::nullopt;
  return std::move(file.text);
}

void fetch_records(const std::vector<std::string>& keys, std::function<void(FetchedRecords)> take) {
  FetchedRecords fetched;
  for (const std::string& key : keys)
    if (auto bytes = stored(key)) fetched.emplace(key, std::move(*bytes));
  take(std::move(fetched));
}

void keep_record(std::string_view key, std::string_view bytes,
                 std::function<void(const std::string&)> refused) {
  if (!keep(key, bytes)) refused(cannot_keep("This training"));
}

void tidy_records(std::string_view prefix, const std::vector<std::string>& used,
                  std::size_t most_bytes) {
  std::error_code problem;
  std::vector<Left> left;
  for (const auto& entry : std::filesystem::directory_iterator(state_directory(), problem)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(prefix) || std::ranges::find(used, name) != used.end()) continue;
    left.push_back({entry.path(), entry.last_write_time(problem), entry.file_size(problem)});
  }
  std::ranges::sort(left, std::ranges::greater{}, &Left::written);
  std::uintmax_t bytes = 0;
  for (const Left& record : left) {
    bytes += record.bytes;
    if (bytes > most_bytes) std::filesystem::remove(record.path, problem);
  }
}

}  // namespace isobath::platform
