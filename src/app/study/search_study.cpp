// SPDX-License-Identifier: MIT
#include "app/study/search_study.hpp"

#include <algorithm>
#include <cmath>

#include "app/session/clock.hpp"
#include "app/study/without_words.hpp"
#include "document/fields.hpp"
#include "document/json.hpp"
#include "document/sentence.hpp"
#include "lab/study.hpp"
#include "lab/sweep_lines.hpp"

namespace isobath::app {

namespace {

using document::Study;

/// Trainings that a page makes of one search: some hundred bytes each.
constexpr double kMostTrainings = 200'000.0;
/// The ranks of many cells are made anew when so many more are known.
constexpr std::size_t kFreshShare = 50;

/// Is it of the training's end, where one training tells all such measures?
bool is_of_end(document::Measure measure) {
  return measure != document::Measure::convergence && !document::is_of_start(measure);
}

/// Are the cells of one also those of the other, as far as both have them?
bool same_trainings(const Study& a, const Study& b) {
  return a.kind == b.kind && a.x == b.x && a.y == b.y && a.z == b.z && a.steps == b.steps &&
         a.seeds == b.seeds && (a.random == b.random || (a.random > 0 && b.random > 0)) &&
         (a.measure == b.measure || (is_of_end(a.measure) && is_of_end(b.measure)));
}

bool same_search(const Study& a, const Study& b) {
  return same_trainings(a, b) && a.random == b.random && a.measure == b.measure &&
         (a.measure != document::Measure::trained || a.target == b.target);
}

/// As many trainings as it will have; of what cannot be read 0.
double trainings_of(const Study& study) {
  double cells = study.random > 0 ? study.random : 1.0;
  for (const std::string* text : {&study.x, &study.y, &study.z}) {
    const auto axis = document::parse_axis(*text);
    if (!axis || study.random > 0) continue;
    cells *= axis->spread == document::Spread::listed ? static_cast<double>(axis->values.size())
                                                      : static_cast<double>(axis->count);
  }
  return cells * study.seeds;
}

SearchAxis axis_of(const document::SweepAxis& swept, const std::string& text) {
  SearchAxis axis{.path = swept.path()};
  const auto spec = document::parse_axis(text).value_or(document::AxisSpec{});
  if (spec.spread == document::Spread::listed) {
    axis.names = spec.values;
    axis.axis = {-0.5, static_cast<double>(spec.values.size()) - 0.5, false};
    return axis;
  }
  axis.axis.logarithmic = spec.spread == document::Spread::logarithmic;
  axis.axis.lowest = axis.axis.unit(std::min(spec.low, spec.high));
  axis.axis.highest = axis.axis.unit(std::max(spec.low, spec.high));
  if (axis.axis.span() > 0.0) return axis;
  axis.axis.lowest -= 0.5;
  axis.axis.highest += 0.5;
  return axis;
}

double unit_on(const SearchAxis& axis, const document::SweepAxis& swept,
               const document::AxisValue& value) {
  if (axis.names.empty()) return axis.axis.unit(value.number.value_or(0.0));
  const auto found = std::ranges::find_if(swept.values(), [&](const document::AxisValue& listed) {
    return listed.number == value.number && listed.text == value.text;
  });
  return static_cast<double>(found - swept.values().begin());
}

/// As a table of commas has it.
std::string cell_text(const std::string& text) {
  if (!text.contains(',') && !text.contains('"')) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + "\"";
}

}  // namespace

void put_in_order(std::vector<std::pair<std::string, std::string>>& changes) {
  std::ranges::stable_sort(changes, {}, [](const auto& change) {
    const bool of_layer = document::find_layer_field(change.first).has_value();
    return std::pair(of_layer, document::find_field(change.first));
  });
}

bool SearchStudy::is_of(const document::Document& document) const {
  if (!begun_ || !same_search(document.study, study_)) return false;
  document::Document now = without_words(document);
  if (plan_)
    for (const auto& [field, value] : changes_at(0)) (void)document::set_field(now, field, value);
  return now == base_;
}

void SearchStudy::begin(const document::Document& document) {
  sweep_.reset();
  const bool same_cells = begun_ && plan_ && same_trainings(document.study, study_);
  const document::Document before = std::move(base_);
  begun_ = true;
  study_ = document.study;
  fault_.clear();
  plan_.reset();
  pointed_.reset();
  changed_ = true;
  base_ = without_words(document);
  if (const double trainings = trainings_of(study_); trainings > kMostTrainings) {
    fault_ = document::join({"study: ", document::number_text(trainings),
                             " trainings are more than the page makes, at most ",
                             document::number_text(kMostTrainings),
                             "; isobath-cli study makes them, and its file can be dropped here"});
    return;
  }
  const auto plan = lab::study_plan(document);
  if (!plan) {
    fault_ = plan.error();
    return;
  }
  plan_ = *plan;
  for (const auto& [field, value] : changes_at(0))
    if (auto set = document::set_field(base_, field, value); !set) fault_ = set.error();
  const bool keeps = same_cells && base_ == before;
  if (!keeps) {
    kept_.clear();
    data_ = std::make_shared<lab::SweepDataStore>();
  }
  kept_.resize(plan_->cells());
  std::vector<SearchAxis> axes;
  const auto& swept = plan_->axes();
  std::size_t i = 0;
  for (const std::string* text : {&study_.x, &study_.y, &study_.z})
    if (!text->empty()) axes.push_back(axis_of(swept[i++], *text));
  board_.begin(std::move(axes), study_.measure, plan_->cells(), keeps);
  for (std::size_t cell = 0; cell < kept_.size(); ++cell)
    if (!kept_[cell].runs.empty()) put_on_board(cell);
  board_.renew();
}

void SearchStudy::put_on_board(std::size_t cell) {
  const auto values = plan_->values(cell);
  std::vector<double> units;
  for (std::size_t i = 0; i < values.size(); ++i)
    units.push_back(unit_on(board_.axes()[i], plan_->axes()[i], values[i]));
  board_.set(cell, units, lab::study_value(study_, kept_[cell]));
}

void SearchStudy::renew(Snapshot& snapshot, lab::JobPool& pool) {
  const document::Document& document = *snapshot.document;
  if (!snapshot.view.studying || document.study.kind != document::StudyKind::search) {
    sweep_.reset();
    pointed_.reset();
    changed_ = true;
    snapshot.search.reset();
    return;
  }
  if (!is_of(document)) begin(document);
  if (fault_.empty()) {
    collect();
    if (!sweep_ && board_.known() < board_.size() && fault_.empty()) start(pool);
  }
  put(document);
  snapshot.search = view_;
}

void SearchStudy::start(lab::JobPool& pool) {
  std::vector<std::uint32_t> cells = plan_->coarse_to_fine(0, plan_->cells());
  std::erase_if(cells, [this](std::uint32_t cell) { return board_.is_known(cell); });
  sweep_ = std::make_unique<lab::Sweep>(plan_, lab::SweepOptions{.steps = lab::study_steps(study_),
                                                                 .measure = study_.measure,
                                                                 .cells = std::move(cells),
                                                                 .data = data_});
  since_ = fresh_ = 0;
  begun_ms_ = now_ms();
  sweep_->start(pool);
}

void SearchStudy::collect() {
  if (!sweep_) return;
  const auto more = sweep_->collect(0.0, [this](const lab::CellResult& cell) {
    kept_[cell.cell] = cell;
    put_on_board(cell.cell);
    ++since_;
    ++fresh_;
  });
  if (!more) fault_ = more.error();
  const bool over = !more.value_or(false);
  if (over) sweep_.reset();
  changed_ = changed_ || over;
  if (fresh_ == 0 || (!over && fresh_ * kFreshShare < board_.known())) return;
  board_.renew();
  fresh_ = 0;
  changed_ = true;
}

void SearchStudy::put(const document::Document& document) {
  std::vector<std::optional<double>> standing;
  if (plan_ && fault_.empty())
    for (std::size_t i = 0; i < plan_->axes().size(); ++i) {
      const document::SweepAxis& swept = plan_->axes()[i];
      const auto number = swept.number_in(document);
      const SearchAxis& axis = board_.axes()[i];
      std::optional<double> unit;
      if (number) unit = unit_on(axis, swept, {number, ""});
      if (unit && !(*unit >= axis.axis.lowest && *unit <= axis.axis.highest)) unit.reset();
      standing.push_back(unit);
    }
  const auto moved = [&] {
    if (view_->axes.size() != standing.size() + 1) return !standing.empty();
    for (std::size_t i = 0; i < standing.size(); ++i)
      if (view_->axes[i].standing != standing[i]) return true;
    return false;
  };
  if (view_ && !changed_ && !moved()) return;
  changed_ = false;
  auto view = std::make_shared<SearchView>();
  view->fault = fault_;
  view->study = study_;
  view->busy = busy();
  if (fault_.empty()) {
    board_.put(*view);
    for (std::size_t i = 0; i < standing.size(); ++i) view->axes[i].standing = standing[i];
    const double passed = now_ms() - begun_ms_;
    if (view->busy && passed > 200.0)
      view->cells_per_second = 1000.0 * static_cast<double>(since_) / passed;
    if (pointed_ && *pointed_ < kept_.size() && !kept_[*pointed_].runs.empty()) {
      SearchPoint point{.cell = *pointed_,
                        .texts = {},
                        .value = board_.value(*pointed_),
                        .result = kept_[*pointed_]};
      const auto values = plan_->values(*pointed_);
      for (std::size_t i = 0; i < values.size(); ++i)
        point.texts.push_back(plan_->axes()[i].text_of(values[i]));
      view->pointed = std::move(point);
    }
  }
  view_ = std::move(view);
}

void SearchStudy::brush(std::size_t axis, std::optional<SearchRange> range) {
  board_.brush(axis, range);
  changed_ = true;
}

void SearchStudy::show_best(double share) {
  board_.show_best(share);
  changed_ = true;
}

void SearchStudy::point_at(std::optional<std::size_t> cell) {
  pointed_ = cell;
  changed_ = true;
}

std::vector<std::pair<std::string, std::string>> SearchStudy::changes_at(std::size_t cell) const {
  std::vector<std::pair<std::string, std::string>> changes;
  if (!plan_ || cell >= plan_->cells()) return changes;
  const auto values = plan_->values(cell);
  for (std::size_t i = 0; i < values.size(); ++i)
    changes.emplace_back(plan_->axes()[i].path(), plan_->axes()[i].text_of(values[i]));
  put_in_order(changes);
  return changes;
}

std::optional<std::string> SearchStudy::file(std::string_view extension) const {
  if (!fault_.empty() || !plan_ || board_.size() == 0 || board_.known() < board_.size())
    return std::nullopt;
  std::string text;
  if (extension == "jsonl") {
    for (std::size_t cell = 0; cell < kept_.size(); ++cell)
      text += lab::sweep_line(*plan_, kept_[cell], board_.value(cell));
    return text;
  }
  if (extension != "csv") return std::nullopt;
  for (const document::SweepAxis& axis : plan_->axes()) text += axis.path() + ",";
  text += "value\n";
  for (std::size_t cell = 0; cell < kept_.size(); ++cell) {
    const auto values = plan_->values(cell);
    for (std::size_t i = 0; i < values.size(); ++i)
      text += cell_text(plan_->axes()[i].text_of(values[i])) + ",";
    text += document::number_text(board_.value(cell)) + "\n";
  }
  return text;
}

}  // namespace isobath::app
