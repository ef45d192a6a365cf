// SPDX-License-Identifier: MIT
// The computation graph of one neuron: forward values above the nodes, derivatives below them, and
// the chain rule of the node that is pointed at.
#include <algorithm>
#include <array>
#include <cmath>

#include "app/stepper/graph_page.hpp"
#include "say/stepper.hpp"
#include "ui/panels.hpp"
#include "ui/stepper/side_parts.hpp"
#include "ui/stepper/stepper_nodes.hpp"
#include "ui/stepper/stepper_pages.hpp"
#include "ui/stepper/stepper_words.hpp"

namespace isobath::ui {
namespace {

using app::GraphNode;
using Kind = app::GraphNode::Kind;

Text derivative_name(const GraphNode& node) {
  Text text = "dL/d";
  text += node.name;
  return text;
}

Text chain_text(const GraphNode& node) {
  if (node.kind == Kind::loss) return say::stepper::dl_dl_1_every();
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
    case Kind::product:
      text = text + number(z->derivative) + " · 1";
      break;
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
      return Text("graph-x-") + std::to_string(at / 3 + 1);
    case Kind::weight:
      return Text("graph-w-") + std::to_string(at / 3 + 1);
    case Kind::product:
      return Text("graph-u-") + std::to_string(at / 3 + 1);
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
  const auto layer =
      counter(frame, {"graph-layer", say::stepper::graph_layer(), unit.layer, 1, snapshot.layers()},
              Text("layer ") + std::to_string(unit.layer), slot(0));
  const auto row = counter(
      frame,
      {"graph-unit", say::stepper::graph_unit(), unit.unit, 0, snapshot.units(unit.layer) - 1},
      Text("unit ") + std::to_string(unit.unit + 1), slot(1));
  if (layer) unit = {*layer, std::min(unit.unit, snapshot.units(*layer) - 1)};
  if (row) unit.unit = *row;
  if (layer || row) frame.actions.push_back(app::PinUnit{unit, true});
  const auto example =
      counter(frame,
              {"graph-example", say::stepper::graph_example(), static_cast<int>(graph.example), 0,
               static_cast<int>(graph.kept) - 1},
              Text("example ") + std::to_string(graph.place + 1), slot(2));
  if (example) {
    const auto& places = snapshot.stepping->stepper.dissection().examples;
    frame.actions.push_back(app::set_view<&app::View::example>(
        static_cast<int>(places[static_cast<std::size_t>(*example)])));
  }
  return slot(2).max.y - area.min.y;
}

void draw_graph_story(Frame& frame, const Rect& rect, const std::vector<GraphNode>& nodes,
                      int pointed, const StepperType& type) {
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const auto fits = [&](std::string_view text, float height, float most) {
    return fitted_in(theme, false, text, {rect.width(), height}, most, theme.metric.small_px);
  };
  if (pointed < 0) {
    const char* text =
        theme.touch ? say::stepper::above_or_first_a() : say::stepper::above_a_node_or();
    fits(text, rect.height(), type.small_px)
        .draw(list, rect.min, theme.colour.text_soft, text, rect.width());
    register_widget(frame, "graph-story", text, "text", "", rect);
    return;
  }
  const auto at = static_cast<std::size_t>(pointed);
  const Text chain = chain_text(nodes[at]);
  const Text numbers = chain_numbers(nodes, at);
  const Type small = fits(chain.view(), rect.height() * 0.34F, type.small_px);
  ImVec2 pen = rect.min;
  const auto write = [&](const Type& letters, ImU32 colour, std::string_view text) {
    pen.y += letters.draw(list, pen, colour, text, rect.width()) + 1.0F;
  };
  if (!nodes[at].formula.empty()) write(small, theme.colour.text_soft, nodes[at].formula);
  write(small, theme.colour.text_soft, chain.view());
  write(fits(numbers.view(), rect.max.y - pen.y, type.line_px), theme.colour.text, numbers.view());
  register_widget(frame, "graph-story", chain.view(), "text", numbers.view(), rect);
}

}  // namespace

void draw_stepper_graph(Frame& frame, const Rect& area) {
  const app::NeuronGraph* graph = frame.snapshot.graph.get();
  if (graph == nullptr) return draw_needs_pause(frame, area);
  const std::vector<GraphNode>& nodes = graph->nodes;
  const StepperType type = page_type(frame, area);
  const float head = draw_graph_choice(frame, area);
  const float lines = area.width() < 420.0F ? 4.0F : 3.0F;
  const float story = std::min(area.height() * 0.3F, lines * type.small_px + 18.0F);
  const Rect picture{{area.min.x, area.min.y + head + 8.0F}, {area.max.x, area.max.y - story}};
  const NodePlaces places = place_nodes(frame.theme, picture, nodes, type);

  // A finger that was lifted leaves the pointer where it was: what it tapped stays told.
  int pointed = -1;
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  if (ImGui::IsWindowHovered())
    for (std::size_t i = 0; i < nodes.size(); ++i)
      if (places.reach(i).contains(mouse)) pointed = static_cast<int>(i);
  draw_node_edges(frame.theme, nodes, places, pointed);
  const app::Stepper& stepper = frame.snapshot.stepping->stepper;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    draw_node(frame.theme, places, i, nodes[i],
              node_state(stepper, graph->unit.layer, nodes[i].kind),
              static_cast<int>(i) == pointed);
    const Text told = number(nodes[i].value, 6) + " | " + number(nodes[i].derivative, 6);
    register_widget(frame, node_id(nodes, i).view(), nodes[i].name, "text", told.view(),
                    places.box[i]);
  }
  if (frame.pointer.layer == 0) frame.pointer.layer = graph->unit.layer;
  draw_graph_story(frame, {{area.min.x, area.max.y - story + 8.0F}, area.max}, nodes, pointed,
                   type);
}

}  // namespace isobath::ui
