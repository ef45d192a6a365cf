// SPDX-License-Identifier: MIT
#include "cli/study.hpp"

#include <vector>

#include "app/study/map_picture.hpp"
#include "cli/sweep.hpp"
#include "files/image.hpp"
#include "files/whole.hpp"
#include "lab/study.hpp"
#include "lab/sweep_lines.hpp"

namespace isobath::cli {

Status study(const Source& source, const StudyCommand& command, std::ostream& out) {
  const auto document = read_document(source);
  if (!document) return std::unexpected(document.error());
  const auto shard = lab::parse_shard(command.shard);
  if (!shard) return std::unexpected("--shard: " + shard.error());
  const auto plan = lab::study_plan(*document);
  if (!plan) return std::unexpected(plan.error());
  const document::Study& study = document->study;
  return run_sweep(
      *plan,
      {.steps = lab::study_steps(study),
       .shard = *shard,
       .order = lab::SweepOrder::by_cell,
       .measure = study.measure},
      command.threads,
      [&](const lab::CellResult& cell) {
        return lab::sweep_line(**plan, cell, lab::study_value(study, cell));
      },
      out, "study");
}

Status map(const Source& source, const MapCommand& command, std::ostream& out) {
  const auto document = read_document(source);
  if (!document) return std::unexpected(document.error());
  const document::Study& study = document->study;
  if (study.kind != document::StudyKind::map)
    return std::unexpected("study.kind: " + std::string(core::name(study.kind)) +
                           " is not map, which a picture wants");
  if (command.png.empty() && command.svg.empty())
    return std::unexpected("a map wants --png FILE, --svg FILE or both");
  for (const std::string& path : {command.png, command.svg})
    if (!path.empty())
      if (auto fault = files::find_write_fault(path)) return std::unexpected(*fault);
  const auto plan = lab::study_plan(*document);
  if (!plan) return std::unexpected(plan.error());
  std::vector<double> values((*plan)->cells());
  const Status made = run_sweep(
      *plan,
      {.steps = lab::study_steps(study),
       .order = lab::SweepOrder::by_cell,
       .measure = study.measure},
      command.threads,
      [&](const lab::CellResult& cell) {
        values[cell.cell] = lab::study_value(study, cell);
        return std::string();
      },
      out, "map");
  if (!made || *made != kDone) return made;
  const app::MapPicture picture = app::map_picture(*document, **plan, values, command.dark);
  if (!command.png.empty())
    if (auto written = files::write_whole(command.png, files::png(picture.image)); !written)
      return std::unexpected(written.error());
  if (!command.svg.empty())
    if (auto written = files::write_whole(command.svg, app::map_svg(picture)); !written)
      return std::unexpected(written.error());
  return kDone;
}

}  // namespace isobath::cli
