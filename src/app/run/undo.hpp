// SPDX-License-Identifier: MIT
// The edits of the open document, to be taken back and done again, each with the training that it
// replaced.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>

#include "app/session/training.hpp"
#include "document/document.hpp"

namespace isobath::app {

/// A side of an edit: the document, and what of its training the edit took away.
struct Side {
  document::Document document;
  /// Of a run that was replaced: all of it.
  std::optional<Past> past;
  /// Of a run that goes on with other parameters: where it stood.
  Run::Kept stood;
};

/// The gesture of a change that the doctor offered.
inline constexpr const char* kTreatment = "treatment";

struct Edit {
  Side before;
  Side after;  // filled when the edit is taken back
  std::string words;
  std::string gesture;    // of what the edit is a part, e.g. a field; "" for none
  bool dragging = false;  // the gesture may go on
  bool replaced = false;  // another run took the place of the one before
  bool by_hand = false;   // the run went on with parameters set by hand
};

class UndoStack {
 public:
  static constexpr std::size_t kMaxEdits = 200;
  /// What the trainings of all edits may take together.
  static constexpr std::size_t kBudget_bytes = kTimelineBudget_bytes / 2;

  /// Does an edit of this gesture go on with the last one?
  bool goes_on(const std::string& gesture) const;
  /// The last edit, which the gesture goes on with.
  Edit& last() { return done_.back(); }
  /// A new edit; what was taken back before cannot be done again any more.
  void add(Edit edit);
  /// Forgets the last edit: its gesture came back to where it began.
  void drop_last() { done_.pop_back(); }

  /// Takes the edit to be undone or done again off its stack; nothing if there is none.
  std::optional<Edit> take_undone();
  std::optional<Edit> take_redone();
  /// Puts it on the other one.
  void was_undone(Edit edit);
  void was_redone(Edit edit);

  /// What would be undone and done again; "" for nothing.
  std::string undo_words() const { return done_.empty() ? "" : done_.back().words; }
  /// Is the last edit one that the doctor offered?
  bool treated() const { return !done_.empty() && done_.back().gesture == kTreatment; }
  std::string redo_words() const { return undone_.empty() ? "" : undone_.back().words; }
  std::size_t size() const { return done_.size(); }
  std::size_t bytes() const;
  void clear() { done_.clear(), undone_.clear(); }

 private:
  void keep_within_budget();

  std::deque<Edit> done_;    // the last one at the back
  std::deque<Edit> undone_;  // the next to be done again at the back
};

}  // namespace isobath::app
