// SPDX-License-Identifier: MIT
// A sweep's file on its way to be looked at: read as a job where it is large.
#pragma once

#include <expected>
#include <memory>
#include <optional>
#include <string>

#include "app/action.hpp"
#include "lab/jobs/job_pool.hpp"
#include "lab/sweep_file.hpp"

namespace isobath::app {

struct Snapshot;

class SweepFileReading {
 public:
  struct Read {
    std::string name;
    lab::SweepFile file;
  };
  using Ended = std::expected<Read, std::string>;

  SweepFileReading();
  ~SweepFileReading();

  /// Begins to read in place of what was being read. Nothing if it takes longer than a frame, else
  /// what it has come to; errors are one sentence.
  std::optional<Ended> begin(OpenText file, lab::JobPool& pool);
  void cancel();
  bool busy() const { return static_cast<bool>(ticket_); }
  /// How far it is, for the panels, where something is read.
  void renew(Snapshot& snapshot) const;
  /// What it has come to, once.
  std::optional<Ended> take();

 private:
  class ReadingJob;

  std::shared_ptr<ReadingJob> job_;
  lab::JobTicket ticket_;
};

}  // namespace isobath::app
