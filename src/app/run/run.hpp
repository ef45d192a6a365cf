// SPDX-License-Identifier: MIT
// One training of a document: its data, network, trainer and probe, whatever number format it is
// in.
#pragma once

#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/snapshot.hpp"
#include "core/density.hpp"
#include "core/dissection.hpp"
#include "core/network.hpp"
#include "core/parameters.hpp"
#include "core/progress.hpp"
#include "core/record.hpp"
#include "data/dataset.hpp"
#include "document/document.hpp"

namespace isobath::app {

/// The network of a document over the inputs its data has.
core::Network network_of(const document::Document& document, const data::Dataset& dataset);

class Run {
 public:
  virtual ~Run() = default;
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  /// At the document's start: its parameters if it carries some, else `start`, with shapes that
  /// fit.
  static std::unique_ptr<Run> begin(const document::Document& document,
                                    std::shared_ptr<const data::Dataset> dataset,
                                    const core::Parameters<double>& start);
  /// The same with data and start made from the document. An error is one sentence.
  static std::expected<std::unique_ptr<Run>, std::string> begin(const document::Document& document);

  const data::Dataset& dataset() const { return *dataset_; }
  const core::Network& network() const { return network_; }

  virtual void step(bool measure_update) noexcept = 0;
  /// The training goes on with other hyperparameters.
  virtual void set_options(const core::TrainingOptions& options) = 0;
  /// Puts parameters and counters in place.
  virtual void restore(const core::Parameters<double>& parameters,
                       const core::Progress& progress) = 0;

  /// Where a run stood, to come back to bit for bit; of the run that made it or one of the same
  /// network and data. Hyperparameters are not part of it.
  struct Standing {
    virtual ~Standing() = default;
    std::int64_t step = 0;
    std::size_t bytes = 0;
  };
  using Kept = std::shared_ptr<const Standing>;
  virtual Kept standing() const = 0;
  /// What the next standing takes, about.
  virtual std::size_t standing_bytes() const = 0;
  virtual void restore(const Standing& standing) = 0;
  /// As bytes, to be kept beyond this program's life, and back; null where they are not those of a
  /// training of this network on as many examples.
  virtual std::string pack(const Standing& standing) const = 0;
  virtual Kept unpack(std::string_view bytes) const = 0;

  /// A look over all the data: step, epoch, update ratios and first divergence of this training in.
  /// Fills `densities` with about `most` values a layer, see core::Probe::look.
  virtual core::Record record(std::span<core::Densities> densities = {}, core::Index most = 0) = 0;
  virtual core::Parameters<double> parameters() const = 0;
  virtual core::Progress progress() const = 0;
  virtual const core::TrainingOptions& options() const = 0;
  virtual std::int64_t step_count() const = 0;
  virtual std::int64_t epoch() const = 0;
  virtual std::optional<core::Divergence> diverged() const = 0;

  /// predict(), draw_points() and copy_weights() speak of the parameters of this standing, until
  /// they are told otherwise; null: of those now. It must stay.
  virtual void show(const Standing* standing) = 0;
  /// The largest |change| of one parameter since the standing; NaN if one is not finite.
  virtual double largest_change(const Standing& standing) const = 0;

  /// The update to come, taken apart, with at most `most` of its examples.
  virtual core::Dissection<double> dissect(core::Index most) = 0;

  /// ŷ for scaled inputs x [inputs, examples] → [outputs, examples].
  virtual core::Matrix<double> predict(const core::Matrix<double>& x) = 0;

  /// Points at which activations are drawn, scaled inputs [inputs, points].
  virtual void set_points(const core::Matrix<double>& x) = 0;
  /// What to write of one layer: `units` units from `first` on, a row of all points each, from
  /// `out` on.
  struct Strip {
    int units = 0;
    float* out = nullptr;
    int first = 0;
  };
  /// Activations at the points; strips[l] for layer l, strips[0] for the inputs.
  virtual void draw_points(const std::vector<Strip>& strips) = 0;

  /// Copies rows and columns of W[layer], b[layer] and, as the last record found it, dW[layer],
  /// from this unit and this input on.
  virtual void copy_weights(int layer, int first_unit, int first_input,
                            LayerLinks& links) const = 0;
  /// Fills the marks of `units` units from `first_unit` on, as the last record found them; with
  /// `groups`, all units of the layer are compared.
  virtual void mark(int layer, int first_unit, int units, bool groups, LayerMarks& marks) = 0;
  /// The sum of `unit`, for a training example or, below 0, the mean of all at the last record.
  virtual void tell(const UnitId& unit, int example, UnitCard& card) = 0;
  /// The values of Z of look.layer, from 1, over a sample of the training part whose cost is
  /// bounded, and what the linear layers around it make together.
  virtual void tell(ActivationLook& look) = 0;

 protected:
  Run(core::Network network, std::shared_ptr<const data::Dataset> dataset)
      : network_(std::move(network)), dataset_(std::move(dataset)) {}

  core::Network network_;
  std::shared_ptr<const data::Dataset> dataset_;
};

}  // namespace isobath::app
