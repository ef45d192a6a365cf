// SPDX-License-Identifier: MIT
// How speed is measured: work in portions of about a millisecond, several rounds, and the median.
// Knows the clock alone, so that the programs of bench/ that must not link the core measure alike.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <type_traits>
#include <vector>

namespace isobath::lab {

inline double clock_ms() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration<double, std::milli>(now).count();
}

/// The middle value; of an even number the mean of the middle two; 0 of none.
inline double median(std::vector<double> values) {
  if (values.empty()) return 0.0;
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : 0.5 * (values[half - 1] + values[half]);
}

/// Calls `work(n)`, which does its task n times, until `duration_ms` have passed; returns tasks a
/// second. n grows until a call takes a millisecond and is kept in `portion`: long enough for the
/// clocks of browsers (0.1 ms where the page is not isolated), short enough that `work` is entered
/// again and again, for engines do not replace a running function by its optimised form. For the
/// same reason it must stay a function of its own: it is called through a pointer that is read
/// anew, which no optimiser can inline.
template <class Work>
double rate(Work&& work, double duration_ms, std::int64_t& portion) {
  constexpr double kPortion_ms = 1.0;
  constexpr std::int64_t kMostPortion = std::int64_t{1} << 40;
  using Callee = std::remove_reference_t<Work>;
  void (*volatile call)(Callee&, std::int64_t) = [](Callee& callee, std::int64_t n) { callee(n); };
  const double begin_ms = clock_ms();
  double now_ms = begin_ms;
  std::int64_t done = 0;
  do {
    const double before_ms = now_ms;
    call(work, portion);
    done += portion;
    now_ms = clock_ms();
    if (now_ms - before_ms < kPortion_ms && portion < kMostPortion) portion *= 2;
  } while (now_ms - begin_ms < duration_ms);
  return 1000.0 * static_cast<double>(done) / std::max(now_ms - begin_ms, 1e-6);
}

/// Two rates measured in turns, tasks a second.
struct Pair {
  double work = 0.0;  // the median of the rounds
  double limit =
      0.0;  // the largest: a limit that something else slowed down would flatter the work
};

/// `work` for about 7/8 of `budget_ms`, `limit` for the rest, after a first round that does not
/// count.
template <class Work, class Limit>
Pair measure_in_turns(Work&& work, Limit&& limit, double budget_ms) {
  constexpr int kRounds = 7;
  const double round_ms = budget_ms / (kRounds + 1);
  std::int64_t work_portion = 1;
  std::int64_t limit_portion = 1;
  rate(work, round_ms, work_portion);
  rate(limit, round_ms / 8, limit_portion);
  std::vector<double> work_rates;
  double limit_rate = 0.0;
  for (int round = 0; round < kRounds; ++round) {
    limit_rate = std::max(limit_rate, rate(limit, round_ms / 8, limit_portion));
    work_rates.push_back(rate(work, round_ms * 7 / 8, work_portion));
  }
  return {median(std::move(work_rates)), limit_rate};
}

}  // namespace isobath::lab
