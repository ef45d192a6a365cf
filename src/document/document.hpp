// SPDX-License-Identifier: MIT
// The experiment document: the one value that is saved, shared, undone and swept. Everything else
// is derived from it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/options.hpp"
#include "core/parameters.hpp"
#include "core/progress.hpp"
#include "data/options.hpp"
#include "document/study.hpp"

namespace isobath::document {

inline constexpr int kVersion = 1;

struct Document {
  std::string title;
  std::string note;
  std::string data_file;  // the name of the file that a table came from
  data::Options data;
  std::vector<core::LayerOptions> layers{{4, core::Activation::tanh, {}, {}, {}},
                                         {1, core::Activation::sigmoid, {}, {}, {}}};
  core::InitializationOptions initialization;
  core::Loss loss = core::Loss::binary_cross_entropy;
  core::TrainingOptions training;
  core::Precision precision = core::Precision::single;
  core::Arithmetic arithmetic = core::Arithmetic::fast;
  Study study;
  /// If there, the parameters of every layer in place of the initialisation: a saved training.
  std::shared_ptr<const core::Parameters<double>> parameters;
  /// With `parameters`: where the saved training stood, so that it goes on as if it had not
  /// stopped.
  std::shared_ptr<const core::Progress> progress;
};

/// Equal in every value; tables and parameters by their contents.
bool operator==(const Document& a, const Document& b);

}  // namespace isobath::document
