// SPDX-License-Identifier: MIT
// Maps, curves and searches that one click makes of the open experiment, and the fields that others
// may be made of.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/action.hpp"

namespace isobath::app {

enum class StudyPreset : std::uint8_t {
  scale_rate,      // the scale of the start against α
  scale_depth,     // where does it train?
  rate_depth,      // α against depth
  width_examples,  // the network's size against that of the data
  start,           // the scope before any update, scale against depth
  fractal,         // α of layer 1 against α of layer 2, an experiment of its own
  published,       // the same as large as it was published: minutes
  // Curves.
  rates,       // α too small … too large
  optimizers,  // raced from the same start
  draws,       // the luck of the draw
  widths,      // what more units do
  learning,    // what more examples do, for a few widths
  descent,     // double descent, an experiment of its own
  // Searches.
  three_fields  // α, the scale and the width at once, drawn at random
};
inline constexpr std::size_t kStudyPresets = 14;

/// What makes it of the open experiment, one edit: the study alone, but for those of their own.
/// Empty where the experiment has nothing to vary for it.
std::optional<EditAction> study_of(StudyPreset preset, const document::Document& document);

/// The preset that the document's study is; empty: none, or one of somebody's own.
std::optional<StudyPreset> preset_of(const document::Document& document);

/// The paths of the fields that a side of a map may be: those of all layers, then of single ones.
std::vector<std::string> map_fields(const document::Document& document);

/// A side over values that suit the field: "training.learning_rate=log:0.001:10:41".
std::string map_axis(std::string_view field);

/// The paths of the fields that curves may differ in, and a few telling values of one:
/// "training.learning_rate=0.001,0.01,0.1,1,10"; empty for none.
std::vector<std::string> curve_fields(const document::Document& document);
std::string curve_values(std::string_view field);

/// The paths of the fields that curves may go over, and the values of one; empty for none.
std::vector<std::string> over_fields(const document::Document& document);
std::string over_values(std::string_view field, const document::Document& document);
/// A field of a search over values that suit it: "training.learning_rate=log:0.001:10" to draw
/// from, or with a coarse count for a grid. Of an axis of somebody's own `drawn_axis` and
/// `grid_axis` change no more than the count.
std::string search_axis(std::string_view field, bool drawn);
std::string drawn_axis(std::string_view axis);
std::string grid_axis(std::string_view axis);

}  // namespace isobath::app
