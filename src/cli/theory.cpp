// SPDX-License-Identifier: MIT
// Mean-field theory beside measurement, as a command.
#include <cmath>

#include "app/run/run.hpp"
#include "cli/commands.hpp"
#include "cli/number.hpp"
#include "core/initialization.hpp"
#include "lab/mean_field.hpp"

namespace isobath::cli {

namespace {

const char* phase_of(std::optional<double> chi_1) {
  if (!chi_1) return "unbounded";
  if (std::abs(*chi_1 - 1.0) < 1e-6) return "critical";
  return *chi_1 > 1.0 ? "chaotic" : "ordered";
}

/// Where an endless stack of such layers would settle.
Json settled(core::Activation activation, double sigma_w2, double sigma_b2) {
  const lab::Nonlinearity g = lab::nonlinearity_of(activation);
  const lab::FixedPoint point = lab::fixed_point(g, sigma_w2, sigma_b2);
  return {{"q_star", number(point.q)},
          {"chi_1_star", number(point.chi_1)},
          {"c_star", number(point.c)},
          {"xi_c", number(point.xi_c)},
          {"xi_q", number(point.xi_q)},
          {"critical_sigma_w2", number(lab::critical_sigma_w2(g, sigma_b2))},
          {"phase", phase_of(point.chi_1)}};
}

}  // namespace

Status theory(const Source& source, std::ostream& out) {
  auto document = read_document(source);
  if (!document) return std::unexpected(document.error());
  auto run = app::Run::begin(*document);
  if (!run) return std::unexpected(run.error());
  const core::Network& network = (*run)->network();
  const core::Record record = (*run)->record();
  const core::Matrix<double>& x = (*run)->dataset().train.x;
  const auto trace = lab::trace_variance(network, document->initialization,
                                         x.squaredNorm() / static_cast<double>(x.size()));
  // Most layers are alike; each kind settles once.
  Json known = Json::object();
  for (const lab::LayerTheory& layer : trace) {
    const auto at = static_cast<std::size_t>(layer.layer) - 1;
    const core::Activation activation = network.layers[at].activation;
    const core::LayerRecord& measured = record.layers[at];
    std::optional<double> measured_chi;
    if (at + 1 < record.layers.size())
      measured_chi = std::pow(measured.d_z.rms / record.layers[at + 1].d_z.rms, 2.0);
    Json line{{"layer", layer.layer},
              {"activation", core::name(activation)},
              {"sigma_w2", number(layer.sigma_w2)},
              {"sigma_b2", layer.sigma_b2},
              {"q", number(layer.q)},
              {"q_measured", number(measured.z.rms * measured.z.rms)},
              {"chi_1", number(layer.chi_1)},
              {"chi_1_measured", number(measured_chi)}};
    if (layer.sigma_w2 && activation != core::Activation::softmax) {
      const std::string kind = Json{line["activation"], *layer.sigma_w2, layer.sigma_b2}.dump();
      if (!known.contains(kind)) known[kind] = settled(activation, *layer.sigma_w2, layer.sigma_b2);
      line.update(known[kind]);
    }
    out << line.dump() << '\n';
  }
  return kDone;
}

}  // namespace isobath::cli
