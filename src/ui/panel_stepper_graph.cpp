// SPDX-License-Identifier: MIT
// The computation graph of one neuron: forward values above the nodes, derivatives below them, and
// the chain rule of the node that is pointed at.
#include <algorithm>
#include <array>
#include <cmath>

#include "app/side_pages.hpp"
#include "ui/panels.hpp"
#include "ui/side_parts.hpp"
#include "ui/stepper_pages.hpp"
#include "ui/stepper_words.hpp"

namespace isobath::ui {
namespace {

using app::GraphNode;
using app::LineKind;
using Kind = app::GraphNode::Kind;

constexpr int kNodeColumns = 5;  // a[l-1], w, z, a, L

/// How far the pass has come with a node.
struct State {
  bool value = false, derivative = false;  // computed by a line that is done
  bool next = false;                       // by the line to come
};

class Progress {
 public:
  Progress(const app::Stepper& stepper, int layer) : stepper_(stepper), layer_(layer) {}

  State of(Kind kind) const {
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
      case Kind::rest:
        return {of(Kind::input).value, false, false};
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

/// Where a node's two values stand: above and below its box; in it, one above the other; or, where
/// rows are as low as a line, beside one another.
enum class NodeFit { around, stacked, flat };

/// Boxes: the terms in rows on the left, z, a and L in the middle of their height.
struct NodePlaces {
  std::array<Rect, 32> box;
  NodeFit fit = NodeFit::around;
};

int column_of(Kind kind) {
  switch (kind) {
    case Kind::input:
      return 0;
    case Kind::weight:
    case Kind::bias:
    case Kind::rest:
      return 1;
    case Kind::sum:
      return 2;
    case Kind::activation:
      return 3;
    case Kind::loss:
      return 4;
  }
  return 0;
}

NodePlaces place(const Frame& frame, const Rect& area, const std::vector<GraphNode>& nodes) {
  int rows = 0;
  for (const GraphNode& node : nodes) rows += column_of(node.kind) == 1 ? 1 : 0;
  const bool with_loss = nodes.back().kind == Kind::loss;
  const float line = std::round(frame.theme.metric.small_px);
  const float pitch = std::min(area.height() / static_cast<float>(std::max(rows, 1)), 74.0F);
  const float columns = with_loss ? kNodeColumns : kNodeColumns - 1;
  NodePlaces places;
  places.fit = pitch >= 2.0F * line + 20.0F  ? NodeFit::around
               : pitch >= 2.0F * line + 5.0F ? NodeFit::stacked
                                             : NodeFit::flat;
  const float between = area.width() < 480.0F                                  ? 8.0F
                        : area.width() < 700.0F || places.fit == NodeFit::flat ? 16.0F
                                                                               : 44.0F;
  const float width = std::clamp((area.width() - (columns - 1.0F) * between) / columns, 40.0F,
                                 places.fit == NodeFit::around    ? 112.0F
                                 : places.fit == NodeFit::stacked ? 136.0F
                                                                  : 180.0F);
  const float stride = columns > 1.0F ? (area.width() - width) / (columns - 1.0F) : 0.0F;
  const float used = std::min(stride, width + 120.0F);
  const float left = area.min.x + (area.width() - (used * (columns - 1.0F) + width)) * 0.5F;
  const float high = places.fit == NodeFit::around
                         ? std::clamp(pitch - 2.0F * line - 6.0F, 16.0F, 26.0F)
                         : std::max(line, std::min(pitch - 3.0F, 2.0F * line + 4.0F));
  const float middle = area.centre().y;
  const float top = middle - pitch * static_cast<float>(rows) * 0.5F;
  int row = 0;
  for (std::size_t i = 0; i < nodes.size() && i < places.box.size(); ++i) {
    const int column = column_of(nodes[i].kind);
    const float x = left + used * static_cast<float>(column);
    // An input stands in the row of the weight that follows it.
    const float y = column <= 1 ? top + pitch * (static_cast<float>(row) + 0.5F) : middle;
    if (column == 1) ++row;
    places.box[i] = {{std::round(x), std::round(y - high * 0.5F)},
                     {std::round(x + width), std::round(y + high * 0.5F)}};
  }
  return places;
}

Text derivative_name(const GraphNode& node) {
  Text text = "dL/d";
  text += node.name;
  return text;
}

Text chain_text(const GraphNode& node) {
  if (node.kind == Kind::loss) return "dL/dL = 1: every derivative goes back from here.";
  Text text = derivative_name(node) + " = ";
  text += node.chain.empty() ? std::string_view("dL/dz") : std::string_view(node.chain);
  return text;
}

/// The same with the numbers at hand; "" where the chain has more of them than fit a line.
Text chain_numbers(const std::vector<GraphNode>& nodes, std::size_t at) {
  const GraphNode& node = nodes[at];
  const auto of = [&](Kind kind) { return std::ranges::find(nodes, kind, &GraphNode::kind); };
  const auto z = of(Kind::sum), a = of(Kind::activation);
  Text text = derivative_name(node) + " = ";
  switch (node.kind) {
    case Kind::input:
      text = text + number(z->derivative) + " · " + factor_of(nodes[at + 1].value);
      break;
    case Kind::weight:
      text = text + number(z->derivative) + " · " + factor_of(nodes[at - 1].value);
      break;
    case Kind::bias:
      text = text + number(z->derivative) + " · 1";
      break;
    case Kind::sum:
      if (node.chain == "a − y")
        text = text + number(a->value) + " − " + trimmed(a->value - z->derivative);
      else
        text = text + number(a->derivative) + " · " + factor_of(z->derivative / a->derivative);
      break;
    case Kind::rest:
    case Kind::activation:
    case Kind::loss:
      return derivative_name(node) + " = " + number(node.derivative, 6);
  }
  return text + " = " + number(node.derivative, 6);
}

Text node_id(const std::vector<GraphNode>& nodes, std::size_t at) {
  switch (nodes[at].kind) {
    case Kind::input:
      return Text("graph-x-") + std::to_string(at / 2 + 1);
    case Kind::weight:
      return Text("graph-w-") + std::to_string(at / 2 + 1);
    case Kind::rest:
      return "graph-rest";
    case Kind::bias:
      return "graph-b";
    case Kind::sum:
      return "graph-z";
    case Kind::activation:
      return "graph-a";
    case Kind::loss:
      return "graph-L";
  }
  return {};
}

void draw_edge(const Theme& theme, const Rect& from, const Rect& to, bool lit) {
  const ImVec2 a{from.max.x, from.centre().y}, b{to.min.x, to.centre().y};
  const float bend = (b.x - a.x) * 0.5F;
  ImGui::GetWindowDrawList()->AddBezierCubic(a, {a.x + bend, a.y}, {b.x - bend, b.y}, b,
                                             lit ? theme.colour.backward : theme.colour.grid_strong,
                                             lit ? 2.0F : 1.2F, 24);
}

void draw_edges(const Theme& theme, const std::vector<GraphNode>& nodes, const NodePlaces& places,
                int pointed) {
  const auto lit = [&](std::size_t at) {
    return pointed >= 0 &&
           (static_cast<int>(at) == pointed || nodes[at].kind == Kind::sum ||
            nodes[at].kind == Kind::activation) &&
           static_cast<int>(at) >= pointed;
  };
  for (std::size_t to = 0; to < nodes.size(); ++to)
    for (const int input : nodes[to].inputs) {
      const auto from = static_cast<std::size_t>(input);
      // An input reaches z through its weight.
      const bool through = nodes[from].kind == Kind::input;
      draw_edge(theme, places.box[from], through ? places.box[from + 1] : places.box[to],
                lit(from));
      if (through && pointed == input) draw_edge(theme, places.box[from + 1], places.box[to], true);
    }
}

/// The name, or where it does not fit, without the layer, which all weights have in common.
Text fitting_name(const Theme& theme, const GraphNode& node, float room) {
  Text name(node.name.c_str());
  if (text_size(theme.fonts.small, node.name).x <= room) return name;
  if (node.kind == Kind::rest) return Text("+") + node.name.substr(0, node.name.find(' '));
  const auto open = node.name.find('['), close = node.name.find(']');
  if (open == std::string::npos || close == std::string::npos) return name;
  const std::string_view all = node.name;
  return Text("") + all.substr(0, open) + all.substr(close + 1);
}

void draw_node(const Frame& frame, const Rect& box, const GraphNode& node, const State& state,
               bool pointed, NodeFit fit) {
  const Theme& theme = frame.theme;
  const Colours& c = theme.colour;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const bool weight = node.kind == Kind::weight || node.kind == Kind::bias;
  list.AddRectFilled(box.min, box.max, weight ? mixed(c.panel, c.control, 0.6F) : c.control, 5.0F);
  if (pointed || state.next)
    list.AddRect(box.min, box.max, pointed ? c.backward : c.accent, 5.0F, 0, 2.0F);
  const Rect inside{{box.min.x + 4.0F, box.min.y}, {box.max.x - 4.0F, box.max.y}};
  const float line = std::round(theme.metric.small_px);
  const float value_width = text_size(theme.fonts.small, "−0.000").x;
  const float values = fit == NodeFit::around    ? 0.0F
                       : fit == NodeFit::stacked ? value_width
                                                 : 2.0F * value_width + 6.0F;
  const Text shown_name = fitting_name(theme, node, inside.width() - values);
  const float name = text_size(theme.fonts.small, shown_name.view()).x;
  const float y = box.centre().y - text_size(theme.fonts.small, shown_name.view()).y * 0.5F;
  const float name_x = fit != NodeFit::around
                           ? inside.min.x
                           : std::max(inside.min.x, inside.centre().x - name * 0.5F);
  draw_text(list, theme.fonts.small, {name_x, y}, c.text, shown_name.view(), inside.width());
  const auto value = [&](double shown, float from_right, float at_y, ImU32 colour, bool done) {
    const Text text = number(shown, fit == NodeFit::around ? 3 : 2);
    const float width = text_size(theme.fonts.small, text.view()).x;
    const ImU32 ink = !std::isfinite(shown) ? c.non_finite : done ? colour : c.text_faint;
    const float x =
        fit == NodeFit::around ? box.centre().x - width * 0.5F : inside.max.x - from_right - width;
    draw_text(list, theme.fonts.small, {x, at_y}, ink, text.view());
  };
  const float middle = std::round(box.centre().y);
  const bool flat = fit == NodeFit::flat;
  value(node.value, flat ? value_width + 6.0F : 0.0F,
        flat                      ? y
        : fit == NodeFit::stacked ? middle - line
                                  : box.min.y - line - 1.0F,
        c.forward, state.value);
  value(node.derivative, 0.0F,
        flat                      ? y
        : fit == NodeFit::stacked ? middle
                                  : box.max.y,
        c.backward, state.derivative);
}

/// Which unit and which example.
float draw_graph_choice(Frame& frame, const Rect& area) {
  const app::Snapshot& snapshot = frame.snapshot;
  const app::NeuronGraph& graph = *snapshot.graph;
  const float height = row_height(frame);
  const int in_row = area.width() < 420.0F ? 2 : 3;
  const auto slots = static_cast<float>(in_row);
  const float width =
      std::min(in_row == 2 ? 240.0F : 165.0F, (area.width() - 8.0F * (slots - 1.0F)) / slots);
  const auto slot = [&](int i) {
    const float x = area.min.x + (width + 8.0F) * static_cast<float>(i % in_row);
    const float y = area.min.y + (height + 6.0F) * static_cast<float>(i / in_row);
    return Rect{{x, y}, {x + width, y + height}};
  };
  app::UnitId unit = graph.unit;
  const auto layer = counter(frame,
                             {"graph-layer",
                              "The layer of the neuron → another graph. A unit "
                              "clicked in the network is shown here as well.",
                              unit.layer, 1, snapshot.layers()},
                             Text("layer ") + std::to_string(unit.layer), slot(0));
  const auto row = counter(frame,
                           {"graph-unit", "The unit within its layer → another row of W[l].",
                            unit.unit, 0, snapshot.units(unit.layer) - 1},
                           Text("unit ") + std::to_string(unit.unit + 1), slot(1));
  if (layer) unit = {*layer, std::min(unit.unit, snapshot.units(*layer) - 1)};
  if (row) unit.unit = *row;
  if (layer || row) frame.actions.push_back(app::PinUnit{unit, true});
  const auto example = counter(
      frame,
      {"graph-example", "The example whose values stand at the nodes → another column of X.",
       static_cast<int>(graph.example), 0, static_cast<int>(graph.kept) - 1},
      Text("example ") + std::to_string(graph.place + 1), slot(2));
  if (example) {
    const auto& places = snapshot.stepping->stepper.dissection().examples;
    frame.actions.push_back(
        app::FollowExample{static_cast<int>(places[static_cast<std::size_t>(*example)])});
  }
  return slot(2).max.y - area.min.y;
}

void draw_story(Frame& frame, const Rect& rect, const std::vector<GraphNode>& nodes, int pointed) {
  const Theme& theme = frame.theme;
  if (pointed < 0) {
    const char* text =
        theme.touch
            ? "The first number is a node's value, the second dL/d of it, back from this "
              "example's loss. Tap a node for its chain rule. dW[l] is the mean of such "
              "derivatives."
            : "The first number of a node is its value, going forwards; the second dL/d of it, "
              "coming back from this example's loss. Point at a node for its chain rule. dW[l] is "
              "the mean of such derivatives over the m examples of the batch.";
    draw_words(rect, theme.fonts.small, theme.colour.text_soft, text);
    register_widget(frame, "graph-story", text, "text", "", rect);
    return;
  }
  const auto at = static_cast<std::size_t>(pointed);
  const Text chain = chain_text(nodes[at]);
  const Text numbers = chain_numbers(nodes, at);
  Rect words = rect;
  if (!nodes[at].formula.empty())
    words.min.y +=
        draw_words(words, theme.fonts.small, theme.colour.text_soft, nodes[at].formula) + 1.0F;
  words.min.y += draw_words(words, theme.fonts.small, theme.colour.text_soft, chain.view()) + 1.0F;
  draw_words(words, theme.fonts.body, theme.colour.text, numbers.view());
  register_widget(frame, "graph-story", chain.view(), "text", numbers.view(), rect);
}

}  // namespace

void draw_stepper_graph(Frame& frame, const Rect& area) {
  const app::NeuronGraph* graph = frame.snapshot.graph.get();
  if (graph == nullptr) return draw_needs_pause(frame, area);
  const std::vector<GraphNode>& nodes = graph->nodes;
  const float head = draw_graph_choice(frame, area);
  const float line = std::round(frame.theme.metric.small_px);
  const float lines = area.width() < 420.0F ? 4.0F : 3.0F;
  const float story = std::min(area.height() * 0.3F, lines * line + 18.0F);
  const Rect picture{{area.min.x, area.min.y + head + 8.0F}, {area.max.x, area.max.y - story}};
  const NodePlaces places = place(frame, picture, nodes);

  // A finger that was lifted leaves the pointer where it was: what it tapped stays told.
  int pointed = -1;
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  if (ImGui::IsWindowHovered())
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      const Rect& box = places.box[i];
      const Rect reach{{box.min.x - 4.0F, box.min.y - line}, {box.max.x + 4.0F, box.max.y + line}};
      if (reach.contains(mouse)) pointed = static_cast<int>(i);
    }
  draw_edges(frame.theme, nodes, places, pointed);
  const Progress progress(frame.snapshot.stepping->stepper, graph->unit.layer);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    draw_node(frame, places.box[i], nodes[i], progress.of(nodes[i].kind),
              static_cast<int>(i) == pointed, places.fit);
    const Text told = number(nodes[i].value, 6) + " | " + number(nodes[i].derivative, 6);
    register_widget(frame, node_id(nodes, i).view(), nodes[i].name, "text", told.view(),
                    places.box[i]);
  }
  if (frame.pointer.layer == 0) frame.pointer.layer = graph->unit.layer;
  draw_story(frame, {{area.min.x, area.max.y - story + 8.0F}, area.max}, nodes, pointed);
}

}  // namespace isobath::ui
