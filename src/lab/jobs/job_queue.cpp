// SPDX-License-Identifier: MIT
// Who works at what, in turns.
#include "lab/jobs/job_queue.hpp"

#include <algorithm>
#include <exception>
#include <utility>

namespace isobath::lab {

JobTask::State JobTask::work(std::chrono::steady_clock::time_point until) {
  try {
    do {
      if (cancelled.load(std::memory_order_relaxed)) return State::open;
      const bool more = job->advance();
      progress.store(job->progress(), std::memory_order_relaxed);
      if (!more) return State::ended;
    } while (std::chrono::steady_clock::now() < until);
    return State::open;
  } catch (const std::exception&) {
    // The rooms below report errors as values: only memory can be short.
    return State::failed;
  }
}

/// The newest that waits, unless it is to be alone and cannot be yet: then older ones wait as well.
JobTask* JobQueue::next() const {
  if (alone) return nullptr;
  for (auto task = tasks.rbegin(); task != tasks.rend(); ++task) {
    if ((*task)->taken) continue;
    return (*task)->company == Company::alone && at_work > 0 ? nullptr : task->get();
  }
  return nullptr;
}

std::shared_ptr<JobTask> JobQueue::take() {
  JobTask* const chosen = next();
  if (chosen == nullptr) return nullptr;
  chosen->taken = true;
  ++at_work;
  alone = chosen->company == Company::alone;
  return *std::ranges::find(tasks, chosen, &std::shared_ptr<JobTask>::get);
}

void JobQueue::give_back(const std::shared_ptr<JobTask>& task, JobTask::State state) {
  task->taken = false;
  --at_work;
  alone = false;
  const bool cancelled = task->cancelled.load(std::memory_order_relaxed);
  const bool over = cancelled || state != JobTask::State::open;
  if (over) std::erase(tasks, task);
  // From here on, what is over is its owner's.
  if (!cancelled) task->state.store(state, std::memory_order_release);
  // One that goes on is taken again by the same thread, which need not wake others for it.
  if (over || tasks.size() > static_cast<std::size_t>(at_work) + 1) news.notify_all();
}

bool JobQueue::turn(Clock::time_point until) {
  std::shared_ptr<JobTask> task;
  {
    const std::scoped_lock lock(mutex);
    task = take();
  }
  if (!task) return false;
  const JobTask::State state = task->work(until);
  {
    const std::scoped_lock lock(mutex);
    give_back(task, state);
  }
  return true;  // and a job that nobody wants any more goes with `task`, outside of the lock
}

void JobQueue::live() {
  alive.fetch_add(1, std::memory_order_release);
  for (bool on = true; on;) {
    while (turn(Clock::now() + kTurn)) {
    }
    std::unique_lock lock(mutex);
    news.wait(lock, [this] { return closed || next() != nullptr; });
    on = !closed;
  }
  const std::scoped_lock lock(mutex);
  ++ended;
  alive.fetch_sub(1, std::memory_order_release);
  news.notify_all();
}

void JobQueue::close() {
  std::vector<std::shared_ptr<JobTask>> dropped;
  const std::scoped_lock lock(mutex);
  closed = true;
  for (const auto& task : tasks) task->cancelled.store(true, std::memory_order_relaxed);
  dropped.swap(tasks);
  news.notify_all();
}

void JobQueue::drop(const std::shared_ptr<JobTask>& task) {
  task->cancelled.store(true, std::memory_order_relaxed);
  const std::scoped_lock lock(mutex);
  // One that is at work goes when its piece is done.
  if (task->taken) return;
  std::erase(tasks, task);
  if (!tasks.empty()) news.notify_all();
}

bool JobQueue::is_over(std::size_t threads) {
  const std::scoped_lock lock(mutex);
  return ended == threads;
}

void JobQueue::wait_for_the_begun() {
  std::unique_lock lock(mutex);
  news.wait(lock, [this] { return alive.load(std::memory_order_relaxed) == 0; });
}

}  // namespace isobath::lab
