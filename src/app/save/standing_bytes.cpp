// SPDX-License-Identifier: MIT
// Format: size of a number in bytes (u8); step, epoch, position, updates of the moments (i64);
// count and values (f64) of update_rms; where it diverged, if it did; then parameters, first and
// second moments, each with its count (i64).
#include "app/save/standing_bytes.hpp"

#include <cstdint>
#include <span>

#include "app/save/bytes.hpp"

namespace isobath::app {

namespace {

constexpr auto kLastQuantity = static_cast<int>(core::Quantity::update_ratio);

template <class Scalar>
void put(ByteWriter& out, const core::Parameters<Scalar>& parameters) {
  const auto count = static_cast<std::size_t>(parameters.count());
  out.put(static_cast<std::int64_t>(count));
  out.put(std::span<const Scalar>(parameters.data(), count));
}

/// False where there are others than the network has; none at all are good where they may lack.
template <class Scalar>
bool get(ByteReader& in, const core::Network& network, bool may_lack,
         core::Parameters<Scalar>& parameters) {
  const auto count = in.get<std::int64_t>();
  if (may_lack && count == 0) return !in.missing();
  core::Parameters<Scalar> read(network.inputs, network.layers);
  if (count != read.count()) return false;
  in.get(std::span<Scalar>(read.data(), static_cast<std::size_t>(count)));
  parameters = std::move(read);
  return !in.missing();
}

void put(ByteWriter& out, const std::optional<core::Divergence>& diverged) {
  out.put(std::uint8_t{diverged ? std::uint8_t{1} : std::uint8_t{0}});
  if (!diverged) return;
  out.put(diverged->step);
  out.put(static_cast<std::int32_t>(diverged->layer));
  out.put(static_cast<std::int32_t>(diverged->what));
  out.put(static_cast<std::int64_t>(diverged->unit));
  out.put(static_cast<std::int64_t>(diverged->example));
}

bool get(ByteReader& in, const core::Network& network, std::optional<core::Divergence>& diverged) {
  if (in.get<std::uint8_t>() == 0) return !in.missing();
  core::Divergence found;
  found.step = in.get<std::int64_t>();
  found.layer = in.get<std::int32_t>();
  const int what = in.get<std::int32_t>();
  found.unit = static_cast<core::Index>(in.get<std::int64_t>());
  found.example = static_cast<core::Index>(in.get<std::int64_t>());
  if (in.missing() || found.layer < 1 || found.layer > static_cast<int>(network.layers.size()) ||
      what < 0 || what > kLastQuantity)
    return false;
  if (found.unit < 0 || found.example < 0) return false;
  found.what = static_cast<core::Quantity>(what);
  diverged = found;
  return true;
}

}  // namespace

template <class Scalar>
std::string to_bytes(const core::Standing<Scalar>& standing) {
  ByteWriter out;
  const core::Index numbers = standing.parameters.count() + standing.moments.first.count() +
                              standing.moments.second.count();
  out.reserve(static_cast<std::size_t>(numbers) * sizeof(Scalar) +
              8 * (standing.update_rms.size() + 16));
  out.put(static_cast<std::uint8_t>(sizeof(Scalar)));
  out.put(standing.step);
  out.put(standing.epoch);
  out.put(static_cast<std::int64_t>(standing.position));
  out.put(standing.moments.updates);
  out.put(static_cast<std::int64_t>(standing.update_rms.size()));
  out.put(std::span<const double>(standing.update_rms));
  put(out, standing.diverged);
  put(out, standing.parameters);
  put(out, standing.moments.first);
  put(out, standing.moments.second);
  return out.take();
}

template <class Scalar>
std::optional<core::Standing<Scalar>> standing_from(std::string_view bytes,
                                                    const core::Network& network,
                                                    core::Index examples) {
  ByteReader in(bytes);
  if (in.get<std::uint8_t>() != sizeof(Scalar)) return std::nullopt;
  core::Standing<Scalar> standing;
  standing.step = in.get<std::int64_t>();
  standing.epoch = in.get<std::int64_t>();
  const auto position = in.get<std::int64_t>();
  standing.moments.updates = in.get<std::int64_t>();
  const auto sizes = in.get<std::int64_t>();
  const auto layers = static_cast<std::int64_t>(network.layers.size());
  if (standing.step < 0 || standing.epoch < 0 || standing.moments.updates < 0 || position < 0 ||
      position >= examples || (sizes != 0 && sizes != layers))
    return std::nullopt;
  standing.position = static_cast<core::Index>(position);
  standing.update_rms.resize(static_cast<std::size_t>(sizes));
  in.get(std::span<double>(standing.update_rms));
  if (!get(in, network, standing.diverged) || !get(in, network, false, standing.parameters) ||
      !get(in, network, true, standing.moments.first) ||
      !get(in, network, true, standing.moments.second) || !in.complete())
    return std::nullopt;
  return standing;
}

template std::string to_bytes(const core::Standing<float>&);
template std::string to_bytes(const core::Standing<double>&);
template std::optional<core::Standing<float>> standing_from(std::string_view, const core::Network&,
                                                            core::Index);
template std::optional<core::Standing<double>> standing_from(std::string_view, const core::Network&,
                                                             core::Index);

}  // namespace isobath::app
