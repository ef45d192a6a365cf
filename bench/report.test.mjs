// SPDX-License-Identifier: MIT
// What bench/run prints, from figures made up here: no clock decides about these tests.
//   node bench/report.test.mjs
import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {linesOf} from './engines.mjs';
import {examplesOf, median, stepsPerSecond, unitsOf} from './peers/timing.mjs';
import {disturbances, preface, tables} from './report.mjs';
import {kilobytes, milliseconds, percent, shortNumber, times, toMarkdown, toText} from './tables.mjs';
import {inTurns, middleLines} from './turns.mjs';

const tests = [];
const test = (name, body) => tests.push({name, body});

const workloads = [
  {name: 'W1', series: 'standing', network: '2-4-2-1', batch: 10, operations: 920},
  {name: 'W3', series: 'standing', network: '2-64x20-1', batch: 128, operations: 59883520},
  {name: 'batch-1', series: 'batch', network: '2-64x20-1', batch: 1, operations: 467840},
];

// Lines of an engine at these rates, one for each workload there is a rate for.
const lines = (rates, {limit = null, instructions} = {}) => rates.map((rate, i) => ({
  name: workloads[i].name,
  steps_per_second: rate,
  ...(limit && {limit_gflops: limit, instructions, gflops: rate * workloads[i].operations * 1e-9,
    share: (rate * workloads[i].operations * 1e-9) / limit}),
}));

const results = () => ({
  command: 'bench/run',
  budget_ms: 300,
  turns: 3,
  machine: {processor: 'a processor', cores: 2, memory_gib: 24, system: 'a system', compiler: 'c++ 12',
    emscripten: '3.1.69', node: 'v20', commit: 'abc', date: '2026-01-31'},
  workloads,
  engines: [
    {name: 'Isobath on the desktop', place: 'desktop', lines: lines([9e6, 1600, 3e4], {limit: 120, instructions: 'AVX2 fma'})},
    {name: 'Eigen alone on the desktop', peer: true, place: 'desktop', lines: lines([3e6, 1700], {limit: 120})},
    {name: 'PyTorch, one thread', peer: true, place: 'desktop', failed: 'not installed'},
    {name: 'Isobath in Node.js', place: 'node web', lines: lines([5e6, 700, 2e4], {limit: 58, instructions: 'relaxed_madd'})},
    {name: 'Eigen alone in Node.js', peer: true, place: 'node web', lines: lines([1e6, 400], {limit: 58})},
    {name: 'ConvNetJS', peer: true, place: 'web', lines: lines([9e4, 28])},
    {name: 'Isobath in the page', place: 'page', lines: lines([4e6, 700, 2e4], {limit: 58, instructions: 'relaxed_madd'})},
    {name: 'Isobath in the page', place: 'page plain', lines: lines([3.5e6, 600], {limit: 50, instructions: 'f32x4 mul, add'})},
  ],
  page: {
    version: 'Chrome/1',
    files: [{name: '/isobath.wasm', raw: 1000, gzip: 500, brotli: 400}, {name: '/other.wasm', raw: 2000, gzip: 900, brotli: 800},
      {name: '/index.html', raw: 10, gzip: 9, brotli: 8}],
    cold: {median_ms: 900, times_ms: [800, 900, 1600], requests: ['/index.html', '/isobath.wasm']},
    frames: {frames: 300, frames_per_second: 60, updates_per_second: 700, median_ms: 4, longest_ms: 17, long: [{at_ms: 420, ui_ms: 17}]},
    unthreadedFrames: {frames: 200, frames_per_second: 40, updates_per_second: 300, median_ms: 5, longest_ms: 9, long: []},
  },
});

const tableOf = (title, all = tables(results())) => all.find((table) => table.title.startsWith(title));
const rowOf = (table, name) => table.rows.find(([first]) => first.startsWith(name));

test('numbers keep three digits', () => {
  assert.deepEqual([7418000, 999700, 391234, 30500, 999, 47.34, 0].map(shortNumber),
    ['7.42 M', '1.00 M', '391 k', '30.5 k', '999', '47.3', '0.00']);
  assert.equal(percent(0.0814), '8.1 %');
  assert.equal(percent(0.814), '81 %');
  assert.equal(kilobytes(1234), '1.2 kB');
  assert.equal(milliseconds(4.04), '4.0 ms');
  assert.equal(milliseconds(932.4), '932 ms');
  assert.equal(times(0.64), '0.64 ×');
  assert.equal(times(2900), '2900 ×');
});

test('every line of a text table is as wide as its rule', () => {
  for (const table of tables(results())) {
    const [, , ...rest] = toText({...table, notes: []}).trimEnd().split('\n');
    const rule = [...rest[1]].length;
    assert.match(rest[1], /^-+$/);
    for (const line of rest) assert.ok([...line].length <= rule, line);
    const complete = table.rows.findIndex((row) => row.length === table.head.length && row.at(-1) !== '');
    if (complete >= 0) assert.equal([...rest[complete + 2]].length, rule);
  }
});

test('a Markdown table has as many cells in every line', () => {
  for (const table of tables(results())) {
    const found = toMarkdown(table).split('\n').filter((line) => line.startsWith('|'));
    assert.equal(found.length, table.rows.length + 2);
    for (const line of found) assert.equal(line.split('|').length, table.head.length + 2, line);
  }
  assert.match(toMarkdown({title: 't', head: ['a'], rows: [['x|y']]}), /x\\\|y/);
});

test('an engine that is absent is named with its reason', () => {
  assert.deepEqual(rowOf(tableOf('Updates'), 'PyTorch'), ['PyTorch, one thread', 'not installed']);
});

test('shares are of the platform\'s own limit', () => {
  const table = tableOf('Updates');
  assert.deepEqual(rowOf(table, 'Isobath on the desktop').slice(1), ['120.0', '9.00 M (6.9 %)', '1.60 k (80 %)']);
  assert.deepEqual(rowOf(table, 'Isobath in the page, relaxed SIMD').slice(1), ['58.0', '4.00 M (6.3 %)', '700 (72 %)']);
  assert.deepEqual(rowOf(table, 'Isobath in the page, plain SIMD').slice(1), ['50.0', '3.50 M (6.4 %)', '600 (72 %)']);
  assert.deepEqual(rowOf(table, 'ConvNetJS').slice(1), ['', '90.0 k', '28.0']);
});

test('a peer is compared on its own platform, and the unbeaten are named', () => {
  const table = tableOf('How many times');
  assert.deepEqual(rowOf(table, 'Eigen alone on the desktop').slice(1), ['Isobath on the desktop', '3.00 ×', '0.94 ×']);
  assert.deepEqual(rowOf(table, 'Eigen alone in Node.js').slice(1, 3), ['Isobath in Node.js, relaxed SIMD', '5.00 ×']);
  assert.deepEqual(rowOf(table, 'ConvNetJS').slice(1), ['Isobath in the page, relaxed SIMD', '44 ×', '25 ×']);
  assert.equal(rowOf(table, 'PyTorch'), undefined);
  assert.deepEqual(table.notes, ['Not beaten: Eigen alone on the desktop on W3.']);
  const better = results();
  better.engines[1].lines[1].steps_per_second = 1500;
  assert.match(tableOf('How many times', tables(better)).notes[0], /^Every peer that was measured is beaten/);
});

test('a goal is reached at its value and missed below', () => {
  const table = tableOf('Goals');
  assert.deepEqual(rowOf(table, 'W1').slice(1), ['4.00 M updates/s', '4.00 M: reached (100 %)', '8.00 M: not reached (50 %)']);
  assert.deepEqual(rowOf(table, 'W3').slice(1), ['72 % of the limit', '70 %: reached (103 %)', '85 %: not reached (85 %)']);
  assert.equal(table.notes[1], 'Goals that are counts were set on a processor with a limit of 58.7 GFLOP/s, ' +
    'here it is 58.0; in proportion to the limits: W1 4.05 M.');
  const page = tableOf('The page itself');
  assert.deepEqual(rowOf(page, 'own work').slice(1), ['4.0 ms', '5.0 ms', 'at most 4.0 ms: reached']);
  assert.match(rowOf(page, 'the longest')[3], /: not reached$/);
  assert.deepEqual(rowOf(page, 'frames above').slice(1), ['1 of 300', '0 of 200', '']);
  assert.ok(page.notes.includes('Frames above 16 ms: 17.0 ms at 0.4 s.'));
  assert.match(rowOf(page, 'first picture')[3], /: reached$/);
});

test('a sweep is told in trainings', () => {
  const some = results();
  some.workloads = [{name: 'sweep', series: 'standing', network: '2-16-1', batch: 16, operations: 3584}];
  some.engines = [{name: 'Isobath in the page', place: 'page', lines: [
    {name: 'sweep', steps_per_second: 3.2e6, limit_gflops: 58, share: 0.2, instructions: 'relaxed_madd'}]}];
  assert.deepEqual(rowOf(tableOf('Goals', tables(some)), 'sweep').slice(1, 3),
    ['16.0 k trainings/s', '14.0 k: reached (114 %)']);
});

test('maps are told with their goals', () => {
  const some = results();
  some.workloads = [{name: 'map', series: 'maps', network: '2-16-1', batch: 16, operations: 3584}];
  const line = (rate) => [{name: 'map', steps_per_second: rate, limit_gflops: 58, instructions: 'relaxed_madd'}];
  some.engines = [{name: 'Isobath in Node.js', place: 'node relaxed', lines: line(3e6)},
    {name: 'Isobath in the page', place: 'page', lines: line(4.2e6)},
    {name: 'ConvNetJS', peer: true, place: 'web', lines: line(1)}];
  some.page.maps = {first: {'scale × α': {median_ms: 120, longest_ms: 300}, 'α × depth': {median_ms: 151, longest_ms: 160}},
    whole: {small: {done_ms: 2900, first_ms: 100, frames: 50, median_ms: 3, longest_ms: 9},
      fractal: {done_ms: 13000, first_ms: 100, frames: 50, median_ms: 5, longest_ms: 6}}};
  const table = tableOf('Maps', tables(some));
  assert.deepEqual(table.rows, [
    ['trainings a second and core, in Node.js, relaxed SIMD', '15.0 k', ''],
    ['trainings a second and core, in the page, relaxed SIMD', '21.0 k', '20.0 k: reached (105 %)'],
    ['first picture: scale × α', '120 ms', 'at most 150 ms: reached'],
    ['first picture: α × depth', '151 ms', 'at most 150 ms: not reached'],
    ['256 × 256 cells of 2-16-1', '2900 ms', 'at most 3000 ms: reached'],
    ['the fractal, 256 × 256 cells', '13000 ms', 'at most 12000 ms: not reached'],
    ['own work in a frame meanwhile, 2-16-1: median', '3.0 ms', 'at most 4.0 ms: reached'],
    ['the longest', '9.0 ms', ''],
    ['own work in a frame meanwhile, the fractal: median', '5.0 ms', 'at most 4.0 ms: not reached'],
    ['the longest', '6.0 ms', ''],
  ]);
  assert.equal(table.notes.length, 3);
  some.page = null;
  assert.equal(tableOf('Maps', tables(some)).rows.length, 2);
});

test('a first visit is what the browser asked for', () => {
  const table = tableOf('What is shipped');
  assert.deepEqual(rowOf(table, 'a first visit').slice(1), ['1.0 kB', '0.5 kB', '0.4 kB']);
  assert.deepEqual(rowOf(table, 'of it wasm').slice(1), ['1.0 kB', '0.5 kB', '0.4 kB']);
  assert.ok(rowOf(table, '/isobath.wasm *'));
  assert.match(table.notes[0], /: reached/);
});

test('without the page there are the other tables', () => {
  const some = results();
  some.page = null;
  some.engines = some.engines.filter(({place}) => !place.startsWith('page'));
  assert.deepEqual(tables(some).map(({title}) => title), ['Updates a second, and the share of the multiply-add limit',
    'How many times faster than the peers', 'Cost and batch']);
  assert.equal(rowOf(tableOf('How many times', tables(some)), 'ConvNetJS')[1], 'Isobath in Node.js, relaxed SIMD');
});

test('without the core there is the page', () => {
  const some = results();
  some.engines = [];
  assert.deepEqual(tables(some).map(({title}) => title), ['What is shipped', 'The page itself']);
});

test('a limit that wavers is told', () => {
  assert.deepEqual(disturbances(results()), []);
  const disturbed = results();
  disturbed.engines[0].lines[1].limit_gflops = 60;
  assert.match(rowOf(tableOf('Updates', tables(disturbed)), 'Isobath on the desktop')[3], /80 %/);
  assert.match(disturbances(disturbed)[0], /^Isobath on the desktop: the limit wavered between 60\.0 and 120\.0/);
});

test('the preface says which machine and command', () => {
  assert.match(preface(results()).join('\n'), /`bench\/run` on 2026-01-31, commit abc; [\s\S]*300 ms[\s\S]*a processor, 2 cores.*Chrome\/1/);
});

test('the peers read the shapes that the core writes', () => {
  assert.deepEqual(unitsOf('784-256-128-10'), [784, 256, 128, 10]);
  assert.deepEqual(unitsOf('2-8x6-1'), [2, 8, 8, 8, 8, 8, 8, 1]);
  const {x, classes} = examplesOf([3, 2, 10], 200);
  assert.deepEqual([x.length, x[0].length, classes.length], [200, 3, 200]);
  assert.ok(classes.every((label) => Number.isInteger(label) && label >= 0 && label < 10));
  assert.ok(new Set(examplesOf([2, 1], 50).classes).size === 2);
});

test('no Python peer imports itself in place of its library', () => {
  // Python looks in the script's own folder first.
  const folder = new URL('peers/', import.meta.url);
  const scripts = readdirSync(folder).filter((name) => name.endsWith('.py'));
  assert.ok(scripts.length > 0);
  for (const name of scripts) {
    const imported = [...readFileSync(new URL(name, folder), 'utf8').matchAll(/^(?:import|from) (\w+)/gm)];
    for (const [, module] of imported) assert.ok(!scripts.includes(`${module}.py`), name);
  }
});

test('the peers\' clock counts steps', () => {
  assert.equal(median([3, 1, 2]), 2);
  assert.equal(median([4, 1, 3, 2]), 2.5);
  let steps = 0;
  const rate = stepsPerSecond(() => { ++steps; }, 8);
  assert.ok(steps > 8 && rate > 0 && Number.isFinite(rate));
});

test('engines are measured in turns, and the middle of each is kept', async () => {
  const asked = [];
  let rate = 0;
  const engine = (name, peer) => ({name, peer, place: 'here', run: async (some) => {
    asked.push(`${name} ${some.length}`);
    return some.map((workload) => ({name: workload.name, steps_per_second: [5, 1, 3][rate++ % 3]}));
  }});
  const failing = {name: 'c', peer: true, place: 'here', run: async () => {
    asked.push('c');
    return {failed: 'why'};
  }};
  const told = [];
  const measured = await inTurns([engine('a', false), engine('b', true), failing], workloads,
    {turns: 3, budgetMs: 1, say: (text) => told.push(text)});
  assert.deepEqual(asked, ['a 3', 'b 2', 'c', 'a 2', 'b 2', 'a 2', 'b 2']);
  assert.equal(told.length, asked.length);
  assert.deepEqual(measured[0].lines.map(({name}) => name), ['W1', 'W3', 'batch-1']);
  assert.deepEqual(measured[2], {name: 'c', peer: true, place: 'here', failed: 'why'});
  const line = (value) => [{name: 'W1', steps_per_second: value}];
  assert.deepEqual(middleLines([line(5), line(1), line(3)]), line(3));
  assert.deepEqual(middleLines([line(5), line(1)]), line(1));
});

test('a program that fails is told by its last word', async () => {
  const failed = await linesOf(process.execPath, ['-e', 'console.error("a\\nthe reason"); process.exit(3)']);
  assert.deepEqual(failed, {failed: 'the reason'});
  const good = await linesOf(process.execPath, ['-e', 'console.log("chatter\\n{\\"name\\": 1}")']);
  assert.deepEqual(good, [{name: 1}]);
  assert.ok((await linesOf('/nowhere/at/all', [])).failed);
});

let failed = 0;
for (const {name, body} of tests) {
  try {
    await body();
    console.log(`ok: ${name}`);
  } catch (error) {
    ++failed;
    console.log(`FAILED: ${name}\n${error.message}`);
  }
}
console.log(`${tests.length - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
