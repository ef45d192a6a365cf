// SPDX-License-Identifier: MIT
// What would happen if a matrix of a line had another shape: the course's rule for it, and what
// NumPy, with which the course is done, would make of it.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "app/stepper/stepper.hpp"

namespace isobath::app {

/// One or two sizes, as NumPy's shape: (5, 3), or (5,) for a list of numbers, which the course
/// warns of. A size that is said as "m" stays so in sentences.
struct Shape {
  struct Size {
    core::Index value = 1;
    bool is_m = false;
    bool operator==(const Size& other) const { return value == other.value; }
  };
  std::vector<Size> sizes;
  bool operator==(const Shape&) const = default;
};

/// Reads "(5, 3)", "5x3", "(n[2], m)", "(5,)". `m`: examples in the batch. The error is a sentence.
std::expected<Shape, std::string> parse_shape(std::string_view text, const core::Network& network,
                                              core::Index m);
/// "(5, m)", "(5,)".
std::string text_of(const Shape& shape);
/// The shape that an operand has by the course's rules.
Shape shape_of(const Operand& operand);

struct ShapeVerdict {
  enum class Kind {
    right,
    silent,  // it runs, and computes something else
    broken,  // it stops with an error
    unread   // no shape
  };
  Kind kind = Kind::right;
  std::string sentence;
};

/// Operand number `operand` of the line in the shape `tried`, the others as they are.
ShapeVerdict check_shape(const LineView& line, std::size_t operand, const Shape& tried);

/// The same of what somebody typed.
ShapeVerdict try_shape(const core::Network& network, const LineView& line, core::Index m,
                       std::size_t operand, std::string_view typed);

}  // namespace isobath::app
