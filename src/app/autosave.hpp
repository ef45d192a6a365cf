// SPDX-License-Identifier: MIT
// A closed or crashed page comes back as it was: the session is kept as text between two visits,
// and what cannot be read is kept aside, never written over.
#pragma once

#include <cstdint>
#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/session.hpp"

namespace isobath::app {

/// Where text stays between two visits. `write` gives a sentence where it is refused.
struct Store {
  std::function<std::optional<std::string>(std::string_view key)> read;
  std::function<std::expected<void, std::string>(std::string_view key, std::string_view text)>
      write;
};

/// The keys: the session; the one that a link took the place of; what could not be read.
inline constexpr std::string_view kSessionKey = "isobath.session";
inline constexpr std::string_view kFormerKey = "isobath.former";
inline constexpr std::string_view kUnreadableKey = "isobath.unreadable";

/// A session as it is kept: the experiment, where its training stands and the lasting choices of
/// its view.
std::string to_text(const Session& session, const KeptRun& kept);
struct Stored {
  KeptRun kept;
  View view;  // of which only the lasting choices count
};
/// An error is one sentence.
std::expected<Stored, std::string> from_text(std::string_view text);

class Autosave {
 public:
  /// So many numbers (parameters and moments) are kept with their document, at most; more begin
  /// anew. While playing, saving more than the smaller number would be felt.
  static constexpr std::int64_t kMaxNumbers = 150'000;
  static constexpr std::int64_t kMaxNumbersPlaying = 20'000;
  /// After the last change, and while changes do not end.
  static constexpr double kQuiet_ms = 1000.0;
  static constexpr double kBetween_ms = 4000.0;

  /// Without a store it does nothing.
  Autosave() = default;
  explicit Autosave(Store store) : store_(std::move(store)) {}

  /// What is stored comes back, where `link` is none or that of what is stored; else the link is
  /// opened in its place, which can be undone. Returns a sentence for the user, or "".
  std::string restore(Session& session, const std::optional<std::string>& link);

  /// Something happened.
  void note(const std::vector<Event>& events, double now_ms);
  void note_view(const View& view, double now_ms);
  /// Saves if it is time to. Returns a sentence the first time it is refused, else "".
  std::string save_if_due(Session& session, double now_ms);
  /// Saves what is not yet saved; waits for the run.
  std::string save_now(Session& session);
  /// Until the next save_if_due() may be of use; infinite if nothing changed.
  double wait_ms(double now_ms) const;

 private:
  std::optional<Stored> read(std::string_view key, std::string& problem);
  void set_aside(std::string_view key, const std::string& why, std::string& problem);
  std::string write(Session& session);
  void changed(double now_ms);

  std::optional<Store> store_;
  bool unsaved_ = false;
  double unsaved_since_ms_ = 0.0;
  double changed_at_ms_ = 0.0;
  std::optional<View> view_;  // as it was last noted
  bool refused_ = false;      // once is enough to say so
};

}  // namespace isobath::app
