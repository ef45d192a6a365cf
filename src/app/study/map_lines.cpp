// SPDX-License-Identifier: MIT
#include "app/study/map_lines.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "app/run/run.hpp"
#include "core/initialization.hpp"
#include "data/dataset.hpp"
#include "document/fields.hpp"
#include "document/json.hpp"
#include "document/shape.hpp"
#include "lab/mean_field.hpp"
#include "lab/sharpness.hpp"

namespace isobath::app {

namespace {

constexpr std::string_view kScale = "initialization.scale", kDepth = "network.depth",
                           kRate = "training.learning_rate";
/// Along a side.
constexpr int kMostPlaces = 33;

/// A depth that has a layer between two hidden ones.
constexpr const char* kSomeDepth = "4";

core::Network network_of_start(const document::Document& document) {
  return {document::input_count(document.data), document.layers, document.loss, document.precision,
          document.arithmetic};
}

/// Places where a line is computed: as many as are enough to draw it.
std::vector<MapPlace> places_along(const MapAxis& axis) {
  std::vector<MapPlace> places;
  const int count = axis.count();
  const int intervals = std::min(count, kMostPlaces) - 1;
  for (int i = 0; i <= intervals; ++i) {
    const int sample = intervals > 0 ? (count - 1) * i / intervals : 0;
    places.push_back(sample * MapAxis::stride(0));
  }
  return places;
}

}  // namespace

std::shared_ptr<MapLines> MapLines::of(const document::Document& base, const MapAxis& x,
                                       const MapAxis& y) {
  for (const bool upright : {false, true}) {
    const MapAxis& along = upright ? y : x;
    const MapAxis& across = upright ? x : y;
    if (along.path() == kScale && across.path() == kDepth)
      return std::shared_ptr<MapLines>(new MapLines(base, along, across, Theory::depth, upright));
    const bool of_start = along.path().starts_with("initialization.") ||
                          along.path().starts_with("network.") || along.path().starts_with("data.");
    if (across.path() == kRate && of_start && lab::sharpness_limit(base.training))
      return std::shared_ptr<MapLines>(new MapLines(base, along, across, Theory::rate, upright));
  }
  return nullptr;
}

MapLines::MapLines(const document::Document& base, const MapAxis& along, const MapAxis& across,
                   Theory theory, bool upright)
    : base_(base),
      along_(along),
      across_(across),
      theory_(theory),
      upright_(upright),
      places_(places_along(along)) {
  if (theory == Theory::depth)
    lines_ = {{MapLineKind::depth_scale, {}}, {MapLineKind::six_depth_scales, {}}};
  else
    lines_ = {{MapLineKind::largest_rate, {}}};
}

bool MapLines::advance() {
  if (next_ == 0 && theory_ == Theory::depth) find_critical();
  const MapPlace place = places_[next_++];
  if (theory_ == Theory::depth)
    add_depth(place);
  else
    add_rate(place);
  return next_ < places_.size();
}

double MapLines::progress() const {
  return static_cast<double>(next_) / static_cast<double>(places_.size());
}

std::optional<document::Document> MapLines::document_at(MapPlace place) const {
  document::Document document = base_;
  if (!document::set_field(document, along_.path(), along_.text(place))) return std::nullopt;
  return document;
}

void MapLines::add(MapLine& line, MapPlace place, double value) {
  const double a = along_.unit(place), b = across_.whole().unit(value);
  line.points.push_back(upright_ ? figure::Place{b, a} : figure::Place{a, b});
}

void MapLines::find_critical() {
  document::Document document = base_;
  if (!document::set_field(document, kScale, "1") ||
      !document::set_field(document, kDepth, kSomeDepth))
    return;
  const core::LayerOptions& layer = document.layers[1];
  const auto variance =
      core::weight_variance(network_of_start(document), document.initialization, 2);
  if (!variance || *variance <= 0.0 || layer.activation == core::Activation::softmax) return;
  const double bias = core::bias_of(layer, document.initialization).value;
  if (const auto critical =
          lab::critical_sigma_w2(lab::nonlinearity_of(layer.activation), bias * bias))
    critical_ = std::sqrt(*critical / *variance);
}

/// Of a layer between two hidden ones.
void MapLines::add_depth(MapPlace place) {
  double xi = std::numeric_limits<double>::quiet_NaN();
  auto document = document_at(place);
  if (document && document::set_field(*document, kDepth, kSomeDepth)) {
    const auto theory =
        lab::trace_variance(network_of_start(*document), document->initialization, 1.0);
    const core::Activation activation = document->layers[1].activation;
    if (theory.size() > 1 && theory[1].sigma_w2 && activation != core::Activation::softmax) {
      const auto settled = lab::fixed_point(lab::nonlinearity_of(activation), *theory[1].sigma_w2,
                                            theory[1].sigma_b2, true);
      if (settled.xi_c) xi = *settled.xi_c;
    }
  }
  add(lines_[0], place, xi);
  add(lines_[1], place, 6.0 * xi);
}

void MapLines::add_rate(MapPlace place) {
  double rate = std::numeric_limits<double>::quiet_NaN();
  const auto document = document_at(place);
  if (!document) return add(lines_[0], place, rate);
  if (const auto dataset = data::make_dataset(document->data)) {
    const core::Network network = network_of(*document, *dataset);
    const core::Examples<double> train{dataset->train.x, dataset->train.y};
    constexpr double kEnough = 1e-4;
    const lab::Sharpness sharpness = lab::find_sharpness(
        network, document->training, core::start_parameters(network, document->initialization),
        train, kEnough);
    rate = lab::largest_rate(document->training, sharpness.largest)
               .value_or(std::numeric_limits<double>::quiet_NaN());
  }
  add(lines_[0], place, rate);
}

}  // namespace isobath::app
