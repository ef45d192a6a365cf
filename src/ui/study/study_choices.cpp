// SPDX-License-Identifier: MIT
#include "ui/study/study_choices.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <utility>
#include <vector>

#include "say/curves.hpp"
#include "say/map.hpp"
#include "say/search.hpp"
#include "ui/panels.hpp"
#include "ui/study/study_words.hpp"

namespace isobath::ui {

namespace {

constexpr float kBetween = 4.0F;

}  // namespace

ControlRows::ControlRows(ImVec2 from, float right)
    : left_(from.x), right_(right), height_(ImGui::GetFrameHeight()), at_(from) {}

float ControlRows::place(float width) {
  width = std::min(width, right_ - left_);
  if (at_.x > left_ && at_.x + width > right_) at_ = {left_, at_.y + height_ + kBetween};
  ImGui::SetCursorScreenPos(at_);
  at_.x += width + kBetween;
  return width;
}

const char* preset_title(app::StudyPreset preset) {
  static constexpr std::array<words::Later, app::kStudyPresets> kTitles{
      say::map::scale_rate,        say::map::scale_depth,    say::map::rate_depth,
      say::map::width_examples,    say::map::start,          say::map::fractal,
      say::map::fractal_published, say::curves::rates,       say::curves::optimizers,
      say::curves::draws,          say::curves::widths,      say::curves::learning,
      say::curves::descent,        say::search::three_fields};
  return kTitles[static_cast<std::size_t>(preset)];
}

const char* why_not(app::StudyPreset preset, const document::Document& document) {
  if (app::study_of(preset, document)) return "";
  return preset == app::StudyPreset::width_examples && document.layers.size() >= 2
             ? say::map::why_not_examples()
             : say::map::why_not_layers();
}

void choose_preset(Frame& frame, app::StudyPreset preset) {
  if (auto action = app::study_of(preset, *frame.snapshot.document))
    frame.actions.push_back(std::move(*action));
}

void draw_preset_choice(Frame& frame, float width) {
  const document::Document& document = *frame.snapshot.document;
  std::array<const char*, app::kStudyPresets + 1> names{}, reasons{};
  for (std::size_t i = 0; i < app::kStudyPresets; ++i) {
    const auto preset = static_cast<app::StudyPreset>(i);
    names[i] = preset_title(preset);
    reasons[i] = why_not(preset, document);
  }
  const auto now = app::preset_of(document);
  names[app::kStudyPresets] = say::map::own();
  reasons[app::kStudyPresets] = "";
  // One's own is there only where it is what one has.
  const std::size_t shown = app::kStudyPresets + (now ? 0U : 1U);
  const int current = now ? static_cast<int>(*now) : static_cast<int>(app::kStudyPresets);
  const Control control{"study-preset", say::map::preset(), say::map::preset_tip(), true, width};
  const auto index = choice(frame, control, std::span(names).first(shown), current,
                            std::span(reasons).first(shown));
  if (index && *index < static_cast<int>(app::kStudyPresets))
    choose_preset(frame, static_cast<app::StudyPreset>(*index));
}

void set_study(Frame& frame, const char* field, std::string value, bool dragging) {
  frame.actions.push_back(app::SetField{field, std::move(value), dragging});
}

void draw_measure_choice(Frame& frame, float width, std::size_t most) {
  const document::Study& study = frame.snapshot.document->study;
  std::vector<const char*> names;
  const auto all = document::names(document::Measure{});
  for (std::size_t i = 0; i < std::min(all.size(), most); ++i)
    names.push_back(measure_title(static_cast<document::Measure>(i)));
  const Control control{"study-measure", say::map::measure(), say::map::measure_tip(), true, width};
  if (const auto index = choice(frame, control, names, static_cast<int>(study.measure)))
    set_study(frame, "study.measure", std::string(all[static_cast<std::size_t>(*index)]));
}

void draw_study_numbers(Frame& frame, ControlRows& rows) {
  static constexpr std::array kSteps{10.0,  20.0,   50.0,   100.0,  200.0,
                                     500.0, 1000.0, 2000.0, 5000.0, 10000.0};
  static constexpr std::array kSeeds{1.0, 3.0, 5.0, 10.0, 20.0, 50.0};
  const document::Study& study = frame.snapshot.document->study;
  const bool of_start = document::is_of_start(study.measure);
  if (const auto change = ladder(
          frame,
          {"study-steps", say::map::steps(), say::map::steps_tip(), !of_start, rows.place(120.0F)},
          static_cast<double>(study.steps), kSteps, count(study.steps)))
    set_study(frame, "study.steps", std::to_string(std::llround(change->value)), change->dragging);
  if (const auto change = ladder(
          frame, {"study-seeds", say::map::seeds(), say::map::seeds_tip(), true, rows.place(96.0F)},
          study.seeds, kSeeds, count(study.seeds)))
    set_study(frame, "study.seeds", std::to_string(std::llround(change->value)), change->dragging);
}

void draw_save_button(Frame& frame, const Rect& panel, std::span<const char* const> names,
                      bool complete) {
  constexpr const char* kPopup = "study-files";
  constexpr float kWidth = 52.0F;
  const float side = frame.theme.metric.head_px;
  ImGui::SetCursorScreenPos({panel.max.x - 10.0F - side - kBetween - kWidth, head_top(panel)});
  if (text_button(frame, {"study-save", say::map::save(), say::map::save_tip(), complete},
                  {kWidth, side}, Weight::quiet))
    ImGui::OpenPopup(kPopup);
  if (!ImGui::BeginPopup(kPopup)) return;
  for (const char* name : names) {
    const Text id = Text("study-save-") + name;
    if (!text_button(frame, {id.c_str(), name, ""}, {160.0F, frame.theme.metric.control_px}))
      continue;
    frame.errand = Errand::save_study;
    frame.file_name = name;
    ImGui::CloseCurrentPopup();
  }
  ImGui::EndPopup();
}

void draw_close_button(Frame& frame, const Rect& panel) {
  const float side = frame.theme.metric.head_px;
  ImGui::SetCursorScreenPos({panel.max.x - 10.0F - side, head_top(panel)});
  if (icon_button(frame, {"study-close", say::map::close(), say::map::close_tip()}, Icon::close,
                  {side, side}, Weight::quiet))
    toggle_study(frame);
}

}  // namespace isobath::ui
