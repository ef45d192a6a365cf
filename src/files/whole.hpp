// SPDX-License-Identifier: MIT
// Files read and written whole: what every program here does with a path.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace isobath::files {

// An error says what is wrong with a path without naming it: "this is a folder, not a file".

/// The whole of a file (or of a device or a pipe, up to its end).
std::expected<std::string, std::string> read_whole(const std::string& path);

/// What stands in the way of writing there, as far as that can be told before it is done.
std::optional<std::string> find_write_fault(const std::string& path);

/// Writes a file whole or not at all: into a new one beside it that then takes its place, with its
/// permissions; behind a symbolic link, in place of what it leads to. What is there and is not a
/// regular file (a device, a pipe) is written into. Files without write permission are refused.
std::expected<void, std::string> write_whole(const std::string& path, std::string_view bytes);

}  // namespace isobath::files
