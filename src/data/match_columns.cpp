// SPDX-License-Identifier: MIT
// Matching the columns of one sheet to those of another.
#include "data/match_columns.hpp"

#include <algorithm>

#include "data/text.hpp"

namespace isobath::data {
namespace {

std::string listed_names(const Sheet& sheet) {
  std::string names;
  constexpr std::size_t kMost = 8;
  for (std::size_t j = 0; j < std::min(sheet.columns.size(), kMost); ++j)
    names += (j > 0 ? ", " : "") + quoted(sheet.columns[j].name);
  return names + (sheet.columns.size() > kMost ? ", …" : "");
}

// Of columns with the same name here and there, the first to the first.
std::expected<std::size_t, std::string> match_name(const Sheet& given, const Sheet& trained,
                                                   std::size_t j) {
  const std::string& name = trained.columns[j].name;
  const auto count = std::ranges::count(given.columns, name, &Column::name);
  if (count == 0)
    return std::unexpected("there is no column " + quoted(name) +
                           ", which the network was trained with; the columns are " +
                           listed_names(given));
  if (count > 1 && std::ranges::count(trained.columns, name, &Column::name) == 1)
    return std::unexpected(std::to_string(count) + " columns are called " + quoted(name) +
                           "; one is needed");
  std::size_t same = 0;
  for (std::size_t k = 0; k < j; ++k)
    if (trained.columns[k].name == name) ++same;
  for (std::size_t k = 0; k < given.columns.size(); ++k)
    if (given.columns[k].name == name && same-- == 0) return k;
  return std::unexpected("there are too few columns called " + quoted(name));
}

}  // namespace

std::expected<Places, std::string> match_columns(const Sheet& given, const Sheet& trained,
                                                 const TablePlan& plan) {
  Places places(trained.columns.size());
  std::vector<std::size_t> inputs;
  for (std::size_t j = 0; j < places.size(); ++j)
    if (plan.columns[j].use == Use::input) inputs.push_back(j);
  if (given.has_names && trained.has_names) {
    for (const std::size_t j : inputs) {
      const auto place = match_name(given, trained, j);
      if (!place) return std::unexpected(place.error());
      places[j] = *place;
    }
    return places;
  }
  const std::size_t columns = given.columns.size();
  if (columns != inputs.size() && columns != places.size())
    return std::unexpected(std::to_string(columns) +
                           (columns == 1 ? " column does" : " columns do") + " not fit the " +
                           std::to_string(inputs.size()) + " inputs of the document's data");
  // With or without what is no input.
  for (std::size_t k = 0; k < inputs.size(); ++k)
    places[inputs[k]] = columns == inputs.size() ? k : inputs[k];
  return places;
}

}  // namespace isobath::data
