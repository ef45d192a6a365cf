// SPDX-License-Identifier: MIT
// What a figure shows, in words: for those who do not see it.
#pragma once

#include <string>

#include "app/figure/figure.hpp"

namespace isobath::app::figure {

/// The line on top is told first: "J train from 0.693 to 0.0120 over 300 steps, least 0.0119 at
/// step 290; dev loss from …; 2 lines, y logarithmic". What is not finite is told with where it
/// begins; marks are told by their names.
std::string in_words(const Figure& figure);

}  // namespace isobath::app::figure
