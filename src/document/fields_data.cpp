// SPDX-License-Identifier: MIT
// The field table: text and data.
#include "document/field_table.hpp"
#include "document/shape.hpp"

namespace isobath::document::table {

void add_text_fields(std::vector<Field>& table) {
  table.push_back(
      text<&Document::title>({.path = "title",
                              .link = "title",
                              .kind = Kind::text,
                              .effect = Effect::text,
                              .help = "A name for the experiment; it changes no number."}));
  table.push_back(
      text<&Document::note>({.path = "note",
                             .link = "note",
                             .kind = Kind::text,
                             .effect = Effect::text,
                             .help = "What to look at and why; it changes no number."}));
}

void add_data_fields(std::vector<Field>& table) {
  using data::Options;
  constexpr auto kData = &Document::data;
  const auto add = [&](Field field) { table.push_back(field); };
  add({.path = "data.source",
       .link = "source",
       .kind = Kind::choice,
       .choices = data::names(data::Source{}),
       .help = "Where the examples come from; a more tangled shape needs more layers or units.",
       .get = get_in<kData, &Options::source>,
       .set = [](Document& d, double value) {
         const bool as_usual = d.data.split == default_split(d.data.source);
         d.data.source = static_cast<data::Source>(value);
         if (as_usual) d.data.split = default_split(d.data.source);
         d.data.all_inputs = true;
         if (d.data.source != data::Source::table) d.data.table = nullptr;
       }});
  add({.path = "data.examples",
       .link = "examples",
       .kind = Kind::integer,
       .range = {1, data::kMaxExamples},
       .sweepable = true,
       .help = "How many examples are drawn; more of them make memorising harder and "
               "cost time. Of parity, where it is not given, every input appears once.",
       .get = get_in<kData, &Options::examples>,
       .set = [](Document& d, double value) {
         d.data.examples = static_cast<int>(value);
         d.data.all_inputs = d.data.source != data::Source::parity;
       }});
  add(scalar<kData, &Options::noise>(
      {.path = "data.noise",
       .link = "noise",
       .range = kShare,
       .sweepable = true,
       .help = "How far the examples stray from the clean picture; more noise mixes the classes "
               "and raises the lowest J that can be reached."}));
  add(scalar<kData, &Options::label_noise>(
      {.path = "data.label_noise",
       .link = "label_noise",
       .range = kShare,
       .sweepable = true,
       .help = "The share of the training examples whose class is drawn anew, any class as likely "
               "as another; what fits them all has memorised them. Of numbers it does nothing."}));
  add(scalar<kData, &Options::seed>(
      {.path = "data.seed",
       .link = "data_seed",
       .kind = Kind::integer,
       .range = kSeedRange,
       .help = "Which draw of the examples; another seed gives other examples of the same kind."}));
  add({.path = "data.inputs",
       .link = "inputs",
       .kind = Kind::features,
       .choices = data::names(data::Feature{}),
       .help =
           "What the network sees of a point of the plane; a feature that fits the shape saves "
           "layers. Of gaussian, how many inputs there are: 16, or another whole number between "
           "1 and 4096."});
  add(scalar<kData, &Options::targets>(
      {.path = "data.targets",
       .link = "targets",
       .kind = Kind::integer,
       .range = {1, data::kMaxTargets},
       .help = "Targets of gaussian, each of which needs an output; more of them leave fewer "
               "parameters for each."}));
  add(scalar<kData, &Options::scaling>(
      {.path = "data.scaling",
       .link = "scaling",
       .kind = Kind::choice,
       .choices = data::names(data::Scaling{}),
       .help = "Inputs less their mean, or also over their standard deviation, of the training "
               "part; inputs of equal size make J rounder and allow a larger learning rate."}));
  add(scalar<kData, &Options::target_scaling>(
      {.path = "data.target_scaling",
       .link = "target_scaling",
       .kind = Kind::choice,
       .choices = data::names(data::TargetScaling{}),
       .help = "Targets of a regression less their mean and over their standard deviation, of the "
               "training part; answers begin where the targets are, and one learning rate fits "
               "prices and shares. Predictions stay in the target's own units."}));
  add(text<&Document::data_file>(
      {.path = "data.file",
       .link = "file",
       .kind = Kind::text,
       .effect = Effect::text,
       .help = "The name of the file that a table came from; it changes no number."}));
  add({.path = "data.split",
       .link = "split",
       .kind = Kind::split,
       .range = kShare,
       .help =
           "The shares of training, dev and test, which add up to 1; a larger training part "
           "learns better, larger others judge better. Of parity, where it is not given, every row "
           "trains: none can be guessed from the others. So of gaussian."});
  add(scalar<kData, &Options::train_examples>(
      {.path = "data.train_examples",
       .link = "train_examples",
       .kind = Kind::integer,
       .range = {0, data::kMaxExamples},
       .sweepable = true,
       .help =
           "How many examples of the training part are used, 0: all of them. Fewer are always "
           "among more, and dev and test stay what they are: what a learning curve goes over."}));
  add(scalar<kData, &Options::bits>(
      {.path = "data.bits",
       .link = "bits",
       .kind = Kind::integer,
       .range = {data::kMinBits, data::kMaxBits},
       .sweepable = true,
       .help = "Inputs of parity; every further bit doubles the number of cases to tell apart."}));
  add(scalar<kData, &Options::side>(
      {.path = "data.side",
       .link = "side",
       .kind = Kind::integer,
       .range = {data::kMinSide, data::kMaxSide},
       .sweepable = true,
       .help = "Pixels along an edge of a picture; the inputs grow with its square."}));
  add(scalar<kData, &Options::channels>(
      {.path = "data.channels",
       .link = "channels",
       .kind = Kind::integer,
       .range = {1, 3, false, 2},
       .help = "1 for grey pictures, 3 for red, green and blue; each channel is another set of "
               "inputs."}));
  add(scalar<kData, &Options::classes>(
      {.path = "data.classes",
       .link = "classes",
       .kind = Kind::integer,
       .range = {data::kMinClasses, data::kMaxClasses},
       .help = "Kinds of pictures; two are told apart by one output, more by one output each."}));
  add({.path = "data.x",
       .kind = Kind::rows,
       .help =
           "The inputs of a table, one row an example; they take the place of drawn examples."});
  add({.path = "data.y",
       .kind = Kind::rows,
       .help = "The targets of a table, one row an example; each column needs an output."});
  add({.path = "data.names",
       .kind = Kind::words,
       .help = "Names of a table's columns, inputs first; they change no number."});
  add({.path = "data.table",
       .kind = Kind::sheet,
       .help = "A table as it was read, column by column, where data.x and data.y cannot say it "
               "all: words, missing cells, columns left out."});
  add({.path = "data.columns",
       .kind = Kind::uses,
       .help = "What is done with the columns of data.table where it is not what would be found: "
               "use, as, missing; another target is another task."});
}

}  // namespace isobath::document::table
