// SPDX-License-Identifier: MIT
// Progress on standard error.
#include "cli/meter.hpp"

#include <unistd.h>

#include <cstdio>

namespace isobath::cli {

Meter::Meter(const char* command) : command_(command), terminal_(isatty(STDERR_FILENO) == 1) {}

bool Meter::due(bool last) const {
  const auto passed = Clock::now() - last_;
  if (!terminal_) return !last && passed >= std::chrono::seconds(30);
  return last || passed >= std::chrono::milliseconds(250);
}

void Meter::show(const std::string& done, double share, bool last) {
  if (!due(last)) return;
  last_ = Clock::now();
  const double seconds = std::chrono::duration<double>(last_ - start_).count();
  std::fprintf(stderr, "%s%s, %.0f s", terminal_ ? "\r" : (std::string(command_) + ": ").c_str(),
               done.c_str(), seconds);
  if (share > 0.0 && share < 1.0) std::fprintf(stderr, ", %.0f s to go", seconds / share - seconds);
  std::fprintf(stderr, "%s", !terminal_ || last ? "   \n" : "   ");
}

}  // namespace isobath::cli
