// SPDX-License-Identifier: MIT
// The stepper by real keys and pointer: the course's 3-5-5-3-1, whose spelled-out sums are held
// against a forward and a backward pass done here.

import {sleep} from './browsers.mjs';
import {expect, expect_equal} from './check.mjs';
import {fresh_visits} from './visits.mjs';

const UNITS = [3, 5, 5, 3, 1];
const ALPHA = 0.5;
const EXAMPLES = 12;
// Numbers without a pattern, the same every time.
const x = Array.from({length: EXAMPLES}, (_, e) =>
  Array.from({length: UNITS[0]}, (__, i) => Math.round(1000 * Math.sin(1 + 7 * e + 3 * i)) / 1000));
const y = x.map((row, e) => [e % 3 === 0 || row[0] > 0.3 ? 1 : 0]);

const COURSE = {
  isobath: 1,
  data: {source: 'table', x, y, split: {train: 1, dev: 0, test: 0}},
  network: {layers: UNITS.slice(1).map((units, i) =>
    ({units, activation: i + 2 === UNITS.length ? 'sigmoid' : 'tanh'}))},
  training: {learning_rate: ALPHA},
};

const transposed = (m) => m[0].map((_, c) => m.map((row) => row[c]));
const product = (a, b) => a.map((row) => b[0].map((_, c) =>
  row.reduce((sum, value, k) => sum + value * b[k][c], 0)));
const each = (a, f) => a.map((row, r) => row.map((value, c) => f(value, r, c)));

/** Every matrix of one update by its name, as the course has it; `parameters` as the page tells them. */
function worked(parameters) {
  const depth = parameters.length;
  const all = {'A[0]': transposed(x)};
  for (let l = 1; l <= depth; ++l) {
    const {W, b} = parameters[l - 1];
    all[`Z[${l}]`] = each(product(W, all[`A[${l - 1}]`]), (z, r) => z + b[r]);
    all[`A[${l}]`] = each(all[`Z[${l}]`],
      (z) => l === depth ? 1 / (1 + Math.exp(-z)) : Math.tanh(z));
  }
  all[`dZ[${depth}]`] = each(all[`A[${depth}]`], (a, r, c) => a - y[c][r]);
  for (let l = depth; l >= 1; --l) {
    if (l < depth) {
      all[`dA[${l}]`] = product(transposed(parameters[l].W), all[`dZ[${l + 1}]`]);
      all[`dZ[${l}]`] = each(all[`dA[${l}]`],
        (d, r, c) => d * (1 - Math.tanh(all[`Z[${l}]`][r][c]) ** 2));
    }
    all[`dW[${l}]`] = each(product(all[`dZ[${l}]`], transposed(all[`A[${l - 1}]`])),
      (sum) => sum / EXAMPLES);
    all[`db[${l}]`] = all[`dZ[${l}]`].map((row) => [row.reduce((a, b) => a + b) / EXAMPLES]);
    const {W, b} = parameters[l - 1];
    all[`W[${l}]`] = each(W, (w, r, c) => w - ALPHA * all[`dW[${l}]`][r][c]);
    all[`b[${l}]`] = b.map((value, r) => [value - ALPHA * all[`db[${l}]`][r][0]]);
  }
  return all;
}

/** Reads a number as the page writes it: −0.0812, 3.2·10⁻⁷. */
function read(text) {
  const digits = '⁰¹²³⁴⁵⁶⁷⁸⁹';
  const plain = text.trim().replace(/−/g, '-').replace(/·10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)/, (_, power) =>
    'e' + [...power].map((sign) => sign === '⁻' ? '-' : digits.indexOf(sign)).join(''));
  const value = Number(plain);
  if (Number.isNaN(value)) throw new Error(`"${text}" is not read as a number`);
  return value;
}

/** To so many digits behind the first one, and to what float32 leaves of a sum. */
const near = (seen, wanted, digits) =>
  Math.abs(seen - wanted) <= 0.6 * 10 ** -digits * Math.abs(wanted) + 4e-7;

const has_widget = async (visit, id) => (await visit.widgets()).some((widget) => widget.id === id);
const formula = async (visit) => (await visit.widget('line-formula')).label;
/** Presses a key and waits for another line; where frames are slow it comes late. */
async function walk(visit, key) {
  const before = await formula(visit);
  await visit.press(key);
  await visit.until(`${key} has led on from ${before}`,
    async () => (await formula(visit)) !== before);
}
const result_name = async (visit) => (await visit.widget('matrix-result')).label;

/** Moves to a cell of the result and returns how it is spelled out. */
async function hover(visit, row, column, rows, columns) {
  const box = await visit.widget('matrix-result');
  await visit.page.mouse.move(box.x + box.width * (column + 0.5) / columns,
    box.y + box.height * (row + 0.5) / rows, {steps: 2});
  await visit.settle_input();
  return visit.widget('cell-story');
}

/** The last line's number of the sum, which is the cell. */
const total = ({value}) => read(value.replace(/ {3}\(.*/, '').split(' = ').pop());

export async function stepper_tests(checks, browser, server) {
  const {visit, test, close} = await fresh_visits(checks, browser, server);
  const {page} = visit;
  let start = null;
  const told = [];  // of every line on the way: [formula, cell, story]

  await test('the course\'s 3-5-5-3-1 is gone through, and every sum is right', async () => {
    await visit.call('open', COURSE);
    await visit.settle();
    start = await visit.call('parameters');
    const right = worked(start);
    await page.mouse.move(5, 5);
    await visit.press('KeyS');
    expect_equal((await visit.widget('columns-example')).value, 'on', 'one example at first');
    await visit.click('columns-batch');
    expect_equal(await formula(visit), 'A[0] = X', 'first line');
    const lines = (await visit.widgets()).filter(({id}) => /^line-\d+$/.test(id));
    expect(lines.length > 20, `${lines.length} lines are listed`);
    for (let line = 1; line < 100; ++line) {
      await walk(visit, 'ArrowRight');
      const [now, name] = [await formula(visit), await result_name(visit)];
      if (now === 'A[0] = X') break;
      expect(line < 99, 'the update does not end');
      if (!(name in right)) continue;
      const matrix = right[name];
      const [rows, columns] = [matrix.length, matrix[0].length];
      const [row, column] = [line % rows, (3 * line) % columns];
      const story = await hover(visit, row, column, rows, columns);
      const cell = `${name}(${row + 1},${column + 1})`;
      expect(story.label.startsWith(`${cell} = `), `${story.label} is not of ${cell}`);
      expect(near(total(story), matrix[row][column], 5),
        `${now}: ${story.value}, and ${matrix[row][column]} is right`);
      told.push([now, cell, story.value]);
    }
    expect(told.length >= 25, `${told.length} lines were looked at`);
  });

  await test('the sum of a product has its terms', async () => {
    const parameters = await visit.call('parameters');
    const right = worked(parameters);
    await visit.press('ArrowRight');
    const story = await hover(visit, 2, 4, 5, EXAMPLES);
    const [, sum] = story.value.split(' = ');
    const terms = sum.replace(/ − /g, ' + −').split(' + ');
    expect_equal(terms.length, 4, 'three products and the bias');
    for (let k = 0; k < 3; ++k) {
      // A power of ten has a dot of its own.
      const [w, a] = terms[k].split(/·(?!10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹])/)
        .map((factor) => read(factor.replace(/[()]/g, '')));
      expect(near(w, parameters[0].W[2][k], 2), `${terms[k]}: w is ${parameters[0].W[2][k]}`);
      expect(near(a, x[4][k], 2), `${terms[k]}: a is ${x[4][k]}`);
    }
    expect(near(read(terms[3]), parameters[0].b[2], 2), `${terms[3]} is not the bias`);
    expect(near(total(story), right['Z[1]'][2][4], 5), story.value);
    expect(story.label.includes('w[1](3,1)·a[0](1,5)'), story.label);
  });

  await test('after the last line the update is the ordinary one, bit for bit', async () => {
    const stepped = await visit.call('parameters');
    expect_equal((await visit.call('record')).step, 1, 'step');
    await visit.call('reset');
    expect_equal(await visit.call('parameters'), start, 'start');
    await visit.call('step', 1);
    expect_equal(await visit.call('parameters'), stepped, 'parameters');
  });

  await test('backwards every line is as it was', async () => {
    await visit.settle();
    const box = await visit.widget('panel-stepper');
    await page.mouse.move(box.x + box.width / 2, box.y + 2);
    const back = [];
    expect_equal(await formula(visit), 'A[0] = X', 'first line');
    for (let line = 0; line < 100; ++line) {
      // The way back to the update before may take some frames.
      await walk(visit, 'ArrowLeft');
      const now = await formula(visit);
      if (now === 'A[0] = X') break;
      const was = told.find(([line_told]) => line_told === now);
      if (!was) continue;
      const [row, column] = was[1].match(/\((\d+),(\d+)\)/).slice(1).map(Number);
      const right = worked(start)[was[1].slice(0, was[1].indexOf('('))];
      const story = await hover(visit, row - 1, column - 1, right.length, right[0].length);
      expect_equal(story.value, was[2], now);
      back.push(was);
    }
    expect_equal(back.length, told.length, 'lines backwards');
    expect_equal((await visit.call('record')).step, 0, 'step');
    expect_equal(await visit.call('parameters'), start, 'parameters');
  });

  await test('buttons go by layer, pass and update', async () => {
    await visit.click('lines-pass-on');
    expect((await formula(visit)).startsWith('J = '), await formula(visit));
    await visit.click('lines-pass-on');
    expect_equal(await formula(visit), 'dZ[4] = A[4] − Y', 'line');
    await visit.click('lines-layer-on');
    expect_equal(await formula(visit), 'dA[3] = W[4]ᵀ·dZ[4]', 'line');
    await visit.click('lines-update-back');
    expect_equal(await formula(visit), 'A[0] = X', 'line');
    await visit.click('line-4');
    expect_equal(await formula(visit), 'A[2] = g(Z[2])', 'line');
  });

  await test('the lines go by themselves, stop, and the page is idle again', async () => {
    await visit.click('lines-pace');
    await visit.click('lines-pace-4');
    const before = await formula(visit);
    await visit.click('lines-play');
    await visit.until('some lines have gone by', async () =>
      (await formula(visit)) !== before && (await formula(visit)).startsWith('d'));
    await visit.click('lines-play');
    await visit.settle();
    const stopped = await formula(visit);
    expect_equal(await visit.rests(), 0, 'frames at rest');
    expect_equal(await formula(visit), stopped, 'line');
  });

  await test('one example and the mean are told as what they are', async () => {
    await visit.click('line-1');
    await visit.click('columns-example');
    await visit.click('example-next');
    const right = worked(await visit.call('parameters'));
    const one = await hover(visit, 3, 0, 5, 1);
    expect(one.label.startsWith('z[1](4) = '), one.label);
    expect(near(total(one), right['Z[1]'][3][1], 5), one.value);
    await visit.click('columns-mean');
    const mean = await hover(visit, 3, 0, 5, 1);
    const wanted = right['Z[1]'][3].reduce((a, b) => a + b) / EXAMPLES;
    expect(near(total(mean), wanted, 5), `${mean.value} is not ${wanted}`);
    await visit.click('columns-batch');
  });

  await test('the view of one example is a student\'s way through', async () => {
    await visit.click('line-1');
    await visit.click('columns-example');
    const one = await hover(visit, 1, 0, 5, 1);
    expect(/^z\[1\]\(2\) = w\[1\]\(2,1\)·a\[0\]\(1\)/.test(one.label), one.label);
    const {value} = await visit.widget('line-formula');
    expect(value.includes('z[1] (n[1], 1) = (5, 1)') && !value.includes(', m)'), value);
    const {height} = await visit.widget('line-formula');
    await visit.click('stepper-large');
    await visit.until('the letters are larger',
      async () => (await visit.widget('line-formula')).height > height * 1.2);
    await visit.picture('stepper-large');
    await visit.click('stepper-large');
    await visit.click('columns-batch');
  });

  await test('w is dragged along J while training plays, and that is one edit', async () => {
    await visit.click('stepper-slice');
    await visit.until('the curve is there', () => has_widget(visit, 'slice-ball'));
    const start_at = Number((await visit.widget('slice-ball')).value);
    await visit.click('play');
    await visit.until('the ball rolls',
      async () => Number((await visit.widget('slice-ball')).value) !== start_at);
    const ball = await visit.widget('slice-ball');
    const plot = await visit.widget('plot-slice');
    await page.mouse.move(ball.x + ball.width / 2, ball.y + ball.height / 2, {steps: 3});
    await visit.settle_input();
    await page.mouse.down();
    const by = ball.x > plot.x + plot.width / 2 ? -1 : 1;
    for (let i = 1; i <= 6; ++i) {
      await page.mouse.move(ball.x + by * i * plot.width * 0.04, ball.y, {steps: 2});
      await visit.settle_input();
    }
    try {
      await visit.until('w is where the pointer is', async () =>
        by * (Number((await visit.widget('slice-ball')).value) - Number(ball.value)) > 0.3);
    } finally {
      await page.mouse.up();
      await visit.call('pause');
    }
    await visit.settle();
    await visit.click('undo');
    await visit.until('one undo takes all of it back', async () =>
      by * (Number((await visit.widget('slice-ball')).value) - Number(ball.value)) < 0.2);
  });

  await test('while training plays the other pages wait, and pause it when asked', async () => {
    await visit.call('play');
    await visit.click('stepper-graph');
    await visit.until('it says why', () => has_widget(visit, 'needs-pause'));
    await visit.click('stepper-pause');
    await visit.until('the graph is there', () => has_widget(visit, 'graph-u-1'));
    expect(!(await has_widget(visit, 'needs-pause')), 'it still waits');
  });

  await test('a doubled gradient is found in its layer', async () => {
    await visit.click('stepper-check');
    await visit.until('the bug of the course is chosen',
      async () => (await visit.widget('check-bug')).value === 'one dW doubled');
    await visit.click('check-layer-more');
    await visit.until('the layer is chosen',
      async () => (await visit.widget('check-layer')).value === '3');
    await visit.click('check-run');
    await visit.until('it is found', async () => (await visit.widgets())
      .find(({id}) => id === 'check-verdict')?.label.startsWith('1 of 8 matrices above'));
    expect_equal((await visit.widget('check-dW[3]')).value, '0.3333 wrong', 'dW[3]');
  });

  await test('the race at the course\'s size says what was measured', async () => {
    await visit.click('stepper-race');
    expect_equal((await visit.widget('race-product')).value, '(1, 12288)·(12288, 209)', 'size');
    const {count} = await visit.call('frame');
    await visit.click('race-run');
    await visit.until('it is over', () => has_widget(visit, 'race-3'));
    expect((await visit.call('frame')).count > count + 3, 'the page stood still');
    const {label} = await visit.widget('race-story');
    expect(label.startsWith('Vectorised is '), label);
    await visit.picture('stepper-race');
    await visit.click('stepper-lines');
    await visit.until('the lines are back', () => has_widget(visit, 'line-formula'));
    await visit.call('open', COURSE);
    await visit.settle();
  });

  await test('a shape that does not fit is explained', async () => {
    await visit.click('line-5');
    await visit.click('shapes');
    await visit.click('shape-field');
    await page.keyboard.type('(5, 3)', {delay: 40});
    await visit.until('all of it is typed',
      async () => (await visit.widget('shape-field')).value === '(5, 3)');
    const verdict = await visit.widget('shape-verdict');
    expect_equal(verdict.label, 'error', 'verdict');
    expect(verdict.value.startsWith(
      'W[3] as (5, 3) times A[2] (5, m): the inner sizes 3 and 5 differ'), verdict.value);
    await visit.click('shapes');
    await visit.press('KeyS');
    expect(!(await visit.widgets()).some(({id}) => id === 'panel-stepper'), 'it is still open');
  });

  await close();
}

const PHONE = {width: 390, height: 844, scale: 2, touch: true};
const middle = ({x: left, y: top, width, height}) => [left + width / 2, top + height / 2];

/** By fingers on a phone; for browsers whose driver has them. */
export async function stepper_finger_tests(checks, browser, server) {
  const {visit, test, close} = await fresh_visits(checks, browser, server, PHONE);
  const {touchscreen} = visit.page;
  const tap = async (id) => {
    await touchscreen.tap(...middle(await visit.widget(id)));
    await visit.settle_input();
  };
  const has = async (id) => (await visit.widgets()).some((widget) => widget.id === id);

  await test('a finger walks the lines, and picks one of the list', async () => {
    await visit.call('open', COURSE);
    await visit.settle();
    await tap('stepper');
    await visit.until('the stepper is open', () => has('line-formula'));
    await tap('lines-on');
    expect_equal(await formula(visit), 'Z[1] = W[1]·A[0] + b[1]', 'line');
    await tap('line-chooser');
    await visit.until('the list is open', () => has('line-3'));
    await tap('line-3');
    await visit.until('it is gone to', async () =>
      (await formula(visit)) === 'Z[2] = W[2]·A[1] + b[2]');
    expect(!(await has('line-3')), 'the list is still open');
    await visit.picture('phone-stepper');
  });

  await test('two fingers zoom the matrices, one moves them', async () => {
    await tap('columns-batch');
    const box = await visit.widget('matrix-1');
    const [x_px, y_px] = middle(box);
    const left = await touchscreen.touchStart(x_px - 12, y_px);
    const right = await touchscreen.touchStart(x_px + 12, y_px);
    for (let i = 1; i <= 8; ++i) {
      await left.move(x_px - 12 - 12 * i, y_px);
      await right.move(x_px + 12 + 12 * i, y_px);
      await sleep(30);
    }
    await left.end();
    await right.end();
    await visit.settle();
    const before = await visit.widget('overview-result');
    const from = middle(await visit.widget('matrix-result'));
    const finger = await touchscreen.touchStart(...from);
    for (let i = 1; i <= 8; ++i) {
      await finger.move(from[0] - 10 * i, from[1]);
      await sleep(30);
    }
    await finger.end();
    await visit.settle();
    const after = await visit.widget('overview-result');
    expect(after.value !== before.value, `the window stays at ${before.value}`);
    await tap('matrix-fit');
    await visit.picture('phone-stepper-fit');
  });

  await close();
}
