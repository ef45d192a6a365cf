// SPDX-License-Identifier: MIT
// The map of the open document's study: made coarse to fine by the pool's threads while one looks
// at it, moves over it and enlarges parts of it. What was computed once is kept.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "app/snapshot.hpp"
#include "app/study/map_axis.hpp"
#include "app/study/map_compare.hpp"
#include "app/study/map_lines.hpp"
#include "app/study/map_shades.hpp"
#include "app/study/map_view.hpp"
#include "app/study/map_window.hpp"
#include "lab/jobs/job_pool.hpp"
#include "lab/sweep.hpp"
#include "lab/sweep_data.hpp"

namespace isobath::app {

class MapStudy {
 public:
  MapStudy();
  ~MapStudy();

  /// Fills snapshot.map, and has the pool compute what is lacking; nothing goes on while no map is
  /// looked at. False: there was not enough memory for it.
  bool renew(Snapshot& snapshot, lab::JobPool& pool);
  /// Does something go on?
  bool busy() const {
    return sweep_ != nullptr || static_cast<bool>(curve_ticket_) ||
           static_cast<bool>(lines_ticket_) || compared_.busy();
  }
  /// Does it wait for renew() to go on?
  bool waits() const { return sweep_ && sweep_->is_over(); }

  /// Another part of it; a view to go back to is left where the last one has stood for a while.
  void look_at(const figure::Axis& x, const figure::Axis& y, double now_ms);
  /// Through the views: −1 back, 1 on.
  void go(int way);
  /// The sample at these units, to be told of; nothing where there is none.
  void point_at(std::optional<figure::Place> place);

  /// Keeps the sample there for comparison, or lets go of it.
  void compare(figure::Place place);
  void compare_none();

  /// What makes the open experiment that of the sample there: the two fields and their values, in
  /// the order in which they are to be set.
  std::vector<std::pair<std::string, std::string>> changes_at(figure::Place place) const;
  /// What is in view as a file: "jsonl" as `isobath-cli study` writes it, "csv", "png" or "svg";
  /// empty for other extensions, and while it is not complete.
  std::optional<std::string> file(std::string_view extension, const document::Document& document,
                                  bool dark) const;

 private:
  struct Key {
    MapPlace x = 0, y = 0;
    bool operator==(const Key&) const = default;
  };
  struct Hash {
    std::size_t operator()(const Key& key) const;
  };
  struct Trail {
    figure::Axis x, y;
  };
  class CurveJob;

  bool has_moved(const document::Document& document) const;
  bool follow(const Snapshot& snapshot);
  void begin_map(const document::Document& document);
  void open_window();
  void collect();
  void begin_stage(lab::JobPool& pool);
  void renew_shades();
  void renew_picture();
  void renew_curve(lab::JobPool& pool);
  void renew_lines(lab::JobPool& pool);
  MapCell cell_of(Key key) const;
  std::optional<double> dimension();
  std::optional<document::Document> document_at(figure::Place place) const;
  void drop_work();
  void put(Snapshot& snapshot);
  Key key_of(std::size_t index) const;
  std::optional<std::size_t> index_at(figure::Place place) const;
  std::expected<std::shared_ptr<const lab::SweepPlan>, std::string> plan(bool in_view) const;

  document::Document base_;  // of what the map is, with the values of its first sample
  document::Study study_;
  bool begun_ = false;  // is there a map that what follows is of?
  std::string fault_;
  std::optional<MapAxis> x_, y_;
  std::unordered_map<Key, lab::CellResult, Hash> kept_;
  MapWindow window_;
  std::shared_ptr<lab::SweepDataStore> data_;
  std::unique_ptr<MapShades> shades_;
  std::size_t shaded_ = 0;  // samples that the colours go by

  std::vector<Trail> trail_;
  std::size_t here_ = 0;  // of the trail
  double moved_ms_ = 0.0;

  std::shared_ptr<const lab::SweepPlan> plan_;  // of the window
  std::unique_ptr<lab::Sweep> sweep_;
  int stage_ = kCoarsestStage;
  std::size_t since_ = 0;  // samples that came since begun_ms_
  double begun_ms_ = 0.0;
  bool out_of_memory_ = false;

  std::optional<figure::Place> pointed_;
  std::optional<Key> curve_of_;
  std::vector<double> curve_;
  std::shared_ptr<CurveJob> curve_job_;
  lab::JobTicket curve_ticket_;
  ComparedCells compared_;

  std::shared_ptr<MapLines> lines_;  // of theory; null until they are asked for
  lab::JobTicket lines_ticket_;
  bool lines_asked_ = false;

  std::vector<float> picture_;
  figure::HeatMap before_;  // what was in view before the window
  std::vector<float> before_shades_;
  std::uint64_t version_ = 0;
  std::uint64_t measured_version_ = 0;  // that the dimension is of
  std::optional<double> dimension_;
  bool changed_ = true;
  std::shared_ptr<const MapView> view_;
};

}  // namespace isobath::app
