// SPDX-License-Identifier: MIT
// The examples that the cells of a sweep learn from. Most cells share theirs: they are made once.
#pragma once

#include <expected>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <type_traits>

#include "core/trainer.hpp"
#include "document/document.hpp"

namespace isobath::lab {

template <class Scalar>
struct SweepParts {
  core::Examples<Scalar> train, dev, test;  // x scaled, all rounded to the document's format
};

struct SweepData {
  core::Index inputs = 0;
  bool classes = true;         // do accuracies make sense?
  SweepParts<float> single;    // of every precision but double
  SweepParts<double> twofold;  // of double

  template <class Scalar>
  const SweepParts<Scalar>& parts() const {
    if constexpr (std::is_same_v<Scalar, double>)
      return twofold;
    else
      return single;
  }
};

/// For any number of threads at once.
class SweepDataStore {
 public:
  /// The examples of a document, made now or earlier. An error is one sentence.
  std::expected<std::shared_ptr<const SweepData>, std::string> of(
      const document::Document& document);

 private:
  struct Entry {
    data::Options options;
    core::Precision precision = core::Precision::single;
    std::mutex making;
    std::shared_ptr<const SweepData> data;
  };
  std::shared_ptr<Entry> entry_of(const document::Document& document);

  std::mutex mutex_;                           // of entries_
  std::list<std::shared_ptr<Entry>> entries_;  // the one used last comes first
};

}  // namespace isobath::lab
