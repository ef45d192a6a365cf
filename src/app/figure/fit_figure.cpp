// SPDX-License-Identifier: MIT
// Dots for the answers, stems for the ways that they have gone.
#include "app/figure/fit_figure.hpp"

#include <algorithm>
#include <cmath>

namespace isobath::app::figure {
namespace {

/// More dots than these are not told apart.
constexpr core::Index kMostPoints = 2000;

/// One part's answers, told in the targets' own units.
struct Answers {
  const data::Dataset& dataset;
  const data::Part& part;
  const core::Matrix<float>& now;   // [targets, examples]
  const core::Matrix<float>& then;  // at the moment compared with
  bool compared = false;

  bool known() const {
    return now.rows() == part.y.rows() && now.cols() == part.y.cols() && now.cols() > 0;
  }
  core::Index stride() const { return std::max<core::Index>(1, now.size() / kMostPoints); }
  /// take(y, answer, answer of then).
  template <class Take>
  void for_each(const Take& take) const {
    if (!known()) return;
    for (core::Index i = 0; i < now.cols(); i += stride())
      for (core::Index row = 0; row < now.rows(); ++row)
        take(own(row, part.y(row, i)), own(row, static_cast<double>(now(row, i))),
             own(row, compared ? static_cast<double>(then(row, i)) : part.y(row, i)));
  }
  double own(core::Index target, double value) const {
    return value * dataset.target_scale(target) + dataset.target_shift(target);
  }
};

struct Extents {
  Extent known{false}, values{false}, rest{false};

  void add(const Answers& answers) {
    answers.for_each([&](double y, double now, double from) {
      known.add(y);
      for (const double value : {y, now, from}) values.add(value);
      rest.add(now - from);
    });
  }
};

/// From what was answered then to what is answered now: nearer to y, or further away.
void add_ways(const Answers& answers, bool nearer, Figure& figure) {
  Series& stems = figure.line(nearer ? "answers nearer to y than then" : "answers further from y",
                              {nearer ? Role::accent : Role::danger, 0.55F}, 1.2F);
  stems.kind = Series::Kind::stems;
  answers.for_each([&](double y, double now, double then) {
    if (!std::isfinite(now) || !std::isfinite(then) || now == then) return;
    if ((std::abs(now - y) < std::abs(then - y)) != nearer) return;
    stems.add(y, now);
    stems.from.push_back(then);
  });
}

FitFigures::Part add_dots(const Answers& answers, const Text& name, Ink ink, bool hollow,
                          FitFigures& figures) {
  FitFigures::Part part{answers.known(), figures.answers.series.size(), figures.rest.series.size(),
                        std::max<core::Index>(1, answers.part.y.rows()), answers.stride()};
  Series& above = figures.answers.dots(name, ink, hollow);
  Series& below = figures.rest.dots(name, ink, hollow);
  answers.for_each([&](double y, double now, double from) {
    above.add(y, now);
    below.add(y, now - from);
    figures.not_finite |= !std::isfinite(now) || !std::isfinite(now - from);
  });
  return part;
}

/// Where answers would lie that are right, or as they were.
void add_diagonals(FitFigures& figures) {
  Figure& answers = figures.answers;
  const double low = std::max(answers.x.lowest, answers.y.lowest);
  const double high = std::min(answers.x.highest, answers.y.highest);
  Series& same = answers.line({}, {Role::faint}, 1.2F);
  same.add(low, low);
  same.add(high, high);
  Series& none = figures.rest.line({}, {Role::faint}, 1.2F);
  none.add(figures.rest.x.lowest, 0.0);
  none.add(figures.rest.x.highest, 0.0);
}

}  // namespace

void make_fit_figures(const Snapshot& snapshot, FitFigures& figures) {
  const data::Dataset& dataset = *snapshot.dataset;
  const bool compared = snapshot.compares_answers();
  const Answers train{dataset, dataset.train, snapshot.outputs, snapshot.then_outputs, compared};
  const Answers dev{dataset, dataset.dev, snapshot.dev_outputs, snapshot.then_dev_outputs,
                    compared};
  figures.answers.clear();
  figures.rest.clear();
  figures.not_finite = false;
  figures.answers.x_name = figures.rest.x_name = "y";
  figures.answers.y_name = "ŷ";
  figures.rest.y_name = compared ? "change of ŷ" : "ŷ − y";
  Extents extents;
  extents.add(train);
  extents.add(dev);
  extents.rest.add(0.0);
  figures.answers.x = figures.rest.x = extents.known.axis(1e-6);
  figures.answers.y = extents.values.axis(1e-6);
  figures.rest.y = extents.rest.axis(1e-6);
  add_diagonals(figures);
  const bool dev_shown = snapshot.view.dev_shown;
  if (compared)
    for (const bool nearer : {true, false}) {
      add_ways(train, nearer, figures.answers);
      if (dev_shown) add_ways(dev, nearer, figures.answers);
    }
  figures.train = add_dots(train, "train", {Role::forward, 0.7F}, false, figures);
  figures.dev = {};
  if (dev_shown) figures.dev = add_dots(dev, "dev", {Role::backward, 0.8F}, true, figures);
}

}  // namespace isobath::app::figure
