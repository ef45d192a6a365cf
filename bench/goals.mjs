// SPDX-License-Identifier: MIT
// What the page is to reach: updates a second, trainings a second, or the share of the multiply-add
// limit that was measured in the same run, in Chromium on one core with relaxed SIMD.

export const sweepSteps = 200; // updates of each training of the workload "sweep"

export const standingGoals = {
  W1: {what: 'updates/s', atLeast: 4e6, want: 8e6},
  W2: {what: 'share', atLeast: 0.35, want: 0.45},
  W3: {what: 'share', atLeast: 0.7, want: 0.85},
  W4: {what: 'share', atLeast: 0.75, want: 0.9},
  W5: {what: 'share', atLeast: 0.62, want: 0.78},
  sweep: {what: 'trainings/s', atLeast: 14e3, want: 20e3},
};

/** Of the workload "map": trainings of `sweepSteps` updates on one core. */
export const mapsGoal = 20e3;

/** Of maps in the page, on two threads. */
export const mapLimits = {
  first_picture_ms: 150,
  small_ms: 3000,
  fractal_ms: 12000,
  frame_ms: 4,
};

/** The multiply-add limit, in GFLOP/s, of the processor that the goals in counts were set on. */
export const goalsLimitGflops = 58.7;

export const limits = {
  first_picture_ms: 1500,
  visit_gzip_bytes: 1.2e6,
  frame_median_ms: 4,
  frame_longest_ms: 16,
};
