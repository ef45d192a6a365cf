// SPDX-License-Identifier: MIT
// The thread that trains beside the page. While it runs, the training is its own; parked, it is the
// page's. Looks and wishes pass between the two without either side waiting for the other.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "app/session/training.hpp"
#include "app/session/triple_buffer.hpp"

namespace isobath::app {

class Worker {
 public:
  /// Starts the thread, parked. `training` must outlive the worker. `spare` is a piece of other
  /// work, of some milliseconds at most, for when it is parked; false if there is none at the
  /// moment.
  explicit Worker(Training& training, std::function<bool()> spare = {});
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  /// Does the thread run? In a page it may come late, or never.
  bool alive() const { return alive_.load(std::memory_order_acquire); }

  /// Is the training the page's? Once true, it stays so until go().
  bool parked() const { return parked_.load(std::memory_order_acquire); }
  /// Hands the training over. The worker trains as wished, publishing looks, until it is stopped or
  /// the training halts; without `playing` it looks once. Then it parks by itself.
  void go(const Wish& wish);
  /// Another wish for a worker on its way.
  void want(const Wish& wish);
  /// Asks the worker to park after its present update.
  void stop();
  /// Waits for it to be parked, for at most `patience_ms`; returns parked().
  bool wait(double patience_ms) const;

  /// There is spare work: while it is parked, the worker does it until there is none any more.
  void help();

  /// Has a look failed for want of memory? Asked of a parked worker; says so once.
  bool take_failure() { return failed_.exchange(false, std::memory_order_relaxed); }

  /// Is there a look to take?
  bool has_look() const { return looks_.waiting(); }
  /// Swaps the newest look into `look`; false if there is none since the last time.
  bool take(Look& look);

 private:
  void live();
  void work();
  void do_spare_work();
  void publish_look(const Wish& wish);
  void rest(double at_most_ms);

  Training& training_;
  TripleBuffer<Look> looks_;   // worker to page
  TripleBuffer<Wish> wishes_;  // page to worker
  std::atomic<bool> alive_{false};
  std::atomic<bool> parked_{true};
  std::atomic<bool> stop_{false};
  std::atomic<bool> failed_{false};
  // For sleeping only: all that is said goes through the atomics above.
  std::mutex mutex_;
  std::condition_variable wake_;
  bool quit_ = false;
  const std::function<bool()> spare_;
  bool helping_ = false;  // under the lock
  std::thread thread_;
};

}  // namespace isobath::app
