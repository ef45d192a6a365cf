// SPDX-License-Identifier: MIT
// The command line through the shell, its streams through files.
#include "run_cli.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

namespace isobath::tests {

namespace {

std::string quoted(const std::string& argument) {
  std::string text = "'";
  for (const char c : argument) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

}  // namespace

std::vector<nlohmann::json> CliResult::lines() const {
  std::vector<nlohmann::json> lines;
  std::istringstream text(out);
  for (std::string line; std::getline(text, line);) {
    auto value = nlohmann::json::parse(line, nullptr, false);
    INFO(line);
    CHECK_FALSE(value.is_discarded());
    lines.push_back(std::move(value));
  }
  CHECK((out.empty() || out.back() == '\n'));
  return lines;
}

nlohmann::json CliResult::last() const {
  auto all = lines();
  CAPTURE(err);
  REQUIRE_FALSE(all.empty());
  return std::move(all.back());
}

CliResult run_cli(const std::vector<std::string>& arguments, const std::string& input) {
  const Folder folder;
  std::string command = quoted(ISOBATH_CLI);
  for (const std::string& argument : arguments) command += " " + quoted(argument);
  command += " <" + quoted(folder.write("in", input)) + " >" + quoted(folder.path("out")) + " 2>" +
             quoted(folder.path("err"));
  const int ended = std::system(command.c_str());
  CliResult result;
  REQUIRE(WIFEXITED(ended));
  result.status = WEXITSTATUS(ended);
  result.out = Folder::read(folder.path("out"));
  result.err = Folder::read(folder.path("err"));
  return result;
}

Folder::Folder() {
  std::string name = (std::filesystem::temp_directory_path() / "isobath-cli-XXXXXX").string();
  REQUIRE(mkdtemp(name.data()) != nullptr);
  folder_ = name;
}

Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

std::string Folder::path(const std::string& name) const { return folder_ + "/" + name; }

std::string Folder::write(const std::string& name, const std::string& text) const {
  std::ofstream(path(name), std::ios::binary) << text;
  return path(name);
}

std::string Folder::read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  INFO(path);
  REQUIRE(file.is_open());
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string sentence_of(const CliResult& result) {
  CAPTURE(result.err);
  CHECK(result.status == 2);
  CHECK(result.out.empty());
  CHECK(std::count(result.err.begin(), result.err.end(), '\n') == 1);
  const std::string name = "isobath-cli: ";
  REQUIRE(result.err.starts_with(name));
  return result.err.substr(name.size(), result.err.size() - name.size() - 1);
}

}  // namespace isobath::tests
