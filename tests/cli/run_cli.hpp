// SPDX-License-Identifier: MIT
// Runs the built isobath-cli as a user's shell would.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace isobath::tests {

struct CliResult {
  int status = -1;
  std::string out;
  std::string err;

  /// Standard output as JSON Lines; fails the test if a line is not JSON.
  std::vector<nlohmann::json> lines() const;
  /// The last of them; fails the test if there is none.
  nlohmann::json last() const;
};

/// Runs isobath-cli with these arguments and this standard input.
CliResult run_cli(const std::vector<std::string>& arguments, const std::string& input = "");

/// A folder that is there as long as this object is.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  /// The path of a file in it.
  std::string path(const std::string& name) const;
  /// The same, after writing the file.
  std::string write(const std::string& name, const std::string& text) const;
  static std::string read(const std::string& path);

 private:
  std::string folder_;
};

/// What bad input looks like: status 2, nothing on standard output, and on standard error one line
/// "isobath-cli: <sentence>", which is returned.
std::string sentence_of(const CliResult& result);

}  // namespace isobath::tests
