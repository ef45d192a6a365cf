// SPDX-License-Identifier: MIT
// The exercise with shapes: one matrix of the line in another shape, and what would come of it.
#include <array>
#include <cstddef>
#include <cstdio>

#include "say/stepper.hpp"
#include "ui/controls/controls.hpp"
#include "ui/stepper/stepper_words.hpp"

namespace isobath::ui {
namespace {

constexpr float kField_px = 110.0F;

ImU32 colour_of(const Colours& colours, app::ShapeVerdict::Kind kind) {
  switch (kind) {
    case app::ShapeVerdict::Kind::right:
      return colours.accent;
    case app::ShapeVerdict::Kind::silent:
      return colours.backward;
    case app::ShapeVerdict::Kind::broken:
      return colours.danger;
    case app::ShapeVerdict::Kind::unread:
      break;
  }
  return colours.text_soft;
}

const char* word_of(app::ShapeVerdict::Kind kind) {
  switch (kind) {
    case app::ShapeVerdict::Kind::right:
      return "right";
    case app::ShapeVerdict::Kind::silent:
      return say::stepper::runs_but_is_wrong();
    case app::ShapeVerdict::Kind::broken:
      return "error";
    case app::ShapeVerdict::Kind::unread:
      break;
  }
  return "?";
}

}  // namespace

void draw_shapes_exercise(Frame& frame, const Rect& rect, const app::Stepping& stepping) {
  const Theme& theme = frame.theme;
  const app::TryShape& tried = frame.snapshot.view.tried;
  const auto& operands = stepping.whole.operands;
  const float height = theme.touch ? theme.metric.control_px : theme.metric.head_px;
  float x = rect.min.x;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    const bool on = tried.operand == static_cast<int>(i);
    const char* name = operands[i].name.c_str();
    const float width = text_size(theme.fonts.small, name).x + 20.0F;
    ImGui::SetCursorScreenPos({x, rect.min.y});
    const Text id = Text("shape-of-") + std::to_string(i);
    if (toggle(frame, {id.c_str(), name, say::stepper::the_matrix_whose_shape(), true, 0.0F, true},
               on, {std::max(width, theme.touch ? 44.0F : 0.0F), height}))
      frame.actions.push_back(app::TryShape{static_cast<int>(i), ""});
    const Rect chip = item_rect();
    draw_text_in(*ImGui::GetWindowDrawList(), theme.fonts.small, chip, {0.5F, 0.5F},
                 on ? theme.colour.text : theme.colour.text_soft, name);
    x = chip.max.x + 4.0F;
  }
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%s", tried.shape.c_str());
  ImGui::SetCursorScreenPos({x + 4.0F, rect.min.y});
  ImGui::SetNextItemWidth(kField_px);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding,
                      ImVec2(8.0F, std::max(0.0F, (height - theme.metric.body_px) * 0.5F)));
  ImGui::PushID(tried.operand);
  if (ImGui::InputTextWithHint("##shape", say::stepper::rows_columns(), text.data(), text.size()))
    frame.actions.push_back(app::TryShape{tried.operand, text.data()});
  ImGui::PopID();
  ImGui::PopStyleVar();
  // While one types, the verdict below is what is to be read.
  if (!ImGui::IsItemActive()) tooltip(frame, say::stepper::a_shape_as_numpy());
  const Rect field = item_rect();
  register_widget(frame, "shape-field", "shape", "field", text.data(), field);
  if (!stepping.verdict) return;
  const app::ShapeVerdict& verdict = *stepping.verdict;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImU32 colour = colour_of(theme.colour, verdict.kind);
  const float left = field.max.x + 10.0F;
  const char* word = word_of(verdict.kind);
  float right = rect.max.x;
  if (verdict.kind == app::ShapeVerdict::Kind::broken ||
      verdict.kind == app::ShapeVerdict::Kind::silent) {
    constexpr float kAnswer_px = 58.0F;
    right -= kAnswer_px + 4.0F;
    ImGui::SetCursorScreenPos({rect.max.x - kAnswer_px, rect.min.y});
    if (text_button(
            frame, {"shape-answer", say::stepper::shape_answer(), say::stepper::shape_answer_tip()},
            {kAnswer_px, height}))
      frame.actions.push_back(app::TryShape{
          tried.operand,
          app::text_of(app::shape_of(operands[static_cast<std::size_t>(tried.operand)]))});
  }
  if (text_size(theme.fonts.label, word).x > right - left) word = "wrong";
  if (verdict.kind != app::ShapeVerdict::Kind::unread)
    draw_text(list, theme.fonts.label, {left, field.centre().y - theme.metric.small_px * 0.5F},
              colour, word, right - left);
  const ImVec2 at{rect.min.x, rect.min.y + height + 6.0F};
  list.AddText(theme.fonts.small.font, theme.fonts.small.px, at, theme.colour.text,
               verdict.sentence.data(), verdict.sentence.data() + verdict.sentence.size(),
               rect.width());
  register_widget(frame, "shape-verdict", word_of(verdict.kind), "text", verdict.sentence,
                  {at, rect.max});
}

}  // namespace isobath::ui
