// SPDX-License-Identifier: MIT
// The hyperparameters panel: what you choose, as against the parameters that are learned.
#include <algorithm>
#include <array>
#include <string>

#include "say/hyperparameters.hpp"
#include "ui/controls/controls.hpp"
#include "ui/panels.hpp"

namespace isobath::ui {
namespace {

constexpr float kRowBetween = 6.0F;

float half_width() { return std::floor((available_width() - kRowBetween) * 0.5F); }

void push_change(Frame& frame, const char* field, const std::optional<Change>& change) {
  if (change)
    frame.actions.push_back(app::SetField{field, exact(change->value).str(), change->dragging});
}

Text or_off(double value) { return value == 0.0 ? Text("off") : trimmed(value, 3); }

template <class Enumeration>
std::string spelled(int index) {
  return std::string(core::name(static_cast<Enumeration>(index)));
}

void draw_rate_and_batch(Frame& frame) {
  const core::TrainingOptions& training = frame.snapshot.document->training;
  static constexpr std::array<double, 15> kRates{1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.03,
                                                 0.1,  0.3,  1.0,  3.0,  10.0, 30.0, 100.0};
  push_change(frame, "training.learning_rate",
              ladder(frame,
                     {"learning-rate", say::hyperparameters::learning_rate(),
                      say::hyperparameters::learning_rate_tip()},
                     training.learning_rate, kRates, trimmed(training.learning_rate, 3)));
  static constexpr std::array<double, 11> kBatches{0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512};
  push_change(
      frame, "training.batch",
      ladder(frame, {"batch", say::hyperparameters::batch(), say::hyperparameters::batch_tip()},
             training.batch, kBatches, training.batch == 0 ? Text("all") : count(training.batch)));
}

void draw_loss(Frame& frame) {
  const document::Document& document = *frame.snapshot.document;
  const auto loss =
      choice(frame, {"loss", say::hyperparameters::loss(), say::hyperparameters::loss_tip()},
             readable_all<core::Loss>(), static_cast<int>(document.loss));
  if (!loss) return;
  // Binary cross-entropy stands on a sigmoid: that change comes first, so that both are valid.
  if (static_cast<core::Loss>(*loss) == core::Loss::binary_cross_entropy &&
      document.loss == core::Loss::squared_error &&
      document.layers.back().activation != core::Activation::sigmoid)
    frame.actions.push_back(app::SetActivation{frame.snapshot.layers(), core::Activation::sigmoid});
  frame.actions.push_back(app::SetField{"loss", spelled<core::Loss>(*loss)});
}

void draw_optimizer(Frame& frame) {
  const core::TrainingOptions& training = frame.snapshot.document->training;
  const auto optimizer = choice(
      frame,
      {"optimizer", say::hyperparameters::optimizer(), say::hyperparameters::optimizer_tip()},
      readable_all<core::Optimizer>(), static_cast<int>(training.optimizer));
  if (optimizer)
    frame.actions.push_back(
        app::SetField{"training.optimizer", spelled<core::Optimizer>(*optimizer)});

  using core::Optimizer;
  const Optimizer now = training.optimizer;
  const bool has_momentum =
      now == Optimizer::momentum || now == Optimizer::nesterov || now == Optimizer::adam;
  const bool has_beta2 = now == Optimizer::rmsprop || now == Optimizer::adam;
  const float width = has_momentum && has_beta2 ? half_width() : 0.0F;
  static constexpr std::array<double, 7> kMomenta{0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99};
  static constexpr std::array<double, 5> kBetas{0.5, 0.9, 0.99, 0.999, 0.9999};
  if (has_momentum)
    push_change(frame, "training.momentum",
                ladder(frame, {"momentum", "β", say::hyperparameters::momentum_tip(), true, width},
                       training.momentum, kMomenta, trimmed(training.momentum, 3)));
  if (has_momentum && has_beta2) ImGui::SameLine(0.0F, kRowBetween);
  if (has_beta2)
    push_change(frame, "training.beta2",
                ladder(frame, {"beta2", "β₂", say::hyperparameters::beta2_tip()}, training.beta2,
                       kBetas, trimmed(training.beta2, 5)));
}

void draw_regularisation(Frame& frame) {
  const core::TrainingOptions& training = frame.snapshot.document->training;
  static constexpr std::array<double, 10> kPenalties{0.0,  1e-4, 3e-4, 1e-3, 3e-3,
                                                     0.01, 0.03, 0.1,  0.3,  1.0};
  const float width = half_width();
  push_change(frame, "training.l2",
              ladder(frame, {"l2", "L2 λ", say::hyperparameters::l2_tip(), true, width},
                     training.l2, kPenalties, or_off(training.l2)));
  ImGui::SameLine(0.0F, kRowBetween);
  push_change(frame, "training.l1",
              ladder(frame, {"l1", "L1 λ", say::hyperparameters::l1_tip()}, training.l1, kPenalties,
                     or_off(training.l1)));
  static constexpr std::array<double, 9> kDropouts{0.0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8};
  push_change(frame, "training.dropout",
              ladder(frame,
                     {"dropout", say::hyperparameters::dropout(),
                      say::hyperparameters::dropout_tip(), true, width},
                     training.dropout, kDropouts, or_off(training.dropout)));
  ImGui::SameLine(0.0F, kRowBetween);
  static constexpr std::array<double, 8> kNorms{0.0, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0};
  push_change(frame, "training.clip_norm",
              ladder(frame,
                     {"clip-norm", say::hyperparameters::clip_norm(),
                      say::hyperparameters::clip_norm_tip()},
                     training.clip_norm, kNorms, or_off(training.clip_norm)));
}

void draw_numbers(Frame& frame) {
  const document::Document& document = *frame.snapshot.document;
  const float width = half_width();
  if (tick_box(frame,
               {"shuffle", say::hyperparameters::shuffle(), say::hyperparameters::shuffle_tip()},
               document.training.shuffle, {width, frame.theme.metric.control_px}))
    frame.actions.push_back(
        app::SetField{"training.shuffle", document.training.shuffle ? "false" : "true"});
  ImGui::SameLine(0.0F, kRowBetween);
  static constexpr std::array<const char*, 4> kPrecisions{"float", "double", "half", "bfloat16"};
  const auto precision = choice(frame,
                                {"precision", say::hyperparameters::precision(),
                                 say::hyperparameters::precision_tip(), true, 0.0F, true},
                                kPrecisions, static_cast<int>(document.precision));
  if (precision)
    frame.actions.push_back(app::SetField{"precision", spelled<core::Precision>(*precision)});
}

/// What is not chosen but learned, if there is room left.
void draw_parameters(Frame& frame) {
  const app::Snapshot& snapshot = frame.snapshot;
  const Theme& theme = frame.theme;
  const float line = theme.metric.small_px + 6.0F;
  if (ImGui::GetContentRegionAvail().y < 5.0F * line + 14.0F) return;
  double largest = 0.0, ratio = 0.0;
  for (const core::LayerRecord& layer : snapshot.record.layers) {
    // Written so that NaN wins.
    if (!(layer.w.max_abs <= largest)) largest = layer.w.max_abs;
    if (!(layer.update_ratio <= ratio)) ratio = layer.update_ratio;
  }
  ImDrawList& list = *ImGui::GetWindowDrawList();
  ImVec2 at = ImGui::GetCursorScreenPos();
  const float right = at.x + available_width();
  at.y += 8.0F;
  list.AddLine(at, {right, at.y}, theme.colour.edge);
  at.y += 9.0F;
  const float title = draw_text(list, theme.fonts.label, at, theme.colour.text_soft,
                                say::hyperparameters::parameters());
  draw_text(list, theme.fonts.small, {at.x + title + 8.0F, at.y}, theme.colour.text_faint,
            say::hyperparameters::training_learns());
  const auto row = [&](const char* name, const Text& value, const char* tip) {
    at.y += line;
    tip_over(frame, {at, {right, at.y + line}}, tip);
    draw_text(list, theme.fonts.small, at, theme.colour.text_soft, name);
    const float width = text_size(theme.fonts.small, value.view()).x;
    draw_text(list, theme.fonts.small, {right - width, at.y}, theme.colour.text, value.view());
  };
  const bool biases = std::ranges::any_of(snapshot.document->layers, &core::LayerOptions::has_bias);
  row(biases ? say::hyperparameters::weights_w_and_biases() : say::hyperparameters::weights_w(),
      count(snapshot.parameter_count), say::hyperparameters::how_many_numbers_training());
  row(say::hyperparameters::largest_w(), number(largest),
      say::hyperparameters::the_largest_weight_of());
  row(say::hyperparameters::largest_update_weight(), number(ratio, 2),
      say::hyperparameters::rms_of_the_last());
}

}  // namespace

void draw_hyperparameters(Frame& frame, const Rect& rect) {
  begin_panel(frame, "hyperparameters", say::hyperparameters::hyperparameters(), rect);
  const Theme& theme = frame.theme;
  const ImVec2 content = ImGui::GetCursorScreenPos();
  const float title = text_size(theme.fonts.label, say::hyperparameters::hyperparameters()).x;
  const float middle = content.y - 4.0F - theme.metric.head_px * 0.5F;
  draw_text(*ImGui::GetWindowDrawList(), theme.fonts.small,
            {content.x + title + 8.0F, std::round(middle - theme.metric.small_px * 0.5F)},
            theme.colour.text_faint, say::hyperparameters::you_choose());
  draw_rate_and_batch(frame);
  draw_loss(frame);
  draw_optimizer(frame);
  draw_regularisation(frame);
  draw_numbers(frame);
  draw_parameters(frame);
  end_panel();
}

}  // namespace isobath::ui
