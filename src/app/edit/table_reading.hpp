// SPDX-License-Identifier: MIT
// A file of rows and columns on its way into the document: read as a job, so that large ones leave
// the page alive and can be cancelled.
#pragma once

#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "app/action.hpp"
#include "lab/jobs/job_pool.hpp"

namespace isobath::app {

struct Snapshot;

/// Is it a document, which is read at once, and no table?
bool is_document(std::string_view text);

class TableReading {
 public:
  using Ended = std::expected<OpenTable, std::string>;

  TableReading();
  ~TableReading();

  /// Begins to read in place of what was being read; the table is then made ready for training with
  /// these options. Nothing if it takes longer than a frame, else what it has come to.
  std::optional<Ended> begin(OpenText file, const data::Options& options, lab::JobPool& pool);
  void cancel();
  bool busy() const { return static_cast<bool>(ticket_); }
  /// How far it is, for the panels.
  void renew(Snapshot& snapshot) const;
  /// What it has come to, once.
  std::optional<Ended> take();

 private:
  class ReadingJob;

  std::shared_ptr<ReadingJob> job_;
  lab::JobTicket ticket_;
};

}  // namespace isobath::app
