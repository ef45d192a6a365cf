// SPDX-License-Identifier: MIT
// Data drawn by hand: examples in the plane as a table that points are added to and taken from.
#pragma once

#include <array>
#include <expected>
#include <span>
#include <string>

#include "app/action.hpp"
#include "document/document.hpp"

namespace isobath::app {

/// Fewer are no data to learn from.
inline constexpr int kLeastPoints = 4;

/// The document with its examples as a table and one more point in it. Planar data become a table
/// of x1 and x2, with the point's target as class (its number) or value. The error says why these
/// data cannot be drawn.
std::expected<document::Document, std::string> with_point(const document::Document& document,
                                                          const DrawPoint& point);

/// The document with these points alone, all of them for training, of the classes that it has;
/// kLeastPoints of them or more.
std::expected<document::Document, std::string> with_points(const document::Document& document,
                                                           std::span<const PaperPoint> points);

/// What there is to draw with: a brush for each class, or for each of these values.
inline constexpr std::array<double, 3> kBrushValues{-1.0, 0.0, 1.0};
int brushes(const data::Dataset& dataset);

/// Does the eraser touch this point?
bool is_within(const ErasePoints& around, double x1, double x2);

/// Likewise without the points around one, in an ellipse.
std::expected<document::Document, std::string> without_points(const document::Document& document,
                                                              const ErasePoints& around);

}  // namespace isobath::app
