// SPDX-License-Identifier: MIT
// The field table: training.
#include "document/field_table.hpp"

namespace isobath::document::table {

void add_training_fields(std::vector<Field>& table) {
  using core::TrainingOptions;
  constexpr auto kTraining = &Document::training;
  const auto add = [&](Field field) {
    field.effect = Effect::training;
    table.push_back(field);
  };
  add(scalar<kTraining, &TrainingOptions::optimizer>(
      {.path = "training.optimizer",
       .link = "optimizer",
       .kind = Kind::choice,
       .choices = core::names(core::Optimizer{}),
       .help = "How a gradient becomes a step; momentum evens out zigzags, RMSprop and Adam give "
               "every parameter its own step."}));
  add(scalar<kTraining, &TrainingOptions::learning_rate>(
      {.path = "training.learning_rate",
       .link = "learning_rate",
       .alias = "alpha",
       .range = {0, 1e6},
       .sweepable = true,
       .help = "α, the length of a step down the gradient; too small crawls, too large "
               "overshoots and diverges."}));
  add(scalar<kTraining, &TrainingOptions::batch>(
      {.path = "training.batch",
       .link = "batch",
       .kind = Kind::integer,
       .range = {0, data::kMaxExamples},
       .sweepable = true,
       .help = "Examples per update, 0 for the whole training part; smaller batches give more and "
               "noisier updates."}));
  add(scalar<kTraining, &TrainingOptions::shuffle>(
      {.path = "training.shuffle",
       .link = "shuffle",
       .kind = Kind::boolean,
       .help = "Whether each epoch takes the examples in a new order; without it batches repeat "
               "and the descent may cycle."}));
  add(scalar<kTraining, &TrainingOptions::seed>(
      {.path = "training.seed",
       .link = "training_seed",
       .kind = Kind::integer,
       .range = kSeedRange,
       .help = "Which shuffles and dropouts; another seed gives another path of the same kind."}));
  add(scalar<kTraining, &TrainingOptions::momentum>(
      {.path = "training.momentum",
       .link = "momentum",
       .alias = "beta",
       .range = kShareBelowOne,
       .sweepable = true,
       .help = "β, how much of the previous direction is kept; nearer 1 is smoother and slower "
               "to turn."}));
  add(scalar<kTraining, &TrainingOptions::beta2>(
      {.path = "training.beta2",
       .link = "beta2",
       .range = kShareBelowOne,
       .sweepable = true,
       .help = "β₂, how long RMSprop and Adam remember the size of gradients; nearer 1 makes "
               "steps steadier."}));
  add(scalar<kTraining, &TrainingOptions::epsilon>(
      {.path = "training.epsilon",
       .link = "epsilon",
       .range = kShare,
       .sweepable = true,
       .help = "Keeps RMSprop and Adam from dividing by 0; larger values tame steps where "
               "gradients are tiny."}));
  add(scalar<kTraining, &TrainingOptions::l1>(
      {.path = "training.l1",
       .link = "l1",
       .range = kPenalty,
       .sweepable = true,
       .help = "A price on |W|; more of it sets many weights to almost 0."}));
  add(scalar<kTraining, &TrainingOptions::l2>(
      {.path = "training.l2",
       .link = "l2",
       .range = kPenalty,
       .sweepable = true,
       .help = "A price on W²; more of it shrinks all weights and smooths the output."}));
  add(scalar<kTraining, &TrainingOptions::dropout>(
      {.path = "training.dropout",
       .link = "dropout",
       .range = kShareBelowOne,
       .sweepable = true,
       .help = "The share of hidden units left out of each update; more of it forbids units to "
               "rely on each other."}));
  add(scalar<kTraining, &TrainingOptions::clip_norm>(
      {.path = "training.clip_norm",
       .link = "clip_norm",
       .range = {0, 1e9},
       .sweepable = true,
       .help = "The largest norm of the whole gradient, 0 for no limit; a limit shortens the steps "
               "that would explode."}));
}

}  // namespace isobath::document::table
