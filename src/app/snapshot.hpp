// SPDX-License-Identifier: MIT
// Everything the panels draw, at one moment. Panels read it and nothing else.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/doctor/doctor.hpp"
#include "app/run/activation_look.hpp"
#include "app/run/cost_sample.hpp"
#include "app/run/layer_links.hpp"
#include "app/run/outcome.hpp"
#include "app/run/runs.hpp"
#include "app/run/scope_theory.hpp"
#include "app/run/scope_values.hpp"
#include "app/run/unit_look.hpp"
#include "app/view.hpp"
#include "core/record.hpp"
#include "data/dataset.hpp"
#include "document/document.hpp"

namespace isobath::app {

/// One square of values per drawn unit: A over the plane (row 0 at the top, x2 greatest), or, where
/// there is no plane, A over training examples in the order of their targets, row by row.
struct UnitMaps {
  int side_cells = 0;
  std::vector<int> first_tile;   // [L + 1]: tile of the first drawn unit of layer l (0: the inputs)
  std::vector<int> first_unit;   // [L + 1]: that unit
  std::vector<int> shown_units;  // [L + 1]: so many from there on have a tile
  /// Image data: the inputs are one tile, a picture, and layer 1's tiles are its weights as
  /// pictures: of one channel whole, of more their mean.
  bool pictures = false;
  int tiles = 0;
  std::vector<float> values;  // [tiles · side · side]
  /// [tiles]: what colours scale by, the largest finite |value| of the unit's layer, of inputs
  /// their own.
  std::vector<float> range;
  std::uint64_t version = 0;  // changes when `values` do
};

/// The big map: the focused unit, or the network's output.
struct OutputMap {
  int side_cells = 0;
  std::vector<float> values;   // [side · side], row 0 at the top; sigmoid outputs as ŷ − ½
  std::vector<float> classes;  // categorical outputs: the likeliest class of each cell, else empty
  float range = 1.0F;
  std::uint64_t version = 0;
};

struct SliceView;

/// What can be seen of a run at one moment. Whoever owns the run fills it; the page swaps it in.
struct Look {
  core::Record record;          // now
  core::Record start;           // at step 0 of this run
  std::int64_t first_step = 0;  // the steps that can be gone to
  std::int64_t last_step = 0;
  core::TrainingOptions options;    // the hyperparameters in force
  double largest_change = 0.0;      // of one parameter since the pinned moment
  double updates_per_second = 0.0;  // measured while playing
  std::vector<CostSample> costs;    // decimated, spikes kept; the last is the newest
  UnitMaps unit_maps;
  OutputMap output_map;           // empty without a plane
  std::vector<LayerLinks> links;  // layer l at [l - 1]
  std::vector<LayerMarks> marks;  // layer l at [l - 1]
  UnitCard card;                  // of the focused unit
  UnitCard pinned_card;           // of the pinned unit
  ActivationLook activation;      // of the layer whose card is open
  ScopeValues scope;
  std::shared_ptr<const SliceView> live_slice;  // J along the parameter asked for, or null
  /// [targets, examples]: ŷ now, of the training and of the dev part, and what is counted of them.
  /// Empty while playing where only the map is on screen.
  core::Matrix<float> outputs, dev_outputs;
  Outcome outcome;
  /// The same at the moment that is compared with, and the examples whose answers have changed
  /// most; empty while no difference is shown.
  core::Matrix<float> then_outputs, then_dev_outputs;
  Outcome then_outcome;
  std::vector<core::Index> most_changed;  // of the training part
};

/// Where the moment shown lies in its run.
struct TimelineView {
  std::int64_t first = 0;  // the steps that can be gone to
  std::int64_t last = 0;
  std::int64_t now = 0;
  /// A step that is being gone to, and how much of the way is done, 0 to 1.
  bool replaying = false;
  std::int64_t target = 0;
  double replayed = 0.0;
};

/// How far a table is that is being read.
struct ReadingView {
  std::string name;
  double progress = 0.0;  // 0 to 1
};

struct Moment;
struct Stepping;
struct NeuronGraph;
struct HuntView;
struct BugList;
struct RaceView;
struct MapView;
struct CurvesView;
struct SearchView;

struct Snapshot : Look {
  const document::Document* document = nullptr;  // the experiment; never null
  const data::Dataset* dataset = nullptr;        // its data; never null
  bool playing = false;
  bool lines_playing = false;  // do the stepper's lines go by themselves?
  bool threaded = false;       // does a thread train?
  core::Index parameter_count = 0;
  TimelineView timeline;
  std::shared_ptr<const Moment> pinned;  // a moment to compare with, or null
  /// Is what the panels draw now − pinned?
  bool shows_difference() const { return view.difference && pinned != nullptr; }
  /// Are there answers of both moments?
  bool compares_answers() const {
    return shows_difference() && then_outputs.size() > 0 && then_outputs.rows() == outputs.rows() &&
           then_outputs.cols() == outputs.cols();
  }
  std::string undo, redo;  // what would be undone and done again, in words; "" for nothing
  bool treated = false;    // is what would be undone a change that the doctor offered?
  std::string notice;      // what was just undone or refused; gone with the next action
  int notices = 0;         // how many there were: two may say the same
  bool notice_is_refusal = false;
  View view;
  std::shared_ptr<const Stepping> stepping;  // null unless the stepper is shown and nothing plays
  // The stepper's other pages: null until they are shown, or asked for.
  std::shared_ptr<const NeuronGraph> graph;
  std::shared_ptr<const SliceView> slice;
  std::shared_ptr<const BugList> bugs;
  std::shared_ptr<const HuntView> hunt;
  std::shared_ptr<const RaceView> race;
  // Of the document's study, or of a sweep's file that is looked at in its place; null while none
  // of this kind is looked at.
  std::shared_ptr<const MapView> map;
  std::shared_ptr<const CurvesView> curves;
  std::shared_ptr<const SearchView> search;
  std::string sweep_file;                // its name; "" while the study is the document's own
  std::optional<ReadingView> reading;    // of a large table that was opened
  std::shared_ptr<const Theory> theory;  // of the document; null if there is none
  std::string message;                   // one sentence for the user, or ""
  bool message_is_error = false;
  std::vector<EndedRun> runs;  // that have ended, oldest first
  std::string run_name;        // of the present one, by what differs from those
  Diagnosis diagnosis;         // of the moment that is shown, or while playing a recent one

  /// What the output panel shows.
  OutputKind output_kind() const;
  bool offers(OutputKind kind) const;

  int layers() const { return static_cast<int>(document->layers.size()); }
  /// Units of layer l, 0 for the inputs.
  int units(int layer) const {
    return layer == 0 ? static_cast<int>(dataset->inputs())
                      : document->layers[static_cast<std::size_t>(layer) - 1].units;
  }
};

inline bool Snapshot::offers(OutputKind kind) const {
  switch (kind) {
    case OutputKind::map:
      return dataset->plane.has_value();
    case OutputKind::fit:
      return dataset->task == data::Task::regression;
    case OutputKind::confusion:
      return dataset->task != data::Task::regression;
    case OutputKind::gallery:
      return dataset->image_side > 0;
  }
  return false;
}

inline OutputKind Snapshot::output_kind() const {
  if (view.output && offers(*view.output)) return *view.output;
  for (const OutputKind kind : {OutputKind::map, OutputKind::gallery, OutputKind::confusion})
    if (offers(kind)) return kind;
  return OutputKind::fit;
}

}  // namespace isobath::app
