// SPDX-License-Identifier: MIT
// The field table: the study.
#include "document/field_table.hpp"

namespace isobath::document::table {

void add_study_fields(std::vector<Field>& table) {
  constexpr auto kStudy = &Document::study;
  const auto add = [&](Field field) {
    field.effect = Effect::text;
    table.push_back(field);
  };
  add(scalar<kStudy, &Study::kind>(
      {.path = "study.kind",
       .link = "study",
       .kind = Kind::choice,
       .choices = names(StudyKind{}),
       .help = "What is made of many variations of this experiment: a map over two fields, curves "
               "over one field or several seeds, or a search over one to three fields."}));
  add(text_in<kStudy, &Study::x>(
      {.path = "study.x",
       .link = "study_x",
       .kind = Kind::text,
       .help = "The field that is varied, to the right on a map: FIELD=lin:LOW:HIGH:COUNT, "
               "FIELD=log:LOW:HIGH:COUNT or a list FIELD=a,b,c."}));
  add(text_in<kStudy, &Study::y>(
      {.path = "study.y",
       .link = "study_y",
       .kind = Kind::text,
       .help =
           "The field that is varied upwards on a map, or the second of a search, as study.x."}));
  add(text_in<kStudy, &Study::z>({.path = "study.z",
                                  .link = "study_z",
                                  .kind = Kind::text,
                                  .help = "The third field of a search, as study.x."}));
  add(text_in<kStudy, &Study::over>(
      {.path = "study.over",
       .link = "study_over",
       .kind = Kind::text,
       .help = "The field that curves go over, and its values as study.x has them; where it is "
               "empty they go over the updates."}));
  add(scalar<kStudy, &Study::random>(
      {.path = "study.random",
       .link = "study_random",
       .kind = Kind::integer,
       .range = {0, 1e6},
       .help = "Of a search: so many cells are drawn at random, from ranges without a count like "
               "FIELD=log:LOW:HIGH; 0 is the whole grid."}));
  add(scalar<kStudy, &Study::steps>({.path = "study.steps",
                                     .link = "study_steps",
                                     .kind = Kind::integer,
                                     .range = {1, 1e6},
                                     .help = "Updates of every training of the study."}));
  add(scalar<kStudy, &Study::seeds>(
      {.path = "study.seeds",
       .link = "study_seeds",
       .kind = Kind::integer,
       .range = {1, 10'000},
       .help = "Trainings of every variation, each from a draw of its own; one draw for all shows "
               "structure, several show what is no luck."}));
  add(scalar<kStudy, &Study::measure>(
      {.path = "study.measure",
       .link = "study_measure",
       .kind = Kind::choice,
       .choices = names(Measure{}),
       .help = "What is shown of every variation: a loss or accuracy at the end, how fast it "
               "converged, the share that trained, or the scope at the start."}));
  add(scalar<kStudy, &Study::target>({.path = "study.target",
                                      .link = "study_target",
                                      .range = {0, 1e6},
                                      .help = "Of the measure trained: J at the end, at most."}));
}

}  // namespace isobath::document::table
