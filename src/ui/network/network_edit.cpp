// SPDX-License-Identifier: MIT
// A field for the number and a slider for the hand; which parameter it is, the window remembers
// while the field is open.
#include "ui/network/network_edit.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <limits>
#include <string>

#include "data/text.hpp"
#include "ui/controls/controls.hpp"

namespace isobath::ui {
namespace {

constexpr const char* kEditPopup = "parameter";

/// Where a unit stands among the drawn ones, or -1.
core::Index place_of(const app::UnitMaps& maps, int layer, int unit) {
  const auto at = static_cast<std::size_t>(layer);
  if (at >= maps.shown_units.size()) return -1;
  const int place = unit - (at < maps.first_unit.size() ? maps.first_unit[at] : 0);
  return place >= 0 && place < maps.shown_units[at] ? place : -1;
}

/// |w| of the widest link into a layer.
double largest_of(const app::Snapshot& snapshot, int layer) {
  const auto at = static_cast<std::size_t>(layer - 1);
  return at < snapshot.links.size() ? static_cast<double>(snapshot.links[at].max_abs) : 1.0;
}

/// As short as it reads back nearly the same; plain enough to be typed over.
std::array<char, 64> typed(double number) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%.6g", number);
  return text;
}

void push(Frame& frame, const ParameterId& id, double value, bool dragging) {
  if (id.input == ParameterId::kBias)
    frame.actions.push_back(app::SetBias{id.layer, id.unit, value, dragging});
  else
    frame.actions.push_back(app::SetWeight{id.layer, id.unit, id.input, value, dragging});
}

float edit_px(const Frame& frame) { return frame.theme.touch ? 260.0F : 230.0F; }

/// The field; a number that is accepted closes it.
void draw_field(Frame& frame, const ParameterId& id, const ParameterValue& value) {
  std::array<char, 64> text = typed(value.number);
  const std::array<char, 64> before = text;
  if (ImGui::IsWindowAppearing()) ImGui::SetKeyboardFocusHere();
  ImGui::SetNextItemWidth(edit_px(frame));
  // What is no number stays in the field to be mended.
  ImGuiIO& io = ImGui::GetIO();
  const bool keeps_active = io.ConfigInputTextEnterKeepActive;
  io.ConfigInputTextEnterKeepActive = true;
  const bool entered =
      ImGui::InputText("##number", text.data(), text.size(),
                       ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll);
  io.ConfigInputTextEnterKeepActive = keeps_active;
  tooltip(frame,
          "The number itself. Enter → it is put into the network, which goes on from there; "
          "Escape → it stays as it was.");
  register_widget(frame, "parameter-value", parameter_name(id).view(), "field", text.data(),
                  item_rect());
  if (ImGui::IsItemDeactivated() && ImGui::IsKeyPressed(ImGuiKey_Escape))
    return ImGui::CloseCurrentPopup();
  const auto number = parse_number(text.data());
  if (!number) {
    text_lines(frame.theme.fonts.small, frame.theme.colour.danger,
               (Text("\"") + text.data() + "\" is not a number, like −0.5 or 1e-3.").view(),
               edit_px(frame));
    return;
  }
  if (!entered) return;
  if (text != before) push(frame, id, *number, false);
  ImGui::CloseCurrentPopup();
}

}  // namespace

std::optional<double> parse_number(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    constexpr std::string_view kMinus = "−";
    if (text.substr(i).starts_with(kMinus)) {
      plain += '-';
      i += kMinus.size() - 1;
    } else if (text[i] != ' ') {
      plain += text[i] == ',' ? '.' : text[i];
    }
  }
  return data::parse_number(plain);
}

std::optional<ParameterValue> parameter_value(const app::Snapshot& snapshot,
                                              const ParameterId& id) {
  for (const app::UnitCard* card : {&snapshot.card, &snapshot.pinned_card}) {
    if (!card->filled || card->unit != app::UnitId{id.layer, id.unit}) continue;
    const double largest = largest_of(snapshot, id.layer);
    if (id.input == ParameterId::kBias) {
      if (!card->has_bias) return std::nullopt;
      return ParameterValue{card->b, card->d_b, largest};
    }
    const auto term = std::ranges::find(card->terms, id.input, &app::UnitCard::Term::input);
    if (term != card->terms.end()) return ParameterValue{term->w, term->d_w, largest};
  }
  if (snapshot.shows_difference()) return std::nullopt;
  return drawn_value(snapshot, id);
}

std::optional<ParameterValue> drawn_value(const app::Snapshot& snapshot, const ParameterId& id) {
  const auto at = static_cast<std::size_t>(id.layer - 1);
  if (at >= snapshot.links.size()) return std::nullopt;
  const app::LayerLinks& links = snapshot.links[at];
  ParameterValue value;
  value.slope = std::numeric_limits<double>::quiet_NaN();
  value.largest = largest_of(snapshot, id.layer);
  const core::Index row = place_of(snapshot.unit_maps, id.layer, id.unit);
  if (row < 0 || row >= links.weights.rows()) return std::nullopt;
  if (id.input == ParameterId::kBias) {
    if (row >= links.bias.size()) return std::nullopt;
    value.number = static_cast<double>(links.bias(row));
    return value;
  }
  const core::Index column = place_of(snapshot.unit_maps, id.layer - 1, id.input);
  if (column < 0 || column >= links.weights.cols()) return std::nullopt;
  value.number = static_cast<double>(links.weights(row, column));
  if (links.d_weights.rows() == links.weights.rows() &&
      links.d_weights.cols() == links.weights.cols())
    value.slope = static_cast<double>(links.d_weights(row, column));
  return value;
}

Text parameter_name(const ParameterId& id) {
  Text name(id.input == ParameterId::kBias ? "b[" : "w[");
  name += std::to_string(id.layer);
  name += "](";
  name += std::to_string(id.unit + 1);
  if (id.input != ParameterId::kBias) {
    name += ", ";
    name += std::to_string(id.input + 1);
  }
  name += ")";
  return name;
}

namespace {

/// What the table calls what this output answers: its class, of two the one it is the probability
/// of, or its column.
std::string_view target_name(const app::Snapshot& snapshot, std::size_t output) {
  const data::Dataset& dataset = *snapshot.dataset;
  if (snapshot.document->data.source != data::Source::table) return {};
  const auto& classes = dataset.class_names;
  const std::size_t at = dataset.task == data::Task::binary ? 1 : output;
  if (!classes.empty()) return at < classes.size() ? std::string_view(classes[at]) : "";
  const auto& names = dataset.target_names;
  // Without a file it was drawn, and nobody gave its target a name.
  const bool named = !snapshot.document->data_file.empty() && snapshot.document->data.table &&
                     !snapshot.document->data.table->names.empty();
  return named && output < names.size() ? std::string_view(names[output]) : "";
}

}  // namespace

Text unit_name(const app::Snapshot& snapshot, int layer, int unit) {
  const data::Dataset& dataset = *snapshot.dataset;
  const auto at = static_cast<std::size_t>(unit);
  if (layer == 0) {
    if (at >= dataset.input_names.size()) return Text("x") + subscript(unit + 1);
    const auto features = data::names(data::Feature{});
    for (std::size_t i = 0; i < features.size(); ++i)
      if (features[i] == dataset.input_names[at]) return readable(static_cast<data::Feature>(i));
    const bool table = snapshot.document->data.source == data::Source::table;
    if (!table && dataset.input_names[at] == "x" + std::to_string(unit + 1))
      return Text("x") + subscript(unit + 1);
    return dataset.input_names[at].c_str();
  }
  if (layer == snapshot.layers()) {
    Text name("ŷ");
    if (snapshot.units(layer) > 1) name += subscript(unit + 1).view();
    const std::string_view target = target_name(snapshot, at);
    return target.empty() ? name : name + " " + target;
  }
  return Text("a[") + std::to_string(layer) + "]" + subscript(unit + 1);
}

void open_parameter_edit(const ParameterId& id, double largest) {
  ImGuiStorage& storage = *ImGui::GetStateStorage();
  storage.SetInt(ImGui::GetID("parameter-layer"), id.layer);
  storage.SetInt(ImGui::GetID("parameter-unit"), id.unit);
  storage.SetInt(ImGui::GetID("parameter-input"), id.input);
  // The slider's ends stay where they are while it is moved.
  const double reach = std::isfinite(largest) ? std::max(1.0, 2.0 * largest) : 1.0;
  storage.SetFloat(ImGui::GetID("parameter-reach"),
                   static_cast<float>(std::exp2(std::ceil(std::log2(reach)))));
  ImGui::OpenPopup(kEditPopup);
}

void draw_parameter_edit(Frame& frame) {
  const ImGuiStorage& storage = *ImGui::GetStateStorage();
  const ParameterId id{storage.GetInt(ImGui::GetID("parameter-layer"), 1),
                       storage.GetInt(ImGui::GetID("parameter-unit"), 0),
                       storage.GetInt(ImGui::GetID("parameter-input"), 0)};
  const double reach = static_cast<double>(storage.GetFloat(ImGui::GetID("parameter-reach"), 1.0F));
  if (!ImGui::BeginPopup(kEditPopup)) return;
  const auto value = parameter_value(frame.snapshot, id);
  if (!value) {
    ImGui::CloseCurrentPopup();
    return ImGui::EndPopup();
  }
  frame.pointer.layer = id.layer;
  text_lines(frame.theme.fonts.label, frame.theme.colour.text, parameter_name(id).view(),
             edit_px(frame));
  draw_field(frame, id, *value);
  const auto moved = slider(
      frame,
      {"parameter-slider", "",
       "Drag → the number moves, and everything that hangs on it is computed again at every frame.",
       true, edit_px(frame)},
      std::clamp(value->number, -reach, reach), {-reach, reach, false},
      signed_number(value->number));
  if (moved) push(frame, id, moved->value, moved->dragging);
  if (std::isfinite(value->slope))
    text_lines(frame.theme.fonts.small, frame.theme.colour.text_soft,
               (Text("∂J/∂") + (id.input == ParameterId::kBias ? "b" : "w") + " = " +
                signed_number(value->slope) +
                (value->slope > 0.0   ? ": a smaller number lowers J"
                 : value->slope < 0.0 ? ": a larger number lowers J"
                                      : ": no effect on J"))
                   .view(),
               edit_px(frame));
  ImGui::EndPopup();
}

}  // namespace isobath::ui
