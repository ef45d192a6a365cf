// SPDX-License-Identifier: MIT
// One experiment that is open: its document, its training, and what the panels see of them. The
// only place where actions change anything.
#pragma once

#include <expected>
#include <memory>
#include <string>
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

class Session {
 public:
  /// Opens the default document.
  Session();
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  /// Opens a document in place of the present one; on an error (one sentence) nothing changes.
  std::expected<void, std::string> open(const document::Document& document);

  /// Carries out one action. What it cannot do becomes the snapshot's message and an error event.
  void apply(const Action& action);

  /// Trains for at most `budget_ms` if it is playing. Returns whether anything changed.
  bool train_slice(double budget_ms);

  /// The present moment; made anew only where something changed since the last call.
  const Snapshot& snapshot();

  /// True if the next snapshot() would differ from the last one.
  bool dirty() const;

  const document::Document& document() const;
  bool playing() const;
  /// The record of the present moment, complete (over the whole training, dev and test parts).
  core::Record record();
  /// The parameters now.
  core::Parameters<double> parameters() const;
  /// The document with the present parameters and progress: a saved training.
  document::Document saved() const;

  std::vector<Event> take_events();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace isobath::app
