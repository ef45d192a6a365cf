// SPDX-License-Identifier: MIT
// What a sweep trains: the cells of a grid, or cells drawn at random, each with several seeds.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <vector>

#include "document/document.hpp"
#include "document/sweep_axis.hpp"

namespace isobath::lab {

inline constexpr std::size_t kMaxSweepCells = std::size_t{1} << 24U;
inline constexpr int kMaxSweepSeeds = 10'000;

struct SweepSpec {
  std::vector<document::AxisSpec> axes{};  // at most three, x first; none: the base alone
  std::size_t random = 0;                  // cells drawn at random; 0: the whole grid
  std::uint32_t random_seed = 1;           // which draws
  int seeds = 1;                           // trainings of each cell
};

/// Part `index` (from 1) of `of` parts of a sweep: cells [first, last). The parts lie one behind
/// the other, so that their results put together in order are those of the whole.
struct Shard {
  std::size_t index = 1;
  std::size_t of = 1;
  std::size_t first(std::size_t cells) const { return (index - 1) * cells / of; }
  std::size_t last(std::size_t cells) const { return index * cells / of; }
};
inline constexpr std::size_t kMaxShards = 1'000'000;

/// "2/8". An error is one sentence.
std::expected<Shard, std::string> parse_shard(std::string_view text);

class SweepPlan {
 public:
  /// Every cell is held against the rules of the document before there is a plan; an error is one
  /// sentence that begins with a field's path.
  static std::expected<SweepPlan, std::string> make(const document::Document& base, SweepSpec spec);

  /// Cells count from 0, x fastest, then y, then z; drawn ones as they are drawn, so that the first
  /// hundred of a thousand are the hundred.
  std::size_t cells() const { return cells_; }
  int seeds() const { return seeds_; }
  bool drawn() const { return drawn_; }
  const std::vector<document::SweepAxis>& axes() const { return axes_; }
  /// Values along x, y, z; 1 where there is no such axis. Of a grid their product is cells().
  std::size_t side(std::size_t axis) const;

  /// The value of each axis in a cell.
  std::vector<document::AxisValue> values(std::size_t cell) const;

  /// The experiment of a cell: the base with the axes' values in place, and seed s (from 0) added
  /// to initialization.seed and training.seed (beyond 2³² − 1 they go on from 0). The data stay.
  document::Document document(std::size_t cell, int seed) const;

  /// How coarse a picture a cell of a grid belongs to: cells of level k stand 2^k apart. Drawn
  /// cells are all of level 0.
  int level(std::size_t cell) const;

  /// The cells [first, last) with a coarse picture before finer ones, each in the order of cells.
  std::vector<std::uint32_t> coarse_to_fine(std::size_t first, std::size_t last) const;

 private:
  std::expected<document::Document, std::string> place(
      const std::vector<document::AxisValue>& values) const;
  std::vector<document::AxisValue> grid_values(std::size_t cell) const;
  std::string check_cells() const;

  document::Document base_;
  std::vector<document::SweepAxis> axes_;
  std::vector<std::size_t> order_;  // of axes as they are put in place
  std::size_t cells_ = 0;
  int seeds_ = 1;
  bool drawn_ = false;
  std::uint32_t random_seed_ = 1;
  int top_level_ = 0;
};

}  // namespace isobath::lab
