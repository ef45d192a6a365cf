// SPDX-License-Identifier: MIT
// Links, rows of weights and files as text.
#include "app/edit/clipboard.hpp"

#include <algorithm>
#include <array>

#include "app/session/session.hpp"
#include "data/text.hpp"
#include "document/link.hpp"

namespace isobath::app {

std::string to_copy(Session& session, std::string_view address) {
  const auto unit = session.snapshot().view.pinned_unit;
  if (!unit || unit->layer == 0 || !session.settle())
    return std::string(address) + document::to_link(session.document());
  const core::Parameters<double> parameters = session.parameters();
  const auto& layer = parameters[static_cast<std::size_t>(unit->layer) - 1];
  std::string row = data::to_text(layer.weights(unit->unit, 0));
  for (core::Index i = 1; i < layer.weights.cols(); ++i)
    row += '\t' + data::to_text(layer.weights(unit->unit, i));
  if (layer.bias.size() > 0) row += '\t' + data::to_text(layer.bias(unit->unit));
  return row + '\n';
}

std::optional<Action> to_paste(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const auto first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return std::nullopt;
  const std::string_view inked = text.substr(first, text.find_last_not_of(kBlank) - first + 1);
  constexpr std::array<std::string_view, 4> kLinks{"#", "http://", "https://", "file://"};
  const bool link = std::ranges::any_of(
      kLinks, [inked](std::string_view begin) { return inked.starts_with(begin); });
  if (link) return OpenLink{std::string(inked)};
  return OpenText{"The clipboard", std::string(text)};
}

}  // namespace isobath::app
