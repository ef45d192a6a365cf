// SPDX-License-Identifier: MIT
// The stepper's other pages by hand, in any engine: graph, J along a weight, gradient check, race.

import {expect, expect_equal} from './check.mjs';
import {crop, is_drawn} from './pixels.mjs';
import {fresh_visits} from './visits.mjs';

const has = async (visit, id) => (await visit.widgets()).some((widget) => widget.id === id);
const label_of = async (visit, id) =>
  (await visit.widgets()).find((widget) => widget.id === id)?.label ?? '';
const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';
/** All numbers in a text as the page writes them: −3.2·10⁻⁷. */
const numbers = (text) => {
  const plain = text.replaceAll('−', '-').replace(/·10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)/g, (_, power) =>
    `e${[...power].map((sign) => sign === '⁻' ? '-' : RAISED.indexOf(sign)).join('')}`);
  return (plain.match(/-?\d+(\.\d+)?(e-?\d+)?/g) ?? []).map(Number);
};
const near = (a, b) => Math.abs(a - b) <= 2e-3 * Math.max(Math.abs(a), Math.abs(b), 1e-3);

// y = 2x through w·x + b at w = 1, b = 0: everything is known by hand.
const LINE = {
  isobath: 1,
  data: {source: 'table', x: [[1], [2], [3]], y: [[2], [4], [6]], names: ['x', 'y'],
    split: {train: 1, dev: 0, test: 0}},
  network: {layers: [{units: 1, activation: 'linear'}]},
  loss: 'squared_error', training: {learning_rate: 0.1},
  parameters: [{W: [[1]], b: [0]}],
};
const COURSE = {
  isobath: 1,
  data: {source: 'gaussians', inputs: ['x1', 'x2', 'x1*x2']},
  network: {layers: [{units: 5, activation: 'tanh'}, {units: 5, activation: 'tanh'},
    {units: 3, activation: 'tanh'}, {units: 1, activation: 'sigmoid'}]},
};

export async function side_tests(checks, browser, server, name) {
  const {visit, test, close} = await fresh_visits(checks, browser, server);
  const {page} = visit;
  const open = async (document) => {
    await visit.call('open', document);
    await visit.settle();
  };
  const point = async (id) => {
    const {x, y, width, height} = await visit.widget(id);
    await page.mouse.move(x + width / 2, y + height / 2, {steps: 3});
    await visit.settle_input();
  };

  await test('the graph tells values and the chain rule of a neuron', async () => {
    await open(COURSE);
    await page.mouse.move(3, 3);
    await visit.press('KeyS');
    await visit.click('stepper-graph');
    await visit.until('the graph is there', () => has(visit, 'graph-z'));
    // z = Σ w·a + b and its derivatives, from the page's own parameters and nodes.
    const {W, b} = (await visit.call('parameters'))[3];
    let sum = b[0];
    for (let i = 1; i <= 3; ++i) {
      const [a] = numbers((await visit.widget(`graph-x-${i}`)).value);
      const [w] = numbers((await visit.widget(`graph-w-${i}`)).value);
      const [u] = numbers((await visit.widget(`graph-u-${i}`)).value);
      expect(near(w, W[0][i - 1]), `w ${w} is not ${W[0][i - 1]}`);
      expect(near(u, w * a), `u ${u} is not ${w} · ${a}`);
      sum += u;
    }
    const [z, d_z] = numbers((await visit.widget('graph-z')).value);
    const [a] = numbers((await visit.widget('graph-a')).value);
    expect(near(z, sum), `z ${z} is not ${sum}`);
    expect(near(a, 1 / (1 + Math.exp(-z))), `a ${a} is not σ(${z})`);
    await point('graph-w-2');
    const story = await visit.widget('graph-story');
    expect_equal(story.label, 'dL/dw[4](1,2) = dL/du · a[3](2)', 'chain rule');
    const [input] = numbers((await visit.widget('graph-x-2')).value);
    expect(near(numbers(story.value).at(-1), d_z * input), story.value);
    const picture = await visit.picture(`${name}-graph`);
    expect(is_drawn(crop(picture, await visit.widget('panel-stepper'), visit.scale)), 'blank');
  });

  await test('the graph goes to a unit clicked in the network', async () => {
    await visit.click('unit-2-3');
    await visit.until('it is the second layer\'s',
      async () => (await visit.widget('graph-z')).label === 'z[2](4)');
    await page.mouse.move(3, 3);
    await visit.press('Escape');
  });

  await test('J along a weight has the slope and the step that are known by hand', async () => {
    await open(LINE);
    await visit.click('stepper-slice');
    await visit.until('the curve is there', () => has(visit, 'plot-slice'));
    const {label, value} = await visit.widget('slice-story');
    const [slope, cost, next] = numbers(value);
    expect(near(slope, -14 / 3), value);
    expect(near(cost, 14 / 6), value);
    expect(near(next, 14 / 6 * (1 - 1.4 / 3) ** 2), value);
    expect(near(numbers(label).at(-1), 1 + 1.4 / 3), label);
    expect((await visit.widget('slice-verdict')).label.startsWith('Downhill'), 'not downhill');
    await visit.click('slice-column-less');
    await visit.until('the bias is chosen',
      async () => (await visit.widget('plot-slice')).label === 'b[1](1)');
    expect(near(numbers((await visit.widget('slice-story')).value)[0], -2), 'dJ/db');
    await visit.picture(`${name}-slice`);
  });

  await test('the wheel over the curve goes nearer', async () => {
    const before = Number((await visit.widget('slice-reach')).value);
    await point('plot-slice');
    await page.mouse.wheel({deltaY: -240});
    await visit.until('the range is less',
      async () => Number((await visit.widget('slice-reach')).value) < before);
  });

  await test('too large an α overshoots', async () => {
    await open({...LINE, training: {learning_rate: 1}});
    await visit.click('slice-column-more');
    await visit.until('it is said', async () =>
      (await visit.widget('slice-verdict')).label.startsWith('This step overshoots'));
  });

  await test('a planted bug is found where it is, and the page goes on', async () => {
    await open(COURSE);
    await visit.click('stepper-check');
    await visit.click('check-bug');
    await visit.until('the bugs are listed', () => has(visit, 'check-bug-4'));
    await visit.click('check-bug-4');
    const {count} = await visit.call('frame');
    await visit.click('check-run');
    await visit.until('it is checked',
      async () => /matrices above/.test(await label_of(visit, 'check-verdict')));
    expect((await visit.call('frame')).count > count + 3, 'the page stood still');
    expect((await visit.widget('check-dW[4]')).value.endsWith('agrees'), 'dW[4]');
    for (const matrix of ['dW[1]', 'db[1]', 'dW[2]', 'db[2]', 'dW[3]', 'db[3]']) {
      const {value} = await visit.widget(`check-${matrix}`);
      expect(value.endsWith('wrong'), `${matrix}: ${value}`);
    }
    await visit.settle();
    await visit.picture(`${name}-check`);
  });

  await test('without a bug everything agrees', async () => {
    await visit.click('check-bug');
    await visit.until('the bugs are listed', () => has(visit, 'check-bug-1'));
    await visit.click('check-bug-1');
    await visit.click('check-run');
    await visit.until('all is well', async () =>
      (await label_of(visit, 'check-verdict')).startsWith('Every ratio is below'));
  });

  await test('a race is measured on the spot', async () => {
    await open({isobath: 1, network: {layers: [{units: 64, activation: 'relu'},
      {units: 64, activation: 'relu'}, {units: 1, activation: 'sigmoid'}]}});
    await visit.click('stepper-race');
    expect_equal((await visit.widget('race-product')).value, '(1, 12288)·(12288, 209)',
      'the course\'s images');
    await visit.click('race-layer-more');
    await visit.click('race-layer-more');
    expect_equal((await visit.widget('race-product')).value, '(64, 64)·(64, 250)', 'shapes');
    await visit.click('race-run');
    await visit.until('it is over', () => has(visit, 'race-3'));
    const ratios = [];
    for (const id of ['race-0', 'race-1', 'race-2', 'race-3']) {
      ratios.push(numbers((await visit.widget(id)).value).at(-1));
    }
    expect_equal(ratios[0], 1, 'the loop against itself');
    expect(ratios.every((ratio) => ratio > 0), `${ratios}`);
    await visit.settle();
    await visit.picture(`${name}-race`);
  });

  await test('the tabs lead back to the lines', async () => {
    await visit.click('stepper-lines');
    await visit.until('the lines are back', () => has(visit, 'line-formula'));
  });

  await close();
}
