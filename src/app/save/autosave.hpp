// SPDX-License-Identifier: MIT
// A closed or crashed page comes back as it was: the session is kept as text between two visits,
// and what cannot be read is kept aside, never written over.
#pragma once

#include <cstdint>
#include <expected>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/session/session.hpp"

namespace isobath::app {

/// Where text stays between two visits.
struct Store {
  std::function<std::optional<std::string>(std::string_view key)> read;
  /// At once; gives a sentence where it is refused, as longer texts may be.
  std::function<std::expected<void, std::string>(std::string_view key, std::string_view text)>
      write;
  /// Larger things: records, any bytes. `keep` ends some time later; what it cannot keep is the
  /// store's to tell. `kept` gives what was there when the visit began. These three may lack.
  std::function<void(std::string_view key, std::string bytes)> keep{};
  std::function<std::optional<std::string>(std::string_view key)> kept{};
  /// Records other than these may go, where there are too many.
  std::function<void(const std::vector<std::string>& used)> tidy{};
};

/// The keys: the session; the one that a link took the place of; what could not be read. The keys
/// of records begin with the last one.
inline constexpr std::string_view kSessionKey = "isobath.session";
inline constexpr std::string_view kFormerKey = "isobath.former";
inline constexpr std::string_view kUnreadableKey = "isobath.unreadable";
inline constexpr std::string_view kRecordKey = "isobath.record.";

/// One run of the list, whose record holds the rest.
struct KeptEntry {
  std::string record;
  int id = 0;
  int colour = 0;
  bool shown = true;
  bool pinned = false;
};

/// A session as it is kept: the experiment, where its training stands or the record that says so,
/// the runs that have ended, and the lasting choices of its view.
struct Stored {
  KeptRun kept;
  View view;  // of which only the lasting choices count
  std::string record{};
  bool document = true;  // is `kept` of it, or is the document in the record alone?
  std::vector<KeptEntry> runs{};
};
std::string to_text(const Stored& stored);
/// An error is one sentence.
std::expected<Stored, std::string> from_text(std::string_view text);

class Autosave {
 public:
  /// So many numbers (parameters and moments) are kept in the text of a session, at most, and so
  /// many while playing, where more would be felt; others have a record.
  static constexpr std::int64_t kMaxNumbers = 150'000;
  static constexpr std::int64_t kMaxNumbersPlaying = 20'000;
  /// Values of a table, which are written as text: more would stop the page for seconds.
  static constexpr core::Index kMaxTableValues = 300'000;
  /// After the last change, and while changes do not end; with a record of many numbers.
  static constexpr double kQuiet_ms = 1000.0;
  static constexpr double kBetween_ms = 4000.0;
  static constexpr double kBetweenRecords_ms = 20'000.0;

  /// Without a store it does nothing.
  Autosave() = default;
  explicit Autosave(Store store) : store_(std::move(store)) {}

  /// The keys of the records that restore() will ask the store for.
  std::vector<std::string> wanted();
  /// What is stored comes back, where `link` is none or that of what is stored; else the link is
  /// opened in its place, which can be undone. Returns a sentence for the user, or "".
  std::string restore(Session& session, const std::optional<std::string>& link);

  /// Something happened.
  void note(const std::vector<Event>& events, double now_ms);
  void note_view(const View& view, double now_ms);
  void note_runs(const std::vector<EndedRun>& runs, double now_ms);
  /// Saves if it is time to. Returns a sentence the first time it is refused, else "".
  std::string save_if_due(Session& session, double now_ms);
  /// Saves what is not yet saved; waits for the run.
  std::string save_now(Session& session);
  /// Until the next save_if_due() may be of use; infinite if nothing changed.
  double wait_ms(double now_ms) const;

 private:
  void read();
  std::optional<Stored> read(std::string_view key);
  void set_aside(std::string_view key, const std::string& why);
  bool fetch_training(Stored& stored);
  void fetch_runs(Session& session, const std::vector<KeptEntry>& entries);
  void remember_runs(const std::vector<EndedRun>& runs);
  std::string write(Session& session);
  bool write_whole(Session& session, Stored& stored);
  bool write_with_record(Session& session, Stored& stored);
  void keep_runs(const std::vector<EndedRun>& runs, std::vector<KeptEntry>& entries);
  bool keep(std::string_view key, std::string bytes, const char* what);
  void say(const std::string& sentence);
  void changed(double now_ms);

  std::optional<Store> store_;
  bool read_ = false;
  std::optional<Stored> stored_, former_;
  std::string problem_;  // sentences for the user
  bool unsaved_ = false;
  double unsaved_since_ms_ = 0.0;
  double changed_at_ms_ = 0.0;
  std::optional<View> view_;  // as it was last noted
  struct NotedRun {
    int id = 0;
    bool shown = true, pinned = false;
    bool operator==(const NotedRun&) const = default;
  };
  std::vector<NotedRun> runs_;                // likewise
  std::map<int, std::string> run_records_;    // of runs that are kept; "" where one is too large
  std::string training_record_;               // this visit's
  bool refused_ = false, too_large_ = false;  // once is enough to say so
  bool table_too_large_ = false;              // once for each table
};

}  // namespace isobath::app
