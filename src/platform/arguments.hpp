// SPDX-License-Identifier: MIT
// What the program is called with.
#pragma once

#include <string>

#include "platform/platform.hpp"

namespace isobath::platform {

struct Arguments {
  Options window;
  std::string document;  // path or link
  std::string error;     // a sentence naming the option
};

Arguments read_arguments(int count, const char* const* values);

}  // namespace isobath::platform
