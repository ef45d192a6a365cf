// SPDX-License-Identifier: MIT
// Making examples once and keeping those used last.
#include "lab/sweep_data.hpp"

#include <algorithm>

#include "core/precision.hpp"
#include "data/dataset.hpp"

namespace isobath::lab {

namespace {

/// Data sets kept: enough for neighbouring cells of a sweep over data, few enough for large ones.
constexpr std::size_t kKept = 8;

template <class Scalar>
core::Examples<Scalar> examples(const data::Part& part, core::Precision precision) {
  core::Examples<Scalar> of{part.x.cast<Scalar>(), part.y.cast<Scalar>()};
  core::round_to(precision, of.x.data(), of.x.size());
  core::round_to(precision, of.y.data(), of.y.size());
  return of;
}

template <class Scalar>
SweepParts<Scalar> parts(const data::Dataset& dataset, core::Precision precision) {
  return {examples<Scalar>(dataset.train, precision), examples<Scalar>(dataset.dev, precision),
          examples<Scalar>(dataset.test, precision)};
}

}  // namespace

std::shared_ptr<SweepDataStore::Entry> SweepDataStore::entry_of(
    const document::Document& document) {
  const std::scoped_lock lock(mutex_);
  const auto found = std::ranges::find_if(entries_, [&](const std::shared_ptr<Entry>& entry) {
    return entry->precision == document.precision && entry->options == document.data;
  });
  if (found != entries_.end()) {
    entries_.splice(entries_.begin(), entries_, found);
    return entries_.front();
  }
  auto entry = std::make_shared<Entry>();
  entry->options = document.data;
  entry->precision = document.precision;
  entries_.push_front(entry);
  if (entries_.size() > kKept) entries_.pop_back();
  return entry;
}

std::expected<std::shared_ptr<const SweepData>, std::string> SweepDataStore::of(
    const document::Document& document) {
  const std::shared_ptr<Entry> entry = entry_of(document);
  const std::scoped_lock lock(entry->making);
  if (entry->data) return entry->data;
  auto dataset = data::make_dataset(document.data);
  if (!dataset) return std::unexpected(dataset.error());
  auto made = std::make_shared<SweepData>();
  made->inputs = dataset->inputs();
  made->classes = dataset->task != data::Task::regression;
  if (document.precision == core::Precision::twofold)
    made->twofold = parts<double>(*dataset, document.precision);
  else
    made->single = parts<float>(*dataset, document.precision);
  entry->data = made;
  return entry->data;
}

}  // namespace isobath::lab
