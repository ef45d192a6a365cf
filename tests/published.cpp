// SPDX-License-Identifier: MIT
// The comparison, its lines, and the worst of them at the end of the run.
#include "published.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/reporters/catch_reporter_event_listener.hpp>
#include <catch2/reporters/catch_reporter_registrars.hpp>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <limits>

#include "document/json.hpp"

namespace isobath::tests {

namespace {

/// The comparison that came nearest to its tolerance, or went past it.
struct Worst {
  int count = 0;
  double share = -1.0;  // of the tolerance
  double relative = 0.0;
  std::string what;
};

Worst& worst() {
  static Worst worst;
  return worst;
}

class WorstLine final : public Catch::EventListenerBase {
 public:
  using EventListenerBase::EventListenerBase;
  void testRunEnded(const Catch::TestRunStats&) override {
    const Worst& of = worst();
    if (of.count == 0) return;
    std::printf(
        "worst of %d published values: %s, relative difference %.2g, %.2g of its tolerance\n",
        of.count, of.what.c_str(), of.relative, of.share);
    std::fflush(stdout);
  }
};
CATCH_REGISTER_LISTENER(WorstLine)

}  // namespace

Comparison compare(double expected, double got, Tolerance tolerance) {
  Comparison result;
  result.difference = got == expected ? 0.0 : std::abs(got - expected);
  result.relative = result.difference == 0.0 ? 0.0 : result.difference / std::abs(expected);
  const double allowed = std::max(tolerance.relative * std::abs(expected), tolerance.absolute);
  result.within = result.difference <= allowed;
  return result;
}

void check_published(const std::string& what, double expected, double got, Tolerance tolerance) {
  const Comparison result = compare(expected, got, tolerance);
  std::printf("published: %s: expected %.10g, got %.10g, relative difference %.2g\n", what.c_str(),
              expected, got, result.relative);
  std::fflush(stdout);
  const double allowed = std::max(tolerance.relative * std::abs(expected), tolerance.absolute);
  double share = 0.0;
  if (result.difference != 0.0)
    share = allowed > 0.0 ? result.difference / allowed : std::numeric_limits<double>::infinity();
  Worst& of = worst();
  ++of.count;
  if (!(share <= of.share)) of = {of.count, share, result.relative, what};
  INFO(what << ": expected " << expected << ", got " << got << ", relative difference "
            << result.relative);
  CHECK(result.within);
}

void check_published_at_most(const std::string& what, double bound, double got) {
  std::printf("published: %s: at most %.10g, got %.10g\n", what.c_str(), bound, got);
  std::fflush(stdout);
  INFO(what);
  CHECK(got <= bound);
}

void check_published_at_least(const std::string& what, double bound, double got) {
  std::printf("published: %s: at least %.10g, got %.10g\n", what.c_str(), bound, got);
  std::fflush(stdout);
  INFO(what);
  CHECK(got >= bound);
}

document::Document experiment(const std::string& name) {
  const std::string path = ISOBATH_SOURCE_DIR "/docs/experiments/" + name + ".json";
  INFO(path);
  std::ifstream file(path, std::ios::binary);
  REQUIRE(file.is_open());
  const std::string text(std::istreambuf_iterator<char>(file), {});
  auto document = document::from_json(text);
  if (!document) FAIL(document.error());
  return *document;
}

std::unique_ptr<app::Run> begin(const document::Document& document) {
  auto run = app::Run::begin(document);
  if (!run) FAIL(run.error());
  return std::move(*run);
}

void advance(app::Run& run, std::int64_t steps) {
  for (std::int64_t i = 0; i < steps; ++i) run.step(false);
}

}  // namespace isobath::tests
