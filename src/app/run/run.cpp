// SPDX-License-Identifier: MIT
// Run in float (which simulates half and bfloat16 too) and in double.
#include "app/run/run.hpp"

#include <algorithm>
#include <cmath>

#include "app/run/symmetry.hpp"
#include "app/run/unit_card.hpp"
#include "app/save/standing_bytes.hpp"
#include "core/initialization.hpp"
#include "core/probe.hpp"
#include "core/trainer.hpp"

namespace isobath::app {

namespace {

/// Of one look at an activation.
constexpr core::Index kMostValues = 16'384, kLookProducts = 4'000'000;

template <class Scalar>
class RunIn final : public Run {
 public:
  RunIn(const document::Document& document, std::shared_ptr<const data::Dataset> dataset,
        const core::Parameters<double>& start)
      : Run(network_of(document, *dataset), dataset),
        train_(examples(dataset_->train)),
        dev_(examples(dataset_->dev)),
        test_(examples(dataset_->test)),
        trainer_(network_, document.training, document.parameters ? *document.parameters : start,
                 train_),
        probe_(network_) {
    if (document.parameters && document.progress)
      trainer_.restore(*document.parameters, *document.progress);
  }

  void step(bool measure_update) noexcept override { trainer_.step(measure_update); }
  void set_options(const core::TrainingOptions& options) override { trainer_.set_options(options); }
  void restore(const core::Parameters<double>& parameters,
               const core::Progress& progress) override {
    trainer_.restore(parameters, progress);
  }

  Kept standing() const override {
    auto kept = std::make_shared<StandingIn>();
    kept->kept = trainer_.standing();
    kept->step = kept->kept.step;
    kept->bytes = standing_bytes();
    return kept;
  }
  std::size_t standing_bytes() const override {
    const core::Optimizer optimizer = trainer_.options().optimizer;
    const std::size_t copies =
        1U + core::keeps_first_moment(optimizer) + core::keeps_second_moment(optimizer);
    constexpr std::size_t kLayer = sizeof(typename core::Parameters<Scalar>::Layer);
    return sizeof(StandingIn) +
           copies *
               (network_.layers.size() * kLayer +
                static_cast<std::size_t>(trainer_.parameters().padded_count()) * sizeof(Scalar));
  }
  void restore(const Standing& standing) override {
    trainer_.restore(static_cast<const StandingIn&>(standing).kept);
  }
  std::string pack(const Standing& standing) const override {
    return to_bytes(static_cast<const StandingIn&>(standing).kept);
  }
  Kept unpack(std::string_view bytes) const override {
    auto read = standing_from<Scalar>(bytes, network_, train_.count());
    if (!read) return nullptr;
    auto kept = std::make_shared<StandingIn>();
    kept->kept = std::move(*read);
    kept->step = kept->kept.step;
    kept->bytes = standing_bytes();
    return kept;
  }

  void show(const Standing* standing) override {
    shown_ = standing ? &static_cast<const StandingIn&>(*standing).kept.parameters : nullptr;
  }
  double largest_change(const Standing& standing) const override {
    const auto& then = static_cast<const StandingIn&>(standing).kept.parameters;
    const auto& now = trainer_.parameters();
    double largest = 0.0;
    for (core::Index i = 0; i < now.count(); ++i) {
      const double change =
          std::abs(static_cast<double>(now.data()[i]) - static_cast<double>(then.data()[i]));
      if (!(change <= largest)) largest = change;
      if (std::isnan(largest)) break;
    }
    return largest;
  }

  core::Record record(std::span<core::Densities> densities, core::Index most) override {
    const bool classes = dataset_->task != data::Task::regression;
    core::Record record = probe_.look(trainer_.parameters(), trainer_.options(),
                                      {train_, dev_, test_, classes}, densities, most);
    record.step = trainer_.step_count();
    record.epoch = trainer_.epoch();
    const auto& updates = trainer_.update_rms();
    for (std::size_t l = 0; l < updates.size(); ++l)
      record.layers[l].update_ratio = core::update_ratio(updates[l], record.layers[l].w.rms);
    if (record.diverged) record.diverged->step = record.step;
    if (record.diverged || trainer_.diverged())
      if (const auto first = trainer_.coming_divergence()) record.diverged = first;
    return record;
  }

  core::Parameters<double> parameters() const override {
    return core::cast<double>(trainer_.parameters());
  }
  core::Progress progress() const override { return trainer_.progress(); }
  const core::TrainingOptions& options() const override { return trainer_.options(); }
  std::int64_t step_count() const override { return trainer_.step_count(); }
  std::int64_t epoch() const override { return trainer_.epoch(); }
  std::optional<core::Divergence> diverged() const override { return trainer_.diverged(); }

  core::Dissection<double> dissect(core::Index most) override {
    return core::in_double(trainer_.dissect(most));
  }

  core::Matrix<double> predict(const core::Matrix<double>& x) override {
    core::Matrix<Scalar> outputs(network_.outputs(), x.cols());
    probe_.predict(shown(), rounded(x), outputs);
    return outputs.template cast<double>();
  }

  void set_points(const core::Matrix<double>& x) override { points_ = rounded(x); }

  void draw_points(const std::vector<Strip>& strips) override {
    const core::Index count = points_.cols();
    const auto write = [&](const Strip& strip, const auto& values, core::Index first) {
      for (core::Index unit = 0; unit < strip.units; ++unit)
        for (core::Index i = 0; i < values.cols(); ++i)
          strip.out[unit * count + first + i] = static_cast<float>(values(strip.first + unit, i));
    };
    write(strips[0], points_, 0);
    probe_.for_each_piece(shown(), points_,
                          [&](core::Index first, core::Cache<Scalar>& cache, core::Index piece) {
                            for (std::size_t l = 1; l < strips.size(); ++l)
                              if (strips[l].units > 0)
                                write(strips[l], cache.layers[l - 1].a.leftCols(piece), first);
                          });
  }

  void copy_weights(int layer, int first_unit, int first_input, LayerLinks& links) const override {
    const auto at = static_cast<std::size_t>(layer) - 1;
    const auto& from = shown()[at];
    const auto& slopes = probe_.gradients()[at];
    const core::Index rows = links.weights.rows(), columns = links.weights.cols();
    links.weights =
        from.weights.block(first_unit, first_input, rows, columns).template cast<float>();
    links.d_weights =
        slopes.weights.block(first_unit, first_input, rows, columns).template cast<float>();
    links.bias.resize(from.bias.size() > 0 ? rows : 0);
    if (links.bias.size() > 0)
      links.bias = from.bias.segment(first_unit, rows).template cast<float>();
  }

  void mark(int layer, int first_unit, int units, bool groups, LayerMarks& marks) override {
    const auto at = static_cast<std::size_t>(layer) - 1;
    const auto shown = static_cast<std::size_t>(units);
    const auto examples = static_cast<float>(train_.count());
    marks.saturated.resize(shown);
    marks.dead.resize(shown);
    marks.group.assign(shown, 0);
    marks.group_size.clear();
    const auto first = static_cast<std::size_t>(first_unit);
    for (std::size_t i = 0; i < shown; ++i) {
      const core::UnitTally& tally = probe_.units()[at][first + i];
      marks.saturated[i] = static_cast<float>(tally.saturated) / examples;
      marks.dead[i] = tally.alive ? 0 : 1;
    }
    if (!groups) return;
    const auto& from = trainer_.parameters()[at];
    symmetry_.find(from.weights.data(), from.bias.size() > 0 ? from.bias.data() : nullptr,
                   from.weights.rows(), from.weights.cols(), groups_, marks.group_size);
    std::copy_n(groups_.begin() + first_unit, shown, marks.group.begin());
  }

  void tell(const UnitId& unit, int example, UnitCard& card) override {
    const auto at = static_cast<std::size_t>(unit.layer) - 1;  // of inputs not used
    const auto m = static_cast<double>(train_.count());
    card.unit = unit;
    card.example = std::min(example, static_cast<int>(train_.count()) - 1);
    card.terms.clear();
    card.rest = card.b = card.d_b = card.z = card.saturated = 0.0;
    card.rest_count = 0;
    card.dead = false;
    card.filled = true;
    const auto input_value = [&](core::Index input) {
      return card.example < 0 ? train_.x.row(input).template cast<double>().mean()
                              : static_cast<double>(train_.x(input, card.example));
    };
    if (unit.layer == 0) {
      const auto values = train_.x.row(unit.unit).template cast<double>().array();
      card.mean = values.mean();
      card.deviation = std::sqrt((values - card.mean).square().mean());
      card.a = input_value(unit.unit);
      return;
    }
    const auto& parameters = trainer_.parameters()[at];
    const auto& slopes = probe_.gradients()[at];
    const core::UnitTally& tally = probe_.units()[at][static_cast<std::size_t>(unit.unit)];
    const core::Index inputs = parameters.weights.cols();
    for (core::Index input = 0; input < inputs; ++input) {
      UnitCard::Term& term = card.terms.emplace_back();
      term.input = static_cast<int>(input);
      term.w = static_cast<double>(parameters.weights(unit.unit, input));
      term.d_w = static_cast<double>(slopes.weights(unit.unit, input));
      if (unit.layer == 1)
        term.a = input_value(input);
      else if (card.example < 0)
        term.a = probe_.units()[at - 1][static_cast<std::size_t>(input)].a_sum / m;
    }
    card.has_bias = parameters.bias.size() > 0;
    if (card.has_bias) {
      card.b = static_cast<double>(parameters.bias(unit.unit));
      card.d_b = static_cast<double>(slopes.bias(unit.unit));
    }
    card.saturated = static_cast<double>(tally.saturated) / m;
    card.dead = !tally.alive;
    card.z = tally.z_sum / m;
    card.a = tally.a_sum / m;
    if (card.example >= 0)
      probe_.for_each_piece(trainer_.parameters(), train_.x.middleCols(card.example, 1),
                            [&](core::Index, core::Cache<Scalar>& cache, core::Index) {
                              card.z = static_cast<double>(cache.layers[at].z(unit.unit, 0));
                              card.a = static_cast<double>(cache.layers[at].a(unit.unit, 0));
                              if (unit.layer > 1)
                                for (UnitCard::Term& term : card.terms)
                                  term.a =
                                      static_cast<double>(cache.layers[at - 1].a(term.input, 0));
                            });
    order_terms(card);
  }

  void tell(ActivationLook& look) override {
    const auto at = static_cast<std::size_t>(look.layer) - 1;
    const core::Index units = network_.units(look.layer), m = train_.count();
    const core::Index affordable =
        std::min(kMostValues / units,
                 kLookProducts / std::max<core::Index>(1, trainer_.parameters().count()));
    look.activation = network_.layers[at].activation;
    look.of_examples = m;
    look.examples = std::clamp<core::Index>(affordable, 1, m);
    core::Matrix<Scalar> sample(network_.inputs, look.examples);
    for (core::Index i = 0; i < look.examples; ++i)
      sample.col(i) = train_.x.col(i * m / look.examples);
    std::vector<double> z, a;
    for (std::vector<double>* all : {&z, &a})
      all->reserve(static_cast<std::size_t>(units * look.examples));
    const auto add = [](std::vector<double>& all, const auto& values) {
      for (core::Index i = 0; i < values.rows(); ++i)
        for (core::Index j = 0; j < values.cols(); ++j)
          all.push_back(static_cast<double>(values(i, j)));
    };
    probe_.for_each_piece(trainer_.parameters(), sample,
                          [&](core::Index, core::Cache<Scalar>& cache, core::Index piece) {
                            add(z, cache.layers[at].z.leftCols(piece));
                            add(a, cache.layers[at].a.leftCols(piece));
                          });
    tell_values(z, a, look);
    look.product = multiply_out(linear_stretch(network_.layers, look.layer), [&](int layer) {
      const auto& from = trainer_.parameters()[static_cast<std::size_t>(layer) - 1];
      return core::LayerParameters<double>{from.weights.template cast<double>(),
                                           from.bias.template cast<double>()};
    });
  }

 private:
  const core::Parameters<Scalar>& shown() const { return shown_ ? *shown_ : trainer_.parameters(); }

  struct StandingIn final : Standing {
    core::Standing<Scalar> kept;
  };

  core::Matrix<Scalar> rounded(const core::Matrix<double>& values) const {
    core::Matrix<Scalar> result = values.cast<Scalar>();
    core::round_to(network_.precision, result.data(), result.size());
    return result;
  }
  core::Examples<Scalar> examples(const data::Part& part) const {
    return {rounded(part.x), rounded(part.y)};
  }

  core::Examples<Scalar> train_, dev_, test_;
  core::Trainer<Scalar> trainer_;
  core::Probe<Scalar> probe_;
  const core::Parameters<Scalar>* shown_ = nullptr;
  core::Matrix<Scalar> points_;  // [inputs, points]
  SymmetryFinder symmetry_;
  std::vector<int> groups_;  // of all units of the layer marked last
};

}  // namespace

core::Network network_of(const document::Document& document, const data::Dataset& dataset) {
  return {dataset.inputs(), document.layers, document.loss, document.precision,
          document.arithmetic};
}

std::unique_ptr<Run> Run::begin(const document::Document& document,
                                std::shared_ptr<const data::Dataset> dataset,
                                const core::Parameters<double>& start) {
  if (document.precision == core::Precision::twofold)
    return std::make_unique<RunIn<double>>(document, std::move(dataset), start);
  return std::make_unique<RunIn<float>>(document, std::move(dataset), start);
}

std::expected<std::unique_ptr<Run>, std::string> Run::begin(const document::Document& document) {
  auto dataset = data::make_dataset(document.data);
  if (!dataset) return std::unexpected(dataset.error());
  auto shared = std::make_shared<const data::Dataset>(std::move(*dataset));
  core::Parameters<double> start;
  if (!document.parameters)
    start = core::start_parameters(network_of(document, *shared), document.initialization);
  return begin(document, std::move(shared), start);
}

}  // namespace isobath::app
