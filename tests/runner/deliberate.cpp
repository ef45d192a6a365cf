// SPDX-License-Identifier: MIT
// A test that fails. Hidden from every ordinary run; the stage "runner" of tools/test runs it to
// see that a failure is noticed.

#include <catch2/catch_test_macros.hpp>

TEST_CASE("This test fails on purpose", "[.][deliberate]") { FAIL("on purpose"); }
