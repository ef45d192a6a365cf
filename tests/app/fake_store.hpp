// SPDX-License-Identifier: MIT
// A store that is made up, for tests of what is kept between two visits.
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/save/autosave.hpp"

namespace isobath::app {

struct FakeStore {
  std::map<std::string, std::string, std::less<>> texts;
  std::map<std::string, std::string, std::less<>> records;
  std::vector<std::string> used;  // what tidying was told last
  std::string refusal;
  int writes = 0;

  Store store() {
    return {
        [this](std::string_view key) -> std::optional<std::string> {
          const auto found = texts.find(key);
          return found == texts.end() ? std::nullopt : std::optional(found->second);
        },
        [this](std::string_view key, std::string_view text) -> std::expected<void, std::string> {
          if (!refusal.empty()) return std::unexpected(refusal);
          ++writes;
          texts[std::string(key)] = text;
          return {};
        }};
  }

  /// One that keeps records too.
  Store with_records() {
    Store whole = store();
    whole.keep = [this](std::string_view key, std::string bytes) {
      records[std::string(key)] = std::move(bytes);
    };
    whole.kept = [this](std::string_view key) -> std::optional<std::string> {
      const auto found = records.find(key);
      return found == records.end() ? std::nullopt : std::optional(found->second);
    };
    whole.tidy = [this](const std::vector<std::string>& keys) { used = keys; };
    return whole;
  }
};

/// What the program does when it is about to go.
inline void leave(Store store, Session& session) {
  Autosave autosave(std::move(store));
  autosave.note({{Event::Kind::document, "", false}}, 0.0);
  REQUIRE(autosave.save_now(session) == "");
}

inline void leave(FakeStore& fake, Session& session) { leave(fake.store(), session); }

}  // namespace isobath::app
