// SPDX-License-Identifier: MIT
// What comes back from the last visit, and what becomes of it where it cannot be read.
#include <algorithm>
#include <utility>

#include "app/save/autosave.hpp"
#include "app/save/kept_record.hpp"
#include "document/link.hpp"

namespace isobath::app {

namespace {

void choose_again(Session& session, const View& view) {
  for_each_view_field([&]<class Value>(const ViewField& field, ChoiceMember<Value> member) {
    if (field.lasts == Lasts::yes) session.apply(SetView{Chosen<Value>{member, view.*member}});
  });
}

/// Does the link lead to what is stored? Links name the experiment, not where its training stands.
bool leads_to(const std::string& link, const document::Document& document) {
  const auto linked = document::from_link(link);
  return linked && *linked == document;
}

}  // namespace

void Autosave::say(const std::string& sentence) {
  problem_ += (problem_.empty() ? "" : " ") + sentence;
}

std::optional<Stored> Autosave::read(std::string_view key) {
  const auto text = store_ ? store_->read(key) : std::nullopt;
  if (!text || text->empty()) return std::nullopt;
  auto stored = from_text(*text);
  if (stored) return std::move(*stored);
  set_aside(key, stored.error());
  return std::nullopt;
}

void Autosave::read() {
  if (std::exchange(read_, true)) return;
  former_ = read(kFormerKey);
  stored_ = read(kSessionKey);
}

/// Another version may know what to do with it.
void Autosave::set_aside(std::string_view key, const std::string& why) {
  const auto text = store_->read(key);
  if (text && !store_->write(kUnreadableKey, *text)) {
    say("What was kept of the last visit cannot be read and stays as it is; this visit is not "
        "kept: " +
        why);
    store_.reset();
    return;
  }
  (void)store_->write(key, "");
  say("What was kept of the last visit cannot be read and was put aside as " +
      std::string(kUnreadableKey) + ": " + why);
}

std::vector<std::string> Autosave::wanted() {
  if (store_) read();
  std::vector<std::string> keys;
  for (const auto* stored : {&former_, &stored_}) {
    if (!*stored) continue;
    if (!(*stored)->record.empty()) keys.push_back((*stored)->record);
    for (const KeptEntry& run : (*stored)->runs) keys.push_back(run.record);
  }
  std::ranges::sort(keys);
  keys.erase(std::ranges::unique(keys).begin(), keys.end());
  return keys;
}

/// False where nothing is left to come back to.
bool Autosave::fetch_training(Stored& stored) {
  if (stored.record.empty()) return true;
  const auto record = store_->kept ? store_->kept(stored.record) : std::nullopt;
  if (!record) {
    say("The training of the last visit is no longer there; it starts again.");
    return stored.document;
  }
  auto training = training_from(*record);
  if (!training) {
    store_->keep(std::string(kUnreadableKey) + ".training", *record);
    say("The training of the last visit cannot be read and was put aside: " + training.error());
    return stored.document;
  }
  // The page went before the record was written anew: an edit counts for more than the training.
  if (stored.document && !(training->document == stored.kept.document)) {
    say("The training of the last visit was not kept in time: it starts again.");
    return true;
  }
  stored.kept = std::move(*training);
  stored.document = true;
  return true;
}

void Autosave::fetch_runs(Session& session, const std::vector<KeptEntry>& entries) {
  std::vector<EndedRun> runs;
  std::size_t lost = 0;
  for (const KeptEntry& entry : entries) {
    const auto record = store_->kept ? store_->kept(entry.record) : std::nullopt;
    auto run = record ? run_from(*record) : std::unexpected("it is not there.");
    if (!run) {
      if (record) store_->keep(std::string(kUnreadableKey) + ".run", *record);
      ++lost;
      continue;
    }
    run->id = entry.id;
    run->colour = entry.colour;
    run->shown = entry.shown;
    run->pinned = entry.pinned;
    run_records_[entry.id] = entry.record;
    runs.push_back(std::move(*run));
  }
  if (!runs.empty()) session.adopt_runs(std::move(runs));
  if (lost > 0)
    say(std::to_string(lost) + " of the " + std::to_string(entries.size()) +
        " runs of the last visit could not be read.");
}

std::string Autosave::restore(Session& session, const std::optional<std::string>& link) {
  if (!store_) {
    if (link) session.apply(OpenLink{*link});
    session.forget_edits();
    return std::exchange(problem_, "");
  }
  const std::vector<std::string> used = wanted();
  if (store_ && former_ && !fetch_training(*former_)) former_.reset();
  if (store_ && stored_ && !fetch_training(*stored_)) {
    (void)store_->write(kUnreadableKey, store_->read(kSessionKey).value_or(""));
    stored_.reset();
  }
  // The one before is there to be brought back with undo.
  if (former_ && !session.come_back(former_->kept, "")) former_.reset();
  if (stored_) {
    const bool replaces = former_ && !(former_->kept.document == stored_->kept.document);
    const auto back =
        session.come_back(stored_->kept, replaces ? "the experiment left before" : "");
    if (back) {
      choose_again(session, stored_->view);
      if (store_) fetch_runs(session, stored_->runs);
    } else {
      set_aside(kSessionKey, back.error());
      stored_.reset();
    }
  }
  if (link && !(stored_ && leads_to(*link, stored_->kept.document))) {
    if (stored_ && store_) (void)store_->write(kFormerKey, store_->read(kSessionKey).value_or(""));
    session.apply(OpenLink{*link});
    if (!stored_) session.forget_edits();
  }
  if (store_ && store_->tidy) store_->tidy(used);
  remember_runs(session.runs());
  stored_.reset();
  former_.reset();
  return std::exchange(problem_, "");
}

}  // namespace isobath::app
