// SPDX-License-Identifier: MIT
// Input that cannot be read and output that cannot be written, at every command.
#include <sys/wait.h>

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>

#include "run_cli.hpp"

namespace cli_streams {

using isobath::tests::Folder;
using isobath::tests::run_cli;
using isobath::tests::sentence_of;

namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool kAddressSanitizer = true;
#elif defined(__has_feature)
constexpr bool kAddressSanitizer = __has_feature(address_sanitizer);
#else
constexpr bool kAddressSanitizer = false;
#endif

/// The exit status of a script in which `isobath-cli` stands as $CLI.
int status_of(const std::string& script) {
  const int ended = std::system(("CLI='" ISOBATH_CLI "'; " + script).c_str());
  REQUIRE(WIFEXITED(ended));
  return WEXITSTATUS(ended);
}

}  // namespace

TEST_CASE("output that cannot be written is told by every command", "[cli]") {
  const Folder folder;
  const std::string err = folder.path("err");
  const std::string inputs = folder.write("in.csv", "0.1,0.2\n");
  const std::string part =
      folder.write("part", run_cli({"sweep", "#", "--x", "alpha=1", "--steps", "1"}).out);
  const std::vector<std::string> commands = {"probe '#'",
                                             "train '#' --steps 3 --every 1",
                                             "train '#' --steps 0",
                                             "check '#'",
                                             "theory '#'",
                                             "link '#'",
                                             "open '#'",
                                             "predict '#' --input '" + inputs + "'",
                                             "bench --only W1 --budget-ms 1",
                                             "sweep '#' --x alpha=1 --steps 1",
                                             "merge '" + part + "'"};
  for (const std::string& command : commands) {
    CAPTURE(command);
    CHECK(status_of("$CLI " + command + " >/dev/full 2>'" + err + "'") == 2);
    CHECK(Folder::read(err).ends_with("isobath-cli: standard output: it cannot be written\n"));
    // A pipe whose reader has gone.
    const std::string pipe = folder.path("pipe");
    CHECK(status_of("rm -f '" + pipe + "'; mkfifo '" + pipe + "'; (: <'" + pipe + "') & exec 4>'" +
                    pipe + "'; wait; $CLI " + command + " >&4 2>'" + err + "'") == 2);
    CHECK(Folder::read(err).ends_with("isobath-cli: standard output: it cannot be written\n"));
  }
}

TEST_CASE("a training whose output is lost ends, and is saved", "[cli]") {
  const Folder folder;
  const std::string saved = folder.path("saved.json");
  CHECK(status_of("$CLI train '#' --steps 1000000000 --every 10 --save '" + saved +
                  "' >/dev/full 2>/dev/null") == 2);
  CHECK(run_cli({"probe", saved}).last()["step"] == 10);
}

TEST_CASE("a folder in place of a file is told", "[cli]") {
  const Folder folder;
  const std::string place = folder.path("");
  const std::string reason = place + ": this is a folder, not a file";
  CHECK(sentence_of(run_cli({"probe", place})) == reason);
  CHECK(sentence_of(run_cli({"probe", "#", "--data", place})) == reason);
  CHECK(sentence_of(run_cli({"predict", "#", "--input", place})) == reason);
  CHECK(sentence_of(run_cli({"merge", place})) == reason);
}

TEST_CASE("a file that is missing is told in the words of its use", "[cli]") {
  const Folder folder;
  const std::string missing = folder.path("missing");
  const std::string reason = missing + ": this file cannot be read";
  CHECK(sentence_of(run_cli({"probe", missing})) ==
        reason + "; a document is a file, - for standard input, or a link that begins with #");
  CHECK(sentence_of(run_cli({"predict", "#", "--input", missing})) == reason);
  CHECK(sentence_of(run_cli({"probe", "#", "--data", missing})) == reason);
  CHECK(sentence_of(run_cli({"merge", missing})) == reason);
  CHECK(sentence_of(run_cli({"probe", "#", "--data", ""})) ==
        "--data: an empty name is not a file");
}

TEST_CASE("memory that is refused is told", "[cli]") {
  if (kAddressSanitizer) return;  // it wants more than any limit
  const Folder folder;
  const std::string err = folder.path("err");
  CHECK(status_of("ulimit -v 100000; $CLI probe '#layers=512relu*199,1sigmoid' 2>'" + err + "'") ==
        2);
  CHECK(Folder::read(err) == "isobath-cli: this needs more memory than there is\n");
}

TEST_CASE("odd arguments are told in the words of the fault", "[cli]") {
  for (const char* tolerance : {"nan", "-1", "0", "1e300", "tiny"})
    CHECK(sentence_of(run_cli({"check", "#", "--tolerance", tolerance})) ==
          std::string("--tolerance: ") + tolerance + " is not a number above 0, at most 1");
  CHECK(sentence_of(run_cli({"fly"})) == "\"fly\" is not a command; --help lists them");
}

}  // namespace cli_streams
