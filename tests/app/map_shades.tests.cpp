// SPDX-License-Identifier: MIT
// The colours of maps, and maps as pictures.
#include "app/study/map_shades.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "app/figure/palette.hpp"
#include "app/study/map_picture.hpp"
#include "document/link.hpp"
#include "lab/study.hpp"

namespace app_map_shades {

using namespace isobath;
using namespace isobath::app;
using document::Measure;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInf = std::numeric_limits<double>::infinity();

MapShades shades_of(Measure measure, const std::vector<double>& values) {
  document::Study study;
  study.measure = measure;
  return {study, values};
}

}  // namespace

TEST_CASE("what converged is sea and what did not is sand, deep where it took long",
          "[app][study]") {
  const MapShades shade = shades_of(Measure::convergence, {-1.0, -2.0, -90.0, 1.0, 5.0, 80.0});
  CHECK(shade(-90.0) == 1.0F);
  CHECK(shade(-2.0) == Catch::Approx(0.625));
  CHECK(shade(-1.0) == 0.25F);
  CHECK(shade(1.0) == -0.25F);
  CHECK(shade(80.0) == -1.0F);
  // A value of an enlarged part takes its place among those of the whole.
  CHECK(shade(-50.0) == Catch::Approx(0.625));
  CHECK(shade(1000.0) == -1.0F);
  CHECK(std::isnan(shade(kNaN)));
}

TEST_CASE("losses go by their logarithm, and what diverged is sand", "[app][study]") {
  const MapShades shade = shades_of(Measure::train_loss, {1e-4, 1e-2, 1.0, kNaN, kInf});
  CHECK(shade(1e-4) == 1.0F);
  CHECK(shade(1e-2) == Catch::Approx(0.625));
  CHECK(shade(1.0) == 0.25F);
  CHECK(shade(kNaN) == -1.0F);
  CHECK(shade(kInf) == -1.0F);
  CHECK(shades_of(Measure::train_loss, {0.0, 1.0})(0.0) == 1.0F);
}

TEST_CASE("accuracies, shares and the scope go from sand to sea", "[app][study]") {
  const MapShades accuracy = shades_of(Measure::dev_accuracy, {0.5, 0.75, 1.0});
  CHECK(accuracy(0.5) == -1.0F);
  CHECK(accuracy(0.75) == 0.0F);
  CHECK(accuracy(1.0) == 1.0F);
  CHECK(std::isnan(accuracy(kNaN)));
  const MapShades trained = shades_of(Measure::trained, {0.0, 0.5});
  CHECK(trained(0.0) == -1.0F);
  CHECK(trained(1.0) == 1.0F);
  const MapShades scope = shades_of(Measure::scope_a, {-4.0, 2.0, -kInf});
  CHECK(scope(-4.0) == -1.0F);
  CHECK(scope(2.0) == 0.5F);
  CHECK(scope(-kInf) == -1.0F);
  CHECK(scope(kInf) == 1.0F);
}

TEST_CASE("a picture has its lowest row at the foot, and every cell its colour", "[app][study]") {
  const auto document = document::from_link(
                            "#title=a%20%3C%20b&study=map&study_x=alpha=1,2,3&study_y=scale=1,2"
                            "&study_measure=trained")
                            .value();
  const auto plan = lab::study_plan(document).value();
  const std::vector<double> values{1.0, 0.0, kNaN, 0.5, 0.5, 0.5};
  const MapPicture picture = map_picture(document, *plan, values, false);
  REQUIRE(picture.image.width_px == 3 * picture.cell_px);
  REQUIRE(picture.image.height_px == 2 * picture.cell_px);
  const auto red_at = [&](int column, int row) {
    const int x = column * picture.cell_px + 1, y = row * picture.cell_px + 1;
    return static_cast<int>(
        picture.image.rgb[3 * static_cast<std::size_t>(y * picture.image.width_px + x)]);
  };
  const auto red = [](double shade) {
    return static_cast<int>(figure::palette::diverging(false, shade, 1.0).red * 255.0F + 0.5F);
  };
  CHECK(red_at(0, 1) == red(1.0));
  CHECK(red_at(1, 1) == red(-1.0));
  CHECK(red_at(2, 1) == red(kNaN));
  CHECK(red_at(1, 0) == red(0.0));
  const std::string svg = map_svg(picture);
  CHECK(svg.find("a &lt; b") != std::string::npos);
  CHECK(svg.find("a < b") == std::string::npos);
}

}  // namespace app_map_shades
