// SPDX-License-Identifier: MIT
// Bars by their verdict, and two lines.
#include "app/figure/check_figure.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace isobath::app::figure {
namespace {

/// Good, doubtful, bad, not finite.
std::size_t group_of(const lab::CheckedMatrix& matrix) {
  return std::isfinite(matrix.ratio) ? static_cast<std::size_t>(matrix.verdict) : 3;
}

constexpr std::array<const char*, 4> kWords{"agrees", "doubtful", "wrong", "not finite"};
constexpr std::array<Role, 4> kRoles{Role::accent, Role::backward, Role::danger, Role::not_finite};

void add_costs(const std::vector<double>& costs, const char* name, Role role, const char* legend,
               Figure& figure) {
  Series& line = figure.line(name, {role}, 2.0F);
  line.legend = legend;
  for (std::size_t i = 0; i < costs.size(); ++i) line.add(static_cast<double>(i), costs[i]);
}

}  // namespace

const char* verdict_word(const lab::CheckedMatrix& matrix) { return kWords[group_of(matrix)]; }
Ink verdict_ink(const lab::CheckedMatrix& matrix) { return {kRoles[group_of(matrix)]}; }

void make_ratio_figure(const HuntView& hunt, int matrices, Figure& figure) {
  figure.clear();
  figure.x_name = "matrix";
  figure.y_name = "ratio";
  figure.x = {0.0, static_cast<double>(std::max(1, matrices)), false};
  figure.y = {-16.0, 1.0, true};
  for (const double limit : {lab::kRatioGood, lab::kRatioBad}) {
    Mark& level = figure.mark(Mark::Kind::level, "limit", {Role::soft});
    level.y = limit;
    level.width_px = 1.2F;
    level.dashed = true;
  }
  for (std::size_t group = 0; group < kWords.size(); ++group) {
    Series& bars = figure.line(kWords[group], {kRoles[group]});
    bars.kind = Series::Kind::bars;
    bars.breadth = 0.62;
    for (std::size_t i = 0; i < hunt.check.matrices.size(); ++i)
      if (group_of(hunt.check.matrices[i]) == group)
        bars.add(static_cast<double>(i) + 0.5, hunt.check.matrices[i].ratio);
  }
}

void make_hunt_figure(const HuntView& hunt, Figure& figure) {
  figure.clear();
  figure.x_name = "update";
  figure.x_unit = "updates";
  figure.y_name = "J";
  Extent y(false);
  for (const double cost : hunt.right) y.add(cost);
  // A training that explodes must not flatten the other one.
  const double most = hunt.right.empty() ? 1.0 : 4.0 * std::abs(hunt.right.front());
  for (const double cost : hunt.wrong) y.add(std::min(cost, most));
  figure.y = y.axis(1e-9);
  figure.x = {0.0, static_cast<double>(std::max(hunt.updates, 1)), false};
  add_costs(hunt.wrong, "J with the bug", Role::danger, "with it", figure);
  add_costs(hunt.right, "J without the bug", Role::forward, "J without the bug", figure);
  if (hunt.wrong.empty() || std::isfinite(hunt.wrong.back())) return;
  Mark& lost = figure.mark(Mark::Kind::not_finite, {}, {Role::not_finite});
  lost.x = static_cast<double>(hunt.wrong.size() - 1);
  lost.width_px = 5.0F;
}

}  // namespace isobath::app::figure
