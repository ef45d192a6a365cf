// SPDX-License-Identifier: MIT
// When to save, and what is written where.
#include "app/save/autosave.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <limits>
#include <random>
#include <utility>

#include "app/save/kept_record.hpp"
#include "app/view_fields.hpp"

namespace isobath::app {

namespace {

/// A number of a training takes at least so much.
constexpr std::size_t kLeastNumber_bytes = sizeof(float);

std::int64_t numbers_of(const Session& session) {
  const auto copies = [&session] {
    switch (session.document().training.optimizer) {
      case core::Optimizer::gradient_descent:
        return 1;
      case core::Optimizer::adam:
        return 3;
      default:
        return 2;
    }
  }();
  return copies * session.parameter_count();
}

core::Index table_values(const document::Document& document) {
  const auto& table = document.data.table;
  if (!table) return 0;
  if (!table->origin) return table->x.size() + table->y.size();
  const data::Sheet& sheet = *table->origin->sheet;
  return sheet.rows * std::ssize(sheet.columns);
}

/// Nobody else's: other tabs keep records in the same place.
std::string new_record_key() {
  static std::random_device device;
  std::string key(kRecordKey);
  for (int i = 0; i < 4; ++i) {
    std::array<char, 9> digits{};
    std::snprintf(digits.data(), digits.size(), "%08x", static_cast<unsigned>(device()));
    key += digits.data();
  }
  return key;
}

}  // namespace

void Autosave::changed(double now_ms) {
  if (!unsaved_) unsaved_since_ms_ = now_ms;
  unsaved_ = true;
  changed_at_ms_ = now_ms;
}

void Autosave::note(const std::vector<Event>& events, double now_ms) {
  const bool any = std::ranges::any_of(events, [](const Event& event) {
    return event.kind == Event::Kind::document || event.kind == Event::Kind::step;
  });
  if (store_ && any) changed(now_ms);
}

void Autosave::note_view(const View& view, double now_ms) {
  if (!store_ || (view_ && same_lasting_choices(*view_, view))) return;
  if (view_) changed(now_ms);
  view_ = view;
}

void Autosave::note_runs(const std::vector<EndedRun>& runs, double now_ms) {
  const auto same = [](const EndedRun& run, const NotedRun& noted) {
    return NotedRun{run.id, run.shown, run.pinned} == noted;
  };
  if (!store_ || std::ranges::equal(runs, runs_, same)) return;
  remember_runs(runs);
  changed(now_ms);
}

void Autosave::remember_runs(const std::vector<EndedRun>& runs) {
  runs_.clear();
  for (const EndedRun& run : runs) runs_.push_back({run.id, run.shown, run.pinned});
}

double Autosave::wait_ms(double now_ms) const {
  if (!unsaved_) return std::numeric_limits<double>::infinity();
  const double due = std::min(changed_at_ms_ + kQuiet_ms, unsaved_since_ms_ + kBetween_ms);
  return std::max(0.0, due - now_ms);
}

std::string Autosave::save_if_due(Session& session, double now_ms) {
  if (wait_ms(now_ms) > 0.0) return "";
  if (session.playing() && numbers_of(session) > kMaxNumbersPlaying &&
      (!store_->keep || now_ms - unsaved_since_ms_ < kBetweenRecords_ms))
    return "";
  // In the midst of an update it is asked for once more in the next frame.
  if (!session.settle()) return "";
  return write(session);
}

std::string Autosave::save_now(Session& session) { return unsaved_ ? write(session) : ""; }

/// False where it is too large, which is said the first time.
bool Autosave::keep(std::string_view key, std::string bytes, const char* what) {
  if (bytes.size() <= kMaxRecord_bytes) {
    store_->keep(key, std::move(bytes));
    return true;
  }
  if (!std::exchange(too_large_, true))
    say(std::string(what) + " takes " + std::to_string(bytes.size() >> 20U) + " MB, and only " +
        std::to_string(kMaxRecord_bytes >> 20U) + " MB are kept: closing would lose it.");
  return false;
}

void Autosave::keep_runs(const std::vector<EndedRun>& runs, std::vector<KeptEntry>& entries) {
  if (!store_->keep) return;
  std::erase_if(run_records_, [&runs](const auto& record) {
    return std::ranges::find(runs, record.first, &EndedRun::id) == runs.end();
  });
  for (const EndedRun& run : runs) {
    const auto [record, added] = run_records_.try_emplace(run.id);
    if (added && table_values(run.document) <= kMaxTableValues) {
      std::string key = new_record_key();
      if (keep(key, run_record(run), "A run that has ended")) record->second = std::move(key);
    }
    if (!record->second.empty())
      entries.push_back({record->second, run.id, run.colour, run.shown, run.pinned});
  }
}

/// All in the text; false if that is too much.
bool Autosave::write_whole(Session& session, Stored& stored) {
  if (numbers_of(session) > (session.playing() ? kMaxNumbersPlaying : kMaxNumbers)) return false;
  stored.kept = session.kept();
  return store_->write(kSessionKey, to_text(stored)).has_value();
}

/// The training in a record, and the document in there alone if that is too much too.
bool Autosave::write_with_record(Session& session, Stored& stored) {
  stored.kept = {.document = session.document()};
  if (!store_->keep) return store_->write(kSessionKey, to_text(stored)).has_value();
  if (static_cast<std::size_t>(numbers_of(session)) * kLeastNumber_bytes <= kMaxRecord_bytes) {
    stored.kept = session.kept();
    if (training_record_.empty()) training_record_ = new_record_key();
    if (keep(training_record_, training_record(stored.kept), "This training"))
      stored.record = training_record_;
    stored.kept.standing.reset();  // it is there or nowhere
  } else if (!std::exchange(too_large_, true)) {
    say("This training is too large to be kept: closing the page would lose it.");
  }
  if (store_->write(kSessionKey, to_text(stored))) return true;
  stored.document = stored.record.empty();
  return !stored.document && store_->write(kSessionKey, to_text(stored)).has_value();
}

std::string Autosave::write(Session& session) {
  unsaved_ = false;
  if (table_values(session.document()) > kMaxTableValues) {
    if (!std::exchange(table_too_large_, true))
      say("This table is too large to be kept: closing the page would lose the experiment, and the "
          "file has to be opened again.");
    return std::exchange(problem_, "");
  }
  table_too_large_ = false;
  Stored stored{.kept = {}, .view = session.view()};
  keep_runs(session.runs(), stored.runs);
  bool written = write_whole(session, stored) || write_with_record(session, stored);
  // The experiment is worth more than what was there before it.
  std::string refusal;
  if (!written) {
    (void)store_->write(kFormerKey, "");
    const auto again = store_->write(kSessionKey, to_text(stored));
    written = again.has_value();
    if (!written) refusal = again.error();
  }
  if (!written && !std::exchange(refused_, true)) say(refusal);
  return std::exchange(problem_, "");
}

}  // namespace isobath::app
