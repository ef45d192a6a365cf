// SPDX-License-Identifier: MIT
// Sorting and summing terms.
#include "app/run/unit_card.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace isobath::app {

namespace {

double weight_of(const UnitCard::Term& term) {
  const double size = std::fabs(term.product());
  return std::isnan(size) ? std::numeric_limits<double>::infinity() : size;
}

}  // namespace

void order_terms(UnitCard& card) {
  const auto kept = std::min<std::size_t>(UnitCard::kTerms, card.terms.size());
  const auto middle = card.terms.begin() + static_cast<std::ptrdiff_t>(kept);
  std::partial_sort(card.terms.begin(), middle, card.terms.end(),
                    [](const UnitCard::Term& a, const UnitCard::Term& b) {
                      const double first = weight_of(a), second = weight_of(b);
                      return first != second ? first > second : a.input < b.input;
                    });
  card.rest = 0.0;
  card.rest_count = static_cast<int>(card.terms.size() - kept);
  for (auto term = middle; term != card.terms.end(); ++term) card.rest += term->product();
  card.terms.erase(middle, card.terms.end());
}

double sum_of(const UnitCard& card) {
  double sum = card.rest + card.b;
  for (const UnitCard::Term& term : card.terms) sum += term.product();
  return sum;
}

}  // namespace isobath::app
