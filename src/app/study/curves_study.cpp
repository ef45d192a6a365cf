// SPDX-License-Identifier: MIT
#include "app/study/curves_study.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "app/study/without_words.hpp"
#include "data/split.hpp"
#include "document/sentence.hpp"
#include "document/shape.hpp"
#include "lab/measure_part.hpp"
#include "lab/study.hpp"

namespace isobath::app {

namespace {

/// Of a line over updates.
constexpr int kPoints = 151;
constexpr double kNotYet = std::numeric_limits<double>::quiet_NaN();

bool same_curves(const document::Study& a, const document::Study& b) {
  return a.kind == b.kind && a.x == b.x && a.over == b.over && a.steps == b.steps &&
         a.seeds == b.seeds && a.measure == b.measure && a.target == b.target;
}

/// Cells of a plan, one of whose axes is the one that is gone over.
struct CellsOf {
  std::size_t over;  // the axis' number
  std::size_t groups, points;
  std::size_t at(std::size_t group, std::size_t point) const {
    return over == 0 ? point : point * groups + group;
  }
};

CellsOf cells_of(const lab::SweepPlan& plan) {
  const std::size_t over = plan.axes().size() - 1;
  return {over, over == 0 ? 1 : plan.side(0), plan.side(over)};
}

/// Values of a field from one to another ten times as large are looked at by their logarithm.
figure::Axis axis_of(const std::vector<double>& values) {
  const auto [least, most] = std::ranges::minmax(values);
  constexpr double kDecade = 10.0;
  const bool logarithmic = least > 0.0 && most >= kDecade * least;
  figure::Axis axis{least, most, logarithmic};
  if (logarithmic) axis = {std::log10(least), std::log10(most), true};
  if (axis.lowest == axis.highest) axis.lowest -= 0.5, axis.highest += 0.5;
  return axis;
}

/// Where a line has as many parameters as examples to learn from, if that is between two points.
std::optional<double> find_interpolation(const lab::SweepPlan& plan, const CellsOf& cells,
                                         std::size_t group, const CurvesView& view) {
  const auto excess = [&](std::size_t point) {
    const document::Document document = plan.document(cells.at(group, point), 0);
    return std::log(static_cast<double>(document::parameter_count(document)) /
                    static_cast<double>(data::train_count(document.data)));
  };
  double before = excess(0);
  for (std::size_t point = 1; point < cells.points; ++point) {
    const double here = excess(point);
    if ((before < 0.0) != (here < 0.0)) {
      const double left = view.x.unit(view.at[point - 1]), right = view.x.unit(view.at[point]);
      return left + (right - left) * before / (before - here);
    }
    before = here;
  }
  return std::nullopt;
}

}  // namespace

bool CurvesStudy::renew(Snapshot& snapshot, lab::JobPool& pool) {
  const document::Document& document = *snapshot.document;
  if (!snapshot.view.studying || document.study.kind != document::StudyKind::curves) {
    // What is under way is let go of, what has ended is kept.
    if (busy()) begun_ = false;
    stop();
    snapshot.curves.reset();
    return true;
  }
  if (!begun_ || !same_curves(document.study, study_) || without_words(document) != base_)
    begin(document, pool);
  const bool enough = collect();
  collect_cells();
  if (!shown_ || shown_->version != view_.version || shown_->busy != busy()) {
    view_.busy = busy();
    shown_ = std::make_shared<const CurvesView>(view_);
  }
  snapshot.curves = shown_;
  return enough;
}

void CurvesStudy::stop() {
  trainings_.clear();
  sweep_.reset();
}

void CurvesStudy::begin(const document::Document& document, lab::JobPool& pool) {
  stop();
  begun_ = true;
  base_ = without_words(document);
  study_ = document.study;
  const std::uint64_t version = view_.version + 1;
  view_ = {};
  view_.version = version;
  view_.study = study_;
  document::Document varied = base_;
  varied.study = study_;
  const auto plan = lab::study_plan(varied);
  if (!plan) {
    view_.fault = plan.error();
    return;
  }
  plan_ = *plan;
  if (study_.over.empty())
    begin_over_updates(pool);
  else
    begin_over_field(pool);
}

void CurvesStudy::begin_over_updates(lab::JobPool& pool) {
  for (const std::int64_t update : lab::curve_updates(study_.steps, kPoints))
    view_.at.push_back(static_cast<double>(update));
  view_.x = {0.0, std::max(10.0, static_cast<double>(study_.steps)), false};
  const auto& axes = plan_->axes();
  if (!axes.empty()) view_.path = axes[0].path();
  const auto data = std::make_shared<lab::SweepDataStore>();
  const auto seeds = static_cast<std::size_t>(plan_->seeds());
  for (std::size_t cell = 0; cell < plan_->cells(); ++cell) {
    CurveGroup& group = view_.groups.emplace_back();
    if (!axes.empty()) group.value = axes[0].text_of(plan_->values(cell)[0]);
    group.lines.resize(seeds);
  }
  view_.wanted = static_cast<int>(view_.groups.size() * seeds);
  // The pool begins with the newest: of the first seed all values come first.
  for (std::size_t seed = seeds; seed-- > 0;)
    for (std::size_t cell = view_.groups.size(); cell-- > 0;) {
      auto curve = std::make_shared<lab::LossCurve>(plan_->document(cell, static_cast<int>(seed)),
                                                    study_.steps, kPoints, study_.measure, data);
      lab::JobTicket ticket = pool.start(curve);
      trainings_.push_back({cell, seed, std::move(curve), std::move(ticket)});
    }
}

void CurvesStudy::begin_over_field(lab::JobPool& pool) {
  const CellsOf cells = cells_of(*plan_);
  const auto& axis = plan_->axes()[cells.over];
  view_.over = axis.path();
  if (cells.over > 0) view_.path = plan_->axes()[0].path();
  const auto& values = axis.values();
  for (std::size_t point = 0; point < cells.points; ++point) {
    view_.at.push_back(values[point].number.value_or(static_cast<double>(point)));
    view_.at_texts.push_back(axis.text_of(values[point]));
  }
  view_.x = axis_of(view_.at);
  const auto seeds = static_cast<std::size_t>(plan_->seeds());
  for (std::size_t i = 0; i < cells.groups; ++i) {
    CurveGroup& group = view_.groups.emplace_back();
    if (cells.over > 0) group.value = plan_->axes()[0].text_of(plan_->values(cells.at(i, 0))[0]);
    group.lines.assign(seeds, std::vector<double>(cells.points, kNotYet));
    group.interpolates = find_interpolation(*plan_, cells, i, view_);
    summarize(group, true);
    if (document::is_of_dev(study_.measure)) group.train.assign(cells.points, kNotYet);
  }
  view_.wanted = static_cast<int>(cells.groups * cells.points * seeds);
  sweep_ = std::make_unique<lab::Sweep>(
      plan_, lab::SweepOptions{.steps = lab::study_steps(study_), .measure = study_.measure});
  sweep_->start(pool);
}

void CurvesStudy::add(const lab::CellResult& cell) {
  const CellsOf cells = cells_of(*plan_);
  const std::size_t i = cells.over == 0 ? 0 : cell.cell % cells.groups;
  const std::size_t point = cells.over == 0 ? cell.cell : cell.cell / cells.groups;
  CurveGroup& group = view_.groups[i];
  std::vector<double> of_train;
  for (std::size_t seed = 0; seed < cell.runs.size(); ++seed) {
    const lab::RunResult& run = cell.runs[seed];
    const double value = lab::study_value(study_, run);
    // NaN is a training that is not there yet.
    group.lines[seed][point] = std::isnan(value) ? std::numeric_limits<double>::infinity() : value;
    of_train.push_back(lab::measure_of(study_.measure, run.train));
    ++group.known;
    ++view_.known;
    if (run.diverged) ++group.diverged;
  }
  if (!group.train.empty()) group.train[point] = quantile(std::move(of_train), 0.5);
}

/// What has come of the cells.
void CurvesStudy::collect_cells() {
  if (!sweep_) return;
  const int before = view_.known;
  const auto more = sweep_->collect(0.0, [this](const lab::CellResult& cell) { add(cell); });
  if (view_.known != before) {
    for (CurveGroup& group : view_.groups) summarize(group, true);
    ++view_.version;
  }
  if (more.value_or(false)) return;
  if (!more) {
    view_.fault = more.error();
    ++view_.version;
  }
  sweep_.reset();
}

/// What has ended. False: there was not enough memory for a training.
bool CurvesStudy::collect() {
  bool enough = true;
  std::vector<bool> changed(view_.groups.size());
  std::erase_if(trainings_, [&](Training& training) {
    if (!training.ticket.ended()) return false;
    enough = enough && !training.ticket.failed();
    CurveGroup& group = view_.groups[training.group];
    group.lines[training.seed] = training.curve->values();
    if (training.seed == 0) {
      group.start = training.curve->start();
      group.end = training.curve->end();
    }
    ++group.known;
    ++view_.known;
    const auto& line = group.lines[training.seed];
    if (line.empty() || !std::isfinite(line.back())) ++group.diverged;
    changed[training.group] = true;
    return true;
  });
  for (std::size_t i = 0; i < changed.size(); ++i)
    if (changed[i]) {
      summarize(view_.groups[i], false);
      ++view_.version;
    }
  return enough;
}

std::optional<std::string> CurvesStudy::csv() const {
  if (!view_.fault.empty() || view_.known < view_.wanted || view_.wanted == 0) return std::nullopt;
  std::string table = view_.over_updates() ? "update" : view_.over;
  for (const CurveGroup& group : view_.groups)
    for (std::size_t seed = 0; seed < group.lines.size(); ++seed)
      table += document::join({",", view_.path.empty() ? "" : view_.path + "=" + group.value + " ",
                               "draw ", std::to_string(seed + 1)});
  table += "\n";
  for (std::size_t point = 0; point < view_.at.size(); ++point) {
    table += view_.over_updates() ? document::number_text(view_.at[point]) : view_.at_texts[point];
    for (const CurveGroup& group : view_.groups)
      for (const auto& line : group.lines) {
        table += ",";
        if (point < line.size()) table += document::number_text(line[point]);
      }
    table += "\n";
  }
  return table;
}

}  // namespace isobath::app
