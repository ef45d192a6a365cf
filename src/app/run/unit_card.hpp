// SPDX-License-Identifier: MIT
// The sum of one unit, put in the order in which it is read.
#pragma once

#include "app/run/unit_look.hpp"

namespace isobath::app {

/// Of all terms of a card, keeps the kTerms with the largest |w·a|, largest first (what is not
/// finite before everything), and sums up the rest.
void order_terms(UnitCard& card);

/// Σ w·a + b over all terms of the card.
double sum_of(const UnitCard& card);

}  // namespace isobath::app
