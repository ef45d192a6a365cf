// SPDX-License-Identifier: MIT
// Speed as src/lab/rounds.hpp measures it: portions of about a millisecond, a first round that does
// not count, then seven, and their median.
const rounds = 7;
const portionMs = 1;

export function median(values) {
  if (!values.length) return 0;
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

// Calls step() again and again for about `budgetMs`; returns steps a second.
export function stepsPerSecond(step, budgetMs) {
  let portion = 1;
  const round = (durationMs) => {
    const begin = performance.now();
    let now = begin;
    let done = 0;
    do {
      const before = now;
      for (let i = 0; i < portion; i++) step();
      done += portion;
      now = performance.now();
      if (now - before < portionMs) portion *= 2;
    } while (now - begin < durationMs);
    return (1000 * done) / (now - begin);
  };
  round(budgetMs / (rounds + 1));
  return median(Array.from({length: rounds}, () => round(budgetMs / (rounds + 1))));
}

// "2-64x20-1" as [2, 64, 64, ..., 1]: the inputs, then every layer's units.
export function unitsOf(network) {
  return network.split('-').flatMap((part) => {
    const [units, times = 1] = part.split('x').map(Number);
    return Array(times).fill(units);
  });
}

// Inputs of variance 1 and targets, the same at every run: x [examples][inputs], classes [examples].
export function examplesOf(units, batch) {
  let state = 1;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const classes = Math.max(2, units.at(-1));
  return {
    x: Array.from({length: batch}, () =>
      Array.from({length: units[0]}, () => Math.sqrt(12) * (random() - 0.5))),
    classes: Array.from({length: batch}, () => Math.floor(random() * classes)),
  };
}

// A peer's program: arguments BUDGET_MS and the workloads as JSON [{name, network, batch}, ...];
// a line of JSON for each. `prepare(units, batch)` gives {step, parameters, loss}.
export async function measurePeer(prepare) {
  const budgetMs = Number(process.argv[2]);
  for (const {name, network, batch} of JSON.parse(process.argv[3])) {
    const {step, parameters, loss} = await prepare(unitsOf(network), batch);
    const before = loss();
    const rate = stepsPerSecond(step, budgetMs);
    console.log(JSON.stringify({name, steps_per_second: rate, parameters, learns: loss() < before}));
  }
}
