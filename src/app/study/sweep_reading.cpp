// SPDX-License-Identifier: MIT
#include "app/study/sweep_reading.hpp"

#include <utility>

#include "app/snapshot.hpp"

namespace isobath::app {

namespace {

/// So many lines are read within a frame.
constexpr std::size_t kFrame_bytes = 1U << 18U;

}  // namespace

class SweepFileReading::ReadingJob : public lab::Job {
 public:
  explicit ReadingJob(OpenText file) : file_(std::move(file)), reading_(file_.text) {}

  bool advance() override { return reading_.advance(); }
  double progress() const override { return reading_.progress(); }
  const std::string& name() const { return file_.name; }

  Ended take() {
    auto read = reading_.take();
    if (!read) return std::unexpected(file_.name + ": " + read.error());
    return Read{file_.name, std::move(*read)};
  }

 private:
  OpenText file_;
  lab::SweepReading reading_;
};

SweepFileReading::SweepFileReading() = default;
SweepFileReading::~SweepFileReading() = default;

std::optional<SweepFileReading::Ended> SweepFileReading::begin(OpenText file, lab::JobPool& pool) {
  cancel();
  const bool short_one = file.text.size() <= kFrame_bytes;
  auto job = std::make_shared<ReadingJob>(std::move(file));
  if (short_one) {
    lab::finish(*job);
    return job->take();
  }
  job_ = std::move(job);
  ticket_ = pool.start(job_);
  return std::nullopt;
}

void SweepFileReading::cancel() {
  ticket_.cancel();
  job_.reset();
}

void SweepFileReading::renew(Snapshot& snapshot) const {
  if (ticket_) snapshot.reading = {job_->name(), ticket_.progress()};
}

std::optional<SweepFileReading::Ended> SweepFileReading::take() {
  if (!ticket_ || !ticket_.ended()) return std::nullopt;
  const bool failed = ticket_.failed();
  ticket_.cancel();
  const auto job = std::exchange(job_, nullptr);
  if (failed)
    return std::unexpected(job->name() +
                           ": there is not enough memory for so many cells; parts of it, made with "
                           "--shard, can be looked at");
  return job->take();
}

}  // namespace isobath::app
