// SPDX-License-Identifier: MIT
#include "ui/study/study_words.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <utility>

#include "document/fields.hpp"
#include "say/map.hpp"
#include "say/search.hpp"

namespace isobath::ui {

using document::Measure;

namespace {

const char* leaf_title(std::string_view leaf) {
  static constexpr std::array<std::pair<std::string_view, words::Later>, 19> kTitles{
      {{"scale", say::map::field_scale},
       {"learning_rate", say::map::field_rate},
       {"depth", say::map::field_depth},
       {"width", say::map::field_width},
       {"units", say::map::field_width},
       {"examples", say::map::field_examples},
       {"train_examples", say::map::field_train_examples},
       {"noise", say::map::field_noise},
       {"label_noise", say::map::field_label_noise},
       {"batch", say::map::field_batch},
       {"momentum", say::map::field_momentum},
       {"beta2", say::map::field_beta2},
       {"epsilon", say::map::field_epsilon},
       {"l1", say::map::field_l1},
       {"l2", say::map::field_l2},
       {"dropout", say::map::field_dropout},
       {"clip_norm", say::map::field_clip},
       {"bias", say::map::field_bias},
       {"optimizer", say::map::field_optimizer}}};
  const auto found =
      std::ranges::find(kTitles, leaf, [](const auto& title) { return title.first; });
  return found == kTitles.end() ? nullptr : static_cast<const char*>(found->second);
}

bool is_share(Measure measure) {
  return document::is_accuracy(measure) || document::is_error(measure) ||
         measure == Measure::trained;
}

bool is_of_scope(Measure measure) { return document::is_of_start(measure); }

/// Does its sea mean that a training came to its end? A finite loss says nothing of that.
bool measure_has_verdict(Measure measure) {
  return measure == Measure::convergence || measure == Measure::trained;
}

}  // namespace

Text field_title(std::string_view path) {
  const char* known = leaf_title(document::leaf(path));
  // A field that has no title here is called as documents call it.
  const Text title = known ? Text(known) : Text(std::string(path).c_str());
  const auto of_layer = document::find_layer_field(path);
  if (!of_layer) return title;
  return text_of(
      say::map::of_layer(title.view(), count(static_cast<std::int64_t>(of_layer->layer) + 1)));
}

Text name_title(std::string_view path, const std::string& name) {
  if (path == "training.optimizer")
    for (const core::Optimizer optimizer : core::all_values<core::Optimizer>())
      if (core::name(optimizer) == name) return readable(optimizer);
  return name.c_str();
}

Text value_title(std::string_view path, const std::string& value) {
  const Text name = name_title(path, value);
  return path == "training.optimizer" ? name : field_title(path) + " " + name;
}

const char* measure_title(Measure measure) {
  switch (measure) {
    case Measure::train_loss:
      return say::map::train_loss();
    case Measure::dev_loss:
      return say::map::dev_loss();
    case Measure::train_accuracy:
      return say::map::train_accuracy();
    case Measure::dev_accuracy:
      return say::map::dev_accuracy();
    case Measure::train_error:
      return say::map::train_error();
    case Measure::dev_error:
      return say::map::dev_error();
    case Measure::convergence:
      return say::map::convergence();
    case Measure::trained:
      return say::map::trained();
    case Measure::scope_a:
      return say::map::scope_a();
    case Measure::scope_dz:
      return say::map::scope_dz();
  }
  std::unreachable();
}

Text measured(Measure measure, double value) {
  if (is_share(measure) && std::isfinite(value)) return percent(value);
  // log10 of a ratio: as the ratio.
  if (is_of_scope(measure) && std::isfinite(value)) return Text("10^") + trimmed(value, 2);
  return number(value);
}

ShadeEnds shade_ends(Measure measure, double lowest, double highest) {
  switch (measure) {
    case Measure::train_loss:
    case Measure::dev_loss:
      return {say::map::diverged(), number(lowest)};
    case Measure::train_accuracy:
    case Measure::dev_accuracy:
      return {percent(lowest), percent(highest)};
    case Measure::train_error:
    case Measure::dev_error:
      return {percent(highest), percent(lowest)};
    case Measure::convergence:
      return {say::map::diverged(), say::map::converged()};
    case Measure::trained:
      return {say::map::none(), say::map::all()};
    case Measure::scope_a:
    case Measure::scope_dz:
      return {say::map::vanishes(), say::map::explodes()};
  }
  std::unreachable();
}

Text verdict_of(const lab::CellResult& result) {
  const auto& runs = result.runs;
  const auto first =
      std::ranges::find_if(runs, [](const auto& run) { return run.diverged.has_value(); });
  if (first == runs.end()) return say::map::did_not_diverge();
  Text where(std::string(core::symbol(first->diverged->what)).c_str());
  if (first->diverged->layer > 0) where = where + "[" + count(first->diverged->layer) + "]";
  return text_of(say::map::diverged_at(count(first->diverged->step), where.view()));
}

std::string told(const app::MapView& map) {
  const Text across = field_title(map.x.path), up = field_title(map.y.path);
  std::string all = say::map::told(measure_title(map.study.measure), across.view(), up.view(),
                                   count(static_cast<std::int64_t>(map.known)),
                                   count(static_cast<std::int64_t>(map.wanted)))
                        .str();
  std::size_t sea = 0, seen = 0;
  for (const float shade : map.shades) {
    sea += shade > 0.0F ? 1U : 0U;
    seen += shade != 0.0F ? 1U : 0U;
  }
  const bool tells = measure_has_verdict(map.study.measure);
  if (seen > 0 && tells) {
    const double share = static_cast<double>(sea) / static_cast<double>(seen);
    all += " " + say::map::told_share(percent(share)).str();
  }
  return all;
}

Text point_text(const app::SearchView& search, std::size_t field) {
  const std::string& text = search.pointed->texts[field];
  const app::SearchAxis& axis = search.axes[field];
  if (!axis.names.empty()) return name_title(axis.path, text);
  const double value = std::strtod(text.c_str(), nullptr);
  return value == std::floor(value) ? Text(text.c_str()) : trimmed(value, 4);
}

std::string told(const app::SearchView& search) {
  const auto whole = [](std::size_t value) { return count(static_cast<std::int64_t>(value)); };
  std::string fields;
  for (std::size_t i = 0; i + 1 < search.axes.size(); ++i)
    fields += (i > 0 ? ", " : "") + field_title(search.axes[i].path).str();
  std::string all = say::search::told(measure_title(search.study.measure), fields,
                                      whole(search.known), whole(search.wanted))
                        .str();
  if (search.chosen && search.chosen->count < search.known)
    all += " " + say::search::told_chosen(whole(search.chosen->count)).str();
  if (!search.pointed) return all;
  std::string point;
  for (std::size_t i = 0; i < search.pointed->texts.size(); ++i)
    point += field_title(search.axes[i].path).str() + " " + search.pointed->texts[i] + ", ";
  const Text value = measured(search.study.measure, search.pointed->value);
  return all + " " +
         say::search::told_point(point + verdict_of(search.pointed->result).str(), value.view())
             .str();
}

Text time_left(double seconds) {
  if (seconds < 90.0) return text_of(say::map::seconds(count(std::llround(std::ceil(seconds)))));
  return text_of(say::map::minutes(count(std::llround(seconds / 60.0))));
}

}  // namespace isobath::ui
