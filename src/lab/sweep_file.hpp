// SPDX-License-Identifier: MIT
// The lines that sweeps and studies write, read back: all of them, or the parts that there are, in
// any order.
#pragma once

#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/record.hpp"
#include "document/study.hpp"

namespace isobath::lab {

/// As many cells as one has an eye for: a square of 1024.
inline constexpr std::size_t kMostFileCells = std::size_t{1} << 20U;
inline constexpr std::size_t kMostFileFields = 3;

/// What a line says of its cell.
struct FileCell {
  std::size_t cell = 0;
  double value = 0.0;  // the study's, or where the line has none the median of the training loss
  std::uint32_t runs = 1, diverged = 0;     // trainings, and those of them that met NaN or Inf
  std::optional<core::Divergence> first{};  // the first one's place, where one did
};

/// A field of the file and what it is in every cell, as the file lists the cells.
struct FileField {
  std::string path;
  bool numeric = true;                       // else choices and the like
  std::vector<double> numbers{};             // where numeric
  std::vector<std::string> names{};          // else what there is, as a link has it,
  std::vector<std::uint32_t> name_places{};  // and which of them
  /// As a link has it.
  std::string text(std::size_t place) const;
};

struct SweepFile {
  std::size_t cells = 0;  // of the whole sweep
  std::vector<FileField> fields;
  std::vector<FileCell> lines;  // sorted by their cells
  /// What the values are, as far as lines tell: of the start, which of A and dZ they do not.
  document::Measure measure = document::Measure::train_loss;
};

/// Is it such a file, by its first line?
bool is_sweep_file(std::string_view text);

/// Reads a file piece by piece, so that a large one can be read beside other work.
class SweepReading {
 public:
  /// `text` must outlive it.
  explicit SweepReading(std::string_view text);
  ~SweepReading();
  SweepReading(const SweepReading&) = delete;
  SweepReading& operator=(const SweepReading&) = delete;

  /// Some more lines; false once all are read, or one is not as it should be.
  bool advance();
  double progress() const;
  /// What was read, when advance() has said that there is no more. An error is one sentence that
  /// begins with the line's number, and says what is wrong and what is allowed.
  std::expected<SweepFile, std::string> take();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// All of it at once.
std::expected<SweepFile, std::string> read_sweep(std::string_view text);

}  // namespace isobath::lab
