// SPDX-License-Identifier: MIT
// Sketches of the sources: a few points by the same shapes as the data themselves.
#include "ui/network/thumbnails.hpp"

#include <algorithm>
#include <cmath>

#include "ui/plot/palette.hpp"

namespace isobath::ui {
namespace {

constexpr float kThumbPi = 3.14159265F;

/// A place within the picture, -1 … 1 both ways, x2 upwards.
struct Canvas {
  ImDrawList& list;
  const Theme& theme;
  Rect rect;
  bool shapes = true;

  ImVec2 at(float x, float y) const {
    return {rect.min.x + (x + 1.0F) * 0.5F * rect.width(),
            rect.max.y - (y + 1.0F) * 0.5F * rect.height()};
  }
  ImU32 colour(bool positive) const {
    return positive ? theme.colour.positive : theme.colour.negative;
  }
  void dot(float x, float y, bool positive) const {
    draw_dot(list, theme.fonts.dots, Dot::tiny, at(x, y), colour(positive),
             target_shape(shapes, data::Task::binary, positive ? 1.0 : 0.0));
  }
  void box(float x0, float y0, float x1, float y1, ImU32 fill) const {
    list.AddRectFilled(at(x0, y1), at(x1, y0), fill);
  }
  void line(float x0, float y0, float x1, float y1, ImU32 stroke, float width = 1.6F) const {
    list.AddLine(at(x0, y0), at(x1, y1), stroke, width);
  }
};

/// Even but not regular: the fraction of multiples of the golden ratio.
float scattered(int i, float ratio) {
  const float value = static_cast<float>(i) * ratio;
  return value - std::floor(value);
}

void draw_scatter(const Canvas& canvas, data::Source source) {
  constexpr int kPoints = 34;
  for (int i = 1; i <= kPoints; ++i) {
    const float u = scattered(i, 0.61803F), v = scattered(i, 0.75488F);
    const bool positive = i % 2 == 0;
    const float angle = 2.0F * kThumbPi * u;
    switch (source) {
      case data::Source::circle: {
        const float radius = positive ? 0.34F * std::sqrt(v) : 0.62F + 0.22F * v;
        canvas.dot(radius * std::cos(angle), radius * std::sin(angle), positive);
        break;
      }
      case data::Source::xor_quadrants: {
        const float x = (i % 4 < 2 ? 1.0F : -1.0F) * (0.2F + 0.6F * u);
        const float y = (i % 2 == 0 ? 1.0F : -1.0F) * (0.2F + 0.6F * v);
        canvas.dot(x, y, x * y > 0.0F);
        break;
      }
      case data::Source::gaussians: {
        const float radius = 0.38F * std::sqrt(v), centre = positive ? 0.4F : -0.4F;
        canvas.dot(centre + radius * std::cos(angle), centre + radius * std::sin(angle), positive);
        break;
      }
      case data::Source::spiral: {
        const float share = static_cast<float>(i) / kPoints;
        const float turn = share * 1.6F * 2.0F * kThumbPi * 0.9F + (positive ? 0.0F : kThumbPi);
        const float radius = 0.08F + 0.78F * share;
        canvas.dot(radius * std::sin(turn), radius * std::cos(turn), positive);
        break;
      }
      case data::Source::moons: {
        const float half = kThumbPi * u;
        const float thick = 0.12F * (v - 0.5F);
        if (positive)
          canvas.dot(-0.28F + 0.55F * std::cos(half), 0.62F * std::sin(half) - 0.18F + thick, true);
        else
          canvas.dot(0.28F - 0.55F * std::cos(half), 0.18F - 0.62F * std::sin(half) + thick, false);
        break;
      }
      default:
        break;
    }
  }
}

void draw_checkerboard(const Canvas& canvas) {
  for (int row = 0; row < 4; ++row)
    for (int column = 0; column < 4; ++column)
      for (int i = 0; i < 3; ++i) {
        const float u = scattered(i + 3 * column + 12 * row, 0.61803F);
        const float v = scattered(i + 5 * column + 7 * row, 0.75488F);
        canvas.dot(-0.8F + 0.4F * (static_cast<float>(column) + 0.15F + 0.7F * u),
                   -0.8F + 0.4F * (static_cast<float>(row) + 0.15F + 0.7F * v),
                   (row + column) % 2 == 0);
      }
}

void draw_regression(const Canvas& canvas, bool waves) {
  constexpr int kCells = 7;
  for (int row = 0; row < kCells; ++row)
    for (int column = 0; column < kCells; ++column) {
      const float x = -0.8F + 1.6F * (static_cast<float>(column) + 0.5F) / kCells;
      const float y = -0.8F + 1.6F * (static_cast<float>(row) + 0.5F) / kCells;
      const double value = waves ? static_cast<double>(std::sin(4.0F * x) * std::cos(4.0F * y))
                                 : static_cast<double>(0.6F * (x + y));
      canvas.box(x - 0.12F, y - 0.12F, x + 0.12F, y + 0.12F,
                 palette::pack(palette::diverging(canvas.theme.dark, value, 1.0)));
    }
}

void draw_parity(const Canvas& canvas) {
  for (int row = 0; row < 3; ++row)
    for (int column = 0; column < 3; ++column) {
      const float x = -0.55F + 0.55F * static_cast<float>(column);
      const float y = -0.55F + 0.55F * static_cast<float>(row);
      const bool positive = ((row * 5 + column * 3) >> 1U) % 2 == 0;
      if (!positive) canvas.line(x, y - 0.17F, x, y + 0.17F, canvas.colour(true), 2.0F);
      canvas.line(x - 0.15F, y, x + 0.15F, y, canvas.colour(!positive), 2.0F);
    }
}

void draw_house(const Canvas& canvas) {
  const ImU32 wall = canvas.theme.colour.positive, roof = canvas.theme.colour.negative;
  canvas.list.AddTriangleFilled(canvas.at(-0.75F, 0.05F), canvas.at(0.0F, 0.75F),
                                canvas.at(0.75F, 0.05F), roof);
  canvas.box(-0.5F, -0.7F, 0.5F, 0.0F, wall);
  canvas.box(-0.14F, -0.7F, 0.14F, -0.2F, canvas.theme.colour.panel);
}

void draw_images(const Canvas& canvas) {
  const ImU32 frame = canvas.theme.colour.text_faint;
  canvas.list.AddRect(canvas.at(-0.75F, 0.7F), canvas.at(-0.05F, -0.1F), frame, 2.0F);
  canvas.list.AddRect(canvas.at(0.05F, 0.1F), canvas.at(0.75F, -0.7F), frame, 2.0F);
  for (const float offset : {-0.16F, 0.16F}) {
    canvas.line(-0.65F, 0.3F + offset, -0.15F, 0.3F + offset, canvas.colour(true), 2.0F);
    canvas.line(0.4F + offset, -0.55F, 0.4F + offset, -0.05F, canvas.colour(false), 2.0F);
  }
}

/// A cloud without classes.
void draw_cloud(const Canvas& canvas) {
  for (int i = 1; i <= 40; ++i) {
    const float u = scattered(i, 0.61803F), v = scattered(i, 0.75488F);
    const float angle = 2.0F * kThumbPi * u,
                radius = 0.42F * std::sqrt(-2.0F * std::log(0.02F + 0.97F * v));
    const float x = std::clamp(radius * std::cos(angle), -0.85F, 0.85F);
    const float y = std::clamp(radius * std::sin(angle), -0.85F, 0.85F);
    const double value = static_cast<double>(2.0F * scattered(i, 0.41421F) - 1.0F);
    draw_dot(canvas.list, canvas.theme.fonts.dots, Dot::tiny, canvas.at(x, y),
             palette::pack(palette::diverging(canvas.theme.dark, value, 1.0)), Shape::disc);
  }
}

/// Two lines, each with its shape at another place.
void draw_lines(const Canvas& canvas) {
  constexpr int kSteps = 32;
  for (const bool upper : {true, false}) {
    const float base = upper ? 0.4F : -0.4F, middle = upper ? -0.3F : 0.35F;
    const auto height = [&](float x) {
      const float t = (x - middle) / 0.32F;
      if (std::fabs(t) > 1.0F) return base;
      return base + 0.32F * (upper ? 1.0F - t * t : std::sin(kThumbPi * t));
    };
    for (int i = 0; i < kSteps; ++i) {
      const float x0 = -0.85F + 1.7F * static_cast<float>(i) / kSteps;
      const float x1 = -0.85F + 1.7F * static_cast<float>(i + 1) / kSteps;
      canvas.line(x0, height(x0), x1, height(x1), canvas.colour(upper));
    }
  }
}

void draw_table(const Canvas& canvas) {
  const ImU32 line = canvas.theme.colour.text_faint;
  canvas.box(-0.75F, 0.35F, 0.75F, 0.65F, faded(canvas.theme.colour.positive, 0.6F));
  canvas.list.AddRect(canvas.at(-0.75F, 0.65F), canvas.at(0.75F, -0.65F), line, 2.0F);
  for (const float y : {0.35F, 0.02F, -0.32F}) canvas.line(-0.75F, y, 0.75F, y, line, 1.0F);
  for (const float x : {-0.25F, 0.25F}) canvas.line(x, 0.65F, x, -0.65F, line, 1.0F);
}

}  // namespace

void draw_source(ImDrawList& list, const Theme& theme, data::Source source, const Rect& rect,
                 bool shapes) {
  const float side = std::min(rect.width(), rect.height());
  const ImVec2 centre = rect.centre();
  const Canvas canvas{list,
                      theme,
                      {{centre.x - side * 0.5F, centre.y - side * 0.5F},
                       {centre.x + side * 0.5F, centre.y + side * 0.5F}},
                      shapes};
  switch (source) {
    case data::Source::checkerboard:
      return draw_checkerboard(canvas);
    case data::Source::plane:
      return draw_regression(canvas, false);
    case data::Source::waves:
      return draw_regression(canvas, true);
    case data::Source::parity:
      return draw_parity(canvas);
    case data::Source::housing:
      return draw_house(canvas);
    case data::Source::images:
      return draw_images(canvas);
    case data::Source::gaussian:
      return draw_cloud(canvas);
    case data::Source::mnist1d:
      return draw_lines(canvas);
    case data::Source::table:
      return draw_table(canvas);
    default:
      return draw_scatter(canvas, source);
  }
}

bool draw_points(ImDrawList& list, const Theme& theme, const data::Dataset& dataset,
                 const Rect& rect, bool shapes) {
  if (!dataset.plane || dataset.targets() == 0) return false;
  const data::PlaneRange& plane = *dataset.plane;
  const data::Part& part = dataset.train;
  constexpr core::Index kPoints = 90;
  const core::Index stride = std::max<core::Index>(1, part.plane.cols() / kPoints);
  const float side = std::min(rect.width(), rect.height()) - 4.0F;
  const ImVec2 low{rect.centre().x - side * 0.5F, rect.centre().y + side * 0.5F};
  for (core::Index i = 0; i < part.plane.cols(); i += stride) {
    const double x = (part.plane(0, i) - plane.x_min) / (plane.x_max - plane.x_min);
    const double y = (part.plane(1, i) - plane.y_min) / (plane.y_max - plane.y_min);
    const double target = dataset.task == data::Task::categorical
                              ? static_cast<double>(likeliest(part.y, i))
                              : part.y(0, i);
    draw_dot(list, theme.fonts.dots, Dot::tiny,
             {low.x + static_cast<float>(x) * side, low.y - static_cast<float>(y) * side},
             target_colour(theme, dataset.task, target),
             target_shape(shapes, dataset.task, target));
  }
  return true;
}

ImU32 target_colour(const Theme& theme, data::Task task, double target) {
  if (task == data::Task::binary)
    return target > 0.5 ? theme.colour.positive : theme.colour.negative;
  if (task == data::Task::categorical) {
    const auto index = static_cast<std::size_t>(std::max(0.0, target)) % palette::kClasses.size();
    return palette::pack(palette::kClasses[index]);
  }
  return palette::pack(palette::diverging(theme.dark, target, 1.0));
}

Shape target_shape(bool shapes, data::Task task, double target) {
  if (!shapes || task == data::Task::regression) return Shape::disc;
  const double of_class = task == data::Task::binary ? (target > 0.5 ? 1.0 : 0.0) : target;
  return static_cast<Shape>(static_cast<std::size_t>(std::max(0.0, of_class)) % kShapes);
}

int likeliest(const core::Matrix<double>& targets, core::Index column) {
  core::Index row = 0;
  if (targets.rows() > 0) targets.col(column).maxCoeff(&row);
  return static_cast<int>(row);
}

}  // namespace isobath::ui
