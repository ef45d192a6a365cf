// SPDX-License-Identifier: MIT
// What stands at a path is respected: links, permissions, devices, files that others write too.
#include "files/whole.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>
#include <vector>

namespace files_whole {

namespace fs = std::filesystem;
using isobath::files::read_whole;
using isobath::files::write_whole;

namespace {

class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "isobath-files-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string operator/(const std::string& name) const { return path_ / name; }
  std::ptrdiff_t entries() const {
    return std::distance(fs::directory_iterator(path_), fs::directory_iterator());
  }

 private:
  fs::path path_;
};

std::string fault(const std::expected<void, std::string>& written) {
  return written ? "" : written.error();
}

}  // namespace

TEST_CASE("a file is written whole and read again", "[files]") {
  const Folder folder;
  const std::string bytes("a\0\xff\n", 4);
  CHECK(fault(write_whole(folder / "file", bytes)).empty());
  CHECK(read_whole(folder / "file") == bytes);
  CHECK(fault(write_whole(folder / "file", "")).empty());
  CHECK(read_whole(folder / "file") == "");
  // A new file has the permissions of any new file.
  std::ofstream(folder / "usual") << "x";
  CHECK(fs::status(folder / "file").permissions() == fs::status(folder / "usual").permissions());
  CHECK(folder.entries() == 2);
}

TEST_CASE("what is replaced keeps its permissions", "[files]") {
  const Folder folder;
  for (const unsigned mode : {0600U, 0640U, 0666U}) {
    const std::string file = folder / std::to_string(mode);
    std::ofstream(file) << "before";
    fs::permissions(file, static_cast<fs::perms>(mode));
    CHECK(fault(write_whole(file, "after")).empty());
    CHECK(static_cast<unsigned>(fs::status(file).permissions()) == mode);
    CHECK(read_whole(file) == "after");
  }
}

TEST_CASE("a symbolic link stays, and what it leads to is written", "[files]") {
  const Folder folder;
  fs::create_directory(folder / "below");
  std::ofstream(folder / "below/file") << "before";
  fs::create_symlink("below/file", folder / "link");
  fs::create_symlink("link", folder / "link-to-link");
  fs::create_symlink("below/new", folder / "dangling");
  fs::create_symlink("round", folder / "round");
  CHECK(fault(write_whole(folder / "link-to-link", "after")).empty());
  CHECK(fault(write_whole(folder / "dangling", "new")).empty());
  CHECK(read_whole(folder / "below/file") == "after");
  CHECK(read_whole(folder / "below/new") == "new");
  CHECK(fault(write_whole(folder / "round", "x")) == "this file cannot be written");
  for (const char* link : {"link", "link-to-link", "dangling", "round"})
    CHECK(fs::is_symlink(folder / link));
}

TEST_CASE("a device and a pipe are written into", "[files]") {
  const Folder folder;
  CHECK(fault(write_whole("/dev/null", "x")).empty());
  CHECK(fs::is_character_file("/dev/null"));
  CHECK(fault(write_whole("/dev/full", "x")) == "this file cannot be written");
  const std::string pipe = folder / "pipe";
  REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
  std::expected<std::string, std::string> got;
  std::thread reader([&] { got = read_whole(pipe); });
  CHECK(fault(write_whole(pipe, "through")).empty());
  reader.join();
  CHECK(got == "through");
  CHECK(fs::is_fifo(pipe));
}

TEST_CASE("what may not be written is refused and stays", "[files]") {
  const Folder folder;
  const std::string file = folder / "file";
  std::ofstream(file) << "before";
  fs::permissions(file, fs::perms::owner_read);
  CHECK(fault(write_whole(file, "after")) == "this file is read-only");
  CHECK(read_whole(file) == "before");
  CHECK(fault(write_whole("", "x")) == "an empty name is not a file");
  CHECK(fault(write_whole(folder / "", "x")) == "this is a folder, not a file");
  CHECK(fault(write_whole(folder / "none/file", "x")) == "the folder of this file does not exist");
  CHECK(folder.entries() == 1);
}

TEST_CASE("two that write at once do not mix", "[files]") {
  const Folder folder;
  const std::string file = folder / "file";
  std::vector<std::thread> writers;
  for (const char letter : {'a', 'b', 'c'})
    writers.emplace_back([&, text = std::string(1 << 20, letter)] {
      for (int i = 0; i < 5; ++i)
        if (!write_whole(file, text)) std::abort();
    });
  for (std::thread& writer : writers) writer.join();
  const auto text = read_whole(file);
  REQUIRE(text);
  CHECK(text->size() == 1 << 20);
  CHECK(text->find_first_not_of(text->front()) == std::string::npos);
  CHECK(folder.entries() == 1);
}

TEST_CASE("what cannot be read is told", "[files]") {
  const Folder folder;
  CHECK(read_whole(folder / "").error() == "this is a folder, not a file");
  CHECK(read_whole(folder / "none").error() == "this file cannot be read");
}

}  // namespace files_whole
