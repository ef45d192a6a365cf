// SPDX-License-Identifier: MIT
// The job that reads a table.
#include "app/edit/table_reading.hpp"

#include <algorithm>
#include <utility>

#include "app/snapshot.hpp"
#include "data/csv_reading.hpp"
#include "data/file_kind.hpp"

namespace isobath::app {

namespace {

/// So much text is read within a frame.
constexpr std::size_t kAtOnce_bytes = 1U << 18U;

/// Is it a sentence, or what else has no rows and columns? What might be meant as a table is told
/// by its reader what it lacks.
bool is_no_table(std::string_view text) {
  const bool digits = text.find_first_of("0123456789") != std::string_view::npos;
  const bool columns = text.find_first_of(",;\t|") != std::string_view::npos;
  const auto last = text.find_last_not_of(" \t\r\n");
  const auto end = text.find_first_of("\r\n", text.find_first_not_of(" \t\r\n"));
  const bool one_line = last == std::string_view::npos || end > last;
  return !columns && (one_line || !digits) && !data::name_other_kind(text);
}

}  // namespace

bool is_document(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n\xef\xbb\xbf");
  return first != std::string_view::npos && text[first] == '{';
}

/// Reads, makes inputs and targets of the columns, and cuts and scales them as the document does,
/// which for large tables takes about as long as an update of the network.
class TableReading::ReadingJob : public lab::Job {
 public:
  ReadingJob(OpenText file, data::Options options)
      : file_(std::move(file)), options_(std::move(options)) {
    reading_.emplace(file_.text, data::CsvOptions{});
    ended_.name = file_.name;
  }

  bool advance() override {
    if (!fault_.empty() || ended_.dataset) return false;
    if (!read_ && !ended_.table) {
      if (reading_->advance()) return true;
      auto read = reading_->take();
      no_table_ = is_no_table(file_.text);
      if (!read) return fail(std::move(read.error()));
      ended_.notes = std::move(read->notes);
      read_ = std::make_shared<const data::Sheet>(std::move(read->sheet));
      reading_.reset();
      std::string().swap(file_.text);
      return true;
    }
    if (!ended_.table) {
      auto table = data::make_table(read_, {});
      if (!table) return fail(std::move(table.error()));
      ended_.table = std::make_shared<const data::Table>(std::move(*table));
      read_.reset();  // the table has what it needs of it
      return true;
    }
    options_.source = data::Source::table;
    options_.table = ended_.table;
    auto dataset = data::make_dataset(options_);
    if (!dataset) return fail(std::move(dataset.error()));
    ended_.dataset = std::make_shared<const data::Dataset>(std::move(*dataset));
    ended_.options = std::move(options_);
    return false;
  }

  double progress() const override {
    constexpr double kReading = 0.8, kMade = 0.9;
    if (ended_.table) return kMade;
    return reading_ ? kReading * reading_->progress() : kReading;
  }

  const std::string& name() const { return ended_.name; }

  Ended take() {
    if (!fault_.empty()) return std::unexpected(ended_.name + ": " + fault_);
    return std::move(ended_);
  }

 private:
  bool fail(std::string sentence) {
    fault_ = no_table_ ? "this is not a link, a document or a table." : std::move(sentence);
    return false;
  }

  OpenText file_;
  data::Options options_;
  std::optional<data::CsvReading> reading_;  // until it is over
  std::shared_ptr<const data::Sheet> read_;
  OpenTable ended_;
  bool no_table_ = false;
  std::string fault_;
};

TableReading::TableReading() = default;
TableReading::~TableReading() = default;

std::optional<TableReading::Ended> TableReading::begin(OpenText file, const data::Options& options,
                                                       lab::JobPool& pool) {
  cancel();
  const bool short_one = file.text.size() <= kAtOnce_bytes;
  auto job = std::make_shared<ReadingJob>(std::move(file), options);
  if (short_one) {
    lab::finish(*job);
    return job->take();
  }
  job_ = std::move(job);
  ticket_ = pool.start(job_);
  return std::nullopt;
}

void TableReading::cancel() {
  ticket_.cancel();
  job_.reset();
}

void TableReading::renew(Snapshot& snapshot) const {
  snapshot.reading.reset();
  if (ticket_) snapshot.reading = {job_->name(), ticket_.progress()};
}

std::optional<TableReading::Ended> TableReading::take() {
  if (!ticket_ || !ticket_.ended()) return std::nullopt;
  const bool failed = ticket_.failed();
  ticket_.cancel();
  const auto job = std::exchange(job_, nullptr);
  if (failed)
    return std::unexpected(job->name() +
                           ": there is not enough memory for this table. Leave out columns or "
                           "rows that are not needed.");
  return job->take();
}

}  // namespace isobath::app
