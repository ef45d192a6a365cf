// SPDX-License-Identifier: MIT
// The pool as its owner sees it, and what becomes of its threads.
#include "lab/jobs/job_pool.hpp"

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <utility>

#include "lab/jobs/job_queue.hpp"

namespace isobath::lab {

namespace {

/// Threads of pools that are gone.
struct Leftover {
  std::shared_ptr<JobQueue> queue;
  std::vector<std::thread> threads;
};

struct Leftovers {
  std::mutex mutex;
  std::vector<Leftover> all;
};

/// Never destroyed: threads may end later than anything else.
Leftovers& leftovers() {
  static Leftovers* const kept = new Leftovers;
  return *kept;
}

void wait_for_leftovers() {
  Leftovers& left = leftovers();
  {
    const std::scoped_lock lock(left.mutex);
    for (const Leftover& one : left.all) one.queue->wait_for_the_begun();
  }
  join_the_ended();
}

}  // namespace

void join_the_ended() {
  Leftovers& left = leftovers();
  const std::scoped_lock lock(left.mutex);
  std::erase_if(left.all, [](Leftover& one) {
    if (!one.queue->is_over(one.threads.size())) return false;
    // They have nothing left to do but to return.
    for (std::thread& thread : one.threads) thread.join();
    return true;
  });
}

void leave_to_end(std::shared_ptr<JobQueue> queue, std::vector<std::thread> threads) {
  Leftovers& left = leftovers();
  {
    const std::scoped_lock lock(left.mutex);
    left.all.push_back({std::move(queue), std::move(threads)});
  }
  // Each time anew, so that it comes before the end of what its jobs have come upon until now.
  std::atexit(wait_for_leftovers);
}

JobTicket& JobTicket::operator=(JobTicket&& other) noexcept {
  std::swap(queue_, other.queue_);
  std::swap(task_, other.task_);
  other.cancel();
  return *this;
}

bool JobTicket::ended() const {
  return task_ && task_->state.load(std::memory_order_acquire) != JobTask::State::open;
}

bool JobTicket::failed() const {
  return task_ && task_->state.load(std::memory_order_acquire) == JobTask::State::failed;
}

double JobTicket::progress() const {
  return task_ ? task_->progress.load(std::memory_order_relaxed) : 0.0;
}

void JobTicket::cancel() {
  if (task_) queue_->drop(task_);
  task_.reset();
  queue_.reset();
}

JobPool::JobPool(int threads) : queue_(std::make_shared<JobQueue>()) {
  join_the_ended();
  try {
    threads_.reserve(static_cast<std::size_t>(std::max(threads, 0)));
    while (this->threads() < threads) threads_.emplace_back([queue = queue_] { queue->live(); });
  } catch (const std::exception&) {
    // No more threads are to be had: those that are there do it, or the owner.
  }
}

JobPool::~JobPool() {
  queue_->close();
  if (!threads_.empty()) leave_to_end(std::move(queue_), std::move(threads_));
}

int JobPool::suitable_threads() {
  constexpr int kMost = 8;
  return std::clamp(static_cast<int>(std::thread::hardware_concurrency()) - 1, 1, kMost);
}

JobTicket JobPool::start(std::shared_ptr<Job> job, Company company) {
  JobTicket ticket;
  ticket.queue_ = queue_;
  ticket.task_ = std::make_shared<JobTask>(std::move(job), company);
  const std::scoped_lock lock(queue_->mutex);
  queue_->tasks.push_back(ticket.task_);
  queue_->news.notify_one();
  return ticket;
}

std::function<bool()> JobPool::invite() {
  ++guests_;
  return [queue = queue_] { return queue->turn(JobQueue::Clock::now() + kTurn); };
}

int JobPool::hands() const { return std::max(threads() + guests_, 1); }

bool JobPool::alive() const { return queue_->alive.load(std::memory_order_acquire) > 0; }

void JobPool::run_for(double budget_ms) {
  using Clock = JobQueue::Clock;
  const auto until =
      Clock::now() +
      std::chrono::duration_cast<Clock::duration>(
          std::chrono::duration<double, std::milli>(std::clamp(budget_ms, 0.0, 1e9)));
  // A thread that comes in the midst of it goes on in our place.
  while (!alive() && queue_->turn(std::min(until, Clock::now() + kTurn)) && Clock::now() < until) {
  }
  queue_->news.notify_one();
}

}  // namespace isobath::lab
