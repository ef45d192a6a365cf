// SPDX-License-Identifier: MIT
// What every editing action does to the document.
#include "app/edit/reducer.hpp"

#include <algorithm>

#include "app/edit/adapt.hpp"
#include "app/edit/parity_nets.hpp"
#include "app/edit/points.hpp"
#include "document/fields.hpp"
#include "document/json.hpp"
#include "document/link.hpp"

namespace isobath::app {

namespace {

using Edited = std::expected<document::Document, std::string>;
using document::Document;

/// A document that fits together, or the sentence that says why it does not.
Edited checked(Document next) {
  std::string fault = document::validate(next);
  if (!fault.empty()) return std::unexpected(std::move(fault));
  return next;
}

/// Saved parameters are of another network or another start: the edit asks for a new one.
Document without_training(Document document) {
  document.parameters.reset();
  document.progress.reset();
  return document;
}

/// Sets a field, and what follows from it.
std::string set(Document& document, const std::string& name, const std::string& value) {
  if (auto set = document::set_field(document, name, value); !set) return set.error();
  const document::Field* field = document::find_field(name);
  if (field && field->effect != document::Effect::training &&
      field->effect != document::Effect::text)
    document = without_training(std::move(document));
  if (field && (field->path == "data.source" || field->path == "data.classes" ||
                field->path == "data.targets"))
    fit_output(document);
  if (field && field->path == "loss") fit_activation(document);
  return {};
}

Edited apply(const Document& document, const SetField& action) {
  Document next = document;
  if (std::string fault = set(next, action.field, action.value); !fault.empty())
    return std::unexpected(std::move(fault));
  return checked(std::move(next));
}

Edited apply(const Document& document, const ApplyChanges& action) {
  Document next = document;
  for (const FieldValue& change : action.changes)
    if (std::string fault = set(next, change.field, change.value); !fault.empty())
      return std::unexpected(std::move(fault));
  return checked(action.restart ? without_training(std::move(next)) : std::move(next));
}

Edited apply(const Document& document, const AddLayer& action) {
  const int layers = static_cast<int>(document.layers.size());
  if (layers >= core::kMaxLayers)
    return std::unexpected("network.layers: " + std::to_string(layers + 1) +
                           " layers are more than " + std::to_string(core::kMaxLayers));
  Document next = without_training(document);
  const int after = std::clamp(action.after, 0, layers - 1);
  // A network without hidden layers has none to copy: the first one is tanh with four units.
  const core::LayerOptions copied = after > 0    ? next.layers[static_cast<std::size_t>(after) - 1]
                                    : layers > 1 ? next.layers.front()
                                                 : core::LayerOptions{};
  next.layers.insert(next.layers.begin() + after, copied);
  return checked(std::move(next));
}

std::string no_such_layer(const Document& document, int layer) {
  return "network.layers: there is no layer " + std::to_string(layer) + " among " +
         std::to_string(document.layers.size());
}

Edited apply(const Document& document, const RemoveLayer& action) {
  const int layers = static_cast<int>(document.layers.size());
  if (action.layer < 1 || action.layer > layers)
    return std::unexpected(no_such_layer(document, action.layer));
  if (action.layer == layers)
    return std::unexpected("network.layers: the last layer is the output and stays");
  Document next = without_training(document);
  next.layers.erase(next.layers.begin() + action.layer - 1);
  return checked(std::move(next));
}

Edited apply(const Document& document, const SetUnits& action) {
  if (action.layer < 1 || action.layer > static_cast<int>(document.layers.size()))
    return std::unexpected(no_such_layer(document, action.layer));
  if (action.units < 1 || action.units > core::kMaxUnits)
    return std::unexpected("network.layers[" + std::to_string(action.layer - 1) +
                           "].units: " + std::to_string(action.units) + " is not between 1 and " +
                           std::to_string(core::kMaxUnits));
  Document next = without_training(document);
  next.layers[static_cast<std::size_t>(action.layer) - 1].units = action.units;
  return checked(std::move(next));
}

Edited apply(const Document& document, const SetActivation& action) {
  if (action.layer < 1 || action.layer > static_cast<int>(document.layers.size()))
    return std::unexpected(no_such_layer(document, action.layer));
  Document next = without_training(document);
  next.layers[static_cast<std::size_t>(action.layer) - 1].activation = action.activation;
  return checked(std::move(next));
}

Edited apply(const Document&, const OpenDocument& action) { return checked(action.document); }

Edited apply(const Document&, const OpenText& action) {
  auto next = document::from_json(action.text);
  if (!next) return std::unexpected(action.name + ": " + next.error());
  return next;
}

Edited apply(const Document& document, const OpenTable& action) {
  Document next = with_table(document, action.table);
  next.data_file = action.name;
  return checked(std::move(next));
}

Edited apply(const Document&, const OpenLink& action) { return document::from_link(action.link); }

Edited apply(const Document& document, const ChooseColumns& action) {
  auto next = with_choices(document, action.choices);
  if (!next) return next;
  return checked(std::move(*next));
}

Edited apply(const Document& document, const DrawPoint& action) {
  auto next = with_point(document, action);
  if (!next) return next;
  return checked(std::move(*next));
}

Edited apply(const Document& document, const ErasePoints& action) {
  auto next = without_points(document, action);
  if (!next) return next;
  return checked(std::move(*next));
}

Edited apply(const Document& document, const LoadParity& action) {
  auto next = with_parity_net(document, action.net);
  if (!next) return next;
  return checked(std::move(*next));
}

Edited apply(const Document& document, const NewStart&) {
  Document next = without_training(document);
  ++next.initialization.seed;
  return next;
}

Edited apply(const Document& document, const NewData&) {
  Document next = without_training(document);
  ++next.data.seed;
  return next;
}

void change(View& view, const SetView& action) { choose(view, action.chosen); }
void change(View& view, const HoverUnit& action) {
  view.hovered_unit = action.active ? std::optional(action.unit) : std::nullopt;
}
void change(View& view, const PinUnit& action) {
  view.pinned_unit = action.active ? std::optional(action.unit) : std::nullopt;
  if (action.active) view.activation = 0;  // one card at a time
}
void change(View& view, const HoverLayer& action) { view.hovered_layer = action.layer; }
void change(View& view, const ShowUnits& action) { view.units = action.window; }
void change(View& view, const ShowActivation& action) {
  view.activation = std::max(0, action.layer);
  if (action.layer > 0) view.pinned_unit.reset();
}
void change(View& view, const TryShape& action) { view.tried = action; }
void change(View& view, const ChooseParameter& action) { view.parameter = action; }
void change(View& view, const PlantBug& action) { view.bug = action; }
void change(View&, const DismissMessage&) {}  // the message is the session's

}  // namespace

std::optional<Edited> edit(const Document& document, const EditAction& action) {
  return std::visit(
      [&](const auto& specific) -> std::optional<Edited> {
        if constexpr (requires { apply(document, specific); }) return apply(document, specific);
        return std::nullopt;
      },
      action);
}

View look(const View& view, const ViewAction& action) {
  View next = view;
  std::visit([&next](const auto& specific) { change(next, specific); }, action);
  // The stepper and the study have one place; the one that was asked for last has it.
  if (next.studying && next.stepping) (view.studying ? next.studying : next.stepping) = false;
  return next;
}

}  // namespace isobath::app
