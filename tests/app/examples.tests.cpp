// SPDX-License-Identifier: MIT
#include "app/edit/examples.hpp"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "app/session/session.hpp"

namespace app_examples {

using namespace isobath::app;

TEST_CASE("every published experiment opens from the program, with its title", "[app][examples]") {
  const auto& all = examples();
  using Files = std::filesystem::directory_iterator;
  CHECK(static_cast<std::ptrdiff_t>(all.size()) ==
        std::distance(Files(ISOBATH_SOURCE_DIR "/docs/experiments"), Files()));
  for (const Example& example : all) {
    CAPTURE(example.title);
    Session session;
    session.apply(OpenText{example.title, example.document});
    CHECK(session.snapshot().message == "");
    CHECK(session.document().title == example.title);
    CHECK_FALSE(example.title.empty());
    CHECK_FALSE(example.group.empty());
  }
  // Groups follow one another, none comes twice.
  std::vector<std::string> groups;
  for (const Example& example : all)
    if (groups.empty() || groups.back() != example.group) groups.push_back(example.group);
  CHECK(groups.size() == 10);
  CHECK(std::set<std::string>(groups.begin(), groups.end()).size() == groups.size());
}

TEST_CASE("title and note are edits that leave the training as it is", "[app][examples]") {
  Session session;
  session.apply(Step{30});
  const auto before = session.parameters();
  session.apply(SetField{"title", "Vanishing gradients"});
  session.apply(SetField{"note", "Which layer learns first?"});
  CHECK(session.record().step == 30);
  CHECK(session.parameters() == before);
  CHECK(session.document().note == "Which layer learns first?");
  session.apply(Undo{});
  CHECK(session.document().note.empty());
  CHECK(session.document().title == "Vanishing gradients");
}

}  // namespace app_examples
