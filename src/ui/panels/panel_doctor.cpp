// SPDX-License-Identifier: MIT
// The doctor panel: what is wrong, the worst first, each with its numbers and the change that would
// help; where nothing is, the numbers of somebody who is well.
#include <algorithm>
#include <cmath>

#include "say/common.hpp"
#include "say/doctor.hpp"
#include "ui/controls/controls.hpp"
#include "ui/network/linear_product.hpp"
#include "ui/panels.hpp"

namespace isobath::ui {
namespace {

constexpr float kIndent = 24.0F;

ImU32 colour_of(const Theme& theme, app::Severity severity) {
  if (severity == app::Severity::error) return theme.colour.danger;
  if (severity == app::Severity::warning) return theme.colour.backward;
  return theme.colour.forward;
}

/// A filled triangle with a stroke in it for what is wrong, a disc for a note.
void draw_severity(ImDrawList& list, const Theme& theme, ImVec2 centre, app::Severity severity) {
  const ImU32 colour = colour_of(theme, severity);
  const ImU32 ink = theme.colour.panel;
  if (severity == app::Severity::note)
    list.AddCircleFilled(centre, 7.0F, colour, 20);
  else
    list.AddTriangleFilled({centre.x - 8.0F, centre.y + 6.5F}, {centre.x + 8.0F, centre.y + 6.5F},
                           {centre.x, centre.y - 7.5F}, colour);
  const float down = severity == app::Severity::note ? 0.0F : 1.5F;
  list.AddLine({centre.x, centre.y - 3.5F + down}, {centre.x, centre.y + 0.8F + down}, ink, 1.8F);
  list.AddCircleFilled({centre.x, centre.y + 3.2F + down}, 1.1F, ink, 8);
}

void draw_tick(ImDrawList& list, const Theme& theme, ImVec2 centre) {
  list.AddCircleFilled(centre, 8.0F, theme.colour.accent, 24);
  list.PathLineTo({centre.x - 3.6F, centre.y + 0.2F});
  list.PathLineTo({centre.x - 1.0F, centre.y + 3.0F});
  list.PathLineTo({centre.x + 3.8F, centre.y - 2.8F});
  list.PathStroke(theme.colour.on_accent, 0, 1.8F);
}

/// The line that names a finding, and opens and closes it; true when pressed.
bool draw_head(Frame& frame, const app::Finding& finding, bool open) {
  const Theme& theme = frame.theme;
  const Text id = Text("doctor-") + finding.rule;
  const float height = theme.touch ? theme.metric.control_px : 24.0F;
  ImGui::PushID(id.c_str());
  const bool pressed = ImGui::InvisibleButton("##head", {std::max(1.0F, available_width()), height},
                                              ImGuiButtonFlags_EnableNav);
  ImGui::PopID();
  const Rect row = item_rect();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (ImGui::IsItemHovered() || ImGui::IsItemFocused())
    list.AddRectFilled(row.min, row.max, theme.colour.control, 4.0F);
  const float middle = row.centre().y;
  draw_severity(list, theme, {row.min.x + 9.0F, middle}, finding.severity);
  Text title{};
  title += finding.title;
  if (finding.layer > 0) title = title + " · layer " + std::to_string(finding.layer);
  draw_text(list, theme.fonts.label, {row.min.x + kIndent, middle - theme.metric.small_px * 0.5F},
            theme.colour.text, title.view(), row.width() - kIndent - 18.0F);
  const float tip = open ? -2.5F : 2.5F;
  list.PathLineTo({row.max.x - 12.0F, middle - tip * 0.8F});
  list.PathLineTo({row.max.x - 7.5F, middle + tip});
  list.PathLineTo({row.max.x - 3.0F, middle - tip * 0.8F});
  list.PathStroke(theme.colour.text_faint, 0, 1.5F);
  register_widget(frame, id.view(), title.view(), "button", open ? "open" : "closed", row);
  return pressed;
}

void draw_finding(Frame& frame, const app::Finding& finding) {
  const Theme& theme = frame.theme;
  ImGui::Indent(kIndent);
  text_lines(theme.fonts.small, theme.colour.text, finding.sentence);
  // The button says what and its tooltip why, where there is no room for both.
  constexpr float kRoomy = 240.0F;
  const bool treatable = !finding.treatment.changes.empty();
  if (!finding.advice.empty() && (!treatable || ImGui::GetWindowHeight() > kRoomy))
    text_lines(theme.fonts.small, theme.colour.text_soft, finding.advice);
  if (treatable) {
    const Text id = Text("doctor-apply-") + finding.rule;
    const Text label = Text("apply: ") + finding.treatment.words;
    const float height = theme.touch ? theme.metric.control_px : 24.0F;
    const float width =
        std::min(available_width(), text_size(theme.fonts.small, label.view()).x + 20.0F);
    ImGui::Dummy({0.0F, 1.0F});
    if (text_button(frame, {id.c_str(), label.c_str(), finding.advice.c_str()}, {width, height},
                    Weight::strong))
      frame.actions.push_back(finding.treatment);
  }
  if (finding.rule == "linear") {
    const Text label = Text("show ") + product_name(1, frame.snapshot.layers());
    const float height = theme.touch ? theme.metric.control_px : 24.0F;
    const float width =
        std::min(available_width(), text_size(theme.fonts.small, label.view()).x + 20.0F);
    if (text_button(frame,
                    {"doctor-product", label.c_str(), say::doctor::the_linear_layers_multiplied()},
                    {width, height}))
      frame.actions.push_back(app::ShowActivation{1});
  }
  ImGui::Unindent(kIndent);
  ImGui::Dummy({0.0F, 3.0F});
}

void draw_findings(Frame& frame, const std::vector<app::Finding>& findings) {
  // Which one is open is kept where ImGui keeps what is open; at first it is the worst.
  ImGuiStorage& storage = *ImGui::GetStateStorage();
  const ImGuiID key = ImGui::GetID("open-finding");
  const auto id_of = [](const app::Finding& finding) {
    return static_cast<int>(ImGui::GetID(finding.rule.c_str()));
  };
  int open = storage.GetInt(key, 0);
  constexpr int kNone = -1;
  const bool there = std::ranges::any_of(
      findings, [&](const app::Finding& finding) { return id_of(finding) == open; });
  if (open != kNone && !there) open = id_of(findings.front());
  for (const app::Finding& finding : findings) {
    const float top = ImGui::GetCursorScreenPos().y;
    const bool is_open = open == id_of(finding);
    if (draw_head(frame, finding, is_open)) storage.SetInt(key, is_open ? kNone : id_of(finding));
    if (is_open) draw_finding(frame, finding);
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    if (finding.layer > 0 && ImGui::IsWindowHovered() && mouse.y >= top &&
        mouse.y < ImGui::GetCursorScreenPos().y)
      frame.pointer.layer = finding.layer;
  }
}

/// What the doctor changed last, with the way back.
void draw_treated(Frame& frame) {
  const Theme& theme = frame.theme;
  const Text label = Text("undo: ") + frame.snapshot.undo;
  const float height = theme.touch ? theme.metric.control_px : 24.0F;
  const float width =
      std::min(available_width(), text_size(theme.fonts.small, label.view()).x + 20.0F);
  if (text_button(frame, {"doctor-undo", label.c_str(), say::doctor::undoes_the_doctor_s()},
                  {width, height}))
    frame.actions.push_back(app::Undo{});
  ImGui::Dummy({0.0F, 2.0F});
}

void draw_sign(const Frame& frame, const Text& name, const Text& value, const char* tip) {
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = available_width();
  const float value_width = text_size(theme.fonts.small, value.view()).x;
  draw_text(list, theme.fonts.small, {at.x + kIndent, at.y}, theme.colour.text_soft, name.view(),
            width - kIndent - value_width - 8.0F);
  draw_text(list, theme.fonts.small, {at.x + width - value_width, at.y}, theme.colour.text,
            value.view());
  ImGui::Dummy({width, std::round(theme.metric.small_px * 1.25F)});
  tooltip(frame, tip);
}

void draw_health(Frame& frame) {
  const Theme& theme = frame.theme;
  const app::VitalSigns& signs = frame.snapshot.diagnosis.signs;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  draw_tick(*ImGui::GetWindowDrawList(), theme, {at.x + 9.0F, at.y + 10.0F});
  const char* const kWell = say::doctor::no_problem_found();
  draw_text(*ImGui::GetWindowDrawList(), theme.fonts.small,
            {at.x + kIndent, at.y + 10.0F - theme.metric.small_px * 0.5F}, theme.colour.text, kWell,
            available_width() - kIndent);
  register_widget(frame, "doctor-well", kWell, "text", "",
                  {at, {at.x + available_width(), at.y + 20.0F}});
  ImGui::Dummy({available_width(), 22.0F});
  if (frame.snapshot.layers() > 1) {
    if (std::isfinite(signs.gradient_share))
      draw_sign(frame,
                Text("gradient at layer ") + std::to_string(signs.gradient_layer) + " ÷ at output",
                number(signs.gradient_share, 2), say::doctor::rms_of_dz_at());
    draw_sign(frame, say::doctor::most_saturated_layer(), percent(signs.saturated),
              say::doctor::the_share_of_the());
    draw_sign(frame, say::common::dead_units(), percent(signs.dead),
              say::doctor::the_share_of_units());
  }
  if (signs.guess_loss > 0.0)
    draw_sign(frame, say::doctor::starting_j_random_guess(),
              number(signs.start_loss, 2) + " · " + number(signs.guess_loss, 2),
              say::doctor::the_loss_at_step());
  if (!std::isnan(signs.largest_class) && !std::isnan(signs.accuracy))
    draw_sign(frame, say::doctor::accuracy_always_the_largest(),
              percent(signs.accuracy) + " · " + percent(signs.largest_class),
              say::doctor::a_network_is_worth());
  draw_sign(frame, say::doctor::update_weight_healthy_0(), number(signs.update_ratio, 2),
            say::doctor::rms_of_the_last());
}

}  // namespace

void draw_doctor(Frame& frame, const Rect& rect) {
  // The title stays where the findings below it scroll.
  begin_panel(frame, "doctor", say::doctor::doctor(), rect,
              ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(6.0F, 2.0F));
  ImGui::BeginChild("findings", {0.0F, 0.0F}, ImGuiChildFlags_NavFlattened);
  // First, so that it is in sight however much follows.
  if (frame.snapshot.treated) draw_treated(frame);
  const auto& findings = frame.snapshot.diagnosis.findings;
  if (findings.empty())
    draw_health(frame);
  else
    draw_findings(frame, findings);
  ImGui::EndChild();
  ImGui::PopStyleVar();
  end_panel();
}

}  // namespace isobath::ui
