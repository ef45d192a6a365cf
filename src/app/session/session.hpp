// SPDX-License-Identifier: MIT
// One experiment that is open: its document, its training, and what the panels see of them. The
// only place where actions change anything.
#pragma once

#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/action.hpp"
#include "app/snapshot.hpp"

namespace isobath::app {

/// What happened since it was last asked, for listeners outside (the page's JavaScript object).
struct Event {
  enum class Kind { document, step, diverged, error } kind = Kind::document;
  std::string detail;     // the sentence of an error
  bool dragging = false;  // a document that changed within a gesture
};

/// While nothing plays, everything happens within the calls. While it plays, the run belongs to a
/// thread, if there is one, and to slices of advance() otherwise; nobody else can tell which. An
/// action that needs the run while the thread has it waits in a queue, never longer than the
/// update that is under way; calls do not wait for more than a few milliseconds, but for those
/// that say so.
/// A session's experiment and where its training stands, to come back to at another time.
struct KeptRun {
  document::Document document{};
  std::shared_ptr<const std::string> standing{};  // as Run::pack() gives it
  /// In place of it, as it was kept once; with neither it begins anew.
  std::shared_ptr<const core::Parameters<double>> parameters{};
  std::shared_ptr<const core::Progress> progress{};
  /// Trained from the document's start with one set of hyperparameters: the steps in between can
  /// be gone to.
  bool from_start = false;
  std::vector<CostSample> costs{};  // of J's curve
};

class Session {
 public:
  /// One to train, and some for what is computed beside it; all begin here.
  enum class Threads { none, some };

  /// Opens the default document. `patience_ms`: what a call may wait for the run.
  explicit Session(Threads threads = Threads::none, double patience_ms = 8.0);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  /// Opens a document in place of the present one; on an error (one sentence) nothing changes.
  /// Waits for the run.
  std::expected<void, std::string> open(const document::Document& document);

  /// Carries out one action, or queues it. What it cannot do becomes the snapshot's message and an
  /// error event.
  void apply(const Action& action);
  /// Likewise with a file, whose text is not copied: it may be large.
  void open_file(OpenText file);

  /// Once a frame: carries out what is queued and, without a thread, trains for at most
  /// `budget_ms` if it is playing. Returns whether it trained.
  bool advance(double budget_ms);

  /// The present moment, or while playing a recent one; made anew only where something changed.
  const Snapshot& snapshot();

  /// True if snapshot() may differ from the last one without further calls.
  bool dirty() const;
  /// Does the next snapshot() differ from the last one, as far as is known now? While a thread
  /// trains, that is now and then.
  bool has_news() const;
  /// Do actions wait for the run?
  bool queued() const;
  /// Does (or would) a thread train?
  bool threaded() const;

  /// Asks for the run, for a few milliseconds; true once it is here and nothing is queued. After a
  /// false, it stays here for a while once it comes, for the caller to ask again.
  bool settle();

  const document::Document& document() const;
  bool playing() const;
  /// Do the stepper's lines go by themselves?
  bool lines_playing() const;
  /// These wait for the run; who cannot wait asks settle() first.
  /// The record of the present moment, complete (over the whole training, dev and test parts).
  core::Record record();
  /// The parameters now.
  core::Parameters<double> parameters();
  /// The document with the present parameters and progress: a saved training.
  document::Document saved();

  /// What is to be kept of it, and back. With `words`, coming back is an edit that can be undone;
  /// without, nothing can be. Wait for the run.
  KeptRun kept();
  std::expected<void, std::string> come_back(const KeptRun& kept, const std::string& words);
  /// What was done until now cannot be undone any more.
  void forget_edits();
  /// The runs that have ended; others in their place, each with a number of its own.
  const std::vector<EndedRun>& runs() const;
  void adopt_runs(std::vector<EndedRun> runs);
  const View& view() const;
  /// The study in view as a file of this extension (jsonl, csv, png, svg), in the colours of a
  /// theme; empty where there is none, it is not complete, or it has no such file.
  std::optional<std::string> study_file(std::string_view extension, bool dark) const;
  core::Index parameter_count() const;

  /// What happened since the last call, in place of what `events` held.
  void take_events(std::vector<Event>& events);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace isobath::app
