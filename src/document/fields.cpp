// SPDX-License-Identifier: MIT
// The table of all fields, put together from its sections.
#include "document/fields.hpp"

#include <vector>

#include "document/field_table.hpp"

namespace isobath::document {

namespace {

std::vector<Field> make_fields() {
  std::vector<Field> all;
  table::add_text_fields(all);
  table::add_data_fields(all);
  table::add_network_fields(all);
  table::add_training_fields(all);
  all.push_back(table::scalar<&Document::precision>(
      {.path = "precision",
       .link = "precision",
       .kind = Kind::choice,
       .choices = core::names(core::Precision{}),
       .effect = Effect::network,
       .help = "The format of every stored number; shorter ones overflow to infinity and vanish "
               "to 0 sooner."}));
  all.push_back(table::scalar<&Document::arithmetic>(
      {.path = "arithmetic",
       .link = "arithmetic",
       .kind = Kind::choice,
       .choices = core::names(core::Arithmetic{}),
       .effect = Effect::network,
       .help = "fast: a·b + c is rounded as the processor does best, and last bits differ between "
               "machines; reproducible: the same bits on all of them, somewhat slower."}));
  table::add_study_fields(all);
  all.push_back({.path = "parameters",
                 .kind = Kind::parameters,
                 .effect = Effect::network,
                 .help = "W and b of every layer in place of the initialisation: a saved "
                         "training."});
  all.push_back({.path = "progress",
                 .kind = Kind::progress,
                 .effect = Effect::network,
                 .help = "With parameters, where the saved training stood; it goes on as if it "
                         "had not stopped."});
  return all;
}

}  // namespace

std::span<const Field> fields() {
  static const std::vector<Field> kTable = make_fields();
  return kTable;
}

std::span<const Field> layer_fields() {
  static const std::vector<Field> kTable = [] {
    std::vector<Field> all;
    table::add_layer_fields(all);
    return all;
  }();
  return kTable;
}

}  // namespace isobath::document
