// SPDX-License-Identifier: MIT
// Sentences with slots, and the language in use.
#include "words/words.hpp"

#include <catch2/catch_test_macros.hpp>
#include <set>

#include "say/brush.hpp"
#include "words/pseudo.hpp"

namespace words_words {

using namespace isobath;
using namespace isobath::words;

namespace {

struct BackToEnglish {
  ~BackToEnglish() { use(Language::english, {}); }
};

}  // namespace

TEST_CASE("Slots are filled in the order of the sentence", "[words]") {
  CHECK(Filled("{0} of {1}", Argument("3"), Argument("9")).str() == "3 of 9");
  CHECK(Filled("{1}: {0}{0}", Argument("a"), Argument(std::string("b"))).str() == "b: aa");
  CHECK(Filled("nothing to fill").str() == "nothing to fill");
  CHECK(Filled("", Argument("x")).str() == "");
  CHECK(Filled("{0}", Argument("{1}")).str() == "{1}");
}

TEST_CASE("English takes the first form with 1 alone", "[words]") {
  const auto points = [](const char* count) {
    return Filled("{0} {0|point|points}", Argument(count)).str();
  };
  CHECK(points("1") == "1 point");
  CHECK(points("0") == "0 points");
  CHECK(points("11") == "11 points");
  CHECK(points("1 240") == "1 240 points");
}

TEST_CASE("Korean particles follow the sound before them", "[words]") {
  for (const char* word : {"값", "학습률", "기울기 1", "3", "6", "W10", "XL", "train"})
    CHECK(takes_first_form(Language::korean, word));
  for (const char* word : {"자료", "가중치", "2", "9", "J", "", "ReLU", "α"})
    CHECK(!takes_first_form(Language::korean, word));
}

TEST_CASE("Another language takes the place of English, and what it lacks stays English",
          "[words]") {
  const BackToEnglish back;
  CHECK(say::brush::lacking("1").str() == "draw 1 example to begin");
  CHECK(say::brush::lacking("3").str() == "draw 3 examples to begin");
  const std::string_view before = say::brush::erase();
  const std::vector<Translation> korean{{"brush.lacking", "시작하려면 예제 {0}개를 그리세요"},
                                        {"brush.unknown", "?"},
                                        {"nobody.erase", "?"}};
  use(Language::korean, korean);
  CHECK(language() == Language::korean);
  CHECK(say::brush::lacking("3").str() == "시작하려면 예제 3개를 그리세요");
  CHECK(say::brush::erase() == before);
  use(Language::english, {});
  CHECK(say::brush::lacking("3").str() == "draw 3 examples to begin");
}

TEST_CASE("Every sentence has an id of its own, and is one", "[words]") {
  for (const Group* group : groups()) {
    INFO(group->name);
    REQUIRE(group->ids.size() == group->english.size());
    const std::set<std::string_view> ids(group->ids.begin(), group->ids.end());
    CHECK(ids.size() == group->ids.size());
    for (const std::string_view sentence : group->english) {
      CHECK(!sentence.empty());
      CHECK(sentence.back() != ' ');
    }
  }
}

TEST_CASE("The pseudo-language is longer than English and keeps the slots", "[words]") {
  const BackToEnglish back;
  use(Language::korean, pseudo_language());
  const std::string text = say::brush::lacking("7").str();
  CHECK(text.find('7') != std::string::npos);
  CHECK(text.find("draw") == std::string::npos);
  CHECK(text.size() > std::string("draw 7 examples to begin").size());
}

}  // namespace words_words
