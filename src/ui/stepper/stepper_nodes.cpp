// SPDX-License-Identifier: MIT
// Nodes as boxes with a value above and a derivative below, arrows between them.
#include "ui/stepper/stepper_nodes.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "ui/controls/controls.hpp"

namespace isobath::ui {
namespace {

using app::GraphNode;
using app::LineKind;
using Kind = app::GraphNode::Kind;

constexpr int kNodeColumns = 6;

class NodeProgress {
 public:
  NodeProgress(const app::Stepper& stepper, int layer) : stepper_(stepper), layer_(layer) {}

  NodeState of(Kind kind) const {
    const bool last = layer_ == stepper_.network().depth();
    switch (kind) {
      case Kind::input:
        if (layer_ == 1) return {done(LineKind::input, 0), false, comes(LineKind::input, 0)};
        return {done(LineKind::activation, layer_ - 1), done(LineKind::d_a, layer_ - 1),
                comes(LineKind::activation, layer_ - 1) || comes(LineKind::d_a, layer_ - 1)};
      case Kind::weight:
        return {true, done(LineKind::d_w, layer_),
                comes(LineKind::d_w, layer_) || comes(LineKind::weights, layer_)};
      case Kind::bias:
        return {true, done(LineKind::d_b, layer_),
                comes(LineKind::d_b, layer_) || comes(LineKind::bias, layer_)};
      case Kind::product:
      case Kind::rest:
        return of(Kind::sum);
      case Kind::sum: {
        const bool back = done(LineKind::d_z, layer_) || done(LineKind::output_d_z, layer_);
        return {done(LineKind::pre_activation, layer_), back,
                comes(LineKind::pre_activation, layer_) || comes(LineKind::d_z, layer_) ||
                    comes(LineKind::output_d_z, layer_)};
      }
      case Kind::activation: {
        // Where dZ[L] = A[L] − Y at once, dA[L] is never written down.
        const bool back =
            last ? done(LineKind::output_d_a, layer_) || done(LineKind::output_d_z, layer_)
                 : done(LineKind::d_a, layer_);
        return {done(LineKind::activation, layer_), back,
                comes(LineKind::activation, layer_) || comes(LineKind::d_a, layer_) ||
                    comes(LineKind::output_d_a, layer_)};
      }
      case Kind::loss:
        return {done(LineKind::cost, layer_), done(LineKind::cost, layer_),
                comes(LineKind::cost, layer_)};
    }
    return {};
  }

 private:
  bool done(LineKind kind, int layer) const {
    for (std::size_t i = 0; i < stepper_.done(); ++i)
      if (stepper_.lines()[i].kind == kind && stepper_.lines()[i].layer == layer) return true;
    return false;
  }
  bool comes(LineKind kind, int layer) const {
    if (stepper_.finished()) return false;
    const app::Line& line = stepper_.lines()[stepper_.done()];
    return line.kind == kind && line.layer == layer;
  }

  const app::Stepper& stepper_;
  int layer_;
};

int column_of(Kind kind) {
  switch (kind) {
    case Kind::input:
      return 0;
    case Kind::weight:
      return 1;
    case Kind::product:
    case Kind::rest:
    case Kind::bias:
      return 2;
    case Kind::sum:
      return 3;
    case Kind::activation:
      return 4;
    case Kind::loss:
      return 5;
  }
  return 0;
}

bool ends_row(Kind kind) { return column_of(kind) == 2; }

/// Along points, with a head at the end.
void draw_arrow_path(const ImVec2* curve, ImU32 colour, float thickness) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 end = curve[3], before = curve[2];
  const float head = 6.0F;
  const float length = std::max(1.0F, std::hypot(end.x - before.x, end.y - before.y));
  const ImVec2 u{(end.x - before.x) / length, (end.y - before.y) / length};
  const ImVec2 neck{end.x - u.x * head, end.y - u.y * head};
  list.AddBezierCubic(curve[0], curve[1], before, neck, colour, thickness, 24);
  list.AddTriangleFilled(end, {neck.x - u.y * 3.5F, neck.y + u.x * 3.5F},
                         {neck.x + u.y * 3.5F, neck.y - u.x * 3.5F}, colour);
}

void draw_node_edge(ImVec2 a, ImVec2 b, ImU32 colour, float thickness) {
  const float bend = std::max(4.0F, (b.x - a.x) * 0.45F);
  const std::array<ImVec2, 4> curve{{a, {a.x + bend, a.y}, {b.x - bend, b.y}, b}};
  draw_arrow_path(curve.data(), colour, thickness);
}

/// From an input over its weight's box to their product.
void draw_edge_over(const Rect& from, const Rect& over, const Rect& to, ImU32 colour,
                    float thickness) {
  const float y = over.min.y - 3.0F;
  const float rise = std::min(14.0F, (over.min.x - from.max.x) * 0.5F + 4.0F);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 a{from.max.x, from.centre().y}, b{over.min.x + rise * 0.4F, y};
  list.AddBezierCubic(a, {a.x + rise, a.y}, {b.x - rise, b.y}, b, colour, thickness, 16);
  list.AddLine(b, {over.max.x - 2.0F, y}, colour, thickness);
  const ImVec2 end{to.min.x, to.min.y + to.height() * 0.28F};
  const float bend = std::max(4.0F, (end.x - over.max.x) * 0.45F);
  const std::array<ImVec2, 4> curve{
      {{over.max.x - 2.0F, y}, {over.max.x - 2.0F + bend, y}, {end.x - bend, end.y}, end}};
  draw_arrow_path(curve.data(), colour, thickness);
}

/// Of two digits: "0.0063" is as long as they get.
float value_room(const Type& letters) { return letters.size("−0.066").x; }

/// The name, or where it does not fit, without the layer, which all weights have in common.
Text fitting_name(const Type& letters, const GraphNode& node, float room) {
  Text name(node.name.c_str());
  if (letters.size(node.name).x <= room) return name;
  if (node.kind == Kind::rest) return Text("+") + node.name.substr(0, node.name.find(' '));
  const auto open = node.name.find('['), close = node.name.find(']');
  if (open == std::string::npos || close == std::string::npos) return name;
  const std::string_view all = node.name;
  return Text("") + all.substr(0, open) + all.substr(close + 1);
}

}  // namespace

NodeState node_state(const app::Stepper& stepper, int layer, Kind kind) {
  return NodeProgress(stepper, layer).of(kind);
}

Rect NodePlaces::reach(std::size_t at) const {
  const float line = fit == NodeFit::around ? letters.px + 1.0F : 0.0F;
  return {{box[at].min.x - 3.0F, box[at].min.y - line},
          {box[at].max.x + 3.0F, box[at].max.y + line}};
}

NodePlaces place_nodes(const Theme& theme, const Rect& area, const std::vector<GraphNode>& nodes,
                       const StepperType& type) {
  int rows = 0;
  for (const GraphNode& node : nodes) rows += ends_row(node.kind) ? 1 : 0;
  const int columns = nodes.back().kind == Kind::loss ? kNodeColumns : kNodeColumns - 1;
  NodePlaces places;
  const float each = area.width() / static_cast<float>(columns);
  // Where letters that have grown do not fit, smaller ones do.
  places.letters = type_of(theme, false, type.small_px);
  const float between_px = std::clamp(each * 0.22F, 11.0F, 56.0F);
  float widest = each - between_px * static_cast<float>(columns - 1) / static_cast<float>(columns);
  const float needed = places.letters.size("−0.00").x + 4.0F;
  if (widest < needed)
    places.letters = type_of(theme, false, std::max(12.0F, places.letters.px * widest / needed));
  const float line = std::round(places.letters.px);
  const float pitch =
      std::min(area.height() / static_cast<float>(std::max(rows, 1)), 4.0F * line + 22.0F);
  places.fit = pitch >= 3.0F * line + 14.0F  ? NodeFit::around
               : pitch >= 2.0F * line + 9.0F ? NodeFit::stacked
                                             : NodeFit::flat;
  if (places.fit == NodeFit::flat) {
    // A name and two numbers beside one another.
    widest = each - 15.0F;
    const float all = places.letters.size("w(1,1)").x + 2.0F * value_room(places.letters) + 14.0F;
    if (all > widest)
      places.letters =
          type_of(theme, false, std::max(11.0F, std::floor(places.letters.px * widest / all)));
  }
  const float width = std::clamp(widest, 36.0F,
                                 line * (places.fit == NodeFit::around    ? 8.0F
                                         : places.fit == NodeFit::stacked ? 9.0F
                                                                          : 11.0F));
  const float stride =
      std::min((area.width() - width) / static_cast<float>(columns - 1), width + 110.0F);
  const float left =
      area.min.x + (area.width() - (stride * static_cast<float>(columns - 1) + width)) * 0.5F;
  const float high = places.fit == NodeFit::around
                         ? std::clamp(pitch - 2.0F * line - 10.0F, line + 3.0F, line + 12.0F)
                     : places.fit == NodeFit::stacked ? 2.0F * line + 4.0F
                                                      : std::min(line + 3.0F, pitch - 6.0F);
  const float middle = area.centre().y;
  const float top = middle - pitch * static_cast<float>(rows) * 0.5F;
  int row = 0;
  for (std::size_t i = 0; i < nodes.size() && i < places.box.size(); ++i) {
    const int column = column_of(nodes[i].kind);
    const float x = left + stride * static_cast<float>(column);
    const float y = column <= 2 ? top + pitch * (static_cast<float>(row) + 0.5F) : middle;
    if (ends_row(nodes[i].kind)) ++row;
    places.box[i] = {{std::round(x), std::round(y - high * 0.5F)},
                     {std::round(x + width), std::round(y + high * 0.5F)}};
  }
  return places;
}

void draw_node_edges(const Theme& theme, const std::vector<GraphNode>& nodes,
                     const NodePlaces& places, int pointed) {
  std::array<bool, 32> lit{};
  for (std::size_t at = 0; at < nodes.size(); ++at) {
    lit[at] = static_cast<int>(at) == pointed;
    for (const int input : nodes[at].inputs)
      if (lit[static_cast<std::size_t>(input)]) lit[at] = true;
  }
  for (std::size_t to = 0; to < nodes.size(); ++to)
    for (const int input : nodes[to].inputs) {
      const auto from = static_cast<std::size_t>(input);
      const ImU32 colour = lit[from] ? theme.colour.backward : theme.colour.text_faint;
      const float thickness = lit[from] ? 2.2F : 1.2F;
      const Rect &a = places.box[from], &b = places.box[to];
      if (nodes[from].kind == Kind::input) {
        draw_edge_over(a, places.reach(from + 1), b, colour, thickness);
        continue;
      }
      const bool weight = nodes[from].kind == Kind::weight;
      draw_node_edge({a.max.x, a.centre().y},
                     {b.min.x, weight ? b.min.y + b.height() * 0.72F : b.centre().y}, colour,
                     thickness);
    }
}

void draw_node(const Theme& theme, const NodePlaces& places, std::size_t at, const GraphNode& node,
               const NodeState& state, bool pointed) {
  const Colours& c = theme.colour;
  const Rect& box = places.box[at];
  const NodeFit fit = places.fit;
  const Type& letters = places.letters;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const bool parameter = node.kind == Kind::weight || node.kind == Kind::bias;
  list.AddRectFilled(box.min, box.max, parameter ? mixed(c.panel, c.control, 0.6F) : c.control,
                     5.0F);
  list.AddRect(box.min, box.max,
               pointed      ? c.backward
               : state.next ? c.accent
                            : c.control_edge,
               5.0F, 0, pointed || state.next ? 2.0F : 1.0F);
  const Rect inside{{box.min.x + 3.0F, box.min.y}, {box.max.x - 3.0F, box.max.y}};
  const float line = std::round(letters.px);
  const float value_width = value_room(letters);
  const auto text_of = [&](double shown) {
    Text text = number(shown, fit == NodeFit::around && box.width() >= 64.0F ? 3 : 2);
    const bool long_one = fit == NodeFit::flat && letters.size(text.view()).x > value_width;
    return long_one ? number(shown, 1) : text;
  };
  const Text told = text_of(node.value), slope = text_of(node.derivative);
  const float longer = std::max(letters.size(told.view()).x, letters.size(slope.view()).x);
  const float values = fit == NodeFit::around    ? 0.0F
                       : fit == NodeFit::stacked ? longer + 4.0F
                                                 : 2.0F * value_width + 6.0F;
  const Text name = fitting_name(letters, node, inside.width() - values);
  const ImVec2 size = letters.size(name.view());
  const float y = box.centre().y - size.y * 0.5F;
  letters.draw(list,
               {fit != NodeFit::around ? inside.min.x
                                       : std::max(inside.min.x, inside.centre().x - size.x * 0.5F),
                y},
               c.text, name.view());
  const auto value = [&](double shown, const Text& text, float from_right, float at_y, ImU32 colour,
                         bool done) {
    const float width = letters.size(text.view()).x;
    const ImU32 ink = !std::isfinite(shown) ? c.non_finite : done ? colour : c.text_faint;
    const float x =
        fit == NodeFit::around ? box.centre().x - width * 0.5F : inside.max.x - from_right - width;
    letters.draw(list, {x, at_y}, ink, text.view());
  };
  const float middle = std::round(box.centre().y);
  const bool flat = fit == NodeFit::flat;
  value(node.value, told, flat ? value_width + 6.0F : 0.0F,
        flat                      ? y
        : fit == NodeFit::stacked ? middle - line
                                  : box.min.y - line - 1.0F,
        c.forward, state.value);
  value(node.derivative, slope, 0.0F,
        flat                      ? y
        : fit == NodeFit::stacked ? middle
                                  : box.max.y,
        c.backward, state.derivative);
}

}  // namespace isobath::ui
