// SPDX-License-Identifier: MIT
// Jobs on threads that are there from the start, or where there are none, in slices of the owner's
// time. Neither starting nor cancelling a job nor the pool's end ever waits for a piece of work.
#pragma once

#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "lab/jobs/job.hpp"

namespace isobath::lab {

/// May other jobs of the pool be worked at meanwhile? Not beside what measures speed.
enum class Company { shared, alone };

struct JobTask;
struct JobQueue;

/// The owner's hold on a job that was started. To let go of it is to cancel the job, which takes
/// effect after the piece that is under way.
class JobTicket {
 public:
  JobTicket() = default;  // of no job
  ~JobTicket() { cancel(); }
  JobTicket(JobTicket&& other) noexcept = default;
  JobTicket& operator=(JobTicket&& other) noexcept;

  /// Is there a job?
  explicit operator bool() const { return task_ != nullptr; }
  /// Is it over? Then the job is the owner's again.
  bool ended() const;
  /// Is it over because there was not enough memory for it?
  bool failed() const;
  /// As the job said after its last piece.
  double progress() const;
  /// The ticket is of no job then.
  void cancel();

 private:
  friend class JobPool;
  std::shared_ptr<JobQueue> queue_;
  std::shared_ptr<JobTask> task_;
};

/// The newest job is what is wanted most: with fewer threads than jobs, older ones wait.
class JobPool {
 public:
  /// With so many threads, or as many as can be had; 0: with none.
  explicit JobPool(int threads);
  /// Cancels all jobs; the threads end by themselves after their pieces. Tickets may outlive it.
  ~JobPool();
  JobPool(const JobPool&) = delete;
  JobPool& operator=(const JobPool&) = delete;

  /// As many threads as leave a core to the page, 1 to 8.
  static int suitable_threads();

  JobTicket start(std::shared_ptr<Job> job, Company company = Company::shared);

  int threads() const { return static_cast<int>(threads_.size()); }
  /// For another thread than the owner's that has time now and then: a turn of some milliseconds at
  /// a job, as one of the pool's threads does it; false if no job waits. It may outlive the pool.
  std::function<bool()> invite();
  /// How many may work at jobs at once: the threads and those invited, 1 without any.
  int hands() const;
  /// Does one of the threads run? In a page they may come late, or never.
  bool alive() const;
  /// Works on the jobs here for about `budget_ms`, at least a piece; nothing while a thread does.
  void run_for(double budget_ms);

 private:
  std::shared_ptr<JobQueue> queue_;
  std::vector<std::thread> threads_;
  int guests_ = 0;
};

}  // namespace isobath::lab
