// SPDX-License-Identifier: MIT
// Loss and accuracy over a part of the data, as a record has them.
#pragma once

#include "core/loss.hpp"
#include "core/probe.hpp"
#include "core/record.hpp"
#include "core/trainer.hpp"
#include "document/study.hpp"

namespace isobath::lab {

/// Without penalties and dropout; NaN of an empty part. `probe` is one of a network that computes
/// as `network` does; `classes`: does an accuracy make sense?
template <class Scalar>
core::PartRecord measure_part(core::Probe<Scalar>& probe, const core::Network& network,
                              const core::Parameters<Scalar>& parameters,
                              const core::Examples<Scalar>& part, bool classes) {
  core::PartRecord record;
  if (part.count() == 0) return record;
  double loss = 0.0;
  core::Index correct = 0;
  probe.for_each_piece(
      parameters, part.x, [&](core::Index first, core::Cache<Scalar>& cache, core::Index count) {
        const auto y = part.y.middleCols(first, count);
        loss += core::loss_sum<Scalar>(network.loss, cache.layers.back().z.leftCols(count),
                                       core::output_of(cache, count), y);
        if (classes) correct += core::correct_count<Scalar>(core::output_of(cache, count), y);
      });
  const auto m = static_cast<double>(part.count());
  record.loss = loss / m;
  if (classes) record.accuracy = static_cast<double>(correct) / m;
  return record;
}

/// What a measure of a part is of its record.
inline double measure_of(document::Measure measure, const core::PartRecord& record) {
  if (document::is_accuracy(measure)) return record.accuracy;
  if (document::is_error(measure)) return 1.0 - record.accuracy;
  return record.loss;
}

}  // namespace isobath::lab
