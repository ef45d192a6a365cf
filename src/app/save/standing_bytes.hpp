// SPDX-License-Identifier: MIT
// Where a training stands as bytes, and back: bit for bit, in its own number format.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/network.hpp"
#include "core/trainer.hpp"

namespace isobath::app {

template <class Scalar>
std::string to_bytes(const core::Standing<Scalar>& standing);

/// Empty where the bytes are not those of a training of this network, of so many examples, in this
/// number format.
template <class Scalar>
std::optional<core::Standing<Scalar>> standing_from(std::string_view bytes,
                                                    const core::Network& network,
                                                    core::Index examples);

extern template std::string to_bytes(const core::Standing<float>&);
extern template std::string to_bytes(const core::Standing<double>&);
extern template std::optional<core::Standing<float>> standing_from(std::string_view,
                                                                   const core::Network&,
                                                                   core::Index);
extern template std::optional<core::Standing<double>> standing_from(std::string_view,
                                                                    const core::Network&,
                                                                    core::Index);

}  // namespace isobath::app
