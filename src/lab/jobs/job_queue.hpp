// SPDX-License-Identifier: MIT
// The jobs of a pool, as its threads share them. For the pool's own files only.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "lab/jobs/job_pool.hpp"

namespace isobath::lab {

/// Who works at a job asks so often whether a newer one has come.
inline constexpr std::chrono::milliseconds kTurn{2};

struct JobTask {
  enum class State { open, ended, failed };

  JobTask(std::shared_ptr<Job> of, Company in) : job(std::move(of)), company(in) {}

  /// Pieces until the job is over, it is cancelled or the time is up; one at least.
  State work(std::chrono::steady_clock::time_point until);

  const std::shared_ptr<Job> job;
  const Company company;
  bool taken = false;  // a thread works at it; under the queue's lock
  std::atomic<bool> cancelled{false};
  std::atomic<State> state{State::open};
  std::atomic<double> progress{0.0};
};

/// Threads hold it together with the pool and the tickets, so that it is there as long as any.
struct JobQueue {
  using Clock = std::chrono::steady_clock;

  /// A turn of the newest job that may be worked at now; false if there is none.
  bool turn(Clock::time_point until);
  /// A thread's life.
  void live();
  void close();
  void drop(const std::shared_ptr<JobTask>& task);
  /// Have as many threads begun and ended?
  bool is_over(std::size_t threads);
  /// Waits for the threads that have begun.
  void wait_for_the_begun();

  std::mutex mutex;  // of what follows
  std::condition_variable news;
  std::vector<std::shared_ptr<JobTask>> tasks;  // newest last
  int at_work = 0;                              // of them
  bool alone = false;                           // is the one at work to be so?
  bool closed = false;
  std::size_t ended = 0;      // threads
  std::atomic<int> alive{0};  // threads that have begun and not ended

 private:
  JobTask* next() const;
  std::shared_ptr<JobTask> take();
  void give_back(const std::shared_ptr<JobTask>& task, JobTask::State state);
};

/// Takes over the threads of a closed queue, which end by themselves, and joins those that have. A
/// program that returns from main() waits for the pieces under way: they use what is destroyed
/// then.
void leave_to_end(std::shared_ptr<JobQueue> queue, std::vector<std::thread> threads);
/// Joins what has ended of all that was left.
void join_the_ended();

}  // namespace isobath::lab
