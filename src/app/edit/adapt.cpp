// SPDX-License-Identifier: MIT
// The consequences of an edit.
#include "app/edit/adapt.hpp"

#include "data/table.hpp"
#include "document/shape.hpp"

namespace isobath::app {

namespace {

/// Saved parameters belong to the network they were saved from.
void forget_training(document::Document& document) {
  document.parameters.reset();
  document.progress.reset();
}

}  // namespace

void fit_output(document::Document& document) {
  const auto targets = static_cast<int>(document::target_count(document.data));
  core::LayerOptions& last = document.layers.back();
  if (last.units != targets) {
    last.units = targets;
    forget_training(document);
  }
  switch (data::task_of(document.data)) {
    case data::Task::binary:
      if (document.loss == core::Loss::categorical_cross_entropy ||
          last.activation != core::Activation::sigmoid) {
        document.loss = core::Loss::binary_cross_entropy;
        last.activation = core::Activation::sigmoid;
      }
      break;
    case data::Task::categorical:
      document.loss = core::Loss::categorical_cross_entropy;
      last.activation = core::Activation::softmax;
      break;
    case data::Task::regression:
      document.loss = core::Loss::squared_error;
      if (last.activation == core::Activation::sigmoid ||
          last.activation == core::Activation::softmax)
        last.activation = core::Activation::linear;
      break;
  }
}

bool says_output(const document::Document& document) {
  static const document::Document kDefault;
  const core::LayerOptions &last = document.layers.back(), &usual = kDefault.layers.back();
  return document.loss != kDefault.loss || last.units != usual.units ||
         last.activation != usual.activation;
}

std::string fitting_output(const document::Document& document) {
  document::Document fitted = document;
  fit_output(fitted);
  const core::LayerOptions &last = document.layers.back(), &other = fitted.layers.back();
  if (other.units == last.units && other.activation == last.activation &&
      fitted.loss == document.loss)
    return "";
  return std::to_string(other.units) + (other.units == 1 ? " unit of " : " units of ") +
         std::string(core::name(other.activation)) + " with " +
         std::string(core::name(fitted.loss)) + (other.units == 1 ? " fits" : " fit");
}

void fit_activation(document::Document& document) {
  core::LayerOptions& last = document.layers.back();
  switch (document.loss) {
    case core::Loss::binary_cross_entropy:
      last.activation = core::Activation::sigmoid;
      break;
    case core::Loss::categorical_cross_entropy:
      last.activation = core::Activation::softmax;
      break;
    case core::Loss::squared_error:
      if (last.activation == core::Activation::softmax) last.activation = core::Activation::linear;
      break;
  }
}

document::Document with_table(document::Document document,
                              std::shared_ptr<const data::Table> table) {
  document.data.source = data::Source::table;
  document.data.table = std::move(table);
  forget_training(document);
  fit_output(document);
  return document;
}

std::expected<document::Document, std::string> with_choices(
    document::Document document, std::vector<data::ColumnChoice> choices) {
  if (!document.data.table) return std::unexpected("data.columns: there is no table");
  auto table = data::make_table(data::sheet_of(*document.data.table), std::move(choices));
  if (!table) return std::unexpected("data.columns: " + table.error());
  return with_table(std::move(document), std::make_shared<const data::Table>(std::move(*table)));
}

}  // namespace isobath::app
