// SPDX-License-Identifier: MIT
// Whole files by way of POSIX, which tells links, permissions and devices apart.
#include "files/whole.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <new>
#include <stdexcept>

namespace isobath::files {

namespace {

namespace fs = std::filesystem;

constexpr const char* kFolder = "this is a folder, not a file";
constexpr const char* kUnreadable = "this file cannot be read";
constexpr const char* kUnwritable = "this file cannot be written";

std::optional<struct stat> look(const fs::path& path) {
  struct stat there {};
  if (::stat(path.c_str(), &there) != 0) return std::nullopt;
  return there;
}

/// Where a path leads, whether something is there yet or not.
fs::path behind_links(fs::path path) {
  constexpr int kMostLinks = 40;  // as many as Linux follows
  std::error_code problem;
  for (int i = 0; i < kMostLinks && fs::is_symlink(fs::symlink_status(path, problem)); ++i)
    path = path.parent_path() / fs::read_symlink(path, problem);
  return path;
}

/// Writes everything and closes; false if either fails, or if there was nothing to write into.
bool put(int descriptor, std::string_view bytes) {
  if (descriptor < 0) return false;
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written > 0)
      bytes.remove_prefix(static_cast<std::size_t>(written));
    else if (errno != EINTR)
      break;
  }
  return ::close(descriptor) == 0 && bytes.empty();
}

struct Draft {
  fs::path path;
  int descriptor = -1;
};

/// A new file in this folder, under a name that no other process and no other call has.
Draft make_draft(const fs::path& folder, mode_t mode) {
  static std::atomic<unsigned> count{0};
  Draft draft;
  do {
    draft.path = folder / ("isobath." + std::to_string(::getpid()) + "." +
                           std::to_string(count.fetch_add(1)) + ".part");
    draft.descriptor = ::open(draft.path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  } while (draft.descriptor < 0 && errno == EEXIST);
  return draft;
}

/// The permissions and, where that is allowed, the owner of the file that is replaced.
bool make_alike(int descriptor, const struct stat& before) {
  if (before.st_uid != ::geteuid() || before.st_gid != ::getegid()) {
    [[maybe_unused]] const int refused = ::fchown(descriptor, before.st_uid, before.st_gid);
  }
  return ::fchmod(descriptor, before.st_mode & 07777U) == 0;
}

}  // namespace

std::expected<std::string, std::string> read_whole(const std::string& path) {
  const auto there = look(path);
  if (there && S_ISDIR(there->st_mode)) return std::unexpected(kFolder);
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return std::unexpected(kUnreadable);
  std::expected<std::string, std::string> text;
  std::array<char, 1 << 16> part;
  ssize_t got = 0;
  try {
    while ((got = ::read(descriptor, part.data(), part.size())) > 0 || (got < 0 && errno == EINTR))
      if (got > 0) text->append(part.data(), static_cast<std::size_t>(got));
  } catch (const std::bad_alloc&) {
    text = std::unexpected("this file wants more memory than there is");
  } catch (const std::length_error&) {
    text = std::unexpected("this file wants more memory than there is");
  }
  ::close(descriptor);
  if (got < 0) return std::unexpected(kUnreadable);
  return text;
}

std::optional<std::string> find_write_fault(const std::string& path) {
  if (path.empty()) return "an empty name is not a file";
  const auto there = look(path);
  if (there && S_ISDIR(there->st_mode)) return kFolder;
  if (there && !S_ISREG(there->st_mode)) return std::nullopt;
  // The superuser may write everything; a file that nobody may write is meant to stay for it too.
  constexpr mode_t kAnyWrite = S_IWUSR | S_IWGRP | S_IWOTH;
  if (there && ((there->st_mode & kAnyWrite) == 0 || ::access(path.c_str(), W_OK) != 0))
    return "this file is read-only";
  std::error_code problem;
  const fs::path target = behind_links(path);
  const fs::path folder = target.has_parent_path() ? target.parent_path() : fs::path(".");
  if (!fs::is_directory(folder, problem)) return "the folder of this file does not exist";
  if (!target.has_filename() || fs::is_symlink(fs::symlink_status(target, problem)) ||
      ::access(folder.c_str(), W_OK | X_OK) != 0)
    return kUnwritable;
  return std::nullopt;
}

std::expected<void, std::string> write_whole(const std::string& path, std::string_view bytes) {
  if (auto fault = find_write_fault(path)) return std::unexpected(std::move(*fault));
  const auto before = look(path);
  if (before && !S_ISREG(before->st_mode)) {
    if (put(::open(path.c_str(), O_WRONLY | O_CLOEXEC), bytes)) return {};
    return std::unexpected(kUnwritable);
  }
  const fs::path target = behind_links(path);
  // What nobody else may read is not to be read on its way either.
  constexpr mode_t kOwnersOnly = 0600, kAsUsual = 0666;
  const Draft draft = make_draft(target.parent_path(), before ? kOwnersOnly : kAsUsual);
  if (draft.descriptor < 0) return std::unexpected(kUnwritable);
  const bool alike = !before || make_alike(draft.descriptor, *before);
  if (put(draft.descriptor, bytes) && alike && std::rename(draft.path.c_str(), target.c_str()) == 0)
    return {};
  ::unlink(draft.path.c_str());
  return std::unexpected(kUnwritable);
}

}  // namespace isobath::files
