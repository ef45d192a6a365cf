// SPDX-License-Identifier: MIT
// What is too much for the text of a session, as records of their own: where a large training
// stands, and each run that has ended. One line of JSON, then raw numbers.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "app/run/runs.hpp"
#include "app/session/session.hpp"

namespace isobath::app {

/// No record is larger.
inline constexpr std::size_t kMaxRecord_bytes = std::size_t{64} << 20U;

/// `kept` has its standing.
std::string training_record(const KeptRun& kept);
/// An error is one sentence. Whether the standing is one of its document's network is for
/// Session::come_back() to say.
std::expected<KeptRun, std::string> training_from(std::string_view record);

/// Its number, colour and whether it is shown are not part of it.
std::string run_record(const EndedRun& run);
/// An error is one sentence.
std::expected<EndedRun, std::string> run_from(std::string_view record);

}  // namespace isobath::app
