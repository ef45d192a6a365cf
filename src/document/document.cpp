// SPDX-License-Identifier: MIT
// When two documents are the same experiment.
#include "document/document.hpp"

#include <cmath>

namespace isobath::document {

namespace {

/// Saved numbers may be NaN, which is the same as itself here.
template <class Values>
bool same_values(const Values& a, const Values& b) {
  if (a.rows() != b.rows() || a.cols() != b.cols()) return false;
  for (core::Index row = 0; row < a.rows(); ++row)
    for (core::Index column = 0; column < a.cols(); ++column) {
      const double x = a(row, column), y = b(row, column);
      if (x != y && !(std::isnan(x) && std::isnan(y))) return false;
    }
  return true;
}

bool same(const core::Parameters<double>& a, const core::Parameters<double>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t l = 0; l < a.size(); ++l)
    if (!same_values(a[l].weights, b[l].weights) || !same_values(a[l].bias, b[l].bias))
      return false;
  return true;
}

bool same(const core::Progress& a, const core::Progress& b) {
  return a.step == b.step && a.epoch == b.epoch && a.position == b.position &&
         a.moment_updates == b.moment_updates && same(a.first_moments, b.first_moments) &&
         same(a.second_moments, b.second_moments);
}

bool same(const data::Table& a, const data::Table& b) { return a == b; }

template <class Value>
bool same(const std::shared_ptr<const Value>& a, const std::shared_ptr<const Value>& b) {
  return a == b || (a && b && same(*a, *b));
}

/// Without what has no meaning: the number of examples where every input of parity stands once,
/// and whether that is so where the source is another; the inputs that another source has.
data::Options meaningful(data::Options options) {
  if (options.source != data::Source::parity)
    options.all_inputs = true;
  else if (options.all_inputs)
    options.examples = data::Options{}.examples;
  // `inputs` is one of the two, by the source.
  if (options.source == data::Source::gaussian)
    options.inputs = data::Options{}.inputs;
  else
    options.dimensions = data::Options{}.dimensions;
  options.table = nullptr;
  return options;
}

}  // namespace

bool operator==(const Document& a, const Document& b) {
  return a.title == b.title && a.note == b.note && a.data_file == b.data_file &&
         meaningful(a.data) == meaningful(b.data) && same(a.data.table, b.data.table) &&
         a.layers == b.layers && a.initialization == b.initialization && a.loss == b.loss &&
         a.training == b.training && a.precision == b.precision && a.arithmetic == b.arithmetic &&
         a.study == b.study && same(a.parameters, b.parameters) && same(a.progress, b.progress);
}

}  // namespace isobath::document
