// SPDX-License-Identifier: MIT
// Networks that compute the parity of n bits exactly, with nothing learned.
#pragma once

#include <expected>
#include <string>

#include "app/action.hpp"
#include "document/document.hpp"

namespace isobath::app {

/// The document with such a network, of as many bits as its data have, in place of its own: with a
/// linear output, the squared error, raw inputs and no penalty, J is exactly 0. An error (a
/// sentence) where the data are no parity.
std::expected<document::Document, std::string> with_parity_net(document::Document document,
                                                               ParityNet net);

}  // namespace isobath::app
