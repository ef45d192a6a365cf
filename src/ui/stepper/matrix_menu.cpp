// SPDX-License-Identifier: MIT
// A row for each matrix, and a field for the text that replaces W or b of the line's layer.
#include "ui/stepper/matrix_menu.hpp"

#include <imgui_stdlib.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "app/stepper/matrix_text.hpp"
#include "ui/controls/controls.hpp"

namespace isobath::ui {
namespace {

constexpr const char* kMenuPopup = "matrices";

struct Format {
  const char* label;
  const char* tip;
  app::MatrixFormat format;
};

constexpr std::array<Format, 3> kFormats{
    {{"NumPy", "Copies it as Python code: np.array([[…]]).", app::MatrixFormat::numpy},
     {"CSV", "Copies it as rows of numbers between commas.", app::MatrixFormat::csv},
     {"LaTeX", "Copies it as a pmatrix environment.", app::MatrixFormat::latex}}};

float menu_px(const Frame& frame) { return frame.theme.touch ? 330.0F : 360.0F; }

void draw_copies(Frame& frame, const app::Operand& operand) {
  const Theme& theme = frame.theme;
  const ImVec2 size{62.0F, theme.metric.control_px};
  const float left = ImGui::GetCursorPosX();
  ImGui::AlignTextToFramePadding();
  push_face(theme.fonts.strong);
  ImGui::TextUnformatted(operand.name.data(), operand.name.data() + operand.name.size());
  ImGui::PopFont();
  ImGui::SameLine(0.0F, 8.0F);
  const Text shape = Text("(") + std::to_string(operand.values.rows()) + ", " +
                     std::to_string(operand.values.cols()) + ")";
  ImGui::PushStyleColor(ImGuiCol_Text, theme.colour.text_faint);
  ImGui::TextUnformatted(shape.begin(), shape.end());
  ImGui::PopStyleColor();
  float x = left + menu_px(frame) - 3.0F * size.x - 8.0F;
  for (const Format& format : kFormats) {
    ImGui::SameLine(x);
    x += size.x + 4.0F;
    const Text id = Text("copy-") + operand.name + "-" + format.label;
    if (text_button(frame, {id.c_str(), format.label, format.tip}, size, Weight::normal))
      ImGui::SetClipboardText(app::to_text(operand.values, format.format).c_str());
  }
}

/// What is being typed or pasted, as long as the popup is open.
std::string& typed() {
  static std::string text;
  return text;
}

/// One of W and b of a layer.
struct Place {
  std::string name;  // "W[2]"
  app::SetMatrix::What what = app::SetMatrix::What::weights;
  core::Index rows = 0, columns = 0;
};

void draw_put(Frame& frame, int layer, const Place& place) {
  const auto read = app::read_matrix_for(typed(), place.name, place.rows, place.columns);
  const std::string label = "put into " + place.name;
  const Text id = Text("put-") + place.name;
  const float width = (menu_px(frame) - 4.0F) * 0.5F;
  if (text_button(frame,
                  {id.c_str(), label.c_str(),
                   read ? "The training goes on with these numbers; undo takes them back."
                   : typed().empty() ? "Waits for a matrix in the field above."
                                     : read.error().c_str(),
                   read.has_value()},
                  {width, frame.theme.metric.control_px}, Weight::normal) &&
      read) {
    frame.actions.push_back(app::SetMatrix{layer, place.what, *read});
    typed().clear();
    ImGui::CloseCurrentPopup();
  }
}

void draw_field(Frame& frame, const core::Network& network, int layer) {
  text_lines(frame.theme.fonts.small, frame.theme.colour.text_soft,
             "Paste a matrix: NumPy, CSV, LaTeX or rows of numbers.", menu_px(frame));
  ImGui::InputTextMultiline("##matrix", &typed(),
                            {menu_px(frame), 4.0F * frame.theme.metric.body_px + 12.0F});
  register_widget(frame, "matrix-text", "matrix", "field", typed(), item_rect());
  const core::Index units = network.units(layer), inputs = network.units(layer - 1);
  const std::string of = "[" + std::to_string(layer) + "]";
  const std::array<Place, 2> places{
      {{"W" + of, app::SetMatrix::What::weights, units, inputs},
       {"b" + of, app::SetMatrix::What::bias, units, core::Index{1}}}};
  draw_put(frame, layer, places[0]);
  const bool has_bias = network.layers[static_cast<std::size_t>(layer) - 1].has_bias;
  if (has_bias) {
    ImGui::SameLine(0.0F, 4.0F);
    draw_put(frame, layer, places[1]);
  }
  if (typed().empty()) return;
  const auto weights = app::read_matrix_for(typed(), places[0].name, units, inputs);
  const auto bias = app::read_matrix_for(typed(), places[1].name, units, 1);
  if (weights || (has_bias && bias)) return;
  text_lines(frame.theme.fonts.small, frame.theme.colour.danger, weights.error(), menu_px(frame));
}

}  // namespace

void draw_matrix_menu(Frame& frame, ImVec2 at, ImVec2 size, const app::Stepping& stepping) {
  ImGui::SetCursorScreenPos(at);
  if (text_button(frame,
                  {"matrices", size.x < 80.0F ? "copy" : "copy, paste",
                   "The matrices of this line as text: copied for NumPy, a table or LaTeX; W and b "
                   "can be pasted in."},
                  size, Weight::normal)) {
    typed().clear();
    ImGui::OpenPopup(kMenuPopup);
  }
  if (!ImGui::BeginPopup(kMenuPopup)) return;
  for (const app::Operand& operand : stepping.view.operands) draw_copies(frame, operand);
  draw_copies(frame, stepping.view.result);
  const core::Index all = stepping.stepper.dissection().batch;
  const bool by_example = stepping.view.result.by_example ||
                          std::ranges::any_of(stepping.view.operands, &app::Operand::by_example);
  const core::Index kept = stepping.stepper.dissection().kept;
  if (by_example && kept < all)
    text_lines(frame.theme.fonts.small, frame.theme.colour.text_soft,
               (Text("The first ") + std::to_string(kept) + " of " + std::to_string(all) +
                " examples of the batch.")
                   .view(),
               menu_px(frame));
  if (const int layer = stepping.view.line.layer; layer > 0) {
    ImGui::Separator();
    draw_field(frame, stepping.stepper.network(), layer);
  }
  ImGui::EndPopup();
}

}  // namespace isobath::ui
