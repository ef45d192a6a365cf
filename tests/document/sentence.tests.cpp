// SPDX-License-Identifier: MIT
// The parts of sentences: numbers, quoted text, likeness of words.
#include "document/sentence.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>

#include "core/random.hpp"
#include "data/text.hpp"

namespace document_sentence {

using namespace isobath::document;

TEST_CASE("Numbers are written as people write them", "[document][sentence]") {
  CHECK(number_text(0.1) == "0.1");
  CHECK(number_text(1e-8) == "1e-8");
  CHECK(number_text(100000.0) == "100000");
  CHECK(number_text(-3.0) == "-3");
  CHECK(number_text(1e20) == "1e20");
  CHECK(number_text(1e-300) == "1e-300");
  CHECK(number_text(0.1 + 0.2) == "0.30000000000000004");
  CHECK(number_text(-0.0) == "-0.0");
  CHECK(number_text(std::nan("")) == "NaN");
  CHECK(number_text(-std::numeric_limits<double>::infinity()) == "-Infinity");
  CHECK(number_text(5e-324) == "5e-324");
}

TEST_CASE("Any number comes back from its text bit for bit", "[document][sentence]") {
  isobath::core::Random random(1);
  for (int i = 0; i < 20000; ++i) {
    const double mantissa = random.uniform() - 0.5;
    const double value = std::ldexp(mantissa, i % 2000 - 1000);
    const std::string text = number_text(value);
    REQUIRE(isobath::data::parse_number(text) == value);
  }
}

TEST_CASE("Text of the user is shown short, on one line and well formed", "[document][sentence]") {
  CHECK(in_quotes("a \"b\"") == "\"a \"b\"\"");
  CHECK(in_quotes("a\nb\x01\x7F") == R"("a\x0ab\x01\x7f")");
  CHECK(in_quotes("\xFF\xC0\x80") == R"("\xff\xc0\x80")");
  std::string syllables;
  for (int i = 0; i < 50; ++i) syllables += "물";
  const std::string shown = in_quotes(syllables);
  CHECK(isobath::data::is_utf8(shown));
  CHECK(shown.size() == 2 + 40 * 3 + 3);
}

TEST_CASE("The distance of words counts one for each slip of the keys", "[document][sentence]") {
  CHECK(edit_distance("noise", "noise") == 0);
  CHECK(edit_distance("noise", "nosie") == 1);
  CHECK(edit_distance("noise", "nois") == 1);
  CHECK(edit_distance("noise", "noises") == 1);
  CHECK(edit_distance("noise", "naise") == 1);
  CHECK(edit_distance("", "abc") == 3);
  CHECK(edit_distance("kitten", "sitting") == 3);
  CHECK(edit_distance(std::string(1000, 'a'), std::string(900, 'a')) == 0);
}

}  // namespace document_sentence
