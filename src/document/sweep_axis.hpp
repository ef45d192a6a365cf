// SPDX-License-Identifier: MIT
// One field of the document and the values a sweep gives it: a grid, a range to draw from, a list.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/random.hpp"
#include "document/document.hpp"
#include "document/fields.hpp"

namespace isobath::document {

enum class Spread { linear, logarithmic, listed };

/// What an axis is asked to be.
struct AxisSpec {
  std::string field;  // any name of a field: path, link name, alias
  Spread spread = Spread::listed;
  double low = 0.0, high = 0.0;     // linear, logarithmic; a grid may also run downwards
  int count = 0;                    // values of a grid, both ends among them; 0: drawn at random
  std::vector<std::string> values;  // listed, as they stand in a link
};

/// "FIELD=lin:LO:HI:N", "FIELD=log:LO:HI:N"; without N to be drawn from; "FIELD=a,b,c", or
/// "FIELD=a;b;c" where values hold commas. An error is one sentence.
std::expected<AxisSpec, std::string> parse_axis(std::string_view text);

/// A value of a field.
struct AxisValue {
  std::optional<double> number;  // if it is one; a choice's place among its names
  std::string text;              // as a link has it, if the field is no scalar
};

inline constexpr int kMaxAxisValues = 65'536;

class SweepAxis {
 public:
  /// Every value of a grid or a list is held against what the field allows, and both ends of a
  /// range that is drawn from. Errors begin with the field's path. Whole-number fields take the
  /// nearest number they allow.
  static std::expected<SweepAxis, std::string> make(const Document& base, AxisSpec spec,
                                                    bool drawn);

  const std::string& path() const { return path_; }
  const Field& field() const { return *field_; }
  bool of_layer() const { return layer_.has_value(); }
  /// What the field is in a document: a number, or a choice's place among its names. Empty where it
  /// is no single number, or in a layer that is not there.
  std::optional<double> number_in(const Document& document) const;
  /// A value of it as a link has it: a choice by its name.
  std::string text_of(const AxisValue& value) const;
  /// Of a grid or list; empty for a range that is drawn from.
  const std::vector<AxisValue>& values() const { return values_; }

  /// Uniform in the range or its logarithm, whole numbers each equally likely when linear, list
  /// entries each equally likely. Takes a few numbers of `random`.
  AxisValue draw(core::Random& random) const;

  /// Puts a value of this axis in place. An error is a sentence: a layer that the document lacks.
  std::expected<void, std::string> apply(const AxisValue& value, Document& document) const;

 private:
  AxisValue value_of(double number) const;
  double nearest_allowed(double number) const;

  AxisSpec spec_;
  std::string path_;
  const Field* field_ = nullptr;
  std::optional<std::size_t> layer_;  // of a layer's field
  std::vector<AxisValue> values_;
};

/// Value i of `count` from low to high: both ends to the bit, the others to 12 significant digits,
/// so that a grid over decades holds 0.01 and not 0.010000000000000002; with all digits where
/// neighbours are nearer than 1e-8 of themselves. The same everywhere.
double grid_value(Spread spread, double low, double high, int i, int count);

}  // namespace isobath::document
