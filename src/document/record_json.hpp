// SPDX-License-Identifier: MIT
// Records and parameters as JSON, as the command line and the page's JavaScript object give them.
#pragma once

#include <string>

#include "core/parameters.hpp"
#include "core/record.hpp"

namespace isobath::document {

/// One line: {"step": 0, "epoch": 0, "cost": 0.69, "train": {"loss": …, "accuracy": …}, …,
/// "layers": [{"layer": 1, "Z": {"mean": …}, …}], "diverged": null}. A non-finite number is the
/// string "NaN", "Infinity" or "-Infinity", as is the loss of a part without examples; an accuracy
/// that does not apply (regression, no examples) is null, as is db of a layer without b.
std::string to_json(const core::Record& record);

/// One line: [{"W": [[…], …], "b": […]}, …], without b of a layer that has none; numbers as in a
/// record.
std::string parameters_json(const core::Parameters<double>& parameters);

}  // namespace isobath::document
