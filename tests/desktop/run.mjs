// SPDX-License-Identifier: MIT
// The desktop program under Xvfb: node tests/desktop/run.mjs [PROGRAM]
// (or ISOBATH_DESKTOP). Its pictures are left in build/screenshots.

import {spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';

import {Checks, expect, expect_equal} from '../browser/check.mjs';
import {crop, decode, difference, is_drawn, share_of} from '../browser/pixels.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const program = resolve(process.argv[2] ?? process.env.ISOBATH_DESKTOP ??
  join(root, 'build/desktop-release/isobath'));
const pictures = join(root, 'build/screenshots');
const scratch = mkdtempSync(join(tmpdir(), 'isobath-desktop-'));

if (!existsSync(program)) {
  console.error(`There is no desktop program at ${program}.`);
  process.exit(2);
}
mkdirSync(pictures, {recursive: true});

function run(...words) {
  const done = spawnSync('xvfb-run', ['-a', '-s', '-screen 0 1600x1200x24 -noreset', program, ...words],
    {encoding: 'utf8', timeout: 120000, env: {...process.env, LIBGL_ALWAYS_SOFTWARE: '1'}});
  return {status: done.status, said: done.stderr};
}

/** Runs some frames and returns the picture of the last. */
function picture(name, ...words) {
  const file = join(pictures, `${name}.png`);
  rmSync(file, {force: true});
  const {status, said} = run(...words, '--frames', '60', '--screenshot', file);
  expect_equal([status, said], [0, ''], 'exit status and messages');
  return decode(readFileSync(file));
}

/** The screen as the design has it: three columns, the scope under the network. */
const AREAS = {
  data: [0, 0.1, 0.15, 0.35], hyperparameters: [0, 0.6, 0.15, 0.35],
  network: [0.2, 0.1, 0.5, 0.4], scope: [0.2, 0.65, 0.5, 0.3],
  output: [0.78, 0.1, 0.2, 0.35], cost: [0.78, 0.6, 0.2, 0.3],
};
const area = (image, [x, y, width, height]) => crop(image, {x: x * image.width,
  y: y * image.height, width: width * image.width, height: height * image.height});

const checks = new Checks();
let first = null;

await checks.test('the first frames fill every part of the window', () => {
  first = picture('desktop-1440x900');
  expect_equal([first.width, first.height], [1440, 900], 'size');
  for (const [name, place] of Object.entries(AREAS)) {
    expect(is_drawn(area(first, place)), `the place of the ${name} panel is blank`);
  }
});

await checks.test('the size of the window can be chosen', () => {
  const small = picture('desktop-1024x768', '--size', '1024x768');
  expect_equal([small.width, small.height], [1024, 768], 'size');
});

await checks.test('a document given by its path is shown', () => {
  const path = join(scratch, 'deep.json');
  writeFileSync(path, JSON.stringify({isobath: 1, data: {source: 'spiral'}, network: {layers: [
    ...Array.from({length: 11}, () => ({units: 6, activation: 'tanh'})),
    {units: 1, activation: 'sigmoid'}]}}));
  const deep = picture('desktop-document', path);
  expect(difference(area(first, AREAS.network), area(deep, AREAS.network)) > 0.05,
    'the network is the default one');
});

await checks.test('a link works as well as a path', () => {
  const linked = picture('desktop-link', '#source=xor');
  expect(difference(area(first, AREAS.output), area(linked, AREAS.output)) > 0.02,
    'the data are the default ones');
});

await checks.test('what is not finite is marked', () => {
  const path = join(scratch, 'nan.json');
  writeFileSync(path, JSON.stringify({isobath: 1, network: {layers: [
    {units: 1, activation: 'relu'}, {units: 1, activation: 'sigmoid'}]},
  parameters: [{W: [['NaN', 1]], b: [0]}, {W: [[1]], b: [0]}]}));
  const marked = picture('desktop-nan', path);
  expect(share_of(area(marked, AREAS.network), [230, 37, 155]) > 0, 'there is no mark');
});

await checks.test('a bad document is explained on screen, not a crash', () => {
  const path = join(scratch, 'bad.json');
  writeFileSync(path, '{"isobath": 1, "network": {"layers": []}}');
  const bad = picture('desktop-bad-document', path);
  expect(difference(first, bad) > 0.0005, 'there is no message');
  picture('desktop-missing-document', join(scratch, 'nowhere.json'));
});

await checks.test('a picture can be a PPM', () => {
  const file = join(scratch, 'picture.ppm');
  expect_equal(run('--frames', '2', '--screenshot', file).status, 0, 'exit status');
  expect_equal(readFileSync(file).subarray(0, 16).toString('latin1').split('\n').slice(0, 3),
    ['P6', '1440 900', '255'], 'header');
});

await checks.test('wrong options are told in one sentence', () => {
  for (const words of [['--frames', 'x'], ['--frames', '0'], ['--size', '10'], ['--fly'],
    ['--screenshot', join(scratch, 'picture.jpg'), '--frames', '2']]) {
    const {status, said} = run(...words);
    expect_equal(status, 2, `exit status of ${words.join(' ')}`);
    expect(/^isobath: .+\.\n$/.test(said), `${words.join(' ')} said "${said}"`);
  }
});

rmSync(scratch, {recursive: true, force: true});
process.exitCode = checks.sum_up();
