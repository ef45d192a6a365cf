// SPDX-License-Identifier: MIT
// What a session holds. For session*.cpp only: session.cpp answers its users, session_edit.cpp
// carries actions out, session_owner.cpp knows who has the run and when to look.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "app/doctor/consultation.hpp"
#include "app/edit/table_reading.hpp"
#include "app/run/moment.hpp"
#include "app/run/undo.hpp"
#include "app/session/pace.hpp"
#include "app/session/picture_pace.hpp"
#include "app/session/session.hpp"
#include "app/session/training.hpp"
#include "app/session/worker.hpp"
#include "app/stepper/check_page.hpp"
#include "app/stepper/graph_page.hpp"
#include "app/stepper/race_page.hpp"
#include "app/stepper/slice_page.hpp"
#include "app/stepper/stepper.hpp"
#include "app/study/curves_study.hpp"
#include "app/study/map_study.hpp"
#include "app/study/search_study.hpp"
#include "app/study/sweep_file_study.hpp"
#include "app/study/sweep_reading.hpp"

namespace isobath::app {

/// Longer than any update: for those who can only wait.
inline constexpr double kForEver_ms = 1e12;

inline const std::atomic<bool> kNeverStop{false};

struct Session::State {
  document::Document document;
  std::shared_ptr<const data::Dataset> dataset;
  core::Parameters<double> unit_parameters;  // draws at scale 1 for document's layers and seed
  Snapshot snapshot;
  std::vector<Event> events;
  std::vector<Action> queue;  // what waits for the run

  bool playing = false;
  bool turning = false;      // a control is being dragged
  bool unseen = true;        // the snapshot is of another run than the present one
  bool view_changed = true;  // only what is shown did
  bool away = false;         // the worker has the run, or had it when last asked
  double patience_ms = 0.0;
  double claimed_until_ms = 0.0;
  double slice_looked_at_ms = 0.0;
  bool seeking = false;  // on the way to another step, which began at seek_from
  std::int64_t seek_from = 0;
  std::int64_t seek_target = 0;
  double seek_begun_ms = 0.0;
  double seek_told_ms = 0.0;  // when the panels last saw how far it is

  // What the stepper is a lens on.
  const Run* stepper_run = nullptr;
  std::uint64_t stepper_edits = 0;
  std::int64_t stepper_step = 0;
  std::optional<Stride> entered_from_behind;
  bool lines_playing = false;
  Pace line_pace;
  std::uint64_t edits = 0;  // of the document, ever
  // The stepper's other pages, and who computes what takes them longer.
  GraphPage graph_page;
  SlicePage slice_page;
  CheckPage check_page;
  RacePage race_page;
  MapStudy map_study;
  CurvesStudy curves_study;
  SearchStudy search_study;
  SweepFileStudy sweep_file;  // in the place of all of them, while there is one
  SweepFileReading sweep_reading;
  PicturePace study_pace;
  double acted_ms = 0.0;  // when the user did something last
  TableReading reading;
  std::shared_ptr<const data::Dataset> prepared;  // of the table that is being opened, or null
  data::Options prepared_for;
  std::unique_ptr<lab::JobPool> jobs;

  UndoStack undo;
  Consultation doctor;
  Theorist theorist;
  int next_run = 1;             // the number of the run that is kept next
  bool goes_on_pinned = false;  // the present run was a pinned one that goes on
  bool in_gesture = false;      // the last edit was a step of a gesture, whose run is kept already
  double gesture_ms = 0.0;      // when that was
  Training training;
  std::unique_ptr<Worker> worker;  // destroyed, and so stopped, before what it works on

  std::expected<void, std::string> put(const document::Document& next, bool opened,
                                       std::optional<Past>* left = nullptr, bool ends_run = true);
  void begin_run();
  void forget_missing_units();
  void keep_run();
  void restore_run(int id);
  void change_runs(const RunsAction& action);
  void drop_present_run();
  void name_all_runs() { snapshot.run_name = name_runs(snapshot.runs, document); }
  void renew_start();
  core::Parameters<double> start() const;

  Wish wish() const;
  void tell_notice(std::string words, bool refusal = false) {
    snapshot.notice = std::move(words);
    snapshot.notice_is_refusal = refusal;
    ++snapshot.notices;
  }
  bool has_thread() const { return worker && worker->alive(); }
  bool mine();
  bool obtain(double for_ms);
  void hand_over();
  void merge();
  void carry_out(const Action& action);
  void carry_out_edit(const EditAction& action);
  void carry_out_training(const TrainingAction& action);
  bool lacks_examples(const TrainingAction& action);
  void take_paper(bool on);
  void draw_on_paper(const EditAction& action);
  void undo_on_paper();
  void edit_run(const EditAction& action);
  void edit_document(const EditAction& action, std::expected<document::Document, std::string> next);
  void note_edit(Edit edit);
  void reset();
  void renew_stepper();
  bool leave_line();
  void step_lines(const StepLines& move);
  void go_to_line(int line);
  void show_stepper(Stepper stepper);
  void play_lines(bool on);
  bool advance_lines();
  void change_page(const StudyAction& action);
  bool change_study(const StudyAction& action);
  bool change_search(const StudyAction& action);
  void open_variation(const std::vector<std::pair<std::string, std::string>>& fields);
  bool renew_studies();
  void read_sweep(OpenText file);
  void show_sweep(SweepFileReading::Ended ended);
  void close_sweep();
  void renew_pages();
  bool pages_busy() const;
  void ask_for_help();
  bool studies_busy() const;
  bool page_news() const;
  void undo_edit();
  void redo_edit();
  void go_over(const Edit& edit, Side& from, Side& to);
  std::expected<void, std::string> come_back(const KeptRun& kept, const std::string& words);
  void tell_undo();
  void pin();
  void release();
  void release_unfit();
  void drain();
  bool may_do(const Action& action) const;
  void finish();
  void go_to(std::int64_t step);
  void arrived();
  void adopt_options(const core::TrainingOptions& options);
  TimelineView timeline() const;
  void submit(const Action& action);
  void enqueue(const Action& action);
  void read_table(OpenText file);
  void open_table(TableReading::Ended ended);
  void change_view(const View& view);
  void look_at(const ViewAction& action);
  void show_opened();

  void note_halt();
  void show();
  void show_now();
  void report(std::string sentence);
  void changed(Event::Kind kind, std::string detail = {}, bool dragging = false) {
    if (kind == Event::Kind::document) ++edits;
    events.push_back({kind, std::move(detail), dragging});
  }
};

}  // namespace isobath::app
