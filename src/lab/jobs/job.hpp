// SPDX-License-Identifier: MIT
// Work in pieces, so that whoever does it can turn to something else in between.
#pragma once

namespace isobath::lab {

/// It holds all that it needs: it may be advanced by another thread than the one that made it, and
/// outlive whatever it was made of. What it finds is read once it has ended.
class Job {
 public:
  virtual ~Job() = default;
  Job(const Job&) = delete;
  Job& operator=(const Job&) = delete;

  /// The next piece, of a few milliseconds at most; false after the last. Called by one thread at a
  /// time, and not always by the same one.
  virtual bool advance() = 0;
  /// How much is done, 0 to 1. Asked between two pieces.
  virtual double progress() const = 0;

 protected:
  Job() = default;
};

/// Goes on to the end, here and now.
inline void finish(Job& job) {
  while (job.advance()) {
  }
}

}  // namespace isobath::lab
