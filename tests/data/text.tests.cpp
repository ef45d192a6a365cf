// SPDX-License-Identifier: MIT
// Numbers, missing values and UTF-8.
#include "data/text.hpp"

#include <array>
#include <bit>
#include <catch2/catch_test_macros.hpp>
#include <charconv>
#include <clocale>
#include <cmath>
#include <limits>

#include "core/random.hpp"

namespace data_text {

using namespace isobath::data;

TEST_CASE("Decimal numbers are read as the nearest double", "[data][text]") {
  CHECK(parse_number("0") == 0.0);
  CHECK(parse_number("-1.5") == -1.5);
  CHECK(parse_number("+2") == 2.0);
  CHECK(parse_number(".5") == 0.5);
  CHECK(parse_number("5.") == 5.0);
  CHECK(parse_number("1e3") == 1000.0);
  CHECK(parse_number("1E-3") == 0.001);
  CHECK(parse_number("1e+3") == 1000.0);
  CHECK(parse_number("0.1") == 0.1);
  CHECK(parse_number("9007199254740993") == 9007199254740992.0);
  CHECK(parse_number("1.7976931348623157e308") == std::numeric_limits<double>::max());
  CHECK(parse_number("4.9406564584124654e-324") == std::numeric_limits<double>::denorm_min());
  CHECK(std::signbit(parse_number("-0").value()));
  CHECK(parse_number("0e999") == 0.0);
}

TEST_CASE("Words, infinities and broken numbers are not numbers", "[data][text]") {
  for (const char* text :
       {"",      " ",   "-",   "+",     ".",   "-.",        "e5",     "1e",    "1e+",
        "1.2.3", "1 ",  " 1",  "0x10",  "inf", "-Infinity", "nan",    "NaN",   "1,5",
        "1_000", "+-1", "--1", "12abc", "１",  "1e999",     "-1e999", "1e-999"})
    CHECK_FALSE(parse_number(text).has_value());
  CHECK(is_decimal("1e999"));
  CHECK_FALSE(is_decimal("inf"));
}

TEST_CASE("Numbers written as text read back as themselves", "[data][text]") {
  isobath::core::Random random(7);
  for (int i = 0; i < 2000; ++i) {
    const double value = random.normal() * std::pow(10.0, random.uniform(-300.0, 300.0));
    REQUIRE(parse_number(to_text(value)) == value);
  }
  CHECK(to_text(0.1) == "0.1");
  CHECK(to_text(-2.0) == "-2");
}

TEST_CASE("Numbers are written in the form of the standard library", "[data][text]") {
  const auto same = [](double value) {
    std::array<char, 400> chars{};
    const auto [end, error] = std::to_chars(chars.data(), chars.data() + chars.size(), value);
    const std::string standard(chars.data(), end);
    return to_text(value) == standard && to_text(-value) == "-" + standard;
  };
  for (int exponent = -1074; exponent <= 1023; ++exponent) {
    const double power = std::ldexp(1.0, exponent);
    CAPTURE(exponent);
    REQUIRE(same(power));
    REQUIRE(same(std::nextafter(power, 0.0)));
    REQUIRE(same(std::nextafter(power, 1e308)));
  }
  for (int exponent = -320; exponent <= 308; ++exponent) {
    CAPTURE(exponent);
    REQUIRE(same(parse_number("1e" + std::to_string(exponent)).value()));
    REQUIRE(same(parse_number("2.5e" + std::to_string(exponent)).value_or(0.0)));
  }
  isobath::core::Random random(8);
  for (int i = 0; i < 20000; ++i) {
    const double any = std::bit_cast<double>((std::uint64_t{random.bits()} << 31U) | random.bits());
    if (std::isfinite(any)) REQUIRE(same(any));
    REQUIRE(same(std::round(random.uniform(0.0, 1e6)) * 1e-4));
    REQUIRE(same(std::round(std::exp(random.uniform(0.0, 60.0)))));
    REQUIRE(same(static_cast<double>(static_cast<float>(std::abs(random.normal())))));
  }
}

TEST_CASE("A locale with another decimal sign changes nothing", "[data][text]") {
  const std::string before = std::setlocale(LC_ALL, nullptr);
  for (const char* name : {"de_DE.UTF-8", "fr_FR.UTF-8", "de_DE", "C.UTF-8"})
    if (std::setlocale(LC_ALL, name) != nullptr) {
      CHECK(parse_number("1.5") == 1.5);
      CHECK_FALSE(parse_number("1,5").has_value());
      CHECK(to_text(1.5) == "1.5");
    }
  std::setlocale(LC_ALL, before.c_str());
}

TEST_CASE("The usual signs for missing values are known", "[data][text]") {
  for (const char* text : {"", "NA", "na", "N/A", "NaN", "nan", "NULL", "?"})
    CHECK(is_missing(text));
  for (const char* text : {"0", "none at all", "n", "??", "-", "inf"})
    CHECK_FALSE(is_missing(text));
}

TEST_CASE("UTF-8 is told from what only looks like it", "[data][text]") {
  for (const char* text : {"", "abc", "\xC3\xA9", "\xED\x95\x9C\xEA\xB8\x80", "\xF0\x9F\x90\x88",
                           "\xEF\xBF\xBD", "\xF4\x8F\xBF\xBF"})
    CHECK(is_utf8(text));
  const std::array<const char*, 10> wrong{"\x80",
                                          "\xC3",
                                          "\xC0\xAF",
                                          "\xE0\x80\xAF",
                                          "\xED\xA0\x80",
                                          "\xF4\x90\x80\x80",
                                          "\xF8\x88\x80\x80",
                                          "\xF0\x80\x80\xAF",
                                          "\xE2\x82",
                                          "a\xFF"};
  for (const char* text : wrong) CHECK_FALSE(is_utf8(text));
}

TEST_CASE("Quoted texts are short, printable and UTF-8", "[data][text]") {
  CHECK(quoted("abc") == "\"abc\"");
  CHECK(quoted("a\nb\x01") == "\"a?b?\"");
  CHECK(quoted("\xFF\xFE") == "\"??\"");
  CHECK(quoted("\xED\x95\x9C") == "\"\xED\x95\x9C\"");
  const std::string cut = quoted(std::string(1000, 'x'));
  CHECK(cut == "\"" + std::string(40, 'x') + "…\"");
  CHECK(is_utf8(quoted(std::string(39, 'x') + "\xED\x95\x9C\xEA\xB8\x80 and more")));
}

}  // namespace data_text
