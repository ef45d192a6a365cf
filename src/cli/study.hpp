// SPDX-License-Identifier: MIT
// A document's study on the command line: as lines of JSON, or as a picture.
#pragma once

#include <string>

#include "cli/commands.hpp"

namespace isobath::cli {

struct StudyCommand {
  int threads = 0;  // 0: all of the machine's
  std::string shard = "1/1";
};

/// A line for each cell of the document's study: what `sweep` writes, with the study's value.
Status study(const Source& source, const StudyCommand& command, std::ostream& out);

struct MapCommand {
  std::string png, svg;  // where to; either may be empty
  int threads = 0;
  bool dark = false;
};

/// The document's map as a picture: a PNG of its cells, an SVG with axes and a legend.
Status map(const Source& source, const MapCommand& command, std::ostream& out);

}  // namespace isobath::cli
