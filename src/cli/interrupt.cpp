// SPDX-License-Identifier: MIT
// A flag that the handler of both signals sets.
#include "cli/interrupt.hpp"

#include <csignal>

namespace isobath::cli {

namespace {

volatile std::sig_atomic_t came = 0;

void note(int signal) {
  came = 1;
  std::signal(signal, SIG_DFL);
}

}  // namespace

InterruptWatch::InterruptWatch() {
  came = 0;
  before_int_ = std::signal(SIGINT, note);
  before_term_ = std::signal(SIGTERM, note);
}

InterruptWatch::~InterruptWatch() {
  std::signal(SIGINT, before_int_);
  std::signal(SIGTERM, before_term_);
}

bool InterruptWatch::interrupted() const { return came != 0; }

}  // namespace isobath::cli
