// SPDX-License-Identifier: MIT
// Run in float (which simulates half and bfloat16 too) and in double.
#include "app/run.hpp"

#include "core/initialization.hpp"
#include "core/probe.hpp"
#include "core/trainer.hpp"

namespace isobath::app {

namespace {

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

  core::Record record() override {
    const bool classes = dataset_->task != data::Task::regression;
    core::Record record =
        probe_.look(trainer_.parameters(), trainer_.options(), {train_, dev_, test_, classes});
    record.step = trainer_.step_count();
    record.epoch = trainer_.epoch();
    const auto& updates = trainer_.update_rms();
    for (std::size_t l = 0; l < updates.size(); ++l)
      record.layers[l].update_ratio = updates[l] / record.layers[l].w.rms;
    if (record.diverged) record.diverged->step = record.step;
    if (trainer_.diverged()) record.diverged = trainer_.diverged();
    return record;
  }

  core::Parameters<double> parameters() const override {
    return core::cast<double>(trainer_.parameters());
  }
  core::Progress progress() const override { return trainer_.progress(); }
  std::int64_t step_count() const override { return trainer_.step_count(); }
  std::int64_t epoch() const override { return trainer_.epoch(); }
  std::optional<core::Divergence> diverged() const override { return trainer_.diverged(); }

  core::Matrix<double> predict(const core::Matrix<double>& x) override {
    core::Matrix<Scalar> outputs(network_.outputs(), x.cols());
    probe_.predict(trainer_.parameters(), rounded(x), outputs);
    return outputs.template cast<double>();
  }

  void set_points(const core::Matrix<double>& x) override { points_ = rounded(x); }

  void draw_points(const std::vector<Strip>& strips) override {
    const core::Index count = points_.cols();
    const auto write = [&](const Strip& strip, const auto& values, core::Index first) {
      for (core::Index unit = 0; unit < strip.units; ++unit)
        for (core::Index i = 0; i < values.cols(); ++i)
          strip.out[unit * count + first + i] = static_cast<float>(values(unit, i));
    };
    write(strips[0], points_, 0);
    probe_.for_each_piece(trainer_.parameters(), points_,
                          [&](core::Index first, core::Cache<Scalar>& cache, core::Index piece) {
                            for (std::size_t l = 1; l < strips.size(); ++l)
                              if (strips[l].units > 0)
                                write(strips[l], cache.layers[l - 1].a.leftCols(piece), first);
                          });
  }

  void copy_weights(int layer, core::Matrix<float>& weights,
                    core::Vector<float>& bias) const override {
    const auto& from = trainer_.parameters()[static_cast<std::size_t>(layer) - 1];
    weights = from.weights.topLeftCorner(weights.rows(), weights.cols()).template cast<float>();
    bias = from.bias.head(bias.size()).template cast<float>();
  }

 private:
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
  core::Matrix<Scalar> points_;  // [inputs, points]
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
