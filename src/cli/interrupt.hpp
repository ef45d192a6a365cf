// SPDX-License-Identifier: MIT
// Ctrl-C and a queue's wish to stop, for commands that have something to finish first.
#pragma once

namespace isobath::cli {

/// Catches SIGINT and SIGTERM as long as it lives; a second one of a kind ends the program at once.
/// One at a time.
class InterruptWatch {
 public:
  InterruptWatch();
  ~InterruptWatch();
  InterruptWatch(const InterruptWatch&) = delete;
  InterruptWatch& operator=(const InterruptWatch&) = delete;

  bool interrupted() const;

 private:
  void (*before_int_)(int);
  void (*before_term_)(int);
};

}  // namespace isobath::cli
