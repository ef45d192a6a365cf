// SPDX-License-Identifier: MIT
// Jobs on any number of threads, or on none: the same results, newest first, and no waiting.
#include "lab/jobs/job_pool.hpp"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <new>
#include <thread>
#include <vector>

namespace lab_jobs_threads {

using namespace isobath::lab;

namespace {

/// So many pieces, each of which is a call.
class Pieces : public Job {
 public:
  Pieces(int count, std::function<void()> piece) : count_(count), piece_(std::move(piece)) {}
  bool advance() override {
    piece_();
    return ++done_ < count_;
  }
  double progress() const override { return static_cast<double>(done_) / count_; }

 private:
  int count_;
  int done_ = 0;
  std::function<void()> piece_;
};

/// Numbers that depend on every piece and on their order.
class Sum : public Job {
 public:
  explicit Sum(std::uint64_t seed) : value(seed) {}
  bool advance() override {
    for (int i = 0; i < 1000; ++i) value = value * 6364136223846793005U + 1442695040888963407U;
    return ++pieces < 50;
  }
  double progress() const override { return pieces / 50.0; }
  std::uint64_t value;
  int pieces = 0;
};

/// As a page does, frame by frame.
template <class Condition>
void frames_until(JobPool& pool, const Condition& condition) {
  for (int i = 0; i < 60000 && !condition(); ++i) {
    pool.run_for(1.0);
    if (pool.threads() > 0) std::this_thread::sleep_for(std::chrono::microseconds(100));
  }
  REQUIRE(condition());
}

std::vector<std::uint64_t> sums(int threads) {
  JobPool pool(threads);
  REQUIRE(pool.threads() == threads);
  std::vector<std::shared_ptr<Sum>> jobs;
  std::vector<JobTicket> tickets;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    jobs.push_back(std::make_shared<Sum>(seed));
    tickets.push_back(pool.start(jobs.back()));
  }
  std::vector<std::uint64_t> values;
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    frames_until(pool, [&] { return tickets[i].ended(); });
    CHECK_FALSE(tickets[i].failed());
    CHECK(tickets[i].progress() == 1.0);
    CHECK(jobs[i]->pieces == 50);
    values.push_back(jobs[i]->value);
  }
  return values;
}

/// A piece that goes on until it is let go.
struct Gate {
  std::atomic<bool> open{false};
  std::atomic<int> pieces{0};
  void pass() {
    ++pieces;
    while (!open) std::this_thread::yield();
  }
};

}  // namespace

TEST_CASE("jobs come to the same with any number of threads, and none is lost",
          "[lab][jobs][threads]") {
  const auto alone = sums(0);
  CHECK(sums(1) == alone);
  CHECK(sums(4) == alone);
}

TEST_CASE("a pool suits the machine", "[lab][jobs][threads]") {
  CHECK(JobPool::suitable_threads() >= 1);
  CHECK(JobPool::suitable_threads() <= 8);
}

TEST_CASE("without threads the newest job goes first", "[lab][jobs][threads]") {
  JobPool pool(0);
  CHECK_FALSE(pool.alive());
  std::vector<int> order;
  const auto job = [&order](int which, int pieces) {
    return std::make_shared<Pieces>(pieces, [&order, which] { order.push_back(which); });
  };
  const JobTicket first = pool.start(job(1, 2));
  pool.run_for(0.0);
  CHECK(order == std::vector{1});
  const JobTicket second = pool.start(job(2, 1)), third = pool.start(job(3, 1));
  CHECK_FALSE(first.ended());
  CHECK(first.progress() == 0.5);
  for (int i = 0; i < 5; ++i) pool.run_for(0.0);
  CHECK(order == std::vector{1, 3, 2, 1});
  CHECK((first.ended() && second.ended() && third.ended()));
}

TEST_CASE("a thread turns to a newer job in the midst of an older one", "[lab][jobs][threads]") {
  JobPool pool(1);
  // Its last piece may outlive this test.
  const JobTicket old = pool.start(std::make_shared<Pieces>(
      1 << 30, [] { std::this_thread::sleep_for(std::chrono::microseconds(50)); }));
  frames_until(pool, [&] { return old.progress() > 0.0; });
  const JobTicket young = pool.start(std::make_shared<Pieces>(3, [] {}));
  frames_until(pool, [&] { return young.ended(); });
  CHECK_FALSE(old.ended());
}

TEST_CASE("what threads do, the owner does not", "[lab][jobs][threads]") {
  JobPool pool(2);
  while (!pool.alive()) std::this_thread::yield();
  std::atomic<bool> here = false;
  const auto owner = std::this_thread::get_id();
  const JobTicket ticket = pool.start(std::make_shared<Pieces>(
      100, [&here, owner] { here = here || std::this_thread::get_id() == owner; }));
  frames_until(pool, [&] { return ticket.ended(); });
  CHECK_FALSE(here);
}

TEST_CASE("to cancel a job waits for nothing and is its end", "[lab][jobs][threads]") {
  JobPool pool(1);
  while (!pool.alive()) std::this_thread::yield();
  Gate gate;
  auto job = std::make_shared<Pieces>(1000, [&gate] { gate.pass(); });
  const std::weak_ptr<Job> left = job;
  JobTicket ticket = pool.start(std::move(job));
  frames_until(pool, [&] { return gate.pieces == 1; });
  // Others that have not begun go at once.
  auto waiting = std::make_shared<Pieces>(1, [] {});
  const std::weak_ptr<Job> unbegun = waiting;
  JobTicket second = pool.start(std::move(waiting));
  second.cancel();
  CHECK(unbegun.expired());
  ticket.cancel();
  CHECK_FALSE(ticket);
  CHECK_FALSE(ticket.ended());
  CHECK_FALSE(left.expired());  // its piece is still under way
  gate.open = true;
  frames_until(pool, [&] { return left.expired(); });
  CHECK(gate.pieces == 1);
}

TEST_CASE("a ticket that is lost or given another job cancels the first", "[lab][jobs][threads]") {
  JobPool pool(0);
  int first = 0, second = 0;
  JobTicket ticket = pool.start(std::make_shared<Pieces>(9, [&first] { ++first; }));
  pool.run_for(0.0);
  ticket = pool.start(std::make_shared<Pieces>(2, [&second] { ++second; }));
  pool.run_for(5.0);
  CHECK(first == 1);
  CHECK(second == 2);
  CHECK(ticket.ended());
  {
    const JobTicket lost = pool.start(std::make_shared<Pieces>(9, [&first] { ++first; }));
  }
  pool.run_for(5.0);
  CHECK(first == 1);
}

TEST_CASE("a pool with a long piece under way ends at once", "[lab][jobs][threads]") {
  Gate gate;
  std::weak_ptr<Job> left;
  JobTicket ticket;
  {
    JobPool pool(2);
    while (!pool.alive()) std::this_thread::yield();
    auto job = std::make_shared<Pieces>(1000, [&gate] { gate.pass(); });
    left = job;
    ticket = pool.start(std::move(job));
    frames_until(pool, [&] { return gate.pieces == 1; });
    // If the pool waited for the piece, this would never end.
  }
  CHECK_FALSE(left.expired());
  CHECK_FALSE(ticket.ended());
  gate.open = true;
  ticket.cancel();
  while (!left.expired()) std::this_thread::yield();
  CHECK(gate.pieces == 1);
}

TEST_CASE("a job that is to be alone is alone", "[lab][jobs][threads]") {
  JobPool pool(4);
  std::atomic<int> inside = 0, with_company = 0, disturbed = 0;
  const auto shared = [&] {
    if (++inside > 1000) ++disturbed;
    if (inside > 1) ++with_company;
    std::this_thread::sleep_for(std::chrono::microseconds(50));
    --inside;
  };
  const auto alone = [&] {
    // Entering weighs so much that others who enter notice.
    if ((inside += 1000) != 1000) ++disturbed;
    std::this_thread::sleep_for(std::chrono::microseconds(50));
    if ((inside -= 1000) != 0) ++disturbed;
  };
  std::vector<JobTicket> tickets;
  for (int i = 0; i < 12; ++i)
    tickets.push_back(i % 4 == 3 ? pool.start(std::make_shared<Pieces>(60, alone), Company::alone)
                                 : pool.start(std::make_shared<Pieces>(60, shared)));
  for (const JobTicket& ticket : tickets) frames_until(pool, [&] { return ticket.ended(); });
  CHECK(disturbed == 0);
  CHECK(with_company > 0);
}

TEST_CASE("a job that runs out of memory fails alone", "[lab][jobs][threads]") {
  for (const int threads : {0, 2}) {
    JobPool pool(threads);
    const JobTicket bad = pool.start(std::make_shared<Pieces>(3, [] { throw std::bad_alloc(); }));
    const JobTicket good = pool.start(std::make_shared<Pieces>(3, [] {}));
    frames_until(pool, [&] { return bad.ended() && good.ended(); });
    CHECK(bad.failed());
    CHECK_FALSE(good.failed());
  }
}

TEST_CASE("a thread that is invited works at jobs like the pool's own", "[lab][jobs][threads]") {
  CHECK(JobPool(0).hands() == 1);
  CHECK(JobPool(3).hands() == 3);
  std::function<bool()> turn;
  {
    JobPool pool(1);
    turn = pool.invite();
    CHECK(pool.hands() == 2);
    CHECK_FALSE(turn());
    Gate gate;
    const JobTicket held = pool.start(std::make_shared<Pieces>(1, [&] { gate.pass(); }));
    while (gate.pieces == 0) std::this_thread::yield();
    // The pool's thread is busy, so that this one has the others to itself.
    int pieces = 0;
    const JobTicket ours = pool.start(std::make_shared<Pieces>(3, [&] { ++pieces; }));
    while (!ours.ended()) REQUIRE(turn());
    CHECK(pieces == 3);
    CHECK_FALSE(turn());
    gate.open = true;
    frames_until(pool, [&] { return held.ended(); });
  }
  // And there is nothing to do once the pool is gone.
  CHECK_FALSE(turn());
}

}  // namespace lab_jobs_threads
