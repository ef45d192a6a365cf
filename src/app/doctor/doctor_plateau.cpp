// SPDX-License-Identifier: MIT
// The doctor's rules about a J that stays high: are steps too short, or is there no way down?
#include <algorithm>
#include <cmath>

#include "app/doctor/doctor_rules.hpp"

namespace isobath::app::doctor {

namespace {

/// Fewer updates say nothing of a plateau.
constexpr std::int64_t kManyUpdates = 150, kManyOfAll = 400;
/// α is too small if J fell by less than a fifth in the second half of the run while updates change
/// W by less than 3e-4 of its size; 1e-3 is what works as a rule (A. Karpathy's makemore, part 3).
constexpr double kSlow = 0.2, kTinyUpdate = 3e-4, kGoodUpdate = 1e-3;
/// J hardly moves if it fell by less than a tenth there.
constexpr double kFlat = 0.1;
/// Below that the gradient is as good as 0 (see agreement()).
constexpr double kAgrees = 0.02;
/// J still worth lowering: a third of a guess's.
constexpr double kHigh = 0.33;

bool for_classes(const Facts& facts) { return facts.dataset.task != data::Task::regression; }

std::string since(const Course& course) {
  return "in the last " + std::to_string(course.updates) + " updates";
}

/// α·‖∇J‖², each layer with its own α: what an update lowers J by.
double expected_fall(const Facts& facts) {
  double sum = 0.0;
  auto inputs = static_cast<double>(facts.dataset.inputs());
  for (const core::LayerRecord& layer : facts.record.layers) {
    const auto& own = facts.document.layers[static_cast<std::size_t>(layer.layer) - 1];
    const double units = own.units;
    sum += own.learning_rate * units *
           (inputs * layer.d_w.rms * layer.d_w.rms + layer.d_b.rms * layer.d_b.rms);
    inputs = units;
  }
  return facts.document.training.learning_rate * sum;
}

std::string flat_words(const Facts& facts) {
  return "J stays at " + brief(facts.record.cost) +
         (agreement(facts) < kAgrees ? ", where the gradient is almost 0" : "");
}

}  // namespace

bool is_stuck(const Facts& facts) {
  const Course course = second_half(facts);
  if (course.updates < kManyUpdates || facts.record.step - facts.start.step < kManyOfAll ||
      !(course.fall() < kFlat) || has_learned(facts))
    return false;
  // After an edit of α the past says less than the gradient does.
  const double to_come = expected_fall(facts) * static_cast<double>(course.updates);
  return to_come < kFlat * course.now;
}

Ill rate_too_small(const Facts& facts) {
  const Course course = second_half(facts);
  const core::TrainingOptions& training = facts.document.training;
  if (course.updates < kManyUpdates || !(course.fall() < kSlow) ||
      !(facts.record.train.loss > kHigh * facts.data.constant_loss))
    return {};
  const double share = update_share(facts.document, facts.record);
  // A flat J and no gradient: that is a minimum, or a plateau, whatever α is.
  if (!(share > 0.0) || !(share < kTinyUpdate) || !(agreement(facts) >= kAgrees)) return {};
  double next = training.learning_rate;
  for (double grown = share; grown < kGoodUpdate && next < 1.0; grown *= 3.0)
    next = rung_above(next);
  if (!(next > training.learning_rate)) return {};
  Finding finding{"rate-too-small"};
  finding.sentence = "J went from " + brief(course.before, 3) + " to " + brief(course.now, 3) +
                     " " + since(course) + ": update ÷ weight is " + brief(share) +
                     " (healthy ≈ 0.001), so α = " + brief(training.learning_rate) + " crawls.";
  finding.treatment = other_rate(facts.document, next, false);
  finding.advice = "Try α = " + brief(next) + ".";
  return finding;
}

Ill one_layer(const Facts& facts) {
  if (facts.record.layers.size() != 1 || !for_classes(facts) || !is_stuck(facts)) return {};
  Finding finding{"one-layer"};
  finding.sentence = flat_words(facts) + ": this is the best that a " +
                     (facts.dataset.inputs() == 2 ? "line" : "plane") + " can do (accuracy " +
                     percent(facts.record.train.accuracy) +
                     "; always the largest class: " + percent(facts.data.largest_class) + ").";
  advise_larger(finding, facts.document);
  return finding;
}

Ill constant_answer(const Facts& facts) {
  const double baseline = facts.data.largest_class;
  if (!is_stuck(facts) || baseline >= 1.0 || !(facts.record.train.accuracy <= baseline + 1e-9))
    return {};
  Finding finding{"constant-answer"};
  const bool binary = facts.dataset.task == data::Task::binary;
  const core::Index shown = facts.data.common_class + (binary ? 0 : 1);
  finding.sentence = "Accuracy " + percent(facts.record.train.accuracy) +
                     " is no better than always answering class " + std::to_string(shown) + " (" +
                     percent(baseline) + " of the examples). " + flat_words(facts) + ".";
  advise_larger(finding, facts.document);
  return finding;
}

Ill underfitting(const Facts& facts) {
  if (!is_stuck(facts)) return {};
  Finding finding{"underfitting"};
  finding.sentence =
      "J stays at " + brief(facts.record.cost) + " on the training examples themselves (";
  if (for_classes(facts))
    finding.sentence += "accuracy " + percent(facts.record.train.accuracy) +
                        "; always the largest class: " + percent(facts.data.largest_class) + "; ";
  finding.sentence += "always the same answer costs " + brief(facts.data.constant_loss) +
                      "): this network is too small for them.";
  advise_larger(finding, facts.document);
  return finding;
}

}  // namespace isobath::app::doctor
