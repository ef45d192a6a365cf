// SPDX-License-Identifier: MIT
// A session as text and back: JSON around two documents, the experiment and its saved training.
#include <nlohmann/json.hpp>
#include <utility>

#include "app/autosave.hpp"
#include "app/edit_parameters.hpp"
#include "document/json.hpp"

namespace isobath::app {

namespace {

using nlohmann::json;

constexpr int kVersion = 1;

json parsed(const document::Document& document) {
  return json::parse(document::to_json(document, false, -1));
}

std::expected<document::Document, std::string> document_at(const json& tree, const char* name) {
  const auto found = tree.find(name);
  if (found == tree.end()) return std::unexpected(std::string(name) + " is missing");
  return document::from_json(found->dump());
}

template <class Choice>
void read_choice(const json& view, const char* name, Choice& choice) {
  const auto found = view.find(name);
  if (found == view.end() || !found->is_number_integer()) return;
  choice = static_cast<Choice>(found->get<int>());
}

void read_switch(const json& view, const char* name, bool& on) {
  const auto found = view.find(name);
  if (found != view.end() && found->is_boolean()) on = found->get<bool>();
}

/// What is odd is left as it is by default: choices are not worth a refusal.
View read_view(const json& tree) {
  View view;
  const json choices = tree.value("view", json::object());
  if (!choices.is_object()) return view;
  read_choice(choices, "theme", view.theme);
  if (view.theme != ThemeChoice::light && view.theme != ThemeChoice::dark)
    view.theme = ThemeChoice::system;
  read_choice(choices, "gradient", view.gradient);
  if (view.gradient != core::Quantity::d_a && view.gradient != core::Quantity::d_w)
    view.gradient = core::Quantity::d_z;
  read_switch(choices, "log_cost", view.logarithmic_cost);
  read_switch(choices, "discrete", view.discrete);
  read_switch(choices, "dev_shown", view.dev_shown);
  const auto speed = choices.find("speed");
  if (speed != choices.end() && speed->is_number()) view.speed = speed->get<double>();
  return view;
}

}  // namespace

std::string to_text(const Session& session, const KeptRun& kept) {
  const View& view = session.view();
  json choices{{"theme", static_cast<int>(view.theme)},
               {"gradient", static_cast<int>(view.gradient)},
               {"log_cost", view.logarithmic_cost},
               {"discrete", view.discrete},
               {"dev_shown", view.dev_shown}};
  if (view.speed != kFlatOut) choices["speed"] = view.speed;
  json tree{{"isobath_session", kVersion}, {"view", choices}, {"document", parsed(kept.document)}};
  if (kept.parameters) {
    document::Document trained = kept.document;
    trained.parameters = kept.parameters;
    trained.progress = kept.progress;
    tree["training"] = parsed(trained);
    tree["from_start"] = kept.from_start;
  }
  return tree.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::expected<Stored, std::string> from_text(std::string_view text) {
  const json tree = json::parse(text, nullptr, false);
  if (!tree.is_object() || tree.value("isobath_session", json()) != kVersion)
    return std::unexpected("it is no session of version " + std::to_string(kVersion) + ".");
  auto document = document_at(tree, "document");
  if (!document) return std::unexpected(document.error());
  Stored stored{{.document = std::move(*document)}, read_view(tree)};
  if (!tree.contains("training")) return stored;
  auto trained = document_at(tree, "training");
  if (!trained) return std::unexpected(trained.error());
  stored.kept.parameters = std::exchange(trained->parameters, stored.kept.document.parameters);
  stored.kept.progress = std::exchange(trained->progress, stored.kept.document.progress);
  if (!(*trained == stored.kept.document))
    return std::unexpected("its training is of another experiment.");
  stored.kept.from_start = tree.value("from_start", json()) == true;
  return stored;
}

}  // namespace isobath::app
