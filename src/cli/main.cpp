// SPDX-License-Identifier: MIT
// isobath-cli: reads the arguments, calls the command, tells errors in one sentence.
#include <CLI/CLI.hpp>
#include <csignal>
#include <functional>
#include <iostream>
#include <new>

#include "cli/commands.hpp"
#include "cli/study.hpp"
#include "cli/sweep.hpp"

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

/// For paths: '' would stand for none.
std::string a_name(const std::string& path) {
  return path.empty() ? "an empty name is not a file" : "";
}

/// What can be said of a table's columns.
void add_table(CLI::App& command, cli::TableSource& table) {
  const auto add = [&](const char* name, std::vector<std::string>& columns, const char* help) {
    command.add_option(name, columns, help)->delimiter(',')->allow_extra_args(false);
  };
  add("--target", table.targets,
      "Target columns of the table by name or number (default: found, most often the last)");
  add("--classes", table.classes, "A target whose numbers are classes");
  add("--drop", table.drop, "Columns to leave out");
  add("--keep", table.keep, "Columns to use as inputs that would be left out");
  command
      .add_option("--missing", table.missing,
                  "Rows with missing cells: drop them, or fill by the mean of the training part")
      ->check(CLI::IsMember({"drop", "mean"}));
  command.add_option(
      "--encoding", table.encoding,
      "Of the table: utf-8, utf-16le, utf-16be, cp949, windows-1252 (default: found)");
}

/// Options that every command on a document has.
void add_source(CLI::App& command, cli::Source& source) {
  command.add_option("DOC", source.document, "The document: a file, - or a link")->required();
  command
      .add_option("--data", source.table.path,
                  "A table (CSV, TSV, ...) instead of the document's data")
      ->check(a_name);
  add_table(command, source.table);
  // One value each: DOC may follow.
  command
      .add_option("--set", source.overrides,
                  "Change a field first, FIELD=VALUE as in a link; may be repeated. Saved weights "
                  "stay wherever their shapes fit")
      ->allow_extra_args(false);
}

constexpr const char* kSweepFooter = R"(
A field is swept over a grid or a list:
  --x learning_rate=log:0.001:10:20   20 values, each the same factor above the last
  --x scale=lin:0.5:2:16              16 values, each the same distance above the last
  --x weights=xavier_normal,he_normal these values; with ; between them where they hold commas
With --random N, N cells are drawn at random: log:0.001:10 and lin:0.5:2 without a count are ranges
to draw from, evenly in the logarithm or in the value; of a list each value is as likely.

Cells count from 0, x fastest. Seed s of a cell adds s to initialization.seed and training.seed.
The lines are the same whatever --threads is, and those of parts put together in order
(cat part-1 part-2 part-3, or isobath-cli merge part-*) are those of the whole.

  isobath-cli sweep '#layers=8tanh*10,1sigmoid' --x scale=lin:0.5:3:32 --y alpha=log:0.001:10:32 \
      --steps 200 --seeds 3 > map.jsonl
)";

void add_sweep(CLI::App& command, cli::SweepCommand& sweep) {
  command.footer(kSweepFooter);
  command.add_option("--x", sweep.x, "FIELD=lin:LO:HI:N, FIELD=log:LO:HI:N or FIELD=a,b,c")
      ->required();
  command.add_option("--y", sweep.y, "A second field, as --x");
  command.add_option("--z", sweep.z, "A third field, as --x");
  command.add_option("--steps", sweep.steps, "Updates of each training")
      ->required()
      ->check(CLI::Range(std::int64_t{0}, std::int64_t{1} << 40));
  command.add_option("--seeds", sweep.seeds, "Trainings of each cell (default 1)")
      ->check(CLI::Range(1, lab::kMaxSweepSeeds));
  command.add_option("--threads", sweep.threads, "Workers (default 0: all the machine has)")
      ->check(CLI::Range(0, 1024));
  command.add_option("--shard", sweep.shard, "I/OF: only part I of OF parts (default 1/1)");
  command.add_option("--random", sweep.random, "Draw so many cells at random, instead of a grid")
      ->check(CLI::Range(std::size_t{1}, lab::kMaxSweepCells));
  command.add_option("--random-seed", sweep.random_seed, "Which draws (default 1)")
      ->check(CLI::Range(std::uint32_t{0}, std::uint32_t{4294967295U}));
}

}  // namespace

int main(int argc, char** argv) {
  // A closed pipe is told in a sentence.
  std::signal(SIGPIPE, SIG_IGN);
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
  train_command->add_option("--save", train.save, "Write the document with its parameters here")
      ->check(a_name);
  train_command->add_flag("--sharpness", train.sharpness,
                          "Beside each record the largest and the smallest eigenvalue of the "
                          "Hessian of J, and the largest that the optimizer's step allows");
  train_command->add_flag("--fail-on-divergence", train.fail_on_divergence,
                          "Stop with status 1 at the first non-finite value");

  cli::CheckOptions check;
  CLI::App* check_command =
      add("check", "Compare backward's gradients with numerical ones, layer by layer",
          [&] { return cli::check(source, check, std::cout); });
  check_command->add_option("--tolerance", check.tolerance, "Largest relative error (default 1e-6)")
      ->check([](const std::string& text) {
        double value = 0.0;
        // No comparison holds for NaN.
        const bool fits = CLI::detail::lexical_cast(text, value) && value > 0.0 && value <= 1.0;
        return fits ? std::string() : text + " is not a number above 0, at most 1";
      });
  check_command->add_option("--plant", check.plant,
                            "Plant a bug in backward and see the check find it: lost_transpose, "
                            "missing_mean, wrong_derivative, penalised_bias, forgotten_cache, "
                            "missing_penalty, early_update, doubled_weights, halved_weights, "
                            "quadrupled_bias");
  check_command->add_option("--plant-layer", check.plant_layer,
                            "The layer of a bug in one layer: the last three (default 2)");

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
  bench_command->add_flag("--json", bench.json, "A line of JSON for each, instead of a table");
  bench_command
      ->add_option("--only", bench.only, "Names or series: W1, standing, width, depth, batch, ...")
      ->delimiter(',');
  bench_command->add_option("--budget-ms", bench.budget_ms, "Time for each (default 300)")
      ->check(CLI::Range(lab::kLeastBudget_ms, lab::kMostBudget_ms));

  cli::TableSource table;
  CLI::App* table_command =
      program.add_subcommand("table", "How a table would be read: a line for each column");
  table_command->callback([&] { chosen = [&] { return cli::table(table, std::cout); }; });
  table_command->add_option("FILE", table.path, "The table, or -")->required()->check(a_name);
  add_table(*table_command, table);

  cli::SweepCommand sweep;
  add_sweep(*add("sweep", "Train a grid or a random choice of documents, a line for each cell",
                 [&] { return cli::sweep(source, sweep, std::cout); }),
            sweep);
  std::vector<std::string> parts;
  CLI::App* merge_command =
      program.add_subcommand("merge", "The parts of a sweep made with --shard as one file");
  merge_command->callback([&] { chosen = [&] { return cli::merge(parts, std::cout); }; });
  merge_command->add_option("FILE", parts, "The parts, in any order")->required();

  cli::StudyCommand study;
  CLI::App* study_command =
      add("study", "The document's study: a line for each cell, as sweep writes it",
          [&] { return cli::study(source, study, std::cout); });
  study_command->add_option("--threads", study.threads, "Workers (default 0: all the machine has)")
      ->check(CLI::Range(0, 1024));
  study_command->add_option("--shard", study.shard, "I/OF: only part I of OF parts (default 1/1)");
  cli::MapCommand map;
  CLI::App* map_command = add("map", "The document's map as a picture",
                              [&] { return cli::map(source, map, std::cout); });
  map_command->add_option("--png", map.png, "Write the cells as a PNG here")->check(a_name);
  map_command->add_option("--svg", map.svg, "Write the map with its axes as an SVG here")
      ->check(a_name);
  map_command->add_option("--threads", map.threads, "Workers (default 0: all the machine has)")
      ->check(CLI::Range(0, 1024));
  map_command->add_flag("--dark", map.dark, "On a dark ground");

  add("link", "The document as a link", [&] { return cli::link(source, std::cout); });
  add("open", "The link (or file) as a document", [&] { return cli::open(source, std::cout); });

  const auto is_named = [&](const CLI::App* command) { return command->get_name() == argv[1]; };
  if (argc > 1 && argv[1][0] != '-' && program.get_subcommands(is_named).empty()) {
    std::cerr << "isobath-cli: \"" << argv[1] << "\" is not a command; --help lists them\n";
    return cli::kBadInput;
  }
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return program.exit(error);
    std::cerr << "isobath-cli: " << error.what() << '\n';
    return cli::kBadInput;
  }
  cli::Status status;
  try {
    status = chosen();
  } catch (const std::bad_alloc&) {
    status = std::unexpected("this needs more memory than there is");
  }
  if (!status) {
    std::cerr << "isobath-cli: " << status.error() << '\n';
    return cli::kBadInput;
  }
  if (!std::cout.flush()) {
    std::cerr << "isobath-cli: " << cli::kUnwritten << '\n';
    return cli::kBadInput;
  }
  return *status;
}
