// SPDX-License-Identifier: MIT
// A language that nobody speaks, to see what becomes of the screen in one that is longer and has
// other letters: each run of letters of a sentence is Hangul of a third more width.
#pragma once

#include <vector>

#include "words/words.hpp"

namespace isobath::words {

std::vector<Translation> pseudo_language();

}  // namespace isobath::words
