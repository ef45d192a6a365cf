// SPDX-License-Identifier: MIT
// The worker's life: parked, training, looking.
#include "app/session/worker.hpp"

#include <algorithm>
#include <chrono>
#include <new>
#include <utility>

#include "app/session/clock.hpp"

namespace isobath::app {

namespace {

/// How long the worker trains or rests before it reads the page's wishes again.
constexpr double kAttention_ms = 8.0;
constexpr double kUnseen_ms = 2.0;  // between two questions whether a look was taken

}  // namespace

Worker::Worker(Training& training, std::function<bool()> spare)
    : training_(training), spare_(std::move(spare)), thread_([this] { live(); }) {}

Worker::~Worker() {
  stop();
  {
    const std::scoped_lock lock(mutex_);
    quit_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void Worker::go(const Wish& wish) {
  want(wish);
  stop_.store(false, std::memory_order_relaxed);
  {
    // The worker holds the lock only on its way to sleep.
    const std::scoped_lock lock(mutex_);
    parked_.store(false, std::memory_order_release);
  }
  wake_.notify_one();
}

void Worker::want(const Wish& wish) {
  wishes_.draft() = wish;
  wishes_.publish();
}

void Worker::stop() {
  {
    const std::scoped_lock lock(mutex_);
    stop_.store(true, std::memory_order_relaxed);
  }
  wake_.notify_one();
}

bool Worker::wait(double patience_ms) const {
  const double begun_ms = now_ms();
  while (!parked() && now_ms() - begun_ms < patience_ms) std::this_thread::yield();
  return parked();
}

bool Worker::take(Look& look) {
  if (!looks_.take()) return false;
  std::swap(look, looks_.taken());
  return true;
}

void Worker::help() {
  if (!spare_) return;
  {
    const std::scoped_lock lock(mutex_);
    helping_ = true;
  }
  wake_.notify_one();
}

void Worker::live() {
  alive_.store(true, std::memory_order_release);
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return quit_ || !parked() || helping_; });
      if (quit_) return;
    }
    if (parked()) {
      do_spare_work();
      continue;
    }
    try {
      work();
    } catch (const std::bad_alloc&) {
      // Updates allocate nothing, looks may.
      failed_.store(true, std::memory_order_relaxed);
    }
    parked_.store(true, std::memory_order_release);
  }
}

/// A piece of it, so that the page never waits for more.
void Worker::do_spare_work() {
  {
    const std::scoped_lock lock(mutex_);
    helping_ = false;
  }
  if (!spare_()) return;
  const std::scoped_lock lock(mutex_);
  helping_ = true;
}

void Worker::work() {
  while (!stop_.load(std::memory_order_relaxed)) {
    wishes_.take();
    const Wish& wish = wishes_.taken();
    if (training_.seeking()) {
      training_.replay(kAttention_ms, stop_);
      continue;
    }
    if (!wish.playing) return publish_look(wish);
    // A page that has not taken the last look has no use for another one.
    const double until_look_ms =
        looks_.waiting() ? kAttention_ms : training_.next_look_ms() - now_ms();
    training_.train(wish, std::min(until_look_ms, kAttention_ms), stop_);
    if (training_.halted()) {
      Wish last = wish;
      last.playing = last.moving = false;
      return publish_look(last);
    }
    const bool wanted = training_.look_wanted(true) || !training_.looked_at(wish);
    const bool seen_first = training_.waits_to_be_seen(wish);
    if (wanted && !looks_.waiting() && (seen_first || now_ms() >= training_.next_look_ms()))
      publish_look(wish);
    else if (seen_first)
      rest(kUnseen_ms);
    if (const double wait_ms = training_.wait_ms(); wait_ms > 0.0) rest(wait_ms);
  }
}

void Worker::publish_look(const Wish& wish) {
  if (training_.look(wish, stop_, looks_.draft())) looks_.publish();
}

void Worker::rest(double at_most_ms) {
  using Milliseconds = std::chrono::duration<double, std::milli>;
  std::unique_lock lock(mutex_);
  wake_.wait_for(lock, Milliseconds(std::min(at_most_ms, kAttention_ms)),
                 [this] { return stop_.load(std::memory_order_relaxed); });
}

}  // namespace isobath::app
