// SPDX-License-Identifier: MIT
// The strokes of the icons.
#include "ui/controls/icons.hpp"

#include <array>
#include <cmath>

namespace isobath::ui {
namespace {

constexpr float kPi = 3.14159265F;

struct Pen {
  ImDrawList& list;
  ImVec2 centre;
  float half;  // half of the icon's side
  ImU32 colour;
  float width;

  ImVec2 at(float x, float y) const { return {centre.x + x * half, centre.y + y * half}; }
  void line(float x0, float y0, float x1, float y1) const {
    list.AddLine(at(x0, y0), at(x1, y1), colour, width);
  }
  void triangle(float x, float w, float h) const {
    list.AddTriangleFilled(at(x, -h), at(x + w, 0.0F), at(x, h), colour);
  }
  void bar(float x0, float y0, float x1, float y1) const {
    list.AddRectFilled(at(x0, y0), at(x1, y1), colour, 1.0F);
  }
  void arc(float from_turns, float to_turns, float radius) const {
    list.PathArcTo(centre, half * radius, from_turns * 2.0F * kPi, to_turns * 2.0F * kPi, 24);
    list.PathStroke(colour, 0, width);
  }
};

void draw_dice(const Pen& pen) {
  pen.list.AddRect(pen.at(-0.75F, -0.75F), pen.at(0.75F, 0.75F), pen.colour, pen.half * 0.25F, 0,
                   pen.width);
  const float dot = pen.half * 0.15F;
  for (const float x : {-0.32F, 0.32F}) {
    pen.list.AddCircleFilled(pen.at(x, x), dot, pen.colour);
    pen.list.AddCircleFilled(pen.at(x, -x), dot, pen.colour);
  }
}

void draw_sun(const Pen& pen) {
  pen.list.AddCircle(pen.centre, pen.half * 0.42F, pen.colour, 0, pen.width);
  for (int ray = 0; ray < 8; ++ray) {
    const float angle = static_cast<float>(ray) * kPi / 4.0F;
    const float c = std::cos(angle), s = std::sin(angle);
    pen.line(c * 0.68F, s * 0.68F, c * 0.95F, s * 0.95F);
  }
}

void draw_moon(const Pen& pen) {
  constexpr float kStart = 0.33F;  // turns: where the two arcs of the crescent meet
  pen.list.PathArcTo(pen.centre, pen.half * 0.8F, (kStart - 0.28F) * 2.0F * kPi,
                     (kStart + 0.42F) * 2.0F * kPi, 24);
  const ImVec2 inner = pen.at(0.42F, -0.35F);
  pen.list.PathArcTo(inner, pen.half * 0.66F, 0.62F * 2.0F * kPi, 0.17F * 2.0F * kPi, 20);
  pen.list.PathStroke(pen.colour, ImDrawFlags_Closed, pen.width);
}

/// An arrow that turns back; `side` −1 to the left, 1 to the right.
void draw_turn(const Pen& pen, float side) {
  const auto x = [side](float right) { return side * right; };
  pen.list.PathLineTo(pen.at(x(0.55F), -0.38F));
  pen.list.PathLineTo(pen.at(x(-0.25F), -0.38F));
  pen.list.PathBezierCubicCurveTo(pen.at(x(-0.95F), -0.38F), pen.at(x(-0.95F), 0.62F),
                                  pen.at(x(-0.25F), 0.62F), 16);
  pen.list.PathLineTo(pen.at(x(0.4F), 0.62F));
  pen.list.PathStroke(pen.colour, 0, pen.width);
  pen.list.AddTriangleFilled(pen.at(x(0.3F), -0.88F), pen.at(x(0.95F), -0.38F),
                             pen.at(x(0.3F), 0.12F), pen.colour);
}

/// A drawing pin, upright.
void draw_pin(const Pen& pen) {
  pen.bar(-0.55F, -0.9F, 0.55F, -0.66F);
  pen.bar(-0.32F, -0.7F, 0.32F, 0.0F);
  pen.bar(-0.7F, 0.0F, 0.7F, 0.22F);
  pen.line(0.0F, 0.2F, 0.0F, 0.95F);
}

/// An octagon with a bar, as on a road.
void draw_halt(const Pen& pen) {
  for (int i = 0; i < 8; ++i) {
    const float turn = (static_cast<float>(i) + 0.5F) * kPi * 0.25F;
    pen.list.PathLineTo(pen.at(0.9F * std::cos(turn), 0.9F * std::sin(turn)));
  }
  pen.list.PathStroke(pen.colour, ImDrawFlags_Closed, pen.width);
  pen.bar(-0.4F, -0.14F, 0.4F, 0.14F);
}

void draw_question(const Pen& pen) {
  const ImVec2 bow = pen.at(0.0F, -0.36F);
  pen.list.PathArcTo(bow, pen.half * 0.44F, -kPi, kPi * 0.36F, 16);
  pen.list.PathLineTo(pen.at(0.0F, 0.34F));
  pen.list.PathStroke(pen.colour, 0, pen.width * 1.1F);
  pen.list.AddCircleFilled(pen.at(0.0F, 0.78F), pen.width * 0.8F, pen.colour, 12);
}

}  // namespace

void draw_icon(ImDrawList& list, Icon icon, ImVec2 centre, float size_px, ImU32 colour) {
  const Pen pen{list, centre, size_px * 0.5F, colour, std::fmax(1.4F, size_px * 0.1F)};
  switch (icon) {
    case Icon::none:
      break;
    case Icon::play:
      pen.triangle(-0.55F, 1.4F, 0.82F);
      break;
    case Icon::pause:
      pen.bar(-0.62F, -0.75F, -0.17F, 0.75F);
      pen.bar(0.17F, -0.75F, 0.62F, 0.75F);
      break;
    case Icon::step:
      pen.triangle(-0.7F, 1.0F, 0.68F);
      pen.bar(0.45F, -0.68F, 0.7F, 0.68F);
      break;
    case Icon::epoch:
      pen.triangle(-0.9F, 0.75F, 0.6F);
      pen.triangle(-0.15F, 0.75F, 0.6F);
      pen.bar(0.65F, -0.62F, 0.88F, 0.62F);
      break;
    case Icon::reset: {
      pen.arc(-0.18F, 0.62F, 0.75F);
      const ImVec2 tip = pen.at(0.38F, -0.95F);
      list.AddTriangleFilled(tip, pen.at(0.42F, -0.2F), pen.at(-0.2F, -0.5F), colour);
      break;
    }
    case Icon::halt:
      draw_halt(pen);
      break;
    case Icon::dice:
      draw_dice(pen);
      break;
    case Icon::plus:
      pen.line(-0.7F, 0.0F, 0.7F, 0.0F);
      pen.line(0.0F, -0.7F, 0.0F, 0.7F);
      break;
    case Icon::minus:
      pen.line(-0.7F, 0.0F, 0.7F, 0.0F);
      break;
    case Icon::close:
      pen.line(-0.6F, -0.6F, 0.6F, 0.6F);
      pen.line(-0.6F, 0.6F, 0.6F, -0.6F);
      break;
    case Icon::sun:
      draw_sun(pen);
      break;
    case Icon::moon:
      draw_moon(pen);
      break;
    case Icon::back:
      pen.bar(-0.7F, -0.68F, -0.45F, 0.68F);
      pen.triangle(0.7F, -1.0F, 0.68F);
      break;
    case Icon::undo:
      draw_turn(pen, -1.0F);
      break;
    case Icon::redo:
      draw_turn(pen, 1.0F);
      break;
    case Icon::pin:
      draw_pin(pen);
      break;
    case Icon::difference:
      list.AddTriangle(pen.at(0.0F, -0.75F), pen.at(0.82F, 0.7F), pen.at(-0.82F, 0.7F), colour,
                       pen.width);
      break;
    case Icon::eraser:
      // A rubber on its edge, and the line it leaves clean.
      pen.list.PathLineTo(pen.at(-0.75F, 0.15F));
      pen.list.PathLineTo(pen.at(0.1F, -0.75F));
      pen.list.PathLineTo(pen.at(0.75F, -0.15F));
      pen.list.PathLineTo(pen.at(-0.1F, 0.72F));
      pen.list.PathStroke(colour, ImDrawFlags_Closed, pen.width);
      pen.line(-0.35F, -0.28F, 0.32F, 0.33F);
      pen.line(-0.1F, 0.74F, 0.8F, 0.74F);
      break;
    case Icon::question:
      draw_question(pen);
      break;
    case Icon::menu:
      for (const float y : {-0.5F, 0.0F, 0.5F}) pen.line(-0.7F, y, 0.7F, y);
      break;
    case Icon::lines:
      pen.line(-0.8F, -0.6F, 0.8F, -0.6F);
      pen.line(-0.2F, 0.0F, 0.8F, 0.0F);
      pen.line(-0.8F, 0.6F, 0.8F, 0.6F);
      list.AddTriangleFilled(pen.at(-0.85F, -0.32F), pen.at(-0.4F, 0.0F), pen.at(-0.85F, 0.32F),
                             colour);
      break;
    case Icon::map:
      // Cells, some of which trained.
      for (const int cell : {0, 1, 3, 6, 7, 8}) {
        const float x = static_cast<float>(cell % 3) * 0.6F - 0.85F,
                    y = static_cast<float>(cell / 3) * 0.6F - 0.85F;
        list.AddRectFilled(pen.at(x, y), pen.at(x + 0.5F, y + 0.5F), colour);
      }
      break;
    case Icon::both:
      list.AddCircle(centre, pen.half * 0.75F, colour, 0, pen.width);
      list.PathArcTo(centre, pen.half * 0.75F, -kPi / 2.0F, kPi / 2.0F, 24);
      list.PathFillConvex(colour);
      break;
  }
}

void draw_mark(ImDrawList& list, ImVec2 centre, float size_px, ImU32 outer, ImU32 middle,
               ImU32 inner) {
  struct Ring {
    float radius;
    ImU32 colour;
    float phase;
  };
  const std::array<Ring, 3> rings{
      {{0.48F, outer, 0.3F}, {0.31F, middle, 0.9F}, {0.14F, inner, 1.6F}}};
  for (const Ring& ring : rings) {
    constexpr int kPoints = 36;
    for (int i = 0; i < kPoints; ++i) {
      const float angle = 2.0F * kPi * static_cast<float>(i) / kPoints;
      // A shore is not a circle: two and three waves around it.
      const float radius = size_px * ring.radius *
                           (1.0F + 0.10F * std::sin(2.0F * angle + ring.phase) +
                            0.06F * std::sin(3.0F * angle - ring.phase));
      list.PathLineTo({centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)});
    }
    list.PathStroke(ring.colour, ImDrawFlags_Closed, std::fmax(1.5F, size_px * 0.07F));
  }
}

}  // namespace isobath::ui
