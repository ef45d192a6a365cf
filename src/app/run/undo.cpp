// SPDX-License-Identifier: MIT
// Two stacks of edits.
#include "app/run/undo.hpp"

#include <utility>

namespace isobath::app {

namespace {

std::size_t bytes_of(const Side& side) {
  const std::size_t stood = side.stood ? side.stood->bytes : 0;
  return stood + (side.past ? side.past->bytes() : 0);
}

/// A past that takes too much keeps where the training stood; then not even that, and the document
/// begins anew when it comes back.
bool spare(Side& side) {
  if (!side.past) return false;
  if (side.past->timeline.frames() > 1 && side.past->stood)
    side.past->forget_the_way();
  else
    side.past.reset();
  return true;
}

}  // namespace

bool UndoStack::goes_on(const std::string& gesture) const {
  return !gesture.empty() && !done_.empty() && undone_.empty() && done_.back().dragging &&
         done_.back().gesture == gesture;
}

void UndoStack::add(Edit edit) {
  undone_.clear();
  done_.push_back(std::move(edit));
  if (done_.size() > kMaxEdits) done_.pop_front();
  keep_within_budget();
}

std::optional<Edit> UndoStack::take_undone() {
  if (done_.empty()) return std::nullopt;
  std::optional<Edit> edit(std::move(done_.back()));
  done_.pop_back();
  return edit;
}

std::optional<Edit> UndoStack::take_redone() {
  if (undone_.empty()) return std::nullopt;
  std::optional<Edit> edit(std::move(undone_.back()));
  undone_.pop_back();
  return edit;
}

void UndoStack::was_undone(Edit edit) {
  edit.dragging = false;
  undone_.push_back(std::move(edit));
  keep_within_budget();
}

void UndoStack::was_redone(Edit edit) {
  done_.push_back(std::move(edit));
  keep_within_budget();
}

std::size_t UndoStack::bytes() const {
  std::size_t sum = 0;
  for (const auto* stack : {&done_, &undone_})
    for (const Edit& edit : *stack) sum += bytes_of(edit.before) + bytes_of(edit.after);
  return sum;
}

/// The oldest training goes first: its way, then where it stood.
void UndoStack::keep_within_budget() {
  for (auto* stack : {&done_, &undone_})
    for (Edit& edit : *stack)
      for (Side* side : {&edit.before, &edit.after})
        while (bytes() > kBudget_bytes && spare(*side)) {
        }
}

}  // namespace isobath::app
