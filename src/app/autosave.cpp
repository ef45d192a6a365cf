// SPDX-License-Identifier: MIT
// When to save, and what comes back.
#include "app/autosave.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "document/link.hpp"

namespace isobath::app {

namespace {

/// What of a view lasts.
bool same_choices(const View& a, const View& b) {
  return a.theme == b.theme && a.logarithmic_cost == b.logarithmic_cost &&
         a.discrete == b.discrete && a.dev_shown == b.dev_shown && a.gradient == b.gradient &&
         a.speed == b.speed;
}

std::int64_t numbers_of(const Session& session) {
  const auto copies = [&session] {
    switch (session.document().training.optimizer) {
      case core::Optimizer::gradient_descent:
        return 1;
      case core::Optimizer::adam:
        return 3;
      default:
        return 2;
    }
  }();
  return copies * session.parameter_count();
}

void choose(Session& session, const View& view) {
  session.apply(SetTheme{view.theme});
  session.apply(SetLogCost{view.logarithmic_cost});
  session.apply(SetDiscrete{view.discrete});
  session.apply(ShowDev{view.dev_shown});
  session.apply(ShowGradient{view.gradient});
  session.apply(SetSpeed{view.speed});
}

/// Does the link lead to what is stored? Links name the experiment, not where its training stands.
bool leads_to(const std::string& link, const document::Document& document) {
  const auto linked = document::from_link(link);
  return linked && *linked == document;
}

}  // namespace

std::optional<Stored> Autosave::read(std::string_view key, std::string& problem) {
  const auto text = store_->read(key);
  if (!text || text->empty()) return std::nullopt;
  auto stored = from_text(*text);
  if (stored) return std::move(*stored);
  set_aside(key, stored.error(), problem);
  return std::nullopt;
}

/// Another version may know what to do with it.
void Autosave::set_aside(std::string_view key, const std::string& why, std::string& problem) {
  const auto text = store_->read(key);
  if (text && !store_->write(kUnreadableKey, *text)) {
    problem =
        "What was kept of the last visit cannot be read and stays as it is; this visit is "
        "not kept: " +
        why;
    store_.reset();
    return;
  }
  (void)store_->write(key, "");
  problem = "What was kept of the last visit cannot be read and was put aside as " +
            std::string(kUnreadableKey) + ": " + why;
}

std::string Autosave::restore(Session& session, const std::optional<std::string>& link) {
  std::string problem;
  if (!store_) {
    if (link) session.apply(OpenLink{*link});
    session.forget_edits();
    return problem;
  }
  auto former = read(kFormerKey, problem);
  auto stored = store_ ? read(kSessionKey, problem) : std::nullopt;
  // The one before is there to be brought back with undo.
  if (former && !session.come_back(former->kept, "")) former.reset();
  if (stored) {
    const bool replaces = former && !(former->kept.document == stored->kept.document);
    const auto back = session.come_back(stored->kept, replaces ? "the experiment left before" : "");
    if (back) {
      choose(session, stored->view);
    } else {
      set_aside(kSessionKey, back.error(), problem);
      stored.reset();
    }
  }
  if (link && !(stored && leads_to(*link, stored->kept.document))) {
    if (stored) (void)store_->write(kFormerKey, store_->read(kSessionKey).value_or(""));
    session.apply(OpenLink{*link});
    if (!stored) session.forget_edits();
  }
  return problem;
}

void Autosave::changed(double now_ms) {
  if (!unsaved_) unsaved_since_ms_ = now_ms;
  unsaved_ = true;
  changed_at_ms_ = now_ms;
}

void Autosave::note(const std::vector<Event>& events, double now_ms) {
  const bool any = std::ranges::any_of(events, [](const Event& event) {
    return event.kind == Event::Kind::document || event.kind == Event::Kind::step;
  });
  if (store_ && any) changed(now_ms);
}

void Autosave::note_view(const View& view, double now_ms) {
  if (!store_ || (view_ && same_choices(*view_, view))) return;
  if (view_) changed(now_ms);
  view_ = view;
}

double Autosave::wait_ms(double now_ms) const {
  if (!unsaved_) return std::numeric_limits<double>::infinity();
  const double due = std::min(changed_at_ms_ + kQuiet_ms, unsaved_since_ms_ + kBetween_ms);
  return std::max(0.0, due - now_ms);
}

std::string Autosave::save_if_due(Session& session, double now_ms) {
  if (wait_ms(now_ms) > 0.0) return "";
  if (session.playing() && numbers_of(session) > kMaxNumbersPlaying) return "";
  // In the midst of an update it is asked for once more in the next frame.
  if (!session.settle()) return "";
  return write(session);
}

std::string Autosave::save_now(Session& session) { return unsaved_ ? write(session) : ""; }

std::string Autosave::write(Session& session) {
  unsaved_ = false;
  KeptRun kept;
  if (numbers_of(session) <= kMaxNumbers)
    kept = session.kept();
  else
    kept.document = session.document();
  auto written = store_->write(kSessionKey, to_text(session, kept));
  // The experiment is worth more than where it stands, or than what was there before it.
  if (!written) {
    kept.parameters.reset();
    kept.progress.reset();
    (void)store_->write(kFormerKey, "");
    written = store_->write(kSessionKey, to_text(session, kept));
  }
  if (written || std::exchange(refused_, true)) return "";
  return written.error();
}

}  // namespace isobath::app
