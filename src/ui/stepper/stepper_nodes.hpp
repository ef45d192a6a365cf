// SPDX-License-Identifier: MIT
// The nodes of a neuron's graph on screen: where they stand, how far the passes have come with
// them, and what is drawn of them.
#pragma once

#include <array>
#include <vector>

#include "app/stepper/computation_graph.hpp"
#include "app/stepper/stepper.hpp"
#include "ui/frame.hpp"
#include "ui/stepper/stepper_type.hpp"
#include "ui/text/format.hpp"

namespace isobath::ui {

/// How far the pass has come with a node.
struct NodeState {
  bool value = false, derivative = false;  // computed by a line that is done
  bool next = false;                       // by the line to come
};
NodeState node_state(const app::Stepper& stepper, int layer, app::GraphNode::Kind kind);

/// Where a node's two values stand: above and below its box; in it, one above the other; or, where
/// rows are as low as a line, beside one another.
enum class NodeFit { around, stacked, flat };

/// Boxes in columns: inputs, weights, their products, z, a and L. Rows of the first three have one
/// term each.
struct NodePlaces {
  std::array<Rect, 32> box;
  NodeFit fit = NodeFit::around;
  Type letters;
  /// What belongs to a node: its box with the values around it.
  Rect reach(std::size_t at) const;
};
NodePlaces place_nodes(const Theme& theme, const Rect& area,
                       const std::vector<app::GraphNode>& nodes, const StepperType& type);

/// Arrows from what a node is made of to it; those on the way from node `pointed` (−1: none) to the
/// end are lit.
void draw_node_edges(const Theme& theme, const std::vector<app::GraphNode>& nodes,
                     const NodePlaces& places, int pointed);
void draw_node(const Theme& theme, const NodePlaces& places, std::size_t at,
               const app::GraphNode& node, const NodeState& state, bool pointed);

}  // namespace isobath::ui
