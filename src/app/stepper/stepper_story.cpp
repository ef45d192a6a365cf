// SPDX-License-Identifier: MIT
// One cell of a line's result, spelled out: row times column, term by term.
#include <algorithm>
#include <cmath>

#include "app/stepper/stepper.hpp"
#include "core/activation.hpp"
#include "core/elementary.hpp"
#include "core/loss.hpp"
#include "core/optimizer.hpp"
#include "document/sentence.hpp"

namespace isobath::app {

using core::Index;
using document::join;

namespace {

/// A cell's name with the layer as the course writes it: "w[2](1,3)"; rows and columns from 1.
std::string cell(std::string_view name, int layer, Index row, Index column) {
  return join({name, "[", std::to_string(layer), "](", std::to_string(row + 1), ",",
               std::to_string(column + 1), ")"});
}

/// Of a vector: "a[1](2)".
std::string entry(std::string_view name, int layer, Index row) {
  return join({name, "[", std::to_string(layer), "](", std::to_string(row + 1), ")"});
}

double sign(double w) { return w > 0.0 ? 1.0 : w < 0.0 ? -1.0 : 0.0; }

/// Tells cells of one update's lines.
class Teller {
 public:
  Teller(const core::Network& network, const core::Dissection<double>& all, const Line& line,
         bool single)
      : network_(network), all_(all), line_(line), l_(line.layer), single_(single) {}

  CellStory tell(Index row, Index column) const {
    CellStory story;
    switch (line_.kind) {
      case LineKind::pre_activation:
        for (Index p = 0; p < network_.units(l_ - 1); ++p)
          story.terms.push_back({join({cell("w", l_, row, p), "·", of_one("a", l_ - 1, p, column)}),
                                 at(all_.before).weights(row, p), a_below(p, column)});
        if (!options().has_bias) break;
        story.added = at(all_.before).bias(row);
        story.added_name = of_one("b", l_, row, 0);
        break;
      case LineKind::activation:
        take_slope(story, layer().z(row, column));
        story.terms.push_back(
            {join({"g(", of_one("z", l_, row, column), ")"}), layer().a(row, column)});
        break;
      case LineKind::dropout:
        story.terms.push_back(
            {join({of_one("a", l_, row, column), "·", of_one("m", l_, row, column)}),
             layer().a(row, column), layer().mask(row, column)});
        break;
      case LineKind::output_d_a:
      case LineKind::output_d_z:
        story.terms.push_back({of_one("a", l_, row, column), layer().a(row, column)});
        story.terms.push_back({of_one("y", l_, row, column), all_.y(row, column), -1.0});
        break;
      case LineKind::d_z: {
        const double z = layer().z(row, column);
        take_slope(story, z);
        story.terms.push_back({join({of_one("da", l_, row, column), "·g′(z)"}),
                               layer().d_a(row, column),
                               core::activation_derivative(options().activation, z)});
        break;
      }
      case LineKind::d_w:
        story.factor = 1.0 / static_cast<double>(all_.batch);
        for (Index e = 0; e < all_.kept; ++e)
          story.terms.push_back({join({cell("dz", l_, row, e), "·", cell("a", l_ - 1, column, e)}),
                                 layer().d_z(row, e), a_below(column, e)});
        story.complete = all_.kept == all_.batch;
        add_penalties(story, row, column);
        break;
      case LineKind::d_b:
        story.factor = 1.0 / static_cast<double>(all_.batch);
        for (Index e = 0; e < all_.kept; ++e)
          story.terms.push_back({cell("dz", l_, row, e), layer().d_z(row, e)});
        story.complete = all_.kept == all_.batch;
        break;
      case LineKind::d_a: {
        const auto& above = all_.layers[static_cast<std::size_t>(l_)];
        const auto& weights = all_.before[static_cast<std::size_t>(l_)].weights;
        for (Index k = 0; k < network_.units(l_ + 1); ++k)
          story.terms.push_back(
              {join({cell("w", l_ + 1, k, row), "·", of_one("dz", l_ + 1, k, column)}),
               weights(k, row), above.d_z(k, column)});
        if (layer().mask.size() > 0) story.factor = layer().mask(row, column);
        break;
      }
      case LineKind::first_moment:
        tell_moment(story, "v_dw", all_.options.momentum, all_.moments_before.first, row, column,
                    1);
        break;
      case LineKind::second_moment:
        tell_moment(story, "s_dw", all_.options.beta2, all_.moments_before.second, row, column, 2);
        break;
      case LineKind::correction:
        story.terms.push_back(
            {cell("v_dw", l_, row, column), at(all_.moments_after.first).weights(row, column)});
        story.factor = 1.0 / (1.0 - core::power(all_.options.momentum, all_.moments_after.updates));
        break;
      case LineKind::weights:
        tell_update(story, row, column, "w", at(all_.before).weights(row, column),
                    at(all_.after).weights(row, column));
        break;
      case LineKind::bias:
        tell_update(story, row, column, "b", at(all_.before).bias(row), at(all_.after).bias(row));
        break;
      case LineKind::cost:
        story.factor = 1.0 / static_cast<double>(all_.batch);
        for (Index e = 0; e < all_.kept; ++e)
          story.terms.push_back({join({"loss of ", std::to_string(e + 1)}), loss_of(e)});
        story.complete = all_.kept == all_.batch;
        story.added = core::penalty(all_.options, all_.batch, all_.before);
        if (all_.options.l1 > 0.0 || all_.options.l2 > 0.0) story.added_name = "penalties";
        break;
      case LineKind::input:
      case LineKind::clip:
        break;  // nothing comes of a sum over cells
    }
    return story;
  }

 private:
  /// A cell of what has a column for each example, or of a bias.
  std::string of_one(std::string_view name, int layer, Index row, Index column) const {
    return single_ ? entry(name, layer, row) : cell(name, layer, row, column);
  }
  const core::LayerOptions& options() const {
    return network_.layers[static_cast<std::size_t>(l_) - 1];
  }
  const core::Dissection<double>::Layer& layer() const {
    return all_.layers[static_cast<std::size_t>(l_) - 1];
  }
  const core::Parameters<double>::Layer& at(const core::Parameters<double>& of) const {
    return of[static_cast<std::size_t>(l_) - 1];
  }
  /// What the layer gets from the one below: after dropout.
  double a_below(Index unit, Index example) const {
    if (l_ == 1) return all_.x(unit, example);
    const auto& below = all_.layers[static_cast<std::size_t>(l_) - 2];
    const double a = below.a(unit, example);
    return below.mask.size() > 0 ? a * below.mask(unit, example) : a;
  }
  static void take_slope(CellStory& story, double z) {
    story.has_slope = true;
    story.slope_at = z;
  }
  void add_penalties(CellStory& story, Index row, Index column) const {
    const double w = at(all_.before).weights(row, column);
    const auto m = static_cast<double>(all_.batch);
    if (all_.options.l2 > 0.0) story.added += all_.options.l2 / m * w;
    if (all_.options.l1 > 0.0) story.added += all_.options.l1 / m * sign(w);
    if (all_.options.l2 > 0.0) story.added_name = "(λ/m)·" + cell("w", l_, row, column);
    if (all_.options.l1 > 0.0)
      story.added_name +=
          join({story.added_name.empty() ? "" : " + ", "(λ₁/m)·sign ", cell("w", l_, row, column)});
  }
  void tell_moment(CellStory& story, std::string_view name, double beta,
                   const core::Parameters<double>& before, Index row, Index column,
                   int power) const {
    const double g = at(all_.clipped).weights(row, column);
    story.terms.push_back({join({power == 1 ? "β·" : "β₂·", cell(name, l_, row, column)}), beta,
                           at(before).weights(row, column)});
    story.terms.push_back({join({power == 1 ? "(1−β)·" : "(1−β₂)·", cell("dw", l_, row, column),
                                 power == 1 ? "" : "²"}),
                           1.0 - beta, power == 1 ? g : g * g});
  }
  void tell_update(CellStory& story, Index row, Index column, std::string_view name, double before,
                   double after) const {
    story.terms.push_back({updated(name, row, column), before});
    // The step as it was taken: the rule's own rounding is in it.
    story.terms.push_back({step_name(name, row, column), before - after, -1.0});
  }
  std::string updated(std::string_view name, Index row, Index column) const {
    return line_.kind == LineKind::bias ? of_one(name, l_, row, column)
                                        : cell(name, l_, row, column);
  }
  std::string step_name(std::string_view name, Index row, Index column) const {
    const auto of = [&](std::string_view letters) {
      return updated(join({letters, name}), row, column);
    };
    const std::string rate = rate_of(network_, l_);
    switch (all_.options.optimizer) {
      case core::Optimizer::gradient_descent:
        break;
      case core::Optimizer::momentum:
        return join({rate, "·", of("v_d")});
      case core::Optimizer::nesterov:
        return join({rate, "·(β·", of("v_d"), " + (1−β)·", of("d"), ")"});
      case core::Optimizer::rmsprop:
        return join({rate, "·", of("d"), "/(√", of("s_d"), " + ε)"});
      case core::Optimizer::adam:
        return rate + "·v̂/(√ŝ + ε)";
    }
    return join({rate, "·", of("d")});
  }
  /// Of one example, from Z, so that it stays finite.
  double loss_of(Index example) const {
    const auto& last = all_.layers.back();
    const core::Matrix<double> z = last.z.col(example), a = last.a.col(example),
                               y = all_.y.col(example);
    return core::loss_sum<double>(network_.loss, z, a, y);
  }

  const core::Network& network_;
  const core::Dissection<double>& all_;
  Line line_;
  int l_;
  bool single_;
};

}  // namespace

CellStory Stepper::story(const LineView& view, Index row, Index column, bool single) const {
  CellStory story = Teller(network_, *all_, view.line, single).tell(row, column);
  story.result = view.result.values(row, column);
  return story;
}

}  // namespace isobath::app
