// SPDX-License-Identifier: MIT
// J along one parameter as it is shown: how far it is drawn, and over which examples it is taken.
#pragma once

#include <memory>
#include <string>

#include "lab/loss_slice.hpp"

namespace isobath::app {

/// Which parameter; `reach` to both sides of it, 0: as far as suits it.
struct SliceWish {
  lab::ParameterPlace place;
  double reach = 0.0;
  bool operator==(const SliceWish&) const = default;
};

struct SliceView {
  SliceWish wish;
  std::string name;  // "w[2](1,3)" or "b[2](1)"
  lab::LossSlice slice;
  double reach = 0.0;  // to both sides of the middle
  double alpha = 0.0;
  std::string over;  // what J is a mean of: "the whole training part", "40 of 250 examples"
};

/// What J is taken over: some of so many examples, and which, in words.
struct SliceExamples {
  core::Examples<double> examples;
  core::Index of = 0;
  std::string over;
};
/// The first of `x` and `y`, which are `of`, so many as `points` passes over them can be afforded
/// in about `budget` multiplications, at least kLeastSliceExamples.
SliceExamples affordable_examples(const core::Network& network, const core::Matrix<double>& x,
                                  const core::Matrix<double>& y, int points, double budget,
                                  const std::string& of);
inline constexpr core::Index kLeastSliceExamples = 4;

/// J along `wish.place`, which must exist, with the penalty that it has over all of the examples,
/// in pieces. The part that is drawn stays that of `before` (which may be null) as long as the
/// parameter is in it, so that it is seen to move. `network` and `parameters` must outlive it.
class Slicer {
 public:
  Slicer(const core::Network& network, const core::TrainingOptions& options,
         const core::Parameters<double>& parameters, SliceExamples data, const SliceWish& wish,
         int points, std::shared_ptr<const SliceView> before);

  /// The slope, then J at the next value; false after the last.
  bool advance();
  /// 0 to 1.
  double progress() const { return slicer_ ? slicer_->progress() : 0.0; }
  const SliceWish& wish() const { return view_.wish; }
  /// Multiplications that it takes, about.
  double cost() const;
  /// Complete after the last value.
  const SliceView& view() const { return view_; }

 private:
  void begin();

  const core::Network& network_;
  core::TrainingOptions options_;
  const core::Parameters<double>& parameters_;
  SliceExamples data_;
  int points_;
  std::shared_ptr<const SliceView> before_;
  SliceView view_;
  std::unique_ptr<lab::LossSlicer> slicer_;
};

/// All of it at once.
SliceView make_slice(const core::Network& network, const core::TrainingOptions& options,
                     const core::Parameters<double>& parameters, SliceExamples data,
                     const SliceWish& wish, int points, std::shared_ptr<const SliceView> before);

}  // namespace isobath::app
