// SPDX-License-Identifier: MIT
// Weights and biases set by hand: the document becomes the saved training of the present moment
// with one number replaced, so that the edit is saved, shared and undone like any other.
#pragma once

#include <expected>
#include <string>

#include "app/action.hpp"
#include "core/progress.hpp"
#include "document/document.hpp"

namespace isobath::app {

/// The document as a saved training: `parameters` and `progress` are those of its run now.
document::Document with_training(document::Document document, core::Parameters<double> parameters,
                                 core::Progress progress);

/// The document after SetWeight, SetBias or SetMatrix, given the parameters and progress of its run
/// now. An error is one sentence: the layer, unit or input is not there, a matrix has another
/// shape, or a value is not finite.
std::expected<document::Document, std::string> edit_parameters(const document::Document& document,
                                                               core::Parameters<double> parameters,
                                                               core::Progress progress,
                                                               const EditAction& action);

}  // namespace isobath::app
