// SPDX-License-Identifier: MIT
#include "app/study/curves_study.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "app/study/without_words.hpp"
#include "document/sentence.hpp"
#include "lab/study.hpp"

namespace isobath::app {

namespace {

/// Of a line.
constexpr int kPoints = 151;

/// For ranks: what is not finite is the worst.
double or_infinite(double value) {
  return std::isfinite(value) ? value : std::numeric_limits<double>::infinity();
}

void summarize(CurveGroup& group) {
  std::size_t points = 0;
  for (const auto& line : group.lines) points = std::max(points, line.size());
  group.low.clear();
  group.median.clear();
  group.high.clear();
  std::vector<double> column;
  for (std::size_t point = 0; point < points; ++point) {
    column.clear();
    for (const auto& line : group.lines)
      if (point < line.size()) column.push_back(line[point]);
    group.low.push_back(quantile(column, 0.1));
    group.median.push_back(quantile(column, 0.5));
    group.high.push_back(quantile(column, 0.9));
  }
}

bool same_curves(const document::Study& a, const document::Study& b) {
  return a.kind == b.kind && a.x == b.x && a.steps == b.steps && a.seeds == b.seeds &&
         a.measure == b.measure;
}

}  // namespace

double quantile(std::vector<double> values, double share) {
  if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
  std::ranges::transform(values, values.begin(), or_infinite);
  const auto rank =
      static_cast<std::ptrdiff_t>(std::lround(share * static_cast<double>(values.size() - 1)));
  std::ranges::nth_element(values, values.begin() + rank);
  return values[static_cast<std::size_t>(rank)];
}

Paired compare(const CurveGroup& a, const CurveGroup& b, bool more_is_better) {
  Paired paired;
  for (std::size_t seed = 0; seed < std::min(a.lines.size(), b.lines.size()); ++seed) {
    if (a.lines[seed].empty() || b.lines[seed].empty()) continue;
    ++paired.of;
    const double one = a.lines[seed].back(), other = b.lines[seed].back();
    if (more_is_better ? one > other : or_infinite(one) < or_infinite(other)) ++paired.better;
  }
  return paired;
}

bool CurvesStudy::renew(Snapshot& snapshot, lab::JobPool& pool) {
  const document::Document& document = *snapshot.document;
  if (!snapshot.view.studying || document.study.kind != document::StudyKind::curves) {
    // What is under way is let go of, what has ended is kept.
    if (!trainings_.empty()) begun_ = false;
    trainings_.clear();
    snapshot.curves.reset();
    return true;
  }
  if (!begun_ || !same_curves(document.study, study_) || without_words(document) != base_)
    begin(document, pool);
  const bool enough = collect();
  if (!shown_ || shown_->version != view_.version || shown_->busy != busy()) {
    view_.busy = busy();
    shown_ = std::make_shared<const CurvesView>(view_);
  }
  snapshot.curves = shown_;
  return enough;
}

void CurvesStudy::begin(const document::Document& document, lab::JobPool& pool) {
  trainings_.clear();
  begun_ = true;
  base_ = without_words(document);
  study_ = document.study;
  const std::uint64_t version = view_.version + 1;
  view_ = {};
  view_.version = version;
  view_.study = study_;
  const auto plan = lab::study_plan(document);
  if (!plan) {
    view_.fault = plan.error();
    return;
  }
  view_.updates = lab::curve_updates(study_.steps, kPoints);
  const auto& axes = (*plan)->axes();
  if (!axes.empty()) view_.path = axes[0].path();
  const auto data = std::make_shared<lab::SweepDataStore>();
  const auto seeds = static_cast<std::size_t>((*plan)->seeds());
  for (std::size_t cell = 0; cell < (*plan)->cells(); ++cell) {
    CurveGroup& group = view_.groups.emplace_back();
    if (!axes.empty()) group.value = axes[0].text_of((*plan)->values(cell)[0]);
    group.lines.resize(seeds);
  }
  view_.wanted = static_cast<int>(view_.groups.size() * seeds);
  // The pool begins with the newest: of the first seed all values come first.
  for (std::size_t seed = seeds; seed-- > 0;)
    for (std::size_t cell = view_.groups.size(); cell-- > 0;) {
      auto curve = std::make_shared<lab::LossCurve>((*plan)->document(cell, static_cast<int>(seed)),
                                                    study_.steps, kPoints, study_.measure, data);
      lab::JobTicket ticket = pool.start(curve);
      trainings_.push_back({cell, seed, std::move(curve), std::move(ticket)});
    }
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
    ++group.known;
    ++view_.known;
    const auto& line = group.lines[training.seed];
    if (line.empty() || !std::isfinite(line.back())) ++group.diverged;
    changed[training.group] = true;
    return true;
  });
  for (std::size_t i = 0; i < changed.size(); ++i)
    if (changed[i]) {
      summarize(view_.groups[i]);
      ++view_.version;
    }
  return enough;
}

std::optional<std::string> CurvesStudy::csv() const {
  if (!view_.fault.empty() || view_.known < view_.wanted || view_.wanted == 0) return std::nullopt;
  std::string table = "update";
  for (const CurveGroup& group : view_.groups)
    for (std::size_t seed = 0; seed < group.lines.size(); ++seed)
      table += document::join({",", view_.path.empty() ? "" : view_.path + "=" + group.value + " ",
                               "draw ", std::to_string(seed + 1)});
  table += "\n";
  for (std::size_t point = 0; point < view_.updates.size(); ++point) {
    table += std::to_string(view_.updates[point]);
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
