// SPDX-License-Identifier: MIT
// What bench/run has measured, as tables: figures beside the goals, ours beside the peers'.
import {goalsLimitGflops, limits, mapLimits, mapsGoal, standingGoals, sweepSteps} from './goals.mjs';
import {openings} from './page_maps.mjs';
import {kilobytes, milliseconds, percent, shortNumber, times} from './tables.mjs';

const simdNames = {relaxed_madd: 'relaxed SIMD', 'f32x4 mul, add': 'plain SIMD'};
const reached = (yes) => (yes ? 'reached' : 'not reached');

const ownEngines = ({engines}) => engines.filter(({peer, lines}) => !peer && lines);
const pageOf = ({engines}) => engines.find(({place, lines}) => place === 'page' && lines);

// The most that was seen of a platform's limit: one that something else slowed down would flatter.
const limitOf = ({lines}) => Math.max(0, ...lines.map(({limit_gflops: gflops}) => gflops ?? 0));
const gflopsOf = (line, {operations}) => line.steps_per_second * operations * 1e-9;

const lineOf = (engine, name) => engine?.lines?.find((line) => line.name === name);

function labelOf(engine, own) {
  const instructions = own.find(({place}) => place === engine.place)?.lines[0]?.instructions;
  const simd = simdNames[instructions];
  return simd ? `${engine.name}, ${simd}` : engine.name;
}

// With which of our own figures a peer's are compared: those of the same platform; peers in
// JavaScript with the page's.
function rivalOf(peer, own) {
  if (peer.place !== 'web') return own.find(({place}) => place === peer.place);
  return own.find(({place}) => place === 'page') ?? own.find(({place}) => place.startsWith('node'));
}

const standing = (results) => results.workloads.filter(({series}) => series === 'standing');

function standingTable(results) {
  const own = ownEngines(results);
  const workloads = standing(results);
  const oursFirst = [...results.engines].sort((a, b) => Number(Boolean(a.peer)) - Number(Boolean(b.peer)));
  const rows = oursFirst.map((engine) => {
    if (engine.failed) return [engine.name, engine.failed];
    const limit = limitOf(engine);
    return [labelOf(engine, own), limit > 0 ? limit.toFixed(1) : '', ...workloads.map((workload) => {
      const line = lineOf(engine, workload.name);
      if (!line) return '';
      const share = limit > 0 ? ` (${percent(gflopsOf(line, workload) / limit)})` : '';
      const text = shortNumber(line.steps_per_second) + share;
      return text + (line.diverged || line.learns === false ? ' !' : '');
    })];
  });
  return {
    title: 'Updates a second, and the share of the multiply-add limit',
    head: ['', 'limit, GFLOP/s', ...workloads.map(({name}) => name)],
    rows,
    notes: [
      `${workloads.map(({name, network, batch}) => `${name}: ${network}, batch ${batch}`).join('; ')}. tanh, then one sigmoid or ten softmax outputs with their cross-entropy; plain gradient descent, every update on the same batch.`,
      `sweep: Isobath makes whole trainings of ${sweepSteps} updates, from their start to their record, as isobath-cli sweep does; a peer goes on with one.`,
      'One core each. GFLOP/s count the matrix products only: 6 · weights · batch an update, less the first layer\'s dA.',
      'The limit is a loop of multiply-adds in registers on the same platform, measured in turns with the updates: the most that was seen of it.',
      'Isobath: core::Trainer<float> as users run it, watching for NaN, gradients stored. Eigen alone stores no gradients and watches for nothing.',
      'TensorFlow.js computes in float32, operation by operation with automatic differentiation, on one thread, in Node.js; so does PyTorch, natively.',
      'ConvNetJS computes in doubles, one example after the other; its one-output networks end in a softmax of two classes, which is the same function.',
    ],
  };
}

function peersTable(results) {
  const own = ownEngines(results);
  const workloads = standing(results);
  const lost = [];
  const rows = results.engines.filter(({peer, lines}) => peer && lines).map((peer) => {
    const rival = rivalOf(peer, own);
    return [`${labelOf(peer, own)}`, rival ? labelOf(rival, own) : '', ...workloads.map(({name}) => {
      const [ours, theirs] = [lineOf(rival, name), lineOf(peer, name)];
      if (!ours || !theirs) return '';
      const factor = ours.steps_per_second / theirs.steps_per_second;
      if (factor <= 1) lost.push(`${labelOf(peer, own)} on ${name}`);
      return times(factor);
    })];
  });
  return {
    title: 'How many times faster than the peers',
    head: ['peer', 'compared with', ...workloads.map(({name}) => name)],
    rows,
    notes: [lost.length ? `Not beaten: ${lost.join(', ')}.` : 'Every peer that was measured is beaten on every workload.'],
  };
}

// A goal's figure in the page.
function figureOf(page, workload, {what}) {
  const line = lineOf(page, workload.name);
  if (what === 'share') return gflopsOf(line, workload) / limitOf(page);
  return what === 'trainings/s' ? line.steps_per_second / sweepSteps : line.steps_per_second;
}

function goalsTable(results) {
  const page = pageOf(results);
  const counted = [];
  const rows = standing(results).map((workload) => {
    const {name} = workload;
    const goal = standingGoals[name];
    if (!goal || !lineOf(page, name)) return null;
    const value = figureOf(page, workload, goal);
    const write = goal.what === 'share' ? percent : shortNumber;
    const tell = (wanted) => `${write(wanted)}: ${reached(value >= wanted)} (${percent(value / wanted)})`;
    const unit = goal.what === 'share' ? 'of the limit' : goal.what;
    if (goal.what !== 'share') counted.push(`${name} ${shortNumber(value * goalsLimitGflops / limitOf(page))}`);
    return [name, `${write(value)} ${unit}`, tell(goal.atLeast), tell(goal.want)];
  }).filter(Boolean);
  return {
    title: 'Goals in Chromium',
    head: ['', 'the page here', 'at least', 'we want'],
    rows,
    notes: [`${simdNames[page.lines[0].instructions]}, on the page's own thread.`,
      ...(counted.length ? [`Goals that are counts were set on a processor with a limit of ${goalsLimitGflops} GFLOP/s, here it is ` +
        `${limitOf(page).toFixed(1)}; in proportion to the limits: ${counted.join(', ')}.`] : [])],
  };
}

function seriesTable(results, series, title) {
  const own = ownEngines(results).filter(({place}) => !place.endsWith(' plain'));
  return {
    title,
    head: ['', ...own.map((engine) => labelOf(engine, own).replace('Isobath ', ''))],
    rows: results.workloads.filter((workload) => workload.series === series).map((workload) => [
      `${workload.network}, batch ${workload.batch}`,
      ...own.map((engine) => {
        const line = lineOf(engine, workload.name);
        if (!line) return '';
        const gflops = gflopsOf(line, workload);
        return `${shortNumber(line.steps_per_second)}, ${gflops.toFixed(1)} (${percent(gflops / limitOf(engine))})`;
      }),
    ]),
    notes: ['Updates a second, GFLOP/s and the share of the limit.'],
  };
}

function shippedTable({page}) {
  const loaded = new Set(page.cold.requests);
  const visited = page.files.filter(({name}) => loaded.has(name));
  const sum = (files, kind) => files.reduce((total, file) => total + file[kind], 0);
  const row = (name, files) => [name, ...['raw', 'gzip', 'brotli'].map((kind) => kilobytes(sum(files, kind)))];
  const program = visited.filter(({name}) => /\.(js|wasm)$/.test(name));
  const gzip = sum(program, 'gzip');
  return {
    title: 'What is shipped',
    head: ['', 'raw', 'gzip -9', 'Brotli 11'],
    rows: [
      ...page.files.map((file) => row(loaded.has(file.name) ? `${file.name} *` : file.name, [file])),
      row('a first visit (*)', visited),
      row('of it wasm and JavaScript', program),
    ],
    notes: [`Goal: wasm and JavaScript of the default build, fonts included, at most ${kilobytes(limits.visit_gzip_bytes)} ` +
      `in gzip: ${reached(gzip <= limits.visit_gzip_bytes)} (${percent(gzip / limits.visit_gzip_bytes)}).`],
  };
}

function pageTable({page}) {
  const {cold, frames, unthreadedFrames} = page;
  const goal = (value, limit) => `at most ${milliseconds(limit)}: ${reached(value <= limit)}`;
  const inFrames = (name, write, target = () => '') =>
    [name, write(frames), write(unthreadedFrames), target(frames)];
  return {
    title: 'The page itself',
    head: ['', 'here', 'without threads', 'goal'],
    rows: [
      ['first picture, median of cold starts', milliseconds(cold.median_ms), '', goal(cold.median_ms, limits.first_picture_ms)],
      ['slowest of them', milliseconds(Math.max(...cold.times_ms)), '', ''],
      inFrames('own work in a frame, median', ({median_ms: ms}) => milliseconds(ms),
        ({median_ms: ms}) => goal(ms, limits.frame_median_ms)),
      inFrames('the longest', ({longest_ms: ms}) => milliseconds(ms),
        ({longest_ms: ms}) => goal(ms, limits.frame_longest_ms)),
      inFrames(`frames above ${limits.frame_longest_ms} ms`, ({long, frames: all}) => `${long.length} of ${all}`),
      inFrames('frames a second', ({frames_per_second: rate}) => rate.toFixed(1)),
      inFrames('updates a second meanwhile', ({updates_per_second: rate}) => shortNumber(rate)),
    ],
    notes: [
      `First picture: from the start of the navigation until the cover is gone and a frame was drawn; ${cold.times_ms.length} browsers, each new with an empty profile, over a local server.`,
      'Own work in a frame: isobath.frame().ui_ms, panels and textures, without training, over 20 s in which 150 layers (64 units, batch 128) train flat out with the depth scope on screen.',
      ...(frames.long.length ? [`Frames above ${limits.frame_longest_ms} ms: ${frames.long.slice(0, 8).map(({at_ms: at, ui_ms: ms}) =>
        `${milliseconds(ms)} at ${(at / 1000).toFixed(1)} s`).join(', ')}${frames.long.length > 8 ? ', ...' : ''}.`] : []),
      'Headless Chromium draws with SwiftShader, on the same cores.',
    ],
  };
}

// Trainings a second of the workload "map", and maps in the page.
function mapsTable(results) {
  const own = ownEngines(results).filter((engine) => lineOf(engine, 'map'));
  const maps = results.page?.maps;
  const goal = (value, limit) => `at most ${milliseconds(limit)}: ${reached(value <= limit)}`;
  const rate = (engine) => lineOf(engine, 'map').steps_per_second / sweepSteps;
  const rows = own.map((engine) => {
    const here = rate(engine);
    const target = engine.place === 'page' ? `${shortNumber(mapsGoal)}: ${reached(here >= mapsGoal)} (${percent(here / mapsGoal)})` : '';
    return [`trainings a second and core, ${labelOf(engine, own).replace('Isobath ', '')}`, shortNumber(here), target];
  });
  if (maps) {
    const {small, fractal} = maps.whole;
    rows.push(...Object.entries(maps.first).map(([name, {median_ms: ms}]) =>
      [`first picture: ${name}`, milliseconds(ms), goal(ms, mapLimits.first_picture_ms)]));
    rows.push(
      ['256 × 256 cells of 2-16-1', milliseconds(small.done_ms), goal(small.done_ms, mapLimits.small_ms)],
      ['the fractal, 256 × 256 cells', milliseconds(fractal.done_ms), goal(fractal.done_ms, mapLimits.fractal_ms)]);
    for (const [name, {median_ms: ms, longest_ms: longest}] of [['2-16-1', small], ['the fractal', fractal]]) {
      rows.push([`own work in a frame meanwhile, ${name}: median`, milliseconds(ms), goal(ms, mapLimits.frame_ms)],
        ['the longest', milliseconds(longest), '']);
    }
  }
  return {
    title: 'Maps',
    head: ['', 'here', 'goal'],
    rows,
    notes: [
      `Trainings: 2-16-1, tanh, batch 16 of the page's first data (500 examples, half of them for training), ${sweepSteps} updates and the losses of all three parts, on one thread.`,
      ...(maps ? [`First picture: from a preset's choice until one cell of 16 × 16 is there all over the map, and drawn; the middle of ${openings} times.`,
        `Whole maps: the same training over the start's scale and α; docs/experiments/09-fractal-tanh.json. As many threads as the page takes.`] : []),
    ],
  };
}

// A platform whose limit wavers has been disturbed: so the figures say.
export function disturbances(results) {
  const own = ownEngines(results);
  return results.engines.filter(({lines}) => lines).flatMap((engine) => {
    const seen = engine.lines.map(({limit_gflops: gflops}) => gflops).filter(Boolean);
    const [least, most] = [Math.min(...seen), Math.max(...seen)];
    return seen.length && least < 0.9 * most
      ? [`${labelOf(engine, own)}: the limit wavered between ${least.toFixed(1)} and ${most.toFixed(1)} GFLOP/s; something else was running.`]
      : [];
  });
}

export function tables(results) {
  const {page} = results;
  const all = results.engines.length ? [standingTable(results), peersTable(results)] : [];
  if (pageOf(results)) all.push(goalsTable(results));
  for (const [series, title] of [['width', 'Cost and width'], ['depth', 'Cost and depth'], ['batch', 'Cost and batch']]) {
    if (results.engines.length && results.workloads.some((workload) => workload.series === series)) all.push(seriesTable(results, series, title));
  }
  if (page?.maps || results.engines.some((engine) => lineOf(engine, 'map'))) all.push(mapsTable(results));
  if (page) all.push(shippedTable(results), pageTable(results));
  return all;
}

// The lines above the tables.
export function preface({machine, command, budget_ms: budget, turns, page}) {
  const versions = [machine.compiler, machine.emscripten && `Emscripten ${machine.emscripten}`,
    `Node.js ${machine.node}`, page?.version].filter(Boolean);
  return [
    `\`${command}\` on ${machine.date}${machine.commit ? `, commit ${machine.commit}` : ''}; every workload ${turns} times in turn, the middle one of them; ${budget} ms each, median of seven rounds.`,
    `${machine.processor}, ${machine.cores} cores, ${machine.memory_gib} GiB; ${machine.system}; ${versions.join(', ')}.`,
  ];
}
