// SPDX-License-Identifier: MIT
// The order in which a map is made, what is kept of it, and the views one has had.
#include "app/study/map_study.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "app/session/clock.hpp"
#include "app/study/without_words.hpp"
#include "document/fields.hpp"
#include "document/json.hpp"
#include "document/sentence.hpp"
#include "lab/loss_curve.hpp"
#include "lab/study.hpp"

namespace isobath::app {

namespace {

/// Runs that are kept at most: some hundred bytes each.
constexpr std::size_t kMostRuns = 200'000;
/// A view that has stood so long is left in the trail.
constexpr double kStood_ms = 700.0;
constexpr std::size_t kLongestTrail = 50;
/// Fewer samples say nothing of the colours of all.
constexpr std::size_t kFewest = 8;

/// All samples of a side, or those in view.
document::AxisSpec listed(const MapAxis& axis, const MapSide& side, bool in_view) {
  document::AxisSpec spec;
  spec.field = axis.path();
  const MapPlace stride = MapAxis::stride(side.level);
  for (int i = in_view ? side.low : 0; i < (in_view ? side.high : side.count); ++i)
    spec.values.push_back(axis.text(side.at(i, stride)));
  return spec;
}

bool same_map(const document::Study& a, const document::Study& b) {
  return a.kind == b.kind && a.x == b.x && a.y == b.y && a.steps == b.steps && a.seeds == b.seeds &&
         a.measure == b.measure &&
         (a.measure != document::Measure::trained || a.target == b.target);
}

}  // namespace

class MapStudy::CurveJob final : public lab::Job {
 public:
  CurveJob(Key of, document::Document document, std::int64_t steps,
           std::shared_ptr<lab::SweepDataStore> data)
      : key(of),
        curve(std::move(document), steps, kCellCurvePoints, document::Measure::train_loss,
              std::move(data)) {}
  bool advance() override { return curve.advance(); }
  double progress() const override { return curve.progress(); }

  const Key key;
  lab::LossCurve curve;
};

MapStudy::MapStudy() = default;
MapStudy::~MapStudy() = default;

std::size_t MapStudy::Hash::operator()(const Key& key) const {
  // Places are multiples of large powers of two: their high bits are the ones that differ.
  const auto mixed = [](MapPlace place) {
    auto bits = static_cast<std::uint64_t>(place);
    bits ^= bits >> 29U;
    bits *= 0xbf58476d1ce4e5b9ULL;
    return bits ^ (bits >> 32U);
  };
  return static_cast<std::size_t>(mixed(key.x) * 31U + mixed(key.y));
}

bool MapStudy::renew(Snapshot& snapshot, lab::JobPool& pool) {
  const document::StudyKind kind = snapshot.document->study.kind;
  if (!snapshot.view.studying || kind == document::StudyKind::curves ||
      kind == document::StudyKind::search) {
    drop_work();
    pointed_.reset();
    snapshot.map.reset();
    return true;
  }
  if (follow(snapshot)) begin_map(*snapshot.document);
  if (fault_.empty()) {
    collect();
    if (!sweep_) begin_stage(pool);
    renew_curve(pool);
    renew_lines(pool);
    bool enough = true;
    if (compared_.renew(pool, std::max<std::int64_t>(1, lab::study_steps(study_)), data_, enough))
      changed_ = true;
    out_of_memory_ = out_of_memory_ || !enough;
  }
  if (changed_ || !view_) {
    renew_picture();
    put(snapshot);
    changed_ = false;
  } else if (snapshot.map != view_ || view_->busy || has_moved(*snapshot.document)) {
    put(snapshot);
  }
  return !std::exchange(out_of_memory_, false);
}

/// Does the experiment stand elsewhere on the map than it is told?
bool MapStudy::has_moved(const document::Document& document) const {
  return x_ && y_ &&
         (x_->standing(document) != view_->x.standing ||
          y_->standing(document) != view_->y.standing);
}

/// Is the open document's map another one than this?
bool MapStudy::follow(const Snapshot& snapshot) {
  const document::Document& document = *snapshot.document;
  if (!begun_ || !same_map(document.study, study_)) return true;
  if (!x_ || !y_) return false;
  document::Document now = without_words(document);
  for (const auto& [field, value] : changes_at({x_->unit(0), y_->unit(0)}))
    (void)document::set_field(now, field, value);
  return now != base_;
}

void MapStudy::begin_map(const document::Document& document) {
  const bool same_sides = document.study.x == study_.x && document.study.y == study_.y && x_ && y_;
  const std::optional<Trail> stood =
      same_sides && !trail_.empty() ? std::optional(trail_[here_]) : std::nullopt;
  drop_work();
  begun_ = true;
  study_ = document.study;
  fault_.clear();
  kept_.clear();
  curve_of_.reset();
  compared_.clear();
  lines_.reset();
  lines_asked_ = false;
  shades_.reset();
  shaded_ = 0;
  window_ = {};
  plan_.reset();
  data_ = std::make_shared<lab::SweepDataStore>();
  before_ = {};
  changed_ = true;
  x_.reset();
  y_.reset();
  trail_.clear();
  here_ = 0;
  base_ = without_words(document);
  if (study_.kind != document::StudyKind::map) {
    fault_ = "study.kind: is not map";
    return;
  }
  for (const auto& [axis, name, text] :
       {std::tuple(&x_, "study.x", &study_.x), {&y_, "study.y", &study_.y}}) {
    auto made = MapAxis::make(base_, *text);
    if (!made) {
      fault_ = document::join({name, ": ", made.error()});
      return;
    }
    *axis = std::move(*made);
  }
  for (const auto& [field, value] : changes_at({x_->unit(0), y_->unit(0)}))
    if (auto set = document::set_field(base_, field, value); !set) fault_ = set.error();
  if (!fault_.empty()) return;
  trail_.push_back(stood ? *stood : Trail{x_->whole(), y_->whole()});
  open_window();
}

void MapStudy::open_window() {
  // What is in view now lies under what comes.
  before_shades_ = std::move(picture_);
  picture_.clear();
  before_ = {};
  if (window_.size() > 0 && before_shades_.size() == window_.size())
    before_ = {.columns = window_.x().count,
               .rows = window_.y().count,
               .values = before_shades_,
               .least = window_.least(),
               .most = window_.most()};
  sweep_.reset();
  window_ = MapWindow(*x_, *y_, trail_[here_].x, trail_[here_].y);
  if (!shades_) shades_ = std::make_unique<MapShades>(study_, std::span<const double>());
  if (kept_.size() * static_cast<std::size_t>(study_.seeds) > kMostRuns) {
    std::unordered_map<Key, lab::CellResult, Hash> in_view;
    for (std::size_t i = 0; i < window_.size(); ++i)
      if (const auto found = kept_.find(key_of(i)); found != kept_.end()) in_view.insert(*found);
    kept_ = std::move(in_view);
  }
  for (std::size_t i = 0; i < window_.size(); ++i)
    if (const auto found = kept_.find(key_of(i)); found != kept_.end())
      window_.set(i, lab::study_value(study_, found->second), *shades_);
  stage_ = kCoarsestStage;
  plan_.reset();
  since_ = 0;
  begun_ms_ = now_ms();
  changed_ = true;
}

MapStudy::Key MapStudy::key_of(std::size_t index) const {
  return {window_.x().at(window_.column(index), MapAxis::stride(window_.x().level)),
          window_.y().at(window_.row(index), MapAxis::stride(window_.y().level))};
}

std::expected<std::shared_ptr<const lab::SweepPlan>, std::string> MapStudy::plan(
    bool in_view) const {
  lab::SweepSpec spec{.seeds = study_.seeds};
  spec.axes = {listed(*x_, window_.x(), in_view), listed(*y_, window_.y(), in_view)};
  auto made = lab::SweepPlan::make(base_, std::move(spec));
  if (!made) return std::unexpected(made.error());
  return std::make_shared<const lab::SweepPlan>(std::move(*made));
}

void MapStudy::begin_stage(lab::JobPool& pool) {
  if (!plan_) {
    if (window_.known_in_view() == window_.in_view()) return;
    auto made = plan(false);
    if (!made) {
      fault_ = made.error();
      changed_ = true;
      return;
    }
    plan_ = std::move(*made);
  }
  for (; stage_ >= 0; --stage_) {
    std::vector<std::uint32_t> cells = window_.wanted(stage_, picture_);
    if (cells.empty()) continue;
    sweep_ =
        std::make_unique<lab::Sweep>(plan_, lab::SweepOptions{.steps = lab::study_steps(study_),
                                                              .measure = study_.measure,
                                                              .cells = std::move(cells),
                                                              .data = data_});
    sweep_->start(pool);
    return;
  }
}

void MapStudy::collect() {
  if (!sweep_) return;
  bool news = false;
  const auto more = sweep_->collect(0.0, [&](const lab::CellResult& cell) {
    window_.set(cell.cell, lab::study_value(study_, cell), *shades_);
    kept_.insert_or_assign(key_of(cell.cell), cell);
    ++since_;
    news = true;
  });
  if (news) {
    renew_shades();
    changed_ = true;
  }
  if (!more) {
    fault_ = more.error();
    changed_ = true;
  }
  if (more.value_or(false)) return;
  sweep_.reset();
  --stage_;
  changed_ = true;
}

/// Colours go by all of the map as it is at first, so that a part that is enlarged keeps them.
void MapStudy::renew_shades() {
  const MapPlace x = MapAxis::stride(0), y = MapAxis::stride(0);
  const bool whole = window_.x().level == 0 && window_.y().level == 0;
  if (!whole && shaded_ >= kFewest) return;
  std::vector<double> reference;
  for (std::size_t i = 0; i < window_.size(); ++i)
    if (const Key key = key_of(i);
        window_.is_known(i) && (!whole || (key.x % x == 0 && key.y % y == 0)))
      reference.push_back(window_.value(i));
  // Now and then: every sample is shaded again.
  const bool complete = window_.known_in_view() == window_.in_view();
  if (reference.size() < shaded_ + shaded_ / 4 + 1 && !complete) return;
  if (reference.size() <= shaded_) return;
  shades_ = std::make_unique<MapShades>(study_, reference);
  shaded_ = reference.size();
  window_.shade(*shades_);
}

void MapStudy::renew_picture() {
  if (!fault_.empty()) return;
  picture_ = window_.picture(before_);
  ++version_;
}

void MapStudy::look_at(const figure::Axis& x, const figure::Axis& y, double now_ms) {
  if (!fault_.empty() || trail_.empty()) return;
  const Trail next{figure::kept_within(x, x_->whole(), 0.0),
                   figure::kept_within(y, y_->whole(), 0.0)};
  if (next.x == trail_[here_].x && next.y == trail_[here_].y) return;
  // A gesture is many steps; only where it came to rest is worth going back to.
  if (now_ms - moved_ms_ > kStood_ms || here_ == 0) {
    trail_.resize(here_ + 1);
    if (trail_.size() >= kLongestTrail) trail_.erase(trail_.begin() + 1);
    trail_.push_back(next);
    here_ = trail_.size() - 1;
  } else {
    trail_.resize(here_ + 1);
    trail_[here_] = next;
  }
  moved_ms_ = now_ms;
  open_window();
}

void MapStudy::go(int way) {
  if (way < 0 ? here_ == 0 : here_ + 1 >= trail_.size()) return;
  here_ = way < 0 ? here_ - 1 : here_ + 1;
  moved_ms_ = 0.0;
  open_window();
}

void MapStudy::point_at(std::optional<figure::Place> place) {
  pointed_ = place;
  changed_ = true;
}

std::vector<std::pair<std::string, std::string>> MapStudy::changes_at(figure::Place place) const {
  if (!x_ || !y_) return {};
  const auto along = [](const MapAxis& axis, const MapSide& side, double unit) {
    const int level = std::clamp(side.level, 0, axis.finest_level());
    const MapPlace at = axis.place_at(unit + axis.step(level) * 0.5, level);
    return std::pair(axis.path(), axis.text(std::clamp<MapPlace>(at, 0, axis.last_place())));
  };
  std::vector changes{along(*x_, window_.x(), place.x), along(*y_, window_.y(), place.y)};
  // What makes layers comes before what is theirs.
  std::ranges::stable_sort(changes, {}, [](const auto& change) {
    return document::find_layer_field(change.first).has_value();
  });
  return changes;
}

void MapStudy::renew_curve(lab::JobPool& pool) {
  if (curve_ticket_ && curve_ticket_.ended()) {
    out_of_memory_ = curve_ticket_.failed();
    curve_of_ = curve_job_->key;
    curve_ = out_of_memory_ ? std::vector<double>() : curve_job_->curve.values();
    curve_ticket_.cancel();
    curve_job_.reset();
    changed_ = true;
  }
  const auto index = pointed_ ? index_at(*pointed_) : std::nullopt;
  if (!index) {
    curve_ticket_.cancel();
    curve_job_.reset();
    return;
  }
  const Key key = key_of(*index);
  if (curve_of_ == key || (curve_job_ && curve_job_->key == key)) return;
  auto document = document_at(*pointed_);
  if (!document) return;
  curve_job_ = std::make_shared<CurveJob>(
      key, std::move(*document), std::max<std::int64_t>(1, lab::study_steps(study_)), data_);
  curve_ticket_ = pool.start(curve_job_);
}

std::optional<document::Document> MapStudy::document_at(figure::Place place) const {
  document::Document document = base_;
  for (const auto& [field, value] : changes_at(place))
    if (!document::set_field(document, field, value)) return std::nullopt;
  return document;
}

void MapStudy::compare(figure::Place place) {
  const auto index = index_at(place);
  if (!index) return;
  const Key key = key_of(*index);
  if (compared_.has(key.x, key.y))
    compared_.remove(key.x, key.y);
  else if (auto document = document_at(place))
    compared_.add(key.x, key.y, std::move(*document));
  changed_ = true;
}

void MapStudy::compare_none() {
  compared_.clear();
  changed_ = true;
}

/// Theory comes when there is a coarse picture to draw it on.
void MapStudy::renew_lines(lab::JobPool& pool) {
  if (lines_ticket_ && lines_ticket_.ended()) {
    out_of_memory_ = out_of_memory_ || lines_ticket_.failed();
    if (lines_ticket_.failed()) lines_.reset();
    lines_ticket_.cancel();
    changed_ = true;
  }
  if (lines_asked_ || window_.known_in_view() == 0 || (sweep_ && stage_ > kCoarsestStage - 2))
    return;
  lines_asked_ = true;
  lines_ = MapLines::of(base_, *x_, *y_);
  if (lines_) lines_ticket_ = pool.start(lines_);
}

void MapStudy::drop_work() {
  compared_.stop();
  if (lines_ticket_) lines_asked_ = false;
  lines_ticket_.cancel();
  if (!lines_asked_) lines_.reset();
  sweep_.reset();
  curve_ticket_.cancel();
  curve_job_.reset();
}

}  // namespace isobath::app
