// SPDX-License-Identifier: MIT
#include "app/study/map_picture.hpp"

#include <algorithm>
#include <cstdint>

#include "app/figure/palette.hpp"
#include "app/save/base64.hpp"
#include "document/sentence.hpp"

namespace isobath::app {

namespace {

using document::Measure;
using document::number_text;
namespace palette = figure::palette;

constexpr int kLeastSide_px = 512;  // smaller maps have larger cells

std::string end_text(const document::AxisValue& value) {
  return value.number ? number_text(*value.number) : value.text;
}

std::string legend_of(const MapShades& shades) {
  const std::string lowest = number_text(shades.lowest()), highest = number_text(shades.highest());
  switch (shades.measure()) {
    case Measure::convergence:
      return "blue: J fell, sand: it did not; the deeper, the later that was clear";
    case Measure::trained:
      return "blue: all seeds reached the target, sand: none did";
    case Measure::train_loss:
    case Measure::dev_loss:
      return document::join(
          {"blue: loss ", highest, " (pale) to ", lowest, " (deep), sand: diverged"});
    case Measure::train_accuracy:
    case Measure::dev_accuracy:
      return document::join({"accuracy, from ", lowest, " (sand) to ", highest, " (blue)"});
    case Measure::train_error:
    case Measure::dev_error:
      return document::join({"error, from ", highest, " (sand) to ", lowest, " (blue)"});
    case Measure::scope_a:
    case Measure::scope_dz:
      return document::join({"decades from the first to the last layer, from ", lowest,
                             " (sand) to ", highest, " (blue)"});
  }
  return "";
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

void paint(files::Image& image, int left, int top, int side, palette::Rgb colour) {
  const auto byte = [](float value) { return static_cast<std::uint8_t>(value * 255.0F + 0.5F); };
  for (int row = top; row < top + side; ++row) {
    for (int column = left; column < left + side; ++column) {
      const auto at = 3 * static_cast<std::size_t>(row * image.width_px + column);
      image.rgb[at] = byte(colour.red);
      image.rgb[at + 1] = byte(colour.green);
      image.rgb[at + 2] = byte(colour.blue);
    }
  }
}

}  // namespace

MapPicture map_picture(const document::Document& document, const lab::SweepPlan& plan,
                       std::span<const double> values, bool dark, const MapShades* given) {
  const auto columns = static_cast<int>(plan.side(0)), rows = static_cast<int>(plan.side(1));
  MapPicture picture;
  picture.dark = dark;
  picture.title = document.title;
  const int longest = std::max(columns, rows);
  picture.cell_px = std::max(1, (kLeastSide_px + longest - 1) / longest);
  picture.image = {columns * picture.cell_px, rows * picture.cell_px, {}};
  picture.image.rgb.resize(3 * static_cast<std::size_t>(picture.image.width_px) *
                           static_cast<std::size_t>(picture.image.height_px));
  const MapShades shades = given ? *given : MapShades(document.study, values);
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      const auto cell = static_cast<std::size_t>(row * columns + column);
      const auto shade = static_cast<double>(shades(values[cell]));
      paint(picture.image, column * picture.cell_px, (rows - 1 - row) * picture.cell_px,
            picture.cell_px, palette::diverging(dark, shade, 1.0));
    }
  }
  const auto& x = plan.axes()[0];
  const auto& y = plan.axes()[1];
  picture.x_name = x.path();
  picture.y_name = y.path();
  picture.x_low = end_text(x.values().front());
  picture.x_high = end_text(x.values().back());
  picture.y_low = end_text(y.values().front());
  picture.y_high = end_text(y.values().back());
  picture.legend = legend_of(shades);
  return picture;
}

std::string map_svg(const MapPicture& picture) {
  constexpr int kLeft = 92, kTop = 44, kRight = 24, kFoot = 84;
  const int width = picture.image.width_px, height = picture.image.height_px;
  const int all_width = kLeft + width + kRight, all_height = kTop + height + kFoot;
  const std::string ground = picture.dark ? "#10202c" : "#fbfaf7";
  const std::string ink = picture.dark ? "#e6edf0" : "#1d2b33";
  std::string svg = document::join(
      {R"(<svg xmlns="http://www.w3.org/2000/svg" width=")", std::to_string(all_width),
       R"(" height=")", std::to_string(all_height), R"(" viewBox="0 0 )", std::to_string(all_width),
       " ", std::to_string(all_height),
       R"(" font-family="system-ui, sans-serif" font-size="14" fill=")", ink, "\">\n<title>",
       escaped(picture.title.empty() ? picture.x_name + " × " + picture.y_name : picture.title),
       "</title>\n<rect width=\"100%\" height=\"100%\" fill=\"", ground, "\"/>\n"});
  const auto text = [&](int x, int y, std::string_view anchor, std::string_view words,
                        std::string_view more = "") {
    svg +=
        document::join({"<text x=\"", std::to_string(x), "\" y=\"", std::to_string(y),
                        "\" text-anchor=\"", anchor, "\"", more, ">", escaped(words), "</text>\n"});
  };
  if (!picture.title.empty()) text(kLeft, 28, "start", picture.title, " font-weight=\"600\"");
  std::string bytes = to_base64(files::png(picture.image));
  // Readers of data addresses want the padding.
  while (bytes.size() % 4 != 0) bytes += '=';
  svg += document::join(
      {"<image x=\"", std::to_string(kLeft), "\" y=\"", std::to_string(kTop), "\" width=\"",
       std::to_string(width), "\" height=\"", std::to_string(height),
       "\" image-rendering=\"pixelated\" href=\"data:image/png;base64,", bytes, "\"/>\n"});
  const int right = kLeft + width, foot = kTop + height, middle_x = kLeft + width / 2,
            middle_y = kTop + height / 2;
  text(kLeft, foot + 20, "start", picture.x_low);
  text(middle_x, foot + 20, "middle", picture.x_name);
  text(right, foot + 20, "end", picture.x_high);
  text(kLeft - 8, foot, "end", picture.y_low);
  text(kLeft - 8, kTop + 12, "end", picture.y_high);
  text(24, middle_y, "middle", picture.y_name,
       document::join({" transform=\"rotate(-90 24 ", std::to_string(middle_y), ")\""}));
  text(kLeft, foot + 56, "start", picture.legend, " font-size=\"13\"");
  return svg + "</svg>\n";
}

}  // namespace isobath::app
