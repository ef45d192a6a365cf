// SPDX-License-Identifier: MIT
// Cells, their values, their order, and the check of them all.
#include "lab/sweep_plan.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <span>

#include "data/split.hpp"
#include "data/text.hpp"
#include "document/json.hpp"
#include "document/sentence.hpp"

namespace isobath::lab {

namespace {

using document::Document;
using document::join;
using document::number_text;

/// Does no value of another field decide what this one may be? True of training's scalars and of
/// the start's: their values are good or bad by themselves, and have been looked at one by one. Of
/// a layer's factor on α too, as long as the layer is there in all cells or in none.
bool stands_alone(const document::SweepAxis& axis, std::span<const document::SweepAxis> all) {
  if (axis.of_layer())
    return axis.path().ends_with("].learning_rate") &&
           std::ranges::none_of(all, [](const document::SweepAxis& other) {
             return !other.of_layer() && other.path().starts_with("network.");
           });
  return axis.path().starts_with("training.") || axis.path().starts_with("initialization.");
}

/// validate() makes no data, so it does not see a split that leaves nothing to train on.
std::string find_fault(const Document& document) {
  if (auto bad = document::validate(document); !bad.empty()) return bad;
  if (data::train_count(document.data) > 0) return "";
  return join({"data.split: a train share of ", number_text(document.data.split.train),
               " leaves no example for training of ",
               std::to_string(data::row_count(document.data)), "; at least one is needed"});
}

}  // namespace

std::expected<Shard, std::string> parse_shard(std::string_view text) {
  const auto slash = text.find('/');
  const auto index = data::parse_number(text.substr(0, slash));
  const auto of =
      slash == std::string_view::npos ? std::nullopt : data::parse_number(text.substr(slash + 1));
  const auto whole = [](std::optional<double> n) { return n && *n == std::floor(*n); };
  if (!whole(index) || !whole(of) || *of < 1 || *of > static_cast<double>(kMaxShards) ||
      *index < 1 || *index > *of)
    return std::unexpected(join({document::in_quotes(text),
                                 " is not a part like 2/8: which one, from 1, and of how many, "
                                 "at most ",
                                 std::to_string(kMaxShards)}));
  return Shard{static_cast<std::size_t>(*index), static_cast<std::size_t>(*of)};
}

std::expected<SweepPlan, std::string> SweepPlan::make(const Document& base, SweepSpec spec) {
  SweepPlan plan;
  plan.base_ = base;
  plan.drawn_ = spec.random > 0;
  plan.random_seed_ = spec.random_seed;
  plan.seeds_ = spec.seeds;
  if (spec.axes.size() > 3)
    return std::unexpected(
        join({std::to_string(spec.axes.size()), " swept fields are more than 3"}));
  if (spec.seeds < 1 || spec.seeds > kMaxSweepSeeds)
    return std::unexpected(join({std::to_string(spec.seeds), " seeds is not between 1 and ",
                                 std::to_string(kMaxSweepSeeds)}));
  for (document::AxisSpec& asked : spec.axes) {
    auto axis = document::SweepAxis::make(base, std::move(asked), plan.drawn_);
    if (!axis) return std::unexpected(axis.error());
    for (const document::SweepAxis& other : plan.axes_)
      if (other.path() == axis->path())
        return std::unexpected(axis->path() + ": it appears twice; a field is swept once");
    plan.axes_.push_back(std::move(*axis));
  }
  // Saved numbers belong to the start that they were saved from.
  if (std::ranges::any_of(plan.axes_, [](const document::SweepAxis& axis) {
        return axis.field().effect != document::Effect::training;
      })) {
    plan.base_.parameters = nullptr;
    plan.base_.progress = nullptr;
  }
  // As a document is read: in the order of the field table, layers' own fields last.
  plan.order_.resize(plan.axes_.size());
  std::iota(plan.order_.begin(), plan.order_.end(), std::size_t{0});
  std::ranges::sort(plan.order_, {}, [&](std::size_t i) {
    const document::SweepAxis& axis = plan.axes_[i];
    return std::pair(axis.of_layer(), &axis.field());
  });

  plan.cells_ = 1;
  std::size_t longest = 1;
  for (std::size_t i = 0; i < plan.axes_.size(); ++i) {
    plan.cells_ *= plan.side(i);
    longest = std::max(longest, plan.side(i));
  }
  if (plan.drawn_) plan.cells_ = spec.random;
  if (plan.cells_ > kMaxSweepCells)
    return std::unexpected(join({std::to_string(plan.cells_), " cells is not between 1 and ",
                                 std::to_string(kMaxSweepCells)}));
  plan.top_level_ = plan.drawn_ ? 0 : static_cast<int>(std::bit_width(longest - 1));
  if (auto bad = plan.check_cells(); !bad.empty()) return std::unexpected(std::move(bad));
  return plan;
}

std::size_t SweepPlan::side(std::size_t axis) const {
  if (drawn_ || axis >= axes_.size()) return 1;
  return axes_[axis].values().size();
}

std::vector<document::AxisValue> SweepPlan::grid_values(std::size_t cell) const {
  std::vector<document::AxisValue> values;
  for (std::size_t i = 0; i < axes_.size(); ++i) {
    values.push_back(axes_[i].values()[cell % side(i)]);
    cell /= side(i);
  }
  return values;
}

std::vector<document::AxisValue> SweepPlan::values(std::size_t cell) const {
  if (!drawn_) return grid_values(cell);
  // A stream of its own for each cell: shards and longer searches draw the same.
  core::Random random(random_seed_, cell);
  std::vector<document::AxisValue> values;
  for (const document::SweepAxis& axis : axes_) values.push_back(axis.draw(random));
  return values;
}

std::expected<Document, std::string> SweepPlan::place(
    const std::vector<document::AxisValue>& values) const {
  Document document = base_;
  for (const std::size_t i : order_)
    if (auto set = axes_[i].apply(values[i], document); !set) return std::unexpected(set.error());
  return document;
}

Document SweepPlan::document(std::size_t cell, int seed) const {
  auto document = place(values(cell));
  const auto more = static_cast<std::uint32_t>(seed);
  document->initialization.seed += more;
  document->training.seed += more;
  return std::move(*document);
}

std::string SweepPlan::check_cells() const {
  // An axis that stands alone takes its first value only; drawn cells are looked at one by one,
  // unless all axes are such.
  const auto alone = [&](const document::SweepAxis& axis) { return stands_alone(axis, axes_); };
  const bool once = std::ranges::all_of(axes_, alone);
  for (std::size_t cell = 0; cell < cells_;) {
    const std::vector<document::AxisValue> here = values(cell);
    const auto document = place(here);
    std::string bad = document ? find_fault(*document) : document.error();
    if (!bad.empty()) {
      std::string where;
      for (std::size_t i = 0; i < axes_.size(); ++i)
        where += join({i > 0 ? ", " : "", axes_[i].path(), " = ", axes_[i].text_of(here[i])});
      return join({bad, " (in the cell ", where, ")"});
    }
    std::size_t stride = 1;
    bool carried = true;
    std::size_t rest = cell;
    for (std::size_t i = 0; i < axes_.size() && carried && !drawn_; ++i) {
      const std::size_t place = rest % side(i);
      rest /= side(i);
      carried = alone(axes_[i]) || place + 1 == side(i);
      if (carried) {
        cell -= place * stride;
        stride *= side(i);
      }
    }
    if (once || (carried && !drawn_)) return "";
    if (drawn_) {
      ++cell;
    } else {
      cell += stride;
    }
  }
  return "";
}

int SweepPlan::level(std::size_t cell) const {
  int level = top_level_;
  for (std::size_t i = 0; i < axes_.size() && !drawn_; ++i) {
    const std::size_t place = cell % side(i);
    cell /= side(i);
    if (place > 0) level = std::min(level, std::countr_zero(place));
  }
  return level;
}

std::vector<std::uint32_t> SweepPlan::coarse_to_fine(std::size_t first, std::size_t last) const {
  const auto coarseness = [&](std::size_t cell) {
    return static_cast<std::size_t>(top_level_ - level(cell));
  };
  std::vector<std::size_t> next(static_cast<std::size_t>(top_level_) + 2, 0);  // place of the next
  for (std::size_t cell = first; cell < last; ++cell) ++next[coarseness(cell) + 1];
  std::partial_sum(next.begin(), next.end(), next.begin());
  std::vector<std::uint32_t> order(last - first);
  for (std::size_t cell = first; cell < last; ++cell)
    order[next[coarseness(cell)]++] = static_cast<std::uint32_t>(cell);
  return order;
}

}  // namespace isobath::lab
