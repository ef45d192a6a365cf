// SPDX-License-Identifier: MIT
// isobath-cli: reads the arguments, calls the command, tells errors in one sentence.
#include <CLI/CLI.hpp>
#include <functional>
#include <iostream>

#include "cli/commands.hpp"

namespace {

using namespace isobath;

constexpr const char* kFooter = R"(
DOC is a file, - for standard input, or a link (#source=spiral&layers=8tanh,1sigmoid).
Results go to standard output as JSON Lines, messages to standard error.
Exit status: 0 done; 1 the answer is no (a check failed, training diverged); 2 bad input.

A first experiment, 30 tanh layers whose weights are twice too large:
  isobath-cli probe '#layers=8tanh*29,1sigmoid&scale=2'
Train it and see how each layer's gradient fares:
  isobath-cli train '#layers=8tanh*29,1sigmoid&scale=2' --steps 100 --every 10
)";

/// Options that every command on a document has.
void add_source(CLI::App& command, cli::Source& source) {
  command.add_option("DOC", source.document, "The document: a file, - or a link")->required();
  command.add_option("--data", source.table, "A CSV or TSV file in place of the document's data");
  command
      .add_option("--target", source.targets,
                  "Target columns of --data by name or number (default: the last)")
      ->delimiter(',')
      ->allow_extra_args(false);
  // One value each: DOC may follow.
  command
      .add_option("--set", source.overrides,
                  "Change a field first, FIELD=VALUE as in a link; may be repeated")
      ->allow_extra_args(false);
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App program{"Isobath on the command line: build deep networks, probe, train and check them.",
                   "isobath-cli"};
  program.footer(kFooter);
  program.require_subcommand(1);

  cli::Source source;
  std::function<cli::Status()> chosen;
  const auto add = [&](const char* name, const char* help, std::function<cli::Status()> run) {
    CLI::App* command = program.add_subcommand(name, help);
    add_source(*command, source);
    command->callback([&chosen, run = std::move(run)] { chosen = run; });
    return command;
  };

  add("probe", "The record of step 0: one forward and backward pass over the training part",
      [&] { return cli::probe(source, std::cout); });

  cli::TrainOptions train;
  CLI::App* train_command = add("train", "Train, and print a record every K updates and the last",
                                [&] { return cli::train(source, train, std::cout); });
  train_command->add_option("--steps", train.steps, "Updates to make")
      ->required()
      ->check(CLI::Range(std::int64_t{0}, std::int64_t{1} << 40));
  train_command->add_option("--every", train.every, "A record every K updates (default: the last)")
      ->check(CLI::Range(std::int64_t{0}, std::int64_t{1} << 40));
  train_command->add_option("--save", train.save, "Write the document with its parameters here");
  train_command->add_flag("--fail-on-divergence", train.fail_on_divergence,
                          "Stop with status 1 at the first non-finite value");

  cli::CheckOptions check;
  CLI::App* check_command =
      add("check", "Compare backward's gradients with numerical ones, layer by layer",
          [&] { return cli::check(source, check, std::cout); });
  check_command->add_option("--tolerance", check.tolerance, "Largest relative error (default 1e-6)")
      ->check(CLI::PositiveNumber);
  check_command->add_option("--plant", check.plant,
                            "Plant a bug in backward and see the check find it: lost_transpose, "
                            "missing_mean, wrong_derivative, penalised_bias, forgotten_cache, "
                            "missing_penalty");

  std::string input;
  CLI::App* predict_command = add("predict", "The network's outputs as CSV, one row an example",
                                  [&] { return cli::predict(source, input, std::cout); });
  predict_command->add_option("--input", input, "CSV with the inputs' columns only")->required();

  add("theory", "Per layer what mean-field theory predicts, beside what was measured",
      [&] { return cli::theory(source, std::cout); });
  cli::BenchOptions bench;
  CLI::App* bench_command =
      program.add_subcommand("bench", "How fast the core trains the standing workloads here");
  bench_command->callback([&] { chosen = [&] { return cli::bench(bench, std::cout); }; });
  bench_command->add_flag("--json", bench.json, "A line of JSON for each, in place of a table");
  bench_command
      ->add_option("--only", bench.only, "Names or series: W1, standing, width, depth, batch, ...")
      ->delimiter(',');
  bench_command->add_option("--budget-ms", bench.budget_ms, "Time for each (default 300)")
      ->check(CLI::Range(lab::kLeastBudget_ms, lab::kMostBudget_ms));

  add("link", "The document as a link", [&] { return cli::link(source, std::cout); });
  add("open", "The link (or file) as a document", [&] { return cli::open(source, std::cout); });

  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return program.exit(error);
    std::cerr << "isobath-cli: " << error.what() << '\n';
    return cli::kBadInput;
  }
  const cli::Status status = chosen();
  if (!status) {
    std::cerr << "isobath-cli: " << status.error() << '\n';
    return cli::kBadInput;
  }
  return *status;
}
